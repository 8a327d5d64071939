"""What the commands do: build, load, withdraw, verify, count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from graphkit.claims.extractor import Extractor
from graphkit.claims.reader import MODEL, Reader
from graphkit.claims.stages import ALL, Stages
from graphkit.conclusions import compare_documents, compare_records, conclude
from graphkit.errors import DocumentError, ParameterError
from graphkit.ingest.folder import find_documents
from graphkit.ingest.reading import read_document
from graphkit.model.claim import Claim
from graphkit.model.document import Document
from graphkit.model.provenance import RULES, ReadBy
from graphkit.model.reference import Reference
from graphkit.namespaces import ALIGNMENTS_GRAPH, GK, GRAPH, META_GRAPH, ONTOLOGY_GRAPH, SERIES_GRAPH, document_graph, record_graph
from graphkit.query.readings import read_by_model
from graphkit.rdf.alignments import alignment_quads
from graphkit.rdf.claims import document_quads, meta_quads
from graphkit.rdf.ontology import ontology_quads
from graphkit.rdf.reference import reference_quads
from graphkit.records.report import TableReport
from graphkit.resources import VERSION, shipped
from graphkit.store.disk import GraphStore
from graphkit.store.layout import is_store, read_manifest
from graphkit.store.writer import Writer
from graphkit.tables import Records, put_records
from graphkit.workers import in_order

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one document: its number of claims, or None where it was there already."""

    name: str
    claims: int | None


@dataclass(frozen=True, slots=True)
class Method:
    """How documents are read.

    Attributes:
        read_by: what the graph says of it.
        make: the extractor, for given reference data; called once it is needed.
        unread: how many sentences of a document could not be read.
    """

    read_by: ReadBy
    make: Callable[[Reference], Extractor]
    unread: Callable[[str], int] = lambda _: 0


BY_RULES: Final = Method(RULES, lambda tables: Reader.load(tables, shipped("data") / "lexicon"))


def reader(reference: Path | None = None, model: str = MODEL, stages: Stages = ALL) -> tuple[Reference, Reader]:
    """The reference data of a folder (the shipped one, where None), and a reader that knows them.

    Raises:
        TableError: a table cannot be used.
    """
    tables = Reference.read(reference or shipped("data") / "reference")
    return tables, Reader.load(tables, shipped("data") / "lexicon", model, stages)


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to be read.

    Attributes:
        there: the hash of a text whose claims are not asked for, since it is loaded.
    """

    path: Path
    name: str | None = None
    there: str | None = None


def _claims_of(reference_folder: Path | None, method: Method | None) -> Callable[[_Job], tuple[Document, list[Claim] | None]]:
    """A function that reads a file and its claims, by the rules where *method* is None; what reads is made when it is needed."""
    loaded: Extractor | None = None

    def read(job: _Job) -> tuple[Document, list[Claim] | None]:
        nonlocal loaded
        document = read_document(job.path, job.name)
        if document.sha256 == job.there:
            return document, None
        if loaded is None:
            loaded = (method or BY_RULES).make(Reference.read(reference_folder or shipped("data") / "reference"))
        return document, loaded.read(document)

    return read


def _read(jobs: Sequence[_Job], reference: Path | None, method: Method, workers: int) -> Iterator[tuple[Document, list[Claim] | None]]:
    """Documents and their claims, one after the other: never all of them in memory.

    What asks an endpoint counts what it leaves out, and so reads in this process alone.
    """
    by_rules = method is BY_RULES
    read = partial(_claims_of, reference, None if by_rules else method)
    yield from in_order(read, jobs, workers if by_rules else 1, lambda job: str(job.path))


def build(
    store: Path,
    documents: Path | None = None,
    reference: Path | None = None,
    progress: Progress | None = None,
    method: Method = BY_RULES,
    workers: int = 1,
    records: Records | None = None,
) -> tuple[list[Loaded], list[TableReport]]:
    """Make the graph of the ontology, the reference data, records and the documents of a folder.

    Documents that were loaded one by one stay; all else is made anew. Nothing changes for
    readers until all of it is there.

    Args:
        documents: a folder; the shipped notes, where None.
        progress: called with a document's name, its number, and how many there are.
        method: how the documents are read.
        workers: how many processes read documents; 0 for one a core.
        records: datasets that are mapped beside the shipped tables.

    Returns:
        What became of each document, and of each file of records.

    Raises:
        GraphkitError: a document, a table or the store cannot be used.
    """
    paths = find_documents(documents or shipped("data") / "documents")
    tables = Reference.read(reference or shipped("data") / "reference")
    manifest = read_manifest(store) if is_store(store) else None
    kept = {name for name, origin in manifest.documents.items() if origin == "load"} if manifest else set()
    tables_kept = {name for name, origin in manifest.tables.items() if origin == "load"} if manifest else set()
    for path in paths:
        if path.stem in kept:
            raise DocumentError(
                f"a document {path.stem} was loaded by itself", where=str(store), mend=f"withdraw it first: graphkit withdraw {path.stem}"
            )
    done: list[Loaded] = []
    with Writer(store, fresh=not (kept or tables_kept)) as writer:
        stay = {META_GRAPH, SERIES_GRAPH, *map(document_graph, kept), *map(record_graph, tables_kept)}
        for graph in writer.graphs():
            if graph not in stay:
                writer.remove(graph)
                writer.remove_about(graph, META_GRAPH)
        for name in [n for n in writer.documents if n not in kept]:
            writer.drop_text(name)
        for name in [n for n in writer.tables if n not in tables_kept]:
            del writer.tables[name]
        writer.replace(ONTOLOGY_GRAPH, ontology_quads())
        writer.replace(ALIGNMENTS_GRAPH, alignment_quads())
        for graph, quads in reference_quads(tables):
            writer.replace(graph, quads)
        reports = put_records(writer, records or Records(), tables)
        if progress:
            progress(paths[0].stem, 1, len(paths))
        for number, (document, claims) in enumerate(_read([_Job(path) for path in paths], reference, method, workers), 1):
            done.append(_put(writer, document, claims or [], "build", method))
            if progress:
                following = paths[number].stem if number < len(paths) else "conclusions"
                progress(following, min(number + 1, len(paths)), len(paths))
        conclude(writer)
        writer.unconcluded = False
    return done, reports


def load(
    store: Path,
    files: Iterable[Path],
    name: str | None = None,
    reference: Path | None = None,
    progress: Callable[[Loaded], None] | None = None,
    method: Method = BY_RULES,
    workers: int = 1,
) -> list[Loaded]:
    """Add documents to a store; one that is there with the same bytes, wholly read, is left as it is.

    Each is there for readers as soon as it is loaded: an error leaves those before it in the store.

    Args:
        name: an id other than the file's stem, for one file.
        method: how the documents are read.
        progress: called with what became of each document.
        workers: how many processes read documents; 0 for one a core.

    Raises:
        DocumentError: another file is loaded under that id, or the same one as read by another
            method, or a file cannot be read.
        StoreError: there is no store.
    """
    with GraphStore.open(store) as present:
        jobs = [_Job(path, name, _hash_of(present, name or path.stem)) for path in files]
    done: list[Loaded] = []
    for document, claims in _read(jobs, reference, method, workers):
        with GraphStore.open(store) as present:
            said = _said_of(present, document.name) if document.name in present.documents else {}
        same = document.sha256 in said.get(GK + "textHash", ())
        mend = f"give it an id of its own (--id), or withdraw the other: graphkit withdraw {document.name}"
        held = _read_by(said)
        if same and (held.extractor, held.model) != (method.read_by.extractor, method.read_by.model):
            raise DocumentError(f"{document.name} is loaded as read by {held}, not {method.read_by}", where=str(store), mend=mend)
        if claims is None or (same and GK + "unreadSentences" not in said):
            done.append(Loaded(document.name, None))
        elif said and not same and name is None:
            raise DocumentError(f"another text is loaded as {document.name}", where=str(store), mend=mend)
        else:
            with Writer(store) as writer:
                done.append(_put(writer, document, claims, "load", method))
                writer.unconcluded = True
        if progress:
            progress(done[-1])
    # Also where an earlier load was cut off after its last document.
    if read_manifest(store).unconcluded:
        with Writer(store) as writer:
            compare_documents(writer)
            writer.unconcluded = False
    return done


def _hash_of(store: GraphStore, name: str) -> str | None:
    """The hash of the text that is loaded, and wholly read, under a name."""
    said = _said_of(store, name) if name in store.documents else {}
    return next(iter(said.get(GK + "textHash", ())), None) if GK + "unreadSentences" not in said else None


def _said_of(store: GraphStore, document: str) -> dict[str, set[str]]:
    """What the PROV records say of a document's graph: property -> values."""
    said: dict[str, set[str]] = {}
    for quad in store.quads(META_GRAPH):
        if getattr(quad.subject, "value", "") == document_graph(document):
            said.setdefault(quad.predicate.value, set()).add(getattr(quad.object, "value", ""))
    return said


def _read_by(said: dict[str, set[str]]) -> ReadBy:
    """By what a document was read; rules, where an older graph does not say."""

    def one(name: str) -> str | None:
        return next(iter(said.get(GK + name, ())), None)

    return ReadBy(one("extractor") or RULES.extractor, one("extractorModel"), one("extractorPrompt"))


def withdraw(store: Path, name: str) -> None:
    """Remove a document, or a file of records, whole: its graph, its provenance, its text.

    Raises:
        ParameterError: nothing is loaded under that name.
    """
    manifest = read_manifest(store)
    if name not in manifest.documents and name not in manifest.tables:
        listed = ", ".join([*manifest.documents, *manifest.tables]) or "none"
        raise ParameterError(f"no document {name!r} is loaded", where=str(store), mend=f"loaded: {listed}")
    graph = document_graph(name) if name in manifest.documents else record_graph(name)
    with Writer(store) as writer:
        writer.remove(graph)
        writer.remove_about(graph, META_GRAPH)
        writer.drop_text(name)
        writer.tables.pop(name, None)
        if name in manifest.tables:
            compare_records(writer)
        else:
            compare_documents(writer)
            writer.unconcluded = False


def extract(files: Iterable[Path], reference: Path | None = None, method: Method = BY_RULES, workers: int = 1) -> Iterator[Claim]:
    """The claims of documents, one document after the other, without a store.

    Args:
        workers: how many processes read documents; 0 for one a core.

    Raises:
        DocumentError: a file cannot be read; the claims of those before it have been given.
    """
    for _, claims in _read([_Job(path) for path in files], reference, method, workers):
        yield from claims or []


def _put(writer: Writer, document: Document, claims: list[Claim], origin: str, method: Method) -> Loaded:
    graph = document_graph(document.name)
    writer.replace(graph, document_quads(document, claims))
    writer.remove_about(graph, META_GRAPH)
    writer.add(meta_quads(document, VERSION, method.read_by, method.unread(document.name)))
    writer.put_text(document.name, document.text, origin)
    return Loaded(document.name, len(claims))


# -- checks --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verified:
    """How many quotes were looked up, and which do not stand where they should."""

    quotes: int
    wrong: tuple[str, ...]


_QUOTES = """PREFIX gk: <https://w3id.org/graphkit/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?evidence ?document ?quote ?start ?end WHERE {
  ?claim gk:evidence ?evidence ; gk:statedIn ?document . ?evidence gk:quote ?quote ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end } ORDER BY ?document ?start ?evidence"""


def verify(store: GraphStore) -> Verified:
    """Look up every quote at its offsets in the text that was loaded."""
    texts: dict[str, str | None] = {}
    wrong: list[str] = []
    count = 0
    for row in store.select(_QUOTES):
        name = row["document"].value.partition("/id/document/")[2]
        text = texts.setdefault(name, store.text(name))
        start, end, quote = int(row["start"].value), int(row["end"].value), row["quote"].value
        count += 1
        if text is None:
            wrong.append(f"{row['evidence'].value}: the text of {name} is not in the store")
        elif text[start:end] != quote:
            wrong.append(f"{row['evidence'].value}: {name}[{start}:{end}] is {text[start:end]!r}, not {quote!r}")
    return Verified(count, tuple(wrong))


def stats(store: GraphStore) -> list[tuple[str, int]]:
    """What the graph holds, as (name, count)."""
    found: list[tuple[str, int]] = [("quads", len(store)), ("documents", len(store.documents))]
    kinds: Counter[str] = Counter()
    for graph in store.graphs():
        kinds["reference tables" if graph.startswith(GRAPH + "reference/") else "other graphs"] += 1
    found += [("reference tables", kinds["reference tables"])]
    counted = """PREFIX gk: <https://w3id.org/graphkit/ontology#>
    SELECT ?name (COUNT(DISTINCT ?claim) AS ?n) WHERE { ?claim a gk:Claim ; %s } GROUP BY ?name ORDER BY DESC(?n) ?name"""
    found += [(f"documents read by {model}", n) for model, n in sorted(Counter(read_by_model(store).values()).items())]
    for prefix, pattern in (
        ("claims", 'gk:status ?s BIND("" AS ?name)'),
        ("status", "gk:status ?name"),
        ("document", 'gk:statedIn ?d BIND(STRAFTER(STR(?d), "/id/document/") AS ?name)'),
        ("stance", 'gk:stance ?k BIND(STRAFTER(STR(?k), "/stance/") AS ?name)'),
    ):
        for row in store.select(counted % pattern):
            name = row["name"].value
            found.append((f"{prefix} {name}".strip(), int(row["n"].value)))
    return found
