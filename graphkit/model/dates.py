"""Partial dates, and the interval in which something happened."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Basis = Literal["explicit", "relative", "document", "inferred"]
Reading = Literal["within", "throughout", "each-year"]

_PARTIAL: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day (ISO 8601 calendar date, reduced precision allowed)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2021``, ``2021-02`` or ``2021-02-28``.

        Raises:
            ValueError: *text* is none of these, or no such day exists.
        """
        match = _PARTIAL.fullmatch(text.strip())
        if not match:
            raise ValueError(f"not a date (YYYY, YYYY-MM or YYYY-MM-DD): {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        made = cls(year, month, day)
        try:
            made.last()
            made.first()
        except (ValueError, IndexError) as error:
            raise ValueError(f"no such date: {text!r}") from error
        return made

    def first(self) -> date:
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The last day it may mean: a partial date bounds by it."""
        month = self.month or 12
        if not 1 <= month <= 12:
            raise ValueError(f"no such month: {month}")
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.month and self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class When:
    """When a claim holds: two inclusive bounds, and on what they rest.

    Attributes:
        start: first possible day, or None where nothing bounds it.
        end: last possible day, or None where nothing bounds it.
        edtf: the same in EDTF (ISO 8601-2), or None.
        basis: ``explicit``, ``relative`` (resolved against another date), ``document``
            (only the document's date bounds it) or ``inferred``; None where undated.
        reading: ``within`` (at some time in the interval), ``throughout`` or ``each-year``.
    """

    start: date | None = None
    end: date | None = None
    edtf: str | None = None
    basis: Basis | None = None
    reading: Reading | None = None

    @classmethod
    def between(cls, start: date, end: date, basis: Basis, reading: Reading = "within", edtf: str | None = None) -> When:
        """An interval; its EDTF text is made from the bounds unless given."""
        return cls(start, end, edtf or _edtf(start, end), basis, reading)

    @classmethod
    def until(cls, end: date, precision: PartialDate | None = None) -> When:
        """Bounded by the document's date alone."""
        return cls(None, end, f"/{end.isoformat()}", "document", "within")


def _edtf(start: date, end: date) -> str:
    if start == end:
        return start.isoformat()
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year:04d}" if start.year == end.year else f"{start.year:04d}/{end.year:04d}"
    whole_month = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if whole_month and (start.year, start.month) == (end.year, end.month):
        return f"{start.year:04d}-{start.month:02d}"
    return f"{start.isoformat()}/{end.isoformat()}"
