"""Groups of experts who speak with one voice: "UN experts", "the Special Rapporteurs", "experts appointed by the Council"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graphkit.annotate.gazetteer import Mention
from graphkit.claims.pronouns import Pronouns
from graphkit.model.entity import Entity

#: Whose mandate holders speak where no inquiry is told of.
SPECIAL_PROCEDURES: Final = "special-procedures"
_KNOWN: Final = "experts"
#: Who are meant where their office publishes what "the experts" say.
_PANEL: Final = "expert"
_OFFICE: Final = "ohchr"


class Panels(Pronouns):
    """Resolves the experts of the United Nations, one sentence after the other."""

    def panel(self, head: Token) -> Entity | None:
        """Whom a plural of experts stands for: the inquiry told of, else the mandate holders as a whole."""
        lemma = self._panellist(head)
        if lemma is None:
            counted = self._of_them(head)
            return self.panel(counted) if counted is not None else None
        owners = [e for e in self._behind(head) if e is not None]
        known = self.discourse.organs.get(_KNOWN)
        if any(owner.type == "state" for owner in owners):
            return None
        if not any(map(self._united_nations, owners)) and not self.lexicon.has("mandate_titles", lemma):
            if not self._pointed_out(head) or self._apart(head):
                return None
            if known is None and lemma == _PANEL and self.discourse.author.key == _OFFICE:
                known = Entity(SPECIAL_PROCEDURES, self.written([head]), "mechanism")  # their office publishes what they say
            return known
        inquiry = next((b for word in self.lexicon.longest_first("inquiry") if (b := self.discourse.last("body", word=word))), None)
        if inquiry is not None and not self.lexicon.has("mandate_titles", lemma):
            self.discourse.organs.setdefault(_KNOWN, inquiry)
            return inquiry
        name = self.written([*(t for t in self._qualifying(head)), head])
        found = Entity(SPECIAL_PROCEDURES, name, "mechanism")
        self.discourse.organs.setdefault(_KNOWN, found)
        return found

    def remember_panel(self, mention: Mention, entity: Entity | None) -> None:
        """Note whom a name of experts stands for, so that "the experts" are they."""
        last = mention.text.lower().split()[-1]
        if entity is not None and last.endswith("s") and self.lexicon.has("panellist", last[:-1]):
            self.discourse.organs.setdefault(_KNOWN, entity)

    def _panellist(self, head: Token) -> str | None:
        lower = head.lower_
        if head.i in self.sentence.mentions or not lower.endswith("s") or head.tag_ not in ("NNS", "NNPS", "NNP", "NN"):
            return None
        lemma = lower[:-1]
        return lemma if self.lexicon.has("panellist", lemma) else None

    def _of_them(self, head: Token) -> Token | None:
        """The experts that a group is of: "a group of 12 experts"."""
        if not self.lexicon.has("gathering", head.lemma_.lower()) or head.i in self.sentence.mentions:
            return None
        within = [c for p in head.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
        return next((c for c in within if self._panellist(c)), None)

    def _behind(self, head: Token) -> Iterator[Entity | None]:
        """Whose experts they are, by the names before and behind the word."""
        for token in head.subtree:
            mention = self.sentence.mentions.get(token.i)
            if mention is None or any(a.dep_ in ("relcl", "advcl") for a in token.ancestors if a in head.subtree and a != head):
                continue
            if token.i < head.i or any(a.lower_ in ("of", "from", "by", "with", "at") for a in token.ancestors if a.i > head.i):
                yield self.discourse.entity(mention)

    def _united_nations(self, owner: Entity) -> bool:
        whole = Entity("un", "United Nations", "organisation")
        return owner.key == "un" or self.discourse.acts_for(owner, whole)

    def _pointed_out(self, head: Token) -> bool:
        return any(c.dep_ == "det" and c.lower_ in ("the", "these") for c in head.children)

    def _apart(self, head: Token) -> bool:
        """Whether other experts are meant than those told of: "the legal experts of the firm"."""
        return any(c.dep_ == "prep" for c in head.children if c.i > head.i) or any(
            c.dep_ in ("amod", "compound", "poss") and not self.lexicon.has("panel_quality", w.lower_)
            for c in head.lefts
            for w in c.subtree
            if w.i not in self.sentence.mentions
        )

    def _qualifying(self, head: Token) -> list[Token]:
        return [t for c in head.lefts if c.dep_ in ("compound", "amod", "nmod") for t in c.subtree]
