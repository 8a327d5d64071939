"""What a document has spoken of so far: who "it", "the Council" and "the report" are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from graphkit.annotate.gazetteer import Ambiguous, Mention
from graphkit.model.document import Document
from graphkit.model.entity import Entity, Record
from graphkit.model.reference import Reference


def entity_of(record: Record, surface: str | None = None) -> Entity:
    """A record as a claim names it.

    An organ of a state is shown by the name the document uses; its link to the state stands
    in the reference data.
    """
    label = surface if surface and record.fields.get("state") and record.type in ("body", "office") else record.label
    return Entity(record.key, " ".join(label.split()).removeprefix("the "), record.type, known=True)


def _has(text: str, word: str) -> bool:
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@dataclass
class Discourse:
    """The memory of one document while it is read from left to right.

    Attributes:
        document: the document.
        author: who speaks where nobody is named.
        recommends: whether what "should" be done is asked by the author.
        agents: agents of the last sentence that had any.
        issuer: who issued the text last spoken of ("the report").
        adopter: the body that adopted the text last spoken of.
        text: the text last adopted or sponsored.
        cosponsoring: whether co-sponsorship is being spoken of.
        quotations: where the sentence in hand quotes somebody.
        quoting: who speaks in a quotation that began in a sentence before.
        blamed: whom the author accused last.
        spoke: the state or body whose officer spoke last in the paragraph ("he", "she").
        section: the state whose name alone is the heading.
        seen: records named so far, last one last.
        focus: how often each state is named in the whole document.
    """

    document: Document
    author: Entity
    reference: Reference
    ambiguous: Mapping[str, Ambiguous]
    recommends: bool = True
    agents: list[Entity] = field(default_factory=list)
    issuer: Entity | None = None
    adopter: Entity | None = None
    text: Entity | None = None
    cosponsoring: bool = False
    quotations: tuple[tuple[int, int], ...] = ()
    quoting: Entity | None = None
    blamed: Entity | None = None
    section: Entity | None = None
    spoke: Entity | None = None
    seen: list[Record] = field(default_factory=list)
    focus: Counter[str] = field(default_factory=Counter)

    def note(self, mention: Mention) -> None:
        """Remember a name."""
        record = self.choose(mention)
        if record:
            if record in self.seen:
                self.seen.remove(record)
            self.seen.append(record)

    def weigh(self, mention: Mention, weight: int = 1) -> None:
        """Count a state's name towards what the document is about."""
        if mention.sense != "ambiguous" and mention.record and mention.record.type == "state":
            self.focus[mention.record.key] += weight

    def choose(self, mention: Mention) -> Record | None:
        """The record a name stands for, or None where it stays ambiguous.

        What decides, in this order: a telling word near the name, the candidate named last,
        a telling word anywhere in the document.
        """
        if mention.record and mention.sense != "ambiguous":
            return mention.record
        name = " ".join(mention.text.split()).removeprefix("the ").removeprefix("The ")
        row = self.ambiguous.get(name)
        context = row.context if row else ()
        context = tuple((word, record) for word, record in context if self._existed(record))
        for record in mention.candidates:
            if (record.type, record.key) == (self.author.type, self.author.key):
                return record  # "the Committee" in its own report
        near = self.document.text[max(0, mention.start - 300) : mention.end + 300]
        for word, record in context:
            if _has(near, word):
                return record
        for record in reversed(self.seen):
            if record in mention.candidates and self._existed(record):
                return record
        for word, record in context:
            if _has(self.document.text, word):
                return record
        if row and row.use == "context" and len(row.candidates) == 1:
            return row.candidates[0]
        return None

    def _existed(self, record: Record) -> bool:
        """Whether *record* may be meant: a body of 2013 is not, in a document of 2010."""
        told = (self.document.about or self.document.citation).date
        since = record.fields.get("valid_from", "")
        return told is None or not since or str(told)[: len(since)] >= since[: len(str(told))]

    def entity(self, mention: Mention) -> Entity | None:
        """The same as an entity."""
        record = self.choose(mention)
        return entity_of(record, mention.text) if record else None

    def author_state(self) -> Entity | None:
        """The state for which the author speaks: itself, or the one whose organ or officer it is."""
        if self.author.type == "state":
            return self.author
        record = self.reference.by_key.get((str(self.author.type), self.author.key or ""))
        state = self.reference.by_key.get(("state", record.fields.get("state", ""))) if record else None
        return entity_of(state) if state else None

    def body(self, key: str) -> Entity | None:
        """The body of that key."""
        record = self.reference.by_key.get(("body", key))
        return entity_of(record) if record else None

    def state_of(self, person: Entity) -> Entity | None:
        """The state for which a person holds or held office ("the Biden administration")."""
        record = self.reference.by_key.get(("person", person.key or ""))
        state = self.reference.by_key.get(("state", record.fields.get("state", ""))) if record else None
        return entity_of(state) if state else None

    def issuer_of(self, mention: Mention) -> Entity | None:
        """The body or mandate whose work the name is ("the 2019 Religious Freedom Report")."""
        record = self.choose(mention)
        kind, _, key = (record.fields.get("parent", "") if record else "").partition("/")
        parent = self.reference.by_key.get((kind, key))
        return entity_of(parent) if parent and parent.type in ("body", "mandate", "organisation") else None

    def last(self, *types: str, word: str | None = None) -> Entity | None:
        """The entity of one of *types* named last, whose name holds *word* where one is given."""
        for record in reversed(self.seen):
            if record.type in types and (word is None or word in record.label.lower()):
                return entity_of(record)
        return None

    def topic_state(self) -> Entity | None:
        """The state that the document speaks of most ("the country")."""
        if self.section is not None:
            return self.section
        own = self.author_state()
        ranked = [key for key, _ in self.focus.most_common(2)]
        for key in [k for k in ranked if own is None or k != own.key] or ranked:
            record = self.reference.by_key.get(("state", key))
            if record:
                return entity_of(record)
        return None
