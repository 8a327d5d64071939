"""Figures that belong to a stance: tallies, numbers of sponsors, people, cases, sums of money."""

from __future__ import annotations

import re
from typing import Final

from graphkit.annotate.words import TimeWords

Value = tuple[tuple[str, int | float | str], ...]

_QUOTES: Final = re.compile("[\u2018\u2019\u201c\u201d\"']")
_NUMBER: Final = r"(\d{1,3}(?:,\d{3})+|\d+(?:,\d+)?|[A-Za-z]+(?:-[a-z]+)?)"
_TALLIES: Final = (
    # 111 in favour, 19 against and 55 abstentions; 111 yes votes, 19 no votes, 55 abstentions
    (re.compile(
        rf"{_NUMBER}\s+(?:states?\s+|countries\s+|members\s+|votes?\s+|yes\s+)*(?:voted\s+|voting\s+)?(?:in\s+favou?r|yes|for|votes?)[^.;]{{0,30}}?\s"
        rf"{_NUMBER}\s+(?:states?\s+|countries\s+|votes?\s+|voted\s+|voting\s+)*(?:against|no)\b[^.;]{{0,30}}?\s{_NUMBER}\s+(?:states?\s+|countries\s+|votes?\s+)*(?:abstention|abstain)",
        re.I), ("yes", "no", "abstain")),
    # by 78 votes to 30, with 68 abstentions
    (re.compile(rf"{_NUMBER}\s+votes?\s+(?:in\s+favou?r\s+)?to\s+{_NUMBER}(?:\s+against)?,?\s+(?:and\s+)?with\s+{_NUMBER}\s+abst", re.I), ("yes", "no", "abstain")),
    (re.compile(rf"{_NUMBER}\s+in\s+favou?r\s+to\s+{_NUMBER}\s+against,?\s+(?:and\s+)?with\s+{_NUMBER}\s+abst", re.I), ("yes", "no", "abstain")),
    # a vote of 24-6-17
    (re.compile(r"\b(\d{1,3})\s*[-\u2013\u2011]\s*(\d{1,3})\s*[-\u2013\u2011]\s*(\d{1,3})\b(?!-)"), ("yes", "no", "abstain")),
)  # fmt: skip
_SPONSORS: Final = re.compile(
    rf"{_NUMBER}\s+(?:other\s+|member\s+)?(?:countries|states|nations|co-?sponsors|delegations|governments)\b", re.I
)
_PEOPLE: Final = (
    "people", "persons", "prisoners", "inmates", "detainees", "refugees", "activists", "citizens", "victims", "defectors", "civilians"
)  # fmt: skip
#: What is counted, and the words without one of which it is not: few texts have any.
_COUNTED: Final = (
    (re.compile(rf"{_NUMBER}\s+(?:\w+\s+)?(?:{'|'.join(_PEOPLE)})\b", re.I), "people", _PEOPLE),
    (re.compile(rf"{_NUMBER}\s+(?:\w+\s+)?cases\b", re.I), "cases", ("cases",)),
    (re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per\s?cent)"), "percent", ("%", "per")),
)
_MONEY: Final = re.compile(
    r"(US\$|\$|\u20ac|\u00a3|USD\s|EUR\s)\s*(\d+(?:[.,]\d+)*)\s*(million|billion|thousand)?|(\d+(?:[.,]\d+)*)\s*(million|billion)?\s+(?:US\s+)?(dollars|euros)",
    re.I,
)
_SCALE: Final = {"million": 1_000_000, "billion": 1_000_000_000, "thousand": 1_000, "": 1}
_CURRENCY: Final = {
    "us$": "USD",
    "$": "USD",
    "\u20ac": "EUR",
    "\u00a3": "GBP",
    "usd": "USD",
    "eur": "EUR",
    "dollars": "USD",
    "euros": "EUR",
}
_WELL_FORMED: Final = re.compile(r"\d{1,3}(?:,\d{3})*|\d+")


def tally(text: str, words: TimeWords) -> Value:
    """Yes, no and abstain as *text* gives them, else nothing."""
    plain = _QUOTES.sub("", text)
    for pattern, names in _TALLIES:
        match = pattern.search(plain)
        if match:
            numbers = [words.number(group) for group in match.groups()]
            if all(n is not None for n in numbers):
                return tuple((name, n) for name, n in zip(names, numbers, strict=True) if n is not None)
    return ()


def sponsor_count(text: str, words: TimeWords) -> Value:
    """The number of co-sponsors."""
    for match in _SPONSORS.finditer(text):
        n = words.number(match[1])
        if n is not None and n > 1:
            return (("cosponsors", n),)
    return ()


def money(text: str) -> Value:
    """The first sum of money: amount, and ISO 4217 code."""
    match = _MONEY.search(text)
    if not match:
        return ()
    sign, figure, scale, other, other_scale, unit = match.groups()
    number = float((figure or other).replace(",", "")) * _SCALE[(scale or other_scale or "").lower()]
    code = _CURRENCY[(sign or unit).strip().lower()]
    return (("amount", int(number) if number.is_integer() else number), ("currency", code))


def counts(text: str, words: TimeWords) -> tuple[Value, bool]:
    """People, cases and percentages in *text*; and whether a figure is malformed, and so kept as written."""
    found: dict[str, int | float | str] = {}
    malformed = False
    lower = text.casefold()
    for pattern, name, needed in _COUNTED:
        for match in pattern.finditer(text) if any(word in lower for word in needed) else ():
            raw = match[1]
            if raw[0].isdigit() and name != "percent" and not _WELL_FORMED.fullmatch(raw):
                found.setdefault(name, raw)
                malformed = True
                continue
            n = float(raw) if name == "percent" else words.number(raw)
            if n is not None and (n != 1 or raw == "1"):
                found.setdefault(name, int(n) if float(n).is_integer() else n)
    return tuple(found.items()), malformed
