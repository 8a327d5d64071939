"""Changes to the store (SPARQL 1.1 Update; Graph Store HTTP Protocol, sections 5.3 to 5.5), through its one writer."""

from __future__ import annotations

import email
import re
from pathlib import Path
from typing import Any, Final, cast

import pyoxigraph as ox

from graphkit.errors import GraphkitError, QueryError
from graphkit.serve.algebra import check_update
from graphkit.serve.frames import Head
from graphkit.serve.negotiation import GRAPHS
from graphkit.store.writer import Writer

#: The tokens of SPARQL that matter here: what may hold a word without meaning it, brackets, words (section 19.8).
_TOKEN: Final = re.compile(
    r"""(?P<skip>\#[^\n\r]*|<[^<>"{}|^`\\\s]*>|\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}"""
    r"""|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|[?$]\w+|[\w.-]*:[\w.:%-]*)|(?P<open>\{)|(?P<close>\})|(?P<word>\w+)|.""",
    re.DOTALL,
)


def change(root: Path, job: dict[str, Any], body: bytes) -> Head:
    """Make one change, whole or not at all.

    Args:
        job: ``kind`` is ``update`` (of ``update``, with ``using`` and ``using_named``), ``put``, ``post`` or ``delete`` (of
            ``graph``, where None is the default graph; *body* is of the type ``media``, ``content_type`` its whole header).

    Returns:
        Its status, with an ``error`` where it was not made.
    """
    try:
        if job["kind"] == "update":
            text = with_using(job["update"], job["using"], job["using_named"])
            check_update(text)
            with Writer(root) as writer:
                writer.store.update(text, base_iri=job["base"])
            return {"status": 204}
        return _change_graph(root, job, body)
    except (SyntaxError, ValueError, RecursionError, RuntimeError) as error:
        return {"status": 400, "error": " ".join(str(error).split())[:500]}
    except AbsentGraph as error:
        return {"status": 404, "error": str(error)}
    except GraphkitError as error:
        busy = "is writing" in str(error)
        return {"status": 409 if busy else 400 if isinstance(error, QueryError) else 507, "error": str(error)}


def _change_graph(root: Path, job: dict[str, Any], body: bytes) -> Head:
    name = ox.DefaultGraph() if job["graph"] is None else ox.NamedNode(job["graph"])
    quads = []
    if job["kind"] != "delete":
        for media, text in _parts(job["media"], job["content_type"], body):
            form = ox.RdfFormat.from_media_type(media)
            if form is None or media not in GRAPHS:
                return {"status": 415, "error": f"no graph is read from {media}; there are {', '.join(GRAPHS)}"}
            parsed = ox.parse(text, format=form, base_iri=job["graph"] or job["base"], without_named_graphs=True, rename_blank_nodes=True)
            quads += [ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in parsed]
    with Writer(root) as writer:
        store = writer.store
        there = isinstance(name, ox.DefaultGraph) or store.contains_named_graph(name)
        if job["kind"] == "delete" and not there:
            # An error drops the generation in the making: nothing has changed.
            raise AbsentGraph
        if job["kind"] == "put":
            store.clear_graph(name)
        elif job["kind"] == "delete":
            store.remove_graph(name)
        if job["kind"] != "delete" and isinstance(name, ox.NamedNode):
            store.add_graph(name)
        store.extend(quads)
    return {"status": 204 if there else 201}


def _parts(media: str, content_type: str, body: bytes) -> list[tuple[str, bytes]]:
    """The graphs of a body, each with its media type: one, or those of a form with files (section 5.5)."""
    if media != "multipart/form-data":
        return [(media, body)]
    message = email.message_from_bytes(b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n" + body)
    if not message.is_multipart():
        raise ValueError("the body is no multipart/form-data: its boundary is missing")
    return [(part.get_content_type(), cast(bytes, part.get_payload(decode=True) or b"")) for part in message.walk() if part is not message]


class AbsentGraph(QueryError):
    """The graph to be removed is not there."""

    def __init__(self) -> None:
        super().__init__("the store has no such graph")


def with_using(update: str, using: list[str], named: list[str]) -> str:
    """An update whose patterns see the dataset of the request (SPARQL 1.1 Protocol, section 2.2.3).

    Oxigraph takes no dataset beside an update, so that the clauses are put before each WHERE that may have them.

    Raises:
        QueryError: the update has a WITH, USING or USING NAMED of its own.
        ValueError: a graph is named by no IRI.
    """
    if not using and not named:
        return update
    clauses = [f"USING {ox.NamedNode(iri)}" for iri in using] + [f"USING NAMED {ox.NamedNode(iri)}" for iri in named]
    made, depth, closed = [], 0, False
    for token in _TOKEN.finditer(update):
        text = token[0]
        depth += 1 if token["open"] else -1 if token["close"] else 0
        if token["word"] and not depth:
            if text.upper() in ("USING", "WITH"):
                raise QueryError(f"{text.upper()} in the update, and a dataset in the request", mend="use one of them")
            # DELETE WHERE takes no USING; after a template's bracket, WHERE does.
            if text.upper() == "WHERE" and closed:
                made.append(" ".join(clauses) + " ")
        if text.strip() and not (token["skip"] and text.startswith("#")):
            closed = bool(token["close"])
        made.append(text)
    return "".join(made)
