"""Stores of this process that the contract is held against."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import oxrdflib
import pytest
import rdflib
from contract_stores import Kept, both
from sparql_server import serving

from graphkit.store.datasets import DatasetStore
from graphkit.store.disk import GraphStore
from graphkit.store.oxigraph import MemoryStore
from graphkit.store.remote.profiles import Endpoints, profile_named
from graphkit.store.remote.store import RemoteStore
from graphkit.store.remote.transport import Transport
from graphkit.store.writer import Writer


@pytest.fixture
def memory() -> AbstractContextManager[Kept]:
    return nullcontext(both(MemoryStore(), changes_literals=True))


@pytest.fixture
def disk(tmp_path: Path) -> AbstractContextManager[Kept]:
    path = tmp_path / "graph"
    return nullcontext(Kept(lambda: Writer(path), lambda: GraphStore.open(path), changes_literals=True))


@pytest.fixture
def rdflib_memory() -> AbstractContextManager[Kept]:
    return nullcontext(both(DatasetStore(rdflib.Dataset(default_union=True))))


@pytest.fixture
def rdflib_oxigraph() -> AbstractContextManager[Kept]:
    return nullcontext(both(DatasetStore(rdflib.Dataset(store=oxrdflib.OxigraphStore(), default_union=True)), changes_literals=True))


@contextmanager
def _remote(graph_store: bool, batch: int = 1000) -> Iterator[Kept]:
    with serving() as server:
        addresses = Endpoints(f"{server.url}/query", f"{server.url}/update", f"{server.url}/data" if graph_store else None)
        yield both(RemoteStore(addresses, replace(profile_named("generic"), batch=batch), Transport()), changes_literals=True)


@pytest.fixture
def graph_store_protocol() -> AbstractContextManager[Kept]:
    return _remote(True)


@pytest.fixture
def update_only() -> AbstractContextManager[Kept]:
    return _remote(False)


@pytest.fixture
def small_batches() -> AbstractContextManager[Kept]:
    return _remote(False, batch=700)
