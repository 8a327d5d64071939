"""The reference tables as quads."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graphkit.model.reference import Reference
from graphkit.namespaces import DCTERMS, ID, ORG, reference_graph
from graphkit.rdf.reference import reference_quads


@pytest.fixture(scope="module")
def tables(reference: Reference) -> dict[str, list[ox.Quad]]:
    return dict(reference_quads(reference))


def test_a_state_of_the_past_leads_to_its_successors(tables: dict[str, list[ox.Quad]]) -> None:
    quads = tables[reference_graph("successions")]
    replaced = {(q.subject.value, q.object.value) for q in quads if q.predicate.value == DCTERMS + "isReplacedBy"}
    assert {(f"{ID}state/{a}", f"{ID}state/{b}") for a, b in (("SUN", "RUS"), ("YAR", "YEM"), ("YMD", "YEM"), ("CSK", "SVK"))} <= replaced
    events = {q.subject for q in quads if q.object == ox.NamedNode(ORG + "ChangeEvent")}
    assert len(events) == len(replaced)


def test_tables_have_no_blank_nodes_and_the_same_bytes_each_time(reference: Reference, tables: dict[str, list[ox.Quad]]) -> None:
    again = dict(reference_quads(reference))
    assert {graph: list(map(str, quads)) for graph, quads in tables.items()} == {g: list(map(str, q)) for g, q in again.items()}
    assert not [q for quads in tables.values() for q in quads if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]
