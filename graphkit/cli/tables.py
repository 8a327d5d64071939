"""load-table, and what it shares with build."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from pyoxigraph import Literal
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from graphkit.cli.options import REFERENCE, store_option
from graphkit.errors import CheckFailed
from graphkit.export.files import whole_file
from graphkit.model.reference import Reference
from graphkit.query import formats
from graphkit.query.runner import Answer
from graphkit.records.checks import left_unused
from graphkit.records.report import TableReport, rejects_table
from graphkit.records.sources import rows
from graphkit.resources import shipped
from graphkit.tables import check_table, own_source
from graphkit.tables import load_table as load_one

KEEP_GOING = click.option("--keep-going", is_flag=True, help="Set rows that cannot be used aside, in place of ending with an error.")
REJECTS = click.option("--rejects", type=click.Path(path_type=Path), help="File for the rows set aside (tab-separated).")


def progress_bar() -> Progress:
    """A bar on the terminal that goes away when it is done; nothing where there is no terminal."""
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    )  # fmt: skip


def tell_reports(reports: list[TableReport], rejects: Path | None, form: str = "table") -> None:
    """Print the load report, and write the rows set aside to a file."""
    if rejects:
        with whole_file(rejects) as out:
            out.write(rejects_table(reports).encode("utf-8"))
    if form == "json":
        click.echo(json.dumps([report.as_record() for report in reports], ensure_ascii=False, indent=1))
        return
    table = [(r.name, str(r.rows), str(r.claims), _counts(r.flags), _counts(r.ignored), str(len(r.rejects))) for r in reports]
    columns = ("records", "rows", "claims", "flags", "left_out", "rejected")
    click.echo(formats.table(Answer(columns, tuple(tuple(Literal(cell) if cell else None for cell in row) for row in table))), nl=False)
    count = sum(len(r.rejects) for r in reports)
    if count:
        click.echo(f"{count} rows set aside" + (f" in {rejects}" if rejects else "; --rejects FILE keeps them"))


def _counts(counted: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counted.items()))


@click.command("load-table", epilog="Example: graphkit load-table votes-2024.csv --mapping votes.yml --keep-going --rejects rejected.tsv")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), required=True, help="What the table's columns say (docs/mappings.md).")
@click.option("--check", is_flag=True, help="Load nothing: say which columns nothing is made of, and which rows cannot be used.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@KEEP_GOING
@REJECTS
@REFERENCE
@store_option
def load_table(
    file: Path, mapping: Path, check: bool, form: str, keep_going: bool, rejects: Path | None, reference: Path | None, store: Path
) -> None:
    """Add a table of records (votes, sponsors, ...) to the graph, each claim with its row as evidence."""
    tables = Reference.read(reference or shipped("data") / "reference")
    if check:
        _check(file, mapping, tables, rejects, form)
        return
    with progress_bar() as bar:
        task = bar.add_task(file.name, total=None)
        reports = load_one(store, file, mapping, tables, keep_going, lambda _, rows: bar.update(task, completed=rows))
    tell_reports(reports, rejects, form)


def _check(file: Path, mapping: Path, reference: Reference, rejects: Path | None, form: str) -> None:
    source = own_source(file, mapping)
    header = next((list(row.cells) for row in rows(source.path, source.table)), [])
    unused = left_unused(header, source.table)
    for name in unused:
        click.echo(f"nothing is made of the column {name}")
    report = check_table(source, reference)
    tell_reports([report], rejects, form)
    for reject in report.rejects[:20]:
        click.echo(f"{reject.file}, {reject.place}: {reject.reason}")
    if unused or report.rejects:
        raise CheckFailed(
            f"{len(unused)} columns unused, {len(report.rejects)} rows that cannot be used",
            where=str(file), mend="make something of a column in the mapping, or give a reason under unused",
        )  # fmt: skip
    click.echo("every column is used or has a reason, and every row can be used")


COMMANDS = (load_table,)
