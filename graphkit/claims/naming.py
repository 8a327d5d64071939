"""Names that the reference data does not know: of persons, groups, institutions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Token

from graphkit.claims.subjects import Subjects
from graphkit.model.entity import Entity

#: Marks of a quotation, none of which stands within a name of several words.
_QUOTES = frozenset('"\u201c\u201d\u00ab\u00bb')


class Naming(Subjects):
    """Reads the names of one sentence as the document writes them."""

    def _lemma(self, head: Token) -> str:
        """The lemma in lower case; of a capitalised plural, too ("Ministers", "States")."""
        lemma = head.lemma_.lower()
        if head.pos_ == "PROPN" and lemma.endswith("s") and any(self.lexicon.has(name, lemma[:-1]) for name in ("organ", "set")):
            return lemma[:-1]
        return lemma

    def label(self, head: Token) -> str:
        """The words of a noun phrase up to its head, without article."""
        return self.written(self._words(head))

    def written(self, words: Iterable[Token]) -> str:
        """The text from the first to the last of *words*, white space folded."""
        start, end = self.sentence.cover(words)
        return " ".join(self.sentence.text[start:end].split())

    def _words(self, head: Token) -> list[Token]:
        """A noun and what qualifies it before it, without article and owner."""
        return [t for c in head.lefts if c.dep_ in ("compound", "amod", "nmod", "nummod") for t in c.subtree] + [head]

    def _capital(self, word: Token) -> bool:
        return self.sentence.text[self.sentence.offsets[word.i][0]].isupper()

    def _proper(self, head: Token) -> bool:
        """Whether a common word is the head of a name: "the General Strike Coordination Body"."""
        return self._capital(head) and any(
            c.dep_ in ("compound", "amod") and c.text[:1].isupper() and c.i not in self.sentence.mentions for c in head.lefts
        )

    def _named(self, head: Token, state: Entity | None) -> list[tuple[Entity, Token]]:
        """A name that the reference data does not know."""
        aside = self.sentence.asides.get(head.i)
        spoken_for = self.discourse.entity(aside) if aside is not None else None
        if spoken_for is not None and spoken_for.type == "state":
            self.discourse.surnames.setdefault(head.text, spoken_for)
            return [(spoken_for, head)]  # "Ms. Roe (Kenya)" speaks for Kenya
        served = self._served_by(head)
        if served is not None:
            self.discourse.surnames.setdefault(head.text, served)
            return [(served, head)]  # "Jane Roe, the ambassador of Kenya, ..." speaks for Kenya
        body = self.lexicon.has("name_goes_on", head.lower_)
        # The "General" of "General Strike Committee" is no officer.
        officer = [
            c
            for c in head.lefts
            if c.dep_ in ("compound", "nmod", "amod") and self.lexicon.has("organ", c.lemma_.lower()) and not (body and self._capital(c))
        ]
        state = state if officer else None
        if state is not None and state.type in ("state", "organisation", "body"):
            self.discourse.surnames.setdefault(head.text, state)
            return [(state, head)]  # "the Kenyan ambassador Jane Roe" speaks for Kenya
        title = max((c.i for c in officer), default=-1)
        words = [c for c in head.lefts if c.dep_ == "compound" and c.i not in self.sentence.mentions and c.i > title] + [head]
        if body:
            before = (t for t in self._words(head) if t != head and t.i not in self.sentence.mentions and t.i > title)
            words = [t for t in before if self._capital(t) or t.dep_ == "compound"] + [head]
            words = [*self._of_a_place(words[0]), *words]
        titles = [
            n
            for n, w in enumerate(words[:-1])
            if (w.text[:1].islower() and not self.lexicon.has("particle", w.lower_))
            or (not body and self.lexicon.has("honorific", w.lower_.rstrip(".")))
        ]
        words = words[titles[-1] + 1 :] if titles else words
        if any(self.lexicon.has("region", w.lower_) for w in words):
            return []
        last = self._name_end(head) if body else head.i
        start, end = self.sentence.offsets[words[0].i][0], self.sentence.offsets[last][1]
        joined = re.search(r"(?:[A-Z]\w*-)+$", self.sentence.text[self.sentence.span.start : start])
        start -= len(joined.group()) if joined else 0  # the parser parts the "Jean" of "Jean-Marc" from it
        name = " ".join(self.sentence.text[start:end].split())
        if not all(w.text[:1].isupper() or self.lexicon.has("particle", w.lower_) for w in words) or any(c.isdigit() for c in name):
            return []
        if any(self.lexicon.has(law, head.lemma_.lower()) for law in ("law", "text", "months")):
            return []  # a law, a text or a day does nothing
        if len(words) < 2 and last == head.i:
            known = self.discourse.surnames.get(name)
            if known is not None:
                return [(known, head)]
            styled = titles and self.lexicon.has("honorific", self.sentence.doc[words[0].i - 1].lower_.rstrip("."))
            office = self.lexicon.has("organ", name.lower())  # "Mr. President"
            if not office and (styled or any(self.lexicon.has("officer", c.lemma_.lower()) for c in officer)):
                return [(self.discourse.surnames.setdefault(name, Entity(name, name, "person")), head)]  # "Ms Roe", "President Roe"
            if office or self.discourse.capitalised[name] < 2 or head.i == 0:
                return []
            return [(Entity(name, name, "organisation"), head)]
        person = all(w.text.replace("-", "").isalpha() for w in words) and len(words) <= 4 and last == head.i and not body
        entity = Entity(name, name, "person" if person else "organisation")
        if person:
            self.discourse.surnames.setdefault(words[-1].text, entity)
        return [(entity, head)]

    def _served_by(self, head: Token) -> Entity | None:
        """The state whose officer a name is said to be: "Jane Roe, Minister for Foreign Affairs of Kenya", "Jane Roe, Kenya's envoy"."""
        for child in head.children:
            if child.dep_ != "appos" or child.i < head.i or not self.lexicon.has("officer", self._lemma(child)):
                continue
            if any(self.lexicon.has("no_organ", t.lower_) for t in child.lefts):
                continue  # a former minister speaks for nobody
            owner = self.holder(child) or self._farther(child)
            if owner is not None and owner.type == "state":
                return owner
        return None

    def _farther(self, office: Token) -> Entity | None:
        """Whose an office is whose name goes on: the "Kenya" of "Minister for Foreign Affairs of Kenya"."""
        for token in office.subtree:
            mention = self.sentence.mentions.get(token.i)
            if mention is not None and token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "PROPN":
                return self.discourse.entity(mention)
        return None

    def holder(self, noun: Token) -> Entity | None:
        """Whose something is (see :class:`graphkit.claims.holders.Holders`)."""
        raise NotImplementedError

    def _of_a_place(self, first: Token) -> list[Token]:
        """The state with which the name of an institution begins: "Peru Doctors Network", "Peruvian Centre for Human Rights"."""
        before = first.doc[first.i - 1] if first.i > 0 else None
        mention = self.sentence.mentions.get(before.i) if before is not None else None
        if before is None or mention is None or before.dep_ not in ("compound", "nmod", "amod") or before.head.i < first.i:
            return []
        return [before] if mention.candidates[0].type == "state" and self._capital(before) and self._capital(first) else []

    def introduce(self) -> None:
        """Remember the persons whom the sentence names in full, by the name that later sentences use alone."""
        names = [t for t in self.sentence.tokens if t.pos_ == "PROPN"]
        for head in names:
            if head.i in self.sentence.mentions or self.lexicon.has("name_goes_on", head.lower_):
                continue
            words = [c for c in head.lefts if c.dep_ == "compound" and c.pos_ == "PROPN" and c.i not in self.sentence.mentions] + [head]
            while len(words) > 1 and (
                self.lexicon.has("honorific", words[0].lower_.rstrip(".")) or self.lexicon.has("organ", words[0].lower_)
            ):
                words = words[1:]
            if not 2 <= len(words) <= 3 or not all(w.text[:1].isupper() and w.text.replace("-", "").isalpha() for w in words):
                continue
            if any(self.lexicon.has("region", w.lower_) or self.lexicon.has("organ", w.lower_) for w in words):
                continue
            name = " ".join(w.text for w in words)
            # A given name with a hyphen stands last: "Kwok Wai-kin" is Kwok.
            family = words[0].text if "-" in words[-1].text else words[-1].text
            self.discourse.surnames.setdefault(family, Entity(name, name, "person"))
        for head in names:
            self._entitled(head)

    def _entitled(self, head: Token) -> None:
        """Remember who "the Secretary" is, after "Secretary of State Jane Roe"."""
        if head.i == 0 or (known := self._known_person(head)) is None:
            return
        for word in reversed(list(head.doc[max(0, head.i - 6) : head.i])):
            if self.lexicon.has("officer", word.lemma_.lower()):
                if self._capital(word):
                    self.discourse.organs[word.lemma_.lower()] = known
                return
            if word.i in self.sentence.mentions or not (word.pos_ == "PROPN" or word.lower_ in ("of", "for", "and", "the")):
                return

    def _known_person(self, head: Token) -> Entity | None:
        mention = self.sentence.mentions.get(head.i)
        if mention is None:
            return self.discourse.surnames.get(head.text)
        return self.discourse.entity(mention) if mention.candidates[0].type == "person" else None

    def _name_end(self, head: Token) -> int:
        """Index of the last word of a name that goes on behind its head: "Committee for the Defence of Prisoners"."""
        last, at, doc = head.i, head.i + 1, head.doc
        while at < len(doc):
            if doc[at].lower_ in ("of", "for", "on", "to", "the", "and", "against", "de") and at - last <= 2:
                at += 1
                continue
            written = self.sentence.text[self.sentence.offsets[at][0]]
            behind = self.sentence.text[self.sentence.offsets[last][1] : self.sentence.offsets[at][0]]
            if (
                at - last < 2
                or not written.isupper()
                # A quotation has ended, or a date begins.
                or any(c in _QUOTES for c in behind)
                or self.lexicon.has("months", doc[at].lower_)
                or doc[at].pos_ not in ("PROPN", "NOUN", "ADJ")
                or doc[last + 1].lower_ in ("and", "the")
            ):
                break
            last, at = at, at + 1
            while at < len(doc) and doc[at].pos_ == "PROPN" and at not in self.sentence.mentions and doc[at].text[:1].isupper():
                last, at = at, at + 1
        return last
