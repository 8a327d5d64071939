"""The rows of a table: from separated values, and from MARCXML."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pymarc

from graphkit.errors import TableError
from graphkit.records.mapping import Table

_PARSE: Any = pymarc.parse_xml_to_array
#: Cells longer than this are refused: one of a megabyte is a broken quotation mark, not a record.
_LONGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        place: where it stands in the file, as a fragment: ``row=5``, counted from 1 with the header (RFC 7111, section 2.1),
            or ``record=5`` and ``record=5/967=2`` in MARCXML.
        cells: column -> text, white space stripped.
        flags: what is wrong with its form.
    """

    place: str
    cells: dict[str, str]
    flags: tuple[str, ...] = field(default=())


def rows(path: Path, table: Table) -> Iterator[Row]:
    """The rows of a file.

    Raises:
        TableError: the file cannot be read, is not in the table's form or encoding, or a row has too many cells.
    """
    try:
        if table.form == "marcxml":
            yield from _marc_rows(path, table)
        else:
            yield from _separated(path, table)
    except UnicodeDecodeError as error:
        raise TableError(f"not {table.encoding}", where=f"{path}, byte {error.start}", mend="name its encoding in the mapping") from error
    except OSError as error:
        raise TableError(error.strerror or str(error), where=str(path)) from error


def _separated(path: Path, table: Table) -> Iterator[Row]:
    quoted = table.form == "csv"
    csv.field_size_limit(_LONGEST)
    with path.open(encoding=table.encoding, newline="") as file:
        reader = csv.reader(file, delimiter=table.delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE, strict=quoted)
        number = width = 0
        try:
            header: list[str] = []
            for cells in reader:
                number += 1
                if table.comment and cells and cells[0].startswith(table.comment):
                    continue
                if not header:
                    header = _header(cells, path)
                    width = len(header)
                elif len(cells) == width:
                    yield Row(f"row={number}", {name: cell.strip() for name, cell in zip(header, cells, strict=True)})
                elif cells and len(cells) < width:
                    # Cells that are empty at the end of a row may have been left off with their separators.
                    filled = [*cells, *[""] * (width - len(cells))]
                    yield Row(f"row={number}", {name: cell.strip() for name, cell in zip(header, filled, strict=True)}, ("short-row",))
                elif cells:
                    where = f"{path}, row {number}"
                    raise TableError(f"{len(cells)} cells under {width} columns", where=where, mend="separate cells by one delimiter")
            if not header:
                raise TableError("an empty table", where=str(path), mend="give it a header and rows")
        except csv.Error as error:
            raise TableError(
                f"not {table.form}: {error}", where=f"{path}, row {number + 1}", mend="mend the row, or its quotation marks"
            ) from error


def _header(cells: list[str], path: Path) -> list[str]:
    header = [cell.strip() for cell in cells]
    if not any(header):
        raise TableError("no header", where=f"{path}, row 1", mend="give the columns names")
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise TableError(f"two columns {twice[0]!r}", where=f"{path}, row 1", mend="rename one")
    return header


def _marc_rows(path: Path, table: Table) -> Iterator[Row]:
    """A row a record, or one for each occurrence of a field; cells are named ``245$a``, repeated ones joined by `` | ``."""
    number = 0
    for record in _records(path):
        number += 1
        common = _marc_cells(record, table.each)
        if not table.each:
            yield Row(f"record={number}", _wanted(common, table))
            continue
        for rank, occurrence in enumerate(record.get_fields(table.each), 1):
            own = {f"{table.each}${code}": value.strip() for code, value in _subfields(occurrence)}
            yield Row(f"record={number}/{table.each}={rank}", _wanted({**common, **own}, table))


def _records(path: Path) -> list[Any]:
    try:
        return [record for record in _PARSE(str(path), strict=False) if record is not None]
    except Exception as error:  # pymarc lets the errors of xml.sax and its own through
        if isinstance(error, OSError):
            raise
        raise TableError(f"not MARCXML: {error}", where=str(path), mend="export it as MARCXML from the catalogue") from error


def _marc_cells(record: Any, leave: str) -> dict[str, str]:
    cells: dict[str, list[str]] = {}
    for marc_field in record.get_fields():
        if marc_field.tag == leave:
            continue
        if marc_field.is_control_field():
            cells.setdefault(marc_field.tag, []).append(marc_field.data)
            continue
        for code, value in _subfields(marc_field):
            cells.setdefault(f"{marc_field.tag}${code}", []).append(value)
    return {name: " | ".join(v.strip() for v in values if v.strip()) for name, values in cells.items()}


def _subfields(marc_field: Any) -> list[tuple[str, str]]:
    return [(sub.code, sub.value) for sub in marc_field.subfields]


def _wanted(cells: dict[str, str], table: Table) -> dict[str, str]:
    """All columns the mapping speaks of, so that a field that a record lacks is an empty cell."""
    return {**dict.fromkeys([*table.columns, *table.unused], ""), **cells}


def files(folder: Path, table: Table) -> list[tuple[Path, str]]:
    """(file, what the ``*`` of the table's file name stands for), sorted."""
    if "*" not in table.file:
        path = folder / table.file
        return [(path, "")] if path.is_file() else []
    before, _, after = table.file.partition("*")
    pattern = re.compile(re.escape(before) + "(.*)" + re.escape(after))
    found = [(path, match[1]) for path in folder.glob(table.file) if (match := pattern.fullmatch(path.relative_to(folder).as_posix()))]
    return sorted(found)
