"""Where the shipped data stand, in a checkout and in an installed wheel; and reading tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from graphkit.errors import TableError

_PACKAGE: Final = Path(__file__).parent

try:
    VERSION = version("graphkit")
except PackageNotFoundError:  # a checkout that was never installed
    VERSION = "0+unknown"


@cache
def shipped(name: str) -> Path:
    """The folder ``ontology``, ``queries`` or ``data`` that comes with graphkit.

    A wheel carries them below the package, a checkout beside it.

    Raises:
        FileNotFoundError: neither holds it (a broken installation).
    """
    for folder in (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"graphkit was installed without its {name}/ folder")


def read_table(path: Path, required: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated UTF-8 table with a header; no quoting, cells stripped.

    Lines that start with ``#`` are comments. ``row["#"]`` is the line's number in the file.

    Raises:
        TableError: the file is not UTF-8, a column of *required* is missing, or a row has
            more or fewer cells than the header.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise TableError("not UTF-8", where=f"{path}, byte {error.start}", mend="save the table as UTF-8") from error
    except OSError as error:
        raise TableError(error.strerror or str(error), where=str(path)) from error
    kept = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not kept:
        raise TableError("empty table", where=str(path), mend="give it a header line")
    header = [cell.strip() for cell in kept[0][1].split("\t")]
    missing = [name for name in required if name not in header]
    if missing:
        raise TableError(f"no column {', '.join(missing)}", where=str(path), mend=f"its columns are {', '.join(header)}")
    for n, line in kept[1:]:
        cells = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
        if len(cells) != len(header):
            raise TableError(f"{len(cells)} cells under {len(header)} columns", where=f"{path}:{n}", mend="separate cells by one tab")
        yield {"#": str(n), **{name: cell.strip() for name, cell in zip(header, cells, strict=True)}}


def split_cell(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, separated by ``|``."""
    return tuple(part for part in (piece.strip() for piece in cell.split("|")) if part)
