"""text, build, load, withdraw, extract."""

from __future__ import annotations

import json
from pathlib import Path

import click

from graphkit import pipeline
from graphkit.cli.extractors import Chosen, extractor_options
from graphkit.cli.options import REFERENCE, WORKERS, store_option
from graphkit.cli.tables import KEEP_GOING, REJECTS, progress_bar, tell_reports
from graphkit.ingest.reading import read_document
from graphkit.tables import Records

_FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")


@click.command(epilog="Example: graphkit build --documents my-articles --store my-graph")
@click.option(
    "--documents", type=click.Path(path_type=Path), help="Folder of documents (.txt, .md, .html, .pdf, .docx); else the shipped notes."
)
@click.option("--records", type=click.Path(path_type=Path), help="Folder of datasets for which there are mappings (docs/mappings.md).")
@KEEP_GOING
@REJECTS
@REFERENCE
@extractor_options
@WORKERS
@store_option
def build(
    documents: Path | None, records: Path | None, keep_going: bool, rejects: Path | None, reference: Path | None, workers: int,
    store: Path, chosen: Chosen,
) -> None:  # fmt: skip
    """Make the graph: ontology, reference data, records, and the documents of a folder.

    What `load` and `load-table` brought in stays. Readers see the old graph until the new one is whole.
    """
    with progress_bar() as bar:
        task = bar.add_task("reading", total=None)
        done, reports = pipeline.build(
            store, documents, reference,
            lambda name, number, total: bar.update(task, description=name, completed=number - 1, total=total),
            chosen.method,
            workers,
            Records(records, keep_going, lambda name, rows: bar.update(task, description=name, completed=rows)),
        )  # fmt: skip
    if records:
        tell_reports(reports, rejects)
    width = max(len(d.name) for d in done)
    for loaded in done:
        click.echo(f"{loaded.name.ljust(width)}  {loaded.claims or 0:5} claims")
    click.echo(f"{len(done)} documents, {sum(d.claims or 0 for d in done)} claims in {store}")
    chosen.report()


@click.command(epilog="Example: graphkit load statement.txt --id statement-2024-06")
@_FILES
@click.option("--id", "name", help="Id of the document, other than the file's stem (one file).")
@REFERENCE
@extractor_options
@WORKERS
@store_option
def load(files: tuple[Path, ...], name: str | None, reference: Path | None, workers: int, store: Path, chosen: Chosen) -> None:
    """Add documents to the graph; loading one twice adds nothing."""
    if name and len(files) > 1:
        raise click.UsageError("--id goes with one file.")

    def tell(loaded: pipeline.Loaded) -> None:
        click.echo(f"{loaded.name}: {loaded.claims} claims" if loaded.claims is not None else f"{loaded.name}: already loaded")

    pipeline.load(store, files, name, reference, tell, chosen.method, workers)
    chosen.report()


@click.command(epilog="Example: graphkit withdraw statement-2024-06")
@click.argument("document")
@store_option
def withdraw(document: str, store: Path) -> None:
    """Remove a document whole: its claims, its provenance, its text."""
    pipeline.withdraw(store, document)
    click.echo(f"{document}: withdrawn")


@click.command(epilog="Example: graphkit extract article.txt --format jsonl > claims.jsonl")
@_FILES
@click.option("--format", "form", type=click.Choice(["jsonl", "text"]), default="jsonl", show_default=True)
@REFERENCE
@extractor_options
@WORKERS
def extract(files: tuple[Path, ...], form: str, reference: Path | None, workers: int, chosen: Chosen) -> None:
    """Print the claims of documents, without a graph."""
    for claim in pipeline.extract(files, reference, chosen.method, workers):
        if form == "jsonl":
            click.echo(json.dumps(claim.as_record(), ensure_ascii=False))
        else:
            quote = " ... ".join(" ".join(e.quote.split()) for e in claim.evidence)
            when = claim.when.edtf or "undated"
            click.echo(f"{claim.agent.label} | {claim.kind} | {claim.target.text} | {when} | {claim.status} | {quote}")
    chosen.report()


@click.command(epilog="Example: graphkit text report.pdf | head")
@click.argument("file", type=click.Path(path_type=Path))
def text(file: Path) -> None:
    """Print the text of a document as graphkit reads it; offsets of quotes count its characters."""
    click.echo(read_document(file).text, nl=False)


COMMANDS = (text, build, load, withdraw, extract)
