"""lexicon check."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from graphkit.cli.options import REFERENCE
from graphkit.errors import CheckFailed
from graphkit.model.reference import Reference
from graphkit.resources import shipped


@click.group(epilog="Example: graphkit lexicon check --fast")
def lexicon() -> None:
    """The words that the reading goes by: trigger words, word classes, names that mislead."""


@lexicon.command(epilog="Example: graphkit lexicon check --notes")
@click.option("--fast", is_flag=True, help="Leave out the reading of the examples.")
@click.option("--notes", is_flag=True, help="Print also what is only worth a look.")
@click.option("--lexicon", "folder", type=click.Path(path_type=Path, file_okay=False), help="Folder of the words; else the shipped one.")
@REFERENCE
def check(fast: bool, notes: bool, folder: Path | None, reference: Path | None) -> None:
    """Find unused, clashing or untested words.

    Every trigger has an example (examples.tsv), which must be read with its kind, and not so without the trigger.
    """
    # The parser takes a while to load: other commands should not wait for it.
    from graphkit.claims.lexicon_check.check import check as run

    tables = Reference.read(reference or shipped("data") / "reference")
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    ) as bar:  # fmt: skip
        task = bar.add_task("examples", total=None)
        report = run(
            folder or shipped("data") / "lexicon", tables, fast=fast,
            progress=lambda number, total: bar.update(task, completed=number, total=total),
        )  # fmt: skip
    for finding in report.findings:
        click.echo(str(finding))
    if notes:
        for note in report.notes:
            click.echo(f"note: {note}")
    marks = Counter(report.marks)
    counted = f"{report.triggers} triggers, {len(report.marks)} examples: {marks['fails']} known to fail, {marks['idle']} idle"
    more = f"{len(report.notes)} notes" + ("" if notes or not report.notes else " (--notes prints them)")
    if report.findings:
        raise CheckFailed(f"{len(report.findings)} findings in {counted}; {more}", mend="see data/lexicon in CONTRIBUTING.md")
    click.echo(f"{counted}; {more}" + ("" if report.results else "; the examples were not read"))


COMMANDS = (lexicon,)
