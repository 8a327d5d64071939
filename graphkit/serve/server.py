"""The server itself: one process that accepts requests and never runs a query."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import resource
import sys
from collections.abc import Callable
from socket import IPPROTO_TCP, TCP_NODELAY
from socket import socket as Socket

import uvicorn

from graphkit.errors import GraphkitError, StoreError
from graphkit.serve.app import application
from graphkit.serve.connection import connection_within
from graphkit.serve.settings import Settings
from graphkit.store.layout import read_manifest

#: Seconds that accepted requests have when the server is told to end.
_DRAIN = 60
#: Seconds that a connection stays open without a request: longer than proxies keep theirs, which would ask on one that is closing.
_IDLE = 75


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
        server_header=False, log_level="warning", lifespan="on", timeout_graceful_shutdown=_DRAIN, timeout_keep_alive=_IDLE,
        backlog=4096, proxy_headers=False,
    )  # fmt: skip
    socket = listening(config)
    _allow_connections()
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


def listening(config: uvicorn.Config) -> Socket:
    """The socket that clients come through.

    Raises:
        GraphkitError: the address is taken, or not this machine's.
    """
    try:
        made = config.bind_socket()
    except SystemExit:
        raise GraphkitError("the address is taken, or not this machine's", where=f"{config.host}:{config.port}",
                            mend="give another with --host and --port") from None  # fmt: skip
    # asyncio does this for sockets that name their protocol, which uvicorn's does not: each answer would wait 40 ms for the
    # client's delayed acknowledgement. Connections take it over from this socket.
    made.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    return made


def _allow_connections() -> None:
    """As many open files, and so connections, as the system lets this user have; often it begins with a thousand."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
