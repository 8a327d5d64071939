"""Each migration moves an old graph to what the new version writes, and changes nothing the second time."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graphkit.namespaces import GK, ID
from graphkit.rdf.checks import broken_rules
from graphkit.rdf.ontology import findings
from graphkit.rdf.reference import reference_quads
from graphkit.rdf.sorts import class_words
from graphkit.resources import shipped

GRAPHS = Path(__file__).with_name("migrations")
MIGRATIONS = sorted((shipped("ontology") / "migrations").glob("*.ru"))


def load(path: Path) -> ox.Store:
    store = ox.Store()
    store.load(path=path, format=ox.RdfFormat.TRIG)
    return store


def lines(store: ox.Store) -> list[str]:
    return sorted(map(str, store))


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_an_old_graph_becomes_a_new_one(path: Path) -> None:
    old, new = path.stem.split("-to-")
    store = load(GRAPHS / f"{old}.trig")
    update = path.read_text(encoding="utf-8")
    store.update(update)
    assert lines(store) == lines(load(GRAPHS / f"{new}.trig"))
    store.update(update)
    assert lines(store) == lines(load(GRAPHS / f"{new}.trig"))
    data = rdflib.Graph()
    for quad in store:
        data.parse(data=f"{quad.subject} {quad.predicate} {quad.object} .", format="nt")
    assert findings(data) == []


def test_the_names_in_a_migration_are_declared() -> None:
    assert MIGRATIONS
    names = {path.name: set(re.findall(r"\bgk:(\w+)", path.read_text(encoding="utf-8"))) for path in MIGRATIONS}
    assert broken_rules(names) == []


def test_the_first_migration_gives_what_a_build_gives(tables_and_reader) -> None:  # type: ignore[no-untyped-def]
    """The shipped tables, with the new statements taken away and the old ones put back, come out as they are built."""
    store = ox.Store()
    for _, quads in reference_quads(tables_and_reader[0]):
        store.extend(quads)
    built = lines(store)
    narrower = {sort.cls for sort in class_words().values()}
    for quad in list(store):
        name = quad.predicate.value.removeprefix(GK)
        kind = quad.subject.value.removeprefix(ID).partition("/")[0]
        series = kind == "topic" and quad.object.value == GK + "Series"
        if name == "classifiedAs" or (quad.object.value in narrower and not series):
            store.remove(quad)
        elif name in ("issuedBy", "concerns"):
            of_state = quad.object.value.startswith(ID + "state/")
            store.remove(quad)
            store.add(ox.Quad(quad.subject, ox.NamedNode(GK + ("organOf" if of_state else "partOf")), quad.object, quad.graph_name))
    assert lines(store) != built
    store.update(MIGRATIONS[0].read_text(encoding="utf-8"))
    assert lines(store) == built
