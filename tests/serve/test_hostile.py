"""Requests that are malformed or meant ill."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from serving import TOKEN, Running

from benchmarks.hostile import fingerprint, replies
from benchmarks.hostile_requests import hostile_requests, message


def test_hostile_requests_are_refused_and_change_nothing(writable: Running, tmp_path: Path) -> None:
    before = fingerprint(tmp_path / "graph")
    found = asyncio.run(replies(writable.root, hostile_requests(400)))
    assert len(found) == 400
    assert [(reply.status, request) for request, reply in found if not 400 <= reply.status < 500] == []
    assert fingerprint(tmp_path / "graph") == before
    assert writable.query("ASK {}").status == 200


def test_the_store_would_show_a_change(writable: Running, tmp_path: Path) -> None:
    before = fingerprint(tmp_path / "graph")
    put = message("PUT", "/graphs?default", b"<a:a> <a:b> 1 .", content_type="text/turtle", authorization=f"Bearer {TOKEN}")
    ((_, reply),) = asyncio.run(replies(writable.root, [put]))
    assert reply.status == 204
    assert fingerprint(tmp_path / "graph") != before


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 414),
        (b"GET /queries HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"y" * 70_000 + b"\r\n\r\n", 431),
        (b"GET /queries HTTP/1.1\r\nHost: 127.0.0.1\r\nX: \x00\r\n\r\n", 400),
        (b"GET /queries HTTP/2.0\r\nHost: 127.0.0.1\r\n\r\n", 400),
        (b"GET http://evil.example/queries HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 400),
    ],
)
def test_what_cannot_be_read_is_told_as_problem_details(server: Running, request_: bytes, status: int) -> None:
    with server.connect(request_) as connection, connection.makefile("rb") as answer:
        head, _, body = answer.read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"content-type: application/problem+json" in head and b"nosniff" in head
    assert b'"status": %d' % status in body


def test_an_address_with_a_host_in_it_is_understood(server: Running) -> None:
    ((_, reply),) = asyncio.run(replies(server.root, [message("GET", f"{server.root}/queries")]))
    assert reply.status == 200


def test_an_answer_under_way_is_not_broken_by_what_comes_after_it(server: Running) -> None:
    ask = message("GET", "/sparql?query=ASK%7B%7D")
    with server.connect(ask + b"\x00\r\n\r\n") as connection, connection.makefile("rb") as answer:
        told = answer.read()
    assert told.startswith(b"HTTP/1.1 200 OK") and told.count(b"HTTP/1.1") == 1


def test_requests_may_wait_on_a_connection_but_not_too_many(server: Running) -> None:
    ask = message("GET", "/page.css")
    with server.connect(ask * 5 + b"\x00\r\n\r\n") as connection, connection.makefile("rb") as answer:
        assert answer.read().count(b"HTTP/1.1 200 OK") == 5
    with server.connect(ask * 500) as connection, connection.makefile("rb") as answer:
        assert answer.read().count(b"HTTP/1.1 200 OK") < 30


@pytest.mark.parametrize("path", ["/id/state/XXX", "/id/..%2f..%2fetc%2fpasswd", "/id/%22%3E"])
def test_what_the_graph_does_not_know_leads_nowhere(server: Running, path: str) -> None:
    assert server.ask("GET", path).status in (400, 404)
    assert server.ask("GET", path, if_none_match="*").status in (400, 404)
