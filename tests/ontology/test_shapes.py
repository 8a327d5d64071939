"""The shapes pass a well-made graph and say what is wrong with a broken one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, XSD, Literal, URIRef
from rdflib.collection import Collection

from graphkit.model.claim import FIGURES, FLAGS, KINDS
from graphkit.namespaces import DCTERMS, GK, GKS, ID, OA, ORG, PREFIXES, SH, SKOS
from graphkit.rdf.ontology import findings, shapes_graph
from graphkit.resources import shipped

CLAIM = ID + "claim/0123456789abcdef0123"
EVIDENCE = CLAIM + "/evidence/1"
DRAFT = ID + "draft/A/C.9/1/L.1"
DOCUMENT = ID + "document/harbour-news"
ROW = ID + "document/harbour-votes#row=2"
CHANGE = ID + "change/00000000000000000001"

Break = Callable[[rdflib.Graph], object]


def date(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


def drop(subject: str, predicate: str) -> Break:
    return lambda g: g.remove((URIRef(subject), URIRef(predicate), None))


def put(subject: str, predicate: str, value: Literal | URIRef) -> Break:
    """Replace what the subject has of that property."""
    return lambda g: g.set((URIRef(subject), URIRef(predicate), value))


def add(subject: str, predicate: str, value: Literal | URIRef) -> Break:
    return lambda g: g.add((URIRef(subject), URIRef(predicate), value))


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return shapes_graph()


@pytest.fixture
def example() -> rdflib.Graph:
    return rdflib.Graph().parse(Path(__file__).with_name("example.ttl"))


def test_the_shapes_are_well_formed(example: rdflib.Graph, shapes: rdflib.Graph) -> None:
    pyshacl.validate(example, shacl_graph=shapes, meta_shacl=True)


def test_the_example_conforms(example: rdflib.Graph) -> None:
    assert findings(example) == []


def test_a_claim_with_only_the_documents_date_conforms(example: rdflib.Graph) -> None:
    drop(CLAIM, GK + "earliest")(example)
    put(CLAIM, GK + "dateBasis", Literal("document"))(example)
    assert findings(example) == []


BROKEN: dict[str, tuple[Break, str]] = {
    "no evidence": (drop(CLAIM, GK + "evidence"), "at least one piece of evidence"),
    "no agent": (drop(CLAIM, GK + "agent"), "exactly one agent"),
    "two agents": (add(CLAIM, GK + "agent", URIRef(ID + "state/PRK")), "exactly one agent"),
    "agent in words": (put(CLAIM, GK + "agent", Literal("Seoul")), "exactly one agent"),
    "no stance": (drop(CLAIM, GK + "stance"), "exactly one stance"),
    "unknown stance": (put(CLAIM, GK + "stance", URIRef(GKS + "admires")), "none of the kinds"),
    "broader concept": (put(CLAIM, GK + "stance", URIRef(GKS + "sponsorship")), "none of the kinds"),
    "unknown status": (put(CLAIM, GK + "status", Literal("certain")), "one status"),
    "no words for the target": (drop(CLAIM, GK + "targetText"), "document's words"),
    "no document": (drop(CLAIM, GK + "statedIn"), "exactly one document"),
    "date as text": (put(CLAIM, GK + "earliest", Literal("2020-11-18")), "earliest day is one xsd:date"),
    "partial date": (put(CLAIM, GK + "latest", Literal("2020", datatype=XSD.gYear)), "latest day is one xsd:date"),
    "no such day": (put(CLAIM, GK + "latest", date("2020-02-31")), "not a well-formed xsd:date"),
    "ends before it starts": (put(CLAIM, GK + "earliest", date("2020-11-19")), "not after the latest"),
    "date without basis": (drop(CLAIM, GK + "dateBasis"), "on what it rests"),
    "start from the document's date": (put(CLAIM, GK + "dateBasis", Literal("document")), "no earliest day"),
    "unknown basis": (put(CLAIM, GK + "dateBasis", Literal("guess")), "basis of the date"),
    "unknown reading": (put(CLAIM, GK + "dateReading", Literal("often")), "reading of the date"),
    "unknown flag": (add(CLAIM, GK + "flag", Literal("odd")), "flag is none of the list"),
    "derived without rule": (add(CLAIM, GK + "derivedFrom", URIRef(ID + "claim/1")), "names its rule"),
    "voice without speaker": (drop(CLAIM + "/voice/1", GK + "speaker"), "one speaker"),
    "voice of rank 0": (put(CLAIM + "/voice/1", GK + "rank", Literal(0)), "one rank"),
    "unknown figure": (put(CLAIM + "/figure/cosponsors", GK + "figureName", Literal("cats")), "name of the list"),
    "mended figure": (
        put(CLAIM + "/figure/cosponsors", GK + "figureNumber", Literal("5,8", datatype=XSD.decimal)),
        "not a well-formed xsd:decimal",
    ),
    "figure as text": (
        put(CLAIM + "/figure/cosponsors", GK + "figureNumber", Literal("58")),
        "xsd:integer or xsd:decimal",
    ),
    "no quote": (drop(EVIDENCE, GK + "quote"), "the quote is not empty"),
    "empty quote": (put(EVIDENCE, GK + "quote", Literal("")), "the quote is not empty"),
    "another quote": (put(EVIDENCE, GK + "quote", Literal("Seoul signed")), "equal to the quote"),
    "no sentence": (drop(EVIDENCE, GK + "sentence"), "the one sentence"),
    "no source": (drop(EVIDENCE, OA + "hasSource"), "one source"),
    "no selectors": (drop(EVIDENCE, OA + "hasSelector"), "two selectors"),
    "offsets as text": (put(EVIDENCE + "/position", OA + "start", Literal("120")), "one start"),
    "offsets reversed": (
        put(EVIDENCE + "/position", OA + "start", Literal(200, datatype=XSD.integer)),
        "before its end",
    ),
    "no label": (drop(ID + "state/KOR", SKOS + "prefLabel"), "exactly one preferred label"),
    "two labels": (add(ID + "state/KOR", SKOS + "prefLabel", Literal("Korea")), "exactly one preferred label"),
    "code without zeros": (put(ID + "state/KOR", GK + "m49", Literal("41")), "three digits"),
    "unknown standing": (put(ID + "state/KOR", GK + "standing", Literal("friend")), "standing of a state"),
    "founded as text": (put(ID + "state/KOR", GK + "validFrom", Literal("1948")), "xsd:gYear"),
    "tenure of nobody": (drop(ID + "membership/a-mandate-a-person-2016", GK + "post"), "one post"),
    "issued as text": (put(DOCUMENT, DCTERMS + "issued", Literal("2020-11-19")), "date of a document"),
    "loaded without hash": (drop(DOCUMENT, GK + "textHash"), "hash of its text"),
    "address as text": (put(DOCUMENT, GK + "address", Literal("https://example.org")), "xsd:anyURI"),
    "adopted some day": (put(DRAFT, GK + "adoptedOn", Literal("some day")), "day of adoption"),
    "unknown manner": (put(DRAFT, GK + "manner", Literal("applause")), "by consensus or without a vote"),
    "tally as text": (put(DRAFT + "#tally", GK + "yes", Literal("3")), "votes in favour"),
    "negative tally": (put(DRAFT + "#tally", GK + "no", Literal(-1)), "votes against"),
    "tally untyped": (drop(DRAFT + "#tally", str(RDF.type)), "at most one tally"),
    "tenure without source": (drop(ID + "membership/a-mandate-a-person-2016", DCTERMS + "source"), "names its source"),
    "row of nothing": (drop(ROW, OA + "hasSource"), "one dataset"),
    "evidence that is no row": (drop(ROW, str(RDF.type)), "a row (gk:Row)"),
    "notes as a dataset": (put(ID + "document/harbour-votes", GK + "documentKind", Literal("notes")), "kind of a dataset"),
    "ballot of nowhere": (drop(ID + "ballot/1", GK + "forum"), "held in one body"),
    "list of unknown extent": (drop(ID + "sponsor-list/1", GK + "completeness"), "whether it is complete"),
    "member of two bodies": (add(ID + "membership/un-kor", ORG + "organization", URIRef(ID + "body/unga-c3")), "one body or group"),
    "change that a document asserts": (put(CHANGE, GK + "status", Literal("asserted")), "status of a change"),
    "change from nothing": (drop(CHANGE, GK + "derivedFrom"), "claims it follows from"),
    "change without rule": (drop(CHANGE, GK + "rule"), "names its rule"),
    "no change": (add(CHANGE, GK + "toStance", URIRef(GKS + "votes-against")), "another than the one now"),
    "record for and against": (add(CLAIM, GK + "confirmedBy", URIRef(ID + "sponsor-list/1")), "does not confirm it"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_graph_fails_with_a_message(name: str, example: rdflib.Graph) -> None:
    breaks, message = BROKEN[name]
    breaks(example)
    assert any(message in finding.message for finding in findings(example))


def test_a_finding_names_resource_property_and_value(example: rdflib.Graph) -> None:
    put(CLAIM, GK + "status", Literal("certain"))(example)
    (finding,) = findings(example)
    assert str(finding).startswith("claim:0123456789abcdef0123 gk:status 'certain': a claim has one status")


def values_in(shapes: rdflib.Graph, path: str) -> set[str]:
    """The list of allowed values of the shape for one property."""
    found: set[str] = set()
    for shape in shapes.subjects(URIRef(SH + "path"), URIRef(path)):
        for head in shapes.objects(shape, URIRef(SH + "in")):
            found |= {str(item) for item in Collection(shapes, head)}
    return found


def test_the_lists_are_those_of_the_model(shapes: rdflib.Graph) -> None:
    assert values_in(shapes, GK + "stance") == {GKS + kind for kind in KINDS}
    assert values_in(shapes, GK + "figureName") == set(FIGURES)
    assert values_in(shapes, GK + "flag") == set(FLAGS)


def test_the_kinds_of_change_are_those_of_the_scheme(shapes: rdflib.Graph) -> None:
    scheme = rdflib.Graph().parse(shipped("ontology") / "vocabularies" / "changes.ttl")
    kinds = {str(concept) for concept in scheme.subjects(URIRef(SKOS + "notation"))}
    assert kinds == values_in(shapes, GK + "changeKind") and kinds
    assert all(kind.startswith(PREFIXES["gkc"]) for kind in kinds)


FAILING = sorted(Path(__file__).with_name("failing").glob("*.ttl"))
EXPECTED = URIRef("https://example.org/test#message")


@pytest.mark.parametrize("path", FAILING, ids=lambda path: path.stem)
def test_a_failing_example_fails_as_it_says(path: Path) -> None:
    """Each resource names the messages that it must get, and gets no other."""
    graph = rdflib.Graph().parse(path)
    expected = {(str(node), str(message)) for node, message in graph.subject_objects(EXPECTED)}
    assert expected
    graph.remove((None, EXPECTED, None))
    assert {(finding.subject, finding.message) for finding in findings(graph)} == expected


def test_every_message_has_a_failing_example(shapes: rdflib.Graph) -> None:
    shown = {str(message) for path in FAILING for message in rdflib.Graph().parse(path).objects(None, EXPECTED)}
    assert {str(message) for message in shapes.objects(None, URIRef(SH + "message"))} - shown == set()


def test_every_property_shape_has_a_message(shapes: rdflib.Graph) -> None:
    silent = {
        str(shapes.value(shape, URIRef(SH + "path")))
        for shape in shapes.objects(None, URIRef(SH + "property"))
        if (shape, URIRef(SH + "message"), None) not in shapes
    }
    assert not silent
