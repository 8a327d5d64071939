"""What each stage of the reading adds: the scores with all of them, and without each one.

    python -m benchmarks.ablation --gold dev.tsv --documents DIR

It reads an annotated folder, where one is given, and the held-back half of the golden sentences.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.accuracy import arguments, guarded, measure, show, total
from benchmarks.scorer import Counts, Scorer
from benchmarks.sets import AnnotatedSet, annotated_folder, golden_half
from benchmarks.tables import Table, share
from graphkit import pipeline
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.reader import Reader
from graphkit.claims.stages import ALL, NAMES, Stages
from graphkit.resources import shipped

EVERYTHING: Final = "all stages"
_WORDS: Final = {
    "lexicon": "lexicon (one verb a kind is left)",
    "nouns": "trigger nouns and adjectives",
    "patterns": "parse patterns",
    "lists": "list reader",
    "attribution": "attribution",
    "recurrence": "recurrence",
    "coreference": "coreference",
    "own_voice": "own voice of statements",
    "indirect_speech": "indirect speech of records",
}


def with_stages(reader: Reader, stages: Stages) -> Reader:
    """The same reader, with the same parser, but for the stages that take part."""
    return replace(reader, stages=stages, lexicon=Lexicon(shipped("data") / "lexicon", stages))


def ablate(reader: Reader, texts: AnnotatedSet, scorer: Scorer) -> dict[str, Counts]:
    """The counts with all stages, and without each one."""
    found = {EVERYTHING: total(measure(reader, texts, scorer))}
    for name in NAMES:
        found[name] = total(measure(with_stages(reader, ALL.without(name)), texts, scorer))
    return found


def table(title: str, counts: Mapping[str, Counts]) -> Table:
    """What the score loses without each stage."""
    full = counts[EVERYTHING]

    def row(label: str, c: Counts) -> tuple[str, ...]:
        change = [f"{c.f1(a) - full.f1(b):+.3f}" if c is not full else "" for a, b in ((c.core, full.core), (c.full, full.full))]
        return (
            label, share(c.core, c.predicted), share(c.core, c.gold), f"{c.f1(c.core):.3f}", change[0], f"{c.f1(c.full):.3f}", change[1],
            f"{c.voice}/{c.voiced}", f"{c.derived}/{c.derived_gold}",
        )  # fmt: skip

    rows = [row(EVERYTHING, full), *(row(f"without {_WORDS[name]}", counts[name]) for name in NAMES)]
    head = ("", "core P", "core R", "core F1", "change", "full F1", "change", "voice", "derived")
    return Table(title, head, tuple(rows), {name: c.figures() for name, c in counts.items()})


@contextmanager
def chosen(options: argparse.Namespace) -> Iterator[dict[str, AnnotatedSet]]:
    """The sets that are read: annotated folders, and the held-back half."""
    with golden_half("held-back", options.sentences) as half:
        sets = {gold.name: annotated_folder(gold, folder) for gold, folder in zip(options.gold, options.documents, strict=True)}
        yield {**sets, "golden sentences, held-back half": half}


def run(options: argparse.Namespace) -> None:
    """Measure, and print."""
    scorer = Scorer.load(options.scorer)
    _, reader = pipeline.reader()
    with chosen(options) as sets:
        show([table(f"ablation on {name}", ablate(reader, texts, scorer)) for name, texts in sets.items()], options)


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description=(__doc__ or "").splitlines()[0])
    arguments(parser)
    parser.add_argument(
        "--gold", type=Path, action="append", default=[], metavar="FILE", help="a table of annotated claims; may be repeated"
    )
    parser.add_argument("--documents", type=Path, action="append", default=[], metavar="DIR", help="the documents of each --gold, in order")
    options = parser.parse_args(argv)
    if len(options.gold) != len(options.documents):
        parser.error("--gold and --documents go together")
    return guarded(run, options)


if __name__ == "__main__":
    sys.exit(main())
