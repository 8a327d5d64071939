"""Blocks and sentences of a text, with exact offsets.

A block is a paragraph, a heading, a bullet under a stem, or a footnote. A sentence never
runs on into the next block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

BlockKind = Literal["paragraph", "heading", "stem", "bullet", "footnote"]

#: The one item of a stem that stands without a bullet is no longer than this, in characters.
_ITEM: Final = 400
_BREAK: Final = re.compile(
    r"\n[^\S\n]*\n"
    r"|\n(?=[^\S\n]*(?:[\u2022\u25cf\u25aa\u25ba*\-\uf0b7\u2013]|\d{1,2}\.|\((?:[a-z]|\d{1,2})\))\s|[^\S\n]*-[A-Za-z])"
)
_BULLET: Final = re.compile(r"\s*-(?=[A-Za-z])|\s*(?:[\u2022\u25cf\u25aa*\-\uf0b7\u2013]|\d{1,2}\.|\((?:[a-z]|\d{1,2})\))\s+")
_LEAD: Final = re.compile(r"[\s\u25ba\uf0b7]*")
_FOOTNOTE: Final = re.compile(r"\s*(?:\[\d{1,3}\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+)\s")
_MARKDOWN_HEADING: Final = re.compile(r"\s*#{1,6}\s")
_STOP: Final = re.compile(
    r"[.!?]+[\"')\]\u201d\u2019]*(?:\[\d+\]|[\u00b9\u00b2\u00b3\u2070-\u2079])*(?=\s+[\"'(\[\u201c\u2018A-Z0-9\u2026]|(?<=[a-z]\.)(?=[A-Z][a-z]))"
)
# Words after which a full stop seldom ends a sentence.
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Lt|Col|Sgt|Rep|Sen|Gov|Amb|St|No|Nos|Art|para|paras|Para|Paras|vs|cf|Vol|ed|eds|Jr|Sr|Inc|Ltd|Co|etc|E\.O|Rev|Add|Res|Hon|Maj|Brig|Capt|Adm|Cpl|Pvt|pp|ca|approx|e\.g|i\.e|al|U\.S|U\.N|U\.K|a\.m|p\.m|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)|\b[A-Z])\.$"
)


# Who takes the floor in a record: "Mr. Smith (Norway) (spoke in French):", "The President:"; question and answer.
TURN: Final = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Prince|Princess)\.?\s[^():.\n]{2,50}\((?P<whose>[^()\n]{2,80}(?:\([^()\n]*\))?[^()\n]*)\)"
    r"(?:\s\([^)\n]{3,60}\))?|The (?:Acting )?(?:President|Chair|Chairperson|Secretary)"
    # In the record of a parliament: "The DEPUTY MINISTER OF TRADE (Ms J Roe):", "Mr J M ROE:", "Senator ROE (Kent) (10.32):".
    r"|(?<![^\n])(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Senator|Hon|Prof|Representative|Ambassador)\.?\s"
    r"(?P<member>(?:[A-Z]\.?\s)*[A-Z][\w\u2019'-]*(?:\s[A-Z][\w\u2019'-]*){0,3})"
    r"|(?:The|THE)\s(?:(?:[Dd]eputy|DEPUTY|Acting|ACTING|Vice|VICE|Prime|PRIME)[\s-])*(?P<office>[A-Z]{5,}(?:\s(?:[A-Z]+|and|of|for|the)){0,6}))"
    r"(?:\s\((?P<holder>[^()\n]{3,60})\))?(?:\s\([^()\n]{3,40}\))?"
    r"|(?<![^\n])(?P<part>Q|A|Question|Answer|Spokes(?:person|man|woman)|Reporter|Journalist|Moderator|AFP|AP|Reuters|Bloomberg|CCTV|CGTN|Xinhua"
    r"|BBC|CNN|TASS|Kyodo(?: News)?|NHK|EFE|DPA|ANSA|Yonhap|The Paper|Global Times|China Daily|Phoenix TV|Al Jazeera|RIA Novosti"
    r"|Shenzhen TV))\s?:(?=\s|$)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that stands by itself.

    Attributes:
        start, end: offsets, white space and the bullet mark left out.
        kind: what it is.
        stem: the block under which a bullet stands, or None.
        heading: the last heading above it, or None.
    """

    start: int
    end: int
    kind: BlockKind
    stem: Block | None = None
    heading: Block | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence: offsets, and the block it is in."""

    start: int
    end: int
    block: Block


def blocks(text: str) -> Iterator[Block]:
    """The blocks of *text* in order."""
    edges = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    stem: Block | None = None
    heading: Block | None = None
    for left, right in pairwise(edges):
        raw = text[left:right]
        if not raw.strip():
            continue
        bullet = _BULLET.match(raw)
        lead = bullet or _MARKDOWN_HEADING.match(raw) or _LEAD.match(raw)
        assert lead is not None
        start, end = left + lead.end(), left + len(raw.rstrip())
        if start >= end:
            continue
        body = text[start:end]
        if _FOOTNOTE.match(raw):
            block = Block(start, end, "footnote", heading=heading)
        elif (at := _stem_at(body)) is not None:
            if at:
                yield Block(start, start + len(body[:at].rstrip()), "paragraph", heading=heading)
            stem = block = Block(start + at, end, "stem", heading=heading)
        elif stem and (bullet or raw[:1] in "\uf0b7\u25ba"):
            block = Block(start, end, "bullet", stem, heading)
        elif _MARKDOWN_HEADING.match(raw) or (len(body) < 120 and "\n" not in body and body[-1] not in '.!?"\u201d;:,)'):
            heading = block = Block(start, end, "heading", heading=heading)
            stem = None
        elif stem and stem.end >= left - 4 and len(body) < _ITEM and ". " not in body:
            # The one item of a stem may stand without a bullet.
            block = Block(start, end, "bullet", stem, heading)
        else:
            stem = None
            block = Block(start, end, "paragraph", heading=heading)
        yield block


def _stem_at(body: str) -> int | None:
    """Where the stem of a list begins in a paragraph that ends in a colon; None where it is none."""
    if not body.endswith(":") or "\n" in body.strip():
        return None
    at = 0
    for match in _STOP.finditer(body):
        if not _ABBREVIATION.search(body, max(0, match.start() - 12), match.start() + 1):
            at = match.end()
    at += len(body[at:]) - len(body[at:].lstrip())
    return at if len(body) - at < 200 else None


def sentences(text: str) -> Iterator[Span]:
    """The sentences of *text* in order, headings and stems as sentences of their own."""
    for block in blocks(text):
        start = block.start
        turns = [(m.start(), m.end()) for m in TURN.finditer(text, block.start, block.end)]
        stops = sorted([*turns, *((m.start(), m.end()) for m in _STOP.finditer(text, block.start, block.end))])
        for at, end in stops:
            if (at, end) in turns:
                yield from _trimmed(text, start, at, block)
                yield from _trimmed(text, at, end, block)
                start = end
                continue
            if end <= start:
                continue  # a full stop inside "Mr. Smith (Norway):"
            if text[at] == "." and _ABBREVIATION.search(text, max(block.start, at - 12), at + 1):
                continue
            yield from _trimmed(text, start, end, block)
            start = end
        yield from _trimmed(text, start, block.end, block)


def _trimmed(text: str, start: int, end: int, block: Block) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end, block)
