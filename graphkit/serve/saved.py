"""Saved queries at ``/queries`` and ``/queries/NAME?state=KOR``."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from graphkit.query.catalogue import SavedQuery
from graphkit.serve.backend import Backend
from graphkit.serve.negotiation import RESULTS, best
from graphkit.serve.requests import fields, one
from graphkit.serve.responses import Problem


def listing(catalogue: dict[str, SavedQuery]) -> Response:
    """The saved queries and their parameters."""
    listed = [
        {"name": q.name, "folder": q.folder, "summary": q.summary, "description": q.description, "path": f"/queries/{q.name}",
         "parameters": [{"name": p.name, "type": p.type, "description": p.description, "required": p.required} for p in q.parameters]}
        for q in catalogue.values()
    ]  # fmt: skip
    return Response(json.dumps(listed, ensure_ascii=False), media_type="application/json")


async def saved_query(request: Request, backend: Backend, catalogue: dict[str, SavedQuery]) -> Response:
    """The answer to a saved query; names resolve as on the command line."""
    name = request.path_params["name"]
    query = catalogue.get(name)
    if query is None:
        raise Problem(404, "no such saved query; /queries lists them")
    asked = fields(request.url.query.encode("latin-1", "replace"))
    given = {field: one(asked, field) for field, _ in asked}
    known = [parameter.name for parameter in query.parameters]
    for field in given:
        if field not in known:
            raise Problem(400, f"{name} has no parameter {field[:80]!r}; it has {', '.join(known) or 'none'}")
    # The same media type however it was asked for: one entry in the cache.
    media = best(request.headers.get("accept"), list(RESULTS))
    if media is None:
        raise Problem(406, f"there are {', '.join(RESULTS)}")
    return await backend.respond(request, {"kind": "saved", "name": name, "given": given, "accept": media})
