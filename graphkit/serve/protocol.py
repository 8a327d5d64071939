"""The SPARQL 1.1 Protocol: query (section 2.1) at ``/sparql``, update (section 2.2) at ``/update``."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from graphkit.serve.backend import Backend
from graphkit.serve.requests import check_permission, decoded, fields, media_type, one, read_body
from graphkit.serve.responses import Problem

_FORM: Final = "application/x-www-form-urlencoded"


async def query(request: Request, backend: Backend) -> Response:
    """A query, or the description of the service where there is none."""
    asked = fields(request.url.query.encode("latin-1", "replace"))
    limits = backend.settings.limits
    found, text = await _operation(request, asked, "query", "application/sparql-query", limits.request, limits.reading)
    accept = request.headers.get("accept")
    root = backend.root(request)
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in found):
        raise Problem(400, "updates have a path of their own: /update")
    if text is None:
        if found or request.method == "POST":
            raise Problem(400, "no query; give it as the field query")
        job = {"kind": "service", "endpoint": f"{root}/sparql", "root": root, "updates": backend.settings.token is not None}
        return await backend.respond(request, {**job, "accept": accept})
    job = {
        "kind": "sparql", "query": text, "base": f"{root}/sparql", "accept": accept,
        "default": [value for name, value in found if name == "default-graph-uri"],
        "named": [value for name, value in found if name == "named-graph-uri"],
    }  # fmt: skip
    return await backend.respond(request, job)


async def update(request: Request, backend: Backend) -> Response:
    """An update, of whoever brings the token."""
    check_permission(request, backend.settings)
    asked = fields(request.url.query.encode("latin-1", "replace"))
    limits = backend.settings.limits
    found, text = await _operation(request, asked, "update", "application/sparql-update", limits.upload, limits.reading)
    if text is None or any(name in ("query", "default-graph-uri", "named-graph-uri") for name, _ in found):
        raise Problem(400, "no update; give it as the field update, its dataset by using-graph-uri and using-named-graph-uri")
    job = {
        "kind": "update", "update": text, "base": f"{backend.root(request)}/update",
        "using": [value for name, value in found if name == "using-graph-uri"],
        "using_named": [value for name, value in found if name == "using-named-graph-uri"],
    }  # fmt: skip
    head = await backend.pool.change(job, b"")
    if "error" in head:
        raise Problem(head["status"], head["error"])
    return Response(status_code=head["status"])


async def _operation(
    request: Request, asked: list[tuple[str, str]], name: str, direct: str, most: int, seconds: float
) -> tuple[list[tuple[str, str]], str | None]:
    """The fields of an operation and its text."""
    if request.method in ("GET", "HEAD"):
        return asked, one(asked, name)
    kind, charset = media_type(request)
    if kind not in (_FORM, direct):
        raise Problem(415, f"the body is {kind or 'of no type'}; send {_FORM} or {direct}", {"Accept-Post": f"{_FORM}, {direct}"})
    body = await read_body(request, most, seconds)
    if kind == direct:
        if one(asked, name) is not None:
            raise Problem(400, f"a {name} in the address and one in the body; give one")
        return asked, decoded(body, charset)
    decoded(b"", charset)
    found = asked + fields(body)
    return found, one(found, name)
