"""A document in parts that a model can read at once: numbered sentences, with what comes before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graphkit.annotate.layout import Block, Span, sentences

#: A part ends before it has more sentences, or more characters, than these.
_SENTENCES: Final = 24
_CHARACTERS: Final = 6000
#: So many sentences before a part are shown with it.
_BEFORE: Final = 3


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sentence of the document.

    Attributes:
        number: its place, counted from 1.
        span: where it stands.
        stem: of a bullet, the sentence of its stem; else None.
        heading: the heading above it, or None.
    """

    number: int
    span: Span
    stem: Numbered | None = None
    heading: Numbered | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences that are read at once.

    Attributes:
        before: sentences shown so that pronouns and lists can be understood, in order.
        sentences: the sentences to read, in order; at least one.
    """

    before: tuple[Numbered, ...]
    sentences: tuple[Numbered, ...]

    def shown(self, number: int) -> Numbered | None:
        """The sentence of that number, before the part or in it."""
        return next((s for s in (*self.before, *self.sentences) if s.number == number), None)


def parts(text: str) -> Iterator[Part]:
    """The parts of *text* in order; each sentence is in one of them."""
    numbered = _numbered(text)
    begin = 0
    while begin < len(numbered):
        end, size = begin, 0
        while end < len(numbered) and end - begin < _SENTENCES:
            span = numbered[end].span
            size += span.end - span.start
            if size > _CHARACTERS and end > begin:
                break
            end += 1
        sentences_here = tuple(numbered[begin:end])
        yield Part(_before(numbered, begin, sentences_here), sentences_here)
        begin = end


def _numbered(text: str) -> list[Numbered]:
    found: list[Numbered] = []
    by_block: dict[tuple[int, int], Numbered] = {}

    def of(block: Block | None) -> Numbered | None:
        return by_block.get((block.start, block.end)) if block else None

    for number, span in enumerate(sentences(text), 1):
        stem = span.block.stem if span.block.kind == "bullet" else None
        sentence = Numbered(number, span, of(stem), of(span.block.heading))
        by_block[span.block.start, span.block.end] = sentence
        found.append(sentence)
    return found


def _before(numbered: list[Numbered], begin: int, here: tuple[Numbered, ...]) -> tuple[Numbered, ...]:
    shown = {s.number: s for s in numbered[max(0, begin - _BEFORE) : begin]}
    leaning = [here[0].heading, *(s.stem for s in here)]
    shown.update({s.number: s for s in leaning if s is not None and s.number < here[0].number})
    return tuple(shown[n] for n in sorted(shown))
