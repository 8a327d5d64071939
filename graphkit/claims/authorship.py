"""Who speaks in a document where nobody is named, and of what time."""

from __future__ import annotations

import re

from graphkit.annotate.gazetteer import Gazetteer
from graphkit.claims.discourse import entity_of
from graphkit.claims.heads import declared_in, undersigned_in
from graphkit.claims.lexicon import Lexicon
from graphkit.model.dates import PartialDate
from graphkit.model.document import Document
from graphkit.model.entity import Entity
from graphkit.model.names import fold
from graphkit.model.reference import Reference


def author_of(document: Document, reference: Reference, gazetteer: Gazetteer, lexicon: Lexicon) -> Entity:
    """Who speaks where a document names nobody: its author, its publisher, or the document itself.

    For notes it is the author of the text they are about.
    """
    told = document.about or document.citation
    declared = None if told.author or document.about else declared_in(told.title or "", document.text, gazetteer, lexicon)
    issuer = declared.speaker if declared is not None else None
    if issuer is not None and issuer.type == "body":
        # An organ that speaks in a statement speaks for its state.
        organ = reference.by_key.get(("body", issuer.key or ""))
        whose = reference.by_key.get(("state", organ.fields.get("state", ""))) if organ else None
        issuer = entity_of(whose) if whose else issuer
    if issuer is None and not told.author:
        issuer = _speaker_in(told.title or "", gazetteer, lexicon)
    if issuer is None and not told.author and told.publisher:
        issuer = _spokesman_in(told.title or "", told.publisher, reference, lexicon)
    if issuer is not None:
        return issuer
    for name in (told.author, told.publisher):
        if not name:
            continue
        state = _state_speaking(name, reference, gazetteer, lexicon)
        if state is None and name == told.author and told.publisher and _is_organ(name, lexicon):
            # "Minister for Foreign Affairs", published by the Government of Norway
            state = _state_speaking(told.publisher, reference, gazetteer, lexicon) or _state_named(told.publisher, reference)
            state = state or _state_of_the_agency(told.publisher, reference)
        if state is not None:
            return state
        known = [r for r in reference.by_name.get(fold(name), ()) if r.type in ("person", "organisation", "body", "state", "mandate")]
        if len(known) == 1:
            # An organ that publishes its own statement speaks for its state.
            whose = reference.by_key.get(("state", known[0].fields.get("state", ""))) if known[0].type == "body" else None
            return entity_of(whose or known[0])
        return Entity(name, name, "person" if name == told.author else "organisation")
    signing = undersigned_in(document.text, lexicon) if not document.about else None
    if signing is not None:
        return signing
    key = f"document/{document.name}" + ("/original" if document.about else "")
    return Entity(key, told.title or document.name, "document")


def publishing_state(document: Document, reference: Reference, gazetteer: Gazetteer, lexicon: Lexicon) -> Entity | None:
    """The state whose organ publishes a document: what its officers say there in the first person is said in office."""
    publisher = (document.about or document.citation).publisher
    if not publisher:
        return None
    for record in reference.by_name.get(fold(publisher), ()):
        whose = reference.by_key.get(("state", record.fields.get("state", "")))
        if record.type == "body" and whose is not None:
            return entity_of(whose)
        if record.type == "state":
            return entity_of(record)  # "The White House"
    return _state_speaking(publisher, reference, gazetteer, lexicon)


def _state_speaking(name: str, reference: Reference, gazetteer: Gazetteer, lexicon: Lexicon) -> Entity | None:
    """The state whose organ *name* is: "Ministry of Foreign Affairs of Norway"; None for a name of the reference data."""
    if reference.by_name.get(fold(name)):
        return None
    if not _is_organ(name, lexicon):
        return None
    # "Embassy of Peru in Chad", "Permanent Mission of Peru to the UN": where an organ sits is not whose it is.
    of = re.split(r"\s(?:in|to|at)\s", name)[0]
    states = {m.record.key: m.record for m in gazetteer.find(of, 0, len(of)) if m.record and m.record.type == "state"}
    return entity_of(next(iter(states.values()))) if len(states) == 1 else None


def _is_organ(name: str, lexicon: Lexicon) -> bool:
    return any(lexicon.has("issuing_organ", word) for word in re.findall(r"\w+", name.lower()))


def _state_of_the_agency(name: str, reference: Reference) -> Entity | None:
    """The state whose agency or broadcaster *name* is."""
    for record in reference.by_name.get(fold(name), ()):
        state = reference.by_key.get(("state", record.fields.get("state", "")))
        if state is not None:
            return entity_of(state)
    return None


def _state_named(name: str, reference: Reference) -> Entity | None:
    """The state that *name* is a name of, as a whole."""
    states = [r for r in reference.by_name.get(fold(name), ()) if r.type == "state"]
    return entity_of(states[0]) if len(states) == 1 else None


def _spokesman_in(title: str, publisher: str, reference: Reference, lexicon: Lexicon) -> Entity | None:
    """The state whose spokesman a title names without the state, told by the publisher: an agency or a ministry of that state."""
    words = re.findall(r"\w+", title.lower())
    if not any(lexicon.has("issuing_organ", w) for w in words) or not any(lexicon.has("statement", w) for w in words):
        return None
    return _state_of_the_agency(publisher, reference)


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
