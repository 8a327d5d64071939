"""What a server makes of requests that are malformed or meant ill: every one refused (4xx), and nothing changed."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from pathlib import Path

from benchmarks.hostile_requests import hostile_requests
from benchmarks.http_client import Client, Reply


def fingerprint(store: Path) -> str:
    """A hash of every file below a folder, names included."""
    found = hashlib.sha256()
    for path in sorted(path for path in store.rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(store)} {path.stat().st_size}\n".encode() + path.read_bytes())
    return found.hexdigest()


async def replies(root: str, requests: list[bytes], clients: int = 8) -> list[tuple[bytes, Reply]]:
    """Each request with its answer, sent by a connection of its own."""
    left, found = iter(requests), list[tuple[bytes, Reply]]()

    async def one() -> None:
        for request in left:
            client = Client(root)
            found.append((request, await client.send(request)))
            client.close()

    await asyncio.gather(*(one() for _ in range(clients)))
    return found


async def hostile(root: str, store: Path, count: int) -> str:
    """The statuses of so many requests, and whether the store is what it was."""
    before = fingerprint(store)
    found = await replies(root, hostile_requests(count))
    statuses = Counter(reply.status for _, reply in found)
    let_pass = [request for request, reply in found if not 400 <= reply.status < 500]
    lines = [f"{status or 'closed':>8} {number:>7}" for status, number in sorted(statuses.items())]
    lines += [f"NOT REFUSED: {request[:200]!r}" for request in let_pass]
    return "\n".join((
        f"{count} requests, {len(let_pass)} not refused, store {'unchanged' if fingerprint(store) == before else 'CHANGED'}", *lines,
    ))  # fmt: skip
