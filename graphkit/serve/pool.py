"""The workers of a server: each answers one job at a time, and is killed at the time limit."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from typing import Any, Final

from graphkit.errors import StoreError
from graphkit.serve import frames
from graphkit.serve.answering import Job
from graphkit.serve.frames import Head
from graphkit.serve.settings import Settings
from graphkit.serve.worker import serve_change, serve_jobs
from graphkit.store.layout import generation_path, read_manifest

#: Seconds after which a query counts as long.
_BRISK: Final = 0.5
#: Workers that no long query may have.
_RESERVED: Final = 2
#: Seconds in which a worker has to open the store.
_START: Final = 60.0
# Forked from a process that has imported everything and runs no thread, so that a new worker is ready at once.
_CONTEXT: Final = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["graphkit.serve.preload"])


class Busy(Exception):
    """There is no worker for a request, and too many wait for one already."""


@dataclass(eq=False)
class Channel:
    """A process and the way to it.

    Attributes:
        generation: the generation that it answers from.
        spent: whether it is not to be used again, for it runs at a low priority.
    """

    process: ForkServerProcess
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    generation: int = 0
    spent: bool = False

    async def ask(self, job: Job, body: bytes = b"") -> tuple[Head, bytes]:
        """Send a job and wait for its answer."""
        self.writer.write(frames.pack(dict(job), body))
        await self.writer.drain()
        return await frames.receive(self.reader)

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.writer.close()


async def start(target: Callable[..., None], *arguments: Any) -> Channel:
    """Start a process that talks through the channel that *target* gets first."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = _CONTEXT.Process(target=target, args=(theirs, *arguments), daemon=True)
        await asyncio.to_thread(process.start)
    reader, writer = await asyncio.open_connection(sock=ours)
    return Channel(process, reader, writer)


class Pool:
    """Workers over the current generation of a store.

    A job gets the first worker that is free. One that turns out long needs one of the places for long ones: where all are
    taken it is stopped, and begins anew when one is free. So a few workers are always free for what is answered at once.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings, self._limits = settings, settings.limits
        self._idle: deque[Channel] = deque()
        self._all: set[Channel] = set()
        self._free = asyncio.Condition()
        self._starting = 0
        self._waiting = 0
        self._long = asyncio.Semaphore(max(1, settings.workers - _RESERVED))
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.generation = 0
        self.version = ""

    async def open(self) -> None:
        """Start the first workers.

        Raises:
            StoreError: the store cannot be opened.
        """
        self.refresh()
        await self._add()
        if not self._idle:
            raise StoreError("no worker could open it", where=str(self._settings.store), mend="build it anew")
        self._fill()

    def refresh(self) -> None:
        """Take note of the store's current generation; workers of another one answer no further request."""
        root = self._settings.store
        current = read_manifest(root).generation
        # Numbers begin anew in a store that is made anew; the folder's time tells the two apart.
        version = f"{current}-{generation_path(root, current).stat().st_mtime_ns}"
        if version == self.version:
            return
        self.generation, self.version = current, version
        for worker in [worker for worker in self._idle if worker.generation != current]:
            self._idle.remove(worker)
            self._drop(worker)
        self._fill()

    async def run(self, job: Job) -> tuple[Head, bytes]:
        """The answer to a job, with the generation that gave it.

        Raises:
            Busy: too many requests wait, or this one has waited too long.
        """
        worker = await self._take()
        try:
            task = asyncio.ensure_future(worker.ask(job))
            try:
                done, _ = await asyncio.wait({task}, timeout=min(_BRISK, self._limits.seconds))
                if done:
                    return self._answered(worker, task)
                if self._limits.seconds <= _BRISK:
                    return self._over(worker)
                if not self._long.locked():
                    async with self._long:
                        return await self._finish(worker, task, self._limits.seconds - _BRISK)
            finally:
                if not task.done():
                    task.cancel()
        except BaseException:
            # The client has gone, or the server ends: nobody waits for the answer.
            self._drop(worker)
            raise
        self._drop(worker)
        return await self._again(job)

    async def _again(self, job: Job) -> tuple[Head, bytes]:
        """A long job from its beginning, when there is a place for it."""
        if self._waiting >= self._limits.waiting:
            raise Busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.patience):
                await self._long.acquire()
        except TimeoutError:
            raise Busy from None
        finally:
            self._waiting -= 1
        try:
            worker = await self._take()
            task = asyncio.ensure_future(worker.ask(job))
            try:
                return await self._finish(worker, task, self._limits.seconds)
            except BaseException:
                task.cancel()
                self._drop(worker)
                raise
        finally:
            self._long.release()

    async def _finish(self, worker: Channel, task: asyncio.Task[tuple[Head, bytes]], seconds: float) -> tuple[Head, bytes]:
        worker.spent = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.process.pid or 0, 15)
        done, _ = await asyncio.wait({task}, timeout=seconds)
        if done:
            return self._answered(worker, task)
        task.cancel()
        return self._over(worker)

    def _answered(self, worker: Channel, task: asyncio.Task[tuple[Head, bytes]]) -> tuple[Head, bytes]:
        try:
            head, body = task.result()
        except (asyncio.IncompleteReadError, OSError):
            self._drop(worker)
            return {"status": 422, "error": "the query takes more memory, or nests deeper, than one may"}, b""
        head["generation"] = worker.generation
        self._give_back(worker)
        return head, body

    def _over(self, worker: Channel) -> tuple[Head, bytes]:
        self._drop(worker)
        return {"status": 422, "error": f"the query was stopped at its limit of {self._limits.seconds:g} seconds"}, b""

    async def _take(self) -> Channel:
        if self._waiting >= self._limits.waiting:
            raise Busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.patience), self._free:
                while True:
                    while self._idle:
                        worker = self._idle.pop()
                        if worker.process.is_alive() and worker.generation == self.generation:
                            return worker
                        self._drop(worker)
                    self._fill()
                    await self._free.wait()
        except TimeoutError:
            raise Busy from None
        finally:
            self._waiting -= 1

    def _give_back(self, worker: Channel) -> None:
        if worker.spent or worker.generation != self.generation or self._closed:
            self._drop(worker)
            return
        self._idle.append(worker)
        self._later(self._tell())

    async def _tell(self) -> None:
        async with self._free:
            self._free.notify()

    def _drop(self, worker: Channel) -> None:
        if worker in self._all:
            self._all.remove(worker)
            worker.kill()
            self._later(asyncio.to_thread(worker.process.join))
            self._fill()

    def _fill(self) -> None:
        """Start workers until there are as many as there may be."""
        while not self._closed and len(self._all) + self._starting < self._settings.workers:
            self._starting += 1
            self._later(self._started())

    async def _started(self) -> None:
        try:
            await self._add()
        finally:
            self._starting -= 1

    async def _add(self) -> None:
        worker = await start(serve_jobs, self._settings.store, self._limits)
        try:
            async with asyncio.timeout(_START):
                head, _ = await frames.receive(worker.reader)
            worker.generation = head["generation"]
        except (TimeoutError, asyncio.IncompleteReadError, OSError, KeyError):
            worker.kill()
            return
        if self._closed:
            worker.kill()
            return
        if worker.generation != self.generation:
            # It was a moment faster than the watch, or slower.
            self.refresh()
        self._all.add(worker)
        self._idle.append(worker)
        await self._tell()

    async def change(self, job: Job, body: bytes) -> Head:
        """Have one change made by a process of its own, and go on with the new generation."""
        writer = await start(serve_change, self._settings.store)
        try:
            async with asyncio.timeout(self._limits.change):
                head, _ = await writer.ask(job, body)
        except TimeoutError:
            return {"status": 422, "error": f"the change was stopped at its limit of {self._limits.change:g} seconds"}
        except (asyncio.IncompleteReadError, OSError):
            return {"status": 422, "error": "the change takes more memory, or nests deeper, than one may"}
        finally:
            writer.kill()
            self._later(asyncio.to_thread(writer.process.join))
        self.refresh()
        return head

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for worker in list(self._all):
            self._drop(worker)
        for task in list(self._tasks):
            await asyncio.gather(task, return_exceptions=True)

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
