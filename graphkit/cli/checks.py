"""stats, verify, validate."""

from __future__ import annotations

import json
from pathlib import Path

import click

from graphkit import pipeline, validation
from graphkit.cli.options import store_option
from graphkit.cli.tables import progress_bar
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
@click.option("--graph", "name", help="Check this named graph alone: its IRI, or what follows graph/ in it (record/unvotes-votes).")
@store_option
def validate(ontology: bool, reason: bool, name: str | None, store: Path) -> None:
    """Check each named graph against the SHACL shapes of the ontology, a large one in portions."""
    if ontology:
        _validate_ontology()
        return
    with GraphStore.open(store) as graph:
        _validate_shapes(graph, name)
        if reason:
            found = validation.contradictions(graph)
            if found.clashes:
                raise CheckFailed("what these graphs say contradicts the ontology: " + ", ".join(found.clashes))
            left_out = (
                f" ({len(found.left_out)} graphs of records and conclusions are too much for the reasoner, and left to the shapes)"
                if found.left_out
                else ""
            )
            click.echo(f"nothing in the graph contradicts the ontology{left_out}")


def _validate_shapes(graph: GraphStore, name: str | None) -> None:
    with progress_bar() as bar:
        task = bar.add_task("checking", total=None)
        found = validation.validate(
            graph, name, lambda each, done, total: bar.update(task, description=each, completed=done, total=None if name else total)
        )
    for finding in found.examples:
        click.echo(str(finding))
    checked = f"{found.nodes} nodes in {found.graphs} graphs"
    if found.broken:
        for rule, count in found.broken.most_common():
            click.echo(f"{count} times: {rule}")
        raise CheckFailed(f"{found.broken.total()} findings in {checked}", mend="see the shapes in ontology/shapes")
    click.echo(f"{checked}: the graph conforms to the shapes")


def _validate_ontology() -> None:
    broken = broken_rules(names_in_files())
    for each in broken[:20]:
        click.echo(str(each))
    if broken:
        raise CheckFailed(f"{len(broken)} places in the ontology break its rules", mend="see ontology/checks")
    click.echo(f"the ontology passes its {len(check_files())} checks")


COMMANDS = (stats, verify, validate)
