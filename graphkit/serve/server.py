"""The server itself: one process that accepts requests and never runs a query."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable

import uvicorn

from graphkit.errors import GraphkitError, StoreError
from graphkit.serve.app import application
from graphkit.serve.connection import connection_within
from graphkit.serve.settings import Settings
from graphkit.store.layout import read_manifest

#: Seconds that accepted requests have when the server is told to end.
_DRAIN = 60


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
        app, host=settings.host, port=settings.port, http=connection_within(settings.limits), ws="none", access_log=False,
        server_header=False, log_level="warning", lifespan="on", timeout_graceful_shutdown=_DRAIN, backlog=4096, proxy_headers=False,
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
