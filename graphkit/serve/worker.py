"""A process that answers one job after the other; it may be killed at any moment."""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from graphkit.errors import GraphkitError
from graphkit.serve import frames
from graphkit.serve.answering import Answering
from graphkit.serve.settings import Limits
from graphkit.serve.writing import change
from graphkit.store.disk import GraphStore

_Result = TypeVar("_Result")

#: Seconds in which a job is done that meets nothing: the server lets it run for 0.02.
_SHORT: Final = 0.01
#: How much a new worker yields (nice values): at its start, and while it makes ready for saved queries.
_OPENING: Final = 5
_WARMING: Final = 19


def serve_jobs(channel: socket.socket, ready: Callable[[], Answering], limits: Limits) -> None:
    """Make ready, say who is there, and answer the jobs that come through *channel* until it is closed."""
    leave_signals_to_the_server()
    # The server may drop a worker that has not begun yet.
    with suppress(BrokenPipeError, ConnectionResetError), channel, channel.makefile("rwb") as stream:
        hand = Hand()
        try:
            answering = hand.do(ready, aside=_OPENING)
        except GraphkitError as error:
            stream.write(frames.pack({"error": str(error)}))
            return
        _limit_memory(limits.memory)
        stream.write(frames.pack({"generation": answering.generation, "thread": hand.thread, "pid": os.getpid()}))
        stream.flush()
        while (message := frames.read(stream)) is not None:
            # A worker whose server was killed must not go on for ever.
            _limit_time(limits.seconds)
            head, body = hand.do(partial(answering.answer, message[0]), aside=_WARMING if message[0]["kind"] == "warm" else 0)
            stream.write(frames.pack({**head, "thread": hand.thread}, body))
            stream.flush()


def leave_signals_to_the_server() -> None:
    """Go on when a whole group of processes is told to end: the server answers what it has accepted, and closes its channels then."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)


class Hand:
    """A thread that does one thing after the other.

    The server makes the thread of a query that takes long yield to others, which without privileges cannot be taken back: so
    after each that may have met this, another thread takes its place. None is ever used that yields already.

    Args:
        short: seconds in which a job is done that the server lets run undisturbed.
    """

    def __init__(self, short: float = _SHORT) -> None:
        self._short = short
        self._begin()

    def _begin(self) -> None:
        self._threads = ThreadPoolExecutor(1)
        self.thread = self._threads.submit(threading.get_native_id).result()

    def do(self, work: Callable[[], _Result], aside: int = 0) -> _Result:
        """Do it, and wait for what it gives.

        Args:
            aside: how much it yields from its beginning (a nice value; Linux).
        """
        began = time.monotonic()
        try:
            if aside and sys.platform == "linux":
                os.setpriority(os.PRIO_PROCESS, self.thread, aside)
            return self._threads.submit(work).result()
        finally:
            if aside or time.monotonic() - began > self._short:
                self._threads.shutdown()
                self._begin()


def serve_change(channel: socket.socket, root: Path) -> None:
    """Make the one change that comes through *channel*, and answer."""
    leave_signals_to_the_server()
    with channel, channel.makefile("rwb") as stream:
        message = frames.read(stream)
        if message is not None:
            stream.write(frames.pack(change(root, *message)))


def open_store(root: Path, limits: Limits) -> Answering:
    """The current generation of a store, on disk; it is not removed while this process has it open.

    Raises:
        StoreError: there is no store, or it cannot be opened.
    """
    return Answering(GraphStore.open(root), limits)


def _limit_memory(more: int) -> None:
    """Allow *more* bytes of address space than the process has now, where the system says how many that are (Linux)."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return
    limit = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _limit_time(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Whoever runs longer than the server lets it has lost its server. Oxigraph may use several threads: hence four times.
    most = int(used.ru_utime + used.ru_stime + 4 * seconds + 10)
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
