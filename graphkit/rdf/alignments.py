"""Alignments to other vocabularies: SSSOM tables (https://w3id.org/sssom/) as SKOS statements and OWL bridge axioms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import yaml

from graphkit.errors import TableError
from graphkit.namespaces import ALIGNMENTS_GRAPH, OWL, RDFS, SKOS
from graphkit.rdf.terms import TYPE, QuadList, iri
from graphkit.resources import read_table, shipped

COLUMNS: Final = (
    "subject_id", "subject_label", "subject_type", "predicate_id", "object_id", "object_label", "object_type",
    "mapping_justification", "comment",
)  # fmt: skip

#: Kind of entity in SSSOM -> its type in OWL; what has none is an individual or a concept, and keeps its SKOS statement alone.
TERM_TYPES: Final = {
    "owl class": OWL + "Class",
    "owl object property": OWL + "ObjectProperty",
    "owl data property": OWL + "DatatypeProperty",
}
KINDS: Final = (*TERM_TYPES, "owl annotation property", "owl named individual", "skos concept")

#: Predicate -> (axiom between classes, axiom between properties); closeMatch and relatedMatch entail nothing.
_AXIOMS: Final = {
    SKOS + "exactMatch": (OWL + "equivalentClass", OWL + "equivalentProperty"),
    SKOS + "broadMatch": (RDFS + "subClassOf", RDFS + "subPropertyOf"),
    SKOS + "narrowMatch": (RDFS + "subClassOf", RDFS + "subPropertyOf"),
}
PREDICATES: Final = (*_AXIOMS, SKOS + "closeMatch", SKOS + "relatedMatch")

#: The object of a row that says that the other vocabulary has no counterpart.
NOTHING: Final = "https://w3id.org/sssom/NoTermFound"


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row of a table: how a term, concept or individual corresponds to one elsewhere.

    Attributes:
        subject, predicate, object: IRIs.
        subject_type, object_type: one of :data:`KINDS`.
        justification: IRI of a term of SEMAPV.
    """

    subject: str
    subject_label: str
    subject_type: str
    predicate: str
    object: str
    object_label: str
    object_type: str
    justification: str
    comment: str

    def axiom(self) -> tuple[str, str, str] | None:
        """The OWL axiom that the row amounts to, or None.

        Only between two classes, or two properties of one kind: OWL 2 DL knows no other. A narrower object is
        the subject of its axiom.
        """
        if self.predicate not in _AXIOMS or self.subject_type != self.object_type or self.subject_type not in TERM_TYPES:
            return None
        of_classes, of_properties = _AXIOMS[self.predicate]
        predicate = of_classes if self.subject_type == "owl class" else of_properties
        if self.predicate == SKOS + "narrowMatch":
            return self.object, predicate, self.subject
        return self.subject, predicate, self.object


@dataclass(frozen=True, slots=True)
class AlignmentTable:
    """One file of ``ontology/alignments/``.

    Attributes:
        name: the file's name before ``.sssom.tsv``.
        metadata: the header of the mapping set, ``curie_map`` included.
    """

    name: str
    metadata: dict[str, object]
    mappings: tuple[Mapping, ...]


def alignment_tables(folder: Path | None = None) -> list[AlignmentTable]:
    """The tables of a folder (the shipped one, where None), by name.

    Raises:
        TableError: a header is not YAML, or a row uses an unknown prefix, predicate or kind of entity.
    """
    return [_read(path) for path in sorted((folder or shipped("ontology") / "alignments").glob("*.sssom.tsv"))]


def alignment_quads(folder: Path | None = None) -> Iterator[ox.Quad]:
    """All tables as quads of :data:`ALIGNMENTS_GRAPH`, sorted: a SKOS statement a row, and its axiom where it has one.

    A term of another vocabulary is declared with its type and label where an axiom names it; nothing is imported.

    Raises:
        TableError: as for :func:`alignment_tables`.
    """
    quads = QuadList(ALIGNMENTS_GRAPH)
    for predicate in PREDICATES:
        quads.add(iri(predicate), TYPE.value, iri(OWL + "ObjectProperty"))
    for table in alignment_tables(folder):
        for row in table.mappings:
            if row.object == NOTHING:
                continue
            quads.add(iri(row.subject), row.predicate, iri(row.object))
            axiom = row.axiom()
            if axiom is None:
                continue
            subject, predicate, value = axiom
            quads.add(iri(subject), predicate, iri(value))
            quads.add(iri(row.object), TYPE.value, iri(TERM_TYPES[row.object_type]))
            quads.add(iri(row.object), RDFS + "label", ox.Literal(row.object_label, language="en"))
    yield from quads.sorted()


def _read(path: Path) -> AlignmentTable:
    head = [line[1:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    try:
        metadata = yaml.safe_load("\n".join(head))
    except yaml.YAMLError as error:
        raise TableError("its header is not YAML", where=str(path), mend="see https://w3id.org/sssom/spec") from error
    prefixes = metadata.get("curie_map") if isinstance(metadata, dict) else None
    if not isinstance(prefixes, dict):
        raise TableError("its header has no curie_map", where=str(path), mend="see https://w3id.org/sssom/spec")
    mappings = tuple(_mapping(row, prefixes, f"{path}:{row['#']}") for row in read_table(path, COLUMNS))
    return AlignmentTable(path.name.removesuffix(".sssom.tsv"), metadata, mappings)


def _mapping(row: dict[str, str], prefixes: dict[str, str], where: str) -> Mapping:
    def expand(curie: str) -> str:
        prefix, colon, local = curie.partition(":")
        if not colon or prefix not in prefixes:
            raise TableError(f"unknown prefix: {curie!r}", where=where, mend="add it to the curie_map")
        return str(prefixes[prefix]) + local

    made = Mapping(
        expand(row["subject_id"]), row["subject_label"], row["subject_type"], expand(row["predicate_id"]), expand(row["object_id"]),
        row["object_label"], row["object_type"], expand(row["mapping_justification"]), row["comment"],
    )  # fmt: skip
    if made.predicate not in PREDICATES:
        raise TableError(f"not a mapping property of SKOS: {row['predicate_id']}", where=where)
    for kind in (made.subject_type, *([made.object_type] if made.object != NOTHING else [])):
        if kind not in KINDS:
            raise TableError(f"unknown kind of entity: {kind!r}", where=where, mend=f"it is one of: {', '.join(KINDS)}")
    return made
