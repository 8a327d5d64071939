"""Whom a noun phrase stands for, with all that it coordinates, lists and adds."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from graphkit.annotate.view import Sentence
from graphkit.claims.discourse import Discourse
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.referents import Referents
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity

#: Name and office of whoever says "I, Jane Roe, President of X, find" take no more words.
_PRESENTED: Final = 16


def coordinated(token: Token) -> list[Token]:
    """*token* and what is coordinated with it."""
    found = [token]
    for child in (*token.children, *(g for c in token.children if c.dep_ == "compound" for g in c.children)):
        if child.dep_ == "nmod" and child.pos_ == "PROPN" and any(c.dep_ == "cc" and c.lower_ == "and" for c in child.children):
            found.insert(0, child)  # "X and the press group Y", as the parser has it
        if child.head != token:
            continue
        if child.dep_ in ("conj",) and child.pos_ in ("PROPN", "NOUN", "PRON", "ADJ", "NUM"):
            found += coordinated(child)
        elif child.dep_ == "prep" and child.lower_ in ("as", "alongside", "with"):
            # "X as well as Y"
            found += [c for inner in child.children if inner.dep_ == "pobj" for c in coordinated(inner) if child.i > token.i + 1]
        elif child.dep_ == "cc" and child.lower_ == "as":
            continue
    return found


def _alike(token: Token) -> list[Token]:
    """*token* and what is coordinated with it, adjectives too."""
    return [token, *(t for c in token.children if c.dep_ in ("conj", "appos") for t in _alike(c))]


class Phrases(Referents):
    """Resolves the noun phrases of one sentence."""

    def __init__(self, sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> None:
        super().__init__(sentence, discourse, lexicon)
        self._resolved: dict[int, list[tuple[Entity, Token]]] = {}

    def entities(self, token: Token) -> list[tuple[Entity, Token]]:
        """Whom the phrase headed by *token* names: one entry for each coordinated or listed member.

        A phrase that leans on itself (a pronoun in its own antecedent) names nobody.
        """
        if token.i in self._resolved:
            return self._resolved[token.i]
        self._resolved[token.i] = []
        self._resolved[token.i] = found = self._resolve(token)
        return found

    def _resolve(self, token: Token) -> list[tuple[Entity, Token]]:
        if not self.discourse.stages.patterns:
            return self._one(token)
        first = self._presented(token)
        if first is not None:
            return self._one(first)  # "I, Jane Roe, President of X, find": one person, however much follows the name
        found: list[tuple[Entity, Token]] = self._one_of_those(token)
        for head in coordinated(token) if not found else ():
            members = self._members(head)
            found += members or self._plural(head) or self._both(head) or self._one(head)
        if found and token.dep_ in SUBJECTS:
            found += self._companions(token)
        if found:
            found += self._bracketed(found)
        unique: dict[tuple[str | None, str], tuple[Entity, Token]] = {}
        for entity, at in found:
            unique.setdefault((entity.key, entity.label), (entity, at))
        return list(unique.values())

    def _one_of_those(self, head: Token) -> list[tuple[Entity, Token]]:
        """Who is said to be one of a set that a clause tells of: "X was the only member to object", "X was among those that left"."""
        over = head.head if head.dep_ == "attr" else head.head.head if head.dep_ == "pobj" and head.head.lower_ in ("among", "of") else head
        if over.dep_ == "attr" and over.pos_ in ("NUM", "PRON"):
            over = over.head  # "was one of the states that"
        set_of = head.lower_ == "those" or self.lexicon.has("set", self._lemma(head))
        if over.lemma_ != "be" or over.i >= head.i or not set_of:
            return []
        alone = head.dep_ == "pobj" or any(self.lexicon.has("sole", c.lower_) for c in head.subtree if c.i < head.i)
        if not alone or not any(c.dep_ in ("acl", "relcl") for c in head.children):
            return []
        subject = self.subject(over)
        named = subject is not None and subject.i < over.i and any(t.i in self.sentence.mentions for t in coordinated(subject))
        return self.entities(subject) if named and subject is not None else []

    def _presented(self, token: Token) -> Token | None:
        """The "I" of somebody who names themselves behind it: "I, Jane Roe, President of X"."""
        if token.lower_ == "i" and token.pos_ == "PRON":
            return token
        if "i" not in self.sentence.forms:
            return None
        doc = self.sentence.tokens
        for before in reversed(doc[max(0, token.i - _PRESENTED) : token.i]):
            if before.pos_ in ("VERB", "AUX"):
                return None
            if before.text == "I" and doc[before.i + 1].text == ",":
                return before if token.pos_ == "PROPN" or token.i in self.sentence.mentions else None
        return None

    def _members(self, head: Token) -> list[tuple[Entity, Token]]:
        """Named members of a set: "58 countries, including X and Y", "a group led by X"."""
        if head.i in self.sentence.mentions or head.pos_ not in ("NOUN", "PRON", "NUM", "PROPN"):
            return []
        if head.pos_ in ("NOUN", "PROPN") and not any(
            self.lexicon.has(name, self._lemma(self._counted(head))) for name in ("set", "persons")
        ):
            return []
        found: list[tuple[Entity, Token]] = []
        for child in head.subtree:
            if child.dep_ == "prep" and self.lexicon.has("including", child.lower_) and child.head in (head, head.head):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        found += self._those_of(inner) or [hit for c in coordinated(inner) for hit in self._one(c)]
            elif (
                child.dep_ == "acl"
                and child.head == head
                and self.lexicon.has("led", child.lemma_.lower())
                and not self._of_one_state(head)
            ):
                doers = [c for by in child.children if by.lower_ == "by" for c in by.children if c.dep_ == "pobj"]
                found += [hit for doer in doers for c in coordinated(doer) for hit in self._one(c)]
            elif child.dep_ == "appos" and child.head == head and not self._officer(head):
                found += self._plural(child) or [hit for c in coordinated(child) for hit in self._one(c)]
        if not found and head.dep_ in (*SUBJECTS, "pobj"):
            words = [t.lower_ for t in head.doc]
            for i in range(head.i, len(words) - 2):
                if words[i : i + 2] in (["among", "them"], ["among", "these"]):
                    officers = next((t for t in head.doc[i + 2 : i + 4] if t.pos_ == "NOUN"), None)
                    several = self._plural(officers) if officers is not None else []
                    found = several or [hit for t in self.listed(head.doc, i + 2) for hit in self._one(t)]
        if not found and head.dep_ in SUBJECTS:
            behind = next((t.i + 1 for t in head.subtree if t.lower_ == "namely" and t.i > head.i), None)
            found = [hit for t in self.listed(head.doc, behind) for hit in self._one(t)] if behind is not None else []
        if not found:
            # The parser often hangs "including" on the verb.
            for child in head.head.children:
                if child.dep_ == "prep" and child.lower_ == "including" and child.i == head.i + 2:
                    for inner in child.children:
                        if inner.dep_ == "pobj":
                            found += [hit for c in coordinated(inner) for hit in self._one(c)]
        return found

    def _of_one_state(self, head: Token) -> bool:
        """Whether an organ of one state is meant, whoever leads it: "the Kenyan delegation, led by Jane Roe"."""
        holder = self.holder(head) if self.lexicon.has("organ", self._lemma(head)) else None
        return holder is not None and holder.type == "state"

    def _officer(self, head: Token) -> bool:
        """Whether one person in office is meant, whose name may stand beside."""
        return head.tag_ == "NN" and self.lexicon.has("officer", self._lemma(head))

    def _those_of(self, pronoun: Token) -> list[tuple[Entity, Token]]:
        """Whose they are: "delegates, including those of X and Y"."""
        if pronoun.lower_ != "those":
            return []
        owners = [o for p in pronoun.children if p.dep_ == "prep" and p.lower_ in ("of", "from") for o in p.children if o.dep_ == "pobj"]
        return [hit for o in owners for c in coordinated(o) for hit in self._one(c)]

    def _counted(self, head: Token) -> Token:
        """What is counted: the "countries" of "dozens of countries"; else the head itself."""
        if not self.lexicon.has("quantity", self._lemma(head)):
            return head
        return next((c for p in head.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), head)

    def _plural(self, head: Token) -> list[tuple[Entity, Token]]:
        """Organs of several states: "the Foreign Ministers of Chile, Peru and Ghana", "Russian and Chinese diplomats"."""
        if head.tag_ not in ("NNS", "NNPS") or head.i in self.sentence.mentions or not self.lexicon.has("organ", self._lemma(head)):
            return []
        owners = [c for c in head.children if c.dep_ in ("amod", "nmod", "compound", "poss") and c.i in self.sentence.mentions]
        owners += [o for c in head.children if c.dep_ == "prep" and c.lower_ in ("of", "from") for o in c.children if o.dep_ == "pobj"]
        everyone = [t for o in owners for t in _alike(o) if t.i in self.sentence.mentions]
        if len(everyone) < 2:
            # "representatives of several states, including X and Y"
            return [hit for o in owners if o.i not in self.sentence.mentions for hit in self._members(o)]
        found = [(self.discourse.entity(self.sentence.mentions[t.i]), t) for t in everyone]
        return [(e, t) for e, t in found if e is not None]

    def _both(self, head: Token) -> list[tuple[Entity, Token]]:
        """The two who deal with one another: "the two leaders", "both sides"."""
        parties = self.discourse.parties
        if parties is None or head.tag_ not in ("NNS", "NNPS") or not self.discourse.stages.coreference:
            return []
        counted = any(self.lexicon.has("pair", c.lower_) for c in head.lefts)
        paired = self.lexicon.has("organ", self._lemma(head)) or self.lexicon.has("set", self._lemma(head))
        only_talk = head.dep_ in SUBJECTS and self.lexicon.has("discussing", head.head.lemma_.lower())
        return [(entity, head) for entity in parties] if counted and paired and not only_talk else []

    def _companions(self, token: Token) -> list[tuple[Entity, Token]]:
        """Who acts with the subject: "X, together with Y and Z, ..."."""
        doc = token.doc
        at = max([token.i, *(t.i for t in token.subtree if t.i < token.head.i and t.i in self.sentence.mentions and t.i - token.i < 6)])
        rest = " ".join(t.lower_ for t in doc[at + 1 : at + 7]).removeprefix(", ")
        phrase = next((p for p in self.lexicon.longest_first("together") if rest.startswith(p + " ")), None)
        if phrase is None:
            return []
        at += 1 + len(phrase.split()) + (doc[at + 1].text == ",")
        return [hit for t in self.listed(doc, at) for hit in self._one(t)]

    def _bracketed(self, found: list[tuple[Entity, Token]]) -> list[tuple[Entity, Token]]:
        """Who is added in brackets: "X and Y (as well as Z)"."""
        doc, at = found[-1][1].doc, max(t.i for _, t in found)
        if at + 3 >= len(doc) or doc[at + 1].text != "(":
            return []
        rest = " ".join(t.lower_ for t in doc[at + 2 : at + 7])
        phrase = next((p for p in self.lexicon.longest_first("together") if rest.startswith(p + " ")), None)
        return [hit for t in self.listed(doc, at + 2 + len(phrase.split())) for hit in self._one(t)] if phrase else []

    def listed(self, doc: Doc, at: int) -> list[Token]:
        """The names that stand one after the other from token *at*, with commas and "and" between them."""
        found: list[Token] = []
        for token in doc[at:]:
            if token.i in self.sentence.mentions:
                if self.sentence.mentions[token.i].sense != "adjective":
                    found.append(token)
            elif not (token.text == "," or token.pos_ in ("CCONJ", "DET")):
                break
        return found
