"""Checks of ``aliases.tsv``: candidates that the reference data do not know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graphkit.claims.lexicon_check.findings import Finding
from graphkit.model.reference import Reference
from graphkit.resources import read_table, split_cell

FILE: Final = "aliases.tsv"
_COLUMNS: Final = ("alias", "candidates", "use", "context", "also", "valid_from", "valid_to", "note")
_USES: Final = ("never", "context", "ambiguous", "always")


def check_names(folder: Path, reference: Reference) -> Iterator[Finding]:
    """What is wrong with the names that mislead."""
    rows = list(read_table(folder / FILE, _COLUMNS[:3]))
    if rows:
        yield from (Finding(FILE, f"unknown column {name}") for name in sorted({*rows[0]} - {*_COLUMNS, "#"}))
    first: dict[str, str] = {}
    for row in rows:
        at, alias = f"{FILE}:{row['#']}", row["alias"]
        if first.setdefault(alias, row["#"]) != row["#"]:
            yield Finding(at, f"{alias}: stands twice; see line {first[alias]}")
        if row["use"] not in _USES:
            yield Finding(at, f"{alias}: no such use: {row['use'] or 'none given'} ({', '.join(_USES)})")
        candidates = split_cell(row["candidates"])
        if not candidates:
            yield Finding(at, f"{alias}: no candidates")
        for key in (*candidates, *split_cell(row.get("also", ""))):
            if not _known(key, reference):
                yield Finding(at, f"{alias}: the reference data have no {key}")
        for piece in split_cell(row.get("context", "")):
            word, arrow, key = (part.strip() for part in piece.partition(">"))
            if not (word and arrow and key):
                yield Finding(at, f"{alias}: {piece} is not WORD>CANDIDATE")
            elif key not in candidates:
                yield Finding(at, f"{alias}: {word} decides for {key}, which is none of the candidates")


def _known(key: str, reference: Reference) -> bool:
    kind, _, tail = key.partition("/")
    return (kind, tail) in reference.by_key
