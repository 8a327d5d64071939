"""The modules: every term is documented, declared once, and inside OWL 2 DL as far as one can see from outside."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD, URIRef

from graphkit.model.claim import KINDS
from graphkit.namespaces import DCTERMS, GK, PREFIXES, direct_property, stance_iri
from graphkit.rdf.ontology import ontology_files
from graphkit.resources import shipped

ONTOLOGY = URIRef(GK.rstrip("#"))
KINDS_OF_TERM = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
VERSION = "0.2.0"
FILES = sorted(shipped("ontology").rglob("*.ttl"))

# What the graphs of documents, reference tables and provenance are made of.
USED = """
State Organisation Body Mandate Mechanism Office Person Resolution Draft Treaty Meeting Document Topic Thing
ResolutionText Series Tally Tenure Sponsorship Vote Claim Voice Figure Evidence
partOf organOf className validFrom validTo iso2 m49 standing regionalGroup adoptedBy adoptedOn manner draftOf inSeries
about tally yes no abstain cosponsorCount post role text agent voteValue address documentKind textHash stance target
targetText addressee forum status earliest latest edtf dateBasis dateReading statedIn accordingTo voice rank speaker
figure figureName figureText figureNumber flag rule derivedFrom evidence quote sentence knownFrom generatedBy
extractor extractorModel extractorPrompt unreadSentences
opposedTo stanceConcept
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


def test_every_term_is_documented(graph: rdflib.Graph) -> None:
    bad = []
    for term in terms(graph):
        for predicate in (RDFS.label, SKOS.definition, RDFS.isDefinedBy):
            if len(list(graph.objects(term, predicate))) != 1:
                bad.append((term, predicate))
        if not list(graph.objects(term, SKOS.example)):
            bad.append((term, SKOS.example))
    assert not bad


def test_every_term_stands_in_the_module_that_it_names() -> None:
    for path in (shipped("ontology") / "modules").glob("*.ttl"):
        module = load([path])
        (iri,) = module.subjects(RDF.type, OWL.Ontology)
        assert iri == ONTOLOGY + f"/{path.stem}"
        named = {str(o) for term in terms(module) for o in module.objects(term, RDFS.isDefinedBy)}
        assert named == {str(iri)}, path


def test_no_two_terms_share_a_label(graph: rdflib.Graph) -> None:
    seen: dict[tuple[str, object], URIRef] = {}
    for term in terms(graph):
        label = (str(graph.value(term, RDFS.label)).casefold(), graph.value(term, RDF.type) == OWL.Class)
        # A class and the property that leads to it may share one: voice, tally, evidence.
        assert label not in seen, (term, seen.get(label))
        seen[label] = term


def test_what_the_graphs_use_is_declared(graph: rdflib.Graph) -> None:
    declared = set(terms(graph))
    assert not [name for name in USED.split() if URIRef(GK + name) not in declared]


def test_every_term_is_of_one_kind(graph: rdflib.Graph) -> None:
    for term in {s for kind in KINDS_OF_TERM for s in graph.subjects(RDF.type, kind)}:
        assert sum((term, RDF.type, kind) in graph for kind in KINDS_OF_TERM) == 1, term


def test_whatever_is_used_is_declared(graph: rdflib.Graph) -> None:
    built_in = tuple(map(str, (OWL._NS, RDF._NS, RDFS._NS)))
    predicates = {p for p in graph.predicates() if not str(p).startswith(built_in)}
    undeclared = {p for p in predicates if not any((p, RDF.type, kind) in graph for kind in KINDS_OF_TERM[1:])}
    assert not undeclared
    classes = set(graph.objects(None, RDFS.subClassOf)) | set(graph.objects(None, OWL.someValuesFrom))
    assert not {c for c in classes if (c, RDF.type, OWL.Class) not in graph and (c, RDF.type, OWL.Restriction) not in graph}
    parents = set(graph.objects(None, RDFS.subPropertyOf))
    assert not {p for p in parents if not any((p, RDF.type, kind) in graph for kind in KINDS_OF_TERM[1:])}


def test_subproperties_are_of_the_kind_of_their_parent(graph: rdflib.Graph) -> None:
    for child, parent in graph.subject_objects(RDFS.subPropertyOf):
        kinds = [{k for k in KINDS_OF_TERM if (p, RDF.type, k) in graph} for p in (child, parent)]
        assert kinds[0] == kinds[1], (child, parent)


def test_ranges_fit_the_kind_and_the_reasoner(graph: rdflib.Graph) -> None:
    datatypes = {XSD.string, XSD.integer, XSD.decimal, XSD.anyURI, XSD.nonNegativeInteger}
    for term, value in graph.subject_objects(RDFS.range):
        if (term, RDF.type, OWL.DatatypeProperty) in graph:
            assert value in datatypes, term
        else:
            assert (value, RDF.type, OWL.Class) in graph, term


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
