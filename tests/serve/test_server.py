"""The socket of the server."""

from __future__ import annotations

import socket

import uvicorn

from graphkit.serve.server import listening


def test_small_answers_do_not_wait_for_an_acknowledgement() -> None:
    with listening(uvicorn.Config("unused:app", port=0, log_level="error")) as ours:
        ours.listen()
        with socket.create_connection(ours.getsockname()):
            accepted, _ = ours.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
