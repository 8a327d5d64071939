from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from lxml import etree

from graphkit.errors import ParameterError
from graphkit.export.files import whole_file
from graphkit.export.formats import FORMATS, format_of
from graphkit.export.network import network
from graphkit.export.timeline import draw
from graphkit.export.xmlgraph import write_gexf, write_graphml
from graphkit.query.catalogue import load_catalogue
from graphkit.query.runner import run
from graphkit.resources import shipped
from graphkit.store.disk import GraphStore


def export(store: GraphStore, form: str) -> bytes:
    out = io.BytesIO()
    FORMATS[form](store, out)
    return out.getvalue()


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_graph_gives_the_same_bytes(notes_path: Path, form: str) -> None:
    assert export(GraphStore.open(notes_path), form) == export(GraphStore.open(notes_path), form)


@pytest.mark.parametrize(
    ("form", "parser"), [("nquads", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG), ("jsonld", ox.RdfFormat.JSON_LD)]
)
def test_every_quad_comes_back(notes: GraphStore, form: str, parser: ox.RdfFormat) -> None:
    def canonical(quads: object) -> ox.Dataset:
        made = ox.Dataset(quads)  # type: ignore[arg-type]
        made.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return made

    back = canonical(ox.parse(export(notes, form), format=parser))
    assert set(map(str, back)) == set(map(str, canonical(notes.quads())))


def test_turtle_is_the_union(notes: GraphStore) -> None:
    graph = rdflib.Graph().parse(data=export(notes, "turtle"), format="turtle")
    assert len(graph) == len({q.triple for q in notes.quads()})


def test_gexf_and_graphml_hold_every_claim_with_its_words(notes: GraphStore) -> None:
    graph = network(notes)
    claims = notes.select("SELECT DISTINCT ?c { ?c a <https://w3id.org/graphkit/ontology#Claim> }")
    assert sorted(k for *_, k in graph.edges(keys=True)) == sorted(row["c"].value for row in claims)
    for reader, form in ((nx.read_gexf, "gexf"), (nx.read_graphml, "graphml")):
        back = reader(io.BytesIO(export(notes, form)))
        assert back.number_of_nodes() == graph.number_of_nodes()
        assert back.number_of_edges() == graph.number_of_edges()
        words = {data["sentence"] for *_, data in back.edges(data=True)}
        assert words == {data["sentence"] for *_, data in graph.edges(data=True)}


def test_gexf_follows_its_schema(notes: GraphStore, shared: Path) -> None:
    schema = etree.RelaxNG(etree.parse(shared / "data" / "gexf_schema" / "gexf.rng"))
    schema.assertValid(etree.fromstring(export(notes, "gexf")))


def test_what_xml_cannot_hold_is_replaced() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label="<&\x00\ud800\u2028>", type="state")
    graph.add_edge("a", "a", key="k", stance="reports", quote="]]>\x1f\"'")
    for write in (write_gexf, write_graphml):
        out = io.BytesIO()
        write(graph, out)
        etree.fromstring(out.getvalue())


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_timeline_is_the_same_picture_every_time(notes: GraphStore, form: str) -> None:
    answer = run(notes, load_catalogue(shipped("queries"))["who-declined-to-cosponsor"], {})
    pictures = []
    for _ in range(2):
        out = io.BytesIO()
        assert draw(answer, "Who declined", out, form) == len(answer)
        pictures.append(out.getvalue())
    assert pictures[0] == pictures[1]
    assert pictures[0].startswith(b"\x89PNG" if form == "png" else b"<?xml")


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_bytes(b"before")
    with pytest.raises(RuntimeError), whole_file(path) as out:
        out.write(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["a.nq"]
    with pytest.raises(ParameterError, match="cannot write"), whole_file(tmp_path / "none" / "a.nq"):
        pass


def test_the_format_is_stated_or_told_by_the_name() -> None:
    assert format_of(Path("x.GEXF"), None) == "gexf"
    assert format_of(Path("x.dat"), "trig") == "trig"
    with pytest.raises(ParameterError, match="--format"):
        format_of(Path("x.dat"), None)
