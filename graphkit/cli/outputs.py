"""export, timeline."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graphkit.cli.answers import parse_parameters
from graphkit.cli.options import output_option, store_option
from graphkit.errors import ParameterError
from graphkit.export.files import whole_file
from graphkit.export.formats import FORMATS, format_of
from graphkit.export.timeline import draw
from graphkit.query.catalogue import choose, load_catalogue
from graphkit.query.runner import run
from graphkit.resources import shipped
from graphkit.store.disk import GraphStore


@click.command(epilog="Example: graphkit export -o stances.gexf")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="Else what the file's name ends in.")
@output_option
@store_option
def export(form: str | None, output: Path | None, store: Path) -> None:
    """Write the graph for other tools: gexf and graphml hold one edge a claim, the rest every quad."""
    chosen = format_of(output, form)
    with GraphStore.open(store) as graph:
        if output is None:
            FORMATS[chosen](graph, sys.stdout.buffer)
            return
        with whole_file(output) as out:
            FORMATS[chosen](graph, out)
    click.echo(f"{chosen} in {output}")


@click.command(
    context_settings={"ignore_unknown_options": True},
    epilog="Example: graphkit timeline who-declined-to-cosponsor --state KOR -o declined.svg",
)
@click.argument("name", default="who-declined-to-cosponsor")
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAMETER VALUE]...")
@click.option("--title", help="Title of the picture; else what the question asks.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("timeline.png"), show_default=True)
@store_option
def timeline(name: str, rest: tuple[str, ...], title: str | None, output: Path, store: Path) -> None:
    """Draw the answer to a saved question along time, as PNG or SVG."""
    form = output.suffix.lower().removeprefix(".")
    if form not in ("png", "svg"):
        raise ParameterError("a timeline is a .png or an .svg", where=str(output), mend="name the file so")
    saved = choose(load_catalogue(shipped("queries")), name)
    if "date" not in saved.text:
        raise ParameterError(f"{name} has no dates to draw", mend="take another question")
    with GraphStore.open(store) as graph:
        answer = run(graph, saved, parse_parameters(saved, rest))
    with whole_file(output) as out:
        drawn = draw(answer, title or saved.summary, out, form)
    left = len(answer) - drawn
    click.echo(f"{drawn} rows drawn in {output}" + (f"; {left} without a date left out" if left else ""))


COMMANDS = (export, timeline)
