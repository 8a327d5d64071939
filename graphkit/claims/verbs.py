"""What kind of verb a word is, by its form and by the lexicon."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from graphkit.claims.lexicon import Lexicon

FINITE: Final = ("VBD", "VBZ", "VBP")
#: Stances that are taken by saying so, beside those of the verbs of saying.
_DECLARED: Final = ("rejects", "opposes", "cosponsors", "joins-consensus", "dissociates-from-consensus", "offers")


def is_light(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb says little without its object: the "gave" of "gave its support"."""
    return any(c.dep_ == "dobj" and any(lexicon.has(n, c.lemma_.lower()) for n in lexicon.words("light_objects")) for c in verb.children)


def in_the_first_person(verb: Token) -> bool:
    """Whether "I" or "we" is its subject."""
    return any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in verb.children)


def blames(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb condemns in one of its frames."""
    return verb.pos_ == "VERB" and any(f.kind == "condemns" for f in lexicon.frames("verb", verb.lemma_.lower()))


def abuses(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb by itself tells of an abuse: "torture", not "use force against"."""
    return any(f.kind == "violates" and f.object == "any" and not f.prep for f in lexicon.frames("verb", verb.lemma_.lower()))


def bidden(verb: Token) -> bool:
    """Whether somebody else is to do it: the "condemn" of "want Kenya to condemn it"."""
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children) or any(
        c.dep_ == "dobj" and c.i < verb.i for c in verb.head.children
    )


def declares(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb takes a stance by saying so."""
    return any(f.kind in _DECLARED for f in lexicon.frames("verb", verb.lemma_.lower()))


def applies(verb: Token, lexicon: Lexicon) -> bool:
    """Whether what a verb tells of strikes its object: an abuse, or being put on a list."""
    return abuses(verb, lexicon) or lexicon.has("designating", verb.lemma_.lower())


def says(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb tells what somebody says."""
    return any(f.frame == "say" for f in lexicon.frames("verb", verb.lemma_.lower())) or verb.lemma_ == "accuse"


def done(verb: Token) -> bool:
    """Whether a verb tells of what is over: in the past, or in the perfect."""
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in verb.children))
