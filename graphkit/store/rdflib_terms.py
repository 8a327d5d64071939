"""Terms of pyoxigraph as terms of rdflib, and back; what a literal's text is stays as it is written."""

from __future__ import annotations

import pyoxigraph as ox
import rdflib

from graphkit.namespaces import XSD


def to_rdflib(term: object) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    """A term as rdflib has it; ``0.120`` stays ``0.120``.

    Raises:
        TypeError: a triple term, which rdflib has not, or no term at all.
    """
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"not a term of RDF 1.1: {term!r}")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    kind = term.datatype.value
    return rdflib.Literal(term.value, datatype=None if kind == XSD + "string" else rdflib.URIRef(kind), normalize=False)


def from_rdflib(term: object) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """A term of rdflib as pyoxigraph has it.

    Raises:
        TypeError: no term of RDF.
        ValueError: an IRI that is none.
    """
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if not isinstance(term, rdflib.Literal):
        raise TypeError(f"not a term of RDF: {term!r}")
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))
