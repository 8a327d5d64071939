"""The server beside others over the same graph: ``python -m benchmarks.serve_peers --store graph``.

Ten saved queries with parameters as users give them, written out as text, are asked of each server in turn by the same client
(:mod:`benchmarks.http_client`) on loopback: once with a comment that makes every text another one, so that no answer comes
from a cache, and once as they are. Absolute speeds are the machine's; what counts are the ratios.

The peers are Apache Jena Fuseki (TDB2), Virtuoso (installed and started as the tests of the stores do) and rdflib-endpoint (from
PyPI, in an environment of its own, over rdflib's own store). Each holds the store's N-Quads, its default graph the union of the
named ones. With ``--peer NAME=URL`` a server that runs already is asked in place of these.
"""

from __future__ import annotations

import argparse
import asyncio
import configparser
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from benchmarks.http_client import Client, Reply
from benchmarks.nquads import dump
from benchmarks.serve import percentile, server
from graphkit.query.binding import bind
from graphkit.query.catalogue import load_catalogue
from graphkit.query.names import Names
from graphkit.resources import shipped
from graphkit.store.disk import GraphStore
from graphkit.store.layout import generation_path, read_manifest

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
_ENDPOINT: Final = "rdflib-endpoint[cli]>=0.6.3,<0.7"
_SERVERS: Final = Path(__file__).resolve().parents[1] / "tests" / "servers"
_FUSEKI: Final = """PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>
[] a fuseki:Service ; fuseki:name "ds" ; fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ;
  fuseki:dataset [ a tdb2:DatasetTDB2 ; tdb2:location "tdb2" ; tdb2:unionDefaultGraph true ] .
"""
#: Pages of 8 KB that Virtuoso keeps in memory: some 660 MB, as its manual counsels for 1 GB.
_BUFFERS: Final = {"NumberOfBuffers": "85000", "MaxDirtyBuffers": "65000"}


def texts(store: Path) -> list[str]:
    """:data:`ASKED` as SPARQL, with the parameters bound."""
    manifest = read_manifest(store)
    place = generation_path(store, manifest.generation)
    view = GraphStore(ox.Store.read_only(str(place / "data")), place / "texts", manifest.documents)
    names, catalogue = Names(view), load_catalogue(shipped("queries"))
    return [bind(catalogue[name], given, names) for name, given in ASKED]


def _helper(name: str) -> Any:
    """A module of the tests of the stores, which install and start servers."""
    if str(_SERVERS) not in sys.path:
        sys.path.insert(0, str(_SERVERS))
    return importlib.import_module(name)


@contextmanager
def fuseki(lines: Path, folder: Path) -> Iterator[str]:
    """Fuseki over a TDB2 database that its own loader fills."""
    (jar,) = _helper("installed_files").install("fuseki")
    subprocess.run(["java", "-cp", jar, "tdb2.tdbloader", "--loc", folder / "tdb2", lines], check=True, capture_output=True)
    (folder / "config.ttl").write_text(_FUSEKI, encoding="utf-8")
    port = _helper("server_processes").free_port()
    command = ["java", "-Xmx2g", "-jar", str(jar), "--config=config.ttl", f"--port={port}", "--localhost"]
    with _running(command, folder, port, "/ds/query?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}/ds/query"


@contextmanager
def virtuoso(lines: Path, folder: Path) -> Iterator[str]:
    """Virtuoso, filled by its bulk loader."""
    started = _helper("real_servers").START["virtuoso"](folder)
    try:
        settings = configparser.RawConfigParser(strict=False, interpolation=None)
        settings.optionxform = str  # type: ignore[assignment, method-assign]
        settings.read(folder / "virtuoso.ini", encoding="utf-8")
        settings["Parameters"].update(_BUFFERS)
        with (folder / "virtuoso.ini").open("w", encoding="utf-8") as file:
            settings.write(file)
        started.restart()
        (folder / "graph.nq").hardlink_to(lines)
        load = f"ld_dir('{folder}', 'graph.nq', 'http://unused/'); rdf_loader_run(); checkpoint;"
        address = settings["Parameters"]["ServerPort"]
        subprocess.run(["isql-vt", address, "dba", "dba", f"EXEC={load}"], check=True, capture_output=True)
        yield started.query
    finally:
        started.stop()


@contextmanager
def rdflib_endpoint(lines: Path, folder: Path) -> Iterator[str]:
    """rdflib-endpoint over rdflib's own store in memory."""
    venv.create(folder / "environment", with_pip=True)
    programs = folder / "environment" / "bin"
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", _ENDPOINT], check=True)
    port = _helper("server_processes").free_port()
    command = [str(programs / "rdflib-endpoint"), "serve", str(lines), "--host", "127.0.0.1", "--port", str(port)]
    with _running(command, folder, port, "/?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def _running(command: list[str], folder: Path, port: int, probe: str) -> Iterator[None]:
    process = _helper("server_processes").ServerProcess(command, folder, port, probe, start_seconds=600.0)
    process.start()
    try:
        yield
    finally:
        process.stop()


PEERS: Final = {"Fuseki": fuseki, "Virtuoso": virtuoso, "rdflib-endpoint": rdflib_endpoint}


def _target(url: str, text: str) -> str:
    return f"{urlsplit(url).path}?query={quote(text, safe='')}"


async def rows(url: str, asked: Sequence[str]) -> list[int | None]:
    """How many rows a server gives to each text; None where it does not answer."""
    client, found = Client(url), list[int | None]()
    for text in asked:
        reply = await client.get(_target(url, text))
        found.append(len(json.loads(reply.body)["results"]["bindings"]) if reply.status == 200 else None)
    client.close()
    return found


async def pace(url: str, asked: Sequence[str], seconds: float, clients: int, cached: bool) -> tuple[list[Reply], float]:
    """What clients that ask one text after the other get, and the seconds until the last answer.

    Args:
        seconds: no request begins after them; each text is asked once at least.
        cached: whether the texts stay the same; else each ends in a comment of its own.
    """
    began, turns, found = time.perf_counter(), count(), list[Reply]()

    async def ask() -> None:
        client = Client(url)
        while (turn := next(turns)) < len(asked) or time.perf_counter() < began + seconds:
            text = asked[turn % len(asked)]
            found.append(await client.get(_target(url, text if cached else f"{text}\n# {turn}")))
        client.close()

    await asyncio.gather(*(ask() for _ in range(clients)))
    return found, time.perf_counter() - began


def compare(urls: dict[str, str], asked: Sequence[str], seconds: float, clients: int) -> None:
    """Print what each server gives and takes; the first one is ours."""
    expected: list[int | None] = []
    for name, url in urls.items():
        given = asyncio.run(rows(url, asked))
        expected = expected or given
        differ = [f"{ASKED[n][0]} {mine} : {other}" for n, (mine, other) in enumerate(zip(expected, given, strict=True)) if mine != other]
        print(f"{name}: rows {given}{'; NOT THE SAME: ' + ', '.join(differ) if differ else ''}", flush=True)
    for cached in (False, True):
        print(f"\n{clients} clients, {'the same texts again' if cached else 'no text asked twice'}")
        measured = dict[str, tuple[float, float, float]]()
        for name, url in urls.items():
            found, took = asyncio.run(pace(url, asked, seconds, clients, cached))
            good = sorted(reply.seconds for reply in found if reply.status == 200)
            wrong = dict(Counter(reply.status for reply in found if reply.status != 200))
            measured[name] = len(good) / took, percentile(good, 50), percentile(good, 99)
            rate, median, late = measured[name]
            line = f"{name:16} {rate:8.1f} requests/s, p50 {median:8.1f} ms, p99 {late:8.1f} ms, {len(good)} answered, not {wrong}"
            if len(measured) > 1:
                more, half, end = (a / max(b, 1e-9) for a, b in zip(next(iter(measured.values())), measured[name], strict=True))
                line += f"; graphkit: {more:.2f} times the requests, p50 {half:.3f}, p99 {end:.3f} of it"
            print(line, flush=True)


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
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="graphkit-peers-")))
        peers = dict(peer.split("=", 1) for peer in given.peer)
        if not peers:
            print(f"{dump(given.store, place / 'graph.nq'):,} quads")
            for name in given.peers or PEERS:
                (place / name).mkdir()
                began = time.perf_counter()
                peers[name] = stack.enter_context(PEERS[name](place / "graph.nq", place / name))
                print(f"{name} is loaded and answers at {peers[name]} after {time.perf_counter() - began:.0f} s", flush=True)
        ours, _ = stack.enter_context(server(given.store))
        compare({"graphkit": f"{ours}/sparql", **peers}, texts(given.store), given.seconds, given.clients)


if __name__ == "__main__":
    main()
