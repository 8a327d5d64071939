"""Sponsors and speakers printed as lists: "co-sponsored by Albania, Andorra, ...", "Speaking were Albania, Andorra, ...".

United Nations records print them for a hundred states and more; no parser holds on so long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graphkit.annotate.gazetteer import Mention
from graphkit.annotate.layout import Span
from graphkit.claims.lexicon import Lexicon

_SPONSORS: Final = {"list_cosponsors": "cosponsors", "list_sponsors": "sponsors"}
_DRAFT: Final = re.compile(r"[Dd]raft (?:resolution|decision|amendment) (?:[IVXL]+\b|\d+\b|A/[\w./]*\w)|(?:resolution|decision) \d+/\d+")
#: A list holds names and commas; a word of prose ends it.
GAP: Final = re.compile(r"[\s,;*]*(?:and\s+)?(?:the\s+)?(?:\((?:of the|the|of)\))?[\s,;*]*|\s*\([^)]{0,60}\)[\s,;]*")
# A name that the tables do not know does not end it.
_UNKNOWN: Final = re.compile(r"[\s,;]*[A-Z\u00c0-\u00de][\w\u2019'-]*(?:\s[A-Z][\w\u2019'-]*)?(?:\s\([^)]{0,60}\))?,\s*")
#: What stands behind a short list, else it is prose: "For: Albania and Chile it was a good day".
_END: Final = re.compile(r"\s*(?:[.,;(*]|\n|$)")


@dataclass(frozen=True, slots=True)
class RollCall:
    """One list: its kind, where its label stands, the names in it, and where it says in what they took part."""

    kind: str
    label: tuple[int, int]
    names: tuple[Mention, ...]
    what: tuple[int, int] | None = None


def sponsor_lists(text: str, span: Span, mentions: list[Mention], lexicon: Lexicon) -> Iterator[RollCall]:
    """The lists of at least three sponsors in a sentence: behind what leads them in, or before "joined the sponsors"."""
    lower = text[span.start : span.end].lower()
    taken: set[int] = set()
    for name, kind in _SPONSORS.items():
        for phrase in lexicon.longest_first(name):
            if phrase not in lower:
                continue
            for match in re.finditer(rf"(?<![\w-]){re.escape(phrase)}(?:\s+of\s[^:;\n]{{3,80}}(?=:))?:?\s", lower):
                start, end = span.start + match.start(), span.start + match.end()
                names = [m for m in names_from(text, end, mentions) if m.start not in taken]
                # A label that stands at the head of a line may lead in a short list, too.
                headed = match.group().rstrip().endswith(":") and (start == span.start or text[start - 1] == "\n")
                if len(names) >= 3 or (names and headed and _END.match(text, names[-1].end)):
                    taken.update(m.start for m in names)
                    yield RollCall(kind, (start, end - 1), tuple(names))
    yield from _drafted(text, span, mentions, lexicon)
    for phrase in lexicon.longest_first("list_joined"):
        at = lower.find(phrase)
        if at < 0:
            continue
        run: list[Mention] = []
        edge = span.start + at
        for mention in reversed([m for m in mentions if m.end <= edge]):
            if not GAP.fullmatch(text, mention.end, edge):
                break
            if mention.record and mention.record.type in ("state", "organisation"):
                run.insert(0, mention)
            edge = mention.start
        run = [m for m in run if m.start not in taken]
        if len(run) >= 3:
            taken.update(m.start for m in run)
            yield RollCall("cosponsors", (span.start + at, span.start + at + len(phrase)), tuple(run))


def _drafted(text: str, span: Span, mentions: list[Mention], lexicon: Lexicon) -> Iterator[RollCall]:
    """Whose draft it is, as drafts are headed: "Albania, Andorra* and Chile: draft resolution"."""
    names = names_from(text, span.start, mentions, ("state", "organisation"))
    if not names:
        return
    title = _title(lexicon).match(text, names[-1].end, span.end)
    if title:
        yield RollCall("sponsors", title.span("what"), tuple(names))


@lru_cache(maxsize=4)
def _title(lexicon: Lexicon) -> re.Pattern[str]:
    """What a draft is headed by, behind the names."""
    titles = "|".join(map(re.escape, lexicon.longest_first("list_drafted")))
    return re.compile(rf"[\s*]*(?:\([^()]*\)[\s*]*)*:\s*(?P<what>(?:{titles})\b)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _speaking(lexicon: Lexicon) -> re.Pattern[str]:
    """What leads in a list of speakers."""
    verbs = "|".join(map(re.escape, lexicon.longest_first("list_speaking")))
    whose = "|".join(map(re.escape, lexicon.longest_first("list_delegates")))
    return re.compile(
        rf"(?<![\w-])(?:{verbs})(?: in (?P<what>[^:;.\n]{{3,80}}?))?(?: were:?|:)\s(?:(?:the\s+)?(?:{whose})\s)?", re.IGNORECASE
    )


def speaker_lists(text: str, span: Span, mentions: list[Mention], lexicon: Lexicon) -> Iterator[RollCall]:
    """Who took part, in a sentence that lists at least three: "The following took part in the dialogue: ...", "Speaking were ..."."""
    if len(mentions) < 3:
        return
    for match in _speaking(lexicon).finditer(text[span.start : span.end]):
        names = names_from(text, span.start + match.end(), mentions, ("state", "organisation"))
        if len(names) >= 3 and _END.match(text, names[-1].end):
            what = (span.start + match.start("what"), span.start + match.end("what")) if match["what"] else None
            label = (span.start + match.start(), span.start + match.end() - 1)
            side = next((w for w in lexicon.longest_first("list_favouring") if (match["what"] or "").lower().startswith(f"{w} ")), None)
            if what is not None and side is not None:  # "those who spoke in favour of X were ..."
                yield RollCall("supports", label, tuple(names), (what[0] + len(side) + 1, what[1]))
            else:
                yield RollCall("participates", label, tuple(names), what)
            return


def names_from(text: str, at: int, mentions: list[Mention], types: tuple[str, ...] = ("state",)) -> list[Mention]:
    """The states named one after the other from *at*, up to the first word of prose."""
    names: list[Mention] = []
    for mention in mentions:
        if mention.start < at:
            continue
        if names and re.fullmatch(r"-\s+", text[at : mention.start]):
            names.pop()  # a name cut by a line end: "Guinea- Bissau" is not Guinea
        elif not (GAP.fullmatch(text, at, mention.start) or _UNKNOWN.fullmatch(text, at, mention.start)):
            break
        if mention.record and mention.record.type in types:
            names.append(mention)
        at = mention.end
    return names


def text_voted_on(text: str, before: int) -> tuple[int, int] | None:
    """Where the draft that was put to the vote is named last before an offset."""
    found = None
    for match in _DRAFT.finditer(text, max(0, before - 3000), before):
        found = match.span()
    return found
