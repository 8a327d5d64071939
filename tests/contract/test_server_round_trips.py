"""The graph of the shipped notes on real servers: there and back, and every saved query with the same rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

from graphkit.namespaces import XSD
from graphkit.query.catalogue import load_catalogue
from graphkit.query.names import Names
from graphkit.query.runner import Answer, Term, run
from graphkit.resources import shipped
from graphkit.store.comparison import compare
from graphkit.store.disk import GraphStore
from graphkit.store.remote.store import RemoteStore
from graphkit.store.transfer import own_graphs, pull, push, sync

pytestmark = pytest.mark.server
CATALOGUE = load_catalogue(shipped("queries"))
EXPECTED = yaml.load((Path(__file__).parents[1] / "queries" / "expected.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(scope="module")
def filled(product: tuple[str, RemoteStore], notes: GraphStore) -> tuple[str, RemoteStore]:
    """A server with the graph of the notes."""
    report = sync(notes, product[1])
    assert report.wrong == {}
    assert len(report.stored) + len(report.there) == len(notes.graphs())
    return product


def test_the_product_is_recognised(product: tuple[str, RemoteStore]) -> None:
    assert product[1].profile.name == product[0].removesuffix("_server")


def test_there_and_back(filled: tuple[str, RemoteStore], notes: GraphStore) -> None:
    store = filled[1]
    assert own_graphs(store) == notes.graphs()
    for graph, quads in pull(store, notes.graphs()):
        assert compare(notes.quads(graph), quads).same, graph
    assert len(push(notes, store, notes.graphs()).there) == len(notes.graphs())


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_a_saved_query_has_the_same_rows(filled: tuple[str, RemoteStore], notes: GraphStore, name: str) -> None:
    store = filled[1]
    given = EXPECTED[name]["given"]
    here = run(notes, CATALOGUE[name], given, Names(notes))
    there = run(store, CATALOGUE[name], given, Names(store))
    assert there.columns == here.columns
    assert rows(there) == rows(here) != []


def rows(answer: Answer) -> list[tuple[str, ...]]:
    """Rows by value, sorted: what the order leaves open each product orders in its own way."""
    return sorted(tuple(map(by_value, row)) for row in answer.rows)


def by_value(term: Term | None) -> str:
    """A number by its value, whatever its type: a quotient is a decimal here and an integer there."""
    if isinstance(term, ox.Literal) and term.datatype.value in (XSD + "decimal", XSD + "integer"):
        return str(Decimal(term.value).normalize() + 0)
    return str(term)
