"""The server itself: one process that accepts requests and never runs a query."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import resource
import sys
from collections.abc import Callable
from socket import AF_INET, AF_INET6, IPPROTO_TCP, SO_REUSEADDR, SOL_SOCKET, TCP_NODELAY
from socket import socket as Socket

import uvicorn

from graphkit.errors import GraphkitError
from graphkit.serve.app import application
from graphkit.serve.backend import Backend
from graphkit.serve.connection import connection_within
from graphkit.serve.settings import Settings

#: Connections that may wait to be accepted.
_BACKLOG = 4096
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
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(message)s", level=logging.INFO)
    with listening(settings.host, settings.port) as socket:
        _allow_connections()
        asyncio.run(_serve(settings, socket, ready))


async def _serve(settings: Settings, socket: Socket, ready: Callable[[str], None]) -> None:
    backend = Backend(settings)
    try:
        await backend.pool.open()
    except BaseException:
        await backend.pool.close()
        raise
    limits = settings.limits
    config = uvicorn.Config(
        application(backend), http=connection_within(limits), ws="none", access_log=False, server_header=False, log_level="warning",
        lifespan="on", timeout_keep_alive=_IDLE, backlog=_BACKLOG, proxy_headers=False,
        # As long as a request may wait for a worker, twice where it turns out long, and run, and its answer be taken.
        timeout_graceful_shutdown=math.ceil(2 * (limits.patience + limits.seconds) + limits.sending),
    )  # fmt: skip
    server = uvicorn.Server(config)
    host, port = socket.getsockname()[:2]
    serving = asyncio.create_task(server.serve([socket]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.02)
    if server.started:
        ready(f"http://{'[' + host + ']' if ':' in host else host}:{port}")
    await serving


def listening(host: str, port: int) -> Socket:
    """The socket that clients come through; it does not listen yet.

    Raises:
        GraphkitError: the address is taken, or not this machine's.
    """
    made = Socket(AF_INET6 if ":" in host else AF_INET)
    try:
        made.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        made.bind((host, port))
    except (OSError, UnicodeError) as error:
        made.close()
        raise GraphkitError("the address is taken, or not this machine's", where=f"{host}:{port}",
                            mend="give another with --host and --port") from error  # fmt: skip
    # asyncio does this for sockets that name their protocol, which these do not: each answer would wait 40 ms for the
    # client's delayed acknowledgement. Connections take it over from this socket.
    made.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    return made


def _allow_connections() -> None:
    """As many open files, and so connections, as the system lets this user have; often it begins with a thousand."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
