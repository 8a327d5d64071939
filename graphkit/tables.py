"""Records into a store: every dataset of a folder for which there is a mapping, or one table of a user's own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graphkit.conclusions import compare_records
from graphkit.errors import TableError
from graphkit.model.reference import Reference
from graphkit.namespaces import META_GRAPH, SERIES_GRAPH
from graphkit.records.ahead import LoaderAhead
from graphkit.records.description import dataset_quads, provenance_quads, series_quads
from graphkit.records.loader import Loader, Progress, Source, sources
from graphkit.records.mapping import Mapping
from graphkit.records.mapping_file import read_mapping
from graphkit.records.report import TableReport
from graphkit.resources import VERSION, shipped
from graphkit.store.writer import Writer

#: Files of so many bytes together are read in a process of their own.
_MUCH: Final = 8 << 20


@dataclass(frozen=True, slots=True)
class Records:
    """Records to be built.

    Attributes:
        folder: holds the datasets' folders, and mappings of the user's own (``*.yml``); None for the shipped tables alone.
        keep_going: whether rows that cannot be used are set aside.
    """

    folder: Path | None = None
    keep_going: bool = False
    progress: Progress | None = field(default=None, compare=False)


def find_sources(folder: Path | None, reference: Path) -> list[Source]:
    """The tables of records beside the reference data, and the files below *folder* that a mapping names.

    Raises:
        TableError: a mapping cannot be used, two have one name, or the folder holds nothing that a mapping names.
    """
    found = sources(read_mapping(shipped("data") / "reference" / "records.yml"), reference)
    if folder is None:
        return found
    if not folder.is_dir():
        raise TableError("no such folder", where=str(folder))
    there = [source for mapping in _mappings(folder) for source in sources(mapping, folder)]
    if not there:
        raise TableError(
            "no file of it is named by a mapping",
            where=str(folder),
            mend="graphkit load-table FILE --mapping MAPPING, or put a mapping beside it",
        )
    return [*found, *there]


def _mappings(folder: Path) -> list[Mapping]:
    """The shipped mappings, and those at the top of the folder."""
    found: dict[str, Mapping] = {}
    for path in [*sorted((shipped("data") / "mappings").glob("*.yml")), *sorted(folder.glob("*.yml"))]:
        mapping = read_mapping(path)
        if mapping.name in found:
            raise TableError(f"a second mapping {mapping.name}", where=str(path), mend=f"the first is {found[mapping.name].path}")
        found[mapping.name] = mapping
    return list(found.values())


def put_records(writer: Writer, records: Records, reference: Reference) -> list[TableReport]:
    """Write the graphs of all sources, their descriptions, and the series of their texts.

    Raises:
        TableError: a file or a row cannot be used.
    """
    found = find_sources(records.folder, reference.folder)
    for source in found:
        if writer.tables.get(source.name) == "load":
            raise TableError(
                f"{source.name} was loaded by itself", where=str(source.path), mend=f"withdraw it first: graphkit withdraw {source.name}"
            )
    with _loader(found, records, reference) as loader:
        for source in found:
            _put(writer, loader, source, "build")
    writer.replace(SERIES_GRAPH, series_quads(loader.titles, writer.quads(SERIES_GRAPH)))
    return loader.reports


def _loader(found: Sequence[Source], records: Records, reference: Reference) -> AbstractContextManager[Loader | LoaderAhead]:
    """What makes the lines: for much to be read a process of its own, which takes a second to start."""
    if sum(source.path.stat().st_size for source in found) < _MUCH:
        return nullcontext(Loader(reference, records.keep_going, records.progress))
    return LoaderAhead(reference, found, records.keep_going, records.progress)


def load_table(
    store: Path,
    file: Path,
    mapping: Path,
    reference: Reference,
    keep_going: bool = False,
    progress: Progress | None = None,
) -> list[TableReport]:
    """Add one file to a store through a mapping; what was loaded from a file of that name before is replaced.

    Args:
        mapping: its one table, or the one whose file has the name of *file*.

    Raises:
        TableError: the mapping or a row cannot be used.
        StoreError: there is no store.
    """
    source = own_source(file, mapping)
    loader = Loader(reference, keep_going, progress)
    with Writer(store) as writer:
        _put(writer, loader, source, "load")
        writer.replace(SERIES_GRAPH, series_quads(loader.titles, writer.quads(SERIES_GRAPH)))
        compare_records(writer)
    return loader.reports


def own_source(file: Path, mapping: Path) -> Source:
    """A user's file and the table of the mapping that fits it.

    Raises:
        TableError: the file is not there, or no table, or more than one, fits.
    """
    if not file.is_file():
        raise TableError("no such file", where=str(file))
    made = read_mapping(mapping)
    fitting = [table for table in made.tables if Path(table.file).name == file.name] or list(made.tables)
    if len(fitting) != 1:
        raise TableError(
            f"it has {len(made.tables)} tables, none of them for {file.name}", where=str(mapping), mend="name the file in one of them"
        )
    return Source(made, fitting[0], file, "")


def _put(writer: Writer, loader: Loader | LoaderAhead, source: Source, origin: str) -> None:
    digest = source.hash()
    writer.remove(source.graph)
    writer.bulk(loader.lines(source))
    writer.add(dataset_quads(source, digest))
    writer.remove_about(source.graph, META_GRAPH)
    writer.add(provenance_quads(source, digest, VERSION))
    writer.tables[source.name] = origin


def check_table(source: Source, reference: Reference) -> TableReport:
    """What would become of a file, without a store: its unusable rows are among the rejects."""
    loader = Loader(reference, keep_going=True)
    for _ in loader.lines(source):
        pass
    return loader.reports[0]
