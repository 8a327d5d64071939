"""The application: what stands at which path."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from graphkit.errors import GraphkitError
from graphkit.query.catalogue import load_catalogue
from graphkit.resources import shipped
from graphkit.serve import graph_store, protocol, resources, saved
from graphkit.serve.backend import Backend
from graphkit.serve.guard import LOG, Guard, Handler, on_http_exception, on_problem
from graphkit.serve.openapi import describe_api
from graphkit.serve.responses import Problem

#: Seconds between two looks at whether the store has a new generation.
_WATCH: Final = 0.5
_STYLE: Final = Path(__file__).parent / "templates" / "page.css"


def application(backend: Backend) -> Starlette:
    """The ASGI application over a backend whose pool is open; it closes it at its end."""
    settings = backend.settings
    catalogue = load_catalogue(shipped("queries"))

    def of(handler: Callable[[Request, Backend], Awaitable[Response]]) -> Handler:
        async def handle(request: Request) -> Response:
            return await handler(request, backend)

        return handle

    async def saved_query(request: Request) -> Response:
        return await saved.saved_query(request, backend, catalogue)

    async def openapi(request: Request) -> Response:
        return Response(
            json.dumps(describe_api(catalogue, backend.root(request), settings.token is not None)), media_type="application/json"
        )

    async def queries(_: Request) -> Response:
        return saved.listing(catalogue)

    async def void(_: Request) -> Response:
        return RedirectResponse("/sparql", 303)

    async def home(_: Request) -> Response:
        return RedirectResponse("/queries", 303)

    read, graphs = ["GET"], ["GET", "PUT", "POST", "DELETE"]
    routes = [
        Route("/", home, methods=read),
        Route("/sparql", of(protocol.query), methods=["GET", "POST"]),
        Route("/sparql/", of(protocol.query), methods=["GET", "POST"]),
        Route("/update", of(protocol.update), methods=["POST"]),
        Route("/graphs", of(graph_store.graph_store), methods=graphs),
        Route("/graphs/{path:path}", of(graph_store.graph_store), methods=graphs),
        Route("/queries", queries, methods=read),
        Route("/queries/{name}", saved_query, methods=read),
        Route("/openapi.json", openapi, methods=read),
        Route("/id/{path:path}", of(resources.identified), methods=read),
        Route("/data/{path:path}", of(resources.data), methods=read),
        Route("/page/{path:path}", of(resources.page), methods=read),
        Route("/page.css", _style, methods=read),
        Route("/.well-known/void", void, methods=read),
    ]

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watch = Watch(backend)
        watching = asyncio.create_task(watch.keep())
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, watch.look)
        try:
            yield
        finally:
            watching.cancel()
            await backend.pool.close()

    return Starlette(
        routes=routes, lifespan=lifespan, middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={Problem: on_problem, HTTPException: on_http_exception},
    )  # fmt: skip


async def _style(_: Request) -> Response:
    return Response(_STYLE.read_bytes(), headers={"Cache-Control": "max-age=3600"}, media_type="text/css")


class Watch:
    """Looks for new generations of the store."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._told = ""

    async def keep(self) -> None:
        """Look again and again."""
        while True:
            await asyncio.sleep(_WATCH)
            self.look()

    def look(self) -> None:
        """Go over to a new generation, if there is one; while the store is gone or broken, what is served goes on being served."""
        try:
            self._backend.pool.refresh()
            told = ""
        except (GraphkitError, OSError) as error:
            told = str(error)
        if told != self._told:
            self._told = told
            LOG.warning("%s", f"the store cannot be read: {told}" if told else "the store can be read again")
