"""The rule that an organ speaks for its state: what it concludes can be traced, and passes the shapes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, URIRef

from graphkit.namespaces import GK, ID, inferred_graph
from graphkit.rdf.ontology import findings
from graphkit.rdf.rules import rules
from graphkit.resources import shipped
from graphkit.store.inference import run_rules
from graphkit.store.writer import Writer

FOLDER = shipped("ontology") / "competency" / "organ-speaks-for-its-state" / "rules"
EXAMPLE = Path(__file__).with_name("example.ttl")
CLAIM = ID + "claim/0123456789abcdef0123"


def infer(tmp_path: Path, *changes: tuple[str, str]) -> rdflib.Graph:
    """What the rule concludes where the example's claim is made by a ministry."""
    text = EXAMPLE.read_text(encoding="utf-8").replace("gk:agent state:KOR ;\n    gk:stance", "gk:agent body:ministry ;\n    gk:stance")
    text += "\nbody:ministry a gk:Body ; gk:organOf state:KOR .\n"
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    graph = ox.NamedNode("http://example.org/graph")
    with Writer(tmp_path / "g") as writer:
        writer.add(ox.Quad(t.subject, t.predicate, t.object, graph) for t in ox.parse(text, format=ox.RdfFormat.TURTLE))
        run_rules(writer, rules(FOLDER))
        made = writer.store.quads_for_pattern(None, None, None, ox.NamedNode(inferred_graph("organ-speaks-for-state")))
        lines = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in made)
    return rdflib.Graph().parse(data=lines, format="nt")


def test_the_state_is_the_agent_and_the_premise_is_named(tmp_path: Path) -> None:
    graph = infer(tmp_path)
    (claim,) = graph.subjects(RDF.type, URIRef(GK + "Claim"))
    assert str(claim) == f"{CLAIM}/organ-speaks-for-state/KOR"
    assert list(graph.objects(claim, URIRef(GK + "agent"))) == [URIRef(ID + "state/KOR")]
    assert list(graph.objects(claim, URIRef(GK + "derivedFrom"))) == [URIRef(CLAIM)]
    assert str(graph.value(claim, URIRef(GK + "rule"))) == "organ-speaks-for-state"
    assert str(graph.value(claim, URIRef(GK + "edtf"))) == "2020-11-18"


def test_what_it_concludes_passes_the_shapes(tmp_path: Path) -> None:
    assert findings(infer(tmp_path)) == []


def test_a_denial_stays_a_denial(tmp_path: Path) -> None:
    graph = infer(tmp_path, ('gk:status "asserted"', 'gk:status "negated"'))
    assert [str(o) for o in graph.objects(None, URIRef(GK + "status"))] == ["negated"]


@pytest.mark.parametrize("sort", ["gk:Person", "gk:Organisation", "gk:Thing"])
def test_others_speak_for_themselves(sort: str, tmp_path: Path) -> None:
    assert len(infer(tmp_path, ("body:ministry a gk:Body", f"body:ministry a {sort}"))) == 0
