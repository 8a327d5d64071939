"""New generations and restarts."""

from __future__ import annotations

import http.client
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
from serving import Running, make_store, serving

from graphkit.store.writer import Writer

_COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH <http://x/g> { ?s ?p ?o } }"


def _count(server: Running) -> int:
    return int(server.query(_COUNT).json()["results"]["bindings"][0]["n"]["value"])


def test_a_new_generation_is_noticed_and_loses_no_request(tmp_path: Path) -> None:
    path = make_store(tmp_path / "graph")
    with serving(path, tmp_path / "log") as server, ThreadPoolExecutor(4) as threads:
        going, statuses = True, []

        def ask() -> None:
            while going:
                statuses.append(server.query(_COUNT).status)

        asking = [threads.submit(ask) for _ in range(4)]
        for number in range(1, 4):
            name = ox.NamedNode("http://x/g")
            with Writer(path) as writer:
                writer.add([ox.Quad(name, name, ox.Literal(number), name)])
            server.process.send_signal(signal.SIGHUP)
            end = time.monotonic() + 30
            while (found := _count(server)) != number and time.monotonic() < end:
                pass
            assert found == number
        going = False
        for each in asking:
            each.result()
    assert set(statuses) == {200}


def test_sigterm_lets_an_accepted_request_end(tmp_path: Path) -> None:
    with serving(make_store(tmp_path / "graph"), tmp_path / "log", "--time-limit", "1.5") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request(
            "GET",
            "/sparql?query=SELECT%20%28COUNT%28%2A%29%20AS%20%3Fn%29%20%7B%3Fa%20%3Fb%20%3Fc.%3Fd%20%3Fe%20%3Ff.%3Fg%20%3Fh%20%3Fi%7D",
        )
        # A second request that is answered shows that the first one was accepted before it.
        assert server.query("ASK {}").status == 200
        server.process.terminate()
        assert connection.getresponse().status == 422
        connection.close()
