"""PDF: the text layer in reading order, with lines and pages put together again."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import PDFException
from pdfminer.psparser import PSException

from graphkit.errors import DocumentError
from graphkit.model.document import Citation

#: The share of a page's height at its head and at its foot in which running heads and page numbers stand.
_MARGIN: Final = 0.1
#: A line that stands at the edge of so many pages is a running head.
_RUNNING: Final = 3
#: A page with fewer letters than this on the average is the picture of a page.
_SCANNED: Final = 10
_PAGE_NUMBER: Final = re.compile(r"(?:page\s*)?[-\u2013\s]*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[-\u2013\s]*", re.IGNORECASE)
_ENDS: Final = re.compile(r"[.!?:;][\"')\]\u201d\u2019]*(?:\[\d+\]|[\d\u00b9\u00b2\u00b3\u2070-\u2079]+)?$")


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of lines, and whether it stands at the edge of its page."""

    lines: tuple[str, ...]
    edge: bool


def load(raw: bytes, where: str) -> tuple[str, Citation]:
    """The text of a PDF, and the title and author it states.

    The day on which a file was made is not that of its text: there is no date.

    Raises:
        DocumentError: it is encrypted, damaged, or has no text layer (a scan).
    """
    try:
        citation = _citation(raw)
        pages = [_page(page) for page in extract_pages(io.BytesIO(raw), laparams=LAParams())]
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise DocumentError("the PDF is encrypted", where=where, mend="save it without a password") from error
    except (PDFSyntaxError, PDFException, PSException, ValueError, KeyError, TypeError, AssertionError, RecursionError) as error:
        raise DocumentError("no readable PDF", where=where, mend="save it anew as PDF, or its text as .txt") from error
    letters = sum(c.isalpha() for page in pages for block in page for line in block.lines for c in line)
    if not pages or letters < _SCANNED * len(pages):
        raise DocumentError("the PDF has no text layer (a scan?)", where=where, mend="run text recognition over it first")
    return "\n\n".join(_paragraphs(pages)) + "\n", citation


def _citation(raw: bytes) -> Citation:
    document = PDFDocument(PDFParser(io.BytesIO(raw)))
    stated = document.info[0] if document.info else {}

    def field(name: str) -> str | None:
        value = stated.get(name)
        if not isinstance(value, bytes):
            return None
        text = value.decode("utf-16", "replace") if value[:2] in (b"\xfe\xff", b"\xff\xfe") else value.decode("latin-1")
        return " ".join(text.split()) or None

    title = field("Title")
    if title and re.match(r"Microsoft |untitled|.*\.(?:docx?|indd|pdf|qxd)$", title, re.IGNORECASE):
        title = None  # the name of a file, no title
    return Citation(title=title, author=field("Author"))


def _page(page: LTPage) -> list[_Block]:
    found = []
    for box in page:
        if not isinstance(box, LTTextBox):
            continue
        lines = tuple(" ".join(line.get_text().split()) for line in box if isinstance(line, LTTextLine))
        lines = tuple(line for line in lines if line)
        if lines:
            low, high = page.height * _MARGIN, page.height * (1 - _MARGIN)
            found.append(_Block(lines, box.y1 < low or box.y0 > high))
    return found


def _paragraphs(pages: list[list[_Block]]) -> Iterator[str]:
    """Blocks as paragraphs; one that a page breaks in two is put together again."""
    heads = Counter(_shape(line) for page in pages for line in {ln for b in page if b.edge for ln in b.lines})
    pending = ""
    for page in pages:
        for block in page:
            lines = block.lines
            if block.edge:
                lines = tuple(ln for ln in lines if heads[_shape(ln)] < _RUNNING and not _PAGE_NUMBER.fullmatch(ln))
            text = _joined(lines)
            if not text:
                continue
            if pending and not _ENDS.search(pending) and text[0].islower():
                pending = _joined((pending, text))
                continue
            if pending:
                yield pending
            pending = text
    if pending:
        yield pending


def _shape(line: str) -> str:
    """A line without its figures: the same running head on every page."""
    return re.sub(r"\d+", "#", line).strip().lower()


def _joined(lines: tuple[str, ...]) -> str:
    """Lines as one; a word parted by a hyphen at the end of a line is whole again."""
    text = ""
    for line in lines:
        if re.search(r"[a-z]-$", text) and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text
