"""One HTTP request with its key, deadline and limits; by the standard library alone."""

from __future__ import annotations

import json
import socket
import time
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from typing import IO, Final, Protocol
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from graphkit.claims.llm.address import Address
from graphkit.claims.llm.failures import Passing, Unusable
from graphkit.errors import EndpointError, ParameterError
from graphkit.resources import VERSION

#: An answer is no larger than this, in bytes.
_LARGEST: Final = 8_000_000
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
_MENDS: Final = {
    400: "the endpoint must take JSON-schema output (response_format) and temperature 0; see --model",
    401: "check the key in GRAPHKIT_LLM_KEY",
    403: "check the key in GRAPHKIT_LLM_KEY",
    404: "check --endpoint and --model",
    405: "check --endpoint",
    422: "the endpoint must take JSON-schema output (response_format) and temperature 0; see --model",
}


class _Readable(Protocol):
    def read1(self, size: int = -1, /) -> bytes: ...


class _NoRedirects(HTTPRedirectHandler):
    """Redirects are not followed: the key would go along to whoever they name."""

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str) -> None:
        return None


@dataclass(frozen=True)
class Transport:
    """Sends JSON to one address.

    Attributes:
        address: where.
        key: sent as a bearer token, and told to nobody else; None for endpoints that ask for none.
        timeout: seconds until an answer must be there whole.
    """

    address: Address
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0

    def __post_init__(self) -> None:
        if self.key is None:
            return
        if not self.key.isascii() or not self.key.isprintable() or " " in self.key or not self.key:
            raise ParameterError("GRAPHKIT_LLM_KEY holds characters that no key has", mend="set it anew, without spaces or line ends")
        if not self.address.encrypted and not self.address.local:
            raise ParameterError(
                "the key would go over the network unencrypted", where=self.address.shown,
                mend="give an https address, or unset GRAPHKIT_LLM_KEY",
            )  # fmt: skip

    def post(self, body: object) -> bytes:
        """Send *body* as JSON; the bytes of the answer.

        Raises:
            Passing: busy, out of order, or no whole answer in time.
            Unusable: an answer without end.
            EndpointError: nobody is there, or the request is refused.
        """
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": f"graphkit/{VERSION}"}
        if self.key is not None:
            headers["Authorization"] = f"Bearer {self.key}"
        request = Request(self.address.url, json.dumps(body).encode(), headers, method="POST")
        # A model on this machine is not asked through a proxy.
        opener = build_opener(_NoRedirects(), ProxyHandler({}) if self.address.local else ProxyHandler())
        deadline = time.monotonic() + self.timeout
        try:
            with opener.open(request, timeout=self.timeout) as answer:
                return _read(answer, deadline)
        except HTTPError as error:
            with error:
                raise self._refused(error, deadline) from None
        except URLError as error:
            raise self._unreached(error.reason) from None
        except (OSError, HTTPException, UnicodeError) as error:
            raise self._unreached(error) from None

    def _refused(self, error: HTTPError, deadline: float) -> Exception:
        try:
            said = self._said(_read(error, deadline)) if error.fp is not None else ""
        except (OSError, HTTPException, Unusable):
            said = ""
        what = f"HTTP {error.code}" + (f" ({said})" if said else "")
        if error.code in _PASSING:
            return Passing(what, error.headers.get("Retry-After"))
        if 300 <= error.code < 400:
            return EndpointError(f"it redirects elsewhere, {what}", where=self.address.shown, mend="give the address that it redirects to")
        return EndpointError(f"it refuses the request: {what}", where=self.address.shown, mend=_MENDS.get(error.code))

    def _unreached(self, reason: object) -> Exception:
        if isinstance(reason, TimeoutError):
            return Passing(f"no answer within {self.timeout:g} seconds")
        if isinstance(reason, (ConnectionResetError, ConnectionAbortedError, BrokenPipeError, HTTPException)):
            return Passing("it broke off the connection")
        told = "no such host" if isinstance(reason, socket.gaierror) else getattr(reason, "strerror", None) or type(reason).__name__
        return EndpointError(f"it cannot be reached: {told}", where=self.address.shown, mend="check --endpoint, and that it is running")

    def _said(self, raw: bytes) -> str:
        """What the endpoint says of an error: printable, short, and never the key."""
        try:
            told = json.loads(raw)
        except (ValueError, RecursionError):
            return ""
        for name in ("error", "message", "detail"):
            if isinstance(told, dict) and name in told:
                told = told[name]
        if not isinstance(told, str):
            return ""
        plain = "".join(c if c.isprintable() else " " for c in told)
        if self.key is not None:
            plain = plain.replace(self.key, "***")
        plain = " ".join(plain.split())
        return plain if len(plain) <= 200 else plain[:199] + "\u2026"


def _read(answer: _Readable, deadline: float) -> bytes:
    """The whole of an answer; an answer that trickles in is cut off at the deadline."""
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(65536):
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST:
            raise Unusable(f"the answer is larger than {_LARGEST // 1_000_000} MB")
        if time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(pieces)
