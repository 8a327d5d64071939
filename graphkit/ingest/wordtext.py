"""The words of a part of a Word document, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Final

from lxml import etree

_BULLET: Final = "\u2022 "
#: What is no text of the document: deleted or moved away, the second form of a drawing, the text of a field's code.
_LEFT_OUT: Final = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText"})
_SPACE: Final = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_POINTERS: Final = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_LOOKED_AT: Final = (*_LEFT_OUT, *_SPACE, *_POINTERS, "p", "r", "t", "tbl", "tr", "tc", "footnote", "endnote", "vanish", "pStyle", "numId")


class Forbidden(Exception):
    """The XML has a document type: entities could be declared in it."""


def elements(stream: IO[bytes] | Any, *names: str) -> Iterator[tuple[str, etree._Element]]:
    """The starts and ends of the elements of some names in an XML file; what has been passed is dropped.

    Raises:
        Forbidden: the file has a document type.
        etree.XMLSyntaxError: it is not well-formed.
    """
    checked = False
    tags = [f"{{*}}{name}" for name in names]
    for kind, element in etree.iterparse(stream, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True):
        if not checked:
            checked = True
            if element.getroottree().docinfo.doctype:
                raise Forbidden
        yield kind, element
        if kind == "end":
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


@dataclass
class _Paragraph:
    """A paragraph while it is read."""

    parts: list[str] = field(default_factory=list)
    listed: bool = False
    contents: bool = False


class WordText:
    """Reads the parts of one document, and numbers its notes in the order in which the text points to them."""

    def __init__(self, list_styles: set[str]) -> None:
        self._list_styles = list_styles
        self._numbers: dict[tuple[str, str], int] = {}

    def pointed_to(self, kind: str) -> bool:
        """Whether the text points to any note of a kind."""
        return any(key[0] == kind for key in self._numbers)

    def blocks(self, stream: IO[bytes] | Any) -> list[str]:
        """The paragraphs, and the rows of tables, of the document's main part."""
        return [text for text, _ in self._read(stream)]

    def notes(self, stream: IO[bytes] | Any, kind: str) -> list[str]:
        """The notes that the text points to, in its order."""
        texts: dict[str, list[str]] = {}
        for text, note in self._read(stream):
            texts.setdefault(note, []).append(text)
        numbered = sorted((number, key) for (which, key), number in self._numbers.items() if which == kind)
        return [f"[{number}] {' '.join(texts[key])}" for number, key in numbered if key in texts]

    def _read(self, stream: IO[bytes] | Any) -> Iterator[tuple[str, str]]:
        """Blocks, each with the id of the note in which it stands."""
        note = ""
        out = 0  # how deep in what is left out
        open_: list[_Paragraph] = []  # a text box is a paragraph in a paragraph
        cells: list[list[list[str]]] = []  # table, cell, paragraph
        hidden = in_run = False
        for kind, element in elements(stream, *_LOOKED_AT):
            name = etree.QName(element).localname
            if name in _LEFT_OUT:
                out += 1 if kind == "start" else -1
            elif kind == "start":
                if name == "p":
                    open_.append(_Paragraph())
                elif name == "r":
                    hidden, in_run = False, True
                elif name == "tbl":
                    cells.append([])
                elif name == "tr" and cells:
                    cells[-1] = []
                elif name == "tc" and cells:
                    cells[-1].append([])
                elif name in ("footnote", "endnote"):
                    note = value(element, "id")
            elif name == "p" and open_:
                text = self._text(open_.pop())
                if text and cells and cells[-1]:
                    cells[-1][-1].append(text)
                elif text:
                    yield text, note
            elif name == "tr" and cells:
                row = [" ".join(cell) for cell in cells[-1]]
                if any(row) and len(cells) > 1 and cells[-2]:
                    cells[-2][-1].append(", ".join(filter(None, row)))  # a table in a cell
                elif any(row):
                    yield " | ".join(filter(None, row)), note
                cells[-1] = []
            elif name == "tbl" and cells:
                cells.pop()
            elif name == "r":
                in_run = False
            elif name == "vanish" and in_run:
                hidden = value(element, "val") not in ("0", "false", "off")
            elif open_ and not out and not hidden:
                self._take(open_[-1], name, element)

    def _take(self, paragraph: _Paragraph, name: str, element: etree._Element) -> None:
        if name == "t":
            paragraph.parts.append(element.text or "")
        elif name in _SPACE:
            paragraph.parts.append(_SPACE[name])
        elif name in _POINTERS:
            key = _POINTERS[name], value(element, "id")
            paragraph.parts.append(f"[{self._numbers.setdefault(key, len(self._numbers) + 1)}]")
        elif name == "pStyle":
            paragraph.listed = paragraph.listed or value(element, "val") in self._list_styles
            paragraph.contents = value(element, "val").lower().startswith("toc")
        elif name == "numId":
            paragraph.listed = value(element, "val") != "0"

    def _text(self, paragraph: _Paragraph) -> str:
        text = " ".join("".join(paragraph.parts).replace("\u00ad", "").split())
        if not text or paragraph.contents:
            return ""
        return _BULLET + text if paragraph.listed else text


def value(element: etree._Element, name: str) -> str:
    """An attribute by its local name: the transitional and the strict form of the standard differ in namespaces alone."""
    return next((str(found) for key, found in element.attrib.items() if etree.QName(key).localname == name), "")
