"""Recurrence: the acts that "for the second year in a row" implies beside the one it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from graphkit.annotate.recurrence import Recurrence
from graphkit.claims.explanation import run_reading
from graphkit.model.claim import Claim
from graphkit.model.dates import When

RULE: Final = "recurrence"
#: A document tells of the year it appears in or of one of the two before: a run that is
#: dated by the document alone is certain only before these.
_MARGIN: Final = 2


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
