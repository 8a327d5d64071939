"""HermiT finds the ontology consistent, every class can have members, and every sort of axiom shows where data break it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import rdflib
from rdflib import URIRef

from graphkit import validation
from graphkit.namespaces import GK, ID
from graphkit.rdf.ontology import reasoner_graph
from graphkit.rdf.reasoner import contradictory
from graphkit.store.disk import GraphStore

owlready2 = pytest.importorskip("owlready2", reason="owlready2 is not installed (pip install graphkit[reason])")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs java, which is not on the PATH")

HERE = Path(__file__).parent
CONTRADICTIONS = sorted((HERE / "contradictions").glob("*.ttl"))
CLASH = "\n# clash: "


def reason(graph: rdflib.Graph, folder: Path) -> list[object]:
    """Run HermiT and give the classes that cannot have members."""
    path = folder / "ontology.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    assert len(list(world.classes())) > 100
    owlready2.sync_reasoner_hermit(world, debug=0)
    return list(world.inconsistent_classes())


def test_ontology_is_consistent_and_its_classes_satisfiable(tmp_path: Path) -> None:
    assert reason(reasoner_graph(), tmp_path) == []


def test_ontology_with_data_is_consistent(tmp_path: Path) -> None:
    data = rdflib.Graph().parse(HERE / "example.ttl")
    # Sources contradict each other, and that is no contradiction in the graph.
    state, draft = URIRef(ID + "state/KOR"), URIRef(ID + "draft/A/C.9/1/L.1")
    data.add((state, URIRef(GK + "cosponsors"), draft))
    data.add((state, URIRef(GK + "declinesToCosponsor"), draft))
    # What stands before the clash in each contradiction is sound.
    for path in CONTRADICTIONS:
        data.parse(data=path.read_text(encoding="utf-8").partition(CLASH)[0], format="turtle")
    assert reason(reasoner_graph(data), tmp_path) == []


@pytest.mark.parametrize("path", CONTRADICTIONS, ids=lambda path: path.stem)
def test_a_contradiction_is_found(path: Path, tmp_path: Path) -> None:
    assert CLASH in path.read_text(encoding="utf-8")
    data = rdflib.Graph().parse(path)
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason(reasoner_graph(data, vocabularies=False), tmp_path)


def test_the_shipped_data_and_notes_contradict_nothing(notes: GraphStore) -> None:
    found = validation.contradictions(notes)
    assert found.clashes == ()
    # What the reasoner is not given is the shipped tables of votes and sponsors, no reference data and no document.
    assert all("/record/" in graph or "/inferred/" in graph for graph in found.left_out)


def test_the_graph_that_contradicts_the_ontology_is_named() -> None:
    sound, clash = rdflib.Graph().parse(HERE / "example.ttl"), rdflib.Graph().parse(HERE / "contradictions" / "disjoint-classes.ttl")
    assert list(contradictory({"https://example.org/sound": sound, "https://example.org/clash": clash})) == ["https://example.org/clash"]
