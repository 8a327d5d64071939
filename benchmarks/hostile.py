"""Requests that are malformed or meant ill, the same ones each time for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

_QUERIES: Final = (
    "ASK {", "SELECT * WHERE { ?s ?p }", "DROP ALL", "CLEAR ALL", "INSERT DATA { <a:a> <a:b> 1 }", "DELETE WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:9/>", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:9/> { GRAPH ?g { ?s ?p ?o } }", "ASK { S\\u0045RVICE <a:b> { ?s ?p ?o } }",
    "' OR 1=1 --", "'; DROP TABLE x; --", "<script>alert(1)</script>", "${jndi:ldap://127.0.0.1/a}", "{{7*7}}", "../../etc/passwd", "\x00",
    "ASK { ?s ?p ?o } ; DROP ALL", "SELECT (<http://x>(1) AS",
    "(" * 3000, "ASK " + "{" * 20000, "SELECT * { ?s " + "!" * 5000 + "<a:b> ?o }",
    "PREFIX : <x> ASK { :a :b :c ", "DESCRIBE", "CONSTRUCT {", "select", "", " ", "\ufffe", "ASK { ?s ?p 'x }",
)  # fmt: skip
_PATHS: Final = (
    "/id/..%2f..%2fetc%2fpasswd", "/page/../../etc/passwd", "/data/%00", "/page/%22%3E%3Cscript%3E", "/queries/../../../etc/passwd",
    "/queries/who-declined-to-cosponsor?state=%27%22%3E", "/queries/calls?from=9999999999999", "/queries/calls?__from_date=1",
    "/queries/calls?agent=%7D%20DROP%20ALL", "/graphs?graph=file%3A%2F%2F%2Fetc%2Fpasswd", "/graphs?graph=", "/graphs?default=1",
    "/graphs", "/.git/config", "/sparql?update=DROP%20ALL", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "/sparql?x", "/sparql?query=%ff%fe",
    "/sparql?query=ASK%7B%7D&default-graph-uri=x", "/update?update=DROP%20ALL", "/admin", "//evil.example/", "/sparql/../update",
)  # fmt: skip
_METHODS: Final = ("PUT", "DELETE", "PATCH", "TRACE", "POST", "MKCOL")
_KINDS: Final = (
    "text/plain",
    "application/json",
    "application/sparql-update",
    "application/x-www-form-urlencoded",
    "text/turtle",
    "*/*",
    "",
)
_RAW: Final = (
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"GET /sparql HTTP/9.9\r\nHost: localhost\r\n\r\n", b"\x16\x03\x01\x02\x00\r\n\r\n",
    b"GET /sparql?query=\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\r\n\r\nnonsense\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 999999999\r\n\r\n",
    b"GET /queries HTTP/1.1\r\nHost: localhost\r\nAccept: image/png\r\nX: " + b"y" * 70000 + b"\r\nHost: evil.example\r\n\r\n",
)  # fmt: skip


def hostile_requests(count: int, seed: int = 20111) -> Iterator[bytes]:
    """So many requests as bytes; none of them may be answered with success, for none asks for what may be had."""
    chance = random.Random(seed)
    for number in range(count):
        kind = number % 5
        if kind == 0:
            yield _request("GET", f"/sparql?query={quote(_mutated(chance.choice(_QUERIES), chance))}")
        elif kind == 1:
            body = _mutated(chance.choice(_QUERIES), chance).encode("utf-8", "replace")
            yield _request("POST", chance.choice(("/sparql", "/update", "/sparql/")), chance.choice(_KINDS), body)
        elif kind == 2:
            yield _request("GET", chance.choice(_PATHS))
        elif kind == 3:
            path = chance.choice(("/graphs?graph=http%3A%2F%2Fx%2Fy", "/graphs/x", "/queries", "/id/state/KOR", "/update", "/openapi.json"))
            yield _request(chance.choice(_METHODS), path, chance.choice(_KINDS), chance.randbytes(chance.randrange(200)))
        else:
            yield chance.choice(_RAW)


def _mutated(text: str, chance: random.Random) -> str:
    """A text that is still no query, for a bracket stands before it."""
    marks = "".join(chance.choice("{}<>\"'\\?;#$%&\t\n\u202e\U0001f600") for _ in range(chance.randrange(8)))
    return "}" + text + marks if chance.random() < 0.7 else text


def _request(method: str, path: str, kind: str = "", body: bytes | None = None) -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (f"Content-Type: {kind}\r\n" if kind else "")
    return (head + (f"Content-Length: {len(body)}\r\n" if body is not None else "") + "\r\n").encode("latin-1") + (body or b"")
