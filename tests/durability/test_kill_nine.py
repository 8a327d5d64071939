"""A writer that is killed at any moment: each document is wholly there or wholly absent, and going on ends as if nothing had been."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from graphkit.namespaces import document_graph
from graphkit.store.disk import GraphStore
from graphkit.store.layout import is_store, read_manifest

SEED = 20261125
BASE, ADDED = 3, 3


class Worker:
    """The process that forks the writers."""

    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__).with_name("durability_worker.py"))]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        assert self._process.stdin is not None and self._process.stdout is not None
        self._jobs, self._answers = self._process.stdin, self._process.stdout
        assert self._answers.readline() == "ready\n"

    def run(self, action: str, store: Path, files: list[Path], after: float | None = None, die_at: int = 0, changes: str = "") -> int:
        """The exit status: of a writer that may end, or is killed *after* seconds or at a change; *changes* is where it notes all."""
        job = {"action": action, "store": str(store), "files": [str(p) for p in files], "die_at": die_at, "changes": changes}
        self._jobs.write(json.dumps(job) + "\n")
        child = int(self._answers.readline())
        if after is not None and not select.select([self._answers], [], [], after)[0]:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(self._answers.readline())

    def close(self) -> None:
        self._jobs.close()
        self._process.wait(20)
        self._answers.close()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


@pytest.fixture
def memory_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a kill loses nothing that a disk would keep, and no round waits for a disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory, prefix="graphkit-") as folder:
        yield Path(folder)


def documents(folder: Path) -> list[Path]:
    made = []
    for number in range(BASE + ADDED):
        path = folder / f"paper-{number}.txt"
        body = "In 2019, South Korea co-sponsored General Assembly resolution A/RES/74/166.\n"
        head = f"---\ntitle: Paper {number}\nauthor: Writer {number}\ndate: 2020-01-0{number + 1}\n---\n"
        path.write_text(head + body, encoding="utf-8")
        made.append(path)
    return made


def lines(store: Path) -> list[str]:
    with GraphStore.open(store) as opened:
        return sorted(str(quad) for quad in opened.quads())


def whole(store: Path, files: list[Path], expected: dict[str, list[str]]) -> None:
    """Each document has all of its quads and its text, or nothing at all."""
    with GraphStore.open(store) as opened:
        graphs = set(opened.graphs())
        for path in files:
            graph = document_graph(path.stem)
            there = path.stem in opened.documents
            assert (graph in graphs) == there == (opened.text(path.stem) is not None), path.stem
            assert [str(q) for q in opened.quads(graph)] == (expected[graph] if there else [])


def stage(store: Path, before: int) -> str:
    """Where the killed writer was: what it had switched to, and what lay beside that."""
    generation = read_manifest(store).generation if is_store(store) else 0
    present = {int(p.name) for p in (store / "generations").iterdir()} if (store / "generations").is_dir() else set()
    if (store / "graphkit.json.new").exists():
        return "at a switch"
    if any(number > generation for number in present):
        return "before the first switch" if generation == before else "between two switches"
    if any(number < generation for number in present):
        return "after a switch, before the old generation was gone"
    return "before anything" if generation == before else "after a switch, nothing left over"


def moment(chance: random.Random, changes: list[str]) -> int:
    """The number of a change of the file system: any, or one beside a switch."""
    if chance.random() < 0.4:
        return chance.randint(1, len(changes))
    switches = [number for number, name in enumerate(changes, 1) if name == "os.rename"]
    return chance.choice(switches) + chance.randint(-1, 6)


def kill_writers(worker: Worker, folder: Path, rounds: int) -> Counter[str]:
    """Kill so many writers, half at a drawn moment, half at a drawn change of the file system, often beside a switch."""
    chance = random.Random(SEED)
    files = documents(folder)
    base, whole_build = folder / "base", folder / "undisturbed"
    length: dict[str, float] = {}
    changes: dict[str, list[str]] = {}

    def undisturbed(action: str, store: Path, added: list[Path]) -> None:
        began, noted = time.monotonic(), folder / f"{action}.json"
        assert worker.run(action, store, added, changes=str(noted)) == 0
        length[action] = time.monotonic() - began
        changes[action] = json.loads(noted.read_text(encoding="utf-8"))

    undisturbed("build", base, files[:BASE])
    shutil.copytree(base, whole_build)
    undisturbed("load", whole_build, files[BASE:])
    wanted = {"build": lines(base), "load": lines(whole_build)}
    # Without conclusions over several documents, a load that never drew them would go unseen.
    drawn = [{line for line in wanted[name] if "/graph/inferred/" in line} for name in ("build", "load")]
    assert drawn[1] - drawn[0]
    with GraphStore.open(whole_build) as opened:
        expected = {graph: [str(q) for q in opened.quads(graph)] for graph in opened.graphs()}
    stages: Counter[str] = Counter()
    for number in range(rounds):
        action = ("build", "load")[number % 2]
        store = folder / "store"
        shutil.rmtree(store, ignore_errors=True)
        fresh = action == "build" and number % 4 == 0
        if not fresh:
            shutil.copytree(base, store)
        before = 0 if fresh else read_manifest(store).generation
        added = files[:BASE] if action == "build" else files[BASE:]
        timed = number // 2 % 2 == 0
        after = chance.uniform(0, length[action]) if timed else None
        status = worker.run(action, store, added, after, 0 if timed else moment(chance, changes[action]))
        assert status in (0, -signal.SIGKILL)
        stages[f"{action}: " + (stage(store, before) if status else "had ended")] += 1
        if is_store(store):
            whole(store, files, expected)
        else:
            assert fresh
        assert worker.run(action, store, added) == 0
        assert lines(store) == wanted[action], f"round {number}"
        # The next writer clears what was left, whatever had come before it.
        assert worker.run("build", store, added) == 0
        assert [p.name for p in (store / "generations").iterdir()] == [str(read_manifest(store).generation)]
        assert not (store / "graphkit.json.new").exists()
    return stages


def test_a_dozen(worker: Worker, memory_folder: Path) -> None:
    assert sum(kill_writers(worker, memory_folder, 12).values()) == 12


@pytest.mark.durability
def test_two_hundred(worker: Worker, memory_folder: Path) -> None:
    stages = kill_writers(worker, memory_folder, 200)
    print("", *(f"{count:4}  {name}" for name, count in sorted(stages.items())), sep="\n")
    killed = Counter(name.partition(": ")[2] for name in stages.elements())
    assert killed["had ended"] <= 60
    assert killed["before the first switch"] >= 20
    assert killed["at a switch"]
    assert killed["after a switch, before the old generation was gone"]
