"""Answers on their way to their readers: a piece at a time, and not more bytes of all of them than there may be."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graphkit.serve.frames import Head
from graphkit.serve.responses import Problem, not_modified, problem, takes_gzip

#: Bytes that are given to the transport at once; it takes the next piece when the reader has taken this one.
PIECE: Final = 64 << 10
_LEAST_ZIPPED: Final = 1024
#: What makes zlib write the head and foot of gzip (RFC 1952) around its data.
_GZIP: Final = 16 + zlib.MAX_WBITS


class Outgoing:
    """The bytes of all answers that their readers have not taken yet."""

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._readers = Counter[int]()

    @contextmanager
    def holding(self, whole: bytes) -> Iterator[None]:
        """Count an answer while it is being sent, once however many it is sent to.

        Raises:
            Problem: with it there were too many bytes (503). An answer of one piece is never refused.
        """
        key, size = id(whole), len(whole)
        if not self._readers[key]:
            if size > PIECE and self._held + size > self._most:
                raise Problem(503, "too many answers wait for their readers", {"Retry-After": "5"})
            self._held += size
        self._readers[key] += 1
        try:
            yield
        finally:
            self._readers[key] -= 1
            if not self._readers[key]:
                del self._readers[key]
                self._held -= size


class Delivery(Response):
    """A response that is sent in pieces, as fast as its reader takes them."""

    def __init__(self, whole: bytes, status: int, headers: dict[str, str], outgoing: Outgoing) -> None:
        super().__init__(None, status, headers)
        self._whole, self._outgoing = whole, outgoing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        zipped = len(self._whole) >= _LEAST_ZIPPED and takes_gzip(Request(scope))
        if zipped:
            self.headers["Content-Encoding"] = "gzip"
            # How long it will be is not known yet.
            del self.headers["Content-Length"]
        else:
            self.headers["Content-Length"] = str(len(self._whole))
        try:
            with self._outgoing.holding(b"" if scope["method"] == "HEAD" else self._whole):
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                if scope["method"] != "HEAD":
                    for piece in _zipped(self._whole) if zipped else _pieces(self._whole):
                        await send({"type": "http.response.body", "body": piece, "more_body": True})
                await send({"type": "http.response.body", "body": b""})
        except Problem as error:
            await problem(error)(scope, receive, send)


def answer(request: Request, head: Head, body: bytes, tag: str | None, outgoing: Outgoing) -> Response:
    """A worker's answer.

    Raises:
        Problem: it is an error.
    """
    if "error" in head:
        raise Problem(head["status"], head["error"], details=head.get("details", ()))
    if tag and request.headers.get("if-none-match", "").strip() == "*":
        return not_modified(tag)
    headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache" if tag else "no-store"}
    if tag:
        headers["ETag"] = tag
    if head.get("cut"):
        headers["Graphkit-Truncated"] = f"{head['cut']}; rows={head['rows']}"
    return Delivery(body, head["status"], {**headers, "Content-Type": head["media"]}, outgoing)


def _pieces(whole: bytes) -> Iterator[memoryview]:
    view = memoryview(whole)
    return (view[begin : begin + PIECE] for begin in range(0, len(view), PIECE))


def _zipped(whole: bytes) -> Iterator[bytes]:
    packer = zlib.compressobj(1, zlib.DEFLATED, _GZIP)
    for piece in _pieces(whole):
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()
