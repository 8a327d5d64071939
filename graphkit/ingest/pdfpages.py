"""The pages of a PDF as lines with their places and sizes, in reading order."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from graphkit.ingest.inflate import TooLarge, bounded
from graphkit.model.document import Citation

#: What the streams of a document may come to unpacked, in bytes.
_UNPACKED: Final = 200_000_000
#: What may be drawn on one page: a page of a newspaper has a tenth of it.
_DRAWN: Final = 200_000
#: A character whose font does not say what it stands for.
_UNKNOWN: Final = re.compile(r"\(cid:\d+\)")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LIGATURE: Final = re.compile("[\ufb00-\ufb06]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    Attributes:
        left, right, low, high: its edges in points, from the lower left corner of the page.
        size: that of most of its characters, in points.
    """

    text: str
    left: float
    right: float
    low: float
    high: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: blocks of lines in reading order, and how many characters could not be made out."""

    height: float
    blocks: tuple[tuple[Line, ...], ...]
    unknown: int


def pages_of(raw: bytes) -> tuple[list[Page], Citation]:
    """The pages of a PDF, and the title and author it states.

    Raises:
        TooLarge: it unpacks to too much, or draws too much on one page.
        Exception: whatever pdfminer makes of a file that is damaged or encrypted.
    """
    with bounded(_UNPACKED):
        document = PDFDocument(PDFParser(io.BytesIO(raw)))
        manager = PDFResourceManager()
        device = _Device(manager, laparams=LAParams())
        interpreter = PDFPageInterpreter(manager, device)
        pages = []
        for page in PDFPage.create_pages(document):
            device.drawn = 0
            interpreter.process_page(page)
            pages.append(_page(device.get_result()))
        return pages, _citation(document)


class _Device(PDFPageAggregator):
    """Collects what a page draws, up to a bound."""

    drawn = 0

    def _count(self) -> None:
        self.drawn += 1
        if self.drawn > _DRAWN:
            raise TooLarge

    def render_char(self, *drawn: Any, **named: Any) -> float:
        self._count()
        return super().render_char(*drawn, **named)

    def begin_figure(self, *drawn: Any, **named: Any) -> None:
        self._count()
        super().begin_figure(*drawn, **named)

    def paint_path(self, *drawn: Any, **named: Any) -> None:
        """Lines and boxes are no text."""
        self._count()


def _citation(document: PDFDocument) -> Citation:
    stated = document.info[0] if document.info else {}

    def field(name: str) -> str | None:
        value = stated.get(name)
        if not isinstance(value, bytes):
            return None
        text = value.decode("utf-16", "replace") if value[:2] in (b"\xfe\xff", b"\xff\xfe") else value.decode("latin-1")
        return " ".join(_CONTROL.sub("", text).split()) or None

    title = field("Title")
    if title and re.match(r"Microsoft |untitled|.*\.(?:docx?|indd|pdf|qxd)$", title, re.IGNORECASE):
        title = None  # the name of a file, no title
    return Citation(title=title, author=field("Author"))


def _page(page: LTPage) -> Page:
    unknown = 0
    blocks = []
    for box in page:
        if not isinstance(box, LTTextBox):
            continue
        lines = []
        for line in box:
            if isinstance(line, LTTextLine):
                text, size = _text(line)
                unknown += len(_UNKNOWN.findall(text))
                text = " ".join(_UNKNOWN.sub("", text).split())
                if text:
                    lines.append(Line(text, line.x0, line.x1, line.y0, line.y1, size))
        if lines:
            blocks.append(tuple(lines))
    return Page(page.height, tuple(blocks), unknown)


def _text(line: LTTextLine) -> tuple[str, float]:
    """The characters of a line, with raised figures in brackets as the notes they point to; and their size."""
    characters = [c for c in line if isinstance(c, LTChar) and c.get_text().strip()]
    if not characters:
        return "", 0.0
    size = Counter(_size(c) for c in characters).most_common(1)[0][0]
    base = Counter(round(c.y0, 1) for c in characters if _size(c) == size).most_common(1)[0][0]
    return "".join(_pieces(line, size, base)), size


def _pieces(line: LTTextLine, size: float, base: float) -> Iterator[str]:
    note = ""
    for item in line:
        text = item.get_text() if hasattr(item, "get_text") else ""
        if isinstance(item, LTChar) and text.isdigit() and _size(item) <= 0.8 * size and item.y0 > base + 0.1 * size:
            note += text
            continue
        if note:
            yield f"[{note}]"
            note = ""
        text = _CONTROL.sub("", text)
        yield unicodedata.normalize("NFKC", text) if _LIGATURE.search(text) else text
    if note:
        yield f"[{note}]"


def _size(character: LTChar) -> float:
    return round(character.size * 2) / 2
