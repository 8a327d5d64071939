"""Sorted N-Quads of a graph of any size, in bounded memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import IO, Final

from graphkit.store.disk import GraphStore

#: Lines that are sorted in memory at a time, some 200 bytes each.
RUN: Final = 500_000


def in_order(lines: Iterable[bytes], run: int = RUN) -> Iterator[bytes]:
    """Lines in the order of their bytes: sorted a run at a time into temporary files, which are then merged.

    Args:
        lines: each with its end of line.
        run: lines sorted in memory at a time.
    """
    rest = iter(lines)
    with tempfile.TemporaryDirectory(prefix="graphkit-") as folder, ExitStack() as files:
        runs: list[Iterable[bytes]] = []
        part = sorted(islice(rest, run))
        while len(part) == run:
            path = Path(folder) / str(len(runs))
            path.write_bytes(b"".join(part))
            runs.append(files.enter_context(path.open("rb")))
            part = sorted(islice(rest, run))
        yield from heapq.merge(*runs, part)


def write_nquads(store: GraphStore, out: IO[bytes]) -> None:
    """Write the graph as N-Quads (W3C RDF 1.1 N-Quads) in the order of their bytes, so that equal graphs give equal files."""
    out.writelines(in_order(f"{quad} .\n".encode() for quad in store))
