"""Words that say an act is one of a run: "for the second year in a row", "for the first time since 2008"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from graphkit.annotate.words import TimeWords

#: Each pattern has one of these words.
_SIGN: Final = re.compile(r"year|since|annual|decade|\bas\b", re.IGNORECASE)

RunKind = Literal["in-a-row", "every-year-since", "first-since", "as-before", "unlike-before"]
#: What is said of the other times is said by the same words that give their years.
_OF_OTHERS: Final = ("first-since", "as-before", "unlike-before")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A phrase of recurrence, with offsets in the document's text.

    Attributes:
        n: the number of times, the present one counted, for ``in-a-row``; of years, for ``first-since``.
        year: the year the phrase names; for ``every-year-since``, ``first-since`` and ``as-before``.
    """

    start: int
    end: int
    text: str
    kind: RunKind
    n: int | None = None
    year: int | None = None

    def dates_the_run(self, start: int, end: int) -> bool:
        """Whether words of time at these offsets are part of the phrase and speak of the other times, not of the present one."""
        return self.start <= start and end <= self.end and self.kind in _OF_OTHERS


class Recurrences:
    """Finds phrases that give a number or a year; "again" and "annual" do not count."""

    def __init__(self, words: TimeWords) -> None:
        self.words = words
        year = r"(?P<year>(?:19|20)\d\d)"
        before = r"(?:the\s+year\s+before|the\s+previous\s+year|last\s+year|(?:a|one)\s+year\s+(?:earlier|before|ago))"
        run = r"(?:consecutive|straight|successive)"
        on_end = r"(?:in\s+a\s+row|running|in\s+succession|on\s+end|straight)"
        did = r"(?:(?:it|they|he|she|we)\s+(?:did|had|had\s+done|has\s+done)\s+)"
        a = r"(?:for\s+)?(?:the|an?|its|their)\s+"
        since = rf"since\s+(?:[\w'’-]+\s+){{0,5}}?{year}"
        span = r"(?:(?:more\s+than|over|almost|nearly|at\s+least|the\s+(?:past|last))\s+)?(?P<n>[\w-]+)\s+(?P<unit>year|decade)s?"
        self._patterns: list[tuple[re.Pattern[str], RunKind]] = [
            (re.compile(rf"{a}(?P<nth>[\w-]+)\s+(?:{run}\s+(?:year|annual)|year\s+{on_end})", re.I), "in-a-row"),
            (re.compile(rf"{a}(?P<nth>[\w-]+)\s+time\s+in\s+as\s+many\s+years", re.I), "in-a-row"),
            (re.compile(rf"(?:for\s+)?(?P<n>[\w-]+)\s+(?:{run}\s+years|years\s+{on_end})", re.I), "in-a-row"),
            (re.compile(rf"(?:every|each)\s+year\s+(?:for\s+\S+\s+years\s+)?since\s+(?:\w+\s+)?{year}", re.I), "every-year-since"),
            (re.compile(rf"(?:annually|yearly|year\s+after\s+year)\s+since\s+(?:\w+\s+)?{year}", re.I), "every-year-since"),
            (re.compile(rf"(?:for\s+)?the\s+first\s+time\s+{since}", re.I), "first-since"),
            (re.compile(rf"(?:for\s+)?the\s+first\s+time\s+in\s+{span}", re.I), "first-since"),
            (re.compile(rf"\bunlike\s+(?:in\s+)?{before}", re.I), "unlike-before"),
            (re.compile(rf"(?:just\s+)?\b(?:as|like)\s+{did}?(?:in\s+)?{before}", re.I), "as-before"),
            (re.compile(rf"(?:just\s+)?\bas\s+{did}in\s+{year}", re.I), "as-before"),
            (re.compile(rf"\bfirst\b[^.;]{{0,60}}?\s{since}", re.I), "first-since"),
            (re.compile(rf"\bfirst\b[^.,;]{{0,40}}?\sin\s+{span}", re.I), "first-since"),
        ]  # fmt: skip

    def find(self, text: str, start: int, end: int) -> list[Recurrence]:
        """The phrases in ``text[start:end]``, left to right."""
        found: list[Recurrence] = []
        if not _SIGN.search(text, start, end):
            return found
        for pattern, kind in self._patterns:
            for match in pattern.finditer(text, start, end):
                groups = match.groupdict()
                n = self.words.ordinal(groups["nth"]) if groups.get("nth") else None
                n = self.words.number(groups["n"]) if groups.get("n") else n
                if kind == "first-since" and groups.get("n"):
                    if n is None:
                        continue
                    n *= 10 if groups["unit"].lower() == "decade" else 1
                year = int(groups["year"]) if groups.get("year") else None
                if kind == "in-a-row":
                    if n is None or n < 2:
                        continue
                    # "since 2001 for the 19th consecutive year": the year the text names goes before the sum.
                    since = re.search(r"since\s+((?:19|20)\d\d)\s+$", text[start : match.start()])
                    year = int(since[1]) if since else None
                found.append(Recurrence(match.start(), match.end(), match.group(), kind, n, year))
        # Of two readings of the same words, the first pattern's counts.
        kept = [r for n, r in enumerate(found) if not any(r.start < o.end and o.start < r.end for o in found[:n])]
        return sorted(kept, key=lambda r: r.start)
