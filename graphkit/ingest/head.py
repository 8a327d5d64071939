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
    # Dots between figures are written day first; slashes either way, so they say nothing certain.
    (re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b"), "dmy"),
    (re.compile(rf"\b{_MONTH}\s+(\d{{4}})\b", re.I), "my"),
)
_AUTHOR: Final = re.compile(r"\b(?:Author|Authors|Written by)\s*:\s*(?P<name>\S.*\S)\s*$|^(?:By|BY|by)\s+(?P<by>[^\W\d_].{3,80})$")
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


def read_head(text: str) -> Citation:
    """Title, author, publisher, date and address as the first lines give them.

    A title is the first line that is a heading (short, no full stop); a date counts where it
    stands alone, beside a byline, or ends the title.
    """
    title = author = publisher = url = None
    date: PartialDate | None = None
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_LINES]
    for number, line in enumerate(lines):
        plain = re.sub(r"^#{1,6}\s+|^[*_]+|[*_]+$", "", line).strip()
        if len(plain) > 160:
            break
        byline, found = _AUTHOR.search(plain), date_in(plain)
        address, imprint = _ADDRESS.match(plain), _PUBLISHER.match(plain)
        if byline:
            author = author or (byline["name"] or byline["by"]).strip()
        if address:
            url = address["url"]
        if imprint:
            publisher = imprint["name"]
        if found:
            (left, right), alone = found[1], plain[: found[1][0]] + plain[found[1][1] :]
            ends_title = number == 0 and right == len(plain) and left > 0
            if date is None and (byline or ends_title or not re.search(r"\w{3}", alone)):
                date = found[0]
        is_meta = bool(byline or address or imprint) or (
            found is not None and not re.search(r"\w{3}", plain[: found[1][0]] + plain[found[1][1] :])
        )
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
