"""Where a text quotes somebody word for word."""

from __future__ import annotations

import re

_OPENING = "\u201c\u00ab"
_OPENED = re.compile(rf"[{_OPENING}\"]")
_CLOSING = "\u201d\u00bb"


def quoted(text: str, start: int, end: int, inside: bool) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The parts of ``text[start:end]`` that stand in quotation marks.

    Args:
        inside: whether a quotation of the sentence before is still open.

    Returns:
        The parts as offsets into *text*, and whether the last one is still open at *end*.
    """
    if not inside and not _OPENED.search(text, start, end):
        return (), False
    parts: list[tuple[int, int]] = []
    opened = start if inside else None
    for at in range(start, end):
        mark = text[at]
        if mark in _OPENING or (mark == '"' and opened is None):
            opened = at if opened is None else opened
        elif (mark in _CLOSING or mark == '"') and opened is not None:
            parts.append((opened, at + 1))
            opened = None
    if opened is not None:
        parts.append((opened, end))
    return tuple(parts), opened is not None
