"""How a claim was read, in words for people: which word, which row of the lexicon, who was linked how, dated by what."""

from __future__ import annotations

from graphkit.claims.clauses import Stance
from graphkit.model.claim import Target
from graphkit.model.dates import When
from graphkit.model.entity import Entity


def reading_of(stance: Stance, target: Target, when: When) -> tuple[tuple[str, str], ...]:
    """The steps of a reading, as (what, words)."""
    steps = [("trigger", stance.trigger.text), ("read by", stance.by or "the speaker's own words"), ("agent", _agent(stance))]
    steps.append(("target", f"{target.text!r} {_linked(target.entity)}"))
    if target.addressee is not None:
        steps.append(("addressee", _linked(target.addressee)))
    for voice in stance.according_to:
        steps.append(("according to", _linked(voice)))
    steps.append(("status", stance.status))
    steps.append(("date", f"{when.edtf or 'none'}, basis: {when.basis or 'none'}"))
    return tuple(steps)


def _agent(stance: Stance) -> str:
    token = stance.agent_token
    if token is None:
        return f"whoever speaks: {_linked(stance.agent)}"
    if stance.carried:
        return f"{token.text!r} goes on about {_linked(stance.agent)}"
    return f"{token.text!r} stands for {_linked(stance.agent)}" if token.text != stance.agent.label else _linked(stance.agent)


def _linked(entity: Entity | None) -> str:
    if entity is None:
        return "(linked to nothing)"
    return f"{entity.label} ({entity.key})" if entity.known else f"{entity.label} (known from this document only)"
