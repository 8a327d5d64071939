"""Answers kept for those who ask the same of the same graph."""

from __future__ import annotations

from collections import OrderedDict

from graphkit.serve.frames import Head


class Cache:
    """The answers used last, by their tags, up to *room* bytes."""

    def __init__(self, room: int) -> None:
        self._room, self._held = room, 0
        self._answers: OrderedDict[str, tuple[Head, bytes]] = OrderedDict()

    def get(self, tag: str) -> tuple[Head, bytes] | None:
        """The answer of that tag, where it is kept."""
        found = self._answers.get(tag)
        if found:
            self._answers.move_to_end(tag)
        return found

    def put(self, tag: str, head: Head, body: bytes) -> None:
        """Keep an answer; one that would take more than a quarter of the room is not kept."""
        if len(body) > self._room // 4 or tag in self._answers:
            return
        self._answers[tag] = head, body
        self._held += len(body)
        while self._held > self._room:
            _, (_, old) = self._answers.popitem(last=False)
            self._held -= len(old)
