"""The socket of the server."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from serving import make_store

from graphkit.errors import GraphkitError, StoreError
from graphkit.serve.server import listening, run
from graphkit.serve.settings import Settings
from graphkit.store.disk import GraphStore


def test_small_answers_do_not_wait_for_an_acknowledgement() -> None:
    with listening("127.0.0.1", 0) as ours:
        ours.listen()
        with socket.create_connection(ours.getsockname()):
            accepted, _ = ours.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_an_address_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(GraphkitError, match="the address is taken"):
        listening("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("in_memory", [None, True, False])
def test_a_damaged_store_is_told_and_not_served(tmp_path: Path, in_memory: bool | None) -> None:
    root = make_store(tmp_path / "graph")
    for file in root.glob("generations/*/data/*.sst"):
        file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(StoreError, match="cannot be opened"):
        GraphStore.open(root)
    with pytest.raises(StoreError, match="cannot be opened"):
        run(Settings(root, port=0, in_memory=in_memory), pytest.fail)
