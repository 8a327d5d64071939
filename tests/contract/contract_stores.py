"""The stores that the contract is held against: how each is written and read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from graphkit.store.protocol import Store, View, Writer

#: Fixtures of ``conftest.py`` that need nothing but this process.
LOCAL = ("memory", "disk", "rdflib_memory", "rdflib_oxigraph", "graph_store_protocol", "update_only", "small_batches")
#: Products that are asked for by name, with ``-m server``.
SERVERS = ("fuseki", "rdf4j", "virtuoso", "oxigraph_server")


@dataclass
class Kept:
    """A store under test.

    Attributes:
        writer, view: open it; a store on disk has a writer that is closed before others read.
        takes_blank_nodes: whether it can be given any.
        changes_literals: whether literals may come back otherwise written, of the same value.
    """

    writer: Callable[[], AbstractContextManager[Writer]]
    view: Callable[[], AbstractContextManager[View]]
    takes_blank_nodes: bool = True
    changes_literals: bool = False


def both(store: Store, takes_blank_nodes: bool = True, changes_literals: bool = False) -> Kept:
    """A store that is written and read by one object."""
    return Kept(lambda: nullcontext(store), lambda: nullcontext(store), takes_blank_nodes, changes_literals)
