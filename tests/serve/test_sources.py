"""A graph in memory, beside the same on disk."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from serving import GRAPH, NUMBERS, TOKEN, Running, serving, until

from graphkit.errors import StoreError
from graphkit.serve.server import run
from graphkit.serve.settings import Limits, Settings
from graphkit.serve.sources import Disk, Fork, Memory
from graphkit.store.layout import read_manifest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="graphs are held in memory on Linux alone")

_ROWS = f"SELECT ?s ?n {{ GRAPH <{NUMBERS}> {{ ?s ?p ?n }} }} ORDER BY ?n"


@pytest.fixture(scope="module")
def in_memory(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(small_store, tmp_path_factory.mktemp("memory") / "log", "--in-memory") as running:
        yield running


@pytest.fixture(scope="module")
def on_disk(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(small_store, tmp_path_factory.mktemp("disk") / "log", "--on-disk") as running:
        yield running


def _disk(store: Path) -> Disk:
    return Disk(store, Limits(), read_manifest(store).generation, "a-version")


async def _ended(memory: Memory) -> None:
    memory.close()
    with pytest.raises(StoreError):
        await memory.start()


def _run(work: Coroutine[None, None, None]) -> None:
    asyncio.run(work)


@pytest.mark.parametrize(
    "path",
    [
        f"/graphs?graph={GRAPH}", f"/graphs?graph={NUMBERS}", "/data/state/KOR", "/page/state/KOR", "/page/topic/n7",
        "/queries/claims?agent=South%20Korea", "/queries/claims?agent=nobody", "/sparql", "/id/state/XXX",
    ],
)  # fmt: skip
def test_both_answer_the_same(in_memory: Running, on_disk: Running, path: str) -> None:
    ours, theirs = (each.ask("GET", path) for each in (in_memory, on_disk))
    assert ours.status == theirs.status
    assert ours.body.replace(in_memory.root.encode(), b"") == theirs.body.replace(on_disk.root.encode(), b"")


def test_both_give_the_same_rows_as_of_two_versions(in_memory: Running, on_disk: Running) -> None:
    """Rows in no order may come in another one, so that neither may take the other's for its own."""
    ours, theirs = in_memory.query(_ROWS), on_disk.query(_ROWS)
    assert ours.body == theirs.body and b'"399"' in ours.body
    assert ours.headers["etag"] != theirs.headers["etag"]


def _went_over(server: Running, times: int) -> None:
    """Wait until the server is in memory for the so manieth time."""

    def went_over() -> bool:
        assert server.query("ASK {}").status == 200
        return server.log.read_text().count("served from memory") >= times

    until(went_over)


def test_a_server_goes_over_to_memory_and_to_each_new_generation(writable: Running) -> None:
    before = writable.query(_ROWS)
    _went_over(writable, 1)
    after = writable.query(_ROWS)
    assert after.body == before.body and after.headers["etag"] != before.headers["etag"]
    name = "http://x/g"
    made = writable.ask("PUT", f"/graphs?graph={name}", b"<a:b> <a:c> 7 .", content_type="text/turtle", authorization=f"Bearer {TOKEN}")
    assert made.status == 201
    changed = f"ASK {{ GRAPH <{name}> {{ <a:b> <a:c> 7 }} }}"
    assert writable.query(changed).json()["boolean"]
    _went_over(writable, 2)
    assert writable.query(changed + "# again").json()["boolean"]


def _children(process: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == process:
            found.append(int(folder.name))
    return found


def _gone(process: int) -> bool:
    """Whether a process has ended, though nobody may have asked for its status."""
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_it_goes_on_from_disk_when_what_held_the_graph_has_ended_and_says_so(small_store: Path, tmp_path: Path) -> None:
    with serving(small_store, tmp_path / "log", "--in-memory") as server:
        (holder,) = (one for each in _children(server.process.pid) for one in _children(each) if _children(one))
        killed = [holder, *_children(holder)]
        assert len(killed) >= 5
        for one in killed:
            os.kill(one, signal.SIGKILL)
        until(lambda: all(map(_gone, killed)))
        answers = [server.query(f"ASK {{}} # {turn}") for turn in range(8)]
        assert {each.status for each in answers} == {200}
    assert "served from disk for the time being" in server.log.read_text()


def test_workers_are_forks_that_can_be_killed(small_store: Path) -> None:
    async def work() -> None:
        memory = await Memory.load(_disk(small_store), 1.0)
        first, second = await memory.start(), await memory.start()
        assert first.process.pid != second.process.pid and first.version == second.version != "a-version"
        first.kill()
        first.process.join()
        assert not first.process.is_alive() and second.process.is_alive()
        head, body = await second.ask(
            {"kind": "sparql", "query": "ASK {}", "base": "http://x/", "accept": None, "default": [], "named": []}
        )
        assert head["status"] == 200 and b"true" in body
        second.kill()
        await _ended(memory)

    _run(work())


def test_what_finds_no_room_stays_on_disk(small_store: Path) -> None:
    async def work() -> None:
        with pytest.raises(StoreError, match="MB that there are for it"):
            await Memory.load(_disk(small_store), 0.0)

    _run(work())


def test_another_generation_is_not_taken_for_the_one_that_was_meant(small_store: Path) -> None:
    async def work() -> None:
        with pytest.raises(StoreError, match="changed meanwhile"):
            await Memory.load(Disk(small_store, Limits(), 99, "later"), 1.0)

    _run(work())


def test_a_broken_store_is_no_graph_in_memory(tmp_path: Path, small_store: Path) -> None:
    async def work() -> None:
        with pytest.raises(StoreError, match="no such store"):
            await Memory.load(Disk(tmp_path / "none", Limits(), 1, "a-version"), 1.0)

    _run(work())


def test_a_process_that_is_not_there_cannot_be_held() -> None:
    with pytest.raises(ProcessLookupError):
        Fork(2**22 + 1)


def _marked(mark: str) -> list[int]:
    """The processes that bear this mark in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes() and not _gone(int(folder.name)):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def test_nothing_is_left_of_a_server_that_is_killed(small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = f"graphkit-test-{tmp_path}"
    monkeypatch.setenv("GRAPHKIT_TEST_MARK", mark)
    with serving(small_store, tmp_path / "log") as server:
        assert len(_marked(mark)) > 1
        server.process.kill()
        server.process.wait()
        # They see that their channels have been closed.
        until(lambda: not _marked(mark))


def test_a_load_that_nobody_waits_for_ends(small_store: Path) -> None:
    """Wherever it is stopped: what was started by then is told to end."""

    async def work() -> None:
        for turns in range(0, 40, 2):
            loading = asyncio.ensure_future(Memory.load(_disk(small_store), 1.0))
            for _ in range(turns):
                await asyncio.sleep(0.001)
            loading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                (await loading).close()
        memory = await Memory.load(_disk(small_store), 1.0)
        (await memory.start()).kill()
        memory.close()

    before = {child for one in _children(os.getpid()) for child in _children(one)}
    _run(work())
    until(lambda: not {child for one in _children(os.getpid()) for child in _children(one) if not _gone(child)} - before)


def test_those_told_to_end_with_the_server_answer_first(small_store: Path, tmp_path: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with serving(small_store, tmp_path / "log", "--in-memory", "--time-limit", "2") as server, ThreadPoolExecutor(1) as threads:
        asked = threads.submit(server.query, endless)
        assert server.query("ASK {}").status == 200
        for one in (server.process.pid, *(each for child in _children(server.process.pid) for each in (child, *_children(child)))):
            os.kill(one, signal.SIGTERM)
        assert b"at its limit of 2 seconds" in asked.result().body


def test_a_graph_that_must_be_in_memory_and_cannot_is_not_served(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_: object) -> Memory:
        raise StoreError("it takes 132 MB, of 87 MB that there are for it", where="graph", mend="serve it from disk: --on-disk")

    monkeypatch.setattr(Memory, "load", refuse)
    with pytest.raises(StoreError, match="of 87 MB that there are for it"):
        run(Settings(small_store, port=0, in_memory=True), pytest.fail)
