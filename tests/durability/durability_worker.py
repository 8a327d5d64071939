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


CHANGES = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "shutil.copytree"})


def _count_changes(die_at: int, seen: list[str]) -> None:
    """Note what Python does to the file system; end this process at the so many-th of it."""

    def note(name: str, arguments: Any) -> None:
        if name in CHANGES or (name == "open" and arguments[1] != "r"):
            seen.append(name)
            if len(seen) == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(note)


def _run(job: dict[str, Any]) -> None:
    seen: list[str] = []
    _count_changes(job["die_at"], seen)
    {"build": build, "load": load}[job["action"]](Path(job["store"]), [Path(p) for p in job["files"]])
    if job["changes"]:
        noted = list(seen)
        Path(job["changes"]).write_text(json.dumps(noted), encoding="utf-8")


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
