"""Whose something is: the state of an organ, the office of a spokesman, the issuer of a text."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.claims.lexicon import Frame
from graphkit.claims.panels import Panels
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity


class Holders(Panels):
    """Finds the holders of the nouns of one sentence."""

    def _one(self, head: Token) -> list[tuple[Entity, Token]]:
        """Whom *head* alone stands for (see :class:`graphkit.claims.referents.Referents`)."""
        raise NotImplementedError

    def holder(self, noun: Token) -> Entity | None:
        """Whose something is: "Pyongyang's demands", "the North Korean regime", "the mission of Japan"."""
        issuer = self._issued_by(noun)
        if issuer is not None:
            return issuer
        before = [c for c in noun.children if c.dep_ in ("poss", "nmod", "amod", "compound") and c.i < noun.i]
        if self.lexicon.has("organ", self._lemma(noun)):
            # "his Russian counterpart" is Russia's: a name goes before the pronoun.
            before.sort(key=lambda c: c.i not in self.sentence.mentions)
        for child in before:
            mention = self.sentence.mentions.get(child.i)
            if mention:
                return self.discourse.entity(mention)
            if child.dep_ == "poss":
                if child.lower_ == "whose":
                    clause = next((a for a in noun.ancestors if a.dep_ == "relcl"), None)
                    owners = self.entities(clause.head) if clause is not None else []
                    return owners[0][0] if owners else None
                if child.lower_ in ("its", "their", "his", "her"):
                    if not self.discourse.stages.coreference:
                        return None
                    beside = self._one(noun.head) if noun.dep_ == "conj" and child.lower_ in ("its", "their") else []
                    if beside:
                        return beside[0][0]  # "the government or its agents"
                    subject = self._asker(noun) if self.answered(noun) else self._clause_subject(noun)
                    if subject:
                        return subject
                    agents = self.discourse.agents
                    if child.lower_ in ("his", "her"):
                        agents = [e for e in agents if e != self.discourse.author]  # who speaks says "my"
                    return agents[0] if agents else None
                found = self._one(child)
                if found:
                    return found[0][0]
        for child in noun.children:
            if (
                child.dep_ in ("amod", "compound")
                and self.lexicon.has("state_adjective", child.lower_)
                and self.lexicon.has("abuse", noun.lemma_.lower())
            ):
                topic = self.discourse.topic_state()
                if topic is not None and not self.named_only_in_passing(topic):
                    return topic
        for child in noun.children:
            if child.dep_ in ("nmod", "amod", "compound") and child.i < noun.i:
                inner = self.holder(child)
                if inner:
                    return inner
        for child in noun.children:
            if child.dep_ == "prep" and (
                child.lower_ == "of"
                or (child.lower_ == "by" and noun.dep_ == "dobj" and self.behind_a_quotation(noun.head) == noun)
                or (child.lower_ == "for" and self.lexicon.has("organ", noun.lemma_.lower()))
                or (child.lower_ in ("at", "in", "within", "from") and self.lexicon.has("insider", noun.lemma_.lower()))
            ):
                for inner_token in child.children:
                    if inner_token.dep_ == "pobj" and inner_token.i in self.sentence.mentions:
                        mention = self.sentence.mentions[inner_token.i]
                        sent = child.lower_ == "from" and self.lexicon.has("sent_from", noun.lemma_.lower())
                        if child.lower_ in ("in", "from") and mention.candidates[0].type == "state" and not sent:
                            continue  # "sources in Chad" are there, and do not speak for it
                        return self.chapter(inner_token) or self.discourse.entity(mention)
                    mandate = self._mandate(inner_token) if inner_token.dep_ == "pobj" else None
                    if mandate is not None:
                        return mandate
                    if inner_token.dep_ == "pobj" and self.lexicon.has("organ", inner_token.lemma_.lower()):
                        found = self._one(inner_token)
                        return self.holder(inner_token) or (found[0][0] if found else None)
        return None

    def _issued_by(self, noun: Token) -> Entity | None:
        """Who is said to have issued a text: "a report by X", "figures released by X", "a study from X"."""
        if not self.lexicon.has("text_reference", noun.lemma_.lower()):
            return None
        told = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and self.lexicon.has("issuing", c.lemma_.lower())]
        for word in (noun, *told):
            for prep in word.children:
                if prep.lower_ == "by" or (word is noun and prep.dep_ == "prep" and prep.lower_ == "from"):
                    for inner in prep.children:
                        found = self._one(inner) if inner.dep_ == "pobj" else []
                        if found and (prep.lower_ == "by" or found[0][0].type != "state"):
                            return found[0][0]
        return None

    def chapter(self, state: Token) -> Entity | None:
        """The organisation whose chapter is named: "Amnesty International Kenya" is no state."""
        whole, part = self.sentence.mentions.get(state.i - 1), self.sentence.mentions.get(state.i)
        if whole is None or part is None or part.start - whole.end != 1 or part.candidates[0].type != "state":
            return None
        return self.discourse.entity(whole) if whole.candidates[0].type == "organisation" else None

    def answered(self, noun: Token) -> bool:
        """Whether a demand is one that the clause tells the answer to: "did not respond to his request"."""
        over = noun.head.head if noun.dep_ == "pobj" else noun.head
        return self.lexicon.has("demand", noun.lemma_.lower()) and self.lexicon.has("answering", over.lemma_.lower())

    def _asker(self, noun: Token) -> Entity | None:
        """Who made a demand that somebody else answers: whoever tells of it, else who acted last."""
        over = noun.head.head if noun.dep_ == "pobj" else noun.head
        for above in over.ancestors:
            subject = self.subject(above) if above.pos_ == "VERB" and any(f.frame == "say" for f in self._frames(above)) else None
            if subject is not None and subject not in over.children:
                return next((e for e, _ in self.entities(subject)), None)
        return self.discourse.agents[0] if self.discourse.agents else None

    def _frames(self, verb: Token) -> list[Frame]:
        return self.lexicon.frames("verb", verb.lemma_.lower())

    def _clause_subject(self, token: Token) -> Entity | None:
        for ancestor in token.ancestors:
            for child in ancestor.children:
                if child.dep_ in SUBJECTS and child in token.ancestors and child.i in self.sentence.mentions and child.i < token.i:
                    return self.discourse.entity(self.sentence.mentions[child.i])  # "X, with its arrogance, ..."
                if child.dep_ in SUBJECTS and token not in child.subtree:
                    found = self.entities(child) if child.lower_ not in ("it", "they") else []
                    if found or not self.lexicon.has("organ", self._lemma(token)):
                        return found[0][0] if found else None
                    # "said that the text was bad and that his delegation would oppose it": a text has no delegation
        return None

    def adopter(self, text: Token) -> tuple[Entity, Token] | None:
        """The body in whose name a text stands: "the Assembly resolution", "adopted a resolution"."""
        for token in text.subtree:
            if token.i > text.i and token.dep_ in ("acl", "relcl"):
                break
            mention = self.sentence.mentions.get(token.i) or self.sentence.asides.get(token.i)
            entity = self.discourse.entity(mention) if mention else None
            if entity and entity.type == "body":
                return entity, token
            record = self.discourse.choose(mention) if mention else None
            if record and record.fields.get("body"):
                body = self.discourse.body(record.fields["body"])
                if body:
                    return body, token
        verb = text.head
        if text.dep_ == "dobj" and any(f.kind == "adopts" for f in self.lexicon.frames("verb", verb.lemma_.lower())):
            subject = self.subject(verb)
            found = self.entities(subject) if subject is not None else []
            if found and found[0][0].type == "body":
                return found[0]
        return None

    def _published(self, text: Token) -> list[tuple[Entity, Token]]:
        """Who puts a text out in the clause that names it: the "X" of "X issued a report that says"."""
        verb = text.head
        if text.dep_ != "dobj" or not any(
            f.kind == "reports" and f.frame == "object" for f in self.lexicon.frames("verb", verb.lemma_.lower())
        ):
            return []
        subject = self.subject(verb)
        return self.entities(subject) if subject is not None and subject not in text.subtree else []

    def _seated(self, organ: Token) -> Entity | None:
        """The state in whose city an organ sits: "a court in Baku"; an embassy there is another's."""
        if self.lexicon.has("foreign_post", self._lemma(organ)):
            return None
        for child in organ.children:
            if child.dep_ == "prep" and child.lower_ == "in":
                for inner in child.children:
                    mention = self.sentence.mentions.get(inner.i)
                    if mention is not None and mention.candidates[0].type == "state":
                        return self.discourse.entity(mention)
        return None

    def _elsewhere(self, organ: Token) -> Entity | None:
        """An organ of power whose place is no known state ("the health ministry in Gaza", "the enclave's ministry"): its own.

        A court or the police of a town is still the state's; a ministry that sits somewhere else than in a state is not.
        """
        if not self.lexicon.has("ruling", self._lemma(organ)):
            return None
        place = next((c for p in organ.children if p.dep_ == "prep" and p.lower_ == "in" for c in p.children if c.pos_ == "PROPN"), None)
        known = self.sentence.mentions.get(place.i) if place is not None else None
        if place is not None and (known is None or known.candidates[0].type != "state"):
            name = self.written([*self._words(organ), place])
            return Entity(name, name, "office")
        if any(c.dep_ == "poss" and self.lexicon.has("territory", c.lemma_.lower()) for c in organ.lefts):
            name = self.label(organ)
            return Entity(name, name, "office")
        return None

    def _mandate(self, head: Token) -> Entity | None:
        """The mandate that a text calls by its holder and its state: the "special rapporteur" for Eritrea."""
        if not self.lexicon.has("mandate_holder", head.lemma_.lower()):
            return None
        for token in head.subtree:
            mention = self.sentence.mentions.get(token.i)
            if token.i > head.i and mention is not None and token.dep_ in ("pobj", "poss", "amod", "compound"):
                if any(a.dep_ in ("relcl", "acl") for a in token.ancestors if a in head.subtree and a != head):
                    break
                state = self.discourse.entity(mention)
                return self.discourse.mandate_on(head.lemma_.lower(), state) if state is not None and state.type == "state" else None
        return None

    def _served(self, state: Entity) -> bool:
        """Whether the sentence speaks of people who act for *state*: who charges them is somebody else's court."""
        for at, mention in self.sentence.mentions.items():
            if self.discourse.entity(mention) == state:
                above = [self.sentence.doc[at], *self.sentence.doc[at].ancestors]
                prep = next((t for t in above if t.dep_ in ("prep", "dative") and t.lower_ in ("for", "to", "with")), None)
                if prep is not None and self.lexicon.has("serving", prep.head.lemma_.lower()):
                    return True
        return False

    def _of_the_state(self, head: Token) -> bool:
        """Whether an unnamed organ ("police", "a court", "security forces") is one of the state spoken of."""
        if not self.lexicon.has("state_organ", head.lemma_.lower()):
            return False
        return not self._rivals(head)

    def _rivals(self, head: Token) -> bool:
        """Whether an organ is said to be another's than the state's: "the rebel authorities", "foreign troops"."""
        if any(c.lower_ == "foreign" for c in head.lefts) and self.lexicon.has("issuing_organ", self._lemma(head)):
            return False  # a foreign minister is no foreigner
        return any(c.i < head.i and self.lexicon.has("no_organ", c.lemma_.lower()) for c in head.children)

    def _owned(self, head: Token) -> bool:
        return any(c.dep_ == "poss" for c in head.children)

    def _definite(self, head: Token) -> bool:
        return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "its", "such") for c in head.children)

    def named_only_in_passing(self, topic: Entity) -> bool:
        """Whether the document is about several states alike, so that none is "the country" throughout."""
        own = self.discourse.author_state()
        others = [count for key, count in self.discourse.focus.most_common(3) if own is None or key != own.key]
        return self.discourse.section is None and len(others) > 1 and others[0] < 2 * others[1]
