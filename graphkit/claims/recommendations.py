"""What a stem and its bullets ask: "The Council should:" and a list below it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graphkit.annotate.layout import Block
from graphkit.annotate.view import Sentence
from graphkit.claims.discourse import Discourse
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.phrases import Phrases
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity


@dataclass(frozen=True, slots=True)
class Stem:
    """A stem: who asks what of whom.

    Attributes:
        sentence: the stem itself.
        agents: who asks; the author, where the stem names nobody.
        addressees: of whom; empty for an open class ("all actors").
        unaddressed: whether the author asks without saying of whom: "We demand:".
        lead: what of the demand the stem itself tells: the "press Y to" of "urges X to press Y to:"; else "".
    """

    sentence: Sentence
    agents: tuple[Entity, ...]
    addressees: tuple[Entity, ...]
    lead: str = ""
    unaddressed: bool = False


def read_stem(sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> Stem | None:
    """The stem, where it asks something: "X should:", "Y urges X to:", or "X:" below "Recommendations"."""
    phrases = Phrases(sentence, discourse, lexicon)
    for token in sentence.tokens:
        asks = [f for f in lexicon.frames("verb", token.lemma_.lower()) if f.kind == "calls-for"]
        if not asks or token.i in sentence.mentions:
            continue
        subject = phrases.subject(token)
        agents = [e for e, _ in phrases.entities(subject)] if subject is not None else []
        inner = _passed_on(token, lexicon)
        if inner is not None and agents:
            between = [m for i, m in sentence.mentions.items() if token.i < i < inner.i and m.sense != "adjective"]
            first = [e for m in between if (e := discourse.entity(m))]
            words = sentence.text[sentence.offsets[inner.i][0] : sentence.span.end]
            return Stem(sentence, tuple(agents), tuple(_outer(sentence, first)), " ".join(words.split()).rstrip(": -"))
        after = [m for i, m in sentence.mentions.items() if i > token.i and m.sense != "adjective"]
        asked = [e for m in after if (e := discourse.entity(m))]
        if not asked:
            nouns = [t for t in sentence.tokens if t.i > token.i and t.pos_ == "NOUN"]
            asked = [e for t in nouns for e, _ in phrases.entities(t) if e not in agents]  # "issued a statement:" asks nobody
        if agents and asked:
            return Stem(sentence, tuple(agents), tuple(_outer(sentence, asked)))
        if discourse.author in agents and not any(t.pos_ == "NOUN" and t.lower_ != "following" for t in sentence.doc[token.i + 1 :]):
            return Stem(sentence, (discourse.author,), (), unaddressed=True)
    obliging = any(lexicon.has("obliging", t.lower_) for t in sentence.tokens)
    if not (obliging or _below_recommendations(sentence.span.block, sentence.text, lexicon)):
        return None
    named = [e for m in sentence.mentions.values() if m.sense != "adjective" and (e := discourse.entity(m))]
    if not named:
        named = [e for t in sentence.tokens if t.dep_ in SUBJECTS for e, _ in phrases.entities(t)]
    return Stem(sentence, (discourse.author,), tuple(_outer(sentence, named)))


def _passed_on(demand: Token, lexicon: Lexicon) -> Token | None:
    """A demand that somebody is asked to make of others: the "press" of "I urge you to press Y to:"."""
    for token in demand.subtree:
        infinitive = token.i > demand.i + 1 and token.doc[token.i - 1].lower_ == "to" and token.tag_ == "VB"
        if infinitive and any(f.frame == "ask" for f in lexicon.frames("verb", token.lemma_.lower())):
            return token
    return None


def _outer(sentence: Sentence, named: list[Entity]) -> list[Entity]:
    """Each one once, in the order of the text."""
    unique: dict[tuple[str | None, str], Entity] = {}
    for entity in named:
        unique.setdefault((entity.key, entity.label), entity)
    return list(unique.values())


def _below_recommendations(block: Block, text: str, lexicon: Lexicon) -> bool:
    heading = block.heading
    if heading is None:
        return False
    words = text[heading.start : heading.end].lower().split()
    return any(lexicon.has("recommendation_heading", word.strip(":.")) for word in words)
