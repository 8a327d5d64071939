"""What became of the rows of a table: read, claimed, flagged, ignored, rejected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not be used."""

    file: str
    place: str
    reason: str
    cells: dict[str, str]


@dataclass(slots=True)
class TableReport:
    """Counts for one file of a table.

    Attributes:
        name: id of the document that the file is.
        silent: rows that were read and say nothing (a condition of the mapping does not hold).
        ignored: reason -> rows that the mapping leaves out.
        flags: flag -> rows, or ballots, that bear it.
    """

    name: str
    file: str
    rows: int = 0
    claims: int = 0
    quads: int = 0
    silent: int = 0
    ignored: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)

    def as_record(self) -> dict[str, Any]:
        """The report as one JSON object."""
        return {
            "dataset": self.name, "file": self.file, "rows": self.rows, "claims": self.claims, "quads": self.quads,
            "silent": self.silent, "ignored": dict(sorted(self.ignored.items())), "flags": dict(sorted(self.flags.items())),
            "rejected": len(self.rejects),
        }  # fmt: skip


def rejects_table(reports: list[TableReport]) -> str:
    """The rejected rows of all files as a tab-separated table: file, place, reason, and the row's cells."""
    lines = ["file\tplace\treason\trow"]
    for report in reports:
        for reject in report.rejects:
            cells = "; ".join(f"{name}: {cell}" for name, cell in reject.cells.items() if cell)
            lines.append("\t".join(" ".join(text.split()) for text in (reject.file, reject.place, reject.reason, cells)))
    return "\n".join(lines) + "\n"
