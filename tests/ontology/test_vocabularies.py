"""The concept schemes are the very lists that shapes, model and reference data use. What SPARQL can check of them is in ontology/checks."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS, SKOS, URIRef
from rdflib.collection import Collection

from graphkit.model.claim import FIGURES, FLAGS
from graphkit.namespaces import GK, PREFIXES, SH
from graphkit.rdf.entities import CLASSES
from graphkit.rdf.ontology import ontology_files, shapes_graph
from graphkit.rdf.sorts import class_words
from graphkit.resources import read_table, shipped


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    made = rdflib.Graph()
    for path in ontology_files():
        made.parse(path)
    return made


def test_a_scheme_of_codes_is_what_the_shapes_allow(graph: rdflib.Graph) -> None:
    shapes = shapes_graph()
    seen = 0
    for term, scheme in graph.subject_objects(URIRef(GK + "valuesFrom")):
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph, term
        codes = {str(graph.value(c, SKOS.notation)) for c in graph.subjects(SKOS.inScheme, scheme) if (c, SKOS.notation, None) in graph}
        lists = [
            {str(item) for item in Collection(shapes, head)}
            for shape in shapes.subjects(URIRef(SH + "path"), term)
            for head in shapes.objects(shape, URIRef(SH + "in"))
        ]
        assert lists, term
        assert all(allowed == codes for allowed in lists), (term, lists, codes)
        seen += 1
    assert seen >= 11


def test_codes_are_those_of_the_model(graph: rdflib.Graph) -> None:
    def codes(name: str) -> set[str]:
        scheme = URIRef(PREFIXES["gkl"] + name)
        return {str(graph.value(concept, SKOS.notation)) for concept in graph.subjects(SKOS.inScheme, scheme)}

    assert codes("flag") == set(FLAGS)
    assert codes("figure") == set(FIGURES)


def test_every_class_word_of_the_reference_data_has_a_concept() -> None:
    known = class_words()
    tables = {"states": "state", "bodies": "body", "organisations": "organisation", "mandates": "mandate", "mechanisms": "mechanism",
              "offices": "office", "people": "person", "treaties": "treaty", "meetings": "meeting", "works": "document",
              "topics": "topic"}  # fmt: skip
    used = {
        (kind, row["class"])
        for table, kind in tables.items()
        for row in read_table(shipped("data") / "reference" / f"{table}.tsv")
        if row.get("class")
    }
    assert len(used) > 200
    assert used - known.keys() == set()
    # No word is kept that nothing uses.
    assert known.keys() - used == set()


def test_class_words_lead_to_declared_concepts_and_classes(graph: rdflib.Graph) -> None:
    for (kind, word), sort in class_words().items():
        assert (URIRef(sort.concept), RDF.type, SKOS.Concept) in graph, word
        if sort.cls:
            # It stands beside the general class, so it says more.
            assert (URIRef(sort.cls), RDFS.isDefinedBy, None) in graph, word
            assert sort.cls != GK + CLASSES[kind]


def test_every_class_that_has_a_concept_has_one_that_is_declared(graph: rdflib.Graph) -> None:
    pairs = set(graph.subject_objects(URIRef(GK + "typeConcept")))
    assert len(pairs) > 60
    assert all((concept, RDF.type, SKOS.Concept) in graph for _, concept in pairs)


def test_matches_lead_to_concepts_of_unbis(graph: rdflib.Graph) -> None:
    matches = [str(o) for p in (SKOS.exactMatch, SKOS.closeMatch) for o in graph.objects(None, p)]
    assert len(matches) > 50
    assert all(match.startswith("http://metadata.un.org/thesaurus/") for match in matches)
    assert len(matches) == len(set(matches))


def test_unbis_has_what_is_matched(graph: rdflib.Graph, shared: Path) -> None:
    folder = shared / "data" / "unbis_thesaurus"
    with (folder / "unbis_concepts_zh.tsv").open(encoding="utf-8") as table:
        known = {row["uri"] for row in csv.DictReader(table, delimiter="\t")}
    with (folder / "unbis_categories.tsv").open(encoding="utf-8") as table:
        codes = {row["code"] for row in csv.DictReader(table, delimiter="\t")}
    matches = {str(o) for p in (SKOS.exactMatch, SKOS.closeMatch) for o in graph.objects(None, p)}
    assert matches <= known
    assert {str(code) for code in graph.objects(None, URIRef(GK + "unbisCategory"))} <= codes
