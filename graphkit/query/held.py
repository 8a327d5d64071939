"""A claim, and its document, as the graph holds them: back from quads to plain values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from pyoxigraph import NamedNode

from graphkit.model.claim import Claim, Evidence, Status, Target
from graphkit.model.dates import Basis, PartialDate, Reading, When
from graphkit.model.document import Citation, Document
from graphkit.model.entity import Entity
from graphkit.model.provenance import RULES, ReadBy
from graphkit.namespaces import DC, DCTERMS, ENTITY_PATHS, GK, ID, OA, PROV, RDF, RDFS, SKOS, claim_iri, document_graph, document_iri
from graphkit.query.ids import choose_id
from graphkit.query.runner import plain
from graphkit.rdf.entities import CLASSES
from graphkit.store.disk import GraphStore

_TYPES: Final = {GK + name: kind for kind, name in CLASSES.items()}
_IDS = "PREFIX gk: <https://w3id.org/graphkit/ontology#> SELECT DISTINCT ?claim WHERE { ?claim a gk:Claim }"


@dataclass(frozen=True)
class Held:
    """What the graph holds of a claim.

    Attributes:
        id: the claim's own id. A claim put together from the graph may lack what the graph does not keep (the name by which a
            document calls an organ), so that its ``id`` is not to be worked out anew.
        document: the id of its document.
        source: the document as one line.
        read_by: by what the document was read.
        version: by which version of graphkit.
    """

    id: str
    claim: Claim
    document: str
    source: str
    read_by: ReadBy
    version: str


def held(store: GraphStore, given: str, where: str) -> Held:
    """The claim of that id.

    Args:
        given: an id, its beginning, or an IRI.
        where: what an error names.

    Raises:
        ParameterError: no claim, or several, have it.
    """
    chosen = choose_id(given, (row["claim"].value.removeprefix(claim_iri("")) for row in store.select(_IDS)), where)
    node = _Node(store, claim_iri(chosen))
    home = node.one(GK + "statedIn") or ""
    name = next((n for n in store.documents if document_iri(n) == home), home.removeprefix(document_iri("x")[:-1]))
    told = _Node(store, document_graph(name))
    read_by = ReadBy(told.one(GK + "extractor") or RULES.extractor, told.one(GK + "extractorModel"), told.one(GK + "extractorPrompt"))
    source = _Node(store, home).one(RDFS + "label") or name
    return Held(chosen, _claim(store, node, name), name, source, read_by, told.one(GK + "generatedBy") or "an unknown version")


def document_of(store: GraphStore, name: str) -> Document | None:
    """A loaded document as it was read; None where the store does not keep its text."""
    text = store.text(name)
    if text is None:
        return None
    node = _Node(store, document_iri(name))
    original = node.one(PROV + "wasDerivedFrom")
    about = _citation(_Node(store, original)) if original else None
    return Document(name, text, _citation(node), node.one(GK + "textHash") or "", node.one(GK + "documentKind") or "document", about)


class _Node:
    """What the graph says of one resource."""

    def __init__(self, store: GraphStore, iri: str) -> None:
        self.iri = iri
        self._values: dict[str, list[Any]] = defaultdict(list)
        for row in store.select(f"SELECT DISTINCT ?p ?o WHERE {{ {NamedNode(iri)} ?p ?o }} ORDER BY ?p ?o"):
            self._values[row["p"].value].append(row["o"])

    def all(self, predicate: str) -> list[str]:
        return [plain(term) for term in self._values[predicate]]

    def one(self, predicate: str) -> str | None:
        return next(iter(self.all(predicate)), None)

    def ranked(self, store: GraphStore, predicate: str) -> list[_Node]:
        """The resources that stand in an order, in that order."""
        return sorted((_Node(store, iri) for iri in self.all(predicate)), key=lambda n: int(n.one(GK + "rank") or 0))


def _claim(store: GraphStore, node: _Node, document: str) -> Claim:
    def entity(predicate: str, of: _Node = node) -> Entity | None:
        iri = of.one(predicate)
        return _entity(_Node(store, iri)) if iri else None

    agent = entity(GK + "agent")
    assert agent is not None, f"{node.iri} has no agent"
    start, end = (date.fromisoformat(day) if day else None for day in (node.one(GK + "earliest"), node.one(GK + "latest")))
    basis, reading = cast(Basis | None, node.one(GK + "dateBasis")), cast(Reading | None, node.one(GK + "dateReading"))
    voices = [entity(GK + "speaker", voice) for voice in node.ranked(store, GK + "voice")]
    return Claim(
        document=document, agent=agent, kind=(node.one(GK + "stance") or "").rpartition("/")[2],
        target=Target(node.one(GK + "targetText") or "", entity(GK + "target"), entity(GK + "addressee")),
        when=When(start, end, node.one(GK + "edtf"), basis, reading),
        evidence=tuple(_evidence(store, part) for part in node.ranked(store, GK + "evidence")),
        status=cast(Status, node.one(GK + "status")), forum=entity(GK + "forum"),
        according_to=tuple(voice for voice in voices if voice is not None),
        value=tuple(_figure(_Node(store, figure)) for figure in node.all(GK + "figure")), flags=tuple(node.all(GK + "flag")),
        derived_from=tuple(iri.removeprefix(claim_iri("")) for iri in node.all(GK + "derivedFrom")), rule=node.one(GK + "rule"),
    )  # fmt: skip


def _entity(node: _Node) -> Entity:
    label = node.one(SKOS + "prefLabel") or node.one(RDFS + "label") or node.iri
    notation, path = node.one(SKOS + "notation"), node.iri.removeprefix(ID)
    kind = path.partition("/")[0]
    if "/entity/" not in path and kind in ENTITY_PATHS:
        return Entity(notation or path if kind == "document" else notation or label, label, kind, known=notation is not None)
    kinds = [_TYPES[iri] for iri in node.all(RDF + "type") if iri in _TYPES]
    return Entity(label, label, kinds[0] if kinds else None)


def _evidence(store: GraphStore, node: _Node) -> Evidence:
    selectors = [_Node(store, iri) for iri in node.all(OA + "hasSelector")]
    start, end = (int(next((v for s in selectors if (v := s.one(OA + part))), 0)) for part in ("start", "end"))
    return Evidence(start, end, node.one(GK + "quote") or "", node.one(GK + "sentence") or "")


def _figure(node: _Node) -> tuple[str, int | float | str]:
    number, text = node.one(GK + "figureNumber"), node.one(GK + "figureText") or ""
    name = node.one(GK + "figureName") or ""
    return name, text if number is None else float(number) if "." in number else int(number)


def _citation(node: _Node) -> Citation:
    issued = node.one(DCTERMS + "issued")
    return Citation(
        node.one(DCTERMS + "title"), node.one(DC + "creator"), node.one(DC + "publisher"),
        PartialDate.parse(issued) if issued else None, node.one(GK + "address"),
    )  # fmt: skip
