"""The lines of files made in a process of their own, ahead of those that are being loaded.

Mapping is Python and loading is Oxigraph: one waits for the other where both are in one process. The process is spawned, never
forked, since an open store has threads and locks; it ends by itself when the other end of its pipe is gone.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Any, Final

from graphkit.errors import GraphkitError, TableError
from graphkit.model.reference import Reference
from graphkit.processes import start
from graphkit.records.loader import Loader, Progress, Source
from graphkit.records.registry import Titles
from graphkit.records.report import TableReport

#: So many pieces (of about a megabyte) wait to be loaded.
_WAITING: Final = 64
_MEND: Final = 'try again with more memory; in a script of your own, call graphkit under `if __name__ == "__main__":`'


class LoaderAhead:
    """As :class:`Loader`, for files that are asked for in the order in which they were given.

    Args:
        reference: the reference data; the process reads its folder anew.
        sources: the files.

    Attributes:
        titles, reports: as those of :class:`Loader`; titles once all files were read.
    """

    def __init__(self, reference: Reference, sources: Sequence[Source], keep_going: bool = False, progress: Progress | None = None) -> None:
        self._progress = progress
        self.titles: Titles = Loader(reference).titles
        self.reports: list[TableReport] = []
        context = get_context("spawn")
        self._pipe, end = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(end, reference.folder, tuple(sources), keep_going), daemon=True)
        start(self._process)
        end.close()
        self._told: Queue[tuple[str, Any]] = Queue(_WAITING)
        self._listener = threading.Thread(target=_listen, args=(self._pipe, self._told), daemon=True)
        self._listener.start()

    def __enter__(self) -> LoaderAhead:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.join()
        # It may wait for room: what nobody will load is thrown away until it hears that the process has ended.
        while self._listener.is_alive():
            with suppress(Empty):
                self._told.get(timeout=0.01)
        self._pipe.close()

    def lines(self, source: Source) -> Iterator[str]:
        """The N-Quads of the next file, in pieces; its report is added to :attr:`reports` once all are read.

        Raises:
            TableError: the file cannot be read, or (unless rows may be rejected) a row cannot be used.
        """
        rows = 0
        while True:
            what, told = self._told.get()
            if what == "piece":
                piece, rows = told
                yield piece
                if self._progress:
                    self._progress(source.name, rows)
            elif what == "report":
                report, titles = told
                self.reports.append(report)
                for series, counts in titles.items():
                    self.titles[series] = counts
                if self._progress:
                    self._progress(source.name, report.rows)
                return
            elif what == "error":
                raise told
            else:
                raise TableError("the process that read it ended", where=str(source.path), mend=_MEND)


def _listen(pipe: Connection, told: Queue[tuple[str, Any]]) -> None:
    try:
        while True:
            told.put(pipe.recv())
    except (EOFError, OSError):
        told.put(("end", None))


def _work(pipe: Connection, folder: Path, sources: Sequence[Source], keep_going: bool) -> None:
    """What the process does: every file in turn, until one cannot be used or nobody listens."""
    rows = 0

    def count(name: str, read: int) -> None:
        nonlocal rows
        rows = read

    try:
        loader = Loader(Reference.read(folder), keep_going, count)
        for source in sources:
            for piece in loader.lines(source):
                pipe.send(("piece", (piece, rows)))
            pipe.send(("report", (loader.reports[-1], dict(loader.titles))))
    except GraphkitError as error:
        pipe.send(("error", error))
    except (BrokenPipeError, ConnectionError):
        return
