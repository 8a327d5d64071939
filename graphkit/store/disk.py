"""A store on disk, opened for reading."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore

from graphkit.errors import QueryError, StoreError
from graphkit.store.layout import generation_path, hold, read_manifest
from graphkit.store.portions import Portion, portions


class GraphStore:
    """The current generation of a store; a writer that switches meanwhile does not disturb it."""

    def __init__(self, store: ox.Store, texts: Path, documents: dict[str, str]) -> None:
        self._store, self._texts, self.documents = store, texts, documents

    @classmethod
    def open(cls, path: Path) -> GraphStore:
        """Open the store at *path*.

        Raises:
            StoreError: there is no store, or it cannot be read.
        """
        manifest = read_manifest(path)
        while (held := hold(path, manifest)) is None:
            # A writer switched and swept between the two; it cannot have done so without a newer manifest.
            manifest = read_manifest(path)
        folder = generation_path(path, manifest.generation)
        try:
            store = ox.Store.read_only(str(folder / "data"))
        except (OSError, ValueError) as error:
            os.close(held)
            raise StoreError(f"it cannot be opened: {_line(error)}", where=str(path), mend="build it anew") from error
        opened = cls(store, folder / "texts", manifest.documents)
        weakref.finalize(opened, os.close, held)
        return opened

    def query(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """SPARQL 1.1 over the union of all named graphs.

        Raises:
            QueryError: the query does not parse, or cannot be run.
        """
        try:
            return self._store.query(sparql, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise QueryError(f"SPARQL: {_line(error)}", mend="see https://www.w3.org/TR/sparql11-query/") from error
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(_line(error)) from error

    def select(self, sparql: str) -> ox.QuerySolutions:
        """The solutions of a SELECT.

        Raises:
            QueryError: as for :meth:`query`, or another form of query.
        """
        found = self.query(sparql)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("not a SELECT")
        return found

    def graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted."""
        return sorted(g.value for g in self._store.named_graphs() if isinstance(g, ox.NamedNode))

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one named graph, or of all, in the order of their N-Quads lines."""
        name = ox.NamedNode(graph) if graph else None
        yield from sorted(self._store.quads_for_pattern(None, None, None, name), key=str)

    def size(self, graph: str) -> int:
        """The number of quads of a named graph."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def portions(self, graph: str, incoming: Sequence[str] = ()) -> Iterator[Portion]:
        """One named graph a part at a time, as :func:`graphkit.store.portions.portions` cuts it."""
        yield from portions(self._store, graph, incoming)

    def text(self, document: str) -> str | None:
        """The text of a loaded document as it was read, or None."""
        path = self._texts / f"{file_name(document)}.txt"
        return path.read_bytes().decode("utf-8") if path.is_file() else None

    def rdflib(self) -> rdflib.Dataset:
        """The same as an rdflib Dataset whose default graph is the union."""
        return rdflib.Dataset(store=OxigraphStore(store=self._store), default_union=True)

    def __len__(self) -> int:
        return len(self._store)

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        del self._store


def file_name(document: str) -> str:
    """A document's id as a file name: letters, digits, dots and hyphens, any other character by its code."""
    return "".join(c if c.isalnum() or c in "-." else f"_{ord(c):x}_" for c in document).lstrip(".") or "_"


def _line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
