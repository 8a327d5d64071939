"""Terms and quads of pyoxigraph in few words."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox

from graphkit.model.dates import PartialDate
from graphkit.namespaces import RDF, XSD

TYPE = ox.NamedNode(RDF + "type")


def iri(text: str) -> ox.NamedNode:
    """An IRI.

    Raises:
        ValueError: *text* is not one.
    """
    return ox.NamedNode(text)


def typed(text: str, datatype: str) -> ox.Literal:
    """A literal of a datatype of XML Schema, by its local name."""
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


def day(value: date) -> ox.Literal:
    """An ``xsd:date``."""
    return typed(value.isoformat(), "date")


def partial(value: PartialDate) -> ox.Literal:
    """An ``xsd:date``, ``xsd:gYearMonth`` or ``xsd:gYear``, as far as the date is known."""
    return typed(str(value), "date" if value.day else "gYearMonth" if value.month else "gYear")


class QuadList:
    """Quads of one graph in the making: one short call each."""

    def __init__(self, graph: str) -> None:
        self.graph = ox.NamedNode(graph)
        self.quads: list[ox.Quad] = []

    def add(self, subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal | str | None) -> None:
        """Add one statement; a plain string becomes a literal, nothing adds nothing."""
        if value is None or value == "":
            return
        term = ox.Literal(value) if isinstance(value, str) else value
        self.quads.append(ox.Quad(subject, ox.NamedNode(predicate), term, self.graph))

    def sorted(self) -> list[ox.Quad]:
        """Each quad once, in the order of its N-Quads line."""
        return sorted(set(self.quads), key=str)
