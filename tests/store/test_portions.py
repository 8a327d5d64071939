"""Portions hold every node once, with all it links to, and are found by the shapes as the whole graph is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, BNode, URIRef
from rdflib.collection import Collection

from graphkit.namespaces import GK, GKS, ID, OA, SH
from graphkit.rdf.ontology import findings, shapes_graph, targeted_objects
from graphkit.store.portions import Portion, portions

EXAMPLE = Path(__file__).parent.parent / "ontology" / "example.ttl"
GRAPH = "https://example.org/graph"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The example, and claims of one document, one of them without an agent; the document is not described."""
    made = ox.Store()
    made.load(path=str(EXAMPLE), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH))
    lines = []
    for number in range(100, 140):
        claim, row = f"<{ID}claim/{number:020}>", f"<{ID}document/lost#row={number + 2}>"
        lines += [
            f"{claim} a gk:Claim ; gk:stance gks:votes-for ; gk:targetText 'x' ; gk:status 'asserted' ;",
            f"  gk:statedIn <{ID}document/lost> ; gk:evidence {row} . {row} a gk:Row ; gk:rank 1 ; gk:sentence 'x' ;",
            f"  oa:hasSource <{ID}document/lost> .",
            f"{claim} gk:agent <{ID}state/KOR> ." if number != 107 else "",
        ]
    text = f"@prefix gk: <{GK}> . @prefix gks: <{GKS}> . @prefix oa: <{OA}> .\n" + "\n".join(lines)
    made.load(text.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH))
    return made


def cut(store: ox.Store, size: int) -> list[Portion]:
    return list(portions(store, GRAPH, targeted_objects(), size))


@pytest.mark.parametrize("size", [1, 30, 100_000])
def test_each_node_is_in_one_portion(store: ox.Store, size: int) -> None:
    found = cut(store, size)
    assert (len(found) == 1) == (size == 100_000)
    counted = Counter(node for portion in found for node in portion.nodes)
    assert counted == Counter({quad.subject.value for quad in store if isinstance(quad.subject, ox.NamedNode)})
    assert sum(portion.quads for portion in found) == len(store)


@pytest.mark.parametrize("size", [1, 30])
def test_a_node_is_whole_with_all_it_links_to(store: ox.Store, size: int) -> None:
    whole = rdflib.Graph()
    for portion in cut(store, 100_000):
        whole += portion.data
    for portion in cut(store, size):
        assert not portion.nodes & portion.context
        for node in map(URIRef, portion.nodes):
            own = set(whole.predicate_objects(node))
            assert set(portion.data.predicate_objects(node)) == own
            for _, value in own:
                assert set(portion.data.predicate_objects(value)) == set(whole.predicate_objects(value))


@pytest.mark.parametrize("size", [1, 30])
def test_portions_are_found_as_the_whole_is(store: ox.Store, size: int) -> None:
    (whole,) = cut(store, 100_000)
    expected = set(findings(whole.data))
    # The claim without an agent, and the document that nothing is said of.
    assert {finding.subject for finding in expected} == {f"{ID}claim/{107:020}", f"{ID}document/lost"}
    found = {finding for portion in cut(store, size) for finding in findings(portion.data) if finding.subject not in portion.context}
    assert found == expected


def test_shapes_reach_no_further_than_a_portion() -> None:
    """Two steps at most, and a class only of what a node links to directly: a portion holds what its nodes link to."""
    shapes = shapes_graph()
    for shape, path in shapes.subject_objects(URIRef(SH + "path")):
        if isinstance(path, BNode) and (path, RDF.first, None) in shapes:
            assert len(list(Collection(shapes, path))) == 2
            assert (shape, URIRef(SH + "class"), None) not in shapes
        elif isinstance(path, BNode):
            assert {str(p) for p in shapes.predicates(path)} == {SH + "alternativePath"}
    assert not list(shapes.subject_objects(URIRef(SH + "node")))
