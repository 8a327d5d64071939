"""validate: shapes, the ontology's own checks, the reasoner."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from command_line import run

from graphkit import validation
from graphkit.cli import checks
from graphkit.namespaces import GK, ID, RDF, document_graph
from graphkit.rdf import reasoner
from graphkit.rdf.checks import Broken
from graphkit.store.writer import Writer
from graphkit.validation import Validated


def test_the_ontology_is_checked_without_a_graph(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = run(capsys, "validate", "--ontology", "--store", tmp_path / "none")
    assert (status, out) == (0, "the ontology passes its 16 checks\n")


def test_what_breaks_a_rule_is_listed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "broken_rules", lambda uses: [Broken("version", "All files are of one version", ("gk:Claim", "9.9.9"))])
    status, out, err = run(capsys, "validate", "--ontology")
    assert (status, out) == (1, "gk:Claim 9.9.9: All files are of one version (version)\n")
    assert "1 places in the ontology break its rules" in err


def test_a_reasoner_without_java_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], notes_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("owlready2")
    monkeypatch.setattr(validation, "validate", lambda graph, name, progress: Validated(graphs=2, nodes=7))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    status, out, err = run(capsys, "validate", "--reason", "--store", notes_path)
    assert status == 2
    assert "conforms to the shapes" in out
    assert "needs Java" in err


@pytest.mark.parametrize(("clashes", "status"), [([], 0), (["https://example.org/a"], 1)])
def test_contradictions_fail_the_command(
    clashes: list[str], status: int, capsys: pytest.CaptureFixture[str], notes_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validation, "validate", lambda graph, name, progress: Validated(graphs=2, nodes=7))
    monkeypatch.setattr(validation, "contradictory", lambda graphs: clashes)
    got, out, err = run(capsys, "validate", "--reason", "--store", notes_path)
    assert got == status
    assert ("https://example.org/a" in err) == bool(clashes)
    assert ("nothing in the graph contradicts" in out) == (not clashes)


def test_one_graph_is_checked_alone(capsys: pytest.CaptureFixture[str], notes_path: Path) -> None:
    status, out, _ = run(capsys, "validate", "--graph", "reference/states", "--store", notes_path)
    assert status == 0
    assert re.fullmatch(r"[1-9]\d+ nodes in 1 graphs: the graph conforms to the shapes\n", out)


def test_an_unknown_graph_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str], notes_path: Path) -> None:
    status, _, err = run(capsys, "validate", "--graph", "states", "--store", notes_path)
    assert status == 2
    assert "no graph 'states'" in err and "reference/states" in err


def test_what_breaks_a_shape_is_counted_by_rule(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with Writer(tmp_path / "graph", fresh=True) as writer:
        graph, kind = ox.NamedNode(document_graph("a")), ox.NamedNode(RDF + "type")
        writer.add(ox.Quad(ox.NamedNode(f"{ID}voice/{n}"), kind, ox.NamedNode(GK + "Voice"), graph) for n in range(7))
    status, out, err = run(capsys, "validate", "--store", tmp_path / "graph")
    assert status == 1
    assert out.count("a voice has one speaker, an entity") == 6
    assert "7 times: a voice has one speaker, an entity" in out
    assert "14 findings in 7 nodes in 1 graphs" in err


def test_graphs_that_only_together_contradict_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = rdflib.Graph(), rdflib.Graph()
    for graph, name in ((one, "a"), (other, "b")):
        graph.parse(data=f"<https://example.org/{name}> a <https://example.org/C> .", format="turtle")
    monkeypatch.setattr(reasoner, "is_consistent", lambda graph: len(graph) < 2)
    assert list(reasoner.contradictory({"one": one, "other": other})) == ["one", "other"]
