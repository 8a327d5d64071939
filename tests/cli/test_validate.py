"""validate: shapes, the ontology's own checks, the reasoner."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import rdflib
from command_line import run

from graphkit import pipeline
from graphkit.cli import checks
from graphkit.rdf import reasoner
from graphkit.rdf.checks import Broken


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
    monkeypatch.setattr(pipeline, "validate", lambda graph: [])
    monkeypatch.setattr(shutil, "which", lambda name: None)
    status, out, err = run(capsys, "validate", "--reason", "--store", notes_path)
    assert status == 2
    assert "conforms to the shapes" in out
    assert "needs Java" in err


@pytest.mark.parametrize(("clashes", "status"), [([], 0), (["https://example.org/a"], 1)])
def test_contradictions_fail_the_command(
    clashes: list[str], status: int, capsys: pytest.CaptureFixture[str], notes_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "validate", lambda graph: [])
    monkeypatch.setattr(pipeline, "contradictory", lambda graphs: clashes)
    got, out, err = run(capsys, "validate", "--reason", "--store", notes_path)
    assert got == status
    assert ("https://example.org/a" in err) == bool(clashes)
    assert ("nothing in the graph contradicts" in out) == (not clashes)


def test_graphs_that_only_together_contradict_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = rdflib.Graph(), rdflib.Graph()
    for graph, name in ((one, "a"), (other, "b")):
        graph.parse(data=f"<https://example.org/{name}> a <https://example.org/C> .", format="turtle")
    monkeypatch.setattr(reasoner, "is_consistent", lambda graph: len(graph) < 2)
    assert list(reasoner.contradictory({"one": one, "other": other})) == ["one", "other"]
