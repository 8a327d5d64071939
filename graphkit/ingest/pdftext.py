"""Lines of pages as running text: without heads and page numbers, words and paragraphs put together again, notes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from graphkit.ingest.columns import Block, in_reading_order
from graphkit.ingest.pdfpages import Line, Page

#: The share of a page's height at its head and at its foot in which running heads and page numbers stand.
_MARGIN: Final = 0.1
#: A line that stands at the edge of so many pages is a running head.
_RUNNING: Final = 2
# "- 12 -", "page 3 of 10", "12 | World Report", "World Report | 12".
_PAGE_NUMBER: Final = re.compile(
    r"(?:page\s*)?[-\u2013\s]*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[-\u2013\s]*"
    r"|\d{1,4}\s*[|\u00b7\u2022]\s*\S.*|.*\S\s*[|\u00b7\u2022]\s*(?:page\s*|p\.\s*)?\d{1,4}",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"[.!?:;][\"')\]\u201d\u2019]*(?:\[\d+\]|[\d\u00b9\u00b2\u00b3\u2070-\u2079]+)*$")
_BULLET: Final = re.compile(r"(?:[\u2022\u25cf\u25aa\u25ba\uf0b7\u2023\u2013*-]|\d{1,2}\.|\([a-z0-9]{1,3}\))\s")
#: How a note at the foot of a page begins: its number, as a raised figure or in plain.
_NOTE: Final = re.compile(r"(?:\[(?P<raised>\d{1,3})\]\s*|(?P<plain>\d{1,3})[.)]?\s+)(?=\S)")
#: Notes are set smaller than the text, by this factor at least.
_SMALLER: Final = 0.93
#: A block of fewer characters than this may be a heading.
_HEADING: Final = 60
_BROKEN: Final = re.compile(r"(?P<first>[^\W\d_]+)(?P<mark>[-\u2010\u00ad])$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
#: Behind these a hyphen stays, where the text does not show otherwise.
_PREFIXES: Final = frozenset({"anti", "co", "counter", "cross", "ex", "self", "non", "post", "pro", "well", "vice"})


def paragraphs(pages: list[Page]) -> Iterator[str]:
    """The paragraphs of the text, each note behind the paragraph in which its page ends."""
    running = _running(pages)
    size = _body_size(pages)
    words = Counter(word.lower() for page in pages for block in page.blocks for line in block for word in _WORD.findall(line.text))
    parted = []
    for page in pages:
        kept = [tuple(ln for ln in block if not _is_edge(ln, page, running)) for block in page.blocks]
        parted.append(_apart(in_reading_order([block for block in kept if block]), size))
    leading = _leading([body for body, _ in parted])
    text = _Text(words)
    for body, notes in parted:
        text.new_page = True
        for block in _merged(body, leading):
            for lines in _split(block):
                yield from text.add(lines)
                text.new_page = False
        text.notes += [text.joined(lines) for lines in notes]
    yield from text.rest()


def _leading(bodies: list[list[Block]]) -> float:
    """The distance of most lines from the one above."""
    steps: Counter[float] = Counter()
    for body in bodies:
        lines = [line for block in body for line in block]
        steps.update(round(2 * (above.low - line.low)) / 2 for above, line in pairwise(lines) if _follows(above, line))
    return steps.most_common(1)[0][0] if steps else 0.0


def _follows(above: Line, line: Line) -> bool:
    """Whether a line stands beneath another, in the same size."""
    return (
        0 < above.low - line.low < 4 * line.size
        and abs(above.size - line.size) < 0.6
        and above.left < line.right
        and line.left < above.right
    )


def _merged(blocks: list[Block], leading: float) -> Iterator[Block]:
    """Blocks whose lines are no farther apart than all others: in a text set with wide space each line is a block."""
    pending: Block = ()
    for block in blocks:
        if pending and _follows(pending[-1], block[0]) and pending[-1].low - block[0].low <= 1.15 * leading:
            pending = (*pending, *block)
            continue
        if pending:
            yield pending
        pending = block
    if pending:
        yield pending


def _running(pages: list[Page]) -> set[str]:
    """Shapes of lines that stand at the edges of several pages."""
    shapes: Counter[str] = Counter()
    for page in pages:
        shapes.update({_shape(ln.text) for block in page.blocks for ln in block if _at_edge(ln, page)})
    return {shape for shape, count in shapes.items() if count >= _RUNNING}


def _at_edge(line: Line, page: Page) -> bool:
    return line.high < page.height * _MARGIN or line.low > page.height * (1 - _MARGIN)


def _is_edge(line: Line, page: Page, running: set[str]) -> bool:
    return _at_edge(line, page) and (_shape(line.text) in running or _PAGE_NUMBER.fullmatch(line.text) is not None)


def _shape(line: str) -> str:
    """A line without its figures: the same running head on every page."""
    return re.sub(r"\d+", "#", line).strip().lower()


def _body_size(pages: list[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for block in page.blocks:
            for line in block:
                sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _apart(blocks: list[Block], size: float) -> tuple[list[Block], list[Block]]:
    """The blocks of the text, and the notes below it: small, numbered, and nothing of the text's size beneath them."""
    body: list[Block] = []
    notes: list[list[Line]] = []
    large = [ln for block in blocks for ln in block if ln.size > _SMALLER * size]
    for block in blocks:
        small = [ln.size <= _SMALLER * size and not any(_beneath(other, ln) for other in large) for ln in block]
        at = next((i for i, ln in enumerate(block) if all(small[i:]) and _NOTE.match(ln.text)), len(block))
        if not at or (notes and all(small) and block[0].high <= notes[-1][-1].low + size):
            for line in block:
                if _NOTE.match(line.text) or not notes:
                    notes.append([])
                notes[-1].append(line)
            continue
        body.append(block[:at])
        for line in block[at:]:
            if _NOTE.match(line.text):
                notes.append([])
            notes[-1].append(line)
    return [block for block in body if block], [_bracketed(note) for note in notes]


def _beneath(other: Line, line: Line) -> bool:
    return other.high <= line.low and other.left < line.right and line.left < other.right


def _bracketed(note: list[Line]) -> Block:
    """A note with its number in brackets."""
    first = note[0]
    match = _NOTE.match(first.text)
    if match:
        text = f"[{match['raised'] or match['plain']}] {first.text[match.end() :]}"
        first = Line(text, first.left, first.right, first.low, first.high, first.size)
    return (first, *note[1:])


def _split(block: Block) -> Iterator[Block]:
    """The paragraphs and the items of lists in a block that is set without space between them."""
    left, right = min(ln.left for ln in block), max(ln.right for ln in block)
    begin = 0
    for at in range(1, len(block)):
        before, line = block[at - 1], block[at]
        ended = _ENDS.search(before.text) is not None
        indented = line.left > left + 0.8 * line.size and before.left <= left + 0.8 * line.size
        short = before.right < right - 0.15 * (right - left)
        if (_BULLET.match(line.text) and (ended or short or _BULLET.match(block[begin].text))) or (ended and (indented or short)):
            yield block[begin:at]
            begin = at
    yield block[begin:]


@dataclass
class _Text:
    """Puts paragraphs together across blocks and pages.

    Attributes:
        words: how often each word stands in the document, to tell "co-operation" from "represen-tative".
        notes: notes that wait for the end of a paragraph.
        pending: a paragraph that may go on.
    """

    words: Counter[str]
    notes: list[str] = field(default_factory=list)
    pending: str = ""
    new_page: bool = False

    def add(self, lines: Iterable[Line]) -> Iterator[str]:
        """Take a paragraph, or a part of one; gives what is whole."""
        text = self.joined(lines)
        if self.pending and self._goes_on(text):
            self.pending = self._join(self.pending, text)
            return
        yield from self.rest()
        self.pending = text

    def rest(self) -> Iterator[str]:
        """What is left: the paragraph in hand, and its notes."""
        if self.pending:
            yield self.pending
        yield from self.notes
        self.pending, self.notes = "", []

    def _goes_on(self, text: str) -> bool:
        if _ENDS.search(self.pending) or _BULLET.match(text):
            return False
        if text[0].islower() or _BROKEN.search(self.pending):
            return True
        # "a report of the United | Nations": a page may end before a capital letter.
        long = len(self.pending) > _HEADING and len(text) > _HEADING
        return self.new_page and long and re.search(r"[\w,]$", self.pending) is not None

    def joined(self, lines: Iterable[Line]) -> str:
        """Lines as one."""
        text = ""
        for line in lines:
            text = self._join(text, line.text) if text else line.text
        return text.replace("\u00ad", "")

    def _join(self, text: str, line: str) -> str:
        """Two lines as one; a word parted by a hyphen at the end of the first is whole again."""
        broken, rest = _BROKEN.search(text), _WORD.match(line)
        if not broken or not rest:
            return text + line if re.search(r"\w-$", text) and line[:1].isdigit() else f"{text} {line}"
        first, second = broken["first"].lower(), rest.group().lower()
        if broken["mark"] == "\u00ad":
            whole = True
        elif not line[0].islower():
            whole = False  # "Guinea-Bissau"
        else:
            closed, open_ = self.words[first + second], self.words[f"{first}-{second}"]
            whole = closed >= open_ if closed or open_ else first not in _PREFIXES
        return (text[: broken.start("mark")] if whole else text) + line
