"""The one writer of a store: all of its work shows at once, or none of it."""

from __future__ import annotations

import fcntl
import io
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from graphkit.errors import StoreError
from graphkit.store.disk import file_name
from graphkit.store.layout import Manifest, clear, generation_path, is_store, read_manifest, sync, write_manifest
from graphkit.store.protocol import graph_name

#: What a build that was cut off may leave in a new folder.
_OURS: Final = frozenset({"lock", "generations", "graphkit.json.new"})
#: Pieces of text loaded at a time: Oxigraph holds what it loads in memory until the load ends.
_PIECES: Final = 48


class _Feed(io.RawIOBase):
    """Pieces of text as a file of bytes."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces, self._left = iter(pieces), memoryview(b"")
        self.error: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        if not self._left:
            try:
                self._left = memoryview(next(self._pieces, "").encode("utf-8"))
            except Exception as error:
                self.error = error
                return 0
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


class Writer:
    """Changes to a store, as a context: kept when it ends well, dropped when it ends with an error.

    Args:
        path: the store's folder; made where it is missing.
        fresh: start from an empty graph (the old one serves readers until the switch).

    Raises:
        StoreError: another writer is at work, or *path* holds something else.
    """

    def __init__(self, path: Path, fresh: bool = False) -> None:
        self.path, self._fresh = path, fresh
        self.documents: dict[str, str] = {}
        self.tables: dict[str, str] = {}
        self.unconcluded = False
        self._store: ox.Store | None = None
        self._compacted = False
        self._lock: IO[str] | None = None
        self._made_root = False

    def __enter__(self) -> Writer:
        if self.path.exists() and not is_store(self.path):
            if not self.path.is_dir() or any(p.name not in _OURS for p in self.path.iterdir()):
                raise StoreError("not a graphkit store, and not empty", where=str(self.path), mend="give a new folder with --store")
        self._made_root = not self.path.exists()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = (self.path / "lock").open("w")
        except OSError as error:
            raise StoreError(error.strerror or str(error), where=str(self.path)) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise StoreError("another graphkit is writing to it", where=str(self.path), mend="wait until it has ended") from error
        try:
            self._begin()
        except BaseException as error:
            self._abort()
            if isinstance(error, OSError):
                raise StoreError(f"cannot write: {error.strerror or error}", where=str(self.path)) from error
            raise
        return self

    def _begin(self) -> None:
        old = read_manifest(self.path) if is_store(self.path) else None
        self._old = old.generation if old else 0
        self._sweep(keep=self._old)
        self._number = self._old + 1
        folder = self._folder = generation_path(self.path, self._number)
        folder.mkdir(parents=True)
        if old is not None and not self._fresh:
            source = generation_path(self.path, self._old)
            # Oxigraph's backup shares files by hard links where the file system can.
            ox.Store.read_only(str(source / "data")).backup(str(folder / "data"))
            shutil.copytree(source / "texts", folder / "texts")
            self.documents, self.tables, self.unconcluded = dict(old.documents), dict(old.tables), old.unconcluded
        else:
            (folder / "texts").mkdir()
        self._store = ox.Store(str(folder / "data"))

    @property
    def store(self) -> ox.Store:
        """The generation in the making."""
        assert self._store is not None, "outside the context"
        return self._store

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put *quads* in the place of what the named graph held."""
        name, fresh = graph_name(graph), list(quads)
        self.store.remove_graph(name)
        self.store.bulk_extend(fresh)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add *quads* to the graphs they name."""
        self.store.bulk_extend(quads)

    def bulk(self, lines: Iterable[str]) -> None:
        """Add N-Quads that come in pieces, each of whole lines, without keeping them in memory.

        Raises:
            StoreError: a line is no N-Quads.
        """
        rest = iter(lines)
        while (piece := next(rest, None)) is not None:
            feed = _Feed(chain((piece,), islice(rest, _PIECES - 1)))
            try:
                self.store.bulk_load(input=cast(IO[bytes], feed), format=ox.RdfFormat.N_QUADS)
            except SyntaxError as error:
                raise StoreError(f"not N-Quads: {error}", where=str(self.path)) from error
            finally:
                # What stopped the source is told as it is, not as what the store made of a source that stopped.
                if feed.error is not None:
                    raise feed.error

    def remove(self, graph: str) -> bool:
        """Drop a named graph; whether there was one."""
        name = graph_name(graph)
        there = self.store.contains_named_graph(name)
        self.store.remove_graph(name)
        return there

    def remove_about(self, subject: str, graph: str) -> None:
        """Drop what one named graph says of *subject*."""
        for quad in list(self.store.quads_for_pattern(ox.NamedNode(subject), None, None, ox.NamedNode(graph))):
            self.store.remove(quad)

    def graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted."""
        return sorted(g.value for g in self.store.named_graphs() if isinstance(g, ox.NamedNode))

    def quads(self, graph: str) -> list[ox.Quad]:
        """The quads of a named graph of the generation in the making, sorted."""
        return sorted(self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)), key=str)

    def put_text(self, document: str, text: str, origin: str) -> None:
        """Keep a document's text, and how it came in (``build`` or ``load``)."""
        (self._folder / "texts" / f"{file_name(document)}.txt").write_bytes(text.encode("utf-8"))
        self.documents[document] = origin

    def drop_text(self, document: str) -> None:
        """Forget a document's text."""
        (self._folder / "texts" / f"{file_name(document)}.txt").unlink(missing_ok=True)
        self.documents.pop(document, None)

    @contextmanager
    def compacting(self) -> Iterator[None]:
        """Let the store compact its files beside what is done meanwhile, rather than at the end: it needs no lock of Python's.

        For the last steps of a build, which add little.

        Raises:
            OSError: the disk is full, or broken.
        """
        with ThreadPoolExecutor(1) as beside:
            work = beside.submit(self.store.optimize)
            yield
            work.result()
        self._compacted = True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is not None:
            self._abort()
            if isinstance(error, OSError) and not isinstance(error, StoreError):
                raise StoreError(
                    f"cannot write: {error.strerror or error}", where=str(self.path), mend="the store is as it was before"
                ) from error
            return
        try:
            self.store.flush()
            if not self._compacted:
                self.store.optimize()
            self._store = None
            # Names before the switch: what graphkit.json names is on the disk before it is.
            sync(self._folder)
            documents, tables = dict(sorted(self.documents.items())), dict(sorted(self.tables.items()))
            write_manifest(self.path, Manifest(self._number, documents, tables, self.unconcluded))
        except OSError as failure:
            self._abort()
            raise StoreError(
                f"cannot write: {failure.strerror or failure}", where=str(self.path), mend="the store is as it was before"
            ) from failure
        self._sweep(keep=self._number)
        self._unlock()

    def _abort(self) -> None:
        self._store = None
        folder = getattr(self, "_folder", None)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if self._made_root and not is_store(self.path):
            shutil.rmtree(self.path, ignore_errors=True)
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            fcntl.flock(self._lock, fcntl.LOCK_UN)
            self._lock.close()
            self._lock = None

    def _sweep(self, keep: int) -> None:
        """Remove every generation but one, and those that a reader has open: the last one, or what a crash left."""
        folder = self.path / "generations"
        if not folder.is_dir():
            return
        for entry in os.scandir(folder):
            if entry.name == str(keep):
                continue
            if entry.is_dir(follow_symlinks=False):
                clear(Path(entry.path))
            else:
                Path(entry.path).unlink(missing_ok=True)
