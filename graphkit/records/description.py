"""What is said of a file of records as a whole, and of the series that titles made."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from graphkit.errors import TableError
from graphkit.model.dates import PartialDate
from graphkit.model.names import fold
from graphkit.namespaces import (
    DC,
    DCTERMS,
    GK,
    META_GRAPH,
    PROV,
    RDFS,
    SERIES_GRAPH,
    SKOS,
    document_iri,
    entity_iri,
)  # fmt: skip
from graphkit.rdf.terms import TYPE, QuadList, iri, partial, typed
from graphkit.records.loader import Source
from graphkit.records.registry import Titles, series_iri


def dataset_quads(source: Source, digest: str) -> list[ox.Quad]:
    """The document that a file of records is.

    Args:
        digest: the hash of its bytes.

    Raises:
        TableError: the mapping gives a date or an address that is none.
    """
    mapping, node, quads = source.mapping, iri(document_iri(source.name)), QuadList(source.graph)
    where = f"{mapping.path}"
    quads.add(node, TYPE.value, iri(GK + "Dataset"))
    quads.add(node, TYPE.value, iri(GK + "Document"))
    quads.add(node, DCTERMS + "title", f"{mapping.title}: {source.path.name}")
    tail = ", ".join(part for part in (mapping.publisher, mapping.date) if part)
    quads.add(node, RDFS + "label", f"{mapping.title}: {source.path.name}" + (f" ({tail})" if tail else ""))
    quads.add(node, DC + "publisher", mapping.publisher)
    if mapping.date:
        try:
            quads.add(node, DCTERMS + "issued", partial(PartialDate.parse(mapping.date)))
        except ValueError as error:
            raise TableError(str(error), where=where, mend="write date as YYYY, YYYY-MM or YYYY-MM-DD") from error
    if mapping.address:
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", mapping.address):
            raise TableError(f"{mapping.address!r} is no web address", where=where)
        quads.add(node, GK + "address", typed(mapping.address, "anyURI"))
    quads.add(node, DCTERMS + "license", mapping.licence)
    quads.add(node, GK + "documentKind", "records")
    quads.add(node, GK + "textHash", digest)
    return quads.sorted()


def provenance_quads(source: Source, digest: str, version: str) -> list[ox.Quad]:
    """PROV of a file's graph: from what bytes, through which mapping, by which version of graphkit."""
    quads, graph = QuadList(META_GRAPH), iri(source.graph)
    quads.add(graph, TYPE.value, iri(PROV + "Entity"))
    quads.add(graph, PROV + "wasDerivedFrom", iri(document_iri(source.name)))
    quads.add(graph, GK + "textHash", digest)
    quads.add(graph, GK + "mappingHash", hashlib.sha256(source.mapping.path.read_bytes()).hexdigest())
    quads.add(graph, GK + "generatedBy", f"graphkit {version}")
    return quads.sorted()


def series_quads(titles: Titles, there: Iterable[ox.Quad] = ()) -> list[ox.Quad]:
    """The series that no reference table names: each by its commonest title, and the body before which it comes.

    Args:
        there: the series of the store so far, which keep their names.
    """
    kept = list(there)
    named = {quad.subject.value for quad in kept if isinstance(quad.subject, ox.NamedNode)}
    quads = QuadList(SERIES_GRAPH)
    # Titles that differ in signs alone may share an IRI, and a series has one name.
    told: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (body, folded), spellings in titles.items():
        told[series_iri(body, folded), body].update(spellings)
    for (series, body), spellings in sorted(told.items()):
        if series in named:
            continue
        node = iri(series)
        title = min(spellings, key=lambda spelling: (-spellings[spelling], fold(spelling), spelling))
        quads.add(node, TYPE.value, iri(GK + "Series"))
        quads.add(node, RDFS + "label", f"{title} ({body})")
        quads.add(node, SKOS + "prefLabel", f"{title} ({body})")
        quads.add(node, GK + "partOf", iri(entity_iri("body", body)))
    return sorted({*kept, *quads.sorted()}, key=str)
