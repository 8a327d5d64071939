"""The claim: one agent, one stance, one target, as one document tells it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from graphkit.model.dates import When
from graphkit.model.entity import Entity

#: The kinds of stance, in the order of the guideline.
KINDS: Final = (
    "sponsors", "cosponsors", "declines-to-cosponsor", "votes-for", "votes-against", "abstains",
    "joins-consensus", "dissociates-from-consensus", "adopts", "establishes", "renews", "ends",
    "withdraws", "suspends", "appoints", "convenes", "participates", "reports", "condemns",
    "expresses-concern", "calls-for", "supports", "opposes", "rejects", "blocks", "threatens",
    "offers", "cooperates", "refuses-cooperation", "visits", "signs", "ratifies", "party-to",
    "sanctions", "lifts-sanctions", "funds", "violates",
)  # fmt: skip

#: Names of the figures that may belong to a claim.
FIGURES: Final = (
    "yes", "no", "abstain", "not_voting", "sponsors", "cosponsors", "amount", "currency",
    "people", "cases", "times", "percent", "states",
)  # fmt: skip

FLAGS: Final = (
    "ambiguous-agent", "ambiguous-target", "malformed-figure", "arithmetic", "undated", "low-confidence",
)  # fmt: skip

Status = Literal["asserted", "negated", "hypothetical"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a stance is toward.

    Attributes:
        entity: what was linked, or None.
        text: the surface form in the document.
        addressee: of whom a ``calls-for`` asks, or None.
    """

    text: str
    entity: Entity | None = None
    addressee: Entity | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim span: ``document.text[start:end] == quote``, in code points.

    Attributes:
        sentence: the whole sentence in which the span stands, white space folded, for display.
    """

    start: int
    end: int
    quote: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One record; see :meth:`as_record` for its printed form.

    Attributes:
        reading: how it was read, as (what, words): trigger, row of the lexicon, agent, target, date. No part of the
            claim: two readings of the same claim are equal.
    """

    document: str
    agent: Entity
    kind: str
    target: Target
    when: When
    evidence: tuple[Evidence, ...]
    status: Status = "asserted"
    forum: Entity | None = None
    according_to: tuple[Entity, ...] = ()
    value: tuple[tuple[str, int | float | str], ...] = ()
    flags: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    rule: str | None = None
    reading: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def atom(self) -> tuple[Any, ...]:
        """What makes the claim this one claim."""
        when = str(self.when.start), str(self.when.end)
        target = (self.target.entity.key if self.target.entity else None, self.target.text,
                  self.target.addressee.key if self.target.addressee else None)  # fmt: skip
        offsets = tuple((e.start, e.end) for e in self.evidence)
        return self.document, self.agent.key or self.agent.label, self.kind, target, self.status, when, offsets, self.rule

    @property
    def id(self) -> str:
        """20 hexadecimal digits of a SHA-256 over its :attr:`atom`."""
        return hashlib.sha256(json.dumps(self.atom, ensure_ascii=False).encode()).hexdigest()[:20]

    def as_record(self) -> dict[str, Any]:
        """The claim as one JSON object, as ``graphkit extract --format jsonl`` prints it."""
        entity, when = self.target.entity, self.when
        return {
            "id": self.id,
            "document": self.document,
            "agent": _record(self.agent),
            "kind": self.kind,
            "target": {
                "key": entity.key if entity else None,
                "label": entity.label if entity else None,
                "type": entity.type if entity else None,
                "text": self.target.text,
                "addressee": self.target.addressee.key if self.target.addressee else None,
            },
            "forum": self.forum.key if self.forum else None,
            "date": {
                "start": when.start.isoformat() if when.start else None,
                "end": when.end.isoformat() if when.end else None,
                "edtf": when.edtf,
                "basis": when.basis,
                "reading": when.reading,
            },
            "status": self.status,
            "according_to": [_record(e) for e in self.according_to],
            "value": dict(self.value) or None,
            "flags": list(self.flags),
            "evidence": [{"start": e.start, "end": e.end, "quote": e.quote} for e in self.evidence],
            "derived_from": list(self.derived_from),
            "rule": self.rule,
        }


def _record(entity: Entity) -> dict[str, str | None]:
    return {"key": entity.key, "label": entity.label, "type": entity.type}
