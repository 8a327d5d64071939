"""What comes in: bodies within limits, fields of addresses and forms, permission."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Coroutine
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from graphkit.serve.responses import Problem
from graphkit.serve.settings import Settings

#: Fields of one form.
_FIELDS: Final = 200
#: Bytes that a client has to send in a second.
_RATE: Final = 64 << 10

_Answer = TypeVar("_Answer")


async def unless_gone(request: Request, work: Coroutine[Any, Any, _Answer]) -> _Answer:
    """What *work* gives; it is cancelled when the client goes away. The body has been read, or is not wanted.

    Raises:
        ClientDisconnect: the client has gone.
    """
    working, going = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((working, going), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        working.cancel()
        going.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def read_body(request: Request, most: int, seconds: float) -> bytes:
    """The body.

    Args:
        most: bytes that it may have.
        seconds: how long it may take, beside what its size takes at 64 KB a second.

    Raises:
        Problem: it is larger (413), slower (408), or has a coding that is not read (415).
    """
    try:
        async with asyncio.timeout(seconds + most / _RATE):
            return await _whole_body(request, most)
    except TimeoutError:
        raise Problem(408, "the body does not come to its end", {"Connection": "close"}) from None


async def _whole_body(request: Request, most: int) -> bytes:
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(415, "bodies are read without a content coding", {"Accept-Encoding": "identity"})
    stated = request.headers.get("content-length", "0")
    parts, size = [], 0
    if stated.isdigit() and int(stated) <= most:
        async for part in request.stream():
            size += len(part)
            if size > most:
                break
            parts.append(part)
        else:
            return b"".join(parts)
    raise Problem(413, f"at most {most} bytes are read", {"Connection": "close"})


def fields(text: bytes) -> list[tuple[str, str]]:
    """The fields of a query string or a form (``application/x-www-form-urlencoded``).

    Raises:
        Problem: it is not that, or not UTF-8.
    """
    try:
        return [
            (name, value)
            for name, value in parse_qsl(
                text.decode("utf-8"), keep_blank_values=True, strict_parsing=bool(text), errors="strict", max_num_fields=_FIELDS
            )
        ]
    except ValueError as error:
        raise Problem(400, "the fields cannot be read: they are not name=value in UTF-8, percent-encoded, or too many") from error


def one(found: list[tuple[str, str]], name: str) -> str | None:
    """The value of a field that may be given once.

    Raises:
        Problem: it is given more than once.
    """
    values = [value for field, value in found if field == name]
    if len(values) > 1:
        raise Problem(400, f"{name} is given {len(values)} times; give it once")
    return values[0] if values else None


def media_type(request: Request) -> tuple[str, str]:
    """Type and charset of the body, in lower case; UTF-8 where none is named."""
    kind, *parameters = request.headers.get("content-type", "").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return kind.strip().lower(), value.strip().strip('"').lower()
    return kind.strip().lower(), "utf-8"


def decoded(body: bytes, charset: str) -> str:
    """A body as text.

    Raises:
        Problem: it is not in UTF-8.
    """
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"the charset is {charset!r}; SPARQL is sent as UTF-8")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, f"not UTF-8 at byte {error.start}") from error


def check_permission(request: Request, settings: Settings) -> None:
    """Let pass whoever may change the store.

    Raises:
        Problem: nobody may (403), or the token is missing or wrong (401).
    """
    if settings.token is None:
        raise Problem(403, "this server changes nothing; it was started without --allow-updates")
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(token.strip().encode(), settings.token.encode()):
        raise Problem(401, "a change needs the server's token", {"WWW-Authenticate": 'Bearer realm="graphkit"'})
