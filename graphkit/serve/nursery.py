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
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, Never

import pyoxigraph as ox

from graphkit.errors import GraphkitError, StoreError
from graphkit.serve.answering import Answering
from graphkit.serve.settings import Limits
from graphkit.serve.worker import serve_jobs
from graphkit.store.disk import GraphStore
from graphkit.store.layout import Manifest, generation_path

#: Bytes of memory that a quad takes at most (measured: 376 of 1.1 million of them), and the processes beside.
_QUAD: Final = 600
_LEAST: Final = 64 << 20
#: How much loading yields (a nice value).
_YIELDING: Final = 19
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
            answering = Answering(_loaded(root, int(share * free_memory())), limits)
        except Exception as error:  # whatever it is, the server goes on from disk
            _tell(control, error=" ".join(str(error).split())[:500] or type(error).__name__)
            return
        answering.answer({"kind": "warm"})
        # What the collector moves about would no longer be shared.
        gc.collect()
        gc.freeze()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        _tell(control, generation=answering.generation)
        while True:
            _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
            if not descriptors:
                return
            channel = socket.socket(fileno=descriptors[0])
            if not os.fork():
                control.close()
                _end_after(partial(serve_jobs, channel, lambda: answering, limits))
            channel.close()


def _tell(control: socket.socket, **told: object) -> None:
    control.sendall(json.dumps(told).encode())


def _end_after(work: Callable[[], None]) -> Never:
    """The rest of a forked process: nothing of what it was forked from is to run in it."""
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def _loaded(root: Path, room: int) -> GraphStore:
    """A copy in memory of a store's current generation.

    Raises:
        StoreError: it would take more than *room* bytes, or cannot be read.
    """
    reading, writing = os.pipe()
    # The database runs threads, which no process may have that is to be forked: another one reads it.
    reader = os.fork()
    if not reader:
        os.close(reading)
        _end_after(partial(_write, root, room, writing))
    os.close(writing)
    # The thread has a niceness of its own. That of a process cannot be taken back, and the workers would inherit it.
    with os.fdopen(reading, "rb") as lines, ThreadPoolExecutor(1) as aside:
        loaded = aside.submit(_read, root, lines).result()
    _, status = os.waitpid(reader, 0)
    if status:
        raise StoreError("it cannot be read to its end")
    return loaded


def _write(root: Path, room: int, writing: int) -> None:
    """What there is besides the quads in one line, and the quads; or the one line with why not."""
    os.nice(_YIELDING)
    with os.fdopen(writing, "wb") as lines:
        try:
            view = GraphStore.open(root)
            size = len(view) * _QUAD + _LEAST
            if size > room:
                raise StoreError(f"it takes {size >> 20} MB, of {room >> 20} MB that there are for it")
        except GraphkitError as error:
            lines.write(json.dumps({"error": str(error)}).encode() + b"\n")
            return
        lines.write(json.dumps({"manifest": asdict(view.manifest), "graphs": view.graphs()}).encode() + b"\n")
        view.oxigraph.dump(lines, format=ox.RdfFormat.N_QUADS)


def _read(root: Path, lines: BinaryIO) -> GraphStore:
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _YIELDING)
    told = json.loads(lines.readline() or '{"error": "it cannot be read"}')
    if "error" in told:
        raise StoreError(told["error"])
    store, manifest = ox.Store(), Manifest(**told["manifest"])
    for graph in told["graphs"]:
        # The quads do not tell graphs that are empty.
        store.add_graph(ox.NamedNode(graph))
    store.bulk_load(input=lines, format=ox.RdfFormat.N_QUADS, lenient=True)
    return GraphStore(store, generation_path(root, manifest.generation), manifest)


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
