"""One function over many jobs, in this process or in several, with the results in the order of the jobs.

Processes are spawned, never forked: a fork would copy the threads and locks of an open store, and a
fork server saves the imports alone, while it is the loading of the model that takes long. Each worker
has a pipe of its own, so that it is known which job it was at when it dies, and it ends by itself
when the other end of the pipe is gone, however this process ended.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Final, TypeVar

from graphkit.errors import DocumentError, GraphkitError
from graphkit.processes import start

J = TypeVar("J")
R = TypeVar("R")

#: So many results for each worker may wait for one that is slow: memory stays flat.
_AHEAD: Final = 4


def processes(workers: int, jobs: int) -> int:
    """How many processes *workers* means for so many jobs; 0 is one for each core."""
    if workers == 0:
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(workers, jobs))


def in_order(make: Callable[[], Callable[[J], R]], jobs: Sequence[J], workers: int, name: Callable[[J], str]) -> Iterator[R]:
    """What a function gives for each job; the same results, and the same error, for any number of workers.

    Args:
        make: gives the function, once in each process; with workers, it and the jobs must be picklable.
        workers: how many processes; 0 for one a core. One is this process itself.
        name: what a job is called in an error.

    Raises:
        DocumentError: a job ended with an error, or killed its worker; jobs before it have given their results.
        GraphkitError: the function cannot be made.
    """
    count = processes(workers, len(jobs))
    if count > 1:
        yield from _spread(make, jobs, count, name)
        return
    function = make()
    for job in jobs:
        result = _outcome(function, job, name(job))
        if isinstance(result, GraphkitError):
            raise result
        yield result


def _outcome(function: Callable[[J], R], job: J, name: str) -> R | GraphkitError:
    try:
        return function(job)
    except GraphkitError as error:
        return error
    except Exception as error:
        told = DocumentError(f"it could not be read ({type(error).__name__}: {error})", where=name, mend="leave it out, and report it")
        told.__cause__ = error
        told.add_note(traceback.format_exc())  # a cause does not travel between processes
        return told


class _Worker:
    """A process, its pipe, and the jobs it has not answered yet, in the order in which it does them."""

    def __init__(self, make: Callable[[], Callable[[Any], Any]]) -> None:
        context = get_context("spawn")
        self.pipe, end = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_work, args=(end, make), daemon=True)
        self.jobs: deque[int] = deque()
        self.ready = False
        start(self.process)
        end.close()

    def stop(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


def _work(pipe: Connection, make: Callable[[], Callable[[Any], Any]]) -> None:
    """What a worker does until its pipe is closed."""
    try:
        function = make()
    except GraphkitError as error:
        pipe.send((-1, error))
        return
    pipe.send((-1, None))
    try:
        while True:
            number, job, name = pipe.recv()
            pipe.send((number, _outcome(function, job, name)))
    except (EOFError, ConnectionError):
        return


def _spread(make: Callable[[], Callable[[J], R]], jobs: Sequence[J], count: int, name: Callable[[J], str]) -> Iterator[R]:
    pool: list[_Worker] = []
    done: dict[int, R | GraphkitError] = {}
    sent = given = 0
    last = len(jobs)  # behind the first job that failed, none is needed
    try:
        while given < last:
            while sent < min(last, given + _AHEAD * count):
                if len(pool) < count:
                    pool.append(_Worker(make))
                    worker = pool[-1]
                else:
                    # Towards the end nobody queues behind a long job while somebody else is free.
                    depth = 2 if len(jobs) - sent > _AHEAD * count else 1
                    worker = min(pool, key=lambda w: len(w.jobs))
                    if len(worker.jobs) >= depth:
                        break
                with suppress(ConnectionError):  # it has died: the answer to come says so
                    worker.pipe.send((sent, jobs[sent], name(jobs[sent])))
                worker.jobs.append(sent)
                sent += 1
            if given not in done:
                for number, result in _answers(pool, lambda number: name(jobs[number])):
                    done[number] = result
                    if isinstance(result, GraphkitError):
                        last = min(last, number + 1)
                continue
            result = done.pop(given)
            if isinstance(result, GraphkitError):
                raise result
            given += 1
            yield result
    finally:
        for worker in pool:
            worker.stop()


def _answers(pool: list[_Worker], name: Callable[[int], str]) -> Iterator[tuple[int, Any]]:
    """What the workers have to say; waits until one has something."""
    busy = {worker.pipe: worker for worker in pool if worker.jobs}
    for pipe in wait(list(busy)):
        assert isinstance(pipe, Connection)
        worker = busy[pipe]
        try:
            number, result = pipe.recv()
        except (EOFError, ConnectionError):
            pool.remove(worker)
            worker.stop()
            if not worker.ready:
                raise GraphkitError(
                    f"a worker could not be started ({_end(worker.process)})",
                    mend='take --workers 1; in a script of your own, call graphkit under `if __name__ == "__main__":`',
                ) from None
            yield (
                worker.jobs[0],
                DocumentError(
                    f"the process that read it ended ({_end(worker.process)})",
                    where=name(worker.jobs[0]),
                    mend="leave it out, or try fewer --workers",
                ),
            )
            continue
        if number < 0:
            if result is not None:
                raise result
            worker.ready = True
            continue
        worker.jobs.popleft()
        yield number, result


def _end(process: SpawnProcess) -> str:
    code = process.exitcode or 0
    return f"status {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"
