"""Words looked up in a sentence: white space and Unicode's composed forms are folded, nothing else is."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

Place = tuple[int, int]


@dataclass(frozen=True)
class Folded:
    """A stretch of a text, folded, with the way back.

    Attributes:
        text: NFC, each run of white space one space.
        starts, ends: for each character of *text*, where what it was made from stands in the original.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Folded:
        """``text[start:end]`` folded."""
        made: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for left, right in _clusters(text, start, len(text) if end is None else end):
            piece = text[left:right]
            folded = " " if piece.isspace() else unicodedata.normalize("NFC", piece)
            made.append(folded)
            starts += [left] * len(folded)
            ends += [right] * len(folded)
        return cls("".join(made), tuple(starts), tuple(ends))

    def find(self, words: str, within: Place | None = None) -> Place | None:
        """Where *words* stand as whole words, in offsets of the original, or None.

        Args:
            within: where several places do, one inside this stretch is taken; else the first.
        """
        words = " ".join(words.split())
        # No character is made of more than four: what is longer cannot stand here, and is not worth folding.
        needle = Folded.of(words).text if len(words) <= 4 * len(self.text) else ""
        first: Place | None = None
        at = self.text.find(needle) if needle else -1
        while at >= 0:
            end = at + len(needle)
            if self._whole(at) and self._whole(end):
                place = self.starts[at], self.ends[end - 1]
                if within is None or (within[0] <= place[0] and place[1] <= within[1]):
                    return place
                first = first or place
            at = self.text.find(needle, at + 1)
        return first

    def _whole(self, at: int) -> bool:
        """Whether no word runs on over *at*, nor what was one character cluster."""
        if not 0 < at < len(self.text):
            return True
        if self.starts[at] == self.starts[at - 1]:
            return False
        return not (self.text[at - 1].isalnum() and self.text[at].isalnum())


def _clusters(text: str, start: int, end: int) -> list[Place]:
    """Runs of white space, and characters with whatever composes with them."""
    found: list[Place] = []
    for at in range(start, end):
        if found and _joins(text, found[-1][0], at):
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return found


def _joins(text: str, cluster: int, at: int) -> bool:
    char = text[at]
    if char.isspace():
        return text[at - 1].isspace()
    if char.isascii() or text[at - 1].isspace():
        return False
    if unicodedata.combining(char):
        return True
    before = text[cluster:at]
    whole = unicodedata.normalize("NFC", before + char)
    return whole != unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", char)
