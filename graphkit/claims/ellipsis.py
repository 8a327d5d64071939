"""Acts that are told by leaving them out: "X voted against, as did Y and Z"; "neither did W"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from graphkit.annotate.view import Sentence
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.phrases import Phrases
from graphkit.claims.stances import Stance

_LIKEWISE: Final = ("as", "so")
_NOR: Final = ("nor", "neither")


def elided(sentence: Sentence, phrases: Phrases, made: list[Stance], lexicon: Lexicon) -> list[Stance]:
    """The stances of those who did as the ones before did.

    Args:
        made: the stances read from the sentence.
    """
    doc = sentence.doc
    found: list[Stance] = []
    for at in range(1, len(doc) - 2):
        word = doc[at].lower_
        if word not in (*_LIKEWISE, *_NOR) or not lexicon.has("pro_verb", doc[at + 1].lower_):
            continue
        names = phrases.listed(doc, at + 2)
        before = [s for s in made if s.trigger.i < at and s.agent_token is not None and s.agent_token.i < at]
        if not names or not before:
            continue
        model = max(before, key=lambda s: s.trigger.i)
        negated = word in _NOR or model.status == "negated"
        for name in names:
            for agent, token in phrases.entities(name):
                status = "negated" if negated else model.status
                by = f"as {model.agent.label} did: {model.by}"
                found.append(replace(model, agent=agent, agent_token=token, status=status, carried=False, elided=True, flags=[], by=by))
    return found
