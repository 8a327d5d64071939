"""A small HTTP/1.1 client that keeps its connection, for measuring: its own cost is low and the same for every server."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Reply:
    """An answer, and the seconds it took."""

    status: int
    body: bytes
    seconds: float


class Client:
    """One connection to the server of *url*, opened anew where the server has closed it."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, target: str, accept: str = "application/sparql-results+json") -> Reply:
        """GET *target*, a path with its query."""
        return await self.send(f"GET {target} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept: {accept}\r\n\r\n".encode())

    async def send(self, request: bytes) -> Reply:
        """The answer to a request of any bytes; status 0 where the server closes without one."""
        began = time.perf_counter()
        try:
            if self._streams is None:
                self._streams = await asyncio.open_connection(self.host, self.port)
            reader, writer = self._streams
            writer.write(request)
            await writer.drain()
            status, body, keep = await _read(reader)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            status, body, keep = 0, b"", False
        if not keep:
            self.close()
        return Reply(status, body, time.perf_counter() - began)

    def close(self) -> None:
        """End the connection."""
        if self._streams:
            self._streams[1].close()
            self._streams = None


async def _read(reader: asyncio.StreamReader) -> tuple[int, bytes, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    status, body = int(first.split()[1]), b""
    if "content-length" in headers:
        body = await reader.readexactly(int(headers["content-length"]))
    elif headers.get("transfer-encoding") == "chunked":
        parts = []
        while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            parts.append(await reader.readexactly(size))
            await reader.readexactly(2)
        await reader.readexactly(2)
        body = b"".join(parts)
    elif status not in (204, 304):
        return status, await reader.read(), False
    return status, body, headers.get("connection", "").lower() != "close" and not first.startswith("HTTP/1.0")
