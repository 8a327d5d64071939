"""One connection: HTTP/1.1 with bounds to what a client may send before a handler sees it, and to how long it may take.

The parser itself sets no bounds. A client that is slow to ask, or slow to take what it asked for, holds nothing but its connection,
and that not for ever.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any, Final, NoReturn

import httptools
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from graphkit.serve.guard import LOG, SECURITY
from graphkit.serve.responses import Problem, problem
from graphkit.serve.settings import Limits

#: Bytes that are read at once, at most.
_READ: Final = 256 << 10
#: Requests that may wait behind the one that is being answered (RFC 9112, section 9.3.2).
_PIPELINED: Final = 16


class Connection(HttpToolsProtocol):
    """A client's connection, within :attr:`limits`."""

    limits = Limits()

    def __init__(
        self, config: Config, server_state: ServerState, app_state: dict[str, Any], _loop: asyncio.AbstractEventLoop | None = None
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._refusal: Problem | None = None
        self._asking: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None
        self._begun = False
        self._head = self._unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there, and has to ask."""
        super().connection_made(transport)
        # Whatever waits in the transport pauses the writer, and so has an end to how long it may wait.
        transport.set_write_buffer_limits(0)
        self._asking = self.loop.call_later(self.limits.reading, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._asking, self._taking = _stopped(self._asking), _stopped(self._taking)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes from a client."""
        self._unset_keepalive_if_required()
        if self._asking is None and (self.cycle is None or self.cycle.response_complete):
            self._asking = self.loop.call_later(self.limits.reading, self._too_slow)
        self._unread += len(data)
        try:
            if self._unread > self.limits.head + _READ:
                self._reject(431, "the head does not end")
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            # No other protocol is spoken here, and a server may pass over the wish (RFC 9110, section 7.8).
            pass
        except (httptools.HttpParserError, ValueError):
            self._refuse(self._refusal or Problem(400, "that is not HTTP/1.1; the request cannot be read"))

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._begun, self._head = True, 0

    def on_url(self, url: bytes) -> None:
        """A part of the address."""
        super().on_url(url)
        if len(self.url) > self.limits.address:
            self._reject(414, f"an address may have {self.limits.address} bytes; send the query by POST")

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field of the head, or one behind the body."""
        self._head += len(name) + len(value) + 4
        if self._head > self.limits.head:
            self._reject(431, f"the fields of a head may have {self.limits.head} bytes")
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head has ended."""
        self._asking = _stopped(self._asking)
        self._begun, self._unread = False, 0
        if self.parser.get_http_version() not in ("1.0", "1.1"):
            self._reject(400, "HTTP/1.1 is spoken here, and HTTP/1.0 understood")
        if len(self.pipeline) >= _PIPELINED:
            self._reject(429, f"at most {_PIPELINED} requests may wait on one connection")
        if b"#" in self.url:
            self._reject(400, "an address is sent without its fragment")
        if not self.url.startswith((b"/", b"*")):
            self._take_host()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A body is for the handlers to limit."""
        self._unread = 0
        super().on_body(body)

    def pause_writing(self) -> None:
        """The client is behind with what it takes."""
        super().pause_writing()
        self._taking = self.loop.call_later(self.limits.sending, self.transport.abort)

    def resume_writing(self) -> None:
        """It has taken what there was."""
        self._taking = _stopped(self._taking)
        super().resume_writing()

    def _take_host(self) -> None:
        """An address with a host in it, which goes before the field (RFC 9112, section 3.2.2)."""
        asked = httptools.parse_url(self.url)
        if asked.schema not in (b"http", b"https") or not asked.host:
            self._reject(400, "the address is of no web server")
        host = asked.host if asked.port is None else b"%s:%d" % (asked.host, asked.port)
        self.headers[:] = [*(field for field in self.headers if field[0] != b"host"), (b"host", host)]
        self.url = (asked.path or b"/") + (b"?" + asked.query if asked.query else b"")

    def _reject(self, status: int, detail: str) -> NoReturn:
        self._refusal = Problem(status, detail)
        # The parser ends where one of its callbacks fails.
        raise ValueError(detail)

    def _refuse(self, error: Problem) -> None:
        """Answer what cannot be read, and end the connection."""
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete and not cycle.more_body:
            # What was asked before is answered first, and nothing after it is read.
            cycle.keep_alive = False
            self.flow.pause_reading()
            return
        if not self.pipeline and (cycle is None or cycle.response_complete or not cycle.response_started):
            answer = problem(error)
            fields = {**answer.headers, **SECURITY, "connection": "close"}
            head = f"HTTP/1.1 {error.status} {HTTPStatus(error.status).phrase}\r\n"
            head += "".join(f"{name}: {value}\r\n" for name, value in fields.items())
            self.transport.write(head.encode("latin-1") + b"\r\n" + bytes(answer.body))
        LOG.info("- - %d", error.status)
        self.transport.close()

    def _too_slow(self) -> None:
        self._asking = None
        if self._begun:
            self._refuse(Problem(408, f"a request has to come within {self.limits.reading:g} seconds"))
        else:
            self.transport.close()


def connection_within(limits: Limits) -> type[Connection]:
    """The class of connections within *limits*, which the server makes one of for each client."""
    return type("LimitedConnection", (Connection,), {"limits": limits})


def _stopped(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    if timer is not None:
        timer.cancel()
    return None
