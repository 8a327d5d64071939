"""A stand-in for an OpenAI-compatible endpoint on this machine, which can behave and misbehave."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What the endpoint does with one request.

    Attributes:
        missing: so many bytes of the body are announced and never sent.
        silent: nothing is sent until the endpoint is closed.
        hang_up: the connection is closed without a word.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    silent: bool = False
    hang_up: bool = False


def completion(content: str | None, **changes: Any) -> Reply:
    """A chat completion with that content."""
    message = {"role": "assistant", "content": content, **changes.pop("message", {})}
    choice = {"index": 0, "message": message, "finish_reason": "stop", **changes}
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def claims(*items: object) -> Reply:
    """A well-formed answer with these claims."""
    return completion(json.dumps({"claims": list(items)}))


def refusal(status: int, message: str = "no", **headers: str) -> Reply:
    """An error as such endpoints give it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(json.dumps({"error": {"message": message}}).encode(), status, named)


def item(**changes: object) -> dict[str, object]:
    """A claim as the model words it: Kenya declined to co-sponsor the resolution."""
    fields: dict[str, object] = {
        "sentence": 1, "quote": "Kenya declined to co-sponsor the resolution", "agent": "Kenya", "agent_name": None,
        "agent_name_sentence": None, "kind": "declines-to-cosponsor", "target": "the resolution", "addressee": None,
        "forum": None, "according_to": [], "status": "asserted", "date_words": None, "date_start": None, "date_end": None,
    }  # fmt: skip
    return {**fields, **changes}


class Endpoint:
    """The server: replies stand in a list, the last one for good; or a function makes them."""

    def __init__(self) -> None:
        self.replies: list[Reply | Callable[[dict[str, Any]], Reply]] = [claims()]
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.closing = threading.Event()
        double = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                double.requests.append(body)
                double.headers.append(dict(self.headers))
                double.paths.append(self.path)
                made = double.replies.pop(0) if len(double.replies) > 1 else double.replies[0]
                reply = made(body) if callable(made) else made
                self.close_connection = True
                if reply.silent:
                    double.closing.wait()
                if reply.silent or reply.hang_up:
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body) + reply.missing))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def data(self, number: int = -1) -> dict[str, Any]:
        """The document, as the model was shown it in a request."""
        return json.loads(self.requests[number]["messages"][1]["content"])

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
