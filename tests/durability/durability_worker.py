"""Writes a store in processes that are made to die.

A line of JSON on standard input is a job; it runs in a fork of this process, which has everything
imported and no store open. The answers are the process id, then the exit status.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from graphkit import pipeline
from graphkit.claims.extractor import Extractor
from graphkit.conclusions import compare_documents
from graphkit.ingest.reading import read_document
from graphkit.model.claim import Claim
from graphkit.model.document import Document
from graphkit.model.provenance import RULES
from graphkit.model.reference import Reference
from graphkit.store.writer import Writer


class _NoClaims:
    """Reads nothing: what is tried here is the writing."""

    def read(self, document: Document) -> list[Claim]:
        return []


def _extractor(tables: Reference) -> Extractor:
    return _NoClaims()


METHOD = pipeline.Method(RULES, _extractor)


def build(store: Path, files: list[Path]) -> None:
    """A new graph of some documents, in one switch, as ``graphkit build`` writes them."""
    with Writer(store, fresh=True) as writer:
        for path in files:
            pipeline._put(writer, read_document(path), [], "build", METHOD)
        compare_documents(writer)


def load(store: Path, files: list[Path]) -> None:
    """One switch for each document, and one for what is concluded from them."""
    pipeline.load(store, files, method=METHOD)


def _die_at(event: int) -> None:
    """End this process at the so many-th change of the file system that Python makes."""
    left = event

    def count(name: str, arguments: Any) -> None:
        nonlocal left
        if name in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "shutil.copytree") or (
            name == "open" and arguments[1] != "r"
        ):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def _run(job: dict[str, Any]) -> None:
    if job.get("die_at"):
        _die_at(job["die_at"])
    {"build": build, "load": load}[job["action"]](Path(job["store"]), [Path(p) for p in job["files"]])


def main() -> None:
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                _run(json.loads(line))
                status = 0
            finally:
                os._exit(status)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
