"""Turns of phrase that say what a speaker thinks of something, though no word of theirs does (``data/lexicon/idioms.tsv``).

"A step in the right direction" praises, "time is running out" worries, "goes too far" opposes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from spacy.tokens import Doc, Span, Token

from graphkit.errors import TableError
from graphkit.model.claim import KINDS
from graphkit.resources import read_table

FILE: Final = "idioms.tsv"
#: Stands for up to so many words.
_GAP, _WIDTH = "...", 4
#: Stands for any possessive pronoun.
_POSSESSIVE: Final = "its"
#: Auxiliaries as the file has them.
_PRESENT: Final = {"could": "can", "ca": "can", "would": "will", "wo": "will", "'ll": "will", "'d": "will", "n't": "not", "n\u2019t": "not"}


class Idiom(NamedTuple):
    """A turn of phrase, word by word, and the stance it takes."""

    words: tuple[str, ...]
    kind: str
    example: str
    line: int


def read_idioms(folder: Path) -> list[Idiom]:
    """The idioms of a lexicon, in the order of the file.

    Raises:
        TableError: a row has no such kind, or begins with a gap.
    """
    path = folder / FILE
    found = []
    for row in read_table(path, ("idiom", "kind", "example")):
        words = tuple(row["idiom"].split())
        if row["kind"] not in KINDS:
            raise TableError(f"no such kind: {row['kind']}", where=f"{path}:{row['#']}")
        if not words or _GAP in (words[0], words[-1]):
            raise TableError(f"an idiom begins and ends with a word: {row['idiom']!r}", where=f"{path}:{row['#']}")
        found.append(Idiom(words, row["kind"], row["example"], int(row["#"])))
    return found


@dataclass(frozen=True)
class Idioms:
    """Finds idioms in parsed sentences."""

    by_first: dict[str, list[Idiom]]

    @classmethod
    def of(cls, idioms: list[Idiom]) -> Idioms:
        """*idioms*, those of more words before those that they begin with."""
        by_first: dict[str, list[Idiom]] = defaultdict(list)
        for idiom in sorted(idioms, key=lambda i: (-len(i.words), i.line)):
            by_first[idiom.words[0]].append(idiom)
        return cls(dict(by_first))

    def find(self, doc: Doc) -> Iterator[tuple[Span, str]]:
        """Each idiom in *doc*, and the stance it takes."""
        end = -1
        for token in doc:
            if token.i <= end:
                continue
            for idiom in self._beginning(token):
                last = _matched(doc, token.i, idiom.words)
                if last is not None:
                    yield doc[token.i : last + 1], idiom.kind
                    end = last
                    break

    def _beginning(self, token: Token) -> Iterator[Idiom]:
        lemma, form = token.lemma_.lower(), token.lower_
        yield from self.by_first.get(lemma, ())
        if form != lemma:
            yield from self.by_first.get(form, ())
        if form in _PRESENT:
            yield from self.by_first.get(_PRESENT[form], ())
        if token.tag_ == "PRP$" and _POSSESSIVE not in (lemma, form):
            yield from self.by_first.get(_POSSESSIVE, ())


def _matched(doc: Doc, at: int, words: tuple[str, ...]) -> int | None:
    """Where *words* end, which begin at token *at*; None where something else stands there."""
    for n, word in enumerate(words):
        if word == _GAP:
            for skipped in range(_WIDTH + 1):
                last = _matched(doc, at + skipped, words[n + 1 :])
                if last is not None:
                    return last
            return None
        if at >= len(doc) or not _is(doc[at], word):
            return None
        at += 1
    return at - 1


def _is(token: Token, word: str) -> bool:
    if word in (token.lower_, token.lemma_.lower(), _PRESENT.get(token.lower_)):
        return True
    return word == _POSSESSIVE and token.tag_ == "PRP$"
