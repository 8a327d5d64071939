"""One way to get a graph into a store, or a table into N-Quads, in a process of its own, so that its memory can be told.

    python -m benchmarks.peers WAY FROM TO

prints the quads and the seconds of the work itself as JSON, without the time in which Python and libraries start.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import GraphkitError

#: ru_maxrss is bytes on macOS, kilobytes elsewhere (getrusage(2)).
_MAXRSS = 1e6 if sys.platform == "darwin" else 1e3
#: A process begins with the peak of the one that started it, so a small one stands between.
_WATCH = """
import json, os, subprocess, sys, time
begin = time.perf_counter()
with open(sys.argv[2], "wb") as log:
    process = subprocess.Popen(sys.argv[3:], stdout=log, stderr=subprocess.STDOUT)
    _, status, usage = os.wait4(process.pid, 0)
clock, processor = time.perf_counter() - begin, usage.ru_utime + usage.ru_stime
with open(sys.argv[1], "w") as told:
    json.dump({"status": os.waitstatus_to_exitcode(status), "clock": clock, "processor": processor, "maxrss": usage.ru_maxrss}, told)
os._exit(0)
"""


@dataclass(frozen=True)
class Took:
    """What a process took: seconds of the clock and of the processor, and the peak of its memory or that of its children, in MB.

    Attributes:
        quads: how many it made or loaded; 0 where it does not say.
    """

    clock: float
    processor: float
    memory: float
    quads: int = 0

    @property
    def speed(self) -> float:
        """Quads a second of the clock."""
        return self.quads / self.clock


def run(command: Sequence[str | Path], log: Path, folder: Path | None = None) -> Took:
    """Run a command to its end and say what it took.

    Args:
        log: where its output goes.
        folder: where it runs; here, where None.

    Raises:
        GraphkitError: it ended with an error; its last line is told.
    """
    told = log.with_name(log.name + ".usage")
    watch = [sys.executable, "-I", "-S", "-c", _WATCH, told.absolute(), log.absolute(), *command]
    subprocess.run([str(part) for part in watch], cwd=folder, check=True)
    usage = json.loads(told.read_text(encoding="utf-8"))
    if usage["status"]:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        raise GraphkitError(f"status {usage['status']}: {' '.join(last)}", where=" ".join(str(part) for part in command))
    return Took(usage["clock"], usage["processor"], usage["maxrss"] / _MAXRSS)


def run_way(way: str, source: Path, target: Path, log: Path) -> Took:
    """Run one of :data:`WAYS` in a process of its own; the clock is that of the work itself.

    Raises:
        GraphkitError: it ended with an error.
    """
    took = run([sys.executable, "-m", "benchmarks.peers", way, source.resolve(), target.resolve()], log)
    said = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
    return Took(said["seconds"], took.processor, took.memory, said["quads"])


def on_disk(source: Path, target: Path) -> tuple[int, float]:
    """Oxigraph's ``bulk_load`` of N-Quads into a new store on disk."""
    import pyoxigraph as ox

    store = ox.Store(str(target))
    seconds = _timed(lambda: store.bulk_load(path=str(source), format=ox.RdfFormat.N_QUADS))
    return len(store), seconds


def in_memory(source: Path, _: Path) -> tuple[int, float]:
    """The same into a store in memory."""
    import pyoxigraph as ox

    store = ox.Store()
    seconds = _timed(lambda: store.bulk_load(path=str(source), format=ox.RdfFormat.N_QUADS))
    return len(store), seconds


def by_rdflib(source: Path, _: Path) -> tuple[int, float]:
    """rdflib's own parser into its own store, Memory."""
    import rdflib

    dataset = rdflib.Dataset()
    seconds = _timed(lambda: dataset.parse(source, format="nquads"))
    return sum(len(graph) for graph in dataset.graphs()), seconds


def mapped(source: Path, target: Path) -> tuple[int, float]:
    """The General Assembly's votes below a folder of records, through graphkit's mapping, as a file of N-Quads."""
    from graphkit.model.reference import Reference
    from graphkit.records.loader import Loader, sources
    from graphkit.records.mapping_file import read_mapping
    from graphkit.resources import shipped

    def work() -> None:
        with target.open("w", encoding="utf-8") as out:
            for piece in loader.lines(table):
                out.write(piece)

    loader = Loader(Reference.read(shipped("data") / "reference"))
    (table,) = (s for s in sources(read_mapping(shipped("data") / "mappings" / "unvotes.yml"), source) if s.table.name == "votes")
    seconds = _timed(work)
    return loader.reports[0].quads, seconds


WAYS: dict[str, Callable[[Path, Path], tuple[int, float]]] = {
    "disk": on_disk, "memory": in_memory, "rdflib": by_rdflib, "mapped": mapped,
}  # fmt: skip


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    quads, seconds = WAYS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    print(json.dumps({"quads": quads, "seconds": seconds}))
