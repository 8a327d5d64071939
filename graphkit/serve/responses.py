"""Answers of the server, and errors as problem details (RFC 9457)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graphkit.resources import VERSION


class Problem(Exception):
    """An answer other than the one that was asked for."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None, details: Sequence[str] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.details = status, detail, headers or {}, list(details)


def problem(error: Problem) -> Response:
    """An error as ``application/problem+json``."""
    title = HTTPStatus(error.status).phrase
    told: dict[str, Any] = {"title": title, "status": error.status, "detail": error.detail}
    if error.details:
        told["candidates"] = error.details
    text = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return Response(text, error.status, {**error.headers, "Cache-Control": "no-store"}, "application/problem+json")


def etag(version: str, *parts: Any) -> str:
    """A weak tag of an answer (RFC 9110, section 8.8.3): the same while store, program and request are."""
    made = json.dumps([VERSION, version, *parts], sort_keys=True).encode()
    return f'W/"{hashlib.sha256(made).hexdigest()[:32]}"'


def matches(request: Request, tag: str) -> bool:
    """Whether the client says that it has that very answer (If-None-Match); ``*`` is told from the answer alone."""
    held = request.headers.get("if-none-match", "")
    return tag.removeprefix("W/") in [each.strip().removeprefix("W/") for each in held.split(",")]


def not_modified(tag: str) -> Response:
    """The answer to one that has it already."""
    return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"})


def takes_gzip(request: Request) -> bool:
    """Whether the client reads gzip (Accept-Encoding; RFC 9110, section 12.5.3)."""
    for part in request.headers.get("accept-encoding", "").split(","):
        coding, _, weight = part.partition(";")
        if coding.strip().lower() == "gzip":
            return weight.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
