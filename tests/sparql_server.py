"""A small SPARQL 1.1 server on loopback over pyoxigraph, which can be told to fail."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

#: Sees a request before it is answered; True where it has answered it itself.
Trouble = Callable[["Handler"], bool]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body in one packet: the next one would wait for the first to be acknowledged.
    wbufsize = 65536
    server: SparqlServer

    def log_message(self, format: str, *args: object) -> None:
        pass

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def answer(self, status: int, body: bytes = b"", kind: str = "text/plain", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in {**self.server.headers, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        parts = urlsplit(self.path)
        self.parameters = parse_qs(parts.query, keep_blank_values=True)
        if "form" in self.headers.get("Content-Type", ""):
            self.parameters |= parse_qs(self.body.decode(), keep_blank_values=True)
        self.server.seen.append((self.command, parts.path))
        if self.server.trouble and self.server.trouble[0](self):
            return
        try:
            {"/query": self._query, "/update": self._update, "/data": self._data}.get(parts.path, self._nothing)()
        except (SyntaxError, ValueError) as error:
            self.answer(400, str(error).encode())

    do_GET = do_POST = do_PUT = do_DELETE = _serve

    def _nothing(self) -> None:
        self.answer(404)

    def _query(self) -> None:
        default = [ox.NamedNode(g) for g in self.parameters.get("default-graph-uri", [])]
        named = [ox.NamedNode(g) for g in self.parameters.get("named-graph-uri", [])]
        text = self.parameters.get("query", [self.body.decode()])[0]
        with self.server.lock:
            if default or named:
                found = self.server.store.query(text, default_graph=default, named_graphs=named)
            else:
                found = self.server.store.query(text)
            if isinstance(found, ox.QueryTriples):
                body = "".join(f"{t} .\n" for t in found).encode()
                kind = "application/n-triples"
            else:
                body, kind = found.serialize(format=ox.QueryResultsFormat.JSON) or b"", "application/sparql-results+json"
        self.answer(200, body, kind)

    def _update(self) -> None:
        with self.server.lock:
            self.server.store.update(self.parameters.get("update", [self.body.decode()])[0])
        self.answer(204)

    def _data(self) -> None:
        name, store = ox.NamedNode(self.parameters["graph"][0]), self.server.store
        with self.server.lock:
            there = store.contains_named_graph(name)
            if self.command in ("PUT", "POST"):
                fresh = [ox.Quad(q.subject, q.predicate, q.object, name) for q in ox.parse(self.body, format=ox.RdfFormat.N_TRIPLES)]
                if self.command == "PUT":
                    store.remove_graph(name)
                store.extend(fresh)
                return self.answer(204 if there else 201)
            if not there:
                return self.answer(404)
            if self.command == "DELETE":
                store.remove_graph(name)
                return self.answer(204)
            body = "".join(f"{q.triple} .\n" for q in store.quads_for_pattern(None, None, None, name)).encode()
        self.answer(200, body, "application/n-triples; charset=utf-8")


class SparqlServer(ThreadingHTTPServer):
    """Attributes: ``store``, the ``seen`` requests, ``trouble`` (the first of it is asked), ``headers`` of each answer."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.store, self.lock = ox.Store(), threading.Lock()
        self.seen: list[tuple[str, str]] = []
        self.trouble: deque[Trouble] = deque()
        self.headers: dict[str, str] = {}

    def handle_error(self, request: object, client_address: object) -> None:
        pass

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def sizes(self) -> dict[str, int]:
        names = [g for g in self.store.named_graphs() if isinstance(g, ox.NamedNode)]
        return {g.value: sum(1 for _ in self.store.quads_for_pattern(None, None, None, g)) for g in names}


@contextmanager
def serving(server: SparqlServer | None = None) -> Iterator[SparqlServer]:
    made = server or SparqlServer()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        thread.join()
        made.server_close()


def times(count: int, trouble: Trouble) -> Trouble:
    """That trouble for *count* requests, then none."""
    left = [count]

    def some(handler: Handler) -> bool:
        if left[0] <= 0:
            return False
        done = trouble(handler)
        left[0] -= done
        return done

    return some


def on(method: str, path: str, trouble: Trouble, after: int = 0) -> Trouble:
    """That trouble for requests of a method and path alone, from the one after *after* of them."""
    seen = [0]

    def some(handler: Handler) -> bool:
        if (handler.command, urlsplit(handler.path).path) != (method, path):
            return False
        seen[0] += 1
        return seen[0] > after and trouble(handler)

    return some


def status(code: int, body: bytes = b"", kind: str = "text/plain", **headers: str) -> Trouble:
    def answer(handler: Handler) -> bool:
        handler.answer(code, body, kind, **headers)
        return True

    return answer


def reset(handler: Handler) -> bool:
    """Breaks off without an answer."""
    handler.close_connection = True
    handler.connection.close()
    return True


def cut_short(handler: Handler) -> bool:
    """Promises more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/sparql-results+json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b'{"head":{"vars":["g","n"]},"results":{"bindings":[')
    handler.close_connection = True
    return True
