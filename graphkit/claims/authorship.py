"""Who speaks in a document where nobody is named, and of what time."""

from __future__ import annotations

import re

from graphkit.annotate.gazetteer import Gazetteer
from graphkit.claims.discourse import entity_of
from graphkit.claims.lexicon import Lexicon
from graphkit.model.dates import PartialDate
from graphkit.model.document import Document
from graphkit.model.entity import Entity
from graphkit.model.reference import Reference, fold


def author_of(document: Document, reference: Reference, gazetteer: Gazetteer, lexicon: Lexicon) -> Entity:
    """Who speaks where a document names nobody: its author, its publisher, or the document itself.

    For notes it is the author of the text they are about.
    """
    told = document.about or document.citation
    issuer = None if told.author else _speaker_in(told.title or "", gazetteer, lexicon)
    if issuer is not None:
        return issuer
    for name in (told.author, told.publisher):
        if not name:
            continue
        known = [r for r in reference.by_name.get(fold(name), ()) if r.type in ("person", "organisation", "body", "state", "mandate")]
        if len(known) == 1:
            return entity_of(known[0])
        return Entity(name, name, "person" if name == told.author else "organisation")
    key = f"document/{document.name}" + ("/original" if document.about else "")
    return Entity(key, told.title or document.name, "document")


def _speaker_in(title: str, gazetteer: Gazetteer, lexicon: Lexicon) -> Entity | None:
    """Who speaks, where a title says so: "Statement by Sweden at ...", "Press Statement of the Ministry"."""
    match = re.search(r"\b(\w+)\s+(?:by|of|from)\s", title)
    if match is None or not lexicon.has("statement", match[1].lower()):
        return None
    named = [m for m in gazetteer.find(title, match.end(), len(title)) if m.record and m.sense in ("name", "adjective")]
    for mention in named[:2]:
        if mention.record and mention.record.type in ("state", "body", "organisation", "person", "mandate", "office"):
            return entity_of(mention.record, mention.text)
    return None


def is_yearly(title: str, date: PartialDate | None) -> bool:
    """Whether a document is the report of a year: "Report 2013", known by the year alone."""
    return date is not None and date.month is None and re.search(rf"\breport\b.*\b{date.year}\b", title, re.IGNORECASE) is not None
