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

import pyoxigraph as ox

from graphkit import pipeline
from graphkit.claims.extractor import Extractor
from graphkit.conclusions import compare_documents
from graphkit.ingest.reading import read_document
from graphkit.model.provenance import RULES
from graphkit.model.reference import Reference
from graphkit.namespaces import GK, record_graph
from graphkit.store.writer import Writer

#: Loaded once, and inherited by every fork.
_READER = pipeline.reader()[1]


def _reader(tables: Reference) -> Extractor:
    return _READER


METHOD = pipeline.Method(RULES, _reader)


RECORD_GRAPH = record_graph("sponsors")


def _record() -> list[ox.Quad]:
    """A sponsor on record, so that the rules conclude something from each document that tells of it."""
    here = "https://w3id.org/graphkit"
    record, dataset = ox.NamedNode(f"{here}/id/claim/record"), ox.NamedNode(f"{here}/id/document/sponsors")
    said = {
        "agent": ox.NamedNode(f"{here}/id/state/KOR"),
        "target": ox.NamedNode(f"{here}/id/resolution/dprk-human-rights-unga-2019"),
        "stance": ox.NamedNode(f"{here}/stance/cosponsors"),
        "status": ox.Literal("asserted"),
        "statedIn": dataset,
    }
    graph = ox.NamedNode(RECORD_GRAPH)
    kind = ox.Quad(dataset, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(GK + "Dataset"), graph)
    return [kind, *(ox.Quad(record, ox.NamedNode(GK + name), value, graph) for name, value in said.items())]


def build(store: Path, files: list[Path]) -> None:
    """A new graph of some documents, in one switch, as ``graphkit build`` writes them."""
    with Writer(store, fresh=True) as writer:
        writer.replace(RECORD_GRAPH, _record())
        for path in files:
            document = read_document(path)
            pipeline._put(writer, document, _READER.read(document), "build", METHOD)
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
