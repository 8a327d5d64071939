"""What a text's own head says of it: title, byline, date line. What it does not say stays unknown."""

from __future__ import annotations

import re
from typing import Final

from graphkit.model.dates import PartialDate
from graphkit.model.document import Citation

_MONTHS: Final = {
    name: n
    for n, names in enumerate(
        (("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
         ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
         ("december", "dec")), 1)
    for name in names
}  # fmt: skip
_MONTH: Final = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DATES: Final = (
    (re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b"), "ymd"),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})\b", re.I), "dmy"),
    (re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.I), "mdy"),
    # Dots between figures are written day first; slashes either way, so that only a figure above twelve tells the day.
    (re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b"), "dmy"),
    (re.compile(r"\b(1[3-9]|2\d|3[01])/(\d{1,2})/(\d{4})\b"), "dmy"),
    (re.compile(r"\b(\d{1,2})/(1[3-9]|2\d|3[01])/(\d{4})\b"), "mdy"),
    (re.compile(rf"\b{_MONTH}\s+(\d{{4}})\b", re.I), "my"),
)
#: What a line may say beside its date and still be a date line: the weekday, the hour, the page, that it was published.
_BESIDE: Final = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\b\.?)?|\b(?:gmt|utc)\b|\bpages?\s+\d+"
    r"|\b(?:date|dated|published|posted|issued|released|updated|last)\b",
    re.I,
)
#: A dateline before the first words of a text: "GENEVA (10 October 2022) -", "[Lima, 3 May 2019] --", "(New York, May 3, 2019) \u2013".
_DATELINE: Final = re.compile(r"[\[(]?(?P<place>[^\W\d_][\w.' -]{1,30}(?:/[\w.' -]{1,30})?(?:, [^\W\d_][\w.' ]{1,20})?),?\s*[\[(]?\s*$")
_LETTER: Final = re.compile(r"\b(?:letters?|notes?|statement)\b.*\b(?:dated|of)\s*$", re.I)
_AUTHOR: Final = re.compile(r"\b(?:Author|Authors|Written by)\s*:\s*(?P<name>\S.*\S)\s*$|^(?:By|BY|by):?\s+(?P<by>[^\W\d_].{3,80})$")
_PUBLISHER: Final = re.compile(r"^(?:Publisher|Published by)\s*:?\s+(?P<name>\S.*\S)\s*$", re.I)
_ADDRESS: Final = re.compile(r"^(?:URL|Source|Address|Link)\s*:\s*(?P<url>https?://\S+)\s*$", re.I)
#: A head is over after so many lines that are not blank.
_LINES: Final = 8


def date_in(line: str) -> tuple[PartialDate, tuple[int, int]] | None:
    """The first date written in *line*, and where it stands."""
    for pattern, order in _DATES:
        match = pattern.search(line)
        if not match:
            continue
        part = dict(zip(order, match.groups(), strict=True))
        month = part["m"].lower().rstrip(".")
        try:
            made = PartialDate(int(part["y"]), _MONTHS.get(month) or int(month), int(part["d"]) if "d" in part else None)
            made.first()
        except ValueError:
            continue
        return made, match.span()
    return None


def _bare(line: str, span: tuple[int, int]) -> bool:
    """Whether a line is nothing but its date, the hour and the like."""
    return not re.search(r"[^\W\d_]{3}", _BESIDE.sub(" ", f"{line[: span[0]]} {line[span[1] :]}"))


def _dateline(line: str) -> PartialDate | None:
    """The date of the place and day that a text, or its first line after the title, begins with."""
    found = date_in(line[:80])
    if found is None or found[0].day is None:
        return None
    (left, right) = found[1]
    place = _DATELINE.match(line[:left])
    after = re.match(r"\s*[\])]?\s*(?:\([\w /]{2,20}\)\s*)?(?:-|\u2013|\u2014|:)", line[right:])
    named = place is not None and all(word[0].isupper() for word in re.findall(r"[^\W\d_]{3,}", place["place"]))
    return found[0] if named and after else None


def read_head(text: str) -> Citation:
    """Title, author, publisher, date and address as the first lines give them.

    A title is the first line that is a heading (short, no full stop); a date counts where it
    stands alone, beside a byline, in a dateline, after "letter dated", or ends the title.
    """
    title = author = publisher = url = None
    date: PartialDate | None = None
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_LINES]
    for number, line in enumerate(lines):
        plain = re.sub(r"^#{1,6}\s+|^[*_]+|[*_]+$", "", line).strip()
        opening = _dateline(plain)
        if opening is not None:
            date = date or opening
            break
        if len(plain) > 200:
            break
        byline, found = _AUTHOR.search(plain), date_in(plain)
        address, imprint = _ADDRESS.match(plain), _PUBLISHER.match(plain)
        if byline:
            author = author or re.split(r"\s+[-\u2013|/]\s|\s*[@|/]", byline["name"] or byline["by"])[0].strip()
        if address:
            url = address["url"]
        if imprint:
            publisher = imprint["name"]
        if found:
            left, right = found[1]
            in_title = number == 0 and left > 0 and (right == len(plain) or _LETTER.search(plain[:left]) is not None)
            if date is None and (byline or in_title or _bare(plain, found[1])):
                date = found[0]
        is_meta = bool(byline or address or imprint) or (found is not None and _bare(plain, found[1]))
        if title is None and not is_meta:
            if plain[-1:] in ".:;," or not re.search(r"\w", plain):
                break
            title = (
                " ".join(plain.split()).strip('\u201c\u201d"')
                if plain.count("\u201c") + plain.count("\u201d") + plain.count('"') == 2
                and plain[0] in '\u201c"'
                and plain[-1] in '\u201d"'
                else " ".join(plain.split())
            )
    return Citation(title, author, publisher, date, url)
