"""Each product as a fixture of its own run: an empty dataset for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from real_servers import START, Server


@pytest.fixture(scope="module", params=sorted(START))
def started(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = START[request.param](tmp_path_factory.mktemp(request.param))
    yield server
    server.stop()


@pytest.fixture
def server(started: Server) -> Server:
    started.clear()
    return started
