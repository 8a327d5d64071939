"""The words of time (``data/lexicon/times.yml``), and numbers in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from graphkit.errors import TableError


@dataclass(frozen=True)
class TimeWords:
    """Word -> value; see the file's own comments."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    month_parts: dict[str, list[int]]
    seasons: dict[str, list[int]]
    year_parts: dict[str, list[int]]

    @classmethod
    def read(cls, folder: Path) -> TimeWords:
        """Read ``times.yml`` of a lexicon folder.

        Raises:
            TableError: it is missing, not YAML, or lacks a group of words.
        """
        path = folder / "times.yml"
        try:
            return cls(**yaml.safe_load(path.read_text(encoding="utf-8")))
        except (OSError, yaml.YAMLError, TypeError) as error:
            raise TableError(str(error).splitlines()[0], where=str(path)) from error

    def number(self, text: str) -> int | None:
        """``58``, ``fifty-eight``, ``1,200`` as an integer, or None."""
        return _value(text, self.numbers, re.compile(r"\d{1,3}(?:,\d{3})*|\d+"))

    def ordinal(self, text: str) -> int | None:
        """``18th``, ``eighteenth``, ``twenty-first`` as an integer, or None."""
        plain = text.lower().replace("\u2011", "-")
        figure = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", plain)
        if figure:
            return int(figure[1])
        tens, _, unit = plain.partition("-")
        if unit and tens in self.numbers and unit in self.ordinals:
            return self.numbers[tens] + self.ordinals[unit]
        return self.ordinals.get(plain)


def _value(text: str, words: dict[str, int], figure: re.Pattern[str]) -> int | None:
    plain = text.lower().replace("\u2011", "-").strip()
    if figure.fullmatch(plain):
        return int(plain.replace(",", ""))
    tens, _, unit = plain.partition("-")
    if unit:
        return words[tens] + words[unit] if words.get(tens, 0) >= 20 and words.get(unit, 99) < 10 else None
    return words.get(plain)
