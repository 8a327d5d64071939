"""Resources by their own IRIs: ``/id/...`` leads by 303 to ``/data/...`` or ``/page/...``."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graphkit.namespaces import ID
from graphkit.serve.backend import Backend
from graphkit.serve.negotiation import GRAPHS, best
from graphkit.serve.responses import Problem

_SAFE = "/.-_~%:"


async def identified(request: Request, backend: Backend) -> Response:
    """303 to what there is of a resource (Cool URIs for the Semantic Web, section 4.3); what the graph does not know is not found."""
    media = best(request.headers.get("accept"), ["text/html", *GRAPHS])
    if media is None:
        raise Problem(406, f"there are text/html, {', '.join(GRAPHS)}")
    path = _path(request)
    await backend.respond(request, {"kind": "known", "iri": ID + path})
    place = "page" if media == "text/html" else "data"
    return RedirectResponse(f"/{place}/{path}", 303, {"Vary": "Accept"})


async def data(request: Request, backend: Backend) -> Response:
    """What the graph says of a resource."""
    return await backend.respond(request, {"kind": "data", "iri": ID + _path(request), "accept": request.headers.get("accept")})


async def page(request: Request, backend: Backend) -> Response:
    """The same for people."""
    if best(request.headers.get("accept"), ["text/html"]) is None:
        raise Problem(406, "a page is text/html")
    return await backend.respond(request, {"kind": "page", "iri": ID + _path(request)})


def _path(request: Request) -> str:
    """The path as it stood in the address: what an IRI has percent-encoded stays so."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return quote(raw.decode("latin-1").split("/", 2)[2], safe=_SAFE)
