"""How far a target reaches: to the end of what its clause lists and adds."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from graphkit.annotate.view import Sentence
from graphkit.claims.stances import Stance
from graphkit.model.claim import Evidence

_FINDINGS: Final = ("reports", "condemns", "expresses-concern")
#: Kinds whose target, in the passive, is what is done to those named before the verb.
_SUFFERED: Final = ("violates", "sanctions", "lifts-sanctions")
_FINITE: Final = ("VBD", "VBZ", "VBP")
#: Before a colon, these lead in a list that belongs to the target.
_LEADS: Final = ("alia", "including", "following", "follows", "as", "of")
_FINITE_LINKS: Final = ("conj", "parataxis", "advcl", "ccomp")


def evidence(sentence: Sentence, start: int, end: int) -> Evidence:
    """The words of *sentence* from *start* to *end*, which are offsets into the text."""
    return Evidence(start, end, sentence.text[start:end], sentence.quote)


def extent(stance: Stance, others: list[Stance]) -> list[Token]:
    """The target of *stance*, widened, and cut where the same agent goes on with another act."""
    kept = widened(stance)
    for other in others:
        trigger = other.trigger
        if other is stance or other.agent != stance.agent or trigger.i <= stance.trigger.i:
            continue
        # "we urge X to stop and call on Y to leave": the parser takes the second call for an infinitive
        if trigger.tag_ not in _FINITE and not (trigger.tag_ == "VB" and other.kind == stance.kind == "calls-for"):
            continue
        at = trigger.i - 1
        while at > 0 and trigger.doc[at].pos_ == "ADV":
            at -= 1
        if trigger.doc[at].dep_ == "cc" or trigger.doc[at].lower_ in ("and", "but"):
            before = [t for t in kept if t.i < at]
            if before and max(t.i for t in before) > stance.trigger.i:
                kept = before
    return trimmed(kept)


def trimmed(words: list[Token]) -> list[Token]:
    """*words* in their order without what joins them to something else: a comma at either end, "and", "as well as"."""
    kept = sorted(words, key=lambda t: t.i)
    while len(kept) > 1 and (kept[-1].is_punct or kept[-1].dep_ == "cc"):
        kept.pop()
        if [t.lower_ for t in kept[-2:]] == ["as", "well"]:
            del kept[-2:]
    while len(kept) > 1 and kept[0].is_punct and not (kept[0].is_quote or kept[0].is_bracket):
        del kept[0]
    return kept


def widened(stance: Stance) -> list[Token]:
    """The target of *stance* with what its clause goes on with: further items of a list, a phrase added to it.

    The parser hangs the later items of a long list now on the noun before them, now on the verb; both
    belong to what the stance is toward. A clause with a finite verb of its own does not.
    """
    if not stance.target:
        return stance.target
    trigger, last = stance.trigger, max(t.i for t in stance.target)
    if last < trigger.i and stance.kind in _SUFFERED and trigger.pos_ == "VERB":
        # An abuse keeps whose it is ("killings carried out by the police"); of victims it is told what they suffered.
        return [*stance.target, *(trigger.subtree if trigger.dep_ == "acl" else _suffered(trigger, last))]
    if last <= trigger.i:
        # "laws were identified as unjust": what it was found to be stands behind the verb
        found = [t for c in trigger.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > trigger.i for t in c.subtree]
        return [*stance.target, *found] if stance.kind in _FINDINGS else stance.target
    head = trigger.head if trigger.pos_ == "ADJ" or trigger.dep_ in ("acomp", "attr", "dobj") else trigger
    inside = {t.i for t in head.subtree}
    for token in stance.target:
        if token.i not in inside:  # else all that hangs on it is inside, too
            inside.update(t.i for t in token.subtree)
    apart: set[int] = set()
    for token in head.subtree:
        if stance.kind == "violates" and token.dep_ == "conj" and token.head == trigger and not _subject(token):
            continue  # "loots the harvest and drives families out": one agent's abuses are one
        if token.i > last and token.dep_ in _FINITE_LINKS and token.i != trigger.i and _of_its_own(token):
            apart.update(t.i for t in token.subtree)
    kept = list(stance.target)
    listing = False
    for token in trigger.doc[last + 1 :]:
        listing = listing or (token.text == ":" and token.i > 0 and token.doc[token.i - 1].lower_ in _LEADS)
        if token.i not in inside or token.i in apart or (token.text in (";", ":") and not listing):
            break
        kept.append(token)
    while kept and kept[-1].i > last and (kept[-1].is_punct or kept[-1].dep_ in ("cc", "mark")):
        kept.pop()
    return kept


def _suffered(verb: Token, last: int) -> list[Token]:
    """What is done, in the passive, to those named up to token *last*, but for who does it: "were forced by soldiers to leave"."""
    apart: set[int] = set()
    for token in verb.subtree:
        aside = token.dep_ == "relcl" and verb.doc[token.left_edge.i - 1].text == ","
        loose = token.i != verb.i and token.dep_ in _FINITE_LINKS and _of_its_own(token)
        if token.i > last and (token.dep_ == "agent" or aside or loose):
            apart.update(t.i for t in token.subtree)
    kept = [t for t in verb.subtree if t.i > last and t.i not in apart]
    while kept and kept[-1].i > verb.i and (kept[-1].is_punct or kept[-1].dep_ in ("cc", "mark")):
        kept.pop()
    return kept


def _subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _of_its_own(verb: Token) -> bool:
    """Whether a clause stands by itself rather than completing the one before it."""
    if verb.dep_ in ("parataxis", "ccomp"):
        return True
    if verb.dep_ == "advcl":
        if verb.tag_ in _FINITE or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            return True
        return verb.tag_ == "VBG" and not any(c.dep_ == "mark" for c in verb.children)
    return verb.tag_ in _FINITE or any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") and c.tag_ != "TO" for c in verb.children)
