"""Tables of scores, for a terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.scorer import Counts

_HEAD: Final = ("", "gold", "read", "core P", "core R", "core F1", "full P", "full R", "full F1", "voice")


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        title: what it is about.
        head: the names of its columns; the first is of words, the others are of figures.
        rows: its cells.
        data: the same and more, for JSON.
        notes: lines below it.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    data: Mapping[str, Any]
    notes: tuple[str, ...] = ()

    def text(self) -> str:
        """For a terminal."""
        widths = [max(len(row[n]) for row in (self.head, *self.rows)) for n in range(len(self.head))]

        def line(row: Sequence[str]) -> str:
            cells = [c.ljust(w) if n == 0 else c.rjust(w) for n, (c, w) in enumerate(zip(row, widths, strict=True))]
            return "  ".join(cells).rstrip()

        return "\n".join([self.title, line(self.head), *map(line, self.rows), *self.notes])

    def markdown(self) -> str:
        """For a page: the title in bold, the table, the notes."""
        rows = [
            "| " + " | ".join(row) + " |"
            for row in (self.head, tuple("---" if n == 0 else "---:" for n in range(len(self.head))), *self.rows)
        ]
        notes = ["", *self.notes] if self.notes else []
        return "\n".join([f"**{self.title}**", "", *rows, *notes])


def share(part: int, whole: int) -> str:
    """A share with two decimals; a dash where there is nothing to share."""
    return f"{part / whole:.2f}" if whole else "-"


def scores(title: str, counts: Mapping[str, Counts]) -> Table:
    """The scores of some groups, in the order given."""
    rows = []
    for name, c in counts.items():
        levels: list[str] = []
        for hits in (c.core, c.full):
            levels += [share(hits, c.predicted), share(hits, c.gold), share(2 * hits, c.gold + c.predicted)]
        rows.append((name, str(c.gold), str(c.predicted), *levels, f"{c.voice}/{c.voiced}"))
    derived = counts.get("all", Counts())
    notes: tuple[str, ...] = ()
    if derived.derived_gold or derived.derived_predicted:
        notes = (f"Derived by recurrence: {derived.derived_gold} gold, {derived.derived_predicted} read, {derived.derived} right in full.",)
    return Table(title, _HEAD, tuple(rows), {name: c.figures() for name, c in counts.items()}, notes)
