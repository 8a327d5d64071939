"""From a request to a worker's answer: by its tag, from the cache, or from the pool."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from graphkit.serve.answering import Job
from graphkit.serve.cache import Cache
from graphkit.serve.pool import Busy, Pool
from graphkit.serve.requests import unless_gone
from graphkit.serve.responses import Problem, etag, matches, not_modified
from graphkit.serve.sending import Outgoing, answer
from graphkit.serve.settings import Settings

#: What gives another answer each time it is asked (SPARQL 1.1 Query, sections 17.4.2 to 17.4.5).
_CHANGING: Final = re.compile(r"now|rand|uuid|bnode|\\u|_:|\[", re.IGNORECASE)


class Backend:
    """What all handlers of requests share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool = Pool(settings)
        self.cache = Cache(settings.cache)
        self.outgoing = Outgoing(settings.limits.outgoing)

    async def respond(self, request: Request, job: Job) -> Response:
        """The response to a job.

        Raises:
            Problem: the worker refuses it, or none is free (503).
            ClientDisconnect: the client has gone, and its query was stopped.
        """
        version = self.pool.version
        tag = None if _CHANGING.search(job.get("query", "")) else etag(version, dict(job))
        if tag and matches(request, tag):
            return not_modified(tag)
        held = self.cache.get(tag) if tag else None
        if held is None:
            try:
                held = await unless_gone(request, self.pool.run(job))
            except Busy:
                raise Problem(503, "too many requests are waiting", {"Retry-After": "2"}) from None
            if tag and held[0].get("generation") == self.pool.generation and version == self.pool.version and "error" not in held[0]:
                self.cache.put(tag, *held)
            else:
                tag = None
        return answer(request, *held, tag, self.outgoing)

    def root(self, request: Request) -> str:
        """The server's address as its clients know it, without a slash at the end."""
        stated = self.settings.public_url
        return stated.rstrip("/") if stated else f"{request.url.scheme}://{request.url.netloc}"
