"""Stores of this process that the contract is held against."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import oxrdflib
import pytest
import rdflib
import yaml
from contract_graphs import G, H
from contract_stores import SERVERS, Kept, both
from sparql_server import serving

from graphkit.store.datasets import DatasetStore
from graphkit.store.disk import GraphStore
from graphkit.store.oxigraph import MemoryStore
from graphkit.store.remote.connecting import connect
from graphkit.store.remote.profiles import Endpoints, profile_named
from graphkit.store.remote.store import RemoteStore
from graphkit.store.remote.transport import Access, Transport
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


def _server(name: str) -> RemoteStore:
    """The running server of that product.

    ``GRAPHKIT_TEST_SERVERS`` names a YAML file: product -> url, and where need be auth, user and password.
    """
    listed = os.environ.get("GRAPHKIT_TEST_SERVERS")
    known = yaml.safe_load(Path(listed).read_text(encoding="utf-8")) if listed else {}
    if name not in known:
        pytest.skip(f"no {name} in GRAPHKIT_TEST_SERVERS")
    given = known[name]
    return connect(given["url"], Access(given.get("auth", "none"), given.get("user"), given.get("password")))


def _kept(name: str) -> AbstractContextManager[Kept]:
    store = _server(name)
    for graph in (G, H):
        store.remove(graph)
    return nullcontext(both(store, changes_literals=True))


@pytest.fixture
def fuseki() -> AbstractContextManager[Kept]:
    return _kept("fuseki")


@pytest.fixture
def rdf4j() -> AbstractContextManager[Kept]:
    return _kept("rdf4j")


@pytest.fixture
def virtuoso() -> AbstractContextManager[Kept]:
    return _kept("virtuoso")


@pytest.fixture
def oxigraph_server() -> AbstractContextManager[Kept]:
    return _kept("oxigraph_server")


@pytest.fixture(scope="module", params=SERVERS)
def product(request: pytest.FixtureRequest) -> tuple[str, RemoteStore]:
    """A server by its product's name, and the store there."""
    return request.param, _server(request.param)
