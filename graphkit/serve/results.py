"""Answers as bytes, within limits, with a mark where one was cut.

An answer is whole before it is sent: an error or a cut is known by then, and stands in status and headers. JSON and XML say a
cut in ``head``, too, by a link to :data:`CUT` (SPARQL 1.1 Query Results JSON, section 3.1.2; XML, section 2.2), Turtle and its
kin and RDF/XML by a comment. CSV, TSV and JSON-LD have no place for it: the header ``Graphkit-Truncated`` says it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graphkit.namespaces import BASE, PREFIXES, XSD
from graphkit.query.runner import Term

CUT: Final = BASE + "endpoint/truncated"
_STRING: Final = XSD + "string"
_FORMATS: Final = {
    "ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD, "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS, "n3": ox.RdfFormat.N3,
}  # fmt: skip
_COMMENTED: Final = frozenset({"ttl", "nt", "trig", "nq", "n3"})


@dataclass(frozen=True)
class Rendered:
    """An answer.

    Attributes:
        rows: how many rows or triples it holds.
        cut: the limit that ended it, ``rows`` or ``bytes``; None where it is whole.
    """

    body: bytes
    rows: int
    cut: str | None = None


def solutions(found: ox.QuerySolutions, form: str, most: int, room: int) -> Rendered:
    """The solutions of a SELECT.

    Args:
        form: ``json``, ``xml``, ``csv`` or ``tsv``.
        most: rows at most.
        room: bytes at most, head and foot aside.
    """
    names = [variable.value for variable in found.variables]
    row_text = _ROWS[form]
    rows: list[bytes] = []
    cut: str | None = None
    for row in found:
        if len(rows) == most:
            cut = "rows"
            break
        text = row_text(names, [row[name] for name in names]).encode("utf-8", "replace")
        room -= len(text) + 1
        if room < 0:
            cut = "bytes"
            break
        rows.append(text)
    before, between, after = _frame(form, names, cut)
    return Rendered(b"".join((before.encode(), between.encode().join(rows), after.encode())), len(rows), cut)


def truth(value: bool, form: str) -> Rendered:
    """The truth value of an ASK, as ``json`` or ``xml``."""
    if form == "json":
        return Rendered(json.dumps({"head": {}, "boolean": value}).encode(), 1)
    return Rendered(f"{_XML}<head></head><boolean>{str(value).lower()}</boolean></sparql>".encode(), 1)


def graph(triples: Iterable[ox.Triple], form: str, most: int, room: int) -> Rendered:
    """Triples, sorted; *form* is a value of :data:`graphkit.serve.negotiation.GRAPHS`."""
    kept: dict[str, ox.Triple] = {}
    cut: str | None = None
    for triple in triples:
        text = str(triple)
        if text in kept:
            continue
        room -= len(text.encode("utf-8", "replace")) + 3
        if room < 0 or len(kept) == most:
            cut = "bytes" if room < 0 else "rows"
            break
        kept[text] = triple
    whole = "".join(kept)
    prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}" in whole}
    body = ox.serialize([kept[key] for key in sorted(kept)], format=_FORMATS[form], prefixes=prefixes) or b""
    if cut:
        told = f"cut at the limit of {cut}; see {CUT}"
        if form in _COMMENTED:
            body = f"# {told}\n".encode() + body
        elif form == "rdf":
            first, end, rest = body.partition(b"?>")
            body = first + end + f"\n<!-- {told} -->".encode() + rest
    return Rendered(body, len(kept), cut)


_XML: Final = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _frame(form: str, names: list[str], cut: str | None) -> tuple[str, str, str]:
    """What stands before, between and after the rows."""
    if form == "json":
        head = json.dumps({"vars": names, **({"link": [CUT]} if cut else {})})
        return f'{{"head":{head},"results":{{"bindings":[', ",", "]}}"
    if form == "xml":
        variables = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
        link = f"<link href={quoteattr(CUT)}/>" if cut else ""
        return f"{_XML}<head>{variables}{link}</head><results>", "", "</results></sparql>"
    if form == "csv":
        return ",".join(names) + "\r\n", "", ""
    return "\t".join(f"?{name}" for name in names) + "\n", "", ""


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        found: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            found["datatype"] = term.datatype.value
        return found
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}


def _json_row(names: list[str], row: list[Term | None]) -> str:
    return json.dumps({n: _json_term(t) for n, t in zip(names, row, strict=True) if t is not None}, ensure_ascii=False)


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Literal):
        mark = ""
        if term.language:
            mark = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype.value != _STRING:
            mark = f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{mark}>{_xml_text(term.value)}</literal>"
    inner = zip(("subject", "predicate", "object"), (term.subject, term.predicate, term.object), strict=True)
    return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in inner) + "</triple>"


def _xml_text(text: str) -> str:
    """Text with what XML 1.0 has no way to write as U+FFFD."""
    kept = (c if c >= " " or c in "\t\n\r" else "\ufffd" for c in text)
    return escape("".join(kept).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"), {"\r": "&#xD;"})


def _xml_row(names: list[str], row: list[Term | None]) -> str:
    cells = _bound(names, row)
    return "<result>" + "".join(f"<binding name={quoteattr(n)}>{_xml_term(t)}</binding>" for n, t in cells) + "</result>"


def _csv_row(names: list[str], row: list[Term | None]) -> str:
    # The standard gives lexical forms as they are (section 3.2): no guard against a spreadsheet's formulas here.
    return ",".join(_csv_cell(term) for term in row) + "\r\n"


def _csv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    text = term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


def _tsv_row(names: list[str], row: list[Term | None]) -> str:
    return "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"


def _bound(names: list[str], row: list[Term | None]) -> Iterator[tuple[str, Term]]:
    return ((name, term) for name, term in zip(names, row, strict=True) if term is not None)


_ROWS: Final[dict[str, Callable[[list[str], list[Term | None]], str]]] = {
    "json": _json_row, "xml": _xml_row, "csv": _csv_row, "tsv": _tsv_row,
}  # fmt: skip
