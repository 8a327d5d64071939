"""The competency questions: each gives its expected rows, and would not give them by what it warns of."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

from graphkit.namespaces import ALIGNMENTS_GRAPH, BASE, GK, ONTOLOGY_GRAPH, shorten
from graphkit.rdf.alignments import alignment_quads
from graphkit.rdf.ontology import ontology_quads
from graphkit.rdf.rules import Rule, rules
from graphkit.resources import shipped
from graphkit.store.inference import materialise, run_rules
from graphkit.store.writer import Writer

FOLDERS = sorted(path for path in (shipped("ontology") / "competency").iterdir() if path.is_dir())
INFERENCES = {"owl-rl", "alignments", "rules"}
DATA = BASE + "graph/competency"

Rows = list[list[str | None]]


@cache
def question(folder: Path) -> dict[str, Any]:
    fields = yaml.safe_load((folder / "question.yml").read_text(encoding="utf-8"))
    assert isinstance(fields, dict)
    return fields


@cache
def ontology() -> tuple[ox.Quad, ...]:
    return tuple(ontology_quads())


def rules_of(folder: Path) -> list[Rule]:
    """The rules that a question brings along, or those of the shipped ones that it names, in their order."""
    named = set(question(folder).get("rules", ()))
    found = [rule for rule in rules(shipped("ontology") / "rules") if rule.name in named] if named else rules(folder / "rules")
    assert found and len(found) >= len(named)
    return found


def ask(folder: Path, query: str, inference: Collection[str], root: Path) -> Rows:
    """The rows of one query file over ontology, data, and what *inference* adds."""
    with Writer(root / "graph") as writer:
        writer.replace(ONTOLOGY_GRAPH, ontology())
        triples = ox.parse(path=str(folder / "data.ttl"), format=ox.RdfFormat.TURTLE)
        writer.replace(DATA, [ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(DATA)) for t in triples])
        if "alignments" in inference:
            writer.replace(ALIGNMENTS_GRAPH, alignment_quads())
        if "owl-rl" in inference:
            materialise(writer, writer.graphs())
        if "rules" in inference:
            run_rules(writer, rules_of(folder))
        found = writer.store.query((folder / query).read_text(encoding="utf-8"), use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return [[_shown(row[name]) for name in found.variables] for row in found]


def _shown(term: Any) -> str | None:
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    return None if term is None else str(term.value)


def test_there_are_questions_of_each_sort() -> None:
    fields = [question(folder) for folder in FOLDERS]
    assert len(fields) >= 15
    assert sum(not f["expected"] for f in fields) >= 3
    assert {name for f in fields for name in f.get("inference", ())} == INFERENCES


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_question_is_well_formed(folder: Path) -> None:
    fields = question(folder)
    assert fields.keys() <= {"question", "asker", "why", "inference", "rules", "expected", "trap", "naive"}
    assert all(str(fields[name]).endswith((".", "?")) for name in ("question", "asker", "why"))
    assert set(fields.get("inference", ())) <= INFERENCES
    assert ("rules" in fields.get("inference", ())) == ((folder / "rules").is_dir() or "rules" in fields)
    # An empty answer is only worth something where something might fill it.
    has_naive = (folder / "naive.rq").is_file()
    assert has_naive == ("naive" in fields) == ("trap" in fields)
    assert fields["expected"] or has_naive


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_question_uses_the_ontology(folder: Path) -> None:
    declared = {
        q.subject.value.removeprefix(GK) for q in ontology() if isinstance(q.subject, ox.NamedNode) and q.subject.value.startswith(GK)
    }
    for path in (folder / "data.ttl", *folder.glob("*.rq"), *folder.glob("rules/*.rq")):
        text = re.sub(r'"[^"]*"|<[^>]*>', "", path.read_text(encoding="utf-8"))
        used = set(re.findall(r"\bgk:(\w+)", text))
        assert used <= declared, (path, used - declared)
        assert used or path.suffix == ".rq", path


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_question_is_answered(folder: Path, tmp_path: Path) -> None:
    assert ask(folder, "query.rq", question(folder).get("inference", ()), tmp_path) == question(folder)["expected"]


@pytest.mark.parametrize("folder", [f for f in FOLDERS if (f / "naive.rq").is_file()], ids=lambda path: path.name)
def test_a_naive_model_would_answer_wrongly(folder: Path, tmp_path: Path) -> None:
    found = ask(folder, "naive.rq", (), tmp_path)
    assert found == question(folder)["naive"]
    assert found != question(folder)["expected"]


def needed() -> list[tuple[Path, str]]:
    # What is empty with an inference may be so without it.
    return [(folder, name) for folder in FOLDERS if question(folder)["expected"] for name in question(folder).get("inference", ())]


@pytest.mark.parametrize(("folder", "left_out"), needed(), ids=lambda value: value.name if isinstance(value, Path) else value)
def test_an_inference_that_is_asked_for_is_needed(folder: Path, left_out: str, tmp_path: Path) -> None:
    inference = set(question(folder)["inference"]) - {left_out}
    assert ask(folder, "query.rq", inference, tmp_path) != question(folder)["expected"]
