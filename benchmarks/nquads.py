"""A graph as N-Quads: written from a store, hashed in sorted order, and cut to a sample, in bounded memory."""

from __future__ import annotations

import hashlib
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from graphkit.export.nquads import RUN, in_order
from graphkit.store.layout import generation_path, read_manifest


def dump(store: Path, target: Path) -> int:
    """Write the current generation of a graphkit store as N-Quads; how many quads there are.

    Raises:
        StoreError: there is no store at *store*.
    """
    data = generation_path(store, read_manifest(store).generation) / "data"
    graph = ox.Store.read_only(str(data))
    graph.dump(str(target), format=ox.RdfFormat.N_QUADS)
    return len(graph)


def sorted_hash(path: Path, run: int = RUN) -> str:
    """SHA-256, in hexadecimal digits, of the lines of a file in the order of their bytes.

    Args:
        run: lines sorted in memory at a time.
    """
    digest = hashlib.sha256()
    with path.open("rb") as lines:
        for line in in_order(lines, run):
            digest.update(line)
    return digest.hexdigest()


def sample(path: Path, target: Path, wanted: int, total: int) -> int:
    """Write about *wanted* lines of *path*, spread evenly over its *total* lines; how many they are."""
    step = max(1, total // max(1, wanted))
    count = 0
    with path.open("rb") as lines, target.open("wb") as out:
        for line in islice(lines, 0, None, step):
            out.write(line)
            count += 1
    return count
