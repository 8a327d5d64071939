"""By what the claims of a document were read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ReadBy:
    """What read a document.

    Attributes:
        extractor: ``rules``, ``llm``, or ``records`` for a row of a table.
        model: the name of the language model, or None.
        prompt: what tells its prompt from others, or None.
    """

    extractor: str
    model: str | None = None
    prompt: str | None = None

    def __str__(self) -> str:
        if self.model is None:
            return self.extractor
        return f"{self.extractor} ({self.model}{f', prompt {self.prompt}' if self.prompt else ''})"


RULES: Final = ReadBy("rules")
RECORDS: Final = ReadBy("records")
