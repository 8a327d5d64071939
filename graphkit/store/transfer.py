"""Graphs from one store to another: sent, read again and compared; a transfer that was cut off goes on where it stopped.

What graphkit has put into a store stands in its graph ``transfer``: of each graph the hash of what was sent
(``dcterms:identifier``), and how many statements were found afterwards (``void:triples``). It is written only once a
graph has been read again and found to be what was sent.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import pyoxigraph as ox

from graphkit.errors import RemoteError
from graphkit.namespaces import DCTERMS, GRAPH, TRANSFER_GRAPH, VOID
from graphkit.rdf.terms import typed
from graphkit.store.comparison import Comparison, compare
from graphkit.store.protocol import Store, View

Progress = Callable[[str, int, int], None]
_HASH, _COUNT = ox.NamedNode(DCTERMS + "identifier"), ox.NamedNode(VOID + "triples")
#: The record is written after so many graphs, or more where there are many: what was sent since is sent again after a crash.
_STEP: Final = 20


class Counted(Store, Protocol):
    """A store that counts some of its graphs without reading the others."""

    def counts(self, graphs: Sequence[str] | None = None) -> dict[str, int]:
        """The number of quads of each named graph that has any, of those asked for."""


@dataclass
class Report:
    """What a transfer did.

    Attributes:
        stored: graph -> statements found in the store after it was sent.
        there: graphs that were there already.
        removed: graphs that were withdrawn.
        changed: kind of change that leaves the value -> statements.
        examples: kind of change -> a literal before and after.
        wrong: graph -> what differs from what was sent.
    """

    stored: dict[str, int] = field(default_factory=dict)
    there: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: Counter[str] = field(default_factory=Counter)
    examples: dict[str, tuple[str, str]] = field(default_factory=dict)
    wrong: dict[str, Comparison] = field(default_factory=dict)


def fingerprint(quads: Iterable[ox.Quad]) -> str:
    """SHA-256 of the statements' sorted lines."""
    digest = hashlib.sha256()
    for line in sorted({str(quad.triple) for quad in quads}):
        digest.update(f"{line}\n".encode())
    return f"urn:sha256:{digest.hexdigest()}"


def push(
    source: View, target: Counted, graphs: Sequence[str], *, add: bool = False, anew: bool = False, progress: Progress | None = None
) -> Report:
    """Send graphs, one after the other, but those that the target's record says it has already.

    Args:
        add: add to what the target's graphs hold, in place of replacing it; then nothing is recorded.
        anew: send what the record says is there, too.
        progress: called with a graph, its number, and how many there are.

    Raises:
        StoreError: a graph cannot be read or written. What was recorded before stays recorded.
    """
    report, record = Report(), _read_record(target)
    done = 0
    for some in _steps(graphs):
        due = _due(source, target, some, {} if add or anew else record)
        report.there += [graph for graph in some if graph not in due]
        # What is about to change must not be vouched for by what it was.
        doubtful = [graph for graph in due if graph in record]
        if not add and doubtful:
            for graph in doubtful:
                del record[graph]
            _write_record(target, record)
        for graph in some:
            done += 1
            if progress:
                progress(graph, done, len(graphs))
            if graph in due:
                _send(source, target, graph, add, report)
                if not add and graph in report.stored:
                    record[graph] = (due[graph], report.stored[graph])
        if not add and due:
            _write_record(target, record)
    return report


def sync(source: View, target: Counted, progress: Progress | None = None) -> Report:
    """Send the graphs that changed, and remove those that graphkit put there and the source has no more.

    Raises:
        StoreError: as for :func:`push`.
    """
    graphs = source.graphs()
    report = push(source, target, graphs, progress=progress)
    record = _read_record(target)
    for graph in sorted(set(record) - set(graphs)):
        target.remove(graph)
        del record[graph]
        report.removed.append(graph)
    if report.removed:
        _write_record(target, record)
    return report


def own_graphs(source: View) -> list[str]:
    """The graphs of a store that are graphkit's, by their names; not the record of transfers."""
    return [graph for graph in source.graphs() if graph.startswith(GRAPH) and graph != TRANSFER_GRAPH]


def pull(source: Counted, graphs: Sequence[str], progress: Progress | None = None) -> Iterator[tuple[str, list[ox.Quad]]]:
    """Each graph with its quads, as many as the store says it has.

    Raises:
        RemoteError: there are fewer or more: the answer was cut short, or somebody else is writing.
    """
    done = 0
    for some in _steps(graphs):
        counts = source.counts(some)
        for graph in some:
            done += 1
            if progress:
                progress(graph, done, len(graphs))
            quads = list(source.quads(graph))
            if len(quads) != counts.get(graph, 0):
                raise RemoteError(
                    f"{len(quads)} statements came of {counts.get(graph, 0)}", where=graph,
                    mend="raise the server's limit of rows, or wait until nobody writes to it",
                )  # fmt: skip
            yield graph, quads


def _steps(graphs: Sequence[str]) -> Iterator[Sequence[str]]:
    size = max(_STEP, len(graphs) // 20)
    return (graphs[start : start + size] for start in range(0, len(graphs), size))


def _due(source: View, target: Counted, graphs: Sequence[str], record: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    """Graph -> fingerprint, of those that the target has not as they are."""
    recorded = [graph for graph in graphs if graph in record]
    counts = target.counts(recorded) if recorded else {}
    marks = {graph: fingerprint(source.quads(graph)) for graph in graphs}
    return {graph: mark for graph, mark in marks.items() if graph not in record or record[graph] != (mark, counts.get(graph, 0))}


def _send(source: View, target: Counted, graph: str, add: bool, report: Report) -> None:
    quads = list(source.quads(graph))
    if add:
        target.add(quads)
    else:
        target.replace(graph, quads)
    found = compare(quads, target.quads(graph))
    report.changed.update(found.changed)
    for kind, example in found.examples.items():
        report.examples.setdefault(kind, example)
    if found.lost or (found.gained and not add):
        report.wrong[graph] = found
    else:
        report.stored[graph] = found.after


def _read_record(target: View) -> dict[str, tuple[str, int]]:
    """Graph -> hash of what was sent, and statements found."""
    hashes: dict[str, str] = {}
    counts: dict[str, int] = {}
    for quad in target.quads(TRANSFER_GRAPH):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            if quad.predicate == _HASH:
                hashes[quad.subject.value] = quad.object.value
            elif quad.predicate == _COUNT and quad.object.value.isdigit():
                counts[quad.subject.value] = int(quad.object.value)
    return {graph: (mark, counts[graph]) for graph, mark in hashes.items() if graph in counts}


def _write_record(target: Store, record: Mapping[str, tuple[str, int]]) -> None:
    name = ox.NamedNode(TRANSFER_GRAPH)
    quads = []
    for graph, (mark, count) in sorted(record.items()):
        node = ox.NamedNode(graph)
        quads += [ox.Quad(node, _HASH, ox.Literal(mark), name), ox.Quad(node, _COUNT, typed(str(count), "integer"), name)]
    target.replace(TRANSFER_GRAPH, quads)
