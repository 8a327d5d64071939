"""Every measurement in one go, in Markdown; with --write into the page and the table that answers cite.

    python -m benchmarks.report [--write]

It reads the annotated folders that lie beside the scoring script: ``gold/dev.tsv`` with ``documents/`` and
``gold/dev_other.tsv`` with ``documents_other/``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.ablation import ablate
from benchmarks.ablation import table as ablation_table
from benchmarks.accuracy import Cells, by, grouped, guarded, measure, total
from benchmarks.scorer import DEFAULT, Counts, Scorer, Unscorable
from benchmarks.sets import PARTS, ROOT, SENTENCES, AnnotatedSet, annotated_folder, golden_half
from benchmarks.tables import scores
from graphkit import pipeline
from graphkit.claims.reader import Reader

PAGE: Final = ROOT / "docs" / "measured.md"
CITED: Final = ROOT / "data" / "measured.toml"
_MARK: Final = "<!-- table: {} -->"
_END: Final = "<!-- end -->"


def folders(scorer: Path) -> dict[str, AnnotatedSet]:
    """The annotated folders beside the scoring script, by their names in the page."""
    home = scorer.parent
    return {
        "dev": annotated_folder(home / "gold" / "dev.tsv", home / "documents"),
        "dev-other": annotated_folder(home / "gold" / "dev_other.tsv", home / "documents_other"),
    }


def sections(reader: Reader, sets: dict[str, AnnotatedSet], sentences: Path, scorer: Scorer) -> tuple[dict[str, str], Counts, int, Counts]:
    """The tables in Markdown by their names in the page; the counts over all documents, how many these are, and the held-back half."""
    found: dict[str, str] = {}
    everything: Cells = {}
    for name, texts in sets.items():
        cells = measure(reader, texts, scorer)
        found[name] = scores(f"{texts.gold.name}, by document", grouped(texts, cells)).markdown()
        everything.update({(f"{name}/{document}", kind): counts for (document, kind), counts in cells.items()})
        found[f"ablation-{name}"] = ablation_table(f"ablation on {texts.gold.name}", ablate(reader, texts, scorer)).markdown()
    kinds = by(everything, lambda _, kind: kind)
    found["kinds"] = scores("all documents, by kind", {**kinds, "all": total(everything)}).markdown()
    unseen = Counts()
    for part in PARTS:
        with golden_half(part, sentences) as half:
            read = measure(reader, half, scorer)
            found[part] = scores(f"{part} half, by genre", grouped(half, read)).markdown()
            if part == "held-back":
                unseen = total(read)
                found["ablation-held-back"] = ablation_table("ablation on the held-back half", ablate(reader, half, scorer)).markdown()
    return found, total(everything), sum(len(texts.names) for texts in sets.values()), unseen


def filled(page: str, tables: dict[str, str]) -> str:
    """The page with each table in its marked place.

    Raises:
        Unscorable: a place is missing, or one has no table.
    """
    places = re.findall(r"<!-- table: (\S+) -->", page)
    if sorted(places) != sorted(tables):
        odd = sorted(set(places) ^ set(tables))
        raise Unscorable(f"the places in the page and the tables differ: {', '.join(odd) or 'one stands there twice'}")
    for name, table in tables.items():
        mark = _MARK.format(name)
        start = page.index(mark) + len(mark)
        page = f"{page[:start]}\n{table}\n{page[page.index(_END, start) :]}"
    return page


def cited(counts: Counts, documents: int, unseen: Counts) -> str:
    """What answers cite, as TOML: over the annotated documents, and over the golden sentences held back from tuning."""
    return (
        "# How well the reading was measured to do, over all annotated documents: core agreement (who, what kind, which sentence).\n"
        "[reading]\n"
        f"precision = {counts.precision(counts.core):.2f}\n"
        f"recall = {counts.recall(counts.core):.2f}\n"
        f"documents = {documents}\n"
        f"claims = {counts.gold}\n"
        "\n# The same on the golden sentences that nobody looked at while writing rules.\n"
        "[held_back]\n"
        f"precision = {unseen.precision(unseen.core):.2f}\n"
        f"recall = {unseen.recall(unseen.core):.2f}\n"
        f"claims = {unseen.gold}\n"
    )


def run(options: argparse.Namespace) -> None:
    """Measure, and print or write."""
    scorer = Scorer.load(options.scorer)
    _, reader = pipeline.reader()
    tables, counts, documents, unseen = sections(reader, folders(options.scorer), options.sentences, scorer)
    if options.write:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), tables), encoding="utf-8")
        CITED.write_text(cited(counts, documents, unseen), encoding="utf-8")
        print(f"written: {PAGE}, {CITED}")
    else:
        print("\n\n".join([*tables.values(), f"```toml\n{cited(counts, documents, unseen)}```"]))


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scorer", type=Path, default=DEFAULT, metavar="FILE", help="the scoring script (default: %(default)s)")
    parser.add_argument("--sentences", type=Path, default=SENTENCES, metavar="FILE", help="the golden sentences (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="fill docs/measured.md and data/measured.toml")
    return guarded(run, parser.parse_args(argv))


if __name__ == "__main__":
    sys.exit(main())
