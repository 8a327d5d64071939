"""push, pull, sync."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import pyoxigraph as ox

from graphkit.cli.connection import Connection, connection_options
from graphkit.cli.options import store_option
from graphkit.cli.tables import progress_bar
from graphkit.errors import CheckFailed, ParameterError
from graphkit.export.formats import whole_file
from graphkit.namespaces import GRAPH
from graphkit.query.formats import visible
from graphkit.store.disk import GraphStore
from graphkit.store.transfer import Report, own_graphs
from graphkit.store.transfer import pull as pull_graphs
from graphkit.store.transfer import push as push_graphs
from graphkit.store.transfer import sync as sync_graphs
from graphkit.store.writer import Writer

_ONLY = click.option(
    "--only", multiple=True, metavar="GRAPH", help="This named graph alone: its IRI, or what follows graph/ in it; may be repeated."
)
_FORMS = {".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}
#: So many graphs that differ are told one by one.
_TOLD = 10


@click.command(epilog="Example: graphkit push http://localhost:3030/dprk --user admin --password-file secret")
@click.argument("url")
@click.option("--replace/--add", "replace", default=True, show_default="--replace", help="Replace each graph, or add to it.")
@click.option("--anew", is_flag=True, help="Send also what is there already.")
@_ONLY
@connection_options
@store_option
def push(url: str, replace: bool, anew: bool, only: tuple[str, ...], connection: Connection, store: Path) -> None:
    """Send the graph to a server, one named graph after the other, and compare what is there afterwards.

    What was cut off goes on where it stopped: what is there already is not sent again.
    """
    with GraphStore.open(store) as graph:
        graphs = _chosen(graph.graphs(), only)
        target = connection.open(url)
        with progress_bar() as bar:
            task = bar.add_task("sending", total=len(graphs))
            report = push_graphs(
                graph, target, graphs, add=not replace, anew=anew,
                progress=lambda name, done, total: bar.update(task, description=_short(name), completed=done - 1, total=total),
            )  # fmt: skip
    _tell(report, f"{target.profile.title} at {url}")


@click.command(epilog="Example: graphkit sync http://localhost:3030/dprk --user admin --password-file secret")
@click.argument("url")
@connection_options
@store_option
def sync(url: str, connection: Connection, store: Path) -> None:
    """Make a server's graph what it is here: send graphs that changed, remove those withdrawn.

    Graphs that graphkit did not put there are left alone.
    """
    with GraphStore.open(store) as graph:
        target = connection.open(url)
        with progress_bar() as bar:
            task = bar.add_task("sending", total=None)
            report = sync_graphs(
                graph, target, lambda name, done, total: bar.update(task, description=_short(name), completed=done - 1, total=total)
            )
    _tell(report, f"{target.profile.title} at {url}")


@click.command(epilog="Example: graphkit pull http://localhost:3030/dprk -o from-server.nq")
@click.argument("url")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="File to write (.nq or .trig), or the folder of a new graph."
)
@_ONLY
@connection_options
def pull(url: str, output: Path, only: tuple[str, ...], connection: Connection) -> None:
    """Bring a graph back from a server: graphkit's named graphs, into a file or a new graph on disk.

    The texts of documents are not on the server, so `verify` and `explain` have nothing to read there.
    """
    form = _FORMS.get(output.suffix.lower())
    if form is None and output.exists():
        raise ParameterError("it is there already", where=str(output), mend="give a new folder, or a file that ends in .nq or .trig")
    source = connection.open(url)
    there = own_graphs(source)
    graphs = _chosen(there, only)
    if not graphs:
        raise ParameterError("no graph of graphkit's is there", where=url, mend="check the address, or `graphkit push` one")
    count = 0
    with progress_bar() as bar:
        task = bar.add_task("fetching", total=len(graphs))
        fetched = pull_graphs(source, graphs, lambda name, done, _: bar.update(task, description=_short(name), completed=done - 1))
        if form is None:
            with Writer(output) as writer:
                for graph, quads in fetched:
                    writer.replace(graph, quads)
                    count += len(quads)
        else:
            quads = [quad for _, some in fetched for quad in some]
            count = len(quads)
            with whole_file(output) as out:
                ox.serialize(sorted(quads, key=lambda q: (str(q.graph_name), str(q))), out, format=form)
    click.echo(f"{len(graphs)} graphs, {count} statements in {output}")


def _chosen(there: Sequence[str], only: Sequence[str]) -> list[str]:
    """The graphs meant by ``--only``; all, where it is not given.

    Raises:
        ParameterError: one of them is not there.
    """
    meant = [name if name in there else GRAPH + name for name in only]
    for name, graph in zip(only, meant, strict=True):
        if graph not in there:
            raise ParameterError(f"no named graph {name!r}", where="--only", mend="give its IRI, or what follows graph/ in it")
    return sorted(set(meant)) if only else list(there)


def _tell(report: Report, where: str) -> None:
    parts = [f"{len(report.stored)} graphs stored and compared ({sum(report.stored.values())} statements)"]
    if report.there:
        parts.append(f"{len(report.there)} were there already")
    if report.removed:
        parts.append(f"{len(report.removed)} removed")
    click.echo(f"{where}: {', '.join(parts)}")
    for kind, count in sorted(report.changed.items()):
        before, after = report.examples[kind]
        click.echo(f"  the store changed {count}, of the same value: {kind}, as {visible(before)} to {visible(after)}")
    if report.wrong:
        lines = []
        for graph, found in list(report.wrong.items())[:_TOLD]:
            lines.append(f"{graph}: {len(found.lost)} of {found.before} statements lost, {len(found.gained)} others there")
            lines += [f"  lost   {visible(str(quad.triple))[:300]}" for quad in found.lost[:2]]
            lines += [f"  there  {visible(str(quad.triple))[:300]}" for quad in found.gained[:2]]
        raise CheckFailed(
            f"{len(report.wrong)} graphs are not on the server as they were sent", where=where,
            mend="docs/stores.md says what each product changes", details=tuple(lines),
        )  # fmt: skip


def _short(graph: str) -> str:
    return graph.removeprefix(GRAPH)


COMMANDS = (push, pull, sync)
