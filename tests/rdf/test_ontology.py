"""The ontology as quads, its shapes, and the reasoner's projection."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, XSD, Literal, URIRef
from rdflib.compare import isomorphic

from graphkit.errors import GraphkitError
from graphkit.namespaces import GK, ID, ONTOLOGY_GRAPH
from graphkit.rdf import ontology


def test_quads_stand_in_the_graph_of_the_ontology() -> None:
    quads = list(ontology.ontology_quads())
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(ONTOLOGY_GRAPH)}


def test_quads_say_what_the_files_say() -> None:
    files, made = rdflib.Graph(), rdflib.Graph()
    for path in ontology.ontology_files():
        files.parse(path)
    triples = [ox.Triple(q.subject, q.predicate, q.object) for q in ontology.ontology_quads()]
    made.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    assert isomorphic(files, made)


def test_same_quads_in_the_same_order_every_time() -> None:
    first = [str(quad) for quad in ontology.ontology_quads()]
    assert first == [str(quad) for quad in ontology.ontology_quads()]
    assert first == sorted(first)
    nodes = {part.split()[0] for line in first for part in line.split("_:")[1:]}
    assert nodes
    assert all(node.startswith("c14n") for node in nodes)


def test_files_that_reuse_a_label_are_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "a.ttl").write_text('_:x <http://example.org/p> "1" .', encoding="utf-8")
    (tmp_path / "modules" / "b.ttl").write_text('_:x <http://example.org/p> "2" .', encoding="utf-8")
    monkeypatch.setattr(ontology, "shipped", lambda name: tmp_path)
    assert len({quad.subject for quad in ontology.ontology_quads()}) == 2


def test_a_broken_file_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "graphkit.ttl").write_text("<http://example.org/a> a <http://example.org/B> .\n<oops\n", encoding="utf-8")
    monkeypatch.setattr(ontology, "shipped", lambda name: tmp_path)
    with pytest.raises(GraphkitError, match=r"graphkit\.ttl:[23]: not Turtle"):
        list(ontology.ontology_quads())


def test_shapes_are_a_new_graph_each_time() -> None:
    first = ontology.shapes_graph()
    size = len(first)
    first.remove((None, None, None))
    assert len(ontology.shapes_graph()) == size > 0


def test_no_shapes_in_the_quads() -> None:
    assert not [q for q in ontology.ontology_quads() if "shacl#" in str(q)]


def test_reasoner_graph_leaves_out_only_what_the_reasoner_cannot_take() -> None:
    claim = URIRef(ID + "claim/1")
    kept = (claim, URIRef(GK + "quote"), Literal("words"))
    number = (claim, URIRef(GK + "figureNumber"), Literal(3))
    data = rdflib.Graph()
    for triple in (kept, number):
        data.add(triple)
    for name, datatype in (("earliest", XSD.date), ("validFrom", XSD.gYear), ("validTo", XSD.gYearMonth)):
        data.add(
            (
                claim,
                URIRef(GK + name),
                Literal("2020-01-01"[: {XSD.date: 10, XSD.gYear: 4}.get(datatype, 7)], datatype=datatype),
            )
        )
    made = ontology.reasoner_graph(data)
    assert set(made.predicate_objects(claim)) == {kept[1:], number[1:]}
    assert not list(made.triples((None, OWL.imports, None)))
    assert len(data) == 5


def test_findings_leave_the_data_as_they_are() -> None:
    data = rdflib.Graph()
    data.add((URIRef(ID + "claim/1"), URIRef(GK + "latest"), Literal("2020-02-31", datatype=XSD.date)))
    found = ontology.findings(data)
    assert [(f.subject, f.value) for f in found] == [(ID + "claim/1", "2020-02-31")]
    assert len(data) == 1
