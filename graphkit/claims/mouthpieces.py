"""Who only speaks for others: what a spokesman says that his own side thinks is its stance, and no report of his."""

from __future__ import annotations

from typing import Final

from graphkit.claims.phrases import Phrases
from graphkit.claims.stances import Stance
from graphkit.model.entity import Entity

#: Stances that are taken by saying that one takes them.
_TAKEN: Final = ("calls-for", "condemns", "expresses-concern", "supports", "opposes", "rejects", "threatens", "offers")
_LED_IN: Final = ("reports", "condemns", "expresses-concern", "supports", "rejects")


def without_mouthpieces(stances: list[Stance], phrases: Phrases) -> list[Stance]:
    """*stances* without those that only lead in what the speaker's own side takes: "the envoy said that Peru was concerned"."""
    return [s for s in stances if not any(_leads_in(s, other, phrases) for other in stances)]


def _leads_in(saying: Stance, other: Stance, phrases: Phrases) -> bool:
    if saying is other or saying.kind not in _LED_IN or other.kind not in _TAKEN or saying.trigger == other.trigger:
        return False
    clause = next((t for t in saying.target if t.dep_ == "ccomp" and t.head == saying.trigger), None)
    if clause is None or other.trigger not in (clause, *clause.children):
        return False
    if saying.agent == other.agent:
        return other.trigger == clause  # "we call on them to stop, she said"
    return saying.agent in other.according_to and other.agent.key in _own_side(saying, phrases)


def _own_side(saying: Stance, phrases: Phrases) -> set[str | None]:
    """The state, body or organisation for which somebody speaks: as the tables know, or as the words beside the name say."""
    state = phrases.discourse.state_of(saying.agent)
    sides: list[Entity | None] = [state]
    token = saying.agent_token
    if token is not None:
        titles = [token, token.head] if token.dep_ == "appos" else [token]
        near = [c for t in titles for c in t.subtree if c.i in phrases.sentence.mentions and c.i != token.i]
        sides += [phrases.discourse.entity(phrases.sentence.mentions[c.i]) for c in near]
    return {s.key for s in sides if s is not None}
