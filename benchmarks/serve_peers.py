"""The server beside others over the same graph: ``python -m benchmarks.serve_peers --store graph``.

Ten saved queries with parameters as users give them, written out as text, are asked of each server in turn by the same client
(:mod:`benchmarks.http_client`) on loopback: once with a comment that makes every text another one, so that no answer comes
from a cache, and once as they are. Absolute speeds are the machine's; what counts are the ratios.

The peers are Apache Jena Fuseki (TDB2), Virtuoso (installed and started as the tests of the stores do) and rdflib-endpoint (from
PyPI, in an environment of its own, over rdflib's own store). Each holds the store's N-Quads, its default graph the union of the
named ones. With ``--peer NAME=URL`` a server that runs already is asked in place of these. graphkit is measured twice, with the
graph in memory, as it serves one for which there is room, and from disk.

What a server has not answered within a minute it is not asked again: its pace is that of the texts it answers, after a new start,
beside graphkit's with the same texts.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from benchmarks.http_client import Client, Reply
from benchmarks.nquads import dump
from benchmarks.serve import percentile, server
from benchmarks.sparql_servers import PEERS
from graphkit.query.binding import bind
from graphkit.query.catalogue import load_catalogue
from graphkit.query.names import Names
from graphkit.resources import shipped
from graphkit.store.disk import GraphStore

#: What is asked: saved queries, and their parameters. They have rows in a graph of the records of ``unbisnet_draft_resolutions``,
#: ``upr_info``, ``countries`` and ``dprk_facts``: 1.14 million quads.
ASKED: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("changed-votes", {"state": "KOR"}),
    ("vote-history", {"state": "KOR"}),
    ("who-voted", {"state": "KOR"}),
    ("voted-together", {"state": "KOR"}),
    ("calls", {"addressee": "PRK"}),
    ("stances-toward", {"target": "PRK"}),
    ("dropped-sponsors", {"state": "KOR"}),
    ("who-cosponsored", {"state": "JPN"}),
    ("mandate-holders", {"post": "office/hchr"}),
    ("claims", {"document": "upr-info-years"}),
)
#: Seconds after which an answer is not waited for.
_PATIENCE: Final = 60.0


def texts(store: Path) -> list[str]:
    """:data:`ASKED` as SPARQL, with the parameters bound."""
    view = GraphStore.open(store)
    names, catalogue = Names(view), load_catalogue(shipped("queries"))
    return [bind(catalogue[name], given, names) for name, given in ASKED]


def _target(url: str, text: str) -> str:
    return f"{urlsplit(url).path}?query={quote(text, safe='')}"


async def _asked(client: Client, target: str) -> Reply:
    """An answer; one that does not come in time is none."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return await client.get(target)
    except TimeoutError:
        client.close()
        return Reply(0, b"", _PATIENCE)


async def rows(url: str, asked: Sequence[str]) -> list[int | None]:
    """How many rows a server gives to each text; None where it does not answer, and after one that it is still busy with."""
    client, found = Client(url), list[int | None]()
    for text in asked:
        reply = await _asked(client, _target(url, text))
        found.append(len(json.loads(reply.body)["results"]["bindings"]) if reply.status == 200 else None)
        if reply.seconds >= _PATIENCE:
            break
    client.close()
    return found + [None] * (len(asked) - len(found))


async def pace(url: str, asked: Sequence[str], seconds: float, clients: int, cached: bool) -> Pace:
    """How fast a server answers clients that ask one text after the other.

    Args:
        seconds: no request begins after them; each text is asked once at least.
        cached: whether the texts stay the same; else each ends in a comment of its own.
    """
    began, turns, found = time.perf_counter(), count(), list[Reply]()

    async def ask() -> None:
        client = Client(url)
        while (turn := next(turns)) < len(asked) or time.perf_counter() < began + seconds:
            text = asked[turn % len(asked)]
            found.append(await _asked(client, _target(url, text if cached else f"{text}\n# {turn}")))
        client.close()

    await asyncio.gather(*(ask() for _ in range(clients)))
    good = [reply.seconds for reply in found if reply.status == 200]
    return Pace(len(good) / (time.perf_counter() - began), percentile(good, 50), percentile(good, 99), len(found) - len(good))


@dataclass(frozen=True)
class Pace:
    """Answers a second, their milliseconds, and how many requests had none."""

    rate: float
    median: float
    late: float
    missed: int

    def __str__(self) -> str:
        return f"{self.rate:8.2f} answers/s, p50 {self.median:8.1f} ms, p99 {self.late:8.1f} ms, {self.missed} not answered"

    def beside(self, other: Pace) -> str:
        """The ratios of another to this one."""
        more, half, late = (a / b if b else math.inf for a, b in zip(astuple(other)[:3], astuple(self)[:3], strict=True))
        return f"{more:.2f} times as many, p50 {half:.3f} of it, p99 {late:.3f}"


#: The pace of whoever is not asked.
_NONE: Final = Pace(0.0, math.nan, math.nan, 0)


@dataclass(frozen=True)
class Measured:
    """What a server gives: rows for each text; its pace where no text is asked twice, and where they are."""

    rows: list[int | None]
    paces: tuple[Pace, Pace]


@dataclass(frozen=True)
class Load:
    """What servers are asked, and how."""

    texts: Sequence[str]
    seconds: float
    clients: int

    def measure(self, url: str) -> Measured:
        """Ask a server both ways; one that does not answer all is not asked further."""
        found = asyncio.run(rows(url, self.texts))
        if None in found:
            return Measured(found, (_NONE, _NONE))
        new, again = (asyncio.run(pace(url, self.texts, self.seconds, self.clients, cached)) for cached in (False, True))
        return Measured(found, (new, again))

    def ours(self, store: Path) -> dict[str, Measured]:
        """The same of graphkit, from memory and from disk."""
        found = {}
        for where in ("--in-memory", "--on-disk"):
            with server(store, where) as (root, _):
                found[f"graphkit {where}"] = self.measure(f"{root}/sparql")
        return found

    def answered(self, found: Measured) -> Load:
        """What a server has given rows for."""
        return replace(self, texts=[text for text, n in zip(self.texts, found.rows, strict=True) if n is not None])


def told(name: str, measured: Measured, ours: Mapping[str, Measured]) -> str:
    """A server beside ours, in lines."""
    same = all(measured.rows == each.rows for each in ours.values())
    lines = [f"{name}: rows {measured.rows}{'' if same else ', NOT THE SAME'}"]
    for turn, how in enumerate(("no text twice", "the same texts")):
        lines.append(f"  {how:16}{measured.paces[turn]}")
        lines += [f"    {mine:22}{measured.paces[turn].beside(each.paces[turn])}" for mine, each in ours.items() if each is not measured]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--with", dest="peers", action="append", choices=list(PEERS), help="these peers alone")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=URL", help="query endpoints that run already")
    parser.add_argument("--seconds", type=float, default=20.0, help="for each server, twice")
    parser.add_argument("--clients", type=int, default=4)
    given = parser.parse_args(arguments)
    print(f"load of the machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    load = Load(texts(given.store), given.seconds, given.clients)
    ours = load.ours(given.store)
    for name, measured in ours.items():
        print(told(name, measured, {name: measured}), flush=True)
    peers = dict(peer.split("=", 1) for peer in given.peer)
    for name, url in peers.items():
        print(told(name, load.measure(url), ours), flush=True)
    if peers:
        return
    with tempfile.TemporaryDirectory(prefix="graphkit-peers-") as folder:
        lines = Path(folder, "graph.nq")
        print(f"{dump(given.store, lines):,} quads")

        def turn(name: str, load: Load) -> Measured:
            # One at a time: a server that goes on with what nobody waits for any more would disturb the next.
            with tempfile.TemporaryDirectory(dir=folder) as place, PEERS[name](lines, Path(place)) as url:
                return load.measure(url)

        for name in given.peers or PEERS:
            found = turn(name, load)
            if None not in found.rows:
                print(told(name, found, ours), flush=True)
                continue
            fewer = load.answered(found)
            print(f"{name}: rows {found.rows}; beside graphkit with the {len(fewer.texts)} texts it answers:")
            if fewer.texts:
                print(told(name, turn(name, fewer), fewer.ours(given.store)), flush=True)


if __name__ == "__main__":
    main()
