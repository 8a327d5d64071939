"""HTML: the main text of a page. Nothing in it is run, and nothing is fetched."""

from __future__ import annotations

import re
from typing import Final

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from graphkit.errors import DocumentError
from graphkit.model.dates import PartialDate
from graphkit.model.document import Citation

#: Elements of the extracted text (TEI names, as trafilatura gives them) that are blocks of their own.
_BLOCKS: Final = {"p", "head", "item", "quote", "row", "fw", "code"}
_BULLET: Final = "\u2022 "
#: Names under which pages state what they are, in the order in which they are trusted (Dublin Core, Highwire, Open Graph).
_AUTHOR: Final = ("dc.creator", "citation_author", "author", "article:author")
_DATE: Final = ("dc.date", "citation_publication_date", "article:published_time", "date")
_PUBLISHER: Final = ("dc.publisher", "citation_publisher", "og:site_name")
_TITLE: Final = ("dc.title", "citation_title", "og:title")


def load(raw: bytes, where: str) -> tuple[str, Citation]:
    """The main text of a page, without menus, scripts and comments, and what the page says of itself.

    Raises:
        DocumentError: the page holds no text.
    """
    tree = trafilatura.load_html(raw)
    if tree is None:
        raise DocumentError("not an HTML page", where=where, mend="save the page as HTML, or its text as .txt")
    stated = _citation(tree)
    found = trafilatura.bare_extraction(
        tree, url=None, include_comments=False, include_tables=True, include_links=False, favor_recall=True, with_metadata=False
    )
    body = getattr(found, "body", None)
    if body is None:
        raise DocumentError("the page holds no text", where=where, mend="save the text of the page as .txt")
    text = "\n\n".join(_blocks(body))
    if not text.strip():
        raise DocumentError("the page holds no text", where=where, mend="save the text of the page as .txt")
    return text + "\n", stated


def _blocks(body: etree._Element) -> list[str]:
    found = []
    for element in body.iter():
        if element.tag not in _BLOCKS or any(a.tag in _BLOCKS for a in element.iterancestors()):
            continue
        text = " ".join("".join(str(t) for t in element.itertext()).split())
        if text:
            found.append(_BULLET + text if element.tag == "item" else text)
    return found


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
