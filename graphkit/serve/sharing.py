"""Work that several wait for at the same time, done once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

_Answer = TypeVar("_Answer")


@dataclass(eq=False)
class _Work(Generic[_Answer]):
    task: asyncio.Task[_Answer]
    waiting: int = 0


class Sharing(Generic[_Answer]):
    """Work under way, by its key; it is stopped when nobody waits for it any more."""

    def __init__(self) -> None:
        self._under_way: dict[str, _Work[_Answer]] = {}

    async def join(self, key: str, begin: Callable[[], Coroutine[Any, Any, _Answer]]) -> _Answer:
        """What the work of that key gives, which is begun where it is not under way."""
        work = self._under_way.get(key)
        if work is None:
            work = self._under_way[key] = _Work(asyncio.ensure_future(begin()))
        work.waiting += 1
        try:
            return await asyncio.shield(work.task)
        finally:
            work.waiting -= 1
            if work.task.done() or not work.waiting:
                work.task.cancel()
                # Whoever comes from now on begins anew.
                if self._under_way.get(key) is work:
                    del self._under_way[key]
