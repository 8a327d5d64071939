"""The ontology with its vocabularies as one file, in the formats that ontology tools read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from graphkit.namespaces import PREFIXES
from graphkit.rdf.ontology import ontology_quads

#: Name of the file -> format. rdflib writes the Turtle, because it nests blank nodes.
FORMATS: Final = {
    "graphkit.ttl": ox.RdfFormat.TURTLE,
    "graphkit.rdf": ox.RdfFormat.RDF_XML,
    "graphkit.nt": ox.RdfFormat.N_TRIPLES,
    "graphkit.jsonld": ox.RdfFormat.JSON_LD,
}


def whole() -> rdflib.Graph:
    """All modules and vocabularies in one graph, with the project's prefixes.

    Blank nodes keep the labels of RDFC-1.0, so that what is written in their order is the same every time.

    Raises:
        GraphkitError: a file of the ontology is not Turtle.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for quad in ontology_quads():
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def write_files(folder: Path) -> list[Path]:
    """Write the ontology into *folder* in each of :data:`FORMATS`; the same ontology gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    triples = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in ontology_quads()]
    for name, form in FORMATS.items():
        if form == ox.RdfFormat.TURTLE:
            text = whole().serialize(format="turtle").strip("\n") + "\n"
        else:
            written = ox.serialize(triples, format=form, prefixes=PREFIXES)
            assert written is not None  # no output was given
            text = written.decode()
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in FORMATS]


def _term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    match node:
        case ox.NamedNode():
            return rdflib.URIRef(node.value)
        case ox.BlankNode():
            return rdflib.BNode(node.value)
        case ox.Literal():
            plain = node.language or node.datatype.value == str(rdflib.XSD.string)
            return rdflib.Literal(node.value, lang=node.language, datatype=None if plain else node.datatype.value)
    raise TypeError("the ontology holds no triple terms")
