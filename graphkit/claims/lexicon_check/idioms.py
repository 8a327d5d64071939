"""Idioms (``idioms.tsv``): written twice, not read from their examples, or not needed for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.claims.idioms import FILE, Idiom
from graphkit.claims.lexicon_check.findings import Finding
from graphkit.claims.lexicon_check.trial import Trial


def check_doubles(idioms: Iterable[Idiom]) -> Iterator[Finding]:
    """Idioms that stand in the file twice."""
    first: dict[tuple[str, ...], int] = {}
    for idiom in idioms:
        line = first.setdefault(idiom.words, idiom.line)
        if line != idiom.line:
            yield Finding(f"{FILE}:{idiom.line}", f"{' '.join(idiom.words)!r} stands in line {line}, too")


def check_examples(trial: Trial, idioms: Iterable[Idiom]) -> Iterator[Finding]:
    """Idioms whose examples are not read with their kind, or are read so without them."""
    listed = list(idioms)
    for idiom in listed:
        words = f"{' '.join(idiom.words)!r} -> {idiom.kind}"
        if all(c.kind != idiom.kind for c in trial.claims(idiom.example)):
            yield Finding(f"{FILE}:{idiom.line}", f"{words}: not read from its example: {idiom.example}")
        elif any(c.kind == idiom.kind for c in trial.with_idioms(i for i in listed if i != idiom).claims(idiom.example)):
            yield Finding(f"{FILE}:{idiom.line}", f"{words}: its example reads so without it: delete the row, or find one that needs it")
