"""Recurrence: the acts that "for the second year in a row" implies beside the one it tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from spacy.tokens import Token

from graphkit.annotate.recurrence import Recurrence
from graphkit.annotate.view import Sentence
from graphkit.claims.explanation import run_reading
from graphkit.claims.stances import Stance
from graphkit.claims.tidy import governors
from graphkit.model.claim import Claim
from graphkit.model.dates import When

RULE: Final = "recurrence"
#: A document tells of the year it appears in or of one of the two before: a run that is
#: dated by the document alone is certain only before these.
_MARGIN: Final = 2


#: What one sentence tells: each stance with the claim made of it.
Made = list[tuple[Stance, Claim]]


def implied(claim: Claim, phrase: Recurrence) -> Claim | None:
    """The run before *claim*, as one claim; None where its years cannot be told.

    "The 18th year in a row" in 2020 implies 2003 to 2019. "For the first time since 2008"
    implies that it did not happen in the years between: the same kind, negated.
    """
    if claim.status == "hypothetical":
        return None
    when = claim.when
    if when.end is None:
        return None
    dated = when.basis != "document"
    # What goes on until the document's day is told, in its first months, of the year before.
    present = when.end.year - ((not dated or when.reading == "throughout") and when.end.month <= 3)
    times: int | None = None
    negate = False
    if phrase.kind == "first-since" and (phrase.year or phrase.n):
        last = present - 1 if dated else when.end.year - _MARGIN - 1
        first, negate = (phrase.year or present - (phrase.n or 0)) + 1, True
    elif phrase.kind in ("as-before", "unlike-before"):
        first = last = phrase.year or present - 1
        negate = phrase.kind == "unlike-before"
    elif phrase.kind == "every-year-since" and phrase.year:
        first, last = phrase.year, present - 1
        times = last - first + 1
    elif phrase.kind == "in-a-row" and phrase.n:
        last = present - 1
        times = phrase.n - 1
        first = phrase.year or last - times + 1
    else:
        return None
    if last < first:
        return None
    reading = "each-year" if last > first else "within"
    run = When.between(date(first, 1, 1), date(last, 12, 31), "inferred", reading)  # type: ignore[arg-type]
    status = claim.status
    if negate:
        status = "negated" if status == "asserted" else "asserted"
    target = claim.target
    if target.entity and target.entity.type in ("resolution", "draft"):
        # Each year has a text of its own.
        target = replace(target, entity=None)
    value = (("times", times),) if times and times > 1 else ()
    return replace(
        claim, target=target, when=run, status=status, value=value, derived_from=(claim.id,), rule=RULE,
        flags=tuple(f for f in claim.flags if f == "ambiguous-agent"),
        reading=run_reading(claim, phrase, run, status),
    )  # fmt: skip


def disagrees(phrase: Recurrence, claim: Claim) -> bool:
    """Whether the count and the year that the text gives do not fit ("since 2001 for the 19th year" told of 2020)."""
    if phrase.kind != "in-a-row" or not phrase.year or not phrase.n or claim.when.end is None or claim.when.basis == "document":
        return False
    return claim.when.end.year - phrase.year + 1 != phrase.n


def repeated(phrase: Recurrence, made: Made, before: Made, sentence: Sentence) -> Iterator[tuple[Claim, tuple[int, int]]]:
    """The claims of the act that *phrase* says is repeated, one for each agent, with the words that show it.

    Args:
        made: what the sentence tells.
        before: what the sentence before it tells, which is meant where this one only says how often.
    """
    covered = [t for t in sentence.tokens if sentence.offsets[t.i][0] < phrase.end and phrase.start < sentence.offsets[t.i][1]]
    if not covered:
        return
    here = _opened(made, covered) or made
    made = here or (before if _only_counts(sentence, covered[-1]) else [])
    if not made:
        return
    # The words of another sentence are neither over the phrase nor near it.
    governing = governors(covered[0]) if here else []
    ranked = sorted(
        made,
        key=lambda item: (
            governing.index(item[0].trigger.i) if item[0].trigger.i in governing else 99,
            item[1].kind in ("reports", "condemns") and len(made) > 1,
            abs(sentence.offsets[item[0].trigger.i][0] - phrase.start) if here else 0,
        ),
    )
    trigger, kind = ranked[0][0].trigger.i, ranked[0][1].kind
    for stance, claim in made:
        if stance.trigger.i != trigger or claim.kind != kind:
            continue
        span = (min(claim.evidence[0].start, phrase.start), max(claim.evidence[0].end, phrase.end))
        if claim.evidence[0].end <= sentence.span.start:
            span = sentence.cover(list(sentence.doc))  # told in the sentence before
        yield claim, span


def _opened(made: Made, phrase: list[Token]) -> Made:
    """The acts of the clause that a phrase between commas opens: "Although ..., for the first time since 2008, X declined"."""
    doc, first, last = phrase[0].doc, phrase[0].i, phrase[-1].i
    if first == 0 or last + 2 >= len(doc) or doc[first - 1].text != "," or doc[last + 1].text != "," or doc[last + 2].pos_ == "CCONJ":
        return []
    return [m for m in made if (who := m[0].agent_token) is not None and 0 < who.left_edge.i - last <= 2]


def _only_counts(sentence: Sentence, last: Token) -> bool:
    """Whether a sentence only says how often what was told before it happened: "This is the second year in a row"."""
    opening = list(sentence.doc[:5])
    if not opening or opening[0].pos_ not in ("PRON", "DET"):
        return False
    words = [t.lemma_.lower() for t in opening[1:] if (t.lemma_.lower() != "have" and t.pos_ != "ADV") or t.lower_ == "so"]
    if words[:1] != ["be"] and words[:2] != ["do", "so"]:
        return False
    return all(t.lower_ != "of" for t in sentence.doc[last.i + 1 : last.i + 2])  # "the third consecutive year of drought"
