"""What every shipped mapping makes of small tables, and what the rules draw from it, is as the ontology says."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graphkit.model.reference import Reference
from graphkit.namespaces import GK, GRAPH, PREFIXES, RDF
from graphkit.rdf.checks import broken_rules
from graphkit.rdf.reasoner import is_consistent
from graphkit.rdf.reference import reference_quads
from graphkit.rdf.rules import rules
from graphkit.resources import shipped
from graphkit.store.disk import GraphStore
from graphkit.store.inference import run_rules
from graphkit.store.writer import Writer
from graphkit.tables import Records, put_records
from graphkit.validation import validate

SAMPLES = Path(__file__).parent.parent / "records" / "samples"
TABLES = {path.stem for path in (shipped("data") / "mappings").glob("*.yml")}


@pytest.fixture(scope="module")
def recorded(reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    path = tmp_path_factory.mktemp("recorded") / "graph"
    with Writer(path, fresh=True) as writer:
        put_records(writer, Records(SAMPLES), reference)
        run_rules(writer, rules(shipped("ontology") / "rules"))
    return GraphStore.open(path)


def kinds_of_change(store: GraphStore) -> Counter[str]:
    """Of the texts that the samples are about; the shipped tables have changes of their own."""
    rows = store.select(
        f"SELECT ?kind WHERE {{ ?change a <{GK}Change> ; <{GK}changeKind> ?kind ; <{GK}inSeries> ?series"
        ' FILTER(CONTAINS(STR(?series), "harbours")) }'
    )
    return Counter(row["kind"].value.removeprefix(PREFIXES["gkc"]) for row in rows)


def test_there_is_a_sample_of_every_mapping(recorded: GraphStore) -> None:
    graphs = [graph.removeprefix(GRAPH + "record/") for graph in recorded.graphs()]
    assert {name for name in TABLES if any(graph.startswith(f"{name}-") for graph in graphs)} == TABLES


def test_the_rules_find_each_kind_of_change(recorded: GraphStore) -> None:
    assert kinds_of_change(recorded) == {
        "dropped-sponsor": 3, "first-time-sponsor": 1, "returning-sponsor": 1, "changed-vote": 1, "stopped-voting": 1,
    }  # fmt: skip


def test_records_and_changes_conform(recorded: GraphStore) -> None:
    found = validate(recorded)
    assert (found.examples, found.broken) == ([], {})
    assert found.nodes > 200


def test_what_records_and_rules_write_is_declared(recorded: GraphStore) -> None:
    used: set[str] = set()
    for quad in recorded.quads():
        used.add(quad.predicate.value)
        if quad.predicate.value == RDF + "type" and isinstance(quad.object, ox.NamedNode):
            used.add(quad.object.value)
    names = {iri.removeprefix(GK) for iri in used if iri.startswith(GK)}
    assert {"Row", "SponsorList", "absentFrom", "previous", "Membership"} <= names
    assert broken_rules({"records": names}) == []


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs java, which is not on the PATH")
def test_records_and_changes_contradict_nothing(recorded: GraphStore, reference: Reference) -> None:
    pytest.importorskip("owlready2", reason="owlready2 is not installed (pip install graphkit[reason])")
    # Without the shipped tables of votes and sponsors, which are too many for a test; with what states and bodies are.
    quads = [quad for graph in recorded.graphs() if "/reference-" not in graph for quad in recorded.quads(graph)]
    named = {quad.object for quad in quads}
    quads += [q for _, told in reference_quads(reference) for q in told if q.predicate.value == RDF + "type" and q.subject in named]
    data = rdflib.Graph().parse(data="\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in quads), format="nt")
    assert len(data) > 500
    assert is_consistent(data)
