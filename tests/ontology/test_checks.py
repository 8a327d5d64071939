"""The checks of the ontology find nothing in it, and each finds what is planted."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, RDFS, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL

import graphkit
from graphkit.errors import GraphkitError
from graphkit.namespaces import GK
from graphkit.namespaces import RDF as RDF_NAMESPACE
from graphkit.rdf import checks
from graphkit.rdf.checks import broken_rules, check_files, names_in_files
from graphkit.rdf.ontology import ontology_files
from graphkit.records.mapping_file import read_mapping
from graphkit.records.statements import expand
from graphkit.resources import shipped
from graphkit.store.disk import GraphStore

PREFIXES = """
@prefix gk: <https://w3id.org/graphkit/ontology#> . @prefix gks: <https://w3id.org/graphkit/stance/> .
@prefix ex: <https://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# Check and statements that break its rule.
PLANTED = (
    ("term-documentation", "gk:Plain a owl:Class ."),
    ("term-undeclared", "gk:Claim rdfs:seeAlso gk:Nothing ."),
    ("term-of-two-kinds", "gk:Claim a owl:ObjectProperty ."),
    ("term-label-twice", 'gk:Other a owl:Class ; rdfs:label "Claim"@en .'),
    ("term-unreachable", "gk:Alone a owl:Class ."),
    ("term-module", "gk:Claim rdfs:isDefinedBy <https://w3id.org/graphkit/ontology/elsewhere> ."),
    ("version", 'gk:Claim gk:since "9.9.9" .'),
    ("class-above-itself", "gk:Agent rdfs:subClassOf gk:State ."),
    ("property-not-simple", "gk:within a owl:IrreflexiveProperty ."),
    ("declared", "ex:somebody ex:knows ex:somebody-else ."),
    ("datatype", "gk:quote rdfs:range xsd:date ."),
    ("sub-property-kind", "gk:quote rdfs:subPropertyOf gk:agent ."),
    ("concept-documentation", "gks:bare a skos:Concept ."),
    ("concept-unreachable", "gks:bare a skos:Concept ; skos:inScheme <https://w3id.org/graphkit/stance> ."),
    ("concept-name-twice", 'gks:other skos:inScheme <https://w3id.org/graphkit/stance> ; skos:altLabel "Vote"@en .'),
    ("opposed-stances", "gks:funds gk:opposedTo gks:visits ."),
    ("term-documentation", 'gk:Claim rdfs:label "another"@en .'),
    ("term-label-twice", 'gk:other a owl:AnnotationProperty ; rdfs:label "agent"@en .'),
    ("term-unreachable", "gk:alone a owl:ObjectProperty ."),
    ("version", '<https://w3id.org/graphkit/stance> owl:versionInfo "0.0.1" .'),
    ("class-above-itself", "gk:takesStanceOn rdfs:subPropertyOf gk:visits ."),
    ("property-not-simple", "gk:hasOrgan a owl:FunctionalProperty ."),
    ("property-not-simple", "ex:few owl:onProperty gk:earlierStageOf ; owl:maxCardinality 2 ."),
    ("property-not-simple", "gk:holder owl:propertyDisjointWith gk:post ."),
    ("declared", "gk:Claim rdfs:subClassOf ex:Statement ."),
    ("datatype", "gk:agent rdfs:range xsd:string ."),
    ("concept-documentation", 'gks:vote skos:notation "a", "b" .'),
    (
        "concept-unreachable",
        "<https://w3id.org/graphkit/stance> skos:hasTopConcept gks:lost . gks:lost a skos:Concept ; "
        "skos:inScheme <https://w3id.org/graphkit/stance> .",
    ),
    ("opposed-stances", "gks:vote gk:opposedTo gks:vote ."),
)


def quads(text: str) -> list[ox.Quad]:
    return list(ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE))


def test_the_ontology_breaks_no_rule() -> None:
    assert broken_rules(names_in_files()) == []


def test_every_check_has_something_planted() -> None:
    assert {path.stem for path in check_files()} == {check for check, _ in PLANTED}


@pytest.mark.parametrize(("check", "planted"), PLANTED)
def test_what_is_planted_is_found(check: str, planted: str) -> None:
    assert check in {broken.check for broken in broken_rules({}, quads(planted))}


def test_a_finding_says_what_breaks_which_rule() -> None:
    (broken,) = [b for b in broken_rules({}, quads("gk:Agent rdfs:subClassOf gk:State .")) if b.found == ("gk:State",)]
    assert str(broken).startswith("gk:State: No class or property is above itself")


def test_a_name_that_a_query_misspells_is_found() -> None:
    (broken,) = broken_rules({"queries/states/who.rq": ["targett", "target"]})
    assert (broken.check, broken.found) == ("term-undeclared", ("gk:targett", "queries/states/who.rq"))


def test_names_are_read_from_every_shape_and_query() -> None:
    names = names_in_files()
    assert "Claim" in names["ontology/shapes/claim.ttl"]
    assert "organOf" in names["queries/stances/stances-of.rq"]
    assert "absentFrom" in names["ontology/rules/dropped-sponsor.rq"]


def test_what_the_code_writes_is_declared() -> None:
    folder = Path(graphkit.__file__).parent
    pattern = re.compile(r"\bgk:([A-Za-z]\w*)|\bGK \+ \"([A-Za-z]\w*)\"")
    uses = {
        path.relative_to(folder.parent).as_posix(): {a or b for a, b in pattern.findall(path.read_text(encoding="utf-8"))}
        for path in folder.rglob("*.py")
    }
    assert {"agent", "statedIn"} <= uses["graphkit/rdf/claims.py"]
    assert broken_rules(uses) == []


def test_what_a_mapping_writes_is_declared() -> None:
    paths = [*sorted((shipped("data") / "mappings").glob("*.yml")), shipped("data") / "reference" / "records.yml"]
    uses: dict[str, set[str]] = {}
    for path in paths:
        for table in read_mapping(path).tables:
            names = {name for r in table.resources for name, _ in r.properties} | {name for c in table.claims for name, _ in c.links}
            names |= {name for r in table.resources for name in r.classes}
            uses[f"{path.stem}/{table.name}"] = {expand(name).removeprefix(GK) for name in names if expand(name).startswith(GK)}
    assert {"Ballot", "scope", "tally"} <= uses["unvotes/roll-calls"]
    assert broken_rules(uses) == []


def test_what_a_graph_holds_is_declared(notes: GraphStore) -> None:
    used: set[str] = set()
    for graph in notes.graphs():
        for quad in notes.quads(graph):
            used.add(quad.predicate.value)
            if quad.predicate.value == RDF_NAMESPACE + "type" and isinstance(quad.object, ox.NamedNode):
                used.add(quad.object.value)
    names = {iri.removeprefix(GK) for iri in used if iri.startswith(GK)}
    assert {"Claim", "MainCommittee", "classifiedAs"} <= names
    assert broken_rules({"store": names}) == []


@pytest.mark.parametrize(("text", "message"), [("SELECT {", "not SPARQL"), ("ASK {}", "a check selects")])
def test_a_broken_check_is_named(text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "odd.rq"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(checks, "check_files", lambda: [path])
    with pytest.raises(GraphkitError, match=rf"odd\.rq: {message}"):
        broken_rules({})


def test_chains_can_be_put_in_an_order() -> None:
    """OWL 2 DL, section 11.2: the chains of a property rest on properties that do not rest on it."""
    graph = rdflib.Graph()
    for path in ontology_files():
        graph.parse(path)
    below: dict[object, set[object]] = {}
    for made, head in graph.subject_objects(OWL.propertyChainAxiom):
        steps = list(Collection(graph, head))
        assert len(steps) >= 2
        # P o S -> P and S o P -> P are allowed; P in the middle, or only at both ends with others between, is not.
        inner = steps[1:-1] if made in (steps[0], steps[-1]) else steps
        assert made not in inner
        below.setdefault(made, set()).update(step for step in steps if step != made)
    assert len(below) >= 8
    for child, parent in graph.subject_objects(RDFS.subPropertyOf):
        below.setdefault(parent, set()).add(child)
    inverses = set(graph.subject_objects(OWL.inverseOf))
    same = dict(inverses) | {other: one for one, other in inverses}

    def rests_on(term: object, seen: frozenset[object]) -> set[object]:
        found: set[object] = set()
        for step in below.get(term, set()) | below.get(same.get(term), set()):
            assert step not in seen, (term, step)
            found |= {step} | rests_on(step, seen | {step})
        return found

    for term in below:
        assert isinstance(term, URIRef)
        assert term not in rests_on(term, frozenset({term}))
    assert (None, RDF.type, OWL.NegativePropertyAssertion) not in graph
