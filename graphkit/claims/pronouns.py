"""Who "it", "they", "we" and "who" are."""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Token

from graphkit.claims.naming import Naming
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity


class Pronouns(Naming):
    """Resolves the pronouns of one sentence."""

    def entities(self, token: Token) -> list[tuple[Entity, Token]]:
        """Whom the phrase headed by *token* names (see :class:`graphkit.claims.phrases.Phrases`)."""
        raise NotImplementedError

    def _pronoun(self, head: Token) -> list[tuple[Entity, Token]]:
        lower, stages = head.lower_, self.discourse.stages
        if self.sentence.understood(head):
            return [(self.discourse.author, head)]
        if lower in ("who", "which", "that") and head.head.dep_ in ("relcl", "acl"):
            return self.entities(head.head.head) if head.head.head != head and stages.patterns else []
        if lower in ("we", "i", "us", "me", "our", "my"):
            return [(self.first_person(head), head)]
        if lower in ("him", "her") and head.dep_ != "poss" and stages.coreference:
            return [(entity, head) for entity in self._person_before(head)]
        if lower in ("it", "they", "he", "she", "them", "both") and stages.coreference:
            if lower == "it" and self._of_an_officer(head):
                return []
            told = self._teller(head) or (self._told_of(head) if lower == "them" else [])
            if told:
                return told
            here = [e for e, _ in self._antecedent(head)]
            return [(agent, head) for agent in self.going_on(lower, here or self.discourse.agents)]
        return []

    def going_on(self, pronoun: str, agents: list[Entity]) -> list[Entity]:
        """Which of *agents*, or who else, a pronoun goes on about."""
        if pronoun == "it":
            agents = self._things(agents)[:1]
        if pronoun in ("he", "she"):
            person = self.discourse.last("person", "mandate", "office")
            if person is not None and person.key == self.discourse.author.key:
                person = None  # who speaks says "I"
            spoke = self.discourse.spoke  # a state or body, through a spokesperson
            speaking = [spoke] if spoke is not None and spoke.type in ("state", "organisation", "body") else []
            heard = [self.discourse.person] if self.discourse.person not in (None, self.discourse.author) else []
            agents = (
                [a for a in agents if a.type in ("person", "office", "mandate")][:1] or speaking or heard or ([person] if person else [])
            )
        return agents

    def _things(self, agents: list[Entity]) -> list[Entity]:
        """Which of *agents* "it" may stand for: no person, and none of the many that a roll call names; else the text in hand speaks."""
        several = len(agents) > 2 and all(a.type == "state" for a in agents)
        things = [] if several else [a for a in agents if a.type != "person"]
        text = self.discourse.issuer or self.discourse.adopter or self.discourse.acting
        return things or ([text] if agents and text is not None and text.type != "person" else [])

    def _person_before(self, head: Token) -> list[Entity]:
        """The person or the holder of a mandate named last: "thanked the Rapporteur and invited her"."""
        for token in reversed(list(head.doc[: head.i])):
            mention = self.sentence.mentions.get(token.i)
            entity = self.discourse.entity(mention) if mention and mention.sense != "adjective" else None
            if entity is not None and entity.type in ("person", "mandate", "office"):
                return [entity]
        known = self.discourse.person or self.discourse.last("person", "mandate", "office")
        return [known] if known is not None else []

    def _antecedent(self, head: Token) -> list[tuple[Entity, Token]]:
        """Whom a pronoun goes on about in the same sentence: the subject of the clause before."""
        if head.dep_ not in SUBJECTS or head.head.dep_ not in ("conj", "ROOT", "ccomp", "parataxis", "advcl", "relcl"):
            return []
        for token in reversed(list(head.doc[: head.i])):
            infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.head.children)
            if token.dep_ in SUBJECTS and token.pos_ in ("NOUN", "PROPN") and token.head.i < head.i and not infinitive:
                found = self.entities(token)
                if head.lower_ in ("he", "she"):
                    found = [(e, t) for e, t in found if e.type in ("person", "mandate") or t.i not in self.sentence.mentions]
                if found or not self._willed(head.head):
                    return found
        return []

    def _told_of(self, head: Token) -> list[tuple[Entity, Token]]:
        """Whom somebody deals with in the same sentence: the "them" of "X spoke against the army of Y, accusing them of theft"."""
        if head.dep_ not in ("dobj", "pobj"):
            return []
        subject = self.subject(head.head)
        own = {e.key for e, _ in self.entities(subject)} if subject is not None and subject.pos_ != "PRON" else set()
        for token in reversed(list(head.doc[: head.i])):
            if token.dep_ in ("dobj", "pobj") and token.pos_ in ("NOUN", "PROPN") and own:
                found = [(e, head) for e, _ in self.entities(token) if e.type in ("state", "organisation", "body") and e.key not in own]
                if found:
                    return found
        return []

    def _willed(self, verb: Token) -> bool:
        """Whether only somebody can do it, and no thing: to say, to ask, to refuse."""
        lemma = verb.lemma_.lower()
        return self.lexicon.has("refuse", lemma) or any(f.frame in ("say", "ask") for f in self.lexicon.frames("verb", lemma))

    def _teller(self, head: Token) -> list[tuple[Entity, Token]]:
        """Who tells of themselves: the "it" of "X said that it would ..."."""
        verb = head.head
        if head.dep_ not in SUBJECTS or verb.dep_ != "ccomp" or not self._says(verb.head) or verb.head.i > head.i:
            return []
        subject = self.subject(verb.head)
        if subject is None or subject.i == head.i or subject.pos_ == "PRON":
            return []
        return [(entity, head) for entity, _ in self.entities(subject)]

    def _of_an_officer(self, head: Token) -> bool:
        """Whether a person in office tells of something else than themselves: the "it" of "the ambassador said it had failed"."""
        verb = head.head
        if head.dep_ not in SUBJECTS or verb.dep_ != "ccomp" or not self._says(verb.head):
            return False
        subject = self.subject(verb.head)
        return subject is not None and subject.i not in self.sentence.mentions and self.lexicon.has("officer", subject.lemma_.lower())

    def _says(self, verb: Token) -> bool:
        return any(f.frame == "say" for f in self.lexicon.frames("verb", verb.lemma_.lower()))

    def first_person(self, token: Token) -> Entity:
        """Who "we" is: inside a quotation whoever is quoted, else the author."""
        at = self.sentence.offsets[token.i][0]
        if any(start <= at < end for start, end in self.discourse.quotations):
            return self.quoted_speaker or self.discourse.quoting or self.discourse.author
        return self.discourse.author

    @cached_property
    def quoted_speaker(self) -> Entity | None:
        """Who is quoted in this sentence: the subject of a verb of saying outside the quotation marks."""
        for verb in self.sentence.tokens:
            if verb.pos_ != "VERB" or not any(f.frame in ("say", "ask") for f in self.lexicon.frames("verb", verb.lemma_.lower())):
                continue
            subject = self.subject(verb)
            if subject is None or any(
                start <= self.sentence.offsets[t.i][0] < end for t in (verb, subject) for start, end in self.discourse.quotations
            ):
                continue
            named = self.entities(subject)
            if named:
                return named[0][0]
        return self._before_colon()

    def _before_colon(self) -> Entity | None:
        """Whoever the words before a colon and a quotation are about: "She was blunt: ..."."""
        for start, _ in self.discourse.quotations:
            before = self.sentence.text[self.sentence.span.start : start].rstrip()
            if before.endswith(":"):
                for token in self.sentence.tokens:
                    if token.dep_ in SUBJECTS and self.sentence.offsets[token.i][0] < start:
                        return next((e for e, _ in self.entities(token)), None)
        return None
