"""What every store can do: a View is asked, a Writer changes one named graph at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeAlias, runtime_checkable

import pyoxigraph as ox

from graphkit.errors import StoreError

#: What a query gives: solutions of a SELECT, the truth of an ASK, triples of a CONSTRUCT or DESCRIBE.
Result: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | bool | Iterable[ox.Triple]


@runtime_checkable
class View(Protocol):
    """A graph that is read. Queries see the union of all named graphs."""

    def query(self, sparql: str) -> Result:
        """The result of a SPARQL 1.1 query.

        Raises:
            QueryError: the query does not parse, or cannot be run.
        """

    def select(self, sparql: str) -> ox.QuerySolutions:
        """The solutions of a SELECT.

        Raises:
            QueryError: as for :meth:`query`, or another form of query.
        """

    def graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted."""

    def counts(self) -> dict[str, int]:
        """The number of quads of each named graph that has any, in the order of their IRIs."""

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one named graph, or of all, in the order of their N-Quads lines.

        Raises:
            StoreError: *graph* is no IRI.
        """


@runtime_checkable
class Writer(Protocol):
    """A graph that is changed. Each call is whole or has changed nothing, as far as the store has transactions."""

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put *quads* in the place of what the named graph held; with none, the graph is gone.

        Raises:
            StoreError: *graph* is no IRI, or the store does not take them.
        """

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add *quads* to the graphs they name."""

    def remove(self, graph: str) -> bool:
        """Drop a named graph; whether there was one.

        Raises:
            StoreError: *graph* is no IRI.
        """


@runtime_checkable
class Store(View, Writer, Protocol):
    """Both in one."""


def graph_name(graph: str) -> ox.NamedNode:
    """*graph* as a node.

    Raises:
        StoreError: it is no absolute IRI (RFC 3987).
    """
    try:
        return ox.NamedNode(graph)
    except ValueError as error:
        raise StoreError(f"{graph!r} cannot name a graph: it is no IRI", mend="give an absolute IRI") from error
