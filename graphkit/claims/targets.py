"""What a stance is toward, in words and linked; in which body it was taken; which figures belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from graphkit.annotate.view import Sentence
from graphkit.annotate.words import TimeWords
from graphkit.claims.discourse import Discourse
from graphkit.claims.figures import Value, counts, money, sponsor_count, tally
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.stances import Stance
from graphkit.claims.texts import TextIndex
from graphkit.claims.tidy import without_asides, without_clause
from graphkit.model.claim import Target
from graphkit.model.dates import When
from graphkit.model.entity import Entity

TEXT_KINDS: Final = ("sponsors", "cosponsors", "declines-to-cosponsor", "votes-for", "votes-against", "abstains",
                      "joins-consensus", "dissociates-from-consensus", "adopts")  # fmt: skip
#: Kinds whose target is an act rather than a thing.
_ACTS: Final = ("violates", "refuses-cooperation", "cooperates", "offers", "threatens")
#: Kinds that are cast or given on a text in hand.
VOTES: Final = ("votes-for", "votes-against", "abstains", "cosponsors", "declines-to-cosponsor")
#: Where in its clause stands what a later pronoun points back to, the likelier places first.
_SPOKEN_OF: Final = (("dobj", "nsubjpass"), ("pobj", "attr", "nsubj"))
_FORUM_KINDS: Final = (*TEXT_KINDS, "blocks", "opposes", "participates", "convenes")


@dataclass(frozen=True)
class Targets:
    """Finds the targets of the stances of one document."""

    discourse: Discourse
    lexicon: Lexicon
    texts: TextIndex
    words: TimeWords

    def points_back(self, stance: Stance) -> bool:
        """Whether the stance is about a text spoken of before: "the resolution", "such a document"."""
        lexicon = self.lexicon
        for token in (*stance.target, *([stance.agent_token] if stance.agent_token is not None else [])):
            if lexicon.has("text", token.lemma_.lower()) and any(
                c.dep_ in ("det", "amod") and (c.lower_ == "the" or lexicon.has("same", c.lower_)) for c in token.children
            ):
                return True
        return False

    def target(self, stance: Stance, sentence: Sentence, when: When) -> Target:
        """The words, and the text or body or state that they name."""
        text = self._target_text(stance, sentence)
        entity = stance.target_entity
        matter = self.discourse.matter
        pointed = self._pointed_to(stance)
        if stance.kind in VOTES and matter and (not self._names_a_text(stance) or self._derided(stance)):
            text = matter[0]
        elif pointed is None and text in ("it", "them") and self.discourse.toward and self.discourse.toward[0] == self.discourse.block:
            text = self.discourse.toward[1]
        elif pointed is not None:
            text = " ".join(sentence.text[slice(*sentence.cover(pointed))].split())
        if stance.kind in TEXT_KINDS and (entity is None or entity.type in ("state", "body")):
            entity = self._text(stance, when, sentence)
        if not text:
            text = entity.label if entity else sentence.text[slice(*sentence.cover([stance.trigger]))]
        return Target(text, entity, stance.addressee)

    def _names_a_text(self, stance: Stance) -> bool:
        """Whether the target says on what a vote is cast; "it", "no" and nothing at all do not."""
        return any(t.pos_ == "NOUN" and not self.lexicon.has("voting", t.lemma_.lower()) for t in stance.target[:12])

    def _derided(self, stance: Stance) -> bool:
        """Whether the text in hand is called by another name: "this farce"."""
        head = stance.target[0].head if stance.target and stance.target[0].dep_ == "det" else None
        if head is None or len(stance.target) > 3:
            return False
        return self.lexicon.has("same", stance.target[0].lower_) and not self.lexicon.has("text", head.lemma_.lower())

    def _pointed_to(self, stance: Stance) -> list[Token] | None:
        """The words that "it" stands for in "signed the treaty but has not ratified it": the object told before it."""
        named = self._named_before(stance)
        if named is not None:
            return named
        if len(stance.target) != 1 or stance.target[0].lower_ not in ("it", "them"):
            return None
        pronoun = stance.target[0]
        tags = ("NNS", "NNPS") if pronoun.lower_ == "them" else ("NN", "NNP")
        above = {t.i for t in pronoun.ancestors}
        before = [t for t in reversed(list(pronoun.doc[: pronoun.i])) if t.tag_ in tags and t.i not in above]
        if stance.agent_token is not None:
            before = [t for t in before if t.i != stance.agent_token.i]
        for places in _SPOKEN_OF:
            for token in before:
                if token.dep_ in places and not self.lexicon.has("months", token.lower_):
                    behind = {t.i for c in token.rights if c.dep_ in ("relcl", "acl", "conj") for t in c.subtree}
                    return [t for t in token.subtree if t.i < pronoun.i and t.i not in behind and t.dep_ != "cc"]
        return None

    def _named_before(self, stance: Stance) -> list[Token] | None:
        """The fuller name that the sentence gave before to a text that is now just "the resolution"."""
        if stance.kind not in TEXT_KINDS or len(stance.target) != 2 or stance.target[0].lower_ != "the":
            return None
        bare = stance.target[1]
        if not self.lexicon.has("text", bare.lemma_.lower()):
            return None
        for token in bare.doc[: bare.i]:
            if token.lemma_ == bare.lemma_ and token.tag_ == bare.tag_ and token.n_lefts + token.n_rights > 1:
                return [t for t in token.subtree if t.i < bare.i]
        return None

    def _target_text(self, stance: Stance, sentence: Sentence) -> str:
        if not stance.target:
            return ""
        tokens = stance.target
        judged = stance.kind in ("supports", "opposes", "condemns") and any(
            self.lexicon.has("adopted_text", t.lemma_.lower()) for t in tokens[:3]
        )
        if judged or stance.kind in TEXT_KINDS or stance.kind in ("establishes", "renews", "ends", "rejects"):
            tokens = without_asides(tokens)
        if stance.kind != "violates":  # an abuse keeps who did it: "killings carried out by the police"
            tokens = without_clause(tokens, stance.trigger, stance.kind == "reports")
        first = min(t.i for t in tokens)
        if stance.kind in _ACTS and stance.trigger.pos_ == "VERB" and 0 < first - stance.trigger.i <= 3:
            tokens = [stance.trigger, *tokens]  # what was done is the verb and its object
        elif stance.kind == "offers" and stance.trigger.pos_ == "NOUN" and first > stance.trigger.i:
            tokens = [stance.trigger, *tokens]  # "its willingness to mediate"
        elif stance.kind == "violates" and stance.trigger.pos_ == "NOUN":
            whose = {t.i for c in stance.trigger.children if c.dep_ == "poss" for t in c.subtree}
            tokens = [t for t in tokens if t.i not in whose] or tokens
        start, end = sentence.cover(tokens)
        return " ".join(sentence.text[start:end].split())

    def _text(self, stance: Stance, when: When, sentence: Sentence) -> Entity | None:
        """The resolution in hand, or the one that the body adopted on that day."""
        for token in stance.target:
            for mention in (sentence.asides.get(token.i), sentence.mentions.get(token.i)):
                named = self.discourse.entity(mention) if mention else None
                if named and named.type in ("resolution", "draft"):
                    return named
        states = [r.key for m in sentence.mentions.values() if (r := self.discourse.choose(m)) and r.type == "state"]
        body = stance.agent if stance.kind == "adopts" else self.discourse.adopter
        if body is not None and when.start and when.start == when.end:
            topic = self.discourse.topic_state()
            found = self.texts.adopted(body, when, [*states, *([topic.key] if topic and topic.key else [])])
            if found:
                return found
        if stance.kind != "adopts" and (self.points_back(stance) or all(t.pos_ == "PRON" for t in stance.target)):
            return self.discourse.text
        return None

    def forum(self, stance: Stance, sentence: Sentence, target: Target) -> Entity | None:
        """The body in which it happened."""
        if stance.kind == "adopts":
            return stance.agent if stance.agent.type == "body" else None
        if stance.kind not in _FORUM_KINDS:
            return None
        bodies: dict[str, Entity] = {}
        for token in stance.target:
            mention = sentence.mentions.get(token.i)
            entity = self.discourse.entity(mention) if mention else None
            if entity and entity.type == "body" and entity.key and entity.key != stance.agent.key:
                bodies.setdefault(entity.key, entity)
        if len(bodies) == 1:
            return next(iter(bodies.values()))
        if bodies:
            return None
        if stance.kind in TEXT_KINDS:
            if self.discourse.adopter and self.points_back(stance):
                return self.discourse.adopter
            if target.entity:
                return self.discourse.body(self.texts.body_of(target.entity) or "")
        return None

    def value(self, stance: Stance, sentence: Sentence, span: tuple[int, int]) -> tuple[Value, bool]:
        """The figures that belong to it, and whether one of them is malformed."""
        words, text = self.words, sentence.text
        whole = text[sentence.span.start : sentence.span.end]
        if stance.kind == "adopts":
            return tally(whole, words), False
        if stance.kind == "cosponsors":
            return sponsor_count(text[span[0] : span[1]], words) or sponsor_count(whole, words), False
        if not stance.target:
            return (), False
        start, end = sentence.cover(stance.target)
        if stance.kind == "funds":
            return money(text[span[0] : span[1]]), False
        if stance.kind in ("reports", "calls-for", "violates", "cooperates", "condemns", "expresses-concern", "sanctions"):
            return counts(text[start:end], words)
        return (), False
