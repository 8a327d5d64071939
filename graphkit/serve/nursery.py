"""A process that holds the graph in memory, and forks a worker whenever it is told to (Linux).

The workers share the memory: each page of the graph is there once, however many they are. In memory a query is several times faster than
from disk, where Oxigraph keeps only 32 MB of what it has read.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final, Never

import pyoxigraph as ox

from graphkit.serve.answering import Answering
from graphkit.serve.settings import Limits
from graphkit.serve.worker import Ready, serve_jobs
from graphkit.store.disk import GraphStore
from graphkit.store.layout import generation_path, read_manifest

#: Bytes of memory that a quad takes at most (measured: 376 of 1.1 million of them), and the processes beside.
_QUAD: Final = 600
_LEAST: Final = 64 << 20
#: How much loading yields (a nice value).
_YIELDING: Final = 19
#: Exit statuses of the process that reads.
_READ, _TOO_LARGE, _FAILED = 0, 3, 4
_TOLD: Final = {_TOO_LARGE: "there is not enough memory free for it"}
#: Where the kernel tells how much memory this machine, and this group of processes, may still take (proc(5); cgroup-v2).
_FREE: Final = Path("/proc/meminfo")
_GROUP: Final = Path("/sys/fs/cgroup")


def raise_workers(control: socket.socket, root: Path, limits: Limits, share: float) -> None:
    """Load the current generation, say so, and fork a worker for each socket that comes through *control*, until that is closed.

    Args:
        share: how much of the memory that is free the graph may take, from 0 to 1.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with control:
        try:
            manifest = read_manifest(root)
            place = generation_path(root, manifest.generation)
            store, status = _loaded(place / "data", int(share * free_memory()))
        except Exception as error:  # whatever it is, the server goes on from disk
            _tell(control, error=" ".join(str(error).split())[:500] or type(error).__name__)
            return
        if status != _READ:
            _tell(control, error=_TOLD.get(status, "it cannot be read"))
            return
        answering = Answering(store, GraphStore(store, place / "texts", manifest.documents), limits)
        answering.answer({"kind": "warm"})
        ready: Ready = manifest.generation, answering
        # What the collector moves about would no longer be shared.
        gc.collect()
        gc.freeze()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        _tell(control, generation=manifest.generation, quads=len(store))
        while True:
            _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
            if not descriptors:
                return
            channel = socket.socket(fileno=descriptors[0])
            if not os.fork():
                control.close()
                _end_after(partial(serve_jobs, channel, lambda: ready, limits))
            channel.close()


def _tell(control: socket.socket, **told: object) -> None:
    control.sendall(json.dumps(told).encode())


def _end_after(work: Callable[[], None]) -> Never:
    """The rest of a forked process: nothing of what it was forked from is to run in it."""
    status = _FAILED
    try:
        work()
        status = _READ
    finally:
        os._exit(status)


def _loaded(data: Path, room: int) -> tuple[ox.Store, int]:
    """A store in memory with what the one at *data* holds, and how reading it ended."""
    reading, writing = os.pipe()
    # The database runs threads, which no process may have that is to be forked: another one reads it.
    reader = os.fork()
    if not reader:
        os.close(reading)
        _write(data, room, writing)
    os.close(writing)
    store = ox.Store()

    def load() -> None:
        # A thread of its own has a niceness of its own; that of a process cannot be taken back, and the workers would inherit it.
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _YIELDING)
        with os.fdopen(reading, "rb") as lines:
            # The quads do not tell graphs that are empty.
            for graph in json.loads(lines.readline() or "[]"):
                store.add_graph(ox.NamedNode(graph))
            store.bulk_load(input=lines, format=ox.RdfFormat.N_QUADS, lenient=True)

    with ThreadPoolExecutor(1) as aside:
        aside.submit(load).result()
    _, ended = os.waitpid(reader, 0)
    return store, os.waitstatus_to_exitcode(ended)


def _write(data: Path, room: int, writing: int) -> Never:
    """Write the names of the graphs and the quads into a pipe, unless they would take more than *room* bytes; in a process of its own, which ends."""
    status = _FAILED
    try:
        os.nice(_YIELDING)
        stored = ox.Store.read_only(str(data))
        if len(stored) * _QUAD + _LEAST > room:
            status = _TOO_LARGE
        else:
            graphs = [graph.value for graph in stored.named_graphs() if isinstance(graph, ox.NamedNode)]
            with os.fdopen(writing, "wb") as lines:
                lines.write(json.dumps(graphs).encode() + b"\n")
                stored.dump(lines, format=ox.RdfFormat.N_QUADS)
            status = _READ
    finally:
        os._exit(status)


def free_memory() -> int:
    """Bytes of memory that may still be taken; 0 where the system does not say."""
    try:
        kilobytes = next(line.split()[1] for line in _FREE.read_text(encoding="ascii").splitlines() if line.startswith("MemAvailable:"))
        free = int(kilobytes) << 10
    except (OSError, StopIteration, ValueError):
        return 0
    try:
        most, used = ((_GROUP / name).read_text(encoding="ascii").strip() for name in ("memory.max", "memory.current"))
        return free if most == "max" else min(free, int(most) - int(used))
    except (OSError, ValueError):
        return free
