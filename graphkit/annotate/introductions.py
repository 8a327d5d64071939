"""Names that a document itself introduces: "the Andean Union of Jurists (AUJ)", the symbol of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graphkit.model.entity import Record

_SMALL: Final = r"(?:of|for|the|and|on|in|to|against|de|des|du|la)"
_INTRODUCED: Final = re.compile(
    rf"(?P<name>(?:[A-Z][\w\u2019'-]*\s+(?:{_SMALL}\s+){{0,2}})*[A-Z][\w\u2019'-]*)\s+\((?:the\s+)?(?P<short>[A-Z][A-Za-z-]{{1,8}})\)"
)
#: Symbols of drafts and resolutions (UN documents' symbols: A/HRC/57/L.41, A/C.3/69/L.28/Rev.1, A/RES/75/190, S/2024/250).
SYMBOL: Final = re.compile(
    r"\b(?:A|S|E)/(?:HRC/|C\.\d/|ES-\d+/|CN\.\d+/)?(?:RES/(?:\d+/)?\d+(?:-?[A-Z]+)?(?:\s?\(\d{4}\))?|(?:S-)?\d+/L\.\d+(?:/Rev\.\d+)?|(?:S-)?\d+/\d+)"
)


def introduced(text: str) -> Iterator[tuple[str, str]]:
    """Names that stand before their short form in brackets, as (name, short form).

    The name begins with the word that the short form begins with.
    """
    for match in _INTRODUCED.finditer(text):
        words, short = match["name"].split(), match["short"]
        initials = [w[0] for w in words if w[0].isupper()]
        capitals = [c for c in short if c.isupper()]
        if len(capitals) < 2 or not _subsequence(capitals, initials):
            continue
        start = next(i for i, w in enumerate(words) if w[0] == capitals[0] and _subsequence(capitals, [v[0] for v in words[i:]]))
        name = words[start:]
        if len(name) >= 2:
            yield " ".join(name), short


def _subsequence(short: list[str], initials: list[str]) -> bool:
    rest = iter(initials)
    return all(c in rest for c in short)


def symbols(text: str) -> Iterator[Record]:
    """The resolutions and drafts that a text names by their symbols, each once."""
    seen: set[str] = set()
    for match in SYMBOL.finditer(text):
        symbol = match.group()
        if symbol in seen or ("/L." not in symbol and "/RES/" not in symbol):
            continue
        seen.add(symbol)
        kind = "draft" if "/L." in symbol else "resolution"
        yield Record(kind, symbol, symbol, (), "", 0, {})
