"""What a rule's query can read."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.rdf.premises import premises
from graphkit.rdf.rules import rules
from graphkit.resources import shipped

E = "http://example.org/"
PREFIX = f"PREFIX : <{E}> "


def told(where: str) -> set[tuple[str, str | None]] | None:
    found = premises(f"{PREFIX}CONSTRUCT {{ ?s :made ?o }} WHERE {{ {where} }}")
    return None if found is None else {(name.removeprefix(E), value and value.removeprefix(E)) for name, value in found}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("?s :p ?o", {("p", None)}),
        ("?s :p :x ; :q 'text'", {("p", "x"), ("q", None)}),
        ("?s :p :x . ?o :p ?s", {("p", None)}),
        ("?s :p/^:q/(:r|:t)+ ?o", {("p", None), ("q", None), ("r", None), ("t", None)}),
        ("?s :p ?o MINUS { ?s :q ?o } OPTIONAL { ?o :r ?x FILTER(?x != ?s) }", {("p", None), ("q", None), ("r", None)}),
        ("{ SELECT ?s (MAX(?x) AS ?o) { ?s :p ?x } GROUP BY ?s } UNION { ?s :q ?o }", {("p", None), ("q", None)}),
        ("BIND(:a AS ?s) BIND(:b AS ?o)", set()),
        ("?s ?p ?o", None),
        ("?s :p* ?o", None),
        ("?s :q/:p? ?o", None),
        ("?s !:p ?o", None),
        ("?s :p ?o FILTER NOT EXISTS { ?o :q ?x }", None),
        ("?s :p ?o OPTIONAL { ?o :r ?x FILTER EXISTS { ?x :t ?y } }", None),
        ("GRAPH ?g { ?s :p ?o }", None),
    ],
)  # fmt: skip
def test_each_pattern_is_told(where: str, expected: set[tuple[str, str | None]] | None) -> None:
    assert told(where) == expected


def test_every_rule_over_records_tells_what_it_reads() -> None:
    found = {rule.name: premises(rule.text) for rule in rules(shipped("ontology") / "rules") if not rule.reads_documents}
    assert found and all(found.values())


TERMS = st.sampled_from([f"{E}{name}" for name in "abc"])
STATEMENTS = st.lists(st.tuples(TERMS, st.sampled_from([f"{E}{name}" for name in "pqr"]), TERMS), max_size=20)
QUERIES = [
    "?s :p ?o",
    "?s :p :a . ?s :q ?o",
    "?s :p/:q ?o MINUS { ?o :r :a }",
    "?s ^:p|:q ?o MINUS { ?s :r ?o }",
    "?s :p+ ?o OPTIONAL { ?o :q ?x } FILTER(!BOUND(?x))",
]


@given(STATEMENTS, st.sampled_from(QUERIES))
def test_what_is_told_is_enough(statements: list[tuple[str, str, str]], where: str) -> None:
    query = f"{PREFIX}CONSTRUCT {{ ?s :made ?o }} WHERE {{ {where} }}"
    wanted = premises(query)
    assert wanted
    whole, part = ox.Store(), ox.Store()
    for subject, name, value in statements:
        quad = ox.Quad(ox.NamedNode(subject), ox.NamedNode(name), ox.NamedNode(value))
        whole.add(quad)
        if {(name, None), (name, value)} & wanted:
            part.add(quad)
    first, second = whole.query(query), part.query(query)
    assert isinstance(first, ox.QueryTriples) and isinstance(second, ox.QueryTriples)
    assert set(first) == set(second)
