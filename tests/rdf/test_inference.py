"""OWL 2 RL: what is added, what is left out, and that two other reasoners say the same."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, BNode, URIRef

from graphkit.errors import GraphkitError
from graphkit.model.reference import Reference
from graphkit.namespaces import GK, ID, META_GRAPH, ONTOLOGY_GRAPH, ORG, inferred_graph
from graphkit.rdf.inference import OWL_RL, owl_rl_meta, owl_rl_quads
from graphkit.rdf.ontology import ontology_quads, reasoner_graph
from graphkit.rdf.reference import reference_quads

E = "http://example.org/"
PREFIXES = f"@prefix : <{E}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> . @prefix rdf: <{RDF}> ."

Line = tuple[str, str, str]


def quads(turtle: str, graph: str = E + "graph") -> list[ox.Quad]:
    triples = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    return [ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(graph)) for t in triples]


def short(found: Iterable[ox.Quad]) -> set[str]:
    """Triples in a few letters: ``a type B``."""
    return {" ".join(_short(term) for term in (q.subject, q.predicate, q.object)) for q in found}


def _short(term: object) -> str:
    return term.value.rpartition("#")[2].rpartition("/")[2] if isinstance(term, ox.NamedNode) else str(term)


def as_lines(found: Iterable[ox.Quad]) -> set[Line]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in found}


@pytest.mark.parametrize(
    ("turtle", "added"),
    [
        (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :x a :A .", {"x type B", "x type C", "A subClassOf C"}),
        (":p rdfs:subPropertyOf :q . :q rdfs:domain :D ; rdfs:range :R . :x :p :y .", {"x q y", "x type D", "y type R"}),
        (":p a owl:TransitiveProperty . :x :p :y . :y :p :z .", {"x p z"}),
        (":p a owl:SymmetricProperty . :x :p :y .", {"y p x"}),
        (":p owl:inverseOf :q . :x :p :y .", {"y q x"}),
        (":r owl:propertyChainAxiom (:p :q) . :x :p :y . :y :q :z .", {"x r z"}),
        (":A owl:equivalentClass :B . :x a :B .", {"x type A", "A subClassOf B", "B subClassOf A"}),
        (":r owl:propertyChainAxiom (:p [ owl:inverseOf :q ] :p) . :x :p :y . :z :q :y . :z :p :w .", {"x r w"}),
        # A chain may feed a transitive property, and that the chain.
        (":p a owl:TransitiveProperty ; owl:propertyChainAxiom (:p :q) . :x :p :y . :y :q :z . :z :q :w .", {"x p z", "x p w"}),
        (":r owl:propertyChainAxiom (:p :q) . :x :p :y . :z :q :y .", set()),
        (":A owl:oneOf (:x :y) .", {"x type A", "y type A"}),
        (":A owl:equivalentClass [ owl:oneOf (:x :y) ] .", {"x type A", "y type A"}),
        (":A owl:unionOf (:B :C) . :x a :B .", {"x type A"}),
        (":A owl:onProperty :p ; owl:someValuesFrom :B . :x :p :y . :y a :B .", {"x type A"}),
        (":p a owl:FunctionalProperty . :x :p :y, :z .", {"y sameAs z", "z sameAs y"}),
        (":p rdfs:subPropertyOf :q . :x :p 'Seoul'@en .", {'x q "Seoul"@en'}),
    ],
)  # fmt: skip
def test_what_follows(turtle: str, added: set[str]) -> None:
    assert short(owl_rl_quads(quads(turtle))) == added


def test_premises_may_stand_in_different_graphs() -> None:
    found = owl_rl_quads([*quads(":A rdfs:subClassOf :B .", E + "g1"), *quads(":x a :A .", E + "g2")])
    assert short(found) == {"x type B"}
    assert {str(q.graph_name) for q in found} == {f"<{inferred_graph(OWL_RL)}>"}


def test_what_says_nothing_is_left_out() -> None:
    turtle = """:A a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ] .
    :B a owl:Class ; owl:equivalentClass :C . :p a owl:ObjectProperty . :x a :A ; rdfs:label "x" . :y a :B ."""
    found = owl_rl_quads(quads(turtle))
    assert {"y type C"} <= short(found)
    assert not as_lines(found) & as_lines(quads(turtle))
    for quad in found:
        assert isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode)
        assert str(quad.object) not in {f"<{OWL.Thing}>", f"<{OWL.Nothing}>"}
        assert quad.subject != quad.object
        assert not quad.subject.value.startswith((str(OWL), str(RDF), str(RDFS)))


def test_nothing_follows_from_nothing() -> None:
    assert owl_rl_quads([]) == []


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reasonable", None)
    with pytest.raises(GraphkitError) as caught:
        owl_rl_quads(quads(":A rdfs:subClassOf :B ."))
    assert str(caught.value) == "OWL 2 RL needs the package reasonable; pip install reasonable (it may need a Rust compiler)"


def test_meta_names_graphs_rules_and_program() -> None:
    lines = {f"{q.subject} {q.predicate} {q.object}" for q in owl_rl_meta([ONTOLOGY_GRAPH])}
    graph, derived = inferred_graph(OWL_RL), "http://www.w3.org/ns/prov#wasDerivedFrom"
    assert f"<{graph}> <{derived}> <{ONTOLOGY_GRAPH}>" in lines
    assert f"<{graph}> <{derived}> <https://www.w3.org/TR/owl2-profiles/#OWL_2_RL>" in lines
    assert any(line.startswith(f'<{graph}> <{GK}generatedBy> "graphkit ') and "reasonable 0." in line for line in lines)
    assert {str(q.graph_name) for q in owl_rl_meta([])} == {f"<{META_GRAPH}>"}


# -- on the ontology and the reference data ---------------------------------------------------


@pytest.fixture(scope="module")
def known(reference: Reference) -> list[ox.Quad]:
    found = list(ontology_quads())
    for _, table in reference_quads(reference):
        found += table
    return found


def sample(known: list[ox.Quad], size: int) -> list[ox.Quad]:
    """The ontology, and all that is said of some subjects of each table."""
    chosen: set[object] = set()
    by_graph: dict[str, list[str]] = {}
    for quad in known:
        by_graph.setdefault(str(quad.graph_name), []).append(str(quad.subject))
    ontology = by_graph.pop(f"<{ONTOLOGY_GRAPH}>")
    rng = random.Random(20190318)
    for subjects in (sorted(set(s)) for _, s in sorted(by_graph.items())):
        chosen |= set(rng.sample(subjects, min(size, len(subjects))))
    return [q for q in known if str(q.subject) in chosen or str(q.graph_name) == f"<{ONTOLOGY_GRAPH}>"] if ontology else []


def test_order_of_the_input_does_not_matter(known: list[ox.Quad]) -> None:
    chosen = sample(known, 20)
    first = owl_rl_quads(chosen)
    random.Random(7).shuffle(chosen)
    assert owl_rl_quads(chosen) == first == sorted(set(first), key=str)


def test_reference_data_gain_their_classes_and_properties(known: list[ox.Quad]) -> None:
    found = as_lines(owl_rl_quads(known))
    assert (f"<{ID}state/KOR>", f"<{RDF.type}>", f"<{GK}Agent>") in found
    assert (f"<{ID}state/KOR>", f"<{RDF.type}>", f"<{ORG}Organization>") in found
    draft, resolution = f"<{ID}draft/E/CN.4/2003/L.31/Rev.1>", f"<{ID}resolution/E/CN.4/RES/2003/10>"
    assert (draft, f"<{GK}precedes>", resolution) in found
    assert len(found) > 10_000


def test_owlrl_says_the_same(known: list[ox.Quad]) -> None:
    chosen = sample(known, 8)
    graph = rdflib.Graph().parse(data="\n".join(f"{q.triple.subject} {q.predicate} {q.object} ." for q in chosen), format="nt")
    named = as_lines(chosen)
    subjects = {s for s, _, _ in named}
    terms = {s for s, _, _ in as_lines(ontology_quads())}
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    theirs = {(s.n3(), p.n3(), o.n3()) for s, p, o in graph if isinstance(s, URIRef) and not isinstance(o, BNode)} - named
    theirs = {line for line in theirs if line[0] in subjects and line[1:] not in _BARE and line[0] != line[2]}
    ours = {line for line in as_lines(owl_rl_quads(chosen)) if line[0] in subjects}
    assert ours - theirs == set()
    # owlrl also writes out all rules on schemas (scm-dom1, scm-rng1, scm-int and the like), of which `reasonable` has some:
    # what they tell of terms tells nothing more of any individual.
    missing = {line for line in theirs - ours if line[0] not in terms}
    assert missing == set(), sorted(missing)[:5]
    assert len(ours) > 300


def test_owlrl_says_the_same_of_chains_and_class_expressions() -> None:
    turtle = """:speaksFor owl:propertyChainAxiom (:partOf :speaksFor) . :partOf a owl:TransitiveProperty .
    :speaks owl:inverseOf :spokenBy . :claimFor owl:propertyChainAxiom ([ owl:inverseOf :made ] :speaksFor) .
    :Organ owl:equivalentClass [ a owl:Restriction ; owl:onProperty :speaksFor ; owl:someValuesFrom :State ] .
    :Five owl:oneOf (:s1 :s2) . :Five rdfs:subClassOf :State .
    :desk :partOf :office . :office :partOf :ministry . :ministry :speaksFor :s1 . :desk :made :c1 . :c2 :spokenBy :desk ."""
    known = quads(turtle)
    graph = rdflib.Graph().parse(data=PREFIXES + turtle)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    individuals = {f"<{E}{name}>" for name in ("s1", "s2", "desk", "office", "ministry", "c1", "c2")}
    theirs = {(s.n3(), p.n3(), o.n3()) for s, p, o in graph if s.n3() in individuals and isinstance(o, URIRef)}
    theirs = {line for line in theirs if line[1:] not in _BARE and line[0] != line[2]} - as_lines(known)
    assert as_lines(owl_rl_quads(known)) >= theirs
    assert {line for line in as_lines(owl_rl_quads(known)) if line[0] in individuals} == theirs
    assert len(theirs) > 10


_BARE = {(f"<{RDF.type}>", f"<{OWL.Thing}>"), (f"<{RDF.type}>", f"<{RDFS.Resource}>"), (f"<{RDFS.subClassOf}>", f"<{OWL.Thing}>")}


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs java, which is not on the PATH")
def test_hermit_says_the_same_of_classes_and_properties(known: list[ox.Quad], tmp_path: Path) -> None:
    owlready2 = pytest.importorskip("owlready2", reason="owlready2 is not installed (pip install graphkit[reason])")
    chosen = sample(known, 8)
    data = rdflib.Graph().parse(
        data="\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in chosen if "/reference/" in str(q.graph_name)), format="nt"
    )
    path = tmp_path / "sample.nt"
    reasoner_graph(data).serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    owlready2.sync_reasoner_hermit(world, debug=0, infer_property_values=True)
    ours = as_lines(owl_rl_quads(chosen)) | as_lines(chosen)
    individuals = {s for s in set(data.subjects()) if isinstance(s, URIRef)}
    mine = {(s, o) for s, p, o in ours if p == f"<{RDF.type}>"}
    classes = 0
    for individual in individuals:
        theirs = {f"<{c.iri}>" for d in world[str(individual)].INDIRECT_is_a for c in [d] if hasattr(c, "iri")} - {f"<{OWL.Thing}>"}
        assert {c for s, c in mine if s == f"<{individual}>"} == theirs, individual
        classes += len(theirs)
    assert classes > 200
    links = 0
    for prop in world.object_properties():
        for subject, value in prop.get_relations():
            if prop.iri.startswith(GK) and URIRef(subject.iri) in individuals:
                links += 1
                assert (f"<{subject.iri}>", f"<{prop.iri}>", f"<{value.iri}>") in ours
    assert links > 30
