"""Acts that are told by the noun under a verb of deciding: "announced the suspension of X", "ordered the release of prisoners"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from graphkit.claims.lexicon import Frame
from graphkit.claims.phrases import coordinated
from graphkit.claims.stances import Act, Stance, Stances, told_by

#: Kinds of acts that are done by announcing or ordering them.
_DONE: Final = frozenset({"suspends", "ends", "establishes", "renews", "appoints", "adopts", "withdraws", "ratifies", "cooperates",
                          "sanctions", "lifts-sanctions"})  # fmt: skip


class Announced(Stances):
    """Reads what somebody does by announcing, ordering or approving it."""

    def _announced(self, act: Act) -> list[Stance]:
        """The acts that the objects of a verb of deciding speak of; the doer is whoever decides."""
        if act.context.refused is not None or not self.lexicon.has("deciding_on", act.lemma):
            return []
        found: list[Stance] = []
        for noun in (t for o in self.objects(act.verb, act.passive) for t in coordinated(o)):
            frame, targets = self._act_of(noun)
            if frame is not None:
                silenced = frame.kind == "ends" and any(self.fits(t, "ngo") for t in targets)  # who closes newspapers does more than end
                kind, what = ("violates", [noun]) if silenced else (frame.kind, targets)
                made = self.stances(act.agents, kind, act.verb, what, act.context)
                found += told_by(made, f"verb {act.lemma}, noun {noun.lemma_.lower()}{frame}")
        return found

    def _act_of(self, noun: Token) -> tuple[Frame | None, list[Token]]:
        """The frame by which a noun tells of an act, and toward what."""
        if noun.pos_ != "NOUN" or noun.i in self.sentence.mentions:
            return None, []
        for frame in self.lexicon.frames("noun", noun.lemma_.lower()):
            if frame.kind in _DONE and frame.frame == "object" and frame.prep:
                targets = [t for t in self.governed(noun, frame.prep) if frame.object == "any" or self.fits(t, frame.object)]
                if targets:
                    return frame, targets
        return None, []
