"""query, queries, sparql."""

from __future__ import annotations

import json
import sys
import textwrap
import tomllib
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import click

from graphkit.cli.connection import Connection, connection_options
from graphkit.cli.options import output_option, store_option
from graphkit.errors import ParameterError
from graphkit.export.formats import whole_file
from graphkit.query import formats
from graphkit.query.catalogue import SavedQuery, choose, load_catalogue
from graphkit.query.readings import models_behind
from graphkit.query.runner import Answer, run
from graphkit.query.runner import sparql as run_sparql
from graphkit.resources import shipped
from graphkit.store.disk import GraphStore

_FORMAT = click.option(
    "--format", "form", type=click.Choice(list(formats.FORMATS)), default="table", show_default=True,
    help="json is SPARQL 1.1 Query Results JSON; jsonl one flat object a row.",
)  # fmt: skip


def parse_parameters(query: SavedQuery, rest: tuple[str, ...]) -> dict[str, str]:
    """``--name value`` and ``--name=value`` as a mapping.

    Raises:
        ParameterError: a value without its name, a name without its value, or one given twice.
    """
    given: dict[str, str] = {}
    left = list(rest)
    while left:
        word = left.pop(0)
        if not word.startswith("--"):
            raise ParameterError(f"{word!r} belongs to no parameter", mend=f"graphkit query {query.name} --help")
        name, equals, value = word[2:].partition("=")
        if not equals:
            if not left or left[0].startswith("--"):
                raise ParameterError(f"--{name} has no value", mend=f"graphkit query {query.name} --help")
            value = left.pop(0)
        if name in given:
            raise ParameterError(f"--{name} is given twice", mend="give it once")
        given[name] = value
    return given


def measured(models: Sequence[str] = ()) -> str:
    """The line below an answer: read by machine, and how well.

    Args:
        models: language models that read some of what the answer rests on; nobody has measured them.
    """
    path = shipped("data") / "measured.toml"
    figures = tomllib.loads(path.read_text(encoding="utf-8"))
    found, unseen = figures["reading"], figures["held_back"]
    other = f" Some of it was read by {', '.join(models)}, which is not measured." if models else ""
    return (
        f"Read by machine: measured precision {found['precision']:.2f}, recall {found['recall']:.2f} "
        f"({found['documents']} documents, {found['claims']} claims); {unseen['precision']:.2f} and {unseen['recall']:.2f} "
        f"on sentences that no rule was written from.{other} What is not here was not read; it is not a no."
    )


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    epilog="Example: graphkit query who-declined-to-cosponsor --state KOR --from 2019 --format csv",
)
@click.argument("name", required=False)
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAMETER VALUE]...")
@click.option("--endpoint", metavar="URL", help="Ask the graph on this server in place of one on disk (docs/stores.md).")
@connection_options
@_FORMAT
@output_option
@store_option
@click.pass_context
def query(
    context: click.Context, name: str | None, rest: tuple[str, ...], endpoint: str | None, connection: Connection, form: str,
    output: Path | None, store: Path,
) -> None:  # fmt: skip
    """Ask a saved question: `graphkit queries` lists them, `graphkit query NAME --help` its parameters."""
    if name is None or name in ("-h", "--help"):
        click.echo(context.get_help())
        return
    saved = choose(load_catalogue(shipped("queries")), name)
    if "--help" in rest or "-h" in rest:
        click.echo(describe(saved))
        return
    parameters = parse_parameters(saved, rest)
    with nullcontext(connection.open(endpoint)) if endpoint else GraphStore.open(store) as graph:
        answer = run(graph, saved, parameters)
        models = models_behind(graph, answer)
    emit(answer, form, output, models)


def emit(answer: Answer, form: str, output: Path | None, models: Sequence[str] = ()) -> None:
    """Print an answer, or write it to a file; *models* as for :func:`measured`."""
    text = formats.FORMATS[form](answer)
    if output:
        with whole_file(output) as out:
            out.write(text.encode("utf-8"))
        click.echo(f"{len(answer)} rows in {output}")
        return
    if form == "table":
        click.echo(text if len(answer) else "No row. That is not a no: nothing read so far states it.\n", nl=False)
        click.echo(f"\n{len(answer)} {'row' if len(answer) == 1 else 'rows'}. {measured(models)}")
    else:
        sys.stdout.write(text)


def describe(saved: SavedQuery) -> str:
    """Help on one saved query."""
    lines = [f"{saved.name}: {saved.summary}", "", *textwrap.wrap(saved.description, 96), "", "Parameters, all optional:"]
    width = max((len(p.name) for p in saved.parameters), default=0)
    lines += [f"  --{p.name.ljust(width)}  {p.description}" for p in saved.parameters]
    return "\n".join([*lines, "", f"Example: {saved.example}"])


@click.command(epilog="Example: graphkit queries")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def queries(form: str) -> None:
    """List the saved questions and their parameters."""
    catalogue = load_catalogue(shipped("queries"))
    if form == "json":
        listed = [
            {"name": q.name, "folder": q.folder, "summary": q.summary, "description": q.description, "example": q.example,
             "parameters": [{"name": p.name, "type": p.type, "description": p.description} for p in q.parameters]}
            for q in catalogue.values()
        ]  # fmt: skip
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    folder = None
    for saved in catalogue.values():
        if saved.folder != folder:
            folder = saved.folder
            click.echo(f"\n{folder}" if folder else "")
        options = " ".join(f"--{p.name}" for p in saved.parameters)
        click.echo(f"  {saved.name.ljust(28)} {saved.summary}")
        click.echo(f"  {' ' * 28} {options}")


@click.command(epilog="Example: graphkit sparql 'SELECT * WHERE { ?s ?p ?o } LIMIT 3'")
@click.argument("text", required=False)
@click.option("--file", "path", type=click.Path(path_type=Path, dir_okay=False), help="A file with the query.")
@_FORMAT
@output_option
@store_option
def sparql(text: str | None, path: Path | None, form: str, output: Path | None, store: Path) -> None:
    """Run SPARQL 1.1 over the whole graph; read only."""
    if (text is None) == (path is None):
        raise click.UsageError("Give a query, or --file with one.")
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ParameterError(f"cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8'}", where=str(path)) from error
    assert text is not None
    with GraphStore.open(store) as graph:
        result = run_sparql(graph, text)
    if isinstance(result, Answer):
        rendered = formats.FORMATS[form](result)
    elif isinstance(result, bool):
        rendered = json.dumps({"head": {}, "boolean": result}) + "\n" if form == "json" else f"{str(result).lower()}\n"
    else:
        rendered = result
    if output:
        with whole_file(output) as out:
            out.write(rendered.encode("utf-8"))
    else:
        click.echo(rendered, nl=False)


COMMANDS = (query, queries, sparql)
