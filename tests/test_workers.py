"""Jobs over several processes: the same results, in order, and nothing left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable

import pytest

from graphkit.errors import DocumentError, GraphkitError, TableError
from graphkit.workers import in_order, processes


def square(n: int) -> int:
    if n == 13:
        raise DocumentError("unlucky", where="13")
    if n == 14:
        raise ValueError("two\nlines")
    if n == 15:
        os.kill(os.getpid(), signal.SIGKILL)
    return n * n


def squares() -> Callable[[int], int]:
    return square


def broken() -> Callable[[int], int]:
    raise TableError("no such table", where="t.tsv")


def died_at_once() -> Callable[[int], int]:
    os._exit(3)


def taken(jobs: list[int], workers: int, make: Callable[[], Callable[[int], int]] = squares) -> tuple[list[int], str]:
    """The results that came, and the error that ended them."""
    found: list[int] = []
    try:
        for result in in_order(make, jobs, workers, lambda n: f"number {n}"):
            found.append(result)
    except GraphkitError as error:
        return found, str(error)
    finally:
        assert multiprocessing.active_children() == []
    return found, ""


@pytest.mark.parametrize("jobs", [[], [3], list(range(12)), [*range(100, 160)]])
def test_results_come_in_the_order_of_the_jobs(jobs: list[int]) -> None:
    assert taken(jobs, 1) == taken(jobs, 3) == ([n * n for n in jobs], "")


@pytest.mark.parametrize(
    ("job", "says"),
    [
        (13, "13: unlucky"),
        (14, "number 14: it could not be read (ValueError: two lines); leave it out, and report it"),
    ],
)
def test_an_error_comes_in_its_turn_whatever_the_number_of_workers(job: int, says: str) -> None:
    jobs = [*range(6), job, *range(6)]
    assert taken(jobs, 1) == taken(jobs, 2) == ([n * n for n in range(6)], says)


def test_a_worker_that_dies_names_the_job_it_was_at() -> None:
    found, says = taken([1, 2, 3, 15, 4, 5], 2)
    assert found == [1, 4, 9]
    assert says.startswith("number 15: the process that read it ended (signal SIGKILL)")


def test_what_cannot_be_made_ends_with_its_own_error() -> None:
    assert taken([1, 2], 1, broken) == taken([1, 2], 2, broken) == ([], "t.tsv: no such table")
    assert "a worker could not be started (status 3)" in taken([1, 2], 2, died_at_once)[1]


def test_whoever_stops_listening_leaves_no_worker() -> None:
    results = in_order(squares, list(range(100)), 2, str)
    assert next(results) == 0
    assert len(multiprocessing.active_children()) == 2
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_none_is_one_for_each_core_and_no_more_than_there_are_jobs() -> None:
    assert processes(0, 1000) >= 1
    assert (processes(4, 2), processes(1, 9), processes(3, 0)) == (2, 1, 1)
