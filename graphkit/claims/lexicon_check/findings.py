"""What a check of the lexicon says, and the rows it says it of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

#: Columns of a trigger, in ``kinds.tsv`` and again in ``examples.tsv``.
COLUMNS: Final = ("lemma", "pos", "prep", "object", "frame", "kind")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, or only worth a look.

    Attributes:
        where: the file, and the line where there is one.
        note: whether it is only worth a look.
    """

    where: str
    what: str
    note: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of ``kinds.tsv``; or, with the pos ``class``, the word *lemma* of the word class *object*.

    Attributes:
        line: where it stands in its file.
    """

    lemma: str
    pos: str
    prep: str
    object: str
    frame: str
    kind: str
    line: int = field(default=0, compare=False)

    @classmethod
    def of(cls, row: dict[str, str]) -> Trigger:
        """The trigger of a row of either table."""
        return cls(row["lemma"], row["pos"], row["prep"], row["object"], row["frame"], row["kind"], int(row["#"]))

    def __str__(self) -> str:
        words = f"{self.lemma} {self.prep}".strip()
        return f"{words} ({', '.join(filter(None, (self.pos, self.frame, self.object)))}) -> {self.kind}"
