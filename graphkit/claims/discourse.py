"""What a document has spoken of so far: who "it", "the Council" and "the report" are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from graphkit.annotate.gazetteer import Mention
from graphkit.model.document import Document
from graphkit.model.entity import Entity, Record


def entity_of(record: Record, surface: str | None = None) -> Entity:
    """A record as a claim names it.

    An organ of a state is shown by the name the document uses; its link to the state stands
    in the reference data.
    """
    label = surface if surface and record.fields.get("state") and record.type == "body" else record.label
    return Entity(record.key, " ".join(label.split()).removeprefix("the "), record.type, known=True)


@dataclass
class Discourse:
    """The memory of one document while it is read from left to right.

    Attributes:
        document: the document.
        author: who speaks where nobody is named.
        agents: agents of the last sentence that had any.
        issuer: who issued the text last spoken of ("the report").
        seen: records named so far, last one last.
        focus: how often each state was named.
    """

    document: Document
    author: Entity
    ambiguous: dict[str, tuple[tuple[str, Record], ...]]
    agents: list[Entity] = field(default_factory=list)
    issuer: Entity | None = None
    seen: list[Record] = field(default_factory=list)
    focus: Counter[str] = field(default_factory=Counter)

    def note(self, mention: Mention) -> None:
        """Remember a name."""
        record = self.choose(mention)
        if record:
            if record in self.seen:
                self.seen.remove(record)
            self.seen.append(record)
            if record.type == "state":
                self.focus[record.key] += 1

    def choose(self, mention: Mention) -> Record | None:
        """The record a name stands for, or None where it stays ambiguous."""
        if mention.record and mention.sense != "ambiguous":
            return mention.record
        words = self.document.text[max(0, mention.start - 300) : mention.end + 300]
        for word, record in self.ambiguous.get(" ".join(mention.text.split()), ()):
            if word in words:
                return record
        for record in reversed(self.seen):
            if record in mention.candidates:
                return record
        for word, record in self.ambiguous.get(" ".join(mention.text.split()), ()):
            if word in self.document.text:
                return record
        return None

    def entity(self, mention: Mention) -> Entity | None:
        """The same as an entity."""
        record = self.choose(mention)
        return entity_of(record, mention.text) if record else None

    def last(self, *types: str, word: str | None = None) -> Entity | None:
        """The entity of one of *types* named last, whose name holds *word* where one is given."""
        for record in reversed(self.seen):
            if record.type in types and (word is None or word in record.label.lower()):
                return entity_of(record)
        return None

    def topic_state(self) -> Entity | None:
        """The state that the document speaks of most ("the country")."""
        for key, _ in self.focus.most_common(1):
            for record in self.seen:
                if record.type == "state" and record.key == key:
                    return entity_of(record)
        return None
