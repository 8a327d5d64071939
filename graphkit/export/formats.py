"""Every form in which a graph goes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from graphkit.errors import ParameterError
from graphkit.export.network import network
from graphkit.export.nquads import write_nquads
from graphkit.export.xmlgraph import write_gexf, write_graphml
from graphkit.namespaces import PREFIXES
from graphkit.store.disk import GraphStore

Writer = Callable[[GraphStore, IO[bytes]], None]


def _dump(form: ox.RdfFormat, union: bool = False) -> Writer:
    def write(store: GraphStore, out: IO[bytes]) -> None:
        if union:
            # Turtle has no named graphs: the union, each triple once.
            triples = dict.fromkeys(quad.triple for quad in store.quads())
            ox.serialize(triples, out, format=form, prefixes=PREFIXES)
        else:
            ordered = sorted(store.quads(), key=lambda q: (str(q.graph_name), str(q)))
            ox.serialize(ordered, out, format=form, prefixes=PREFIXES)

    return write


#: Name of a format -> what writes it. Each gives the same bytes for the same graph.
FORMATS: Final[dict[str, Writer]] = {
    "gexf": lambda store, out: write_gexf(network(store), out),
    "graphml": lambda store, out: write_graphml(network(store), out),
    "nquads": write_nquads,
    "trig": _dump(ox.RdfFormat.TRIG),
    "turtle": _dump(ox.RdfFormat.TURTLE, union=True),
    "jsonld": _dump(ox.RdfFormat.JSON_LD),
}
SUFFIXES: Final = {
    ".gexf": "gexf", ".graphml": "graphml", ".nq": "nquads", ".trig": "trig", ".ttl": "turtle", ".jsonld": "jsonld",
}  # fmt: skip


def format_of(path: Path | None, stated: str | None) -> str:
    """The format stated, else the one that the file's name ends in.

    Raises:
        ParameterError: neither says.
    """
    if stated:
        return stated
    found = SUFFIXES.get(path.suffix.lower()) if path else None
    if found is None:
        raise ParameterError("no format", where=str(path) if path else None, mend=f"give --format {'|'.join(FORMATS)}")
    return found
