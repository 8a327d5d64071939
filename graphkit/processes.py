"""Processes that this one starts and ends."""

from __future__ import annotations

import signal
from multiprocessing import resource_tracker
from multiprocessing.context import SpawnProcess


def start(process: SpawnProcess) -> None:
    """Start a process whom Ctrl-C does not reach: this one ends it."""
    resource_tracker.ensure_running()  # it would lift the block when it is started with the first process
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
