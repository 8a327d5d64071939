"""Checks of ``times.yml``: months that are none, and words that stand twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from graphkit.annotate.words import TimeWords
from graphkit.claims.lexicon_check.classes import entries
from graphkit.claims.lexicon_check.findings import Finding

FILE: Final = "times.yml"
#: Group -> the least and the greatest value of a word in it.
_RANGES: Final = {
    "months": (1, 12), "weekdays": (0, 6), "numbers": (1, 90), "ordinals": (1, 30),
    "month_parts": (0, 31), "seasons": (1, 12), "year_parts": (1, 12),
}  # fmt: skip


def check_times(folder: Path) -> Iterator[Finding]:
    """What is wrong with the words of time.

    Raises:
        TableError: the file is not YAML, or lacks a group.
    """
    words = TimeWords.read(folder)
    for key, node in entries(folder / FILE):
        group = str(key.value)
        seen: set[str] = set()
        for name, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            word, at = str(name.value), f"{FILE}:{name.start_mark.line + 1}"
            if word in seen:
                yield Finding(at, f"{group}: {word} stands twice, and the first is lost")
            seen.add(word)
            if word != word.lower():
                yield Finding(at, f"{group}: {word} never matches; words are compared in lower case")
    for group, (least, greatest) in _RANGES.items():
        for word, value in getattr(words, group).items():
            for number in value if isinstance(value, list) else (value,):
                if not isinstance(number, int) or not least <= number <= greatest:
                    yield Finding(FILE, f"{group}: {word} is {number}, not from {least} to {greatest}")
