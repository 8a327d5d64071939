"""What a server is told at its start."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """What one request may take.

    Attributes:
        seconds: time that a query may run.
        change: time that a change may take; a writer copies the store's index of files before, and tidies after.
        memory: bytes of address space that a worker may add to what it has when its store is open.
        rows: rows, or triples, of one answer; what is beyond is cut off, and the answer says so.
        answer: bytes of one answer, likewise.
        outgoing: bytes of all answers that their readers have not taken yet; further ones are told to come back (503).
        address: bytes of an address, with a query in it; the parser of HTTP ends at 64 KB.
        head: bytes of a request's fields.
        request: bytes of a query, or of a form with one.
        upload: bytes of a graph or an update.
        waiting: requests that may wait for a worker; further ones are told to come back (503).
        patience: seconds that a request may wait for a worker.
        reading: seconds in which the head of a request has to come; its body has these and one more for each 64 KB it may have.
        sending: seconds in which a reader has to take 64 KB of its answer.
    """

    seconds: float = 30.0
    change: float = 600.0
    memory: int = 1 << 30
    rows: int = 100_000
    answer: int = 16 << 20
    outgoing: int = 256 << 20
    address: int = 60 << 10
    head: int = 64 << 10
    request: int = 256 << 10
    upload: int = 64 << 20
    waiting: int = 2_000
    patience: float = 60.0
    reading: float = 30.0
    sending: float = 30.0


@dataclass(frozen=True)
class Settings:
    """A server's settings.

    Attributes:
        store: folder of the store.
        workers: processes that may answer at a time; two of them are kept free of long queries.
        origins: web origins that may read answers (CORS); ``*`` for any.
        token: what a change has to bring as its Bearer token; None where nothing may be changed.
        public_url: the address under which clients know the server, where a proxy stands before it.
        log_queries: whether the log holds what was asked.
        cache: bytes of answers that are kept for those who ask the same of the same graph.
        in_memory: whether the graph is held in memory; None where it is served from disk until it is in memory, and from there
            where there is room enough (Linux).
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 12
    origins: tuple[str, ...] = ()
    token: str | None = field(default=None, repr=False)
    public_url: str | None = None
    log_queries: bool = False
    cache: int = 64 << 20
    in_memory: bool | None = None
    limits: Limits = Limits()
