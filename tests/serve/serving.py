"""A server over a store, started as users start it, and a client that hides nothing."""

from __future__ import annotations

import http.client
import json
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from graphkit.namespaces import GK, ID, RDF, RDFS, SKOS
from graphkit.store.writer import Writer

TOKEN = "a-token-for-the-tests-alone"
#: Seconds in which a server has to be there.
START = 60
_LIMITED = """
import json, sys
from pathlib import Path
from graphkit.serve.server import run
from graphkit.serve.settings import Limits, Settings
settings = Settings(Path(sys.argv[1]), port=0, workers=4, limits=Limits(**json.loads(sys.argv[2])))
run(settings, lambda address: print(f"graph at {address}/sparql", flush=True))
"""

#: A graph with what a page may not believe.
TURTLE = f"""
<{ID}state/KOR> a <{GK}State> ; <{RDFS}label> "Republic of Korea" ; <{SKOS}prefLabel> "Republic of Korea" ;
  <{SKOS}notation> "KOR" ; <{SKOS}altLabel> "South Korea", "<script>alert(1)</script>" .
<{ID}state/JPN> a <{GK}State> ; <{RDFS}label> "Japan" ; <{SKOS}prefLabel> "Japan" ; <{SKOS}notation> "JPN" .
"""
GRAPH = "https://w3id.org/graphkit/graph/reference/states"
NUMBERS = "https://w3id.org/graphkit/graph/document/numbers"


def make_store(path: Path) -> Path:
    numbers = [
        ox.Quad(ox.NamedNode(f"{ID}topic/n{n}"), ox.NamedNode(RDF + "value"), ox.Literal(n), ox.NamedNode(NUMBERS)) for n in range(400)
    ]
    with Writer(path) as writer:
        writer.replace(
            GRAPH, [ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(GRAPH)) for t in ox.parse(TURTLE, ox.RdfFormat.TURTLE)]
        )
        writer.replace(NUMBERS, numbers)
    return path


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Running:
    port: int
    process: subprocess.Popen[str]
    log: Path

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        """One request; ``content_type`` stands for ``Content-Type``."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def connect(self, *sent: bytes, room: int | None = None) -> socket.socket:
        """A connection that has sent these bytes; it takes *room* bytes, or so, without being read."""
        made = socket.socket()
        made.settimeout(START)
        if room is not None:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        made.connect(("127.0.0.1", self.port))
        for each in sent:
            made.sendall(each)
        return made

    def query(self, text: str, accept: str = "application/sparql-results+json", **more: str) -> Reply:
        return self.ask("GET", "/sparql?" + urlencode({"query": text, **more}), accept=accept)


def until(holds: Callable[[], bool]) -> None:
    """Look until it holds.

    Raises:
        AssertionError: it does not within a minute.
    """
    end = time.monotonic() + START
    while not holds():
        assert time.monotonic() < end, "it never came to pass"


def serving(store: Path, log: Path, *options: str) -> AbstractContextManager[Running]:
    """A server until the end of the context, started as users start it."""
    code = "from graphkit.cli import main; main()"
    return _running([code, "serve", "--store", str(store), "--port", "0", "--workers", "4", *options], log)


def limited(store: Path, log: Path, **limits: float) -> AbstractContextManager[Running]:
    """The same with limits that no option sets."""
    return _running([_LIMITED, str(store), json.dumps(limits)], log)


@contextmanager
def _running(arguments: list[str], log: Path) -> Iterator[Running]:
    """A server until the end of the context; it ends by SIGTERM."""
    environment = {**os.environ, "GRAPHKIT_TOKEN": TOKEN}
    with log.open("w") as errors:
        process = subprocess.Popen([sys.executable, "-c", *arguments], stdout=subprocess.PIPE, stderr=errors, text=True, env=environment)
    try:
        assert process.stdout is not None
        readable, _, _ = select.select([process.stdout], [], [], START)
        line = process.stdout.readline() if readable else ""
        assert " at http://" in line, f"no server: {log.read_text()}"
        yield Running(int(line.rpartition(":")[2].partition("/")[0]), process, log)
    finally:
        process.terminate()
        process.wait(timeout=START)
        if process.stdout:
            process.stdout.close()
