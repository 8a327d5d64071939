"""Expressions of time, and the days they bound.

Explicit dates stand by themselves; relative ones lean on the document's date, or on the date
last told ("a day earlier").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from graphkit.annotate.words import TimeWords
from graphkit.model.dates import Basis, PartialDate, Reading, When

#: Days within which a weekday that news speaks of is one of its own week, though it has told of another day.
_RECENT: Final = 45


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, with offsets in the document's text."""

    start: int
    end: int
    text: str
    when: When


@dataclass(frozen=True, slots=True)
class TimeContext:
    """What relative words lean on.

    Attributes:
        document: the document's date.
        anchor: the interval last told, or None.
        year: the year under whose words the passage stands ("In 2014 ... On 3 March"), or None.
    """

    document: PartialDate | None = None
    anchor: tuple[date, date] | None = None
    year: int | None = None


Found = tuple[date | None, date | None, Basis, Reading]


class Times:
    """Finds expressions of time by the words of a lexicon."""

    def __init__(self, words: TimeWords) -> None:
        self.words = words
        names = "|".join(sorted(words.months, key=len, reverse=True))
        month = rf"(?P<month>{names})(?:\.(?=\s+\d))?"
        number = r"(?P<n>\d+|" + "|".join(sorted(words.numbers, key=len, reverse=True)) + r")"
        part = r"(?P<part>" + "|".join(sorted(words.month_parts, key=len, reverse=True)) + r")"
        year_part = r"(?P<part>" + "|".join(sorted(words.year_parts, key=len, reverse=True)) + r")"
        season = r"(?P<season>" + "|".join(words.seasons) + r")"
        weekday = r"(?P<weekday>" + "|".join(words.weekdays) + r")(?:\s+(?:morning|afternoon|evening|night))?\b"
        year = r"(?P<year>(?:1[89]|20)\d\d)(?!\d|,\d|-\d)"
        day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%,]\d)"
        unit = r"(?P<unit>day|week|month|year|decade)"
        # The first pattern that matches at a place wins: the most explicit ones stand first.
        table: list[tuple[str, Callable[[re.Match[str], TimeContext], Found | None]]] = [
            (r"(?P<year>\d{4})-(?P<mm>\d\d)-(?P<day>\d\d)", self._iso),
            (rf"(?P<from>[0-3]?\d)\s*(?:to|and|[\u2013-])\s*{day}\s+{month}(?:,?\s+{year})?", self._days),
            (rf"{month}\s+(?P<from>[0-3]?\d)\s*(?:to|and|[\u2013-])\s*{day}(?:,?\s+{year})?", self._days),
            (rf"{day}\s+{month},?\s+{year}", self._day),
            (rf"{month}\s+{day},?\s+{year}", self._day),
            (rf"(?:between|from)\s+(?P<first>{names})\s+(?:and|to|until|through)\s+{month},?\s+{year}", self._months),
            (rf"since\s+(?:the\s+|(?:\w+\s+){{1,4}}(?:of|in)\s+)?{month},?\s+{year}", self._month),
            (rf"{part}[\s-]+{month},?(?:\s+of)?\s+{year}", self._month),
            (rf"{month},?(?:\s+of)?\s+{year}", self._month),
            (rf"between\s+{year}\s+and\s+(?P<until>(?:19|20)\d\d)", self._years),
            (rf"from\s+{year}\s+(?:to|until|through)\s+(?P<until>(?:19|20)\d\d)", self._years),
            (rf"{year}\s*[\u2013/-]\s*(?P<until>(?:19|20)\d\d)", self._years),
            (rf"(?:in|during)\s+{year}\s+and\s+(?P<until>(?:19|20)\d\d)", self._years),
            (rf"(?P<half>first|second)\s+half\s+of\s+{year}", self._half),
            (rf"(?:every|each)\s+year\s+(?:for\s+\S+\s+years\s+)?since\s+(?:\w+\s+)?{year}", self._every_year),
            (rf"since\s+(?:\w+\s+)?{year}", self._since),
            (rf"since\s+(?:\w+\s+){{1,5}}?in\s+{year}", self._since),
            (rf"by\s+(?:its\s+|the\s+)?resolution\s+\d+\s+\({year}\)", self._year),
            (rf"(?:until|till|up\s+to)\s+(?:\w+\s+)?{year}", self._until),
            (rf"{season}\s+(?:of\s+)?{year}", self._season),
            (rf"(?:at\s+)?the\s+very\s+end\s+of\s+{year}", self._end_of_year),
            (rf"{year_part}[\s-]+{year}", self._year_part),
            (rf"the\s+{year}s", self._decade),
            (rf"(?:in|during|throughout|of|for|by|year|on|around|over)\s+{year}", self._year),
            (rf"{month}\s+(?P<which>last|this)\s+year", self._month),
            (rf"{year_part}[\s-]+(?P<which>last|this)\s+year", self._year_part),
            (rf"(?P<which>last|this)\s+{season}", self._season),
            (rf"{part}[\s-]+{month}\b", self._month),
            (rf"{month}\s+{day}(?!\w|\s+(?:people|persons|percent|per\s+cent|countries|cases))", self._day),
            (rf"{day}\s+{month}\b", self._day),
            (rf"(?:in|since|during|last|this|of|until|by|and|or)\s+{month}(?=[\s,.;)]|$)", self._month),
            (rf"(?:on|last|this)\s+{weekday}", self._weekday),
            (rf"(?<=[a-z,\u201d\"]\s){weekday}(?!['\u2019]|\s+(?:prayer|sermon))", self._weekday),
            (r"(?:at\s+)?the\s+(?:very\s+)?end\s+of\s+the\s+year", self._end_of_year),
            (r"(?:the\s+year\s+before|the\s+previous\s+year|a\s+year\s+earlier|the\s+preceding\s+year)", self._year_before),
            (r"(?P<which>earlier|later)\s+this\s+(?P<unit>week|month|year)", self._calendar),
            (r"(?P<which>last|this|next)\s+(?P<unit>week|month|year)", self._calendar),
            (rf"(?:(?:over|in|during|for)\s+)?the\s+(?:past|last)\s+(?:{number}\s+)?{unit}s?", self._past),
            (rf"{number}\s+{unit}s?\s+(?P<way>ago|earlier|before|later|after)", self._shift),
            (rf"for\s+(?:(?:more|less)\s+than\s+|over\s+|almost\s+|nearly\s+|about\s+|at\s+least\s+)?{number}\s+{unit}s?", self._lasting),
            (r"(?P<which>yesterday|today|tomorrow|tonight|overnight|this\s+(?:morning|afternoon|evening)|last\s+night)", self._near),
            (r"(?P<which>the\s+same\s+day|that\s+day|the\s+day\s+before|the\s+(?:next|following)\s+day)", self._near),
            (r"(?P<which>that|that\s+same|the\s+same|the\s+following|the\s+next)\s+(?P<unit>year|month)", self._told_of),
        ]  # fmt: skip
        # Words without one of which a part of a pattern is not found, in lower case: a sentence that lacks them is not searched
        # for that pattern, since most have no date.
        near = ("yesterday", "today", "tomorrow", "night", "morning", "afternoon", "evening")
        signs: dict[str, tuple[str, ...]] = {
            year: ("18", "19", "20"),
            unit: ("day", "week", "month", "year", "decade"),
            "<unit>week|month|year": ("week", "month", "year"),
            "<unit>year|month": ("month", "year"),
            part: tuple(words.month_parts),
            year_part: tuple(words.year_parts),
            season: tuple(words.seasons),
            weekday: tuple(words.weekdays),
            r"since\s+": ("since",),
            r"the\s+year": ("year",),
            r"between\s+": ("between",),
            r"end\s+of": ("end",),
            r"half\s+of": ("half",),
            r"resolution\s+": ("resolution",),
            r"\s+day": ("day",),
            "yesterday": near,
            "<mm>": ("-",),
        }
        self._signs = tuple(signs.values())
        self._capital_month = re.compile("|".join(f"{name[0].upper()}(?i:{name[1:]})" for name in words.months))
        self._patterns = [
            (
                re.compile(rf"(?<![\w/.-]){text}(?!\w)", re.IGNORECASE),
                make,
                {sign for part, sign in signs.items() if part in text},
                month in text,
            )
            for text, make in table
        ]

    def find(self, text: str, start: int, end: int, context: TimeContext) -> list[TimeExpression]:
        """The expressions in ``text[start:end]``, left to right, none overlapping."""
        taken: list[TimeExpression] = []
        lower = text[start:end].casefold()
        missing = {sign for sign in self._signs if not any(word in lower for word in sign)}
        monthless = self._capital_month.search(text, start, end) is None
        for pattern, make, signs, of_month in self._patterns:
            if (of_month and monthless) or not missing.isdisjoint(signs):
                continue
            for match in pattern.finditer(text, start, end):
                if any(match.start() < t.end and t.start < match.end() for t in taken):
                    continue
                if "month" in match.groupdict() and match["month"] and not match["month"][0].isupper():
                    continue  # "may", "march"
                try:
                    found = make(match, self._leaning(taken, match.start(), context))
                except (ValueError, OverflowError):
                    continue
                if found is None:
                    continue
                first, last, basis, reading = found
                when = (
                    When.between(first, last, basis, reading)
                    if first and last
                    else When(first, last, f"{first or ''}/{last or ''}", basis, reading)
                )
                taken.append(TimeExpression(match.start(), match.end(), match.group(), when))
        return sorted(taken, key=lambda t: t.start)

    def _leaning(self, taken: list[TimeExpression], at: int, context: TimeContext) -> TimeContext:
        """*context*, in which "two years later" leans on the date that the sentence itself gave before."""
        before = [t.when for t in taken if t.end <= at and t.when.basis == "explicit" and t.when.reading == "within"]
        if not before or before[-1].start is None or before[-1].end is None:
            return context
        return replace(context, anchor=(before[-1].start, before[-1].end))

    # -- explicit ------------------------------------------------------------------------

    def _iso(self, m: re.Match[str], _: TimeContext) -> Found:
        day = date(int(m["year"]), int(m["mm"]), int(m["day"]))
        return day, day, "explicit", "within"

    def _day(self, m: re.Match[str], context: TimeContext) -> Found | None:
        month, day = self.words.months[m["month"].lower()], int(m["day"])
        if m.groupdict().get("year"):
            made = date(int(m["year"]), month, day)
            return made, made, "explicit", "within"
        year = self._year_for(month, day, context)
        return None if year is None else (date(year, month, day), date(year, month, day), "relative", "within")

    def _month(self, m: re.Match[str], context: TimeContext) -> Found | None:
        groups = m.groupdict()
        if m.group().lower().startswith(("and ", "or ")):
            before = m.string[: m.start()].split()[-1:]
            if not before or before[0].lower() not in self.words.months:
                return None  # "in March and November", but not "Chad and May"
        month = self.words.months[m["month"].lower()]
        stated = groups.get("year")
        year = int(stated) if stated else self._year_of(m, context) or self._year_for(month, 1, context)
        if year is None:
            return None
        basis: Basis = "explicit" if stated else "relative"
        last = calendar.monthrange(year, month)[1]
        first_day, last_day = self.words.month_parts[" ".join(groups["part"].lower().split())] if groups.get("part") else (1, 0)
        first, end = date(year, month, first_day), date(year, month, last_day or last)
        word = m.group().split()[0].lower()
        if word == "since":
            bound = context.document.last() if context.document else None
            return first, bound, basis, "throughout"
        return first, end, basis, "within"

    def _days(self, m: re.Match[str], context: TimeContext) -> Found | None:
        found = self._day(m, context)
        if found is None or found[1] is None or int(m["from"]) > found[1].day:
            return None
        return found[1].replace(day=int(m["from"])), found[1], found[2], "within"

    def _months(self, m: re.Match[str], _: TimeContext) -> Found | None:
        first, last, year = self.words.months[m["first"].lower()], self.words.months[m["month"].lower()], int(m["year"])
        begins = date(year - (first > last), first, 1)
        return begins, date(year, last, calendar.monthrange(year, last)[1]), "explicit", "within"

    def _half(self, m: re.Match[str], _: TimeContext) -> Found:
        year, second = int(m["year"]), m["half"].lower() == "second"
        return date(year, 7 if second else 1, 1), date(year, 12 if second else 6, 31 if second else 30), "explicit", "within"

    def _year_of(self, m: re.Match[str], context: TimeContext) -> int | None:
        """The year that is named, or called this year or the last."""
        groups = m.groupdict()
        if groups.get("year"):
            return int(groups["year"])
        base = self._base(context)
        return base.year - (groups["which"].lower() == "last") if base and groups.get("which") else None

    def _years(self, m: re.Match[str], _: TimeContext) -> Found | None:
        first, last = int(m["year"]), int(m["until"])
        return (date(first, 1, 1), date(last, 12, 31), "explicit", "within") if first <= last else None

    def _every_year(self, m: re.Match[str], context: TimeContext) -> Found | None:
        # The run's last year is the one told of, not the early days of the document's own.
        end = context.anchor[1].year if context.anchor else context.document.last().year if context.document else None
        return (date(int(m["year"]), 1, 1), date(end, 12, 31), "explicit", "each-year") if end else None

    def _since(self, m: re.Match[str], context: TimeContext) -> Found:
        end = context.document.last() if context.document else None
        return date(int(m["year"]), 1, 1), end, "explicit", "throughout"

    def _until(self, m: re.Match[str], _: TimeContext) -> Found:
        return None, date(int(m["year"]), 12, 31), "explicit", "within"

    def _season(self, m: re.Match[str], context: TimeContext) -> Found | None:
        first, last = self.words.seasons[m["season"].lower()]
        year = self._year_of(m, context)
        if year is None:
            return None
        end = year + (last < first)
        return date(year, first, 1), date(end, last, calendar.monthrange(end, last)[1]), self._basis(m), "within"

    def _year_part(self, m: re.Match[str], context: TimeContext) -> Found | None:
        first, last = self.words.year_parts[" ".join(m["part"].lower().split())]
        year = self._year_of(m, context)
        return (date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), self._basis(m), "within") if year else None

    @staticmethod
    def _basis(m: re.Match[str]) -> Basis:
        return "explicit" if m.groupdict().get("year") else "relative"

    def _decade(self, m: re.Match[str], _: TimeContext) -> Found:
        year = int(m["year"])
        return date(year, 1, 1), date(year + 9, 12, 31), "explicit", "within"

    def _year(self, m: re.Match[str], _: TimeContext) -> Found:
        year = int(m["year"])
        return date(year, 1, 1), date(year, 12, 31), "explicit", "within"

    # -- relative ------------------------------------------------------------------------

    def _year_for(self, month: int, day: int, context: TimeContext) -> int | None:
        """The passage's year; else the last such day not after the document."""
        if context.year is not None:
            return context.year
        if context.document is None:
            return None
        limit = context.document.last()
        return limit.year - (date(limit.year, month, min(day, calendar.monthrange(limit.year, month)[1])) > limit)

    def _base(self, context: TimeContext) -> date | None:
        return context.document.last() if context.document else None

    def _weekday(self, m: re.Match[str], context: TimeContext) -> Found | None:
        if m.group().startswith(m["weekday"]):
            # "said Friday", as wire services write; but not "the Friday market", "every Monday", "on friday"
            before = m.string[: m.start()].split()[-1].lower()
            if not m.group()[0].isupper() or before in ("the", "a", "every", "each", "next", "until", "since", "from", "and", "or"):
                return None
        own = self._base(context) if context.document and context.document.day else None
        told = context.anchor[1] if context.anchor else None
        # News leans on its own day, whatever it has told of the weeks before; a chronicle on the day it has come to.
        near = own is not None and told is not None and 0 <= (own - told).days <= _RECENT
        base = own if near or told is None else told
        if base is None:
            return None
        made = base - timedelta(days=(base.weekday() - self.words.weekdays[m["weekday"].lower()]) % 7)
        return made, made, "relative", "within"

    def _end_of_year(self, m: re.Match[str], context: TimeContext) -> Found | None:
        base = self._base(context)
        if m.groupdict().get("year"):
            return date(int(m["year"]), 12, 21), date(int(m["year"]), 12, 31), "explicit", "within"
        year = context.year or (base.year - (base < date(base.year, 12, 21)) if base else None)
        first = 21 if "very" in m.group() else 1
        return (date(year, 12, first), date(year, 12, 31), "relative", "within") if year else None

    def _year_before(self, m: re.Match[str], context: TimeContext) -> Found | None:
        base = context.anchor[0] if context.anchor else self._base(context)
        return (date(base.year - 1, 1, 1), date(base.year - 1, 12, 31), "relative", "within") if base else None

    def _calendar(self, m: re.Match[str], context: TimeContext) -> Found | None:
        which, unit = m["which"].lower(), m["unit"].lower()
        leans = which in ("earlier", "later") and unit == "week" and context.anchor
        base = context.anchor[1] if leans and context.anchor else self._base(context)
        precise = context.document.day if context.document else None
        if base is None or (unit == "week" and not (precise or leans)):
            return None
        shift = {"last": -1, "next": 1}.get(which, 0)
        if unit == "year":
            return date(base.year + shift, 1, 1), date(base.year + shift, 12, 31), "relative", "within"
        if unit == "month":
            index = base.year * 12 + base.month - 1 + shift
            year, month = divmod(index, 12)
            return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1]), "relative", "within"
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=shift)
        return monday, base if which == "earlier" else monday + timedelta(days=6), "relative", "within"

    def _past(self, m: re.Match[str], context: TimeContext) -> Found | None:
        base = self._base(context)
        n = self.words.number(m["n"]) if m["n"] else 1
        if base is None or n is None:
            return None
        return self._back(base, n, m["unit"].lower()), base, "relative", "within"

    def _lasting(self, m: re.Match[str], context: TimeContext) -> Found | None:
        base = context.anchor[1] if context.anchor else self._base(context)
        n = self.words.number(m["n"])
        return (self._back(base, n, m["unit"].lower()), base, "relative", "throughout") if base and n else None

    def _shift(self, m: re.Match[str], context: TimeContext) -> Found | None:
        n, unit, way = self.words.number(m["n"]), m["unit"].lower(), m["way"].lower()
        base = self._base(context) if way == "ago" else context.anchor[0] if context.anchor else None
        if base is None or n is None:
            return None
        sign = -1 if way in ("later", "after") else 1
        made = self._back(base, sign * n, unit)
        if unit in ("day", "week") and (way != "ago" or (context.document and context.document.day)):
            return made, made, "relative", "within"
        if unit == "month":
            return made.replace(day=1), made.replace(day=calendar.monthrange(made.year, made.month)[1]), "relative", "within"
        return date(made.year, 1, 1), date(made.year, 12, 31), "relative", "within"

    def _near(self, m: re.Match[str], context: TimeContext) -> Found | None:
        which = " ".join(m["which"].lower().split())
        told = context.anchor[0] if context.anchor and context.anchor[0] == context.anchor[1] else None
        own = context.document.last() if context.document and context.document.day else None
        base = told if which.endswith((" day", "day before")) else own
        if base is None:
            return None
        before, after = which in ("yesterday", "last night", "the day before"), which.endswith(("tomorrow", "next day", "following day"))
        made = base + timedelta(days=after - before)
        return made, made, "relative", "within"

    def _told_of(self, m: re.Match[str], context: TimeContext) -> Found | None:
        if context.anchor is None:
            return None
        on = m["which"].lower().endswith(("following", "next"))
        told = context.anchor[1]
        if m["unit"].lower() == "year":
            return date(told.year + on, 1, 1), date(told.year + on, 12, 31), "relative", "within"
        year, month = divmod(told.year * 12 + told.month - 1 + on, 12)
        return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1]), "relative", "within"

    @staticmethod
    def _back(base: date, n: int, unit: str) -> date:
        if unit in ("day", "week"):
            return base - timedelta(days=n * (7 if unit == "week" else 1))
        months = n * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = divmod(base.year * 12 + base.month - 1 - months, 12)
        return date(year, month + 1, min(base.day, calendar.monthrange(year, month + 1)[1]))
