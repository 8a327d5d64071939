"""The stages of the reading, each of which can be left out: to measure what it adds."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Stages:
    """Which stages take part in the reading; all of them, unless somebody measures.

    Attributes:
        lexicon: all trigger words; without it one verb for each kind, the first that ``kinds.tsv`` gives.
        nouns: nouns and adjectives as trigger words ("its refusal to", "concerned about").
        patterns: coordination, passives, control, relative clauses, acts told by leaving them out; without it
            the agent is the verb's own subject and the target its own object.
        lists: votes and sponsors printed as lists, and bullets under a stem.
        attribution: who is said to say it: verbs of saying over a clause, "according to", who is quoted, whose turn it is.
        recurrence: the years that a run implies.
        coreference: pronouns, definite descriptions, organs without a name, and what was spoken of in the sentences before.
        own_voice: what a statement accuses of and judges without saying so.
        indirect_speech: in a record, what is said by whoever spoke last.
    """

    lexicon: bool = True
    nouns: bool = True
    patterns: bool = True
    lists: bool = True
    attribution: bool = True
    recurrence: bool = True
    coreference: bool = True
    own_voice: bool = True
    indirect_speech: bool = True

    def without(self, name: str) -> Stages:
        """These stages but for the one of that name."""
        return replace(self, **{name: False})


ALL: Final = Stages()
#: The names of all stages, in the order in which they are told of.
NAMES: Final = tuple(field.name for field in fields(Stages))
