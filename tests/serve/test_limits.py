"""What a query, an answer and a client may not go beyond, and that others go on."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import quote

import pytest
from serving import NUMBERS, Running, limited, until

_NUMBERS = f"SELECT ?n {{ GRAPH <{NUMBERS}> {{ ?s ?p ?n }} }}"
_GRAPH = f"CONSTRUCT {{ ?s ?p ?n }} {{ GRAPH <{NUMBERS}> {{ ?s ?p ?n }} }}"
#: A string that doubles forty times.
_GROWING = "SELECT ?x40 { BIND('0123456789' AS ?x0) " + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40)) + " }"
_EACH = f"{{{{ GRAPH <{NUMBERS}> {{{{ ?s{{0}} ?p{{0}} ?n{{0}} }}}} }}}}"
#: An answer of 160,000 rows, of which 16 MB are sent.
_LARGE = f"SELECT * {{ {_EACH.format(1)} {_EACH.format(2)} }}"
#: It takes more than the quarter of a second in which a query is not long, and an end is near.
_LONG = f"SELECT (COUNT(*) AS ?n) {{ {_EACH.format(1)} {_EACH.format(2)} {_EACH.format(3)} FILTER (?n3 < 60) }}"
#: It has no end that anybody would see.
_ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(_EACH.format(n) for n in range(5))} }}"


def _asks(server: Running, query: str, room: int | None = None) -> socket.socket:
    """A client that has asked, and reads nothing."""
    head = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    return server.connect(head.encode(), room=room)


@pytest.mark.parametrize(
    ("query", "accept", "told"),
    [
        (_NUMBERS, "application/sparql-results+json", b'"link"'),
        (_NUMBERS, "application/sparql-results+xml", b"<link "),
        (_NUMBERS, "text/csv", None),
        (_NUMBERS, "text/tab-separated-values", None),
        (_GRAPH, "text/turtle", b"# "),
        (_GRAPH, "application/n-triples", b"# "),
        (_GRAPH, "application/rdf+xml", b"<!--"),
    ],
)
@pytest.mark.parametrize("limits", [{"rows": 50}, {"answer": 2_000}], ids=["rows", "bytes"])
def test_a_cut_answer_says_so(
    small_store: Path, tmp_path: Path, query: str, accept: str, told: bytes | None, limits: dict[str, float]
) -> None:
    with limited(small_store, tmp_path / "log", **limits) as server:
        cut = server.query(query, accept)
    assert cut.status == 200 and "graphkit-truncated" in cut.headers
    assert 0 < len(cut.body) < 20_000
    assert told is None or told in cut.body


def test_a_query_that_wants_too_much_memory_ends_and_others_go_on(small_store: Path, tmp_path: Path) -> None:
    with limited(small_store, tmp_path / "log", memory=64 << 20) as server:
        for _ in range(3):
            refused = server.query(_GROWING)
            assert refused.status == 422 and refused.media == "application/problem+json", refused
            assert server.query("ASK {}").status == 200


def test_a_head_that_never_ends_is_dropped(small_store: Path, tmp_path: Path) -> None:
    with (
        limited(small_store, tmp_path / "log", reading=1.0) as server,
        server.connect(b"GET /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\n") as slow,
    ):
        answer = slow.recv(4096)
        assert answer == b"" or answer.startswith(b"HTTP/1.1 408")
        assert server.query("ASK {}").status == 200


def test_a_body_that_never_ends_is_refused(small_store: Path, tmp_path: Path) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\nContent-Length: 900\r\n\r\nASK"
    with limited(small_store, tmp_path / "log", reading=0.5, request=1024) as server, server.connect(head) as slow:
        assert slow.recv(4096).startswith(b"HTTP/1.1 408")
        assert server.query("ASK {}").status == 200


def test_readers_who_do_not_read_hold_no_more_than_there_is_room_for(small_store: Path, tmp_path: Path) -> None:
    with limited(small_store, tmp_path / "log", outgoing=20 << 20) as server:
        with _asks(server, _LARGE, room=4096) as slow:
            assert slow.recv(16).startswith(b"HTTP/1.1 200")
            refused = server.query(_LARGE + " # another")
            assert refused.status == 503 and "retry-after" in refused.headers
            # What fits into one piece is never refused.
            assert server.query("ASK {}").status == 200
        assert server.query(_LARGE + " # a third").status == 200


def test_a_reader_who_takes_nothing_is_dropped(small_store: Path, tmp_path: Path) -> None:
    with (
        limited(small_store, tmp_path / "log", outgoing=20 << 20, sending=2.0) as server,
        _asks(server, _LARGE, room=4096) as slow,
    ):
        taken = len(slow.recv(16))
        # It is refused until the first reader is given up.
        until(lambda: server.query(_LARGE + " # another").status == 200)
        while piece := slow.recv(1 << 20):
            taken += len(piece)
        assert taken < 8 << 20


def test_the_query_of_a_client_that_has_gone_is_stopped(small_store: Path, tmp_path: Path) -> None:
    with limited(small_store, tmp_path / "log", patience=5.0) as server:
        for turn in range(2):
            _asks(server, f"{_ENDLESS} # {turn}").close()
        # Two of four workers may have long queries: the endless ones would have their places for half a minute.
        for turn in range(3):
            assert server.query(f"{_LONG} # {turn}").status == 200
