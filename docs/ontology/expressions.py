"""Class expressions of OWL in words that people read (after the Manchester syntax)."""

from __future__ import annotations

from collections.abc import Callable

import rdflib
from rdflib import OWL, RDF, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

_QUANTIFIERS = {OWL.someValuesFrom: "some", OWL.allValuesFrom: "only", OWL.hasValue: "value"}
_NUMBERS = {OWL.cardinality: "exactly", OWL.minCardinality: "min", OWL.maxCardinality: "max"}

#: A name as the page shows it, from an IRI.
Link = Callable[[URIRef], str]


def expression(graph: rdflib.Graph, node: Node, link: Link) -> str:
    """A class or class expression: ``gk:evidence some gk:Evidence``.

    Args:
        link: writes the name of a term.

    Raises:
        ValueError: a construct that the ontology does not use so far.
    """
    if isinstance(node, URIRef):
        return link(node)
    for predicate, word in ((OWL.unionOf, " or "), (OWL.intersectionOf, " and ")):
        head = graph.value(node, predicate)
        if head is not None:
            return word.join(expression(graph, part, link) for part in Collection(graph, head))
    prop = graph.value(node, OWL.onProperty)
    if isinstance(prop, URIRef):
        for predicate, word in _QUANTIFIERS.items():
            filler = graph.value(node, predicate)
            if filler is not None:
                return f"{link(prop)} {word} {expression(graph, filler, link)}"
        for predicate, word in _NUMBERS.items():
            number = graph.value(node, predicate)
            if number is not None:
                return f"{link(prop)} {word} {number}"
    raise ValueError(f"no words for {sorted(graph.predicate_objects(node))}")


def disjoint_with(graph: rdflib.Graph, term: URIRef) -> list[URIRef]:
    """The classes that *term* is declared disjoint with, by pairs or in a list, sorted."""
    found = {*graph.objects(term, OWL.disjointWith), *graph.subjects(OWL.disjointWith, term)}
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        head = graph.value(axiom, OWL.members)
        members = set(Collection(graph, head)) if head is not None else set()
        if term in members:
            found |= members - {term}
    return sorted(node for node in found if isinstance(node, URIRef))
