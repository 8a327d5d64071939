"""Who is blamed for what: the bad words of a clause, and whose they are said to be."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from graphkit.annotate.view import Sentence
from graphkit.claims.discourse import Discourse
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.phrases import Phrases
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity

_BAD = ("distress", "misdeed", "invective", "abuse")
_CULPRITS = ("state", "organisation", "person", "body", "mandate")


class Blame:
    """Finds culprits in the clauses of one sentence."""

    def __init__(self, sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> None:
        self.sentence, self.discourse, self.lexicon = sentence, discourse, lexicon
        self.phrases = Phrases(sentence, discourse, lexicon)

    def bad(self, token: Token) -> bool:
        """Whether a word speaks of abuse, distress or hostility."""
        if token.i in self.sentence.mentions or token.pos_ in ("PROPN", "ADP", "DET", "PRON", "AUX", "CCONJ", "SCONJ", "PART"):
            return False
        return any(self.lexicon.has(name, word) for name in _BAD for word in (token.lemma_.lower(), token.lower_))

    def abusive(self, token: Token) -> bool:
        """Whether a word tells of an abuse that somebody commits."""
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and any(
            f.kind == "violates" and f.object == "any" and not f.prep for f in self.lexicon.frames("verb", lemma)
        ):
            return True
        return token.pos_ == "NOUN" and self.lexicon.has("abuse", lemma)

    def doer(self, noun: Token) -> Entity | None:
        """Who did it: "attacks by X", "rumours spread by X"."""
        for child in noun.subtree:
            if child.lower_ == "by" and child.head in (noun, *(c for c in noun.children if c.dep_ == "acl")):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        return next((e for e, _ in self.phrases.entities(inner)), None)
        return None

    def accused(self, clause: Token, speakers: Iterable[str | None]) -> list[Entity]:
        """Whom a clause blames: its subjects where the predicate is bad, the doer of a passive, the holder of a misdeed."""
        known = set(speakers)
        for verb in (clause, *(c for c in clause.children if c.dep_ in ("conj", "ccomp", "advcl"))):
            for child in verb.children:
                if child.dep_ in SUBJECTS and child.dep_ != "nsubjpass":
                    if any(self.bad(t) or self.abusive(t) for t in verb.subtree if t not in child.subtree):
                        named = [e for e, _ in self.phrases.entities(child) if e.type in _CULPRITS and e.key not in known]
                        if named:
                            return named
        for token in clause.subtree:
            if token.pos_ == "NOUN" and self.bad(token):
                holder = self.phrases.holder(token) or self.doer(token)
                if holder and holder.type == "state" and holder.key not in known:
                    return [holder]
            if token.dep_ == "agent" and self.bad(token.head):
                for inner in token.children:
                    named = [e for e, _ in self.phrases.entities(inner) if e.type == "state" and e.key not in known]
                    if named:
                        return named
        return []

    def blames(self, target: Token, agents: list[Entity]) -> bool:
        """Whether *target* is a misdeed of a state: "regretted the country's refusal", "regretted that it had refused"."""
        if target.pos_ in ("VERB", "AUX"):
            return any(e.type == "state" for e in self.accused(target, {a.key for a in agents}))
        for token in (target, *(c for p in target.children if p.dep_ == "prep" for c in p.children)):
            if token.pos_ == "NOUN" and self.lexicon.has("misdeed", token.lemma_.lower()):
                whose = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ in ("of", "by")) for c in token.children)
                holder = (self.phrases.holder(token) or self.doer(token)) if whose else None
                if holder and holder.type == "state" and all(holder.key != a.key for a in agents):
                    return True
        return False
