"""The modules: prefixes, headers, one home for each term. What SPARQL can check of them is in ontology/checks."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, URIRef

from graphkit.model.claim import KINDS
from graphkit.namespaces import DCTERMS, GK, PREFIXES, direct_property, stance_iri
from graphkit.rdf.ontology import ontology_files
from graphkit.resources import shipped

ONTOLOGY = URIRef(GK.rstrip("#"))
VERSION = "0.2.0"
FILES = sorted(shipped("ontology").rglob("*.ttl"))

# What the graphs of documents, reference tables and provenance are made of.
USED = """
State Organisation Body Mandate Mechanism Office Person Resolution Draft Treaty Meeting Document Topic Thing
ResolutionText Series Tally Tenure Claim Voice Figure Evidence
partOf organOf className validFrom validTo iso2 m49 standing regionalGroup adoptedBy adoptedOn manner draftOf inSeries
about tally yes no abstain cosponsorCount post role text agent address documentKind textHash stance target
targetText addressee forum status earliest latest edtf dateBasis dateReading statedIn accordingTo voice rank speaker
figure figureName figureText figureNumber flag rule derivedFrom evidence quote sentence knownFrom generatedBy
extractor extractorModel extractorPrompt unreadSentences
opposedTo stanceConcept
Dataset Row SponsorList Ballot Change Membership ballot onList sponsorshipForm completeness heldOn tabledIn tabledOn listedOn streak scope
topic response actionCategory reviewSession issue seat meetingOf outcome flagNote mappingHash
changeKind fromStance toStance absentFrom previous laterThan confirmedBy contradictedBy
"""


def load(paths: list[Path]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in paths:
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return load(ontology_files())


def terms(graph: rdflib.Graph) -> list[URIRef]:
    """All subjects of the ontology's own namespace."""
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(GK)})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_prefixes_are_the_projects(path: Path) -> None:
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("@prefix")]
    bound = {name.rstrip(":"): iri.strip("<>") for _, name, iri, _ in lines}
    # Shapes have a namespace of their own, which never stands in a store.
    bound.pop("gksh", None)
    assert bound
    assert bound.items() <= PREFIXES.items()


def test_every_term_stands_in_the_module_that_it_names() -> None:
    for path in (shipped("ontology") / "modules").glob("*.ttl"):
        module = load([path])
        (iri,) = module.subjects(RDF.type, OWL.Ontology)
        assert iri == ONTOLOGY + f"/{path.stem}"
        named = {str(o) for term in terms(module) for o in module.objects(term, RDFS.isDefinedBy)}
        assert named == {str(iri)}, path


def test_what_the_graphs_use_is_declared(graph: rdflib.Graph) -> None:
    declared = set(terms(graph))
    assert not [name for name in USED.split() if URIRef(GK + name) not in declared]


def test_header(graph: rdflib.Graph) -> None:
    modules = {ONTOLOGY + f"/{path.stem}" for path in (shipped("ontology") / "modules").glob("*.ttl")}
    folder = shipped("ontology") / "vocabularies"
    vocabularies = {s for path in folder.glob("*.ttl") for s in load([path]).subjects(RDF.type, OWL.Ontology) if isinstance(s, URIRef)}
    assert len(vocabularies) == len(list(folder.glob("*.ttl")))
    assert set(graph.objects(ONTOLOGY, OWL.imports)) == modules | vocabularies
    for ontology in {ONTOLOGY} | modules | vocabularies:
        assert (ontology, RDF.type, OWL.Ontology) in graph
        assert graph.value(ontology, OWL.versionInfo) == rdflib.Literal(VERSION)
        licence = graph.value(ontology, URIRef(DCTERMS + "license"))
        assert licence == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph.value(ONTOLOGY, OWL.versionIRI) == ONTOLOGY + f"/{VERSION}"
    # Own modules only: what others publish is declared, never fetched.
    assert all(o in modules | vocabularies for o in graph.objects(None, OWL.imports))


def test_one_direct_property_for_each_kind(graph: rdflib.Graph) -> None:
    made = {str(s): str(o) for s, o in graph.subject_objects(URIRef(GK + "stanceConcept"))}
    assert made == {direct_property(kind): stance_iri(kind) for kind in KINDS}
    for term in map(URIRef, made):
        assert (term, RDF.type, OWL.ObjectProperty) in graph
        assert (term, RDFS.subPropertyOf, URIRef(GK + "takesStanceOn")) in graph
