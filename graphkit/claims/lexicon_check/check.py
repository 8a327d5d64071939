"""All checks of a lexicon, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphkit.claims.idioms import read_idioms
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.lexicon_check import classes, examples, idioms, names, times, triggers
from graphkit.claims.lexicon_check.findings import Finding
from graphkit.claims.lexicon_check.trial import Results, Trial, check_results, check_spelling, read_all, with_imagined
from graphkit.claims.lexicon_check.uses import uses
from graphkit.claims.reader import Reader
from graphkit.errors import TableError
from graphkit.model.reference import Reference

#: Where the code stands that asks for word classes.
_PACKAGE: Final = Path(__file__).parents[2]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks found.

    Attributes:
        triggers: how many there are.
        marks: of each example, what is known of it: nothing, that it fails, or that it is idle.
        results: what reading the examples gave; None where they were not read.
    """

    found: tuple[Finding, ...]
    triggers: int
    marks: tuple[str, ...]
    results: Results | None = None

    @property
    def findings(self) -> list[Finding]:
        """What is wrong."""
        return [f for f in self.found if not f.note]

    @property
    def notes(self) -> list[Finding]:
        """What is worth a look."""
        return [f for f in self.found if f.note]


def check(folder: Path, reference: Reference, *, fast: bool = False, progress: Progress | None = None) -> Report:
    """Check the words of *folder*: what is unused, clashing or untested.

    Args:
        reference: what names may stand for.
        fast: whether to leave out the reading of the examples, which takes a parser and some seconds.
        progress: called with how many examples are read, and how many there are.

    Raises:
        TableError: a table cannot be read at all.
    """
    rows, found = triggers.read_triggers(folder)
    words, more = classes.read_classes(folder)
    used = uses(_PACKAGE)
    shown, counter = examples.read_examples(folder), examples.read_counterexamples(folder)
    excused, marks = examples.known_of(shown), tuple(e.known for e in shown)
    found += [*more, *triggers.check_classes_named(rows, words), *triggers.check_doubles(rows, examples.unmarked(shown))]
    found += [*classes.check_use(words, rows, used), *names.check_names(folder, reference), *times.check_times(folder)]
    turns = read_idioms(folder)
    found += idioms.check_doubles(turns)
    found += examples.check_covering(shown, counter, rows, words)
    try:
        lexicon = Lexicon(folder)
    except TableError as error:
        if all(f.note for f in found):
            raise
        found.append(Finding(triggers.FILE, f"the rest cannot be checked: {error.what}"))
        return Report(tuple(found), len(rows), marks)
    found += triggers.check_order(rows, lexicon, words, excused)
    if fast:
        return Report(tuple(found), len(rows), marks)
    trial = Trial(Reader.load(with_imagined(reference), folder), rows)
    seen_as = trial.seen_as([*(r.lemma for r in rows), *(w for listed in words.values() for w in listed)])
    found += [*check_spelling(rows, excused, seen_as), *classes.check_single(words, used, seen_as)]
    found += idioms.check_examples(trial, turns)
    results = read_all(trial, shown, counter, (lambda number: progress(number, len(shown))) if progress else None)
    found += check_results(results)
    return Report(tuple(found), len(rows), marks, results)
