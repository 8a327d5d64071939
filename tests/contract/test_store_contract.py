"""One behaviour, every store."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from contract_graphs import HOSTILE, E, G, H, every_sort, many, quad, with_blank_nodes
from contract_stores import LOCAL, SERVERS, Kept

from graphkit.errors import QueryError, StoreError
from graphkit.store.comparison import compare
from graphkit.store.protocol import View, Writer


@pytest.fixture(params=[*LOCAL, *(pytest.param(name, marks=pytest.mark.server) for name in SERVERS)])
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    with request.getfixturevalue(request.param) as made:
        yield made


def replace(kept: Kept, graph: str, quads: list[ox.Quad]) -> None:
    with kept.writer() as writer:
        writer.replace(graph, quads)


def values(view: View, sparql: str) -> list[str]:
    return [solution[0].value for solution in view.select(sparql)]


def counts(view: View) -> dict[str, int]:
    """Of the graphs of these tests: some servers have graphs of their own."""
    return {graph: count for graph, count in view.counts().items() if graph.startswith(E)}


def test_it_keeps_to_the_protocols(kept: Kept) -> None:
    with kept.writer() as writer:
        assert isinstance(writer, Writer)
    with kept.view() as view:
        assert isinstance(view, View)


def test_what_is_written_is_read(kept: Kept) -> None:
    replace(kept, G, every_sort())
    with kept.view() as view:
        found = list(view.quads(G))
        compared = compare(every_sort(), found)
        assert (compared.lost, compared.gained) == ([], [])
        assert kept.changes_literals or found == sorted(every_sort(), key=str)
        assert [q for q in view.quads() if q.graph_name.value.startswith(E)] == found
        assert len(values(view, f"SELECT ?s ?o {{ ?s <{E}p> ?o }}")) == len(every_sort())


def test_a_select_gives_terms(kept: Kept) -> None:
    replace(kept, G, [quad("s", ox.Literal("oui", language="fr")), quad("t", ox.NamedNode(E + "a(b)"))])
    with kept.view() as view:
        rows = [(row["s"], row["o"], row["none"]) for row in view.select(f"SELECT ?s ?o ?none {{ ?s <{E}p> ?o }} ORDER BY ?s")]
    assert rows == [
        (ox.NamedNode(E + "s"), ox.Literal("oui", language="fr"), None),
        (ox.NamedNode(E + "t"), ox.NamedNode(E + "a(b)"), None),
    ]


def test_ask_and_construct(kept: Kept) -> None:
    replace(kept, G, [quad("s", ox.Literal("x"))])
    with kept.view() as view:
        assert bool(view.query(f"ASK {{ ?s <{E}p> 'x' }}")) is True
        assert bool(view.query(f"ASK {{ ?s <{E}p> 'y' }}")) is False
        made = view.query(f"CONSTRUCT {{ ?s <{E}q> ?o }} WHERE {{ ?s <{E}p> ?o }}")
        assert not isinstance(made, (bool, ox.QueryBoolean, ox.QuerySolutions))
        assert [str(t) for t in made] == [f'<{E}s> <{E}q> "x"']


def test_a_query_sees_the_union_of_named_graphs(kept: Kept) -> None:
    both = ox.Literal("in both")
    replace(kept, G, [quad("s", both), quad("s", ox.NamedNode(E + "t"))])
    replace(kept, H, [quad("s", both, H), quad("t", ox.Literal("reached"), H)])
    with kept.view() as view:
        assert values(view, f"SELECT ?o {{ <{E}s> <{E}p>/<{E}p> ?o }}") == ["reached"]
        assert values(view, f"SELECT (COUNT(DISTINCT ?o) AS ?n) {{ <{E}s> <{E}p> ?o FILTER(isLiteral(?o)) }}") == ["1"]


def test_a_query_that_is_none_is_told(kept: Kept) -> None:
    replace(kept, G, [quad("s", ox.Literal("x"))])
    with kept.view() as view:
        with pytest.raises(QueryError):
            view.query("SELECT ?s { ?s")
        with pytest.raises(QueryError, match="not a SELECT"):
            view.select("ASK { ?s ?p ?o }")


def test_replacing_twice_is_replacing_once_and_leaves_nothing_old(kept: Kept) -> None:
    replace(kept, G, many(30))
    for _ in range(2):
        replace(kept, G, [quad("s", ox.Literal("new"))])
        with kept.view() as view:
            assert list(view.quads(G)) == [quad("s", ox.Literal("new"))]
            assert counts(view) == {G: 1}


def test_adding_adds_each_statement_once(kept: Kept) -> None:
    replace(kept, G, [quad("s", ox.Literal("one"))])
    for _ in range(2):
        with kept.writer() as writer:
            writer.add([quad("s", ox.Literal("two")), quad("s", ox.Literal("else"), H)])
    with kept.view() as view:
        assert counts(view) == {G: 2, H: 1}


def test_graphs_are_apart(kept: Kept) -> None:
    replace(kept, G, many(3))
    replace(kept, H, many(5, H))
    with kept.writer() as writer:
        assert writer.remove(G) is True
        assert writer.remove(E + "graph/none") is False
    with kept.view() as view:
        assert [graph for graph in view.graphs() if graph.startswith(E)] == [H]
        assert counts(view) == {H: 5}
        assert list(view.quads(G)) == []


def test_an_empty_graph_is_none(kept: Kept) -> None:
    replace(kept, G, many(3))
    replace(kept, G, [])
    replace(kept, H, [])
    with kept.view() as view:
        assert counts(view) == {}
        assert list(view.quads(H)) == []


def test_a_large_graph(kept: Kept) -> None:
    replace(kept, G, many(20_000))
    with kept.view() as view:
        assert counts(view) == {G: 20_000}
        assert list(view.quads(G)) == sorted(many(20_000), key=str)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_refused_and_changes_nothing(kept: Kept, name: str) -> None:
    replace(kept, G, many(3))
    with kept.writer() as writer:
        with pytest.raises(StoreError, match="cannot name a graph"):
            writer.replace(name, many(1))
        with pytest.raises(StoreError, match="cannot name a graph"):
            writer.remove(name)
    with kept.view() as view:
        with pytest.raises(StoreError, match="cannot name a graph"):
            list(view.quads(name))
        assert counts(view) == {G: 3}


def test_blank_nodes_keep_what_hangs_on_them(kept: Kept) -> None:
    if not kept.takes_blank_nodes:
        with kept.writer() as writer, pytest.raises(StoreError, match="blank nodes"):
            writer.replace(G, with_blank_nodes())
        return
    for _ in range(2):
        replace(kept, G, with_blank_nodes())
        with kept.view() as view:
            found = compare(with_blank_nodes(), list(view.quads(G)))
            assert (found.lost, found.gained) == ([], [])


def test_a_write_that_ends_with_an_error_leaves_the_old_graph(kept: Kept) -> None:
    replace(kept, G, many(5))

    def broken() -> Iterator[ox.Quad]:
        yield quad("s", ox.Literal("half"))
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError, match="broke off"), kept.writer() as writer:
        writer.replace(G, broken())
    with kept.view() as view:
        assert list(view.quads(G)) == sorted(many(5), key=str)
