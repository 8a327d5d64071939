"""HTML: the main text of a page. Nothing in it is run, and nothing is fetched."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from typing import Final

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from graphkit.errors import DocumentError
from graphkit.model.dates import PartialDate
from graphkit.model.document import Citation

# What the library has to say of a page goes to whoever asks for it, not to the terminal.
for _name in ("trafilatura", "htmldate", "justext", "readability"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

#: Elements of the extracted text (TEI names, as trafilatura gives them) that are blocks of their own, and parts of blocks.
_BLOCKS: Final = {"p", "head", "item", "quote", "fw", "code", "list", "table", "row"}
_CELL: Final = "cell"
_BULLET: Final = "\u2022 "
#: What no reader of the page sees.
_UNSEEN: Final = "//template | //body//*[@hidden]"
_CHARSET: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*>")
_TAG: Final = re.compile(r"<[a-zA-Z!][^<>]*>")
#: Names under which pages state what they are, in the order in which they are trusted (Dublin Core, Highwire, Open Graph).
_AUTHOR: Final = ("dc.creator", "citation_author", "author", "article:author")
_DATE: Final = ("dc.date", "citation_publication_date", "article:published_time", "date")
_PUBLISHER: Final = ("dc.publisher", "citation_publisher", "og:site_name")
_TITLE: Final = ("dc.title", "citation_title", "og:title")


def load(raw: bytes, where: str) -> tuple[str, Citation]:
    """The main text of a page, without menus, scripts and comments, and what the page says of itself.

    Raises:
        DocumentError: it is no page, or the page holds no text.
    """
    page = _decoded(raw)
    try:
        tree = _tree(page)
        if tree is None:
            raise DocumentError("not an HTML page", where=where, mend="save the page as HTML, or its text as .txt")
        stated = _citation(tree)
        for unseen in tree.xpath(_UNSEEN):
            unseen.drop_tree()
        found = trafilatura.bare_extraction(
            tree, url=None, include_comments=False, include_tables=True, include_links=False, favor_recall=True, with_metadata=False
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, etree.LxmlError) as error:
        raise DocumentError("the page cannot be read", where=where, mend="save the text of the page as .txt") from error
    body = getattr(found, "body", None)
    text = "" if body is None else "\n\n".join(_blocks(body))
    if not text.strip():
        raise DocumentError("the page holds no text", where=where, mend="save the text of the page as .txt")
    return text + "\n", stated


def _tree(page: str) -> HtmlElement | None:
    if "\0" in page or not _TAG.search(page):
        return None
    tree = trafilatura.load_html(page)
    # A fragment of a page is one when it stands in a page.
    return tree if tree is not None else trafilatura.load_html(f"<html><body>{page}</body></html>")


def _decoded(raw: bytes) -> str:
    """The page as characters: as its first bytes mark it, else UTF-8, else as it says, else as browsers take it."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if raw.startswith(mark):
            return _DECLARATION.sub("", raw[len(mark) :].decode(name, "replace"), count=1)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        said = _CHARSET.search(raw[:4096])
        name = said[1].decode("ascii").lower() if said else "cp1252"
        try:
            # What is called Latin-1 on a page is read as Windows-1252, which holds it.
            text = raw.decode("cp1252" if codecs.lookup(name).name in ("iso8859-1", "ascii") else name, "replace")
        except LookupError:
            text = raw.decode("cp1252", "replace")
    return _DECLARATION.sub("", text, count=1)


def _blocks(element: etree._Element, bullet: str = "") -> Iterator[str]:
    """The blocks below an element, each its own words; those of a block inside are apart."""
    parts = [element.text or ""]

    def flushed() -> Iterator[str]:
        words = " ".join("".join(parts).replace("\u00ad", "").split())
        parts.clear()
        if words.strip("|\u00ad "):
            yield bullet + words

    for child in element:
        if child.tag == _CELL:
            cell = " ".join(_blocks(child))
            parts.append(f" | {cell}" if "".join(parts).strip() else cell)
        elif child.tag in _BLOCKS:
            yield from flushed()
            yield from _blocks(child, _BULLET if child.tag == "item" else "")
        elif isinstance(child.tag, str):
            parts.append(" " if child.tag == "lb" else _inline(child))
        parts.append(child.tail or "")
    yield from flushed()


def _inline(element: etree._Element) -> str:
    """The words of what stands within a line."""
    return "".join((str(element.text or ""), *((" " if c.tag == "lb" else _inline(c)) + (c.tail or "") for c in element)))


def _citation(tree: HtmlElement) -> Citation:
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            stated.setdefault(name, content)
    title = _first(stated, _TITLE) or " ".join((tree.findtext(".//title") or "").split()) or None
    day = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", (_first(stated, _DATE) or "").replace("/", "-"))
    try:
        date = PartialDate.parse(day.group()) if day else None
    except ValueError:
        date = None
    return Citation(title=title, author=_first(stated, _AUTHOR), publisher=_first(stated, _PUBLISHER), date=date)


def _first(stated: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((stated[name] for name in names if name in stated and not stated[name].startswith("http")), None)
