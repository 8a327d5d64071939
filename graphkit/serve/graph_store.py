"""The SPARQL 1.1 Graph Store HTTP Protocol at ``/graphs``: graphs by their own address (section 4.1) or by name (4.2)."""

from __future__ import annotations

import uuid

from starlette.requests import Request
from starlette.responses import Response

from graphkit.serve.backend import Backend
from graphkit.serve.requests import check_permission, fields, media_type, one, read_body
from graphkit.serve.responses import Problem


async def graph_store(request: Request, backend: Backend) -> Response:
    """GET and HEAD for all; PUT, POST and DELETE for whoever brings the token."""
    reading = request.method in ("GET", "HEAD")
    if not reading:
        check_permission(request, backend.settings)
    graph, fresh = _named(request, backend)
    if reading:
        return await backend.respond(request, {"kind": "graph", "graph": graph, "accept": request.headers.get("accept")})
    limits = backend.settings.limits
    body = b"" if request.method == "DELETE" else await read_body(request, limits.upload, limits.reading)
    kind, charset = media_type(request)
    if request.method != "DELETE" and charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"the charset is {charset!r}; graphs are sent as UTF-8")
    job = {
        "kind": request.method.lower(), "graph": graph, "media": kind or "application/rdf+xml", "base": str(request.url),
        "content_type": request.headers.get("content-type", ""),
    }  # fmt: skip
    head = await backend.pool.change(job, body)
    if "error" in head:
        raise Problem(head["status"], head["error"])
    return Response(status_code=head["status"], headers={"Location": graph} if fresh and graph else None)


def _named(request: Request, backend: Backend) -> tuple[str | None, bool]:
    """The graph that is meant, None for the default graph; and whether it is a new one."""
    if request.url.query == "default" and not request.path_params.get("path"):
        return None, False
    asked = fields(request.url.query.encode("latin-1", "replace"))
    path = request.path_params.get("path", "")
    address = f"{backend.root(request)}/graphs/{path}"
    if path and not asked:
        return address, False
    graph, default = one(asked, "graph"), one(asked, "default")
    if path or len(asked) > 1 or (asked and graph is None and default is None) or default:
        raise Problem(400, "name one graph: ?graph=IRI, ?default, or its path")
    if graph is None and default is None:
        if request.method != "POST":
            raise Problem(400, "no graph is named; give ?graph=IRI or ?default")
        return address + str(uuid.uuid4()), True
    return graph, False
