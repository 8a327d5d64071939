"""When a claim holds, from words of its sentence: a model's date is taken only as far as the words bear it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from graphkit.annotate.times import TimeContext, Times
from graphkit.model.dates import PartialDate, When

_YEAR: Final = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date.

    Attributes:
        when: the date.
        uncertain: whether it is the model's reading of the words, inside the years that they name.
        left_out: why the model's date was not taken, or None.
    """

    when: When
    uncertain: bool = False
    left_out: str | None = None


@dataclass(frozen=True)
class Dating:
    """Dates the claims of one document.

    Attributes:
        times: reads words of time.
        told: the document's date.
    """

    times: Times
    told: PartialDate | None

    def bound(self, status: str) -> When:
        """What the document's date alone allows; nothing for what is only foreseen."""
        return When.until(self.told.last()) if self.told and status != "hypothetical" else When()

    def read(
        self, text: str, sentence: tuple[int, int], words: tuple[int, int], stated: tuple[str | None, str | None], status: str
    ) -> Dated:
        """The date that *words* give.

        The rules read them where they can, so that the same words are the same days whoever reads
        the document. Else the model's days stand, if each year that the words name, and no other,
        bounds them: a date is never taken from the model alone.

        Args:
            sentence, words: where they stand in *text*.
            stated: first and last day as the model gives them, in ISO 8601.
        """
        found = [e for e in self.times.find(text, *sentence, TimeContext(self.told)) if e.start < words[1] and words[0] < e.end]
        if found:
            when = max(found, key=lambda e: (min(e.end, words[1]) - max(e.start, words[0]), -e.start)).when
            if status == "hypothetical" and when.basis != "explicit":
                when = When()
            return Dated(when)
        bound = self.bound(status)
        if stated == (None, None):
            return Dated(bound, left_out="date words that say no day")
        try:
            first, last = _interval(*stated)
        except ValueError:
            return Dated(bound, left_out="date not in ISO 8601")
        years = [int(year) for year in _YEAR.findall(text[slice(*words)])]
        if not years or (first.year, last.year) != (min(years), max(years)):
            return Dated(bound, left_out="date that its words do not give")
        if status == "asserted" and self.told is not None and first > self.told.last():
            return Dated(bound, left_out="date after the document")
        return Dated(When.between(first, last, "explicit"), uncertain=True)


def _interval(start: str | None, end: str | None) -> tuple[date, date]:
    first = PartialDate.parse(start or end or "")
    last = PartialDate.parse(end or start or "")
    if first.first() > last.last():
        raise ValueError("it ends before it begins")
    return first.first(), last.last()
