"""A process that holds the graph in memory, and forks a worker whenever it is told to (Linux).

The workers share the memory: each page of the graph is there once, however many they are. In memory a query is several times faster than
from disk, where Oxigraph keeps only 32 MB of what it has read.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, Never

import pyoxigraph as ox

from graphkit.errors import GraphkitError, StoreError
from graphkit.serve.answering import Answering
from graphkit.serve.room import free_memory
from graphkit.serve.settings import Limits
from graphkit.serve.worker import leave_signals_to_the_server, serve_jobs
from graphkit.store.disk import GraphStore
from graphkit.store.layout import Manifest, generation_path

#: Bytes of memory that a quad takes at most (measured: 376 of 1.1 million of them), and the processes beside.
_QUAD: Final = 600
_LEAST: Final = 64 << 20
#: How much loading yields (a nice value).
_YIELDING: Final = 19
#: Seconds between two looks at whether the server is still there.
_LOOK: Final = 0.1


def raise_workers(control: socket.socket, root: Path, limits: Limits, share: float) -> None:
    """Load the current generation, say so, and fork a worker for each socket that comes through *control*, until that is closed.

    Args:
        share: how much of the memory that is free the graph may take, from 0 to 1.
    """
    leave_signals_to_the_server()
    with control:
        try:
            answering = Answering(_loaded(control, root, int(share * free_memory())), limits)
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
    # Where the server has gone meanwhile, the next thing read is the end.
    with suppress(OSError):
        control.sendall(json.dumps(told).encode())


def _end_after(work: Callable[[], None]) -> Never:
    """The rest of a forked process: nothing of what it was forked from is to run in it."""
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def _loaded(control: socket.socket, root: Path, room: int) -> GraphStore:
    """A copy in memory of a store's current generation.

    Raises:
        StoreError: it would take more than *room* bytes, cannot be read, or the server has gone.
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
        loading = aside.submit(_read, root, lines)
        while not wait([loading], _LOOK).done:
            if select.select([control], [], [], 0)[0]:
                # Nothing is sent before the graph is there but the end.
                os.kill(reader, signal.SIGKILL)
                os._exit(1)
    _, status = os.waitpid(reader, 0)
    if os.WIFSIGNALED(status) or (status and not loading.exception()):
        raise StoreError("reading it was stopped, perhaps for want of memory")
    return loading.result()


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
