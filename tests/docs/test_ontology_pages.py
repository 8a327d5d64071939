"""The reference page shows every term, and each file says what the ontology says."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from lxml import html
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode
from rdflib.compare import isomorphic

from docs.ontology.expressions import expression
from docs.ontology.files import FORMATS, write_files
from docs.ontology.page import write_page
from docs.ontology.reading import anchor
from graphkit.namespaces import GK
from graphkit.rdf.ontology import ontology_files, shapes_graph


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in ontology_files():
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site") / "ontology"
    write_files(made)
    write_page(made)
    return made


@pytest.fixture(scope="module")
def page(folder: Path) -> html.HtmlElement:
    return html.fromstring((folder / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_says_what_the_ontology_says(name: str, folder: Path, ontology: rdflib.Graph) -> None:
    # By the library that did not write it, but for JSON-LD, where rdflib's parser warns of itself.
    triples = [ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(path=folder / name, format=FORMATS[name])]
    read = rdflib.Graph()
    if name.endswith((".ttl", ".jsonld")):
        read.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    else:
        read.parse(folder / name)
    assert isomorphic(read, ontology)


def test_the_same_bytes_every_time(folder: Path, tmp_path: Path) -> None:
    for path in (*write_files(tmp_path), write_page(tmp_path)):
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_every_term_and_concept_is_on_the_page(page: html.HtmlElement, ontology: rdflib.Graph) -> None:
    shown = page.xpath("//*[@class='entry']/@id")
    assert len(shown) == len(set(shown))
    terms = {str(s) for s in ontology.subjects(RDFS.isDefinedBy) if str(s).startswith(GK)}
    concepts = {str(s) for s in ontology.subjects(RDF.type, SKOS.Concept)}
    assert set(shown) == {anchor(iri) for iri in terms | concepts}


def test_every_link_within_the_page_leads_somewhere(page: html.HtmlElement) -> None:
    places = set(page.xpath("//@id"))
    links = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}
    assert len(links) > 500
    assert links - places == set()


def test_every_file_named_on_the_page_is_there(page: html.HtmlElement, folder: Path) -> None:
    named = {link for link in page.xpath("//a/@href") if re.fullmatch(r"[\w.]+", link)}
    assert named == set(FORMATS)
    assert all((folder / name).is_file() for name in named)


def test_a_class_shows_what_the_ontology_says_of_it(page: html.HtmlElement) -> None:
    (entry,) = page.xpath("//*[@id='Tenure']")
    text = " ".join(entry.text_content().split())
    assert "org:member exactly 1" in text
    assert "org:member only gk:Person" in text
    (chain,) = page.xpath("//*[@id='holder']//dd[contains(., ' o ')]")
    assert chain.text_content() == "gk:tenure o org:member"
    (counter,) = page.xpath("//*[@id='SpecialEnvoy']//*[@class='counter']")
    assert "gk:Mandate" in counter.text_content()


def test_every_message_of_the_shapes_is_on_the_page(page: html.HtmlElement) -> None:
    shown = {cell.text_content() for cell in page.xpath("//table//tr/td[3]")}
    assert shown == {str(message) for message in shapes_graph().objects(None, SH.message)}


def test_an_expression_without_words_is_refused() -> None:
    graph, node = rdflib.Graph(), BNode()
    graph.add((node, OWL.complementOf, OWL.Thing))
    with pytest.raises(ValueError, match="no words for"):
        expression(graph, node, str)
