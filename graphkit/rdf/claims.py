"""A document and its claims as the quads of one named graph."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graphkit.model.claim import Claim, Evidence
from graphkit.model.document import Citation, Document
from graphkit.model.entity import Entity
from graphkit.model.provenance import RULES, ReadBy
from graphkit.namespaces import (
    DC,
    DCTERMS,
    GK,
    META_GRAPH,
    OA,
    PROV,
    RDFS,
    claim_iri,
    direct_property,
    document_graph,
    document_iri,
    stance_iri,
)  # fmt: skip
from graphkit.rdf.entities import describe_local, entity_node
from graphkit.rdf.terms import TYPE, QuadList, day, iri, partial, typed


def document_quads(document: Document, claims: Iterable[Claim]) -> list[ox.Quad]:
    """The graph of a document, sorted; no blank nodes, and nothing that depends on the day it is made."""
    quads = QuadList(document_graph(document.name))
    _describe(quads, document)
    described: dict[str, None] = {}
    for claim in claims:
        _claim(quads, claim, described)
    return quads.sorted()


def meta_quads(document: Document, version: str, read_by: ReadBy = RULES, unread: int = 0) -> list[ox.Quad]:
    """PROV of a document's graph: from what bytes, by which version of graphkit, and by which extractor.

    Args:
        unread: how many sentences the extractor could not read.
    """
    quads = QuadList(META_GRAPH)
    graph = iri(document_graph(document.name))
    quads.add(graph, TYPE.value, iri(PROV + "Entity"))
    quads.add(graph, PROV + "wasDerivedFrom", iri(document_iri(document.name)))
    quads.add(graph, GK + "textHash", document.sha256)
    quads.add(graph, GK + "generatedBy", f"graphkit {version}")
    quads.add(graph, GK + "extractor", read_by.extractor)
    quads.add(graph, GK + "extractorModel", read_by.model)
    quads.add(graph, GK + "extractorPrompt", read_by.prompt)
    quads.add(graph, GK + "unreadSentences", typed(str(unread), "integer") if unread else None)
    return quads.sorted()


def cite(citation: Citation, name: str) -> str:
    """A citation on one line: author, title, publisher, date, as far as known."""
    title = citation.title or name
    tail = ", ".join(str(part) for part in (citation.author, citation.publisher, citation.date) if part)
    return f"{title} ({tail})" if tail else title


def _describe(quads: QuadList, document: Document) -> None:
    node = iri(document_iri(document.name))
    _cited(quads, node, document.citation)
    quads.add(node, GK + "documentKind", document.kind)
    quads.add(node, GK + "textHash", document.sha256)
    if document.about is None:
        quads.add(node, RDFS + "label", cite(document.citation, document.name))
        return
    original = iri(document_iri(document.name) + "/original")
    told = cite(document.about, document.name)
    quads.add(node, RDFS + "label", f"notes on {told}")
    quads.add(node, PROV + "wasDerivedFrom", original)
    _cited(quads, original, document.about)
    quads.add(original, RDFS + "label", told)


def _cited(quads: QuadList, node: ox.NamedNode, citation: Citation) -> None:
    quads.add(node, TYPE.value, iri(GK + "Document"))
    quads.add(node, DCTERMS + "title", citation.title)
    quads.add(node, DC + "creator", citation.author)
    quads.add(node, DC + "publisher", citation.publisher)
    quads.add(node, DCTERMS + "issued", partial(citation.date) if citation.date else None)
    quads.add(node, GK + "address", typed(citation.url, "anyURI") if citation.url else None)


def _claim(quads: QuadList, claim: Claim, described: dict[str, None]) -> None:
    node = iri(claim_iri(claim.id))

    def link(predicate: str, entity: Entity | None, subject: ox.NamedNode = node) -> ox.NamedNode | None:
        if entity is None:
            return None
        made = entity_node(entity, claim.document)
        if "/entity/" in made.value and made.value not in described:
            # Two spellings of one slug keep the label that came first.
            described[made.value] = None
            describe_local(quads, made, entity, claim.document)
        quads.add(subject, predicate, made)
        return made

    quads.add(node, TYPE.value, iri(GK + "Claim"))
    quads.add(node, GK + "stance", iri(stance_iri(claim.kind)))
    agent = link(GK + "agent", claim.agent)
    target = link(GK + "target", claim.target.entity)
    link(GK + "addressee", claim.target.addressee)
    link(GK + "forum", claim.forum)
    quads.add(node, GK + "targetText", claim.target.text)
    quads.add(node, GK + "status", claim.status)
    quads.add(node, GK + "statedIn", iri(document_iri(claim.document)))
    when = claim.when
    quads.add(node, GK + "earliest", day(when.start) if when.start else None)
    quads.add(node, GK + "latest", day(when.end) if when.end else None)
    quads.add(node, GK + "edtf", when.edtf)
    quads.add(node, GK + "dateBasis", when.basis)
    quads.add(node, GK + "dateReading", when.reading)
    for rank, speaker in enumerate(claim.according_to, 1):
        voice = iri(f"{node.value}/voice/{rank}")
        quads.add(node, GK + "voice", voice)
        quads.add(voice, TYPE.value, iri(GK + "Voice"))
        quads.add(voice, GK + "rank", typed(str(rank), "integer"))
        link(GK + "speaker", speaker, voice)
        link(GK + "accordingTo", speaker)
    for name, figure in claim.value:
        _figure(quads, node, name, figure)
    for flag in claim.flags:
        quads.add(node, GK + "flag", flag)
    quads.add(node, GK + "rule", claim.rule)
    for source in claim.derived_from:
        quads.add(node, GK + "derivedFrom", iri(claim_iri(source)))
    for rank, evidence in enumerate(claim.evidence, 1):
        _evidence(quads, node, rank, evidence, claim.document)
    plain = claim.status == "asserted" and not claim.according_to and claim.rule is None
    if plain and agent is not None and target is not None:
        quads.add(agent, direct_property(claim.kind), target)


def _figure(quads: QuadList, claim: ox.NamedNode, name: str, figure: int | float | str) -> None:
    node = iri(f"{claim.value}/figure/{name}")
    quads.add(claim, GK + "figure", node)
    quads.add(node, TYPE.value, iri(GK + "Figure"))
    quads.add(node, GK + "figureName", name)
    quads.add(node, GK + "figureText", str(figure))
    if not isinstance(figure, str):
        quads.add(node, GK + "figureNumber", typed(str(figure), "integer" if isinstance(figure, int) else "decimal"))


def _evidence(quads: QuadList, claim: ox.NamedNode, rank: int, evidence: Evidence, document: str) -> None:
    node = iri(f"{claim.value}/evidence/{rank}")
    position, text = iri(f"{node.value}/position"), iri(f"{node.value}/text")
    quads.add(claim, GK + "evidence", node)
    quads.add(node, TYPE.value, iri(GK + "Evidence"))
    quads.add(node, GK + "rank", typed(str(rank), "integer"))
    quads.add(node, GK + "quote", evidence.quote)
    quads.add(node, GK + "sentence", evidence.sentence)
    quads.add(node, OA + "hasSource", iri(document_iri(document)))
    quads.add(node, OA + "hasSelector", position)
    quads.add(node, OA + "hasSelector", text)
    quads.add(position, TYPE.value, iri(OA + "TextPositionSelector"))
    quads.add(position, OA + "start", typed(str(evidence.start), "integer"))
    quads.add(position, OA + "end", typed(str(evidence.end), "integer"))
    quads.add(text, TYPE.value, iri(OA + "TextQuoteSelector"))
    quads.add(text, OA + "exact", evidence.quote)
