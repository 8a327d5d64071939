"""The servers themselves: they keep what they were given, through a restart and a kill."""

from __future__ import annotations

import os

import pytest
from real_servers import Server

pytestmark = pytest.mark.server
G = "https://example.org/graph/g"
COUNT = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{G}> {{ ?s ?p ?o }} }}"


def triples(count: int) -> str:
    return "".join(f'<https://example.org/s{n}> <https://example.org/p> "value {n}" .\n' for n in range(count))


def stored(server: Server) -> int:
    return int(server.select(COUNT)[0]["n"])


def test_a_graph_is_put_replaced_and_cleared(server: Server) -> None:
    assert stored(server) == 0
    assert server.put(G, triples(50)) in (200, 201, 204)
    assert stored(server) == 50
    server.put(G, triples(20))
    assert stored(server) == 20
    server.clear()
    assert stored(server) == 0


def test_an_update_wants_the_login(server: Server) -> None:
    server.ask_update(f'INSERT DATA {{ GRAPH <{G}> {{ <https://example.org/s> <https://example.org/p> "v" }} }}')
    assert stored(server) == 1


def test_a_restart_keeps_the_data(server: Server) -> None:
    server.put(G, triples(30))
    server.restart()
    assert stored(server) == 30


def test_a_killed_server_is_gone_and_comes_back(server: Server) -> None:
    pid = server.process.pid
    assert pid is not None
    server.kill()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    server.restart()
    server.put(G, triples(3))
    assert stored(server) == 3
