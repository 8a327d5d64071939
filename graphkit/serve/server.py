"""The server itself: one process that accepts requests and never runs a query."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graphkit.errors import GraphkitError, StoreError
from graphkit.serve.app import application
from graphkit.serve.settings import Settings
from graphkit.store.layout import read_manifest

#: Bytes of the head of a request: its address and its headers.
_HEAD = 512 << 10
#: Seconds that accepted requests have when the server is told to end.
_DRAIN = 60


class _Protocol(HttpToolsProtocol):
    """HTTP/1.1 with an end to how long a head may be, which the parser itself does not set."""

    _head = 0

    def data_received(self, data: bytes) -> None:
        """Bytes from a client."""
        self._head += len(data)
        if self._head > _HEAD:
            self.transport.write(b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
            self.transport.close()
            return
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """The head has ended, and the next one begins at nothing."""
        self._head = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A body is for the handlers to limit."""
        self._head = 0
        super().on_body(body)


def run(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; accepted requests are answered before the end.

    Args:
        ready: told the address when the server listens.

    Raises:
        StoreError: there is no store, or it cannot be opened.
        GraphkitError: the address is taken, or not this machine's.
    """
    read_manifest(settings.store)
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(message)s", level=logging.INFO)
    app = application(settings)
    config = uvicorn.Config(
        app, host=settings.host, port=settings.port, http=_Protocol, ws="none", access_log=False, server_header=False,
        log_level="warning", lifespan="on", timeout_graceful_shutdown=_DRAIN, backlog=4096, proxy_headers=False,
    )  # fmt: skip
    try:
        socket = config.bind_socket()
    except SystemExit:
        raise GraphkitError("the address is taken, or not this machine's", where=f"{settings.host}:{settings.port}",
                            mend="give another with --host and --port") from None  # fmt: skip
    server = uvicorn.Server(config)
    host, port = socket.getsockname()[:2]
    address = f"http://{'[' + host + ']' if ':' in host else host}:{port}"

    async def serve() -> None:
        serving = asyncio.create_task(server.serve([socket]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        if server.started:
            ready(address)
        await serving

    with socket:
        asyncio.run(serve())
    if not server.started:
        raise StoreError("it cannot be served", where=str(settings.store), mend="`graphkit stats` tells whether it can be read")
