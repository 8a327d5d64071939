"""Where workers come from: processes that open the store on disk, or forks of one that holds it in memory."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
import sys
import weakref
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from graphkit.errors import StoreError
from graphkit.serve import frames
from graphkit.serve.channel import Channel, Process, spawn, start
from graphkit.serve.nursery import raise_workers
from graphkit.serve.settings import Limits
from graphkit.serve.worker import open_store, serve_jobs

#: Seconds in which a worker has to be there.
_START: Final = 60.0
#: Bytes that a process has to say when it has loaded a graph, at most.
_TOLD: Final = 4096
_MEND: Final = "serve it from disk: --on-disk"


class Source(Protocol):
    """Workers over one generation of a store.

    Attributes:
        version: what they answer from; answers of different versions may differ.
    """

    @property
    def version(self) -> str:
        """As above."""

    async def start(self) -> Channel:
        """A new worker.

        Raises:
            StoreError: none could be started.
        """

    def close(self) -> None:
        """Start no more; those that there are go on."""


@dataclass(frozen=True)
class Disk:
    """Workers that each open the store."""

    store: Path
    limits: Limits
    generation: int
    version: str

    async def start(self) -> Channel:
        """A new worker.

        Raises:
            StoreError: it could not open the store, or has opened another generation.
        """
        worker = await start(serve_jobs, partial(open_store, self.store, self.limits), self.limits)
        try:
            async with asyncio.timeout(_START):
                head, _ = await frames.receive(worker.reader)
            if "error" in head:
                raise StoreError(head["error"])
            if head["generation"] != self.generation:
                raise StoreError("it was changed meanwhile", where=str(self.store))
            worker.thread, worker.version = head["thread"], self.version
            return worker
        except (TimeoutError, asyncio.IncompleteReadError, OSError) as error:
            worker.kill()
            raise StoreError("no worker could open it", where=str(self.store), mend="build it anew") from error
        except BaseException:
            worker.kill()
            raise

    def close(self) -> None:
        """There is nothing to end."""


class Memory:
    """Forks of a process that holds the graph in memory (:mod:`graphkit.serve.nursery`)."""

    def __init__(self, nursery: Process, control: socket.socket, version: str) -> None:
        self._nursery, self._control, self.version = nursery, control, version

    @classmethod
    async def load(cls, disk: Disk, share: float) -> Memory:
        """Load what *disk* has.

        Args:
            share: how much of the memory that is free it may take, from 0 to 1.

        Raises:
            StoreError: it takes more, cannot be read, or is another generation by now; or this is not Linux.
        """
        if not can_hold():
            raise StoreError("a graph is held in memory on Linux alone", where=str(disk.store), mend=_MEND)
        nursery, control = await spawn(raise_workers, disk.store, disk.limits, share)
        control.setblocking(False)
        loaded = False
        try:
            told = json.loads(await asyncio.get_running_loop().sock_recv(control, _TOLD) or b'{"error": "it was stopped"}')
            if "error" in told:
                raise StoreError(f"it cannot be held in memory: {told['error']}", where=str(disk.store), mend=_MEND)
            if told["generation"] != disk.generation:
                raise StoreError("it was changed meanwhile", where=str(disk.store))
            loaded = True
            return cls(nursery, control, f"{disk.version}-memory")
        finally:
            if not loaded:
                control.close()
                nursery.kill()
                await asyncio.to_thread(nursery.join)

    async def start(self) -> Channel:
        """A new worker.

        Raises:
            StoreError: the process that holds the graph has ended.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            reader, writer = await asyncio.open_unix_connection(sock=ours)
            try:
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
                # Only the fork's own end is left then, and its end is seen.
                theirs.close()
                async with asyncio.timeout(_START):
                    head, _ = await frames.receive(reader)
                return Channel(Fork(head["pid"]), reader, writer, self.version, head["thread"], warm=True)
            except (TimeoutError, asyncio.IncompleteReadError, OSError) as error:
                writer.close()
                raise StoreError("the process that held it in memory has ended, or forks no more") from error
            except BaseException:
                # A fork that nobody talks to ends by itself.
                writer.close()
                raise

    def close(self) -> None:
        """Let the memory go, when the last fork has ended."""
        self._control.close()
        self._nursery.kill()


def can_hold() -> bool:
    """Whether this system can tell a process from one that gets its number later (Linux, pidfd_open(2))."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


class Fork:
    """A process that another one has forked, and waits for.

    Args:
        pid: its number; it runs.

    Raises:
        ProcessLookupError: it does not.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        # A number may be given to another process when this one has ended; this descriptor stays its own.
        self._handle = os.pidfd_open(pid)
        weakref.finalize(self, os.close, self._handle)

    def is_alive(self) -> bool:
        """Whether it runs."""
        return not self._ended(0)

    def kill(self) -> None:
        """End it, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def join(self) -> None:
        """Wait for its end."""
        self._ended(None)

    def _ended(self, milliseconds: int | None) -> bool:
        waiting = select.poll()
        waiting.register(self._handle, select.POLLIN)
        return bool(waiting.poll(milliseconds))
