"""A graph held by Oxigraph, as it is read; and one held in memory, as it is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graphkit.errors import QueryError
from graphkit.store.protocol import graph_name


class OxigraphView:
    """Reads an Oxigraph store, on disk or in memory."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def query(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """SPARQL 1.1 over the union of all named graphs.

        Raises:
            QueryError: the query does not parse, or cannot be run.
        """
        try:
            return self._store.query(sparql, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise QueryError(f"SPARQL: {first_line(error)}", mend="see https://www.w3.org/TR/sparql11-query/") from error
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(first_line(error)) from error

    def select(self, sparql: str) -> ox.QuerySolutions:
        """The solutions of a SELECT.

        Raises:
            QueryError: as for :meth:`query`, or another form of query.
        """
        return solutions(self.query(sparql))

    def graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted."""
        return sorted(g.value for g in self._store.named_graphs() if isinstance(g, ox.NamedNode))

    def counts(self) -> dict[str, int]:
        """The number of quads of each named graph that has any."""
        return {graph: count for graph in self.graphs() if (count := self.size(graph))}

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one named graph, or of all, in the order of their N-Quads lines.

        Raises:
            StoreError: *graph* is no IRI.
        """
        name = graph_name(graph) if graph is not None else None
        yield from sorted(self._store.quads_for_pattern(None, None, None, name), key=str)

    def size(self, graph: str) -> int:
        """The number of quads of a named graph."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, graph_name(graph)))

    def __iter__(self) -> Iterator[ox.Quad]:
        """The quads in no order."""
        return iter(self._store)

    def __len__(self) -> int:
        return len(self._store)


class MemoryStore(OxigraphView):
    """A store in memory, gone with the process."""

    def __init__(self) -> None:
        super().__init__(ox.Store())

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put *quads* in the place of what the named graph held."""
        name, fresh = graph_name(graph), list(quads)
        self._store.remove_graph(name)
        self._store.extend(fresh)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add *quads* to the graphs they name."""
        self._store.extend(quads)

    def remove(self, graph: str) -> bool:
        """Drop a named graph; whether there was one."""
        name = graph_name(graph)
        there = self._store.contains_named_graph(name)
        self._store.remove_graph(name)
        return there


def solutions(found: object) -> ox.QuerySolutions:
    """The solutions that a query gave.

    Raises:
        QueryError: it was another form of query.
    """
    if not isinstance(found, ox.QuerySolutions):
        raise QueryError("not a SELECT")
    return found


def first_line(error: BaseException) -> str:
    """What an error says, in one line."""
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
