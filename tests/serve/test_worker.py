"""A worker: the thread of its jobs, and the store that it has open."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest
from serving import make_store

from graphkit.serve.settings import Limits
from graphkit.serve.worker import Hand, open_store
from graphkit.store.layout import generation_path
from graphkit.store.writer import Writer


def test_short_jobs_share_a_thread_and_a_long_one_ends_it() -> None:
    hand = Hand(short=60.0)
    first = hand.thread
    assert hand.do(threading.get_native_id) == first == hand.thread
    hand = Hand(short=0.0)
    first = hand.thread
    assert hand.do(threading.get_native_id) == first
    second = hand.thread
    assert second != first and hand.do(threading.get_native_id) == second


@pytest.mark.skipif(sys.platform != "linux", reason="a thread has no niceness of its own")
def test_what_yields_leaves_the_next_job_as_it_was() -> None:
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    hand, before = Hand(), os.getpriority(os.PRIO_PROCESS, 0)
    assert hand.do(niceness, aside=19) == 19
    assert hand.do(niceness) == before


def test_what_a_worker_has_open_is_not_removed(tmp_path: Path) -> None:
    """A query over files that have gone does not end: each further row is an error, and all of them are kept."""
    root = make_store(tmp_path / "graph")
    answering = open_store(root, Limits())
    ours = generation_path(root, answering.generation)
    for _ in range(2):
        with Writer(root):
            pass
    assert ours.is_dir()
    del answering
    with Writer(root):
        pass
    assert not ours.is_dir()
