"""A small store, and servers over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Running, make_store, serving


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("serve") / "graph")


@pytest.fixture(scope="session")
def server(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Reads alone; a query may take one second, an answer 300 rows."""
    log = tmp_path_factory.mktemp("serve-log") / "log"
    with serving(small_store, log, "--time-limit", "1", "--row-limit", "300", "--cors", "https://example.org") as running:
        yield running


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[Running]:
    """A server over a store of its own that takes changes."""
    with serving(make_store(tmp_path / "graph"), tmp_path / "log", "--allow-updates") as running:
        yield running
