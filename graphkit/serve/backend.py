"""From a request to a worker's answer: by its tag, from the cache, or from the pool."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from graphkit.serve.algebra import changes_each_time
from graphkit.serve.answering import Job
from graphkit.serve.cache import Cache
from graphkit.serve.frames import Head
from graphkit.serve.pool import Busy, Pool
from graphkit.serve.requests import unless_gone
from graphkit.serve.responses import Problem, etag, matches, not_modified
from graphkit.serve.sending import Outgoing, answer
from graphkit.serve.settings import Settings
from graphkit.serve.sharing import Sharing

_Made = tuple[Head, bytes, str | None]


class Backend:
    """What all handlers of requests share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool = Pool(settings)
        self.cache = Cache(settings.cache)
        self._under_way = Sharing[_Made]()
        self.outgoing = Outgoing(settings.limits.outgoing)

    async def respond(self, request: Request, job: Job) -> Response:
        """The response to a job.

        Raises:
            Problem: the worker refuses it, or none is free (503).
            ClientDisconnect: the client has gone, and its query was stopped.
        """
        version = self.pool.version
        tag = None if changes_each_time(job.get("query", "")) else etag(version, dict(job))
        if tag and matches(request, tag):
            return not_modified(tag)
        if tag and (held := self.cache.get(tag)):
            return answer(request, *held, tag, self.outgoing)
        work = self._under_way.join(tag, partial(self._made, job, version, tag)) if tag else self._made(job, version, None)
        try:
            head, body, lasting = await unless_gone(request, work)
        except Busy:
            raise Problem(503, "too many requests are waiting", {"Retry-After": "2"}) from None
        return answer(request, head, body, lasting, self.outgoing)

    async def _made(self, job: Job, version: str, tag: str | None) -> _Made:
        """An answer of the pool; with the tag where it holds for the version."""
        head, body = await self.pool.run(job)
        if tag is None or "error" in head or head.get("version") != version or version != self.pool.version:
            return head, body, None
        self.cache.put(tag, head, body)
        return head, body, tag

    def root(self, request: Request) -> str:
        """The server's address as its clients know it, without a slash at the end."""
        stated = self.settings.public_url
        return stated.rstrip("/") if stated else f"{request.url.scheme}://{request.url.netloc}"
