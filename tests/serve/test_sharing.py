"""Equal work under way is done once."""

from __future__ import annotations

import asyncio

import pytest

from graphkit.serve.responses import Problem
from graphkit.serve.sending import PIECE, Outgoing
from graphkit.serve.sharing import Sharing


class _Work:
    """Work that ends when it is told to."""

    def __init__(self) -> None:
        self.begun = self.stopped = 0
        self.end = asyncio.Event()

    async def __call__(self) -> int:
        self.begun += 1
        try:
            await self.end.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        return self.begun


async def _settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def test_those_who_ask_at_the_same_time_get_one_answer() -> None:
    async def run() -> None:
        sharing, work = Sharing[int](), _Work()
        asked = [asyncio.ensure_future(sharing.join("a", work)) for _ in range(5)]
        await _settled()
        work.end.set()
        assert await asyncio.gather(*asked) == [1] * 5
        assert await sharing.join("a", work) == 2

    asyncio.run(run())


def test_work_goes_on_for_those_who_stay_and_ends_with_the_last() -> None:
    async def run() -> None:
        sharing, work = Sharing[int](), _Work()
        first, second = (asyncio.ensure_future(sharing.join("a", work)) for _ in range(2))
        await _settled()
        first.cancel()
        await _settled()
        assert (work.begun, work.stopped) == (1, 0)
        second.cancel()
        await _settled()
        assert (work.begun, work.stopped) == (1, 1)
        third = asyncio.ensure_future(sharing.join("a", work))
        await _settled()
        work.end.set()
        assert await third == 2

    asyncio.run(run())


def test_an_error_is_told_to_all() -> None:
    async def fail() -> int:
        await asyncio.sleep(0)
        raise LookupError

    async def run() -> None:
        sharing = Sharing[int]()
        found = await asyncio.gather(*(sharing.join("a", fail) for _ in range(3)), return_exceptions=True)
        assert [type(each) for each in found] == [LookupError] * 3

    asyncio.run(run())


def test_one_answer_to_many_readers_is_held_once() -> None:
    outgoing, whole = Outgoing(3 * PIECE), bytes(2 * PIECE)
    with outgoing.holding(whole), outgoing.holding(whole), pytest.raises(Problem), outgoing.holding(bytes(bytearray(2 * PIECE))):
        pass
    with outgoing.holding(bytes(bytearray(2 * PIECE))):
        pass
