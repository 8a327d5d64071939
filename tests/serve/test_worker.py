"""The thread of a worker's jobs."""

from __future__ import annotations

import os
import sys
import threading
import time

import pytest

from graphkit.serve.worker import Hand


def test_short_jobs_share_a_thread_and_a_long_one_ends_it() -> None:
    hand = Hand()
    first = hand.thread
    assert hand.do(threading.get_native_id) == first == hand.thread

    def long() -> int:
        end = time.monotonic() + 0.02
        while time.monotonic() < end:
            pass
        return threading.get_native_id()

    assert hand.do(long) == first
    assert hand.thread != first and hand.do(threading.get_native_id) == hand.thread


@pytest.mark.skipif(sys.platform != "linux", reason="a thread has no niceness of its own")
def test_what_yields_leaves_the_next_job_as_it_was() -> None:
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    hand, before = Hand(), os.getpriority(os.PRIO_PROCESS, 0)
    assert hand.do(niceness, aside=19) == 19
    assert hand.do(niceness) == before
