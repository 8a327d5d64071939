"""The scheme of stances."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from graphkit.model.claim import KINDS
from graphkit.namespaces import GK, GKS, stance_iri
from graphkit.rdf.ontology import ontology_files

SCHEME = URIRef("https://w3id.org/graphkit/stance")
OPPOSED = URIRef(GK + "opposedTo")


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    made = rdflib.Graph()
    for path in ontology_files():
        made.parse(path)
    return made


def above(graph: rdflib.Graph, concept: object) -> set[object]:
    """The concept and all that are broader."""
    assert isinstance(concept, URIRef)
    return set(graph.transitive_objects(concept, SKOS.broader))


def concepts(graph: rdflib.Graph) -> set[object]:
    return set(graph.subjects(SKOS.inScheme, SCHEME))


def test_every_kind_is_a_concept_with_its_name_as_notation(graph: rdflib.Graph) -> None:
    notations = {str(s): str(graph.value(s, SKOS.notation)) for s in concepts(graph) if (s, SKOS.notation, None) in graph}
    assert notations == {stance_iri(kind): kind for kind in KINDS}


def test_every_kind_has_other_names(graph: rdflib.Graph) -> None:
    assert len(concepts(graph)) > len(KINDS)
    for concept in concepts(graph):
        assert str(concept).startswith(GKS)
        if graph.value(concept, SKOS.notation):
            assert list(graph.objects(concept, SKOS.altLabel)), concept


def test_every_kind_is_below_a_top_concept(graph: rdflib.Graph) -> None:
    tops = set(graph.objects(SCHEME, SKOS.hasTopConcept))
    assert tops == set(graph.subjects(SKOS.topConceptOf, SCHEME))
    for name in ("sponsorship", "vote", "decision", "demand", "criticism", "support", "opposition", "cooperation"):
        assert URIRef(GKS + name) in tops
    for kind in KINDS:
        concept = URIRef(stance_iri(kind))
        broader = above(graph, concept) - {concept}
        assert broader & tops, kind
        assert concept not in set(graph.objects(None, SKOS.broader)), kind
    assert all(list(graph.subjects(SKOS.broader, top)) for top in tops)


def test_opposition_is_symmetric_and_between_kinds(graph: rdflib.Graph) -> None:
    pairs = set(graph.subject_objects(OPPOSED))
    kinds = {URIRef(stance_iri(kind)) for kind in KINDS}
    assert pairs
    for one, other in pairs:
        assert one != other
        assert (other, one) in pairs
        assert {one, other} <= kinds
        # SKOS: what is related is never broader or narrower.
        assert one not in above(graph, other)
    assert (OPPOSED, RDF.type, OWL.SymmetricProperty) in graph
    assert (OPPOSED, RDFS.subPropertyOf, SKOS.related) in graph


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cosponsors", "declines-to-cosponsor"),
        ("votes-for", "votes-against"),
        ("supports", "opposes"),
        ("cooperates", "refuses-cooperation"),
        ("joins-consensus", "dissociates-from-consensus"),
    ],
)
def test_opposed(graph: rdflib.Graph, one: str, other: str) -> None:
    assert (URIRef(stance_iri(one)), OPPOSED, URIRef(stance_iri(other))) in graph


def test_what_can_be_true_together_is_not_opposed(graph: rdflib.Graph) -> None:
    for one, other in (("sponsors", "votes-for"), ("condemns", "calls-for"), ("signs", "ratifies")):
        assert (URIRef(stance_iri(one)), OPPOSED, URIRef(stance_iri(other))) not in graph
