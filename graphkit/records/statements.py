"""What a row says, as lines of N-Quads: the resources it describes, and its claims with the row as their evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from graphkit.model.claim import KINDS
from graphkit.model.dates import PartialDate
from graphkit.namespaces import GK, OA, PREFIXES, PROV, RDF, RDFS, SKOS, XSD, claim_iri, document_iri, stance_iri
from graphkit.records.mapping import ClaimPattern, ResourcePattern, Table
from graphkit.records.sources import Row
from graphkit.records.values import RowError, Worked

_TYPE: Final = f"<{RDF}type>"
EMPTY: Final = '""'
_ONE: Final = f'"1"^^<{XSD}integer>'

# Properties, serialised once.
_AGENT: Final = f"<{GK}agent>"
_STANCE: Final = f"<{GK}stance>"
_TARGET: Final = f"<{GK}target>"
_TARGET_TEXT: Final = f"<{GK}targetText>"
_ADDRESSEE: Final = f"<{GK}addressee>"
_FORUM: Final = f"<{GK}forum>"
_STATUS: Final = f"<{GK}status>"
_STATED_IN: Final = f"<{GK}statedIn>"
_EARLIEST: Final = f"<{GK}earliest>"
_LATEST: Final = f"<{GK}latest>"
_EDTF: Final = f"<{GK}edtf>"
_BASIS: Final = f"<{GK}dateBasis>"
_READING: Final = f"<{GK}dateReading>"
_EVIDENCE: Final = f"<{GK}evidence>"
_FLAG: Final = f"<{GK}flag>"
_KNOWN_FROM: Final = f"<{PROV}wasDerivedFrom>"
_STANCES: Final = {kind: f"<{stance_iri(kind)}>" for kind in KINDS}


class Statements:
    """Writes the statements of one file of a table.

    Args:
        dataset: id of the document that the file is.
        known: IRIs (as N-Triples terms) of entities that the reference data describe, and no record describes again.
    """

    def __init__(self, table: Table, dataset: str, graph: str, known: frozenset[str]) -> None:
        self._table, self._dataset = table, dataset
        self._document = f"<{document_iri(dataset)}>"
        self._row = document_iri(dataset)
        self._end = f" <{graph}> .\n"
        self._known = known
        self._properties = {name: f"<{expand(name)}>" for r in table.resources for name, _ in r.properties}
        self._links = {name: f"<{expand(name)}>" for c in table.claims for name, _ in c.links}
        self._said: set[int] = set()
        self.claims = 0

    def of(self, row: Row, values: Mapping[str, Worked], flags: tuple[str, ...]) -> str:
        """The lines for a row; empty where it says nothing.

        Raises:
            RowError: a claim of the row lacks its agent or kind, or a date is none.
        """
        lines: list[str] = []
        evidence = f"<{self._row}#{row.place}>"
        shown = False
        for resource in self._table.resources:
            if not resource.when or values[resource.when].terms:
                self._resource(lines, resource, values, evidence)
                shown = shown or resource.known_from == "row"
        before = self.claims
        for number, pattern in enumerate(self._table.claims):
            if not pattern.when or values[pattern.when].terms:
                self._claims(lines, pattern, number, row, values, evidence)
        if shown or self.claims > before:
            end, said = self._end, "; ".join(f"{name}: {cell}" for name, cell in row.cells.items() if cell)
            lines.append(
                f"{evidence} {_TYPE} <{GK}Row>{end}{evidence} <{GK}rank> {_ONE}{end}"
                f"{evidence} <{GK}sentence> {ox.Literal(said)}{end}{evidence} <{OA}hasSource> {self._document}{end}"
            )
            lines += [f"{evidence} {_FLAG} {ox.Literal(flag)}{end}" for flag in flags]
        return "".join(lines)

    def _resource(self, lines: list[str], pattern: ResourcePattern, values: Mapping[str, Worked], evidence: str) -> None:
        end = self._end
        for subject in values[pattern.id].terms:
            if subject in self._known:
                continue
            made = [f"{subject} {_TYPE} <{GK}{name}>{end}" for name in pattern.classes]
            for label in values[pattern.label].terms if pattern.label else ():
                made.append(f"{subject} <{RDFS}label> {label}{end}{subject} <{SKOS}prefLabel> {label}{end}")
            for key in values[pattern.key].terms if pattern.key else ():
                made.append(f"{subject} <{SKOS}notation> {key}{end}")
            for name, value in pattern.properties:
                made += [f"{subject} {self._properties[name]} {term}{end}" for term in values[value].terms]
            if pattern.known_from:
                made.append(f"{subject} {_KNOWN_FROM} {evidence if pattern.known_from == 'row' else self._document}{end}")
            # Rows of one ballot or draft all describe it: once is enough.
            text = "".join(made)
            if hash(text) not in self._said:
                self._said.add(hash(text))
                lines.append(text)

    def _claims(self, lines: list[str], pattern: ClaimPattern, number: int, row: Row, values: Mapping[str, Worked], evidence: str) -> None:
        kind = values[pattern.kind].text if pattern.kind in values else pattern.kind
        if not kind:
            return
        status = values[pattern.status].text if pattern.status in values else pattern.status
        stance = _STANCES.get(kind)
        if stance is None:
            raise RowError(f"no kind of stance {kind!r}")
        agents = values[pattern.agent].terms
        if not agents:
            raise RowError(f"no {pattern.agent}: a claim needs its agent")
        when = _dated(values[pattern.start].text if pattern.start else "", values[pattern.end].text if pattern.end else "")
        for agent in agents:
            seed = f"{self._dataset}#{row.place}/{number}/{agent}"
            claim = f"<{claim_iri(hashlib.sha256(seed.encode()).hexdigest()[:20])}>"
            end = self._end
            lines.append(
                f"{claim} {_TYPE} <{GK}Claim>{end}{claim} {_AGENT} {agent}{end}{claim} {_STANCE} {stance}{end}"
                f'{claim} {_STATUS} "{status}"{end}{claim} {_STATED_IN} {self._document}{end}{claim} {_EVIDENCE} {evidence}{end}'
                f"{claim} {_TARGET_TEXT} {_one(values, pattern.target_text) or EMPTY}{end}"
            )
            for name, prop in ((pattern.target, _TARGET), (pattern.forum, _FORUM), (pattern.addressee, _ADDRESSEE)):
                term = _one(values, name)
                if term:
                    lines.append(f"{claim} {prop} {term}{end}")
            lines += [f"{claim} {prop} {term}{end}" for prop, term in when]
            for name, value in pattern.links:
                lines += [f"{claim} {self._links[name]} {term}{end}" for term in values[value].terms]
            for name, value in pattern.figures:
                _figure(lines, claim, name, values[value].text, end)
            self.claims += 1


def _one(values: Mapping[str, Worked], name: str) -> str:
    terms = values[name].terms if name else ()
    return terms[0] if terms else ""


_Dated = tuple[tuple[str, str], ...]
_DATED: dict[tuple[str, str], _Dated] = {}


def _dated(start: str, end: str) -> _Dated:
    """Properties that say when; none where the record gives no date.

    Raises:
        RowError: a date that is none, or an end before its start.
    """
    found = _DATED.get((start, end))
    if found is None:
        try:
            first, last = (PartialDate.parse(text) if text else None for text in (start, end))
        except ValueError as error:
            raise RowError(str(error)) from error
        if first and last and first.first() > last.last():
            raise RowError(f"it ends ({end}) before it begins ({start})")
        edtf = start if start == end else f"{start}/{end}"
        found = () if not (first or last) else (
            *(((_EARLIEST, f'"{first.first().isoformat()}"^^<{XSD}date>'),) if first else ()),
            *(((_LATEST, f'"{last.last().isoformat()}"^^<{XSD}date>'),) if last else ()),
            (_EDTF, f'"{edtf}"'), (_BASIS, '"record"'), (_READING, '"within"' if start == end else '"throughout"'),
        )  # fmt: skip
        _DATED[start, end] = found
    return found


def _figure(lines: list[str], claim: str, name: str, text: str, end: str) -> None:
    if not text:
        return
    node = f"{claim[:-1]}/figure/{name}>"
    lines.append(
        f"{claim} <{GK}figure> {node}{end}{node} {_TYPE} <{GK}Figure>{end}"
        f'{node} <{GK}figureName> "{name}"{end}{node} <{GK}figureText> {ox.Literal(text)}{end}'
    )
    if text.isdigit():
        lines.append(f'{node} <{GK}figureNumber> "{int(text)}"^^<{XSD}integer>{end}')


def expand(name: str) -> str:
    """A prefixed name (``gk:scope``) as an IRI; without a prefix it is graphkit's own.

    Raises:
        KeyError: an unknown prefix.
    """
    prefix, colon, local = name.rpartition(":")
    return (PREFIXES[prefix] if colon else GK) + local
