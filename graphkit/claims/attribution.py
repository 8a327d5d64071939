"""Who is said to tell it: "according to X", "X said that", "citing X"."""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Token

from graphkit.claims.clauses import Clauses
from graphkit.claims.context import Context
from graphkit.claims.doers import Agents
from graphkit.model.entity import Entity


class Attribution(Clauses):
    """Finds who tells what one sentence says."""

    def speakers(self, context: Context) -> list[Entity]:
        """Who is said to say it, outermost first: "according to X", "X said that"."""
        if not self.discourse.stages.attribution:
            context.speakers = []  # all is told in the document's own voice
        told = [*self._according, *(a for verb in context.speakers for a in self._saying(verb))]
        return list({(a.key, a.label): a for a in told}.values())

    def _saying(self, verb: Token) -> list[Entity]:
        """Who says it; where nobody known does, whoever the words name ("detainees told the Office that ...")."""
        passive = self.passive(verb)
        named = [a for a, _ in self.agents(verb, passive)]
        subject = self.phrases.subject(verb) if not passive else None
        cited = self._cited(verb) if subject is None else [*self._cited(verb), *self._cited(subject)]
        if named or subject is None or subject.pos_ not in ("NOUN", "PROPN"):
            return named + cited
        behind = self._source(subject) or self.doer(subject)
        label = self.phrases.label(subject)
        return [behind or Entity(label, label, None), *cited]

    def _source(self, noun: Token) -> Entity | None:
        """For whom an unnamed source speaks: "an official source at the Foreign Ministry"."""
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ in ("at", "in", "from", "within", "of"):
                for inner in prep.children:
                    if inner.dep_ == "pobj" and self.lexicon.has("organ", inner.lemma_.lower()):
                        return self.discourse.home or next((e for e, _ in self.phrases.entities(inner)), None)
        return None

    def _cited(self, word: Token) -> list[Entity]:
        """Whom somebody who tells something cites for it: "X, citing data from Y, reported"."""
        found: list[Entity] = []
        for child in word.children:
            if child.dep_ in ("advcl", "acl") and child.tag_ == "VBG" and self.lexicon.has("citing", child.lemma_.lower()):
                for source in (c for c in child.children if c.dep_ == "dobj"):
                    found += self._whose_word(source)
        return found

    def _whose_word(self, source: Token) -> list[Entity]:
        """Who stands behind what is cited: the Y of "data from Y"; else the words themselves."""
        named = [e for e, _ in self.phrases.entities(source)]
        if not named:
            inside = [t for t in source.subtree if t.i in self.sentence.mentions and t.i > source.i and t.dep_ == "pobj"]
            named = [e for t in inside[:1] if (e := self.discourse.entity(self.sentence.mentions[t.i])) is not None]
        if named:
            return named
        label = self.phrases.label(source)
        return [Entity(label, label, None)]

    @cached_property
    def _according(self) -> list[Entity]:
        """Whom the sentence as a whole leans on."""
        if self.leaning is None:
            return self._as_told()
        heads = [t for t in self.leaning[0].subtree if t.dep_ == "pobj"]
        return [e for e, _ in self.leaning[1]] + [e for h in heads for e in self._cited(h)]

    def _as_told(self) -> list[Entity]:
        """Who tells the sentence in an aside: "as X has documented", "as noted by X"."""
        if not self.discourse.stages.attribution or "as" not in self.sentence.forms:
            return []
        for token in self.sentence.tokens:
            aside = token.dep_ == "advcl" and token.head.head == token.head and any(c.lower_ == "as" for c in token.lefts)
            if aside and self.says(token) and not any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in token.children):
                return [e for e, _ in self.agents(token, self.passive(token))]
        return []

    @cached_property
    def leaning(self) -> tuple[Token, Agents] | None:
        """The words by which a sentence leans on somebody ("according to X"), and who that is."""
        if not self.discourse.stages.attribution or self.lexicon.words("attribution").isdisjoint(self.sentence.forms):
            return None
        for token in self.sentence.tokens:
            if self.lexicon.has("attribution", token.lower_):
                named = [c for p in token.children if p.lower_ == "to" for c in p.children if c.dep_ == "pobj"]
                named = named or [c for c in token.children if c.dep_ == "pobj"]
                found = [hit for n in named for hit in self.phrases.entities(n)]
                if not found:  # "according to a tally of X"
                    inside = [t for n in named for t in n.subtree if t.i in self.sentence.mentions]
                    found = [(e, t) for t in inside[:1] if (e := self.discourse.entity(self.sentence.mentions[t.i])) is not None]
                if not found:  # "according to news reports"
                    labels = [(self.phrases.label(n), n) for n in named if self.lexicon.has("source", n.lemma_.lower())]
                    found = [(Entity(label, label, None), n) for label, n in labels]
                if found:
                    return None if self._after_a_quotation(token) else (token, found)
        return None

    def _after_a_quotation(self, token: Token) -> bool:
        """Whether what leans on somebody is only words quoted just before it, and not the sentence around them."""
        at = self.sentence.offsets[token.i][0]
        root = next((t for t in self.sentence.tokens if t.head == t), token)
        main = self.sentence.offsets[root.i][0]
        return any(end <= at <= end + 2 and not start <= main < end for start, end in self.discourse.quotations)
