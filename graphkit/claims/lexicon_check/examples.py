"""Examples of the triggers (``examples.tsv``), and sentences that must not be taken for a kind (``counterexamples.tsv``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from graphkit.claims.lexicon_check.findings import COLUMNS, Finding, Trigger
from graphkit.model.claim import KINDS
from graphkit.resources import read_table

FILE: Final = "examples.tsv"
COUNTER: Final = "counterexamples.tsv"
#: The pos of an example of a word class, which is no row of ``kinds.tsv``.
CLASS: Final = "class"
#: What may be known of an example: that it is not read with its kind; that it is, but by another row.
Known = Literal["", "fails", "idle"]
_KNOWN: Final = ("", "fails", "idle")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that shows what a trigger is for."""

    trigger: Trigger
    known: str
    sentence: str
    line: int

    @property
    def at(self) -> str:
        """The file and the line."""
        return f"{FILE}:{self.line}"


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A sentence with a word of a kind in which that kind does not hold."""

    kind: str
    word: str
    known: str
    sentence: str
    line: int

    @property
    def at(self) -> str:
        """The file and the line."""
        return f"{COUNTER}:{self.line}"


def read_examples(folder: Path) -> list[Example]:
    """The rows of ``examples.tsv``; none where there is no such file.

    Raises:
        TableError: it is no table, or lacks a column.
    """
    path = folder / FILE
    rows = read_table(path, (*COLUMNS, "known", "sentence")) if path.exists() else ()
    return [Example(Trigger.of(row), row["known"], row["sentence"], int(row["#"])) for row in rows]


def read_counterexamples(folder: Path) -> list[Counterexample]:
    """The rows of ``counterexamples.tsv``; none where there is no such file.

    Raises:
        TableError: it is no table, or lacks a column.
    """
    path = folder / COUNTER
    rows = read_table(path, ("kind", "word", "known", "sentence")) if path.exists() else ()
    return [Counterexample(row["kind"], row["word"], row["known"], row["sentence"], int(row["#"])) for row in rows]


def known_of(examples: Iterable[Example]) -> set[Trigger]:
    """Triggers of which it is known that they are not reached, or add nothing: some example is marked, and none is not."""
    marks: dict[Trigger, set[str]] = defaultdict(set)
    for example in examples:
        marks[example.trigger].add(example.known)
    return {trigger for trigger, known in marks.items() if "" not in known}


def unmarked(examples: Iterable[Example]) -> set[Trigger]:
    """Triggers with an example that they alone are said to read."""
    return {example.trigger for example in examples if not example.known}


def check_covering(
    examples: Collection[Example],
    counterexamples: Iterable[Counterexample],
    triggers: Iterable[Trigger],
    classes: Mapping[str, frozenset[str]],
) -> Iterator[Finding]:
    """Triggers and kinds without an example, and examples of no trigger."""
    rows = set(triggers)
    shown = {e.trigger for e in examples}
    for trigger in sorted(rows - shown, key=lambda t: t.line):
        yield Finding(f"kinds.tsv:{trigger.line}", f"{trigger}: has no example in {FILE}")
    read = {e.trigger.kind for e in examples if e.known != "fails"}
    for kind in KINDS:
        if kind not in read:
            yield Finding(FILE, f"{kind}: no example is read with this kind")
    seen: dict[tuple[Trigger, str], int] = {}
    for example in examples:
        trigger = example.trigger
        if trigger.pos == CLASS:
            if trigger.lemma not in classes.get(trigger.object, ()):
                yield Finding(example.at, f"{trigger.lemma} is no word of a class {trigger.object}")
        elif trigger not in rows:
            yield Finding(example.at, f"{trigger}: no such row in kinds.tsv")
        if example.known not in _KNOWN:
            yield Finding(example.at, f"known is {example.known}: leave it empty, or write fails or idle")
        if seen.setdefault((trigger, example.sentence), example.line) != example.line:
            yield Finding(example.at, f"the same example as in line {seen[trigger, example.sentence]}")
    for counter in counterexamples:
        if counter.kind not in KINDS:
            yield Finding(counter.at, f"no such kind: {counter.kind}")
        if counter.known not in ("", "fails"):
            yield Finding(counter.at, f"known is {counter.known}: leave it empty, or write fails")
