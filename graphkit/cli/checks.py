"""stats, verify, validate."""

from __future__ import annotations

import json
from pathlib import Path

import click

from graphkit import pipeline
from graphkit.cli.options import store_option
from graphkit.errors import CheckFailed
from graphkit.rdf.checks import broken_rules, check_files, names_in_files
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


@click.command(epilog="Example: graphkit validate --reason")
@click.option("--ontology", is_flag=True, help="Check the ontology itself in place of a graph.")
@click.option("--reason", is_flag=True, help="Look for contradictions with HermiT too; needs Java and pip install 'graphkit[reason]'.")
@store_option
def validate(ontology: bool, reason: bool, store: Path) -> None:
    """Check the graph against the SHACL shapes of the ontology."""
    if ontology:
        _validate_ontology()
        return
    with GraphStore.open(store) as graph:
        found = pipeline.validate(graph)
        for finding in found[:20]:
            click.echo(str(finding))
        if found:
            raise CheckFailed(f"{len(found)} findings", mend="see the shapes in ontology/shapes")
        click.echo("the graph conforms to the shapes")
        if reason:
            clashes = pipeline.contradictions(graph)
            if clashes:
                raise CheckFailed("what these graphs say contradicts the ontology: " + ", ".join(clashes))
            click.echo("nothing in the graph contradicts the ontology")


def _validate_ontology() -> None:
    broken = broken_rules(names_in_files())
    for each in broken[:20]:
        click.echo(str(each))
    if broken:
        raise CheckFailed(f"{len(broken)} places in the ontology break its rules", mend="see ontology/checks")
    click.echo(f"the ontology passes its {len(check_files())} checks")


COMMANDS = (stats, verify, validate)
