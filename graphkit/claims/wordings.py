"""Roundabout ways to say something: "made it clear that", "is of the view that", "it is the view of X that"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from graphkit.claims.lexicon import Frame
from graphkit.claims.sayings import Sayings
from graphkit.claims.stances import Act, Stance, told_by
from graphkit.claims.verbs import FINITE

_SAID: Final = Frame("", "any", "say", "reports")


class Wordings(Sayings):
    """Reads what is said without a verb of saying."""

    def _worded(self, act: Act) -> list[Stance]:
        """What somebody makes clear, or holds as a view."""
        verb, agents = act.verb, act.agents
        if act.passive or act.context.negated:
            return []
        word = self._made_clear(verb) or self._view_held(verb)
        clause = self._that_clause(word) if word is not None else None
        if word is None or clause is None:
            return []
        if not agents and word.dep_ == "attr":
            holder = self.phrases.holder(word)  # "it is the view of X that"
            agents = [(holder, word)] if holder is not None else []
        made = self.saying(verb, _SAID, agents, clause, act.context) if agents else []
        return told_by(made, f"verb {act.lemma} ... {word.lemma_.lower()} that")

    def _made_clear(self, verb: Token) -> Token | None:
        if not self.lexicon.has("making", verb.lemma_.lower()):
            return None
        return next((c for c in verb.children if c.i > verb.i and c.pos_ == "ADJ" and self.lexicon.has("plain", c.lower_)), None)

    def _view_held(self, verb: Token) -> Token | None:
        if not self.lexicon.has("holding_views", verb.lemma_.lower()):
            return None
        held = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "attr")]
        held += [o for p in verb.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
        return next((n for n in held if self.lexicon.has("view", n.lemma_.lower())), None)

    def _that_clause(self, word: Token) -> Token | None:
        """The clause led in by "that" behind a word."""
        for token in word.head.subtree:
            if token.i > word.i and token.dep_ == "mark" and token.lower_ == "that" and token.head.pos_ in ("VERB", "AUX"):
                return token.head if token.head.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") for c in token.head.children) else None
        return None
