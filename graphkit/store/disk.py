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

from graphkit.errors import StoreError
from graphkit.store.layout import Manifest, generation_path, hold, read_manifest
from graphkit.store.oxigraph import OxigraphView, first_line
from graphkit.store.portions import Portion, portions


class GraphStore(OxigraphView):
    """A generation of a store; a writer that switches meanwhile does not disturb it.

    Args:
        store: what it holds, on disk or a copy of it.
        folder: where the generation lies.
        manifest: what the store says of it.
    """

    def __init__(self, store: ox.Store, folder: Path, manifest: Manifest) -> None:
        super().__init__(store)
        self._texts, self.manifest, self.documents = folder / "texts", manifest, manifest.documents

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
        except (OSError, ValueError, RuntimeError) as error:
            os.close(held)
            raise StoreError(f"it cannot be opened: {first_line(error)}", where=str(path), mend="build it anew") from error
        opened = cls(store, folder, manifest)
        weakref.finalize(opened, os.close, held)
        return opened

    @property
    def oxigraph(self) -> ox.Store:
        """Oxigraph's own store, for queries with a dataset of their own."""
        return self._store

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

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        del self._store


def file_name(document: str) -> str:
    """A document's id as a file name: letters, digits, dots and hyphens, any other character by its code."""
    return "".join(c if c.isalnum() or c in "-." else f"_{ord(c):x}_" for c in document).lstrip(".") or "_"
