"""Names that a document itself introduces: "the Andean Union of Jurists (AUJ)", the symbol of a draft."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from graphkit.model.entity import Record

_SMALL: Final = r"(?:of|for|the|and|on|in|to|against|de|des|du|la)"
#: Between the words of a name a line may end, but no paragraph.
_SPACE: Final = r"(?:[^\S\n]|\n(?!\s*\n))+"
#: A name before its short form has no more words; a longer run of capitals would be searched again from each of them.
_WORDS: Final = 15
_INTRODUCED: Final = re.compile(
    rf"(?P<name>(?:[A-Z][\w\u2019'-]*{_SPACE}(?:{_SMALL}{_SPACE}){{0,2}}){{0,{_WORDS}}}[A-Z][\w\u2019'-]*){_SPACE}"
    rf"\((?:the\s+)?(?P<short>[A-Z][A-Za-z-]{{1,8}})\)"
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
        starts = [i for i, w in enumerate(words) if w[0] == capitals[0] and _subsequence(capitals, [v[0] for v in words[i:]])]
        # Of two places where it may begin the later one is meant: a heading may stand before the name.
        start = next((i for i in reversed(starts) if len(words) - i >= 2), starts[0])
        name = words[start:]
        if len(name) >= 2:
            yield " ".join(name), short


#: Capitalised words in a row, with what may stand between the words of a name.
_RUN: Final = re.compile(
    r"(?<![\w\u2019'-])[A-Z][\w\u2019-]*(?:(?:\s+(?:(?:of|for|on|against|to)(?:\s+the)?|and|the|de|des|du))?\s+[A-Z][\w\u2019-]*)+"
)
#: What goes on behind the head of a name: "Lawyers for Human Rights".
_BEHIND: Final = ("of", "for", "on", "against", "to")
_ENDS: Final = (".", "!", "?", ":", ";", '"', "\u201d", "\u2019", ")", ",")


def spelled_out(text: str, heads: Container[str], openers: Container[str], pursuits: Container[str] = ()) -> Iterator[str]:
    """Names of organisations as running text spells them: "the Uganda Law Society", "Lawyers for Human Rights".

    Args:
        heads: what such names have for a head, in lower case ("society", "lawyers").
        openers: words that begin a sentence with a capital and no name ("the", "while"), in lower case.
        pursuits: what such names go on about in pairs ("Economic and Social Rights"), in lower case.
    """
    for line in text.splitlines():
        if not line.rstrip().endswith(_ENDS):
            continue  # a heading may have all its words in capitals
        for match in _RUN.finditer(line):
            words = match.group().split()
            while words and (words[0].lower() in openers or words[0].lower().endswith("-based")):
                words.pop(0)
            name = _around_head(words, heads, pursuits)
            if len(name) > 1 and not all(w.isupper() for w in name if w[0].isupper()):
                yield " ".join(name)


def goes_on_behind(rest: str) -> bool:
    """Whether *rest*, what stands in a name behind a name that is known, is led in by a preposition."""
    return rest.split(maxsplit=1)[:1] != [] and rest.split(maxsplit=1)[0] in _BEHIND


def _around_head(words: list[str], heads: Container[str], pursuits: Container[str]) -> list[str]:
    """The first name among *words*: up to its head, and on where a preposition leads on."""
    for at, word in enumerate(words):
        if word.lower() not in heads:
            continue
        last, goes_on = at, at + 1 < len(words) and words[at + 1] in _BEHIND
        if not goes_on and at + 1 < len(words) and words[at + 1][0].isupper():
            continue  # "Journalists Association": the head comes later
        while goes_on and last + 1 < len(words) and (words[last + 1] != "and" or words[last].lower() in pursuits):
            last += 1
        return words[: last + 1] if words[last][0].isupper() else []
    return []


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
