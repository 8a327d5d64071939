"""Any store that rdflib knows, through its Dataset: rdflib's own Memory, Oxigraph by oxrdflib, and others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from graphkit.errors import QueryError, StoreError
from graphkit.store.oxigraph import first_line, solutions
from graphkit.store.protocol import Result, graph_name
from graphkit.store.rdflib_terms import from_rdflib, to_rdflib


class DatasetStore:
    """A store over an rdflib Dataset.

    Args:
        dataset: its default graph must be the union of its named graphs (``default_union=True``).

    Raises:
        ValueError: it is not.
    """

    def __init__(self, dataset: rdflib.Dataset) -> None:
        if not dataset.default_union:
            raise ValueError("the Dataset's default graph is not the union of its named graphs: make it with default_union=True")
        self._dataset = dataset

    def query(self, sparql: str) -> Result:
        """SPARQL 1.1 over the union of all named graphs.

        Raises:
            QueryError: the query does not parse, or cannot be run.
        """
        try:
            result = self._dataset.query(sparql)
            if result.type in ("SELECT", "ASK"):
                written = cast(bytes, result.serialize(format="json"))
                return ox.parse_query_results(written, format=ox.QueryResultsFormat.JSON)
            assert result.graph is not None
            return [_triple(triple) for triple in result.graph]
        except Exception as error:  # rdflib raises errors of its parser, of its evaluation and of the store behind it
            raise QueryError(first_line(error)) from error

    def select(self, sparql: str) -> ox.QuerySolutions:
        """The solutions of a SELECT.

        Raises:
            QueryError: as for :meth:`query`, or another form of query.
        """
        return solutions(self.query(sparql))

    def graphs(self) -> list[str]:
        """IRIs of the named graphs that hold anything, sorted."""
        return list(self.counts())

    def counts(self) -> dict[str, int]:
        """The number of quads of each named graph that has any."""
        names = {graph.identifier for graph in self._dataset.graphs()} - {DATASET_DEFAULT_GRAPH_ID}
        sizes = {str(name): len(self._graph(str(name))) for name in names if isinstance(name, rdflib.URIRef)}
        return {name: size for name, size in sorted(sizes.items()) if size}

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one named graph, or of all, in the order of their N-Quads lines.

        Raises:
            StoreError: *graph* is no IRI.
        """
        found = []
        for each in self.graphs() if graph is None else [graph]:
            name = graph_name(each)
            found += [ox.Quad(t.subject, t.predicate, t.object, name) for t in map(_triple, self._graph(each))]
        yield from sorted(found, key=str)

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put *quads* in the place of what the named graph held."""
        graph_name(graph)
        fresh = list(quads)
        self.remove(graph)
        self.add(fresh)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add *quads* to the graphs they name."""
        named: dict[str, rdflib.Graph] = {}
        rows = []
        for quad in quads:
            if isinstance(quad.graph_name, ox.DefaultGraph):
                raise StoreError("a statement in no named graph", mend="name its graph")
            name = quad.graph_name.value
            graph = named.get(name) or named.setdefault(name, self._graph(name))
            rows.append((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object), graph))
        self._dataset.store.addN(rows)

    def remove(self, graph: str) -> bool:
        """Drop a named graph; whether there was one."""
        graph_name(graph)
        there = len(self._graph(graph)) > 0
        self._dataset.store.remove_graph(self._graph(graph))
        return there

    def _graph(self, name: str) -> rdflib.Graph:
        """One graph, without making it known to the Dataset."""
        return rdflib.Graph(store=self._dataset.store, identifier=rdflib.URIRef(name))


def _triple(triple: tuple[object, object, object]) -> ox.Triple:
    subject, predicate, value = map(from_rdflib, triple)
    assert not isinstance(subject, ox.Literal) and isinstance(predicate, ox.NamedNode)
    return ox.Triple(subject, predicate, value)
