"""The alignments: valid SSSOM, terms that exist on both sides, and bridge axioms that a reasoner can live with."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import sssom_pydantic
from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, TIME

from graphkit.errors import TableError
from graphkit.model.claim import KINDS as STANCES
from graphkit.model.reference import Reference
from graphkit.namespaces import ALIGNMENTS_GRAPH, GK, GKS, ID, entity_iri
from graphkit.rdf.alignments import COLUMNS, NOTHING, TERM_TYPES, AlignmentTable, Mapping, alignment_quads, alignment_tables
from graphkit.rdf.country_codes import FILE, iso3166_table
from graphkit.rdf.ontology import ontology_files, reasoner_graph
from graphkit.resources import read_table, shipped

FOLDER = shipped("ontology") / "alignments"
FILES = sorted(FOLDER.glob("*.sssom.tsv"))
OUTSIDE = Path(__file__).with_name("outside")
EXAMPLE = Path(__file__).with_name("example.ttl")
TARGETS = {"dcterms", "fabio", "foaf", "iso3166", "org", "owl-time", "plover", "prov-o", "unbis", "undo", "wikidata"}

#: Namespace -> prefix in ``outside/terms.tsv``.
LISTED = {
    "http://purl.org/spar/fabio/": "fabio",
    "https://github.com/openeventdata/PLOVER#": "plover",
    "http://www.wikidata.org/entity/": "wd",
    "http://www.wikidata.org/prop/direct/": "wdt",
}
UNDO = "https://w3id.org/un/ontology/undo/"
ALLOT = "https://w3id.org/akn/ontology/allot/"


@pytest.fixture(scope="module")
def tables() -> dict[str, AlignmentTable]:
    return {table.name: table for table in alignment_tables()}


@pytest.fixture(scope="module")
def undo(shared: Path) -> rdflib.Graph:
    """What UNDO and ALLOT state of their terms, without headers, imports and annotations."""
    folder = shared / "data" / "undo_ontology"
    if not folder.is_dir():
        pytest.skip("UNDO and ALLOT are not part of the repository, and not beside it")
    found = rdflib.Graph()
    # In RDF/XML: the Turtle of the same ontology stands under a name that promises OWL.
    for name in ("undo.rdf", "allot.rdf"):
        for triple in rdflib.Graph().parse(folder / name, format="xml"):
            _, predicate, value = triple
            if not isinstance(value, rdflib.Literal) and predicate != OWL.imports and value != OWL.Ontology:
                if str(predicate).startswith((str(RDF), str(RDFS), str(OWL))) and predicate not in (
                    RDFS.isDefinedBy,
                    RDFS.seeAlso,
                    OWL.versionIRI,
                ):
                    found.add(triple)
    return found


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in ontology_files():
        graph.parse(path)
    return graph


def as_graph(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    return rdflib.Graph().parse(data="\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in quads), format="nt")


def write_table(folder: Path, *rows: str, head: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    default = "#curie_map:\n#  a: http://a.example/\n#  b: http://b.example/\n#  skos: http://www.w3.org/2004/02/skos/core#\n#  semapv: http://s/\n"
    path = folder / "made.sssom.tsv"
    lines = "\n".join(["\t".join(COLUMNS), *rows])
    path.write_text((head or default) + lines + "\n", encoding="utf-8")
    return path


def row(predicate: str, subject_type: str = "owl class", object_type: str = "owl class", value: str = "b:y") -> str:
    return "\t".join(["a:x", "x", subject_type, f"skos:{predicate}", value, "y", object_type, "semapv:ManualMappingCuration", ""])


def test_every_target_has_a_table(tables: dict[str, AlignmentTable]) -> None:
    assert set(tables) == TARGETS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_tables_are_sssom(path: Path, tables: dict[str, AlignmentTable]) -> None:
    ours = tables[path.name.removesuffix(".sssom.tsv")]
    read = sssom_pydantic.read(path)
    theirs = {(m.subject.curie, m.predicate.curie, m.object.curie, m.justification.curie) for m in read.mappings}
    with path.open(encoding="utf-8") as file:
        lines = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert theirs == {(r["subject_id"], r["predicate_id"], r["object_id"], r["mapping_justification"]) for r in lines}
    assert len(theirs) == len(ours.mappings), "a row stands there twice"
    metadata = read.mapping_set
    assert str(metadata.id) == f"https://w3id.org/graphkit/alignments/{ours.name}"
    assert str(metadata.license) == "https://creativecommons.org/licenses/by/4.0/"
    assert (metadata.version, bool(metadata.title), bool(metadata.description)) == ("0.1.0", True, True)
    used = {
        curie.partition(":")[0] for r in lines for name in COLUMNS[:8] if name.endswith(("_id", "justification")) for curie in [r[name]]
    }
    assert used == set(ours.metadata["curie_map"])  # type: ignore[call-overload]


def test_subjects_are_there_with_their_label_and_kind(
    tables: dict[str, AlignmentTable], ontology: rdflib.Graph, reference: Reference
) -> None:
    known = {entity_iri(r.type, r.key): r.label for r in reference.records}
    for mapping in (m for table in tables.values() for m in table.mappings):
        subject = URIRef(mapping.subject)
        if mapping.subject.startswith(ID):
            assert known.get(mapping.subject) == mapping.subject_label, mapping
            assert mapping.subject_type == "owl named individual"
            continue
        assert str(ontology.value(subject, RDFS.label) or ontology.value(subject, SKOS.prefLabel)) == mapping.subject_label, mapping
        kind = SKOS.Concept if mapping.subject_type == "skos concept" else URIRef(TERM_TYPES[mapping.subject_type])
        assert (subject, RDF.type, kind) in ontology, mapping


def test_objects_are_there(undo: rdflib.Graph, tables: dict[str, AlignmentTable]) -> None:
    closed = {str(n): {str(term) for term in dir(n)} for n in (ORG, PROV, FOAF, DCTERMS, TIME)}
    named = {str(s) for s in undo.subjects() if str(s).startswith((UNDO, ALLOT))}
    listed = {r["term"]: r["label"] for r in read_table(OUTSIDE / "terms.tsv", ("term", "label", "source"))}
    seen = set()
    for mapping in (m for table in tables.values() for m in table.mappings):
        value = mapping.object
        space = next((n for n in (*closed, *LISTED) if value.startswith(n)), "")
        if space in closed:
            assert value in closed[space], value
        elif space:
            assert listed.get(f"{LISTED[space]}:{value.removeprefix(space)}") == mapping.object_label, value
        elif value.startswith((UNDO, ALLOT)):
            assert value in named, value
        elif value.startswith("http://metadata.un.org/thesaurus/"):
            assert re.fullmatch(r"10\d{5}", value.rpartition("/")[2]), value
        else:
            assert value == NOTHING or re.fullmatch(r"https://www\.iso\.org/obp/ui/#iso:code:3166:[A-Z]{2}", value), value
        seen.add(space)
    assert set(closed) | set(LISTED) <= seen


def test_kinds_of_terms_elsewhere_are_those_they_have_there(undo: rdflib.Graph, tables: dict[str, AlignmentTable]) -> None:
    outside = undo + rdflib.Graph().parse(OUTSIDE / "w3c.ttl")
    checked = 0
    for mapping in (m for table in tables.values() for m in table.mappings):
        types = set(outside.objects(URIRef(mapping.object), RDF.type)) & set(map(URIRef, TERM_TYPES.values()))
        if types:
            checked += 1
            assert types == {URIRef(TERM_TYPES[mapping.object_type])}, mapping
    assert checked > 40


def test_unbis_concepts_carry_the_label_of_the_list(shared: Path, tables: dict[str, AlignmentTable]) -> None:
    path = shared / "data" / "unbis_thesaurus" / "unbis_concepts_zh.tsv"
    if not path.is_file():
        pytest.skip("the list of concepts is not beside the repository")
    with path.open(encoding="utf-8") as file:
        labels = {r["uri"]: r["prefLabel"].strip() for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    for mapping in tables["unbis"].mappings:
        assert mapping.comment.endswith(f"Chinese label: {labels[mapping.object]}."), mapping


def test_each_kind_of_stance_is_compared_with_plover(tables: dict[str, AlignmentTable]) -> None:
    rows = tables["plover"].mappings
    assert [m.subject.removeprefix(GKS) for m in rows] == list(STANCES)
    # No event is said to be what it is not: what declines, abstains or is silent is no refusal.
    by_kind = {m.subject.removeprefix(GKS): m for m in rows}
    assert by_kind["declines-to-cosponsor"].predicate == str(SKOS.relatedMatch)
    assert by_kind["abstains"].object == NOTHING


def test_country_codes_are_those_of_the_reference_data(tables: dict[str, AlignmentTable]) -> None:
    assert (FOLDER / FILE).read_text(encoding="utf-8") == iso3166_table(), "write it anew: python -m graphkit.rdf.country_codes"
    rows = {m.subject.rpartition("/")[2]: m for m in tables["iso3166"].mappings}
    assert rows["NAM"].object.endswith(":NA")
    assert rows["KOR"].comment == "alpha-3 KOR; numeric 410"
    assert "EU" not in rows
    exact = str(SKOS.exactMatch)
    assert {key for key, m in rows.items() if m.predicate != exact} >= {"DDR", "XKX"}
    assert rows["NAM"].predicate == exact


def test_an_axiom_only_between_terms_of_one_kind() -> None:
    def axiom(predicate: str, subject_type: str, object_type: str) -> tuple[str, str, str] | None:
        return Mapping("s", "", subject_type, str(SKOS[predicate]), "o", "", object_type, "", "").axiom()

    cls, obj, data = "owl class", "owl object property", "owl data property"
    assert axiom("exactMatch", cls, cls) == ("s", str(OWL.equivalentClass), "o")
    assert axiom("exactMatch", data, data) == ("s", str(OWL.equivalentProperty), "o")
    assert axiom("broadMatch", cls, cls) == ("s", str(RDFS.subClassOf), "o")
    assert axiom("broadMatch", obj, obj) == ("s", str(RDFS.subPropertyOf), "o")
    assert axiom("narrowMatch", cls, cls) == ("o", str(RDFS.subClassOf), "s")
    assert axiom("closeMatch", cls, cls) is None
    assert axiom("broadMatch", data, obj) is None
    assert axiom("broadMatch", obj, "owl annotation property") is None
    assert axiom("exactMatch", cls, "skos concept") is None
    assert axiom("exactMatch", "owl named individual", "owl named individual") is None


def test_quads_are_one_graph_in_one_order_without_blank_nodes() -> None:
    quads = list(alignment_quads())
    assert quads == list(alignment_quads()) == sorted(set(quads), key=str)
    assert {q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)} == {ALIGNMENTS_GRAPH}
    assert all(isinstance(term, ox.NamedNode | ox.Literal) for q in quads for term in (q.subject, q.object))
    lines = {f"{q.subject} {q.predicate} {q.object}" for q in quads}
    assert f"<{GK}State> <{RDFS.subClassOf}> <{ALLOT}Organization>" in lines
    assert f"<{UNDO}Treaty> <{RDFS.subClassOf}> <{GK}Treaty>" in lines
    assert f"<{ID}state/NAM> <{SKOS.exactMatch}> <https://www.iso.org/obp/ui/#iso:code:3166:NA>" in lines
    assert not any(NOTHING in line for line in lines)
    # What has a code need not be a state.
    assert f"<{GK}iso2> <{RDFS.subPropertyOf}> <http://www.wikidata.org/prop/direct/P297>" in lines


def test_no_bridge_renames_what_the_ontology_declares(ontology: rdflib.Graph) -> None:
    bridges = as_graph(alignment_quads())
    for kind in map(URIRef, (*TERM_TYPES.values(), str(OWL.AnnotationProperty))):
        others = {URIRef(t) for t in (*TERM_TYPES.values(), str(OWL.AnnotationProperty))} - {kind}
        for term in bridges.subjects(RDF.type, kind):
            assert not any((term, RDF.type, other) in ontology for other in others), term


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (row("sameAs"), "not a mapping property of SKOS: skos:sameAs"),
        (row("exactMatch", value="c:y"), "unknown prefix: 'c:y'"),
        (row("exactMatch", value="y"), "unknown prefix: 'y'"),
        (row("exactMatch", object_type="class"), "unknown kind of entity: 'class'"),
    ],
)
def test_a_row_that_cannot_be_used(line: str, told: str, tmp_path: Path) -> None:
    path = write_table(tmp_path / "bad", line)
    with pytest.raises(TableError) as caught:
        alignment_tables(path.parent)
    assert str(caught.value).startswith(f"{path}:7: {told}")


@pytest.mark.parametrize("head", ["#a: b: c\n", "#mapping_set_id: http://a/\n"])
def test_a_header_that_cannot_be_used(head: str, tmp_path: Path) -> None:
    path = write_table(tmp_path / "bad", row("exactMatch"), head=head)
    with pytest.raises(TableError, match="its header"):
        alignment_tables(path.parent)


# -- with a reasoner -------------------------------------------------------------------------

MANY_SIDED = """
@prefix gk: <https://w3id.org/graphkit/ontology#> .
@prefix body: <https://w3id.org/graphkit/id/body/> .
@prefix topic: <https://w3id.org/graphkit/id/topic/> .
@prefix state: <https://w3id.org/graphkit/id/state/> .
body:inquiry a gk:Body, gk:Mandate, gk:Mechanism .
topic:region a gk:Topic ; gk:organOf state:KOR .
state:KOR gk:memberOf body:inquiry .
"""


def reasoned(folder: Path, undo: rdflib.Graph, *more: str) -> list[object]:
    """HermiT over the ontology, all bridges, what the others say, data, and *more* triples; classes without possible members."""
    owlready2 = pytest.importorskip("owlready2", reason="owlready2 is not installed (pip install graphkit[reason])")
    data = as_graph(alignment_quads()) + undo
    for path in (OUTSIDE / "w3c.ttl", EXAMPLE):
        data.parse(path)
    data.parse(data=MANY_SIDED)
    data.parse(data="\n".join(more), format="nt")
    path = folder / "all.nt"
    reasoner_graph(data).serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    assert world[UNDO + "Resolution"] in set(world.classes())
    owlready2.sync_reasoner_hermit(world, debug=0)
    return list(world.inconsistent_classes())


needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs java, which is not on the PATH")


@needs_java
def test_bridges_are_consistent_with_what_the_others_say(tmp_path: Path, undo: rdflib.Graph) -> None:
    assert reasoned(tmp_path, undo) == []


@needs_java
@pytest.mark.parametrize(
    ("subject", "parent"),
    [
        ("Mandate", ALLOT + "Role"),
        ("Mechanism", ALLOT + "Process"),
        ("Topic", str(FOAF.Document)),
    ],
)
def test_what_was_weakened_would_clash(subject: str, parent: str, tmp_path: Path, undo: rdflib.Graph) -> None:
    owlready2 = pytest.importorskip("owlready2")
    extra = f"<{GK}{subject}> <{RDFS.subClassOf}> <{parent}> ."
    if parent == str(FOAF.Document):
        # A bridge that nobody made: it shows that the axioms of FOAF are heard.
        extra += f"\n<{ID}topic/region> <{RDF.type}> <{ORG.Organization}> ."
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reasoned(tmp_path, undo, extra)
