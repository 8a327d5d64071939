"""How the server behaves under load: ``python -m benchmarks.serve --store graph``.

Everything is on loopback, in one run, by one client (:mod:`benchmarks.http_client`). Beside others it is measured by
:mod:`benchmarks.serve_peers`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import secrets
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.hostile import hostile
from benchmarks.http_client import Client, Reply
from graphkit.query.catalogue import load_catalogue
from graphkit.resources import shipped
from graphkit.store.writer import Writer

_RUNAWAY = "/sparql?" + urlencode({"query": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"})
_STATES = ("KOR", "JPN", "PRK", "NOR", "BRA", "ZAF", "IND", "FRA", "CHN", "USA", "MEX", "EGY", "KEN", "PER", "POL", "SWE")
_ASK = "/sparql?" + urlencode({"query": "ASK {}"})
_LARGE = "/sparql?" + urlencode({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"})
_SIZE = "/sparql?" + urlencode({"query": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"})


@contextmanager
def server(store: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server and its address."""
    command = [sys.executable, "-c", "from graphkit.cli import main; main()", "serve", "--store", str(store), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        parts = urlsplit(process.stdout.readline().rpartition(" at ")[2].strip())
        yield f"{parts.scheme}://{parts.netloc}", process
    finally:
        process.terminate()
        process.wait(timeout=90)


async def runaways(root: str, limit: float, seconds: float) -> str:
    """Eight clients with queries that never end, and one that asks for next to nothing."""
    end = time.perf_counter() + seconds
    late: list[Reply] = []

    async def run_away() -> None:
        client = Client(root)
        while time.perf_counter() < end:
            late.append(await client.get(_RUNAWAY))

    async def ask() -> list[Reply]:
        client, found = Client(root), list[Reply]()
        while time.perf_counter() < end:
            # Another text each time, so that no answer comes from the cache.
            found.append(await client.get(f"{_ASK}%23{len(found)}"))
            await asyncio.sleep(0.01)
        return found

    asking = asyncio.create_task(ask())
    await asyncio.gather(*(run_away() for _ in range(8)))
    asked = await asking
    over = [reply.seconds - limit for reply in late]
    wrong = Counter(reply.status for reply in asked if reply.status != 200)
    return (
        f"{len(asked)} ASK: {_spread(asked)}, not answered {dict(wrong)}; {len(late)} runaways, statuses "
        f"{dict(Counter(r.status for r in late))}, ended at most {max(over):.2f} s after their limit"
    )


async def crowd(root: str, pid: int, clients: int, each: int) -> str:
    """Many clients at once, each with several saved queries: half of them without parameters, half for a state of their own."""
    catalogue = load_catalogue(shipped("queries")).values()
    states = cycle(_STATES)
    whole = [query.name for query in catalogue if not any(p.required for p in query.parameters)]
    paths = [f"/queries/{name}" for name in whole]
    of_states = [query.name for query in catalogue if any(p.name == "state" for p in query.parameters)]
    paths += [f"/queries/{name}?state={next(states)}" for name in of_states for _ in _STATES]
    # The same order each time, in which neighbours are not of one query.
    random.Random(len(paths)).shuffle(paths)

    async def one(number: int) -> list[Reply]:
        client = Client(root)
        found = [await client.get(path) for path in islice(cycle(paths), number % len(paths), number % len(paths) + each)]
        client.close()
        return found

    watching, began = Watching(pid), time.perf_counter()
    found = [reply for replies in await asyncio.gather(*map(one, range(clients))) for reply in replies]
    took = time.perf_counter() - began
    most = watching.end()
    return (
        f"{len(found)} requests of {clients} clients in {took:.1f} s ({len(found) / took:.0f} a second), statuses "
        f"{dict(Counter(r.status for r in found))}, {_spread(found)}, memory of all processes at most {most >> 20} MB"
    )


async def slow(root: str, pid: int, clients: int) -> str:
    """Clients that each ask for 16 MB of their own and take next to nothing of it; and one that asks for next to nothing."""
    host, port = urlsplit(root).hostname, urlsplit(root).port
    held, left = list[asyncio.StreamWriter](), clients

    async def ask_much(number: int) -> str:
        nonlocal left
        reader, writer = await asyncio.open_connection(host, port, limit=1024)
        held.append(writer)
        writer.write(f"GET {_LARGE}%23{number} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        status = (await reader.readline()).split()
        left -= 1
        return status[1].decode() if len(status) > 1 else "closed"

    async def ask_little() -> list[Reply]:
        client, found = Client(root), list[Reply]()
        while left:
            found.append(await client.get(f"{_ASK}%23{len(found)}"))
            await asyncio.sleep(0.02)
        return found

    watching, asking = Watching(pid), asyncio.create_task(ask_little())
    statuses = Counter(await asyncio.gather(*map(ask_much, range(clients))))
    asked = await asking
    most = watching.end()
    for writer in held:
        writer.transport.abort()
    return (
        f"{clients} clients that do not read 16 MB each: statuses {dict(statuses)}, memory of all processes at most {most >> 20} MB; "
        f"meanwhile {len(asked)} ASK: {_spread(asked)}, statuses {dict(Counter(r.status for r in asked))}"
    )


async def restarts(root: str, process: subprocess.Popen[str], store: Path, times: int) -> str:
    """New generations of the store, and SIGHUP, while requests come in; then SIGTERM while they are under way."""
    going, found = True, list[Reply]()

    async def ask(number: int) -> None:
        client, count = Client(root), 0
        while going:
            count += 1
            found.append(await client.get(f"{_SIZE}%23{number}.{count}"))

    asking = [asyncio.create_task(ask(number)) for number in range(16)]
    for _ in range(times):
        await asyncio.to_thread(_switch, store)
        process.send_signal(signal.SIGHUP)
        await asyncio.sleep(0.3)
    going = False
    await asyncio.gather(*asking)
    switched = dict(Counter(r.status for r in found))
    clients = [Client(root) for _ in range(24)]
    await asyncio.gather(*(client.get(_ASK) for client in clients))
    last = [asyncio.create_task(client.get(f"{_SIZE}%23last{number}")) for number, client in enumerate(clients)]
    await asyncio.sleep(0.05)
    process.terminate()
    ended = Counter(reply.status for reply in await asyncio.gather(*last))
    return f"{times} new generations: statuses {switched}; SIGTERM with {len(last)} requests under way: statuses {dict(ended)}"


def _switch(store: Path) -> None:
    with Writer(store):
        pass


class Watching:
    """Looks each second at how much memory a process and all below it take."""

    def __init__(self, pid: int) -> None:
        self._most = 0
        self._task = asyncio.create_task(self._watch(pid))

    async def _watch(self, pid: int) -> None:
        while True:
            self._most = max(self._most, await asyncio.to_thread(proportional, pid))
            await asyncio.sleep(1)

    def end(self) -> int:
        """The most that was seen, in bytes."""
        self._task.cancel()
        return self._most


def proportional(pid: int) -> int:
    """Bytes of memory of a process and all below it; of what several share, each has its part (Linux, proc(5))."""
    parents, sizes = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            told = (folder / "smaps_rollup").read_text().splitlines()
            sizes[int(folder.name)] = next(int(line.split()[1]) << 10 for line in told if line.startswith("Pss:"))
        except (OSError, ValueError, IndexError, StopIteration):
            continue

    def below(one: int) -> int:
        return sizes.get(one, 0) + sum(below(child) for child, parent in parents.items() if parent == one)

    return below(pid)


def percentile(values: list[float], percent: int) -> float:
    """A percentile of seconds, in milliseconds."""
    if len(values) < 2:
        return 1000 * (values[0] if values else float("nan"))
    return 1000 * statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def _spread(replies: list[Reply]) -> str:
    times = sorted(reply.seconds for reply in replies)
    return f"p50 {percentile(times, 50):.1f} ms, p99 {percentile(times, 99):.1f} ms, at most {1000 * times[-1]:.0f} ms"


def main(arguments: list[str] | None = None) -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--part", action="append", choices=["runaways", "crowd", "slow", "restarts", "hostile"])
    parser.add_argument("--on-disk", action="store_const", dest="where", const="--on-disk", default="--in-memory")
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--requests", type=int, default=24_000)
    parser.add_argument("--clients", type=int, default=1_000)
    given = parser.parse_args(arguments)
    parts: dict[str, Callable[[], object]] = {}

    def measured(*options: str) -> Callable[[Callable[[str, subprocess.Popen[str]], object]], object]:
        def run(part: Callable[[str, subprocess.Popen[str]], object]) -> object:
            with server(given.store, given.where, *options) as (root, process):
                return part(root, process)

        return run

    parts["runaways"] = lambda: measured("--time-limit", "1")(lambda r, p: asyncio.run(runaways(r, 1.0, given.seconds)))
    parts["crowd"] = lambda: measured()(lambda r, p: asyncio.run(crowd(r, p.pid, given.clients, 5)))
    parts["slow"] = lambda: measured()(lambda r, p: asyncio.run(slow(r, p.pid, given.clients // 5)))
    parts["restarts"] = lambda: measured()(lambda r, p: asyncio.run(restarts(r, p, given.store, 5)))
    # With updates allowed there is more to be refused; nobody is told the token.
    os.environ.setdefault("GRAPHKIT_TOKEN", secrets.token_hex(24))
    parts["hostile"] = lambda: measured("--time-limit", "5", "--allow-updates")(
        lambda r, p: asyncio.run(hostile(r, given.store, given.requests))
    )
    for name in given.part or list(parts):
        print(f"{name}: {parts[name]()}", flush=True)


if __name__ == "__main__":
    main()
