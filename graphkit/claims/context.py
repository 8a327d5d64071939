"""What stands over a clause: negation, hedging, who is said to say it, and whether it is a claim at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Token

from graphkit.claims.lexicon import Lexicon
from graphkit.claims.verbs import FINITE, applies, bidden, blames, declares, done, in_the_first_person, is_light, says

_REASONS: Final = frozenset({"because", "although", "though", "whereas"})
_CAST: Final = ("votes-for", "votes-against", "abstains")
_CONDITIONS: Final = frozenset({"if", "whether", "unless", "until", "lest"})


@dataclass(slots=True)
class Context:
    """The setting of a verb.

    Attributes:
        negated: whether it is denied.
        hypothetical: whether it is only foreseen, hoped or possible.
        obliged: whether it is something that should be done.
        refused: the verb of refusing or failing over it, or None.
        asked: whether it stands inside what somebody asks for, or a purpose, or a condition.
        speakers: verbs of saying over it, outermost first.
    """

    negated: bool = False
    hypothetical: bool = False
    obliged: bool = False
    refused: Token | None = None
    asked: bool = False
    speakers: list[Token] = field(default_factory=list)


def is_negated(token: Token, lexicon: Lexicon) -> bool:
    """Whether a verb carries a negation of its own ("did not", "never", "nor did it", "no progress")."""
    auxiliary = next((c for c in token.children if c.dep_ == "aux"), None)
    if auxiliary is not None and auxiliary.i > 0 and token.doc[auxiliary.i - 1].lower_ in ("nor", "neither"):
        return True  # "nor did it describe ..."
    for child in token.children:
        if child.dep_ == "dobj" and any(c.dep_ == "det" and c.lower_ == "no" for c in child.children):
            return True
        if child.dep_ == "prep" and child.i < token.i:  # "at no time", "under no circumstances"
            within = [c for c in child.children if c.dep_ == "pobj" and lexicon.has("no_way", c.lemma_.lower())]
            if any(d.dep_ == "det" and d.lower_ == "no" for c in within for d in c.children):
                return True
        if child.dep_ in ("neg", "preconj") and child.i + 1 < len(child.doc) and child.nbor().lower_ in ("only", "just", "merely"):
            continue  # "not only did X refuse, it also ..."
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "preconj", "cc") and lexicon.has("negative", child.lower_)):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i:
            if lexicon.has("negative", child.lower_) or any(
                c.dep_ in ("det", "neg", "preconj", "cc") and lexicon.has("negative", c.lower_) for c in child.children
            ):
                return True
    return False


def _auxiliaries(verb: Token) -> Iterator[str]:
    found = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not found and verb.dep_ == "conj" and verb.tag_ not in FINITE and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        yield from _auxiliaries(verb.head)
    yield from found


def modality(verb: Token, lexicon: Lexicon, context: Context) -> None:
    """Add what the verb's own auxiliaries say."""
    for word in _auxiliaries(verb):
        if word == "should" and _inverted(verb, word):
            context.asked = True  # "Should the Council persist, ...": a condition
        elif lexicon.has("obliging", word):
            context.obliged = True
        elif lexicon.has("modal_hypothetical", word):
            if word not in ("would", "can", "'d") or not lexicon.speaks(verb.lemma_.lower()) or not in_the_first_person(verb):
                context.hypothetical = True  # but "I would urge" urges


def _due(head: Token) -> bool:
    """Whether it is said that it is time for something."""
    if head.lemma_ == "time" or (head.lemma_ == "come" and any(c.dep_ == "nsubj" and c.lemma_ == "time" for c in head.children)):
        return True
    return head.lemma_ == "be" and any(c.dep_ == "attr" and c.lemma_ == "time" for c in head.children)


def _inverted(verb: Token, auxiliary: str) -> bool:
    """Whether an auxiliary stands before the subject of *verb*."""
    before = [c.i for c in verb.children if c.dep_ == "aux" and c.lower_ == auxiliary]
    subjects = [c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    return bool(before and subjects) and before[0] < subjects[0]


def _at_last(clause: Token, lexicon: Lexicon) -> bool:
    """Whether somebody did something in the end: "waited until March to meet", "took three weeks to meet"."""
    long = clause.head if lexicon.has("spell", clause.head.lemma_.lower()) else None
    waited = clause.head if long is None else long.head
    until = any(c.lower_ == "until" for c in clause.children) or any(c.lower_ == "until" for c in waited.children)
    spells = until or any(lexicon.has("spell", c.lemma_.lower()) for c in waited.children)
    return spells and waited.pos_ == "VERB" and done(waited) and lexicon.has("waiting", waited.lemma_.lower())


def _first_to(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a clause says that somebody was first, last or alone in something."""
    told = [c for c in verb.children if c.dep_ == "attr"]
    return verb.lemma_ in ("be", "become") and any(lexicon.has("sole", c.lower_) for a in told for c in a.children)


def context_of(verb: Token, lexicon: Lexicon) -> Context:
    """Walk from *verb* up to the root of its sentence."""
    context = Context(negated=is_negated(verb, lexicon))
    modality(verb, lexicon, context)
    speakers: list[Token] = []
    beneath = False  # whether it is only what another act is done by or in
    apart = False  # whether a relative clause stands between: it is told, not refused
    token = verb
    while token.head != token:
        head, dep = token.head, token.dep_
        if _parted(token, head):
            break
        if apart:
            # Above a relative clause only who is said to tell it counts: what is asked or denied there is not this.
            if dep in ("ccomp", "parataxis") and says(head, lexicon):
                speakers.append(head)
            token = head
            continue
        if dep == "conj" and head.tag_ == "VB" and token.tag_ in FINITE and (token.tag_ != "VBP" or lexicon.speaks(token.lemma_.lower())):
            # "urged X to act and thanked Y": the parser hung the second act on the first demand
            above = next((a for a in head.ancestors if a.tag_ == token.tag_), None)
            if above is not None:
                token = above
                continue
        if dep == "ccomp" and token.tag_ == "VB" and head.lemma_ == "have":
            modality(head, lexicon, context)  # "the text would have the Assembly call for a truce"
            token = head
            continue
        if token.tag_ == "VBG" and any(t.text == ":" for t in token.doc[head.i : token.i]) and not any(_auxiliaries(token)):
            context.asked = True  # "on shared priorities: fighting piracy, ...": only named there
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
        if dep == "ccomp" and (lexicon.has("needed", head.lower_) or any(lexicon.has("needed", c.lower_) for c in head.children)):
            context.asked = True  # "it is vital that X act"
        if (infinitive or (dep in ("ccomp", "relcl", "acl") and head.dep_ == "attr")) and _due(head):
            context.asked = True  # "it is time for X to act", "high time that X acted"
        if dep == "conj" and head.pos_ in ("VERB", "AUX"):
            inherits = not any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
            if inherits and is_negated(head, lexicon) and any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in head.children):
                context.negated = not context.negated
        elif dep == "xcomp" and token.tag_ == "VBG" and head.dep_ == "acl" and head.tag_ == "VBN":
            pass  # "a resolution prepared by X denouncing Y": told of the resolution, not of its making
        elif dep in ("ccomp", "parataxis") or (dep == "xcomp" and head.pos_ != "ADJ"):
            lemma = head.lemma_.lower()
            if lexicon.has("refuse", lemma) or lexicon.has("fail", lemma):
                if beneath:
                    context.asked = True  # "refused to cooperate in protecting them": it is the cooperation that is refused
                elif context.refused is None and not speakers and not apart:
                    context.refused = head
                    context.negated = context.negated or is_negated(head, lexicon)
                    modality(head, lexicon, context)
            elif dep == "xcomp" and infinitive and lexicon.has("hesitating", lemma):
                modality(head, lexicon, context)  # "will not hesitate to act": will act
            elif dep == "xcomp" and infinitive and lemma == "wait" and not _at_last(token, lexicon):
                context.asked = True  # "waits to see it"
            elif dep == "xcomp" and infinitive and lexicon.has("deciding", lemma):
                context.negated = context.negated or is_negated(head, lexicon)
                modality(head, lexicon, context)
            elif dep == "xcomp" and infinitive and lexicon.has("hypothetical", lemma) and any(c.dep_ == "auxpass" for c in head.children):
                context.hypothetical = True  # what is expected to happen is foretold; nobody asks for it
            elif dep == "xcomp" and lexicon.has("politely", lemma) and lexicon.speaks(token.lemma_.lower()) and not bidden(token):
                pass  # "wishes to thank", "would like to stress": thanks and stresses
            elif any(f.frame == "ask" for f in lexicon.frames("verb", lemma)) and not any(
                f.frame == "say" for f in lexicon.frames("verb", lemma)
            ):
                context.asked = True
            elif (
                dep == "xcomp"
                and infinitive
                and any(f.frame == "ask" and f.kind == "calls-for" for f in lexicon.frames("verb", lemma))
                and any(c.dep_ == "dobj" and c.i < token.i for c in head.children)
            ):
                context.asked = True  # "told the Office to leave"
            elif dep in ("ccomp", "parataxis") and says(head, lexicon):
                frames = lexicon.frames("verb", lemma)
                modal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in token.children)
                if any(f.frame == "ask" for f in frames) and dep == "ccomp" and token.tag_ == "VB" and not modal:
                    context.asked = True  # "insisted that X leave"; but "told X that Y must leave" tells
                if any(f.frame == "say" and f.kind == "calls-for" for f in frames):
                    context.asked = True  # what is hoped of somebody is no act of theirs
                speakers.append(head)
            elif dep == "xcomp" and "would" in _auxiliaries(head) and lexicon.has("politely", lemma) and declares(token, lexicon):
                pass  # "would like to dissociate itself from the text"
            elif dep == "ccomp" and _takes_a_stance(head, lexicon):
                speakers.append(head)  # "regretted that X had declined"
            elif any(lexicon.has(name, lemma) for name in ("require", "empower")) and any(c.dep_ == "auxpass" for c in head.children):
                context.asked = True
            elif lexicon.has("hypothetical", lemma):
                context.hypothetical = True
            elif dep == "xcomp" and infinitive and lexicon.has("obliging", lemma):
                context.obliged = True  # "needs to change course"
            elif dep == "xcomp" and infinitive and lemma == "have" and not any(c.lower_ == "yet" for c in head.children):
                context.obliged = True  # "had to meet its responsibilities"
                modality(head, lexicon, context)
            elif dep == "xcomp" and infinitive and lemma in ("have", "be") and any(c.lower_ == "yet" for c in head.children):
                context.negated = True  # "has yet to answer"
            elif dep == "xcomp" and infinitive:
                modality(head, lexicon, context)
                context.negated = context.negated or is_negated(head, lexicon)
        elif dep == "xcomp":
            lemma, over = head.lemma_.lower(), head.head if head.dep_ in ("acomp", "attr") else head
            if lexicon.has("hypothetical", lemma):
                context.hypothetical = True
            # "will not be able to", "was unable to"
            context.negated = context.negated or is_negated(over, lexicon) != lexicon.has("unable", lemma)
            modality(over, lexicon, context)
        elif (teller := teller_of(token, lexicon)) is not None:
            speakers.append(teller)
            token = teller
            continue
        elif dep in ("acl", "ccomp", "relcl") and token.tag_ in ("VB", "VBP") and lexicon.has("demand", head.lemma_.lower()):
            context.asked = True  # "its recommendation that X abolish it"
        elif dep in ("acl", "ccomp", "relcl") and (prover := proving(head, lexicon)) is not None:
            speakers.append(prover)  # "found evidence that X had fled", "has grounds to believe that ...": told by whoever has it
            token = prover
            continue
        elif dep in ("acl", "ccomp", "relcl") and (voicing := _voicing(head, lexicon)) is not None and not infinitive:
            speakers.append(voicing)  # "expressed regret that X had declined": told by whoever regrets it
            token = voicing
            continue
        elif dep in ("advcl", "acl", "relcl", "pcomp", "prep", "csubj"):
            marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")}
            if dep == "advcl" and marks & _REASONS and not infinitive:
                break  # what stands over the main clause does not reach the reason given for it
            floor = head.lemma_ == "take" and any(
                lexicon.has("occasion", c.lower_) or (c.dep_ == "dobj" and lexicon.has("resolve", c.lemma_.lower())) for c in head.children
            )
            if dep == "advcl" and infinitive and (floor or lexicon.has("purpose_done", head.lemma_.lower())):
                pass  # "took the floor to oppose it", "took steps to oppose it": opposes
            elif dep == "advcl" and infinitive and lexicon.has("using", head.lemma_.lower()) and applies(token, lexicon):
                pass  # "uses the law to silence critics": silences them
            elif dep == "advcl" and infinitive and _first_to(head, lexicon):
                pass  # "became the first state to recognise it": did
            elif infinitive and _at_last(token, lexicon):
                pass  # "waited until March to meet", "took weeks to meet": met, if late
            elif dep == "advcl" and (marks & _CONDITIONS or infinitive):
                context.asked = True
            if infinitive and (dep == "acl" or (dep == "relcl" and head.lower_ == "position")):
                lemma = head.lemma_.lower()
                if lemma == "position" and head.head.lower_ == "in":
                    context.negated = context.negated or is_negated(head.head.head, lexicon)
                    modality(head.head.head, lexicon, context)
                elif _at_last(token, lexicon):
                    pass
                elif lexicon.has("occasion", head.lower_) or any(
                    c.dep_ in ("amod", "advmod") and lexicon.has("sole", c.lower_) for c in head.children
                ):
                    pass  # "the only member to vote against it" did so
                elif lexicon.has("resolve", lemma):
                    context.hypothetical = context.hypothetical or lexicon.has("hypothetical", lemma)
                    praised = head.dep_ == "dobj" and head.head.lemma_ != "have" and _takes_a_stance(head.head, lexicon)
                    praised = praised and not lexicon.has("deciding_on", head.head.lemma_.lower())
                    if praised and lexicon.has("hypothetical", lemma):
                        context.asked = True  # "welcomed the efforts by X to reach a deal": X is only praised for trying
                    if any(c.dep_ == "det" and lexicon.has("negative", c.lower_) for c in head.children):
                        context.negated = not context.negated
                else:
                    context.asked = True
            over = head.head.head if head.head.dep_ == "dobj" else head.head
            if dep == "pcomp" and head.lower_ in ("for", "of") and blames(over, lexicon):
                speakers.append(over)
                token = over
                continue
            if dep == "pcomp" and head.lower_ in ("of", "to", "about") and lexicon.has("owning", over.lemma_.lower()):
                token = over  # "boasted of killing them": has killed them, by its own word
                continue
            beneath = beneath or (dep == "pcomp" and head.lower_ in ("in", "with"))
            if dep == "pcomp" and head.lower_ == "by" and head.head.pos_ in ("VERB", "AUX"):
                modality(head.head, lexicon, context)  # "might lead by appointing"
            absolute = head.lower_ == "with" and any(c.dep_ == "nsubj" for c in token.children)  # "with Chad urging restraint"
            absolute &= not any(f.kind in _CAST for f in lexicon.frames("verb", token.lemma_.lower()))  # votes are read as tallies
            if dep == "pcomp" and head.lower_ not in ("by", "in", "after", "including") and not absolute:
                context.asked = True
            owed = any(lexicon.has("obliging", word) for word in _auxiliaries(head)) if head.pos_ in ("VERB", "AUX") else False
            if owed and dep in ("prep", "advcl") and not marks & _REASONS and token.tag_ not in FINITE:
                context.asked = True  # "should show good will by releasing them": nobody has released them yet
        apart = apart or (dep == "relcl" and (token.tag_ in FINITE or any(c.dep_ == "aux" and c.tag_ != "TO" for c in token.children)))
        token = head
    teller = inserted(token, lexicon)
    if teller is not None and verb.i not in {t.i for t in teller.subtree}:
        speakers.append(teller)
    context.speakers = speakers[::-1]
    return context


def teller_of(clause: Token, lexicon: Lexicon) -> Token | None:
    """The verb that tells a clause which the parser hangs on where it is told: the "told" of "told a paper in an interview that X fled"."""
    noun = clause.head
    if clause.dep_ not in ("relcl", "acl") or noun.dep_ != "pobj" or not lexicon.has("venue", noun.lemma_.lower()):
        return None
    told = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children) and any(
        c.dep_ in ("nsubj", "nsubjpass") for c in clause.children
    )
    verb = noun.head.head
    return verb if told and verb.pos_ == "VERB" and says(verb, lexicon) else None


def _voicing(noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb by which somebody voices what a noun of stance is about: "expressed" of "expressed regret that ..."."""
    if (
        noun.pos_ != "NOUN"
        or noun.dep_ != "dobj"
        or not any(lexicon.has(name, noun.lemma_.lower()) for name in lexicon.words("light_objects"))
    ):
        return None
    return noun.head if noun.head.pos_ == "VERB" else None


def _takes_a_stance(verb: Token, lexicon: Lexicon) -> bool:
    return any(
        f.kind in ("condemns", "expresses-concern", "supports", "opposes", "rejects") for f in lexicon.frames("verb", verb.lemma_.lower())
    )


def told_over(noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb that takes a stance toward what a noun tells: the "regretted" of "regretted the country's refusal"."""
    token = noun
    while token.head != token and token.dep_ in ("dobj", "pobj", "prep", "conj", "appos"):
        token = token.head
        if token.pos_ == "VERB":
            return token if _takes_a_stance(token, lexicon) or says(token, lexicon) or is_light(token, lexicon) else None
    return None


def proving(noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb by which somebody has proof of something: the "found" of "found evidence that"."""
    if noun.dep_ != "dobj" or not lexicon.has("proof", noun.lemma_.lower()) or not lexicon.has("proving", noun.head.lemma_.lower()):
        return None
    return noun.head


def _parted(token: Token, head: Token) -> bool:
    """Whether a semicolon stands between them, or a colon behind the first: each side is then a sentence of its own."""
    semicolons, colons = _partings(token.doc)
    if not semicolons and not colons:
        return False
    left, right = sorted((token.i, head.i))
    return any(left <= i < right for i in semicolons) or (left == token.i and any(left <= i < right for i in colons))


@lru_cache(maxsize=1)
def _partings(doc: Doc) -> tuple[list[int], list[int]]:
    """Where the semicolons and the colons of a sentence stand: it is asked of each word over each verb."""
    words = [t.text for t in doc]
    return [i for i, word in enumerate(words) if word == ";"], [i for i, word in enumerate(words) if word == ":"]


def inserted(clause: Token, lexicon: Lexicon) -> Token | None:
    """The verb of saying that stands with its subject between commas in *clause*: the "said" of "The talks, the envoy said, had failed"."""
    for verb in clause.children:
        if verb.dep_ != "parataxis" or verb.i > clause.i or verb.tag_ not in FINITE or not says(verb, lexicon):
            continue
        teller = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        first = teller.left_edge.i if teller is not None else 0
        commas = first > 0 and verb.doc[first - 1].text == "," and verb.doc[verb.i + 1].text == ","
        if commas and any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i < first for c in clause.children):
            return verb
    return None
