"""A process that answers jobs, and the way to it."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from graphkit.errors import StoreError
from graphkit.serve import frames
from graphkit.serve.answering import Job
from graphkit.serve.frames import Head

# Forked from a process that has imported everything and runs no thread, so that a new worker is ready at once.
_CONTEXT: Final = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["graphkit.serve.preload"])
#: How much a query yields that is not done at once (a nice value).
_YIELDING: Final = 15
#: Clock ticks in a second (proc(5), /proc/pid/stat).
_TICKS: Final = os.sysconf("SC_CLK_TCK")


class Process(Protocol):
    """A process that may be killed."""

    @property
    def pid(self) -> int | None:
        """The system's number of it."""

    def is_alive(self) -> bool:
        """Whether it runs."""

    def kill(self) -> None:
        """End it, whatever it does."""

    def join(self) -> None:
        """Wait for its end."""


@dataclass(eq=False)
class Channel:
    """A process and the way to it.

    Attributes:
        version: what it answers from.
        thread: the thread that takes its next job, by the system's number; None where it does not say.
        warm: whether it has what saved queries need.
        spent: whether it is not to be used again.
    """

    process: Process
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    version: str = ""
    thread: int | None = None
    warm: bool = False
    spent: bool = False
    _demoted: int | None = None
    _least: int = field(init=False)

    def __post_init__(self) -> None:
        self._least = self._memory()

    async def ask(self, job: Job, body: bytes = b"") -> tuple[Head, bytes]:
        """Send a job and wait for its answer."""
        self.writer.write(frames.pack(dict(job), body))
        await self.writer.drain()
        return await frames.receive(self.reader)

    def demote(self) -> None:
        """Let the thread of the present job yield to others (Linux, where a thread has a niceness of its own)."""
        # Once only: where it was changed a second time, Linux let other processes wait for seconds.
        if self.thread in (None, self._demoted):
            return
        self._demoted = self.thread
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.thread, _YIELDING)

    def take_note(self, thread: int) -> None:
        """The job has ended, and that thread takes the next one; where it is one that yields, the process is spent."""
        self.thread, self.spent = thread, self.spent or thread == self._demoted

    def used(self) -> float:
        """Seconds of the processor that the process has taken since its start; of the clock, where the system does not say."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            return time.monotonic()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def grown(self) -> int:
        """Bytes of memory that the process has taken since its start; 0 where the system does not say."""
        return self._memory() - self._least

    def _memory(self) -> int:
        try:
            _, resident, shared, *_ = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return 0
        return (int(resident) - int(shared)) * os.sysconf("SC_PAGESIZE")

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.writer.close()


async def spawn(target: Callable[..., None], *arguments: Any) -> tuple[Process, socket.socket]:
    """Start a process that gets one end of a connection first; the other end.

    Raises:
        StoreError: the system starts no more.
    """
    ours, theirs = socket.socketpair()
    process = _CONTEXT.Process(target=target, args=(theirs, *arguments), daemon=True)
    starting = asyncio.ensure_future(asyncio.to_thread(process.start))
    try:
        # A start goes on when nobody waits for it any more, and needs its end of the connection until it is done.
        await asyncio.shield(starting)
    except BaseException as error:
        ours.close()
        with contextlib.suppress(OSError, EOFError):
            await starting
            process.kill()
        if isinstance(error, (OSError, EOFError)):
            raise StoreError(f"no process can be started: {error}") from error
        raise
    finally:
        theirs.close()
    return process, ours


async def start(target: Callable[..., None], *arguments: Any) -> Channel:
    """Start a process that talks through the channel that *target* gets first.

    Raises:
        StoreError: the system starts no more.
    """
    process, ours = await spawn(target, *arguments)
    try:
        reader, writer = await asyncio.open_unix_connection(sock=ours)
    except BaseException:
        process.kill()
        ours.close()
        raise
    return Channel(process, reader, writer)
