"""A dataset through its mapping: each file of each table as N-Quads, with a report."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graphkit.errors import TableError
from graphkit.model.reference import Reference
from graphkit.namespaces import GK, entity_iri, record_graph, slug
from graphkit.records.checks import check_cells, check_columns, column_checks, garbled
from graphkit.records.mapping import Mapping, Table
from graphkit.records.registry import Registry, Titles
from graphkit.records.report import Reject, TableReport
from graphkit.records.sources import Row, files, rows
from graphkit.records.statements import Statements
from graphkit.records.values import Compiled, RowError, Worked

#: Lines are handed on in pieces of about this many characters.
_PIECE: Final = 1 << 20

#: Called with a file's id and the number of rows read so far.
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a table of a dataset."""

    mapping: Mapping
    table: Table
    path: Path
    part: str

    @property
    def name(self) -> str:
        """Id of the document that the file is."""
        return slug(" ".join((self.mapping.name, self.table.name, self.part)))

    @property
    def graph(self) -> str:
        """The named graph of its statements."""
        return record_graph(self.name)

    def hash(self) -> str:
        """SHA-256 of the file's bytes, in hexadecimal digits."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
        return digest.hexdigest()


def sources(mapping: Mapping, folder: Path) -> list[Source]:
    """The files of a dataset that are there, in the order of its tables.

    Args:
        folder: the folder of all records; the dataset's own stands below it.
    """
    return [Source(mapping, table, path, part) for table in mapping.tables for path, part in files(folder / mapping.folder, table)]


class Loader:
    """Turns files into lines of N-Quads.

    Args:
        keep_going: reject a row that cannot be used, and go on, in place of ending with an error.

    Attributes:
        titles: the series that titles of texts made, as in :class:`Registry`.
        reports: what became of each file so far.
    """

    def __init__(self, reference: Reference, keep_going: bool = False, progress: Progress | None = None) -> None:
        self._reference = reference
        self.titles: Titles = defaultdict(Counter)
        self._known = frozenset(f"<{entity_iri(r.type, r.key)}>" for r in reference.records)
        self._keep_going, self._progress = keep_going, progress
        self.reports: list[TableReport] = []

    def lines(self, source: Source) -> Iterator[str]:
        """The N-Quads of a file, in pieces; its report is added to :attr:`reports` once all are read.

        Raises:
            TableError: the file cannot be read, or (unless rows may be rejected) a row cannot be used.
        """
        work = _Work(source, Registry(self._reference, source.mapping.folder, self.titles), self._known, self._keep_going)
        piece: list[str] = []
        size = 0
        for text in work.texts():
            piece.append(text)
            size += len(text)
            if size > _PIECE:
                yield "".join(piece)
                piece, size = [], 0
                if self._progress:
                    self._progress(source.name, work.report.rows)
        if piece:
            yield "".join(piece)
        if self._progress:
            self._progress(source.name, work.report.rows)
        self.reports.append(work.report)


class _Work:
    """One file on its way through the mapping."""

    def __init__(self, source: Source, registry: Registry, known: frozenset[str], keep_going: bool) -> None:
        self.source, self._keep_going = source, keep_going
        table = self._table = source.table
        self.report = TableReport(source.name, source.path.name)
        self._checks = column_checks(table)
        self._values = [Compiled(value, registry) for value in table.values]
        self._says = Statements(table, source.name, source.graph, known)
        self._joins = {name: (on, _index(source.path.parent / file, to, table)) for name, (file, on, to) in table.joins.items()}
        self._keys: dict[tuple[str, ...], int] = {}
        self._counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._expected: dict[tuple[str, str, str], str] = {}

    def texts(self) -> Iterator[str]:
        """The lines for each row, and those about the file as a whole."""
        first = True
        for row in rows(self.source.path, self._table):
            if first:
                self._check_header(row)
                first = False
            self.report.rows += 1
            try:
                text = self._row(row)
            except RowError as error:
                self._reject(row, str(error))
                continue
            if text:
                self.report.quads += text.count("\n")
                yield text
        self.report.claims = self._says.claims
        yield from self._mismatches()

    def _check_header(self, row: Row) -> None:
        try:
            check_columns(row.cells, self._table, f"{self.source.path}")
        except TableError:
            if not self._keep_going:
                raise
            self.report.flags["unknown-column"] += 1

    def _row(self, row: Row) -> str:
        check_cells(row.cells, self._checks)
        texts = dict(row.cells)
        if self.source.part:
            texts["file"] = self.source.part
        for name, (on, index) in self._joins.items():
            partner = index.get(texts[on])
            if partner is None:
                raise RowError(f"no row of {self._table.joins[name][0]} has the {on} {texts[on]!r}")
            texts.update({f"{name}.{column}": cell for column, cell in partner.items()})
        values: dict[str, Worked] = {}
        flags = list(row.flags)
        for value in self._values:
            worked = values[value.name] = value.of(texts)
            texts[value.name] = worked.text
            flags += worked.flags
        for name, reasons in self._table.ignored.items():
            reason = reasons.get(values[name].text)
            if reason:
                self.report.ignored[reason] += 1
                return ""
        flags += [flag for flag, name in self._table.flags if values[name].terms]
        flags += self._repeated(row)
        if garbled(row.cells.values()):
            flags.append("garbled-text")
        found = tuple(dict.fromkeys(flags))
        before = self._says.claims
        text = self._says.of(row, values, found)
        self.report.flags.update(found)
        self.report.silent += not text
        if self._says.claims > before:
            self._count(values)
        return text

    def _repeated(self, row: Row) -> list[str]:
        """A flag where the key was met before: the same row again, or another one."""
        if not self._table.key:
            return []
        key = tuple(row.cells[name] for name in self._table.key)
        content = hash(tuple(row.cells.values()))
        before = self._keys.get(key)
        self._keys[key] = content
        return [] if before is None else ["duplicate-row" if before == content else "conflicting-row"]

    def _count(self, values: dict[str, Worked]) -> None:
        for name, counts in self._table.tallies:
            subject = values[name].terms[0] if values[name].terms else ""
            if not subject:
                continue
            for kind, expected in counts:
                if any((values[c.kind].text if c.kind in values else c.kind) == kind for c in self._table.claims):
                    self._counts[name][subject, kind] += 1
                self._expected[name, subject, kind] = values[expected].text

    def _mismatches(self) -> Iterator[str]:
        """A flag on each ballot whose tally is not that of its votes."""
        wrong: dict[str, list[str]] = defaultdict(list)
        for (name, subject, kind), text in self._expected.items():
            found = self._counts[name][subject, kind]
            if text and (not text.isdigit() or int(text) != found):
                wrong[subject].append(f"{kind}: {text} said, {found} found")
        for subject, parts in sorted(wrong.items()):
            self.report.flags["tally-mismatch"] += 1
            self.report.quads += 2
            end = f" <{self.source.graph}> .\n"
            yield f'{subject} <{GK}flag> "tally-mismatch"{end}{subject} <{GK}flagNote> {ox.Literal("; ".join(parts))}{end}'

    def _reject(self, row: Row, reason: str) -> None:
        where = f"{self.source.path}, {row.place.replace('=', ' ')}"
        if not self._keep_going:
            raise TableError(reason, where=where, mend="mend the row or the mapping, or use --keep-going to set such rows aside")
        self.report.rejects.append(Reject(self.source.path.name, row.place, reason, row.cells))


def _index(path: Path, column: str, table: Table) -> dict[str, dict[str, str]]:
    """The rows of a table that others are joined to, by one column; of several the first."""
    found: dict[str, dict[str, str]] = {}
    for row in rows(path, table):
        if column not in row.cells:
            raise TableError(f"no column {column!r}", where=str(path), mend=f"its columns are {', '.join(row.cells)}")
        found.setdefault(row.cells[column], row.cells)
    if not found:
        raise TableError("no rows to join", where=str(path))
    return found
