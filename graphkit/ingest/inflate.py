"""A bound on what the streams of a PDF may come to unpacked.

pdfminer unpacks a stream whole, whatever comes of it: a few kilobytes can hold gigabytes. Its decoders
are replaced, once, by ones that do the same but stop at the bound of the document in hand; for other
users of pdfminer in the same process nothing changes.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from pdfminer import pdftypes
from pdfminer.lzw import LZWDecoder
from pdfminer.runlength import rldecode

_CHUNK: Final = 1 << 20
#: Bytes that may still come, for the document in hand; None outside of :func:`bounded`.
_left: ContextVar[list[int] | None] = ContextVar("left", default=None)


class TooLarge(Exception):
    """The streams unpack to more than the bound."""


@contextmanager
def bounded(most: int) -> Iterator[None]:
    """Let the streams that are unpacked inside come to *most* bytes, or raise :class:`TooLarge`."""
    token = _left.set([most])
    try:
        yield
    finally:
        _left.reset(token)


def _take(size: int) -> None:
    left = _left.get()
    if left is not None:
        left[0] -= size
        if left[0] < 0:
            raise TooLarge


class _Inflater:
    """As the object of :func:`zlib.decompressobj`."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes:
        if _left.get() is None:
            return self._inner.decompress(data)
        parts = []
        while data and not self._inner.eof:
            part = self._inner.decompress(data, _CHUNK)
            _take(len(part))
            parts.append(part)
            data = self._inner.unconsumed_tail
        return b"".join(parts)


class _Zlib:
    """What pdfminer uses of :mod:`zlib`."""

    error = zlib.error
    decompressobj = _Inflater

    @staticmethod
    def decompress(data: bytes) -> bytes:
        inflater = _Inflater()
        found = inflater.decompress(data)
        if not inflater._inner.eof:
            found += inflater._inner.flush()
            if not inflater._inner.eof:
                raise zlib.error("incomplete stream")
        return found


def _lzw(data: bytes) -> bytes:
    parts = []
    for part in LZWDecoder(io.BytesIO(data)).run():
        _take(len(part))
        parts.append(part)
    return b"".join(parts)


def _run_length(data: bytes) -> bytes:
    at = 0
    while at < len(data) and data[at] != 128:
        size = data[at] + 1 if data[at] < 128 else 257 - data[at]
        _take(size * 8)  # the decoder keeps a list of numbers
        at += size + 1 if data[at] < 128 else 2
    return rldecode(data)


_OURS: Final[dict[str, Any]] = {"zlib": _Zlib, "lzwdecode": _lzw, "rldecode": _run_length}
for _name, _decoder in _OURS.items():
    setattr(pdftypes, _name, _decoder)
