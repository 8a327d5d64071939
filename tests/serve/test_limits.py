"""What a query, an answer and a client may not go beyond, and that others go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from serving import NUMBERS, limited

_NUMBERS = f"SELECT ?n {{ GRAPH <{NUMBERS}> {{ ?s ?p ?n }} }}"
_GRAPH = f"CONSTRUCT {{ ?s ?p ?n }} {{ GRAPH <{NUMBERS}> {{ ?s ?p ?n }} }}"
#: A string that doubles forty times.
_GROWING = "SELECT ?x40 { BIND('0123456789' AS ?x0) " + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40)) + " }"


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
