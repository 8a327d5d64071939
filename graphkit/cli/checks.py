"""stats, verify, validate."""

from __future__ import annotations

import json
from pathlib import Path

import click

from graphkit import pipeline
from graphkit.cli.options import store_option
from graphkit.errors import CheckFailed
from graphkit.store.disk import GraphStore


@click.command(epilog="Example: graphkit stats --format json")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@store_option
def stats(form: str, store: Path) -> None:
    """Count what the graph holds."""
    with GraphStore.open(store) as graph:
        found = pipeline.stats(graph)
    if form == "json":
        click.echo(json.dumps(dict(found), ensure_ascii=False, indent=1))
        return
    width = max(len(name) for name, _ in found)
    for name, count in found:
        click.echo(f"{name.ljust(width)}  {count:8}")


@click.command(epilog="Example: graphkit verify --store my-graph")
@store_option
def verify(store: Path) -> None:
    """Look up every quote at its offsets in the text it was read from."""
    with GraphStore.open(store) as graph:
        found = pipeline.verify(graph)
    for line in found.wrong[:20]:
        click.echo(line)
    if found.wrong:
        raise CheckFailed(f"{len(found.wrong)} of {found.quotes} quotes do not stand where they should", mend="build the graph anew")
    click.echo(f"{found.quotes} quotes, each verbatim at its place")


@click.command(epilog="Example: graphkit validate")
@store_option
def validate(store: Path) -> None:
    """Check the graph against the SHACL shapes of the ontology."""
    with GraphStore.open(store) as graph:
        found = pipeline.validate(graph)
    for finding in found[:20]:
        click.echo(str(finding))
    if found:
        raise CheckFailed(f"{len(found)} findings", mend="see the shapes in ontology/shapes")
    click.echo("the graph conforms to the shapes")


COMMANDS = (stats, verify, validate)
