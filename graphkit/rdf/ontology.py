"""The shipped ontology as quads, its shapes, and what of a graph the reasoner can take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import OWL, RDF, SH, XSD

from graphkit.errors import GraphkitError
from graphkit.namespaces import ONTOLOGY_GRAPH, shorten
from graphkit.resources import shipped

#: Folders of ``ontology/`` that make the graph of the ontology; shapes stay outside the store.
FOLDERS: Final = (".", "modules", "vocabularies")

# The datatypes that OWL 2 DL knows and that occur in the graph. HermiT stops at any other,
# among them xsd:date, xsd:gYearMonth and xsd:gYear.
_OWL_DATATYPES: Final = frozenset({XSD.string, XSD.integer, XSD.nonNegativeInteger, XSD.decimal, XSD.boolean, XSD.anyURI, RDF.langString})


def ontology_files() -> list[Path]:
    """The Turtle files of the ontology and its vocabularies, sorted within each folder.

    Raises:
        FileNotFoundError: graphkit was installed without its ontology.
    """
    root = shipped("ontology")
    return [path for folder in FOLDERS for path in sorted((root / folder).glob("*.ttl"))]


def ontology_quads() -> Iterator[ox.Quad]:
    """The ontology and its vocabularies as quads of :data:`ONTOLOGY_GRAPH`, sorted.

    Blank nodes (class expressions, lists) get the labels of RDFC-1.0, so that the same files
    give the same quads on every machine.

    Raises:
        GraphkitError: a file is not Turtle.
        FileNotFoundError: graphkit was installed without its ontology.
    """
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    dataset = ox.Dataset()
    for path in ontology_files():
        try:
            # Renamed, because two files may both call a node _:a.
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
                dataset.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
        except SyntaxError as error:
            raise GraphkitError(f"not Turtle: {error.msg}", where=f"{path}:{error.lineno}", mend="reinstall graphkit") from error
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    yield from sorted(dataset, key=str)


@cache
def _shapes() -> bytes:
    graph = rdflib.Graph()
    for path in sorted((shipped("ontology") / "shapes").glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph.serialize(format="nt", encoding="utf-8")


def shapes_graph() -> rdflib.Graph:
    """The SHACL shapes of the shipped ontology, all files in one new graph.

    Raises:
        FileNotFoundError: graphkit was installed without its ontology.
    """
    return rdflib.Graph().parse(data=_shapes(), format="nt")


_TARGETS: Final = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)


@cache
def _lifted_shapes() -> rdflib.Graph:
    """The shapes, each property shape with the targets of the node shape it stands in.

    The findings are the same, and pySHACL then takes all nodes of a property shape at once, not one by one.
    """
    graph = shapes_graph()
    for shape, inner in list(graph.subject_objects(SH.property)):
        for kind in _TARGETS:
            for target in graph.objects(shape, kind):
                graph.add((inner, kind, target))
        if any((shape, kind, None) in graph for kind in _TARGETS):
            graph.remove((shape, SH.property, inner))
    return graph


@cache
def targeted_objects() -> tuple[str, ...]:
    """IRIs of the properties whose objects a shape checks (``sh:targetObjectsOf``), sorted."""
    return tuple(sorted({str(value) for value in shapes_graph().objects(None, SH.targetObjectsOf)}))


def reasoner_graph(data: rdflib.Graph | None = None, *, vocabularies: bool = True) -> rdflib.Graph:
    """The ontology, and *data* where given, as far as HermiT can take it.

    Left out are imports (all modules are there), versions of the ontology, and literals of
    datatypes that OWL 2 DL does not know; all else is kept.

    Args:
        vocabularies: whether the concepts, which are instances, go with it.

    Returns:
        A new graph; *data* is not changed.
    """
    graph = rdflib.Graph()
    for path in ontology_files():
        if vocabularies or path.parent.name != "vocabularies":
            graph.parse(path, format="turtle")
    if data is not None:
        for triple in data:
            graph.add(triple)
    made = rdflib.Graph()
    for subject, predicate, value in graph:
        if predicate in (OWL.imports, OWL.versionIRI):
            continue
        if isinstance(value, rdflib.Literal) and value.datatype and value.datatype not in _OWL_DATATYPES:
            continue
        made.add((subject, predicate, value))
    return made


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that the shapes forbid.

    Attributes:
        subject: the IRI of the resource.
        path: the IRI of the property, or empty where the finding is about the resource itself.
        value: the value that is wrong, or empty where one is missing or there are too many.
        message: the rule, in words.
    """

    subject: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        path = f" {shorten(self.path)}" if self.path else ""
        value = f" {self.value!r}" if self.value else ""
        return f"{shorten(self.subject)}{path}{value}: {self.message}"


def findings(data: rdflib.Graph) -> list[Finding]:
    """What in *data* (one named graph, or several together) breaks a shape, sorted.

    Returns:
        An empty list where all conforms. *data* is not changed.
    """
    found: set[Finding] = set()
    # pySHACL ends with a TypeError where it compares a day that does not exist with one that does.
    ill = [(s, p, value) for s, p, value in data if isinstance(value, rdflib.Literal) and value.ill_typed]
    sound = data
    if ill:
        sound = rdflib.Graph()
        sound += data
    for subject, predicate, value in ill:
        rule = f"not a well-formed {shorten(str(value.datatype))}"
        found.add(Finding(str(subject), str(predicate), str(value), rule))
        sound.remove((subject, predicate, value))
    _, report, _ = pyshacl.validate(sound, shacl_graph=_lifted_shapes(), advanced=False, js=False, inplace=True)
    if not isinstance(report, rdflib.Graph):
        # pySHACL hands back its own failure in place of a report.
        raise GraphkitError(f"the shapes could not be run: {report!r}", mend="reinstall graphkit")
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        found.add(
            Finding(
                str(report.value(result, SH.focusNode)),
                # A path of several steps is a blank node; the message names what is meant.
                str(path) if isinstance(path, rdflib.URIRef) else "",
                str(report.value(result, SH.value) or ""),
                str(report.value(result, SH.resultMessage)),
            )
        )
    return sorted(found)
