"""HermiT finds the ontology consistent, every class can have members, and it would notice a clash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, URIRef

from graphkit.namespaces import GK, ID
from graphkit.rdf.ontology import reasoner_graph

owlready2 = pytest.importorskip("owlready2", reason="owlready2 is not installed (pip install graphkit[reason])")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs java, which is not on the PATH")

EXAMPLE = Path(__file__).with_name("example.ttl")


def reason(graph: rdflib.Graph, folder: Path) -> list[object]:
    """Run HermiT and give the classes that cannot have members."""
    path = folder / "ontology.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    assert len(list(world.classes())) > 40
    owlready2.sync_reasoner_hermit(world, debug=0)
    return list(world.inconsistent_classes())


def test_ontology_is_consistent_and_its_classes_satisfiable(tmp_path: Path) -> None:
    assert reason(reasoner_graph(), tmp_path) == []


def test_ontology_with_data_is_consistent(tmp_path: Path) -> None:
    data = rdflib.Graph().parse(EXAMPLE)
    # Sources contradict each other, and that is no contradiction in the graph.
    state, draft = URIRef(ID + "state/KOR"), URIRef(ID + "draft/A/C.9/1/L.1")
    data.add((state, URIRef(GK + "cosponsors"), draft))
    data.add((state, URIRef(GK + "declinesToCosponsor"), draft))
    assert reason(reasoner_graph(data), tmp_path) == []


@pytest.mark.parametrize(("subject", "other"), [("state/KOR", "Person"), ("claim/0123456789abcdef0123", "Thing"), ("state/KOR", "Tally")])
def test_a_clash_is_noticed(subject: str, other: str, tmp_path: Path) -> None:
    data = rdflib.Graph().parse(EXAMPLE)
    data.add((URIRef(ID + subject), RDF.type, URIRef(GK + other)))
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason(reasoner_graph(data), tmp_path)
