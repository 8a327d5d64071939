"""How well the reading does on annotated texts.

    python -m benchmarks.accuracy                                   # the golden sentences, by half and genre
    python -m benchmarks.accuracy --gold GOLD.tsv --documents DIR   # an annotated folder, by document and kind

Agreement is what the scoring script says it is (``--scorer``).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.scorer import DEFAULT, Counts, Row, Scorer, Unscorable
from benchmarks.sets import PARTS, SENTENCES, AnnotatedSet, annotated_folder, golden_half
from benchmarks.tables import Table, scores
from graphkit import pipeline
from graphkit.claims.extractor import Extractor
from graphkit.errors import GraphkitError
from graphkit.ingest.reading import read_document

#: Counts for each document and kind.
Cells = dict[tuple[str, str], Counts]


def measure(claims_of: Extractor, texts: AnnotatedSet, scorer: Scorer) -> Cells:
    """Read the documents of a set and count what agrees with its annotated claims.

    Raises:
        GraphkitError: a document cannot be read.
    """
    documents = scorer.documents(texts.folder, texts.names)
    with TemporaryDirectory() as place:
        path = Path(place) / "claims.jsonl"
        path.write_text(predictions(claims_of, texts), encoding="utf-8")
        predicted = scorer.predicted(path, documents)
    return count(scorer.gold(texts.gold, documents), predicted, scorer)


def predictions(claims_of: Extractor, texts: AnnotatedSet) -> str:
    """The claims read, as JSON Lines, without those that rest on what stands before the scored part alone."""
    lines = []
    for name in texts.names:
        begins = texts.begins.get(name, 0)
        for claim in claims_of.read(read_document(texts.folder / f"{name}.txt")):
            if max(e.end for e in claim.evidence) > begins:
                lines.append(json.dumps(claim.as_record(), ensure_ascii=False) + "\n")
    return "".join(lines)


def count(gold: list[Row], predicted: list[Row], scorer: Scorer) -> Cells:
    """What agrees, for each document and kind; claims derived by recurrence apart."""
    cells: Cells = {}

    def add(document: str, kind: str, counts: Counts) -> None:
        cells[document, kind] = cells.get((document, kind), Counts()) + counts

    told, derived = [g for g in gold if g["rule"] != "recurrence"], [g for g in gold if g["rule"] == "recurrence"]
    read, inferred = [p for p in predicted if p.get("rule") != "recurrence"], [p for p in predicted if p.get("rule") == "recurrence"]
    core, full = scorer.pairs(told, read)
    for n, row in enumerate(told):
        voiced, same = scorer.voices(row, read[core[n]]) if n in core else (False, False)
        add(row["document"], row["kind"], Counts(gold=1, core=n in core, full=n in full, voiced=voiced, voice=voiced and same))
    for row in read:
        add(row["stem"], row["kind"], Counts(predicted=1))
    _, agreed = scorer.pairs(derived, inferred)
    for n, row in enumerate(derived):
        add(row["document"], row["kind"], Counts(derived_gold=1, derived=n in agreed))
    for row in inferred:
        add(row["stem"], row["kind"], Counts(derived_predicted=1))
    return cells


def total(cells: Cells) -> Counts:
    """All of them."""
    return sum(cells.values(), Counts())


def by(cells: Cells, name: Callable[[str, str], str]) -> dict[str, Counts]:
    """The counts by what *name* says of a document and a kind, in the order of the names."""
    found: dict[str, Counts] = {}
    for (document, kind), counts in cells.items():
        label = name(document, kind)
        found[label] = found.get(label, Counts()) + counts
    return dict(sorted(found.items()))


def grouped(texts: AnnotatedSet, cells: Cells) -> dict[str, Counts]:
    """The counts of each document or genre, those without any claim, too, and of all of them together."""
    empty = {texts.group.get(name, name): Counts() for name in texts.names}
    groups = {**empty, **by(cells, lambda document, _: texts.group.get(document, document))}
    return {**dict(sorted(groups.items())), "all": total(cells)}


def halves(claims_of: Extractor, sentences: Path, scorer: Scorer) -> list[Table]:
    """A table for each half of the golden sentences, by genre."""
    tables = []
    for part in PARTS:
        with golden_half(part, sentences) as texts:
            tables.append(scores(f"golden sentences, {part} half", grouped(texts, measure(claims_of, texts, scorer))))
    return tables


def folder(claims_of: Extractor, gold: Path, documents: Path, scorer: Scorer) -> list[Table]:
    """The tables of an annotated folder: by document, and by kind."""
    texts = annotated_folder(gold, documents)
    cells = measure(claims_of, texts, scorer)
    return [scores(gold.name, grouped(texts, cells)), scores(f"{gold.name}, by kind", by(cells, lambda _, kind: kind))]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options that every measurement takes."""
    parser.add_argument("--scorer", type=Path, default=DEFAULT, metavar="FILE", help="the scoring script (default: %(default)s)")
    parser.add_argument("--sentences", type=Path, default=SENTENCES, metavar="FILE", help="the golden sentences (default: %(default)s)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="all counts as JSON")
    form.add_argument("--markdown", action="store_true", help="the tables in Markdown")


def show(tables: Sequence[Table], options: argparse.Namespace) -> None:
    """Print tables in the form asked for."""
    if options.json:
        print(json.dumps({table.title: table.data for table in tables}, indent=1))
    else:
        print("\n\n".join(table.markdown() if options.markdown else table.text() for table in tables))


def guarded(run: Callable[[argparse.Namespace], None], options: argparse.Namespace) -> int:
    """Run a measurement; an error is one line, and status 2."""
    try:
        run(options)
    except (Unscorable, GraphkitError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def run(options: argparse.Namespace) -> None:
    """Measure, and print."""
    scorer = Scorer.load(options.scorer)
    _, reader = pipeline.reader()
    if options.gold:
        show(folder(reader, options.gold, options.documents, scorer), options)
    else:
        show(halves(reader, options.sentences, scorer), options)


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=(__doc__ or "").splitlines()[0])
    arguments(parser)
    parser.add_argument("--gold", type=Path, metavar="FILE", help="a table of annotated claims, with --documents")
    parser.add_argument("--documents", type=Path, metavar="DIR", help="the documents that it is about")
    options = parser.parse_args(argv)
    if bool(options.gold) != bool(options.documents):
        parser.error("--gold and --documents go together")
    return guarded(run, options)


if __name__ == "__main__":
    sys.exit(main())
