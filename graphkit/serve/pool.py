"""The workers of a server: each answers one job at a time, and is killed at the time limit."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import Any, Final

from graphkit.errors import StoreError
from graphkit.serve.answering import Job
from graphkit.serve.channel import Channel, start
from graphkit.serve.frames import Head
from graphkit.serve.guard import LOG
from graphkit.serve.settings import Settings
from graphkit.serve.sources import Disk, Memory, Source, can_hold
from graphkit.serve.worker import serve_change
from graphkit.store.layout import generation_path, read_manifest

#: Seconds after which a query yields to younger ones.
_HASTE: Final = 0.02
#: Seconds of the processor after which a query counts as long, and of the clock between two looks at it.
_BRISK: Final = 0.25
#: Seconds before the end of its time in which the place of a worker is taken by another.
_AHEAD: Final = 0.5
#: Bytes of memory with which a worker is used on after a long query.
_MEMORY: Final = 256 << 20
#: Workers that no long query may have.
_RESERVED: Final = 2
#: Seconds between two looks at whether a worker can be made ready.
_QUIET: Final = 0.25
#: How much of the memory that is free a graph may take, where it is to be there and where it need not.
_WANTED: Final = 0.9
_SPARE: Final = 0.4
#: Seconds until a graph whose memory was lost is loaded again.
_AGAIN: Final = 60.0


class Busy(Exception):
    """There is no worker for a request, and too many wait for one already."""


class Pool:
    """Workers over the current generation of a store, from disk or from memory.

    A job gets the first worker that is free, in the order in which jobs come. What is not done at once yields to what comes
    after it. A job that turns out long needs one of the places for long ones: where all are taken it is stopped, and begins
    anew when one is free. So a few workers are always free for what is answered at once.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings, self._limits = settings, settings.limits
        self._idle: deque[Channel] = deque()
        self._all: set[Channel] = set()
        self._queue: deque[asyncio.Future[Channel]] = deque()
        self._starting = 0
        self._waiting = 0
        self._long = asyncio.Semaphore(max(1, settings.workers - _RESERVED))
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self._disk = Disk(settings.store, settings.limits, 0, "")
        self._source: Source = self._disk
        self._loading: asyncio.Task[None] | None = None

    @property
    def version(self) -> str:
        """What answers are given from at present."""
        return self._source.version

    async def open(self) -> None:
        """Start the first workers.

        Raises:
            StoreError: the store cannot be opened, or not be held in memory where it is to be.
        """
        self._take_note()
        self._source = self._disk
        if self._settings.in_memory:
            self._source = await Memory.load(self._disk, _WANTED)
        await self._add()
        self._fill()
        self._later(self._make_ready())
        if self._settings.in_memory is None and can_hold():
            self._loading = self._later(self._load())

    def refresh(self) -> None:
        """Go over to the store's current generation; workers of another one answer no further request."""
        if self._take_note():
            self._switch(self._disk)
            if self._loading:
                self._loading.cancel()
            if self._settings.in_memory is not False and can_hold():
                self._loading = self._later(self._load())

    def _take_note(self) -> bool:
        """Whether the store has another generation than was known."""
        root = self._settings.store
        current = read_manifest(root).generation
        # Numbers begin anew in a store that is made anew; the folder's time tells the two apart.
        version = f"{current}-{generation_path(root, current).stat().st_mtime_ns}"
        if version == self._disk.version:
            return False
        self._disk = Disk(root, self._settings.limits, current, version)
        return True

    def _switch(self, source: Source) -> None:
        """Have all further workers from there."""
        self._source.close()
        self._source = source
        for worker in [worker for worker in self._idle if not self._fit(worker)]:
            self._idle.remove(worker)
            self._drop(worker)
        self._fill()

    async def _load(self, wait: float = 0.0) -> None:
        """Go over from disk to memory, if the graph finds room there."""
        await asyncio.sleep(wait)
        try:
            memory = await Memory.load(self._disk, _WANTED if self._settings.in_memory else _SPARE)
        except StoreError as error:
            LOG.info("served from disk: %s", error)
            return
        LOG.info("served from memory")
        self._switch(memory)

    async def run(self, job: Job) -> tuple[Head, bytes]:
        """The answer to a job, with the generation that gave it.

        Raises:
            Busy: too many requests wait, or this one has waited too long.
        """
        worker = await self._take()
        task = asyncio.ensure_future(worker.ask(job))
        try:
            end = asyncio.get_running_loop().time() + self._limits.seconds
            if await _done(task, min(end, _in(_HASTE))):
                return self._answered(worker, task)
            worker.demote()
            used = worker.used()
            while worker.used() - used < _BRISK:
                if await _done(task, min(end - _AHEAD, _in(_BRISK))):
                    return self._answered(worker, task)
                if _in(_AHEAD) >= end:
                    return await self._finish(worker, task, end)
            if not self._long.locked():
                async with self._long:
                    return await self._finish(worker, task, end)
        except BaseException:
            # The client has gone, or the server ends: nobody waits for the answer.
            self._drop(worker)
            raise
        finally:
            task.cancel()
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
                return await self._finish(worker, task, _in(self._limits.seconds))
            except BaseException:
                self._drop(worker)
                raise
            finally:
                task.cancel()
        finally:
            self._long.release()

    async def _finish(self, worker: Channel, task: asyncio.Task[tuple[Head, bytes]], end: float) -> tuple[Head, bytes]:
        worker.demote()
        if not await _done(task, end - _AHEAD):
            # Another takes its place: one that is started when this one is killed comes late for what arrives in that moment.
            worker.spent = True
            self._fill()
            if not await _done(task, end):
                return self._over(worker)
        # What a query has taken of the memory is given back with the process alone.
        worker.spent = worker.spent or worker.grown() > _MEMORY
        return self._answered(worker, task)

    def _answered(self, worker: Channel, task: asyncio.Task[tuple[Head, bytes]]) -> tuple[Head, bytes]:
        try:
            head, body = task.result()
        except (asyncio.IncompleteReadError, OSError):
            self._drop(worker)
            return {"status": 422, "error": "the query takes more memory, or nests deeper, than one may"}, b""
        head["version"] = worker.version
        worker.take_note(head.pop("thread"))
        self._offer(worker)
        return head, body

    def _over(self, worker: Channel) -> tuple[Head, bytes]:
        self._drop(worker)
        return {"status": 422, "error": f"the query was stopped at its limit of {self._limits.seconds:g} seconds"}, b""

    async def _take(self) -> Channel:
        while self._idle:
            worker = self._idle.pop()
            if self._fit(worker):
                return worker
            self._drop(worker)
        if self._waiting >= self._limits.waiting:
            raise Busy
        self._fill()
        self._waiting += 1
        turn: asyncio.Future[Channel] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            async with asyncio.timeout(self._limits.patience):
                return await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                # It came at the very moment.
                self._offer(turn.result())
            if isinstance(error, TimeoutError):
                raise Busy from None
            raise
        finally:
            self._waiting -= 1

    def _fit(self, worker: Channel) -> bool:
        return not worker.spent and not self._closed and worker.version == self.version and worker.process.is_alive()

    def _offer(self, worker: Channel) -> None:
        """Give a worker to whoever has waited longest."""
        if not self._fit(worker):
            self._drop(worker)
            return
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._idle.append(worker)

    def _drop(self, worker: Channel) -> None:
        if worker in self._all:
            self._all.remove(worker)
            worker.kill()
            self._later(asyncio.to_thread(worker.process.join))
            self._fill()

    def _fill(self) -> None:
        """Start workers until there are as many as there may be, those aside that are not used again."""
        while not self._closed and sum(not worker.spent for worker in self._all) + self._starting < self._settings.workers:
            self._starting += 1
            self._later(self._started())

    async def _started(self) -> None:
        try:
            await self._add()
        except StoreError as error:
            LOG.warning("a worker could not be started: %s", error)
        finally:
            self._starting -= 1

    async def _add(self) -> None:
        """A worker more.

        Raises:
            StoreError: it cannot be started.
        """
        while True:
            source = self._source
            try:
                worker = await source.start()
                break
            except StoreError as error:
                # The store may have changed meanwhile, or what held it in memory has ended.
                self.refresh()
                if source is not self._source:
                    continue
                if source is self._disk:
                    raise
                LOG.warning("served from disk for the time being: %s", error)
                self._switch(self._disk)
                if not self._closed:
                    self._loading = self._later(self._load(_AGAIN))
        if self._closed:
            worker.kill()
            return
        self._all.add(worker)
        self._offer(worker)

    async def _make_ready(self) -> None:
        """Warm new workers, one at a time and while nothing is asked: a job would wait until it is done."""
        while not self._closed:
            await asyncio.sleep(_QUIET)
            cold = next((worker for worker in self._idle if not worker.warm), None)
            if cold is None or len(self._idle) < min(len(self._all), self._settings.workers):
                continue
            self._idle.remove(cold)
            cold.warm = True
            try:
                head, _ = await cold.ask({"kind": "warm"})
                cold.take_note(head["thread"])
            except (asyncio.IncompleteReadError, OSError):
                cold.spent = True
            self._offer(cold)

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
        if self._loading:
            self._loading.cancel()
        self._source.close()
        for worker in list(self._all):
            self._drop(worker)
        for task in list(self._tasks):
            await asyncio.gather(task, return_exceptions=True)

    def _later(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _in(seconds: float) -> float:
    """The loop's time so many seconds from now."""
    return asyncio.get_running_loop().time() + seconds


async def _done(task: asyncio.Task[tuple[Head, bytes]], end: float) -> bool:
    """Whether a task ends by that time of the loop."""
    done, _ = await asyncio.wait({task}, timeout=max(0.0, end - _in(0)))
    return bool(done)
