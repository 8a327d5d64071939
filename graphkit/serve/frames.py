"""Messages between the server and its workers: a head in JSON and a body in bytes, each with its length before it."""

from __future__ import annotations

import asyncio
import json
import struct
from typing import Any, Final, Protocol

Head = dict[str, Any]
_LENGTHS: Final = struct.Struct("!II")


def pack(head: Head, body: bytes = b"") -> bytes:
    """A message as bytes."""
    text = json.dumps(head).encode("ascii")
    return b"".join((_LENGTHS.pack(len(text), len(body)), text, body))


class Readable(Protocol):
    """A stream that gives as many bytes as it is asked for, less only at its end."""

    def read(self, size: int, /) -> bytes:
        """The next bytes."""


def read(stream: Readable) -> tuple[Head, bytes] | None:
    """The next message; None where the other side has gone."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    return json.loads(stream.read(head)), stream.read(body)


async def receive(stream: asyncio.StreamReader) -> tuple[Head, bytes]:
    """The next message.

    Raises:
        asyncio.IncompleteReadError: the other side has gone.
    """
    head, body = _LENGTHS.unpack(await stream.readexactly(_LENGTHS.size))
    return json.loads(await stream.readexactly(head)), await stream.readexactly(body)
