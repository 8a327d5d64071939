"""Checks of a row before anything is made of it: the type and range of each cell, and the columns of the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

import ftfy.badness

from graphkit.errors import TableError
from graphkit.records.mapping import Column, Table
from graphkit.records.values import RowError

_NUMBER: Final = {"integer": re.compile(r"[+-]?\d+"), "decimal": re.compile(r"[+-]?\d+(\.\d+)?"), "year": re.compile(r"\d{4}")}
_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")

Check = Callable[[str], str | None]


def column_checks(table: Table) -> tuple[tuple[str, Check], ...]:
    """(column, a function from a cell to what is wrong with it, or None); columns of which anything may be said are left out."""
    return tuple(
        (name, _checker(column))
        for name, column in table.columns.items()
        if column.type != "text" or column.required or column.values or column.pattern
    )


def check_cells(cells: dict[str, str], checks: Iterable[tuple[str, Check]]) -> None:
    """Raise :class:`RowError` for the first cell that a check refuses."""
    for name, check in checks:
        wrong = check(cells[name])
        if wrong:
            raise RowError(f"{name}: {cells[name]!r} {wrong}")


def _checker(column: Column) -> Check:
    allowed = frozenset(column.values)
    seen: dict[str, str | None] = {}

    def check(cell: str) -> str | None:
        if cell not in seen:
            if len(seen) > 50_000:
                seen.clear()
            seen[cell] = _wrong(column, allowed, cell)
        return seen[cell]

    return check


def _wrong(column: Column, allowed: frozenset[str], cell: str) -> str | None:
    if not cell:
        return "is empty" if column.required else None
    if allowed and cell not in allowed:
        return f"is none of {', '.join(column.values)}"
    if column.pattern and not column.pattern.fullmatch(cell):
        return f"does not look like {column.pattern.pattern}"
    if column.type == "date":
        try:
            date.fromisoformat(cell)
        except ValueError:
            return "is no day (YYYY-MM-DD)"
    elif column.type != "text":
        if not _NUMBER[column.type].fullmatch(cell):
            return f"is no {column.type}"
        if column.low is not None and float(cell) < column.low:
            return f"is below {column.low:g}"
        if column.high is not None and float(cell) > column.high:
            return f"is above {column.high:g}"
    return None


def check_columns(header: Iterable[str], table: Table, where: str) -> None:
    """Refuse a table whose columns are not those of the mapping.

    Raises:
        TableError: a column is missing, or one is there of which the mapping says nothing.
    """
    there = list(header)
    missing = [name for name in table.columns if name not in there and name != "file"]
    if missing:
        raise TableError(f"no column {missing[0]!r}", where=where, mend=f"its columns are {', '.join(there)}")
    unknown = [name for name in there if name not in table.columns and name not in table.unused]
    if unknown and table.form != "marcxml":
        raise TableError(
            f"the mapping says nothing of the column {unknown[0]!r}", where=where, mend="add it to columns or unused, or use --keep-going"
        )


def left_unused(header: Iterable[str], table: Table) -> list[str]:
    """Columns from which no value, join or key is made and for which no reason is given."""
    used = {name for value in table.values for template in value.templates for name in _PLACEHOLDER.findall(template)}
    used.update(table.key, (on for _, on, _ in table.joins.values()))
    return [name for name in header if name not in used and name not in table.unused]


def garbled(cells: Iterable[str]) -> bool:
    """Whether a cell was decoded by the wrong encoding, as far as ftfy can tell."""
    return any(ftfy.badness.is_bad(cell) or "\ufffd" in cell for cell in cells if not cell.isascii())
