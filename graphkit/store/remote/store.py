"""A store on a server, as every other store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from graphkit.errors import RemoteError, StoreError
from graphkit.store.comparison import normal_quad
from graphkit.store.oxigraph import solutions
from graphkit.store.protocol import Result, graph_name
from graphkit.store.remote.profiles import Endpoints, Profile
from graphkit.store.remote.query import read_result, send_query
from graphkit.store.remote.transport import Transport

#: Whether a query asks for named graphs; it may be no more than the word.
_GRAPH: Final = re.compile(r"\bGRAPH\b", re.IGNORECASE)
_COUNTS: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { %s GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_NAMES: Final = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_CONSTRUCT: Final = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH %s { ?s ?p ?o } }"


class RemoteStore:
    """A store that speaks SPARQL 1.1.

    Args:
        endpoints: its addresses. Without one of the graph store, graphs are written by updates and read by CONSTRUCT.
        profile: the product's ways.
    """

    def __init__(self, endpoints: Endpoints, profile: Profile, transport: Transport) -> None:
        self.endpoints, self.profile, self._transport = endpoints, profile, transport
        self._known: list[str] | None = None

    def query(self, sparql: str) -> Result:
        """SPARQL 1.1 over the union of all named graphs.

        Raises:
            QueryError: the server finds the query malformed.
            RemoteError: there is no answer, or one that is not whole.
        """
        return self._ask(sparql, self._union(sparql))

    def select(self, sparql: str) -> ox.QuerySolutions:
        """The solutions of a SELECT.

        Raises:
            QueryError: as for :meth:`query`, or another form of query.
            RemoteError: as for :meth:`query`.
        """
        return self._rows(sparql, self._union(sparql))

    def graphs(self) -> list[str]:
        """IRIs of the named graphs that hold anything, sorted."""
        return sorted(row["g"].value for row in self._rows(_NAMES, {}))

    def counts(self, graphs: Sequence[str] | None = None) -> dict[str, int]:
        """The number of quads of each named graph that has any.

        Args:
            graphs: IRIs of those asked for; all, where None.
        """
        if graphs is None:
            asked = ""
        else:
            asked = f"VALUES ?g {{ {' '.join(str(graph_name(graph)) for graph in graphs)} }}"
        rows = self._rows(_COUNTS % asked, {})
        found = {row["g"].value: int(row["n"].value) for row in rows if row["g"] is not None}
        return {graph: count for graph, count in sorted(found.items()) if count}

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one named graph, or of all, in the order of their N-Quads lines.

        Raises:
            StoreError: *graph* is no IRI.
            RemoteError: there is no answer, or one that is not whole.
        """
        if graph is None:
            yield from sorted((quad for each in self.graphs() for quad in self.quads(each)), key=str)
            return
        name = graph_name(graph)
        yield from sorted({ox.Quad(t.subject, t.predicate, t.object, name) for t in self._triples(name)}, key=str)

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put *quads* in the place of what the named graph held.

        Raises:
            StoreError: *graph* is no IRI, or they hold blank nodes where only updates can be had and these take none.
            RemoteError: the server does not take them. A graph too large for one request may then be there in part.
        """
        name, lines = graph_name(graph), _lines(quads)
        self._known = None
        if not lines:
            self.remove(graph)
        elif self.endpoints.graph_store:
            self._put(name, lines)
        else:
            self._insert(name, lines, drop=True)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add *quads* to the graphs they name, one graph after the other.

        Raises:
            StoreError, RemoteError: as for :meth:`replace`.
        """
        self._known = None
        ordered = sorted(quads, key=lambda quad: str(quad.graph_name))
        for graph, some in groupby(ordered, key=lambda quad: quad.graph_name):
            name, lines = graph_name(graph.value), _lines(some)
            if self.endpoints.graph_store:
                self._post(name, lines)
            else:
                self._insert(name, lines, drop=False)

    def remove(self, graph: str) -> bool:
        """Drop a named graph; whether there was one."""
        name = graph_name(graph)
        self._known = None
        there = bool(self.counts([graph]))
        if there and self.endpoints.graph_store:
            self._transport.send("DELETE", self.endpoints.graph_store, params={"graph": name.value})
        elif there:
            self._update(f"DROP SILENT GRAPH {name}")
        return there

    def _union(self, sparql: str) -> dict[str, str | list[str]]:
        """Parameters that make the union of named graphs the default graph, and leave the named graphs to be seen."""
        union = self.profile.union
        if union is not None and not (self.profile.names_graphs and _GRAPH.search(sparql)):
            return dict(union)
        if self._known is None:
            self._known = self.graphs()
        return {"default-graph-uri": self._known, **(union or {}), "named-graph-uri": self._known}

    def _ask(self, sparql: str, parameters: dict[str, str | list[str]], triples: bool | None = None) -> Result:
        answer = send_query(self._transport, self.endpoints.query, sparql, self.profile.method, parameters, triples)
        return read_result(answer, self.endpoints.query, self.profile.cut)

    def _rows(self, sparql: str, parameters: dict[str, str | list[str]]) -> ox.QuerySolutions:
        return solutions(self._ask(sparql, parameters, triples=False))

    def _triples(self, name: ox.NamedNode) -> Iterable[ox.Triple]:
        if self.endpoints.graph_store is None:
            made = self._ask(_CONSTRUCT % name, {}, triples=True)
            if isinstance(made, (bool, ox.QueryBoolean, ox.QuerySolutions)):
                raise RemoteError("it answers a CONSTRUCT with rows", where=self.endpoints.query)
            return made
        answer = self._transport.ask(
            "GET", self.endpoints.graph_store, params={"graph": name.value}, headers={"Accept": self.profile.accept}
        )
        if answer.status_code == 404:
            return []
        if answer.status_code != 200:
            raise self._transport.refused(answer, self.endpoints.graph_store)
        made = read_result(answer, self.endpoints.graph_store, self.profile.cut)
        return made if not isinstance(made, (bool, ox.QueryBoolean, ox.QuerySolutions)) else []

    def _put(self, name: ox.NamedNode, lines: list[str]) -> None:
        """The graph in one request; where that is too large (HTTP 413), its first half, and then the other."""
        try:
            self._store("PUT", name, lines)
        except RemoteError as error:
            if error.status != 413 or len(lines) < 2:
                raise
            half = _half(lines)
            self._put(name, lines[:half])
            self._post(name, lines[half:])

    def _post(self, name: ox.NamedNode, lines: list[str]) -> None:
        try:
            self._store("POST", name, lines)
        except RemoteError as error:
            if error.status != 413 or len(lines) < 2:
                raise
            half = _half(lines)
            self._post(name, lines[:half])
            self._post(name, lines[half:])

    def _store(self, method: str, name: ox.NamedNode, lines: list[str]) -> None:
        assert self.endpoints.graph_store is not None
        self._transport.send(
            method, self.endpoints.graph_store, params={"graph": name.value}, data="".join(lines).encode(),
            headers={"Content-Type": self.profile.media_type},
        )  # fmt: skip

    def _insert(self, name: ox.NamedNode, lines: list[str], drop: bool) -> None:
        """The graph by INSERT DATA, in portions; what it held is dropped with the first of them."""
        if _blank(lines) and (not self.profile.blank_nodes or len(lines) > self.profile.batch):
            raise StoreError(f"{name}: blank nodes cannot be sent by updates", mend="give --graph-store")
        size, start = self.profile.batch, 0
        while start < len(lines):
            head = f"DROP SILENT GRAPH {name} ;\n" if drop and start == 0 else ""
            try:
                self._update(f"{head}INSERT DATA {{ GRAPH {name} {{\n{''.join(lines[start : start + size])}}} }}")
            except RemoteError as error:
                if error.status != 413 or size < 2 or _blank(lines):
                    raise
                size //= 2
                continue
            start += size

    def _update(self, text: str) -> None:
        """An update (SPARQL 1.1 Protocol, 2.2)."""
        if self.endpoints.update is None:
            raise StoreError("no address for updates is known", where=self.endpoints.query, mend="give --update or --graph-store")
        if self.profile.update_method == "form":
            self._transport.send("POST", self.endpoints.update, data={"update": text})
        else:
            headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
            self._transport.send("POST", self.endpoints.update, data=text.encode(), headers=headers)


def _lines(quads: Iterable[ox.Quad]) -> list[str]:
    """N-Triples, which are Turtle and what INSERT DATA takes; each statement once, sorted.

    Numbers and the like go in one spelling for one value: TDB2 cannot delete a ``0.120`` that it was given.
    """
    return sorted({f"{normal_quad(quad).triple} .\n" for quad in quads})


def _blank(lines: list[str]) -> bool:
    return any(line.startswith("_:") or " _:" in line.partition("> <")[2].partition('"')[0] for line in lines)


def _half(lines: list[str]) -> int:
    if _blank(lines):
        raise StoreError("a graph with blank nodes is too large for one request", mend="raise the size of a request that the server takes")
    return len(lines) // 2
