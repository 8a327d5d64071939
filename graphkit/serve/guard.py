"""What stands before every handler: names of the host, CORS, security headers, errors, the log."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graphkit.serve.responses import Problem, problem
from graphkit.serve.settings import Settings

LOG: Final = logging.getLogger("graphkit.serve")
#: The field Host (RFC 9110, section 7.2).
_HOST: Final = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[\w.~!$&'()*+,;=%-]+)(?::[0-9]{0,5})?", re.ASCII)
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
#: Fields of every response.
SECURITY: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_EXPOSED: Final = "ETag, Graphkit-Truncated, Location"

Handler = Callable[[Request], Awaitable[Response]]


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        public = {urlsplit(settings.public_url).hostname or ""} if settings.public_url else set()
        # A page elsewhere may lead its own name to this machine (DNS rebinding): a server on loopback knows its names.
        self._hosts = {*_LOOPBACK, *public} if settings.host in _LOOPBACK else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, began, status = Request(scope, receive), time.perf_counter(), 0
        extra = {**SECURITY, **self._cors(request)}

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *((n.lower().encode(), v.encode("latin-1")) for n, v in extra.items())]
            await send(message)

        try:
            if (refused := self._refused(request)) is not None:
                await problem(refused)(scope, receive, sending)
            elif request.method == "OPTIONS" and "access-control-request-method" in request.headers:
                await Response(status_code=204)(scope, receive, sending)
            else:
                await self._app(scope, receive, sending)
        except ClientDisconnect:
            pass
        asked = f"?{request.url.query}" if self._settings.log_queries and request.url.query else ""
        path = request.url.path.encode("ascii", "backslashreplace").decode()
        LOG.info("%s %s%s %d %.0f ms", request.method, path, asked, status, 1000 * (time.perf_counter() - began))

    def _refused(self, request: Request) -> Problem | None:
        hosts = request.headers.getlist("host")
        named = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if named is None and (hosts or request.scope["http_version"] != "1.0"):
            return Problem(400, "a request names one host, and its port where it is another than usual (Host)")
        if self._hosts is not None and (named is None or named["name"].lower().strip("[]") not in self._hosts):
            return Problem(400, "this server is not known by that name (Host)")
        return None

    def _cors(self, request: Request) -> dict[str, str]:
        origin, allowed = request.headers.get("origin"), self._settings.origins
        if origin is None or not (origin in allowed or "*" in allowed):
            return {}
        return {
            "Access-Control-Allow-Origin": "*" if "*" in allowed else origin,
            "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
            "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-None-Match",
            "Access-Control-Expose-Headers": _EXPOSED, "Access-Control-Max-Age": "600",
            **({} if "*" in allowed else {"Vary": "Origin"}),
        }  # fmt: skip


async def on_problem(_: Request, error: Exception) -> Response:
    """The response to a request that is refused."""
    assert isinstance(error, Problem)
    return problem(error)


async def on_http_exception(_: Request, error: Exception) -> Response:
    """The response to a path or a method that there is not."""
    assert isinstance(error, HTTPException)
    what = {404: "there is nothing here; /openapi.json says what there is", 405: "not with this method"}
    return problem(Problem(error.status_code, what.get(error.status_code, error.detail), dict(error.headers or {})))
