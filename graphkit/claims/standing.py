"""Whether a document is its author's own statement, and whether an office makes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from graphkit.annotate.gazetteer import Gazetteer
from graphkit.claims.authorship import publishing_state
from graphkit.claims.discourse import Discourse, entity_of
from graphkit.claims.floor import Floor
from graphkit.claims.heads import declared_in
from graphkit.claims.lexicon import Lexicon
from graphkit.model.document import Document
from graphkit.model.entity import Entity
from graphkit.model.reference import Reference

#: How an order says, within so many characters, that it is one.
_OPENING: Final = 6000
_ORDER: Final = re.compile(
    r"\b(?:hereby order|it is hereby ordered|Executive Order|decrees?:"
    r"|(?i:has (?:adopted this (?:decision|regulation)|decided as follows)))"
)


def _outside_quotations(text: str) -> str:
    return re.sub('[\u201c"][^\u201d"]*[\u201d"]', " ", text)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w-]+", text.lower())


@dataclass(frozen=True)
class Standing:
    """Judges documents by their heads and by how they speak."""

    reference: Reference
    gazetteer: Gazetteer
    lexicon: Lexicon

    def state_of_the_press(self, publisher: str) -> Entity | None:
        """The state whose agency or broadcaster publishes, by its name: "Syrian State News Agency"."""
        if not self._any("press", publisher):
            return None
        named = {m.record.key: m.record for m in self.gazetteer.find(publisher, 0, len(publisher)) if m.record and m.record.type == "state"}
        return entity_of(next(iter(named.values()))) if len(named) == 1 else None

    def floor(self, document: Document, discourse: Discourse, author: Entity, record: bool) -> Floor:
        """Who has the floor at the beginning, and by what right.

        In a statement, an adverse sentence is the speaker's own accusation; in an article it is told, not made.

        Args:
            record: whether the document tells what one speaker after the other said.
        """
        told = document.about or document.citation
        title = told.title or ""
        declared = None if document.about else declared_in(title, document.text, self.gazetteer, self.lexicon)
        served = publishing_state(document, self.reference, self.gazetteer, self.lexicon) if author.type == "person" else None
        in_office = served is not None
        if served is not None:
            discourse.officers[author.label] = served
        discourse.ordering = _ORDER.search(document.text[:_OPENING]) is not None and (
            discourse.author_state() is not None or author.type == "body" or (told.author or "").startswith("President")
        )
        if self._any("statement", title):
            why = "by its title"
        elif declared is not None and (not told.author or author.type == "person"):
            # A byline over somebody's own words names the officer; who is declared, the state.
            why = "by its head or foot"
        elif ((author.type == "state" or in_office) and self._says_we(document.text)) or (
            not record and self._scolds(title, document.text, discourse, author)
        ):
            why = 'in which it speaks as "we", or scolds'
        else:
            why = ""
        official = self._any("issuing_organ", title) or in_office or (declared is not None and declared.official)
        floor = Floor(discourse, author, bool(why), official)
        if why:
            floor.standing = f"whose statement the document is, {why}"
        return floor

    def _any(self, name: str, text: str) -> bool:
        return any(self.lexicon.has(name, word) for word in re.findall(r"\w+", text.lower()))

    def _says_we(self, text: str) -> bool:
        """Whether a text speaks as "we" outside quotation marks, rather than reporting."""
        return len(re.findall(r"\b(?:[Ww]e|[Oo]ur|[Mm]y delegation|us)\b", _outside_quotations(text))) >= 2

    def _scolds(self, title: str, text: str, discourse: Discourse, author: Entity) -> bool:
        """Whether a state's press scolds in its own voice, outside quotation marks."""
        if discourse.home is None or author.type not in ("organisation", "state"):
            return False
        return any(self.lexicon.has("scolding", word) for word in _words(_outside_quotations(f"{title}. {text}")))
