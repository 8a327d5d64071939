"""The W3C's manifests of protocol tests as requests and what is expected of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.term import Node

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
_CODES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}


@dataclass(frozen=True)
class Message:
    headers: dict[str, str]
    body: bytes | None
    charset: str


@dataclass(frozen=True)
class Exchange:
    """A request, and what may come back: statuses (200, or 2 for any of the two hundreds), a truth, a form, a graph."""

    method: str
    path: str
    sent: Message
    statuses: frozenset[int]
    boolean: bool | None
    form: str | None
    expected: Message
    location: str | None


@dataclass(frozen=True)
class Entry:
    name: str
    exchanges: tuple[Exchange, ...]


def entries(path: Path) -> Iterator[Entry]:
    """The entries of one manifest, in its order; those without requests have no exchanges."""
    graph = rdflib.Graph().parse(path, format="turtle")
    root = next(graph.subjects(RDF.type, MF.Manifest))
    for node in Collection(graph, _one(graph, root, MF.entries)):
        action = graph.value(node, MF.action)
        requests = graph.value(action, HT.requests) if action is not None else None
        found = [_exchange(graph, request) for request in Collection(graph, requests)] if requests is not None else []
        yield Entry(str(node).rpartition("#")[2], tuple(found))


def _one(graph: rdflib.Graph, node: Node, prop: Any) -> Node:
    found = graph.value(node, prop)
    assert found is not None, (node, prop)
    return found


def _exchange(graph: rdflib.Graph, request: Node) -> Exchange:
    answer = _one(graph, request, HT.resp)
    statuses = {str(status).rpartition("#")[2] for status in graph.objects(answer, MF.expectedStatus)}
    truth, form, location = (graph.value(answer, p) for p in (MF.expectedBoolean, MF.expectedFormat, MF.expectedLocation))
    return Exchange(
        str(_one(graph, request, HT.methodName)), str(_one(graph, request, HT.absolutePath)), _message(graph, request),
        frozenset(_CODES[s] if s in _CODES else int(s.removeprefix("StatusCode")[0]) for s in statuses),
        None if truth is None else str(truth) in ("true", "1"), None if form is None else str(form), _message(graph, answer),
        None if location is None else str(location),
    )  # fmt: skip


def _message(graph: rdflib.Graph, node: Node) -> Message:
    headers, body = graph.value(node, HT.headers), graph.value(node, HT.body)
    named = {
        str(_one(graph, h, HT.fieldName)).lower(): str(_one(graph, h, HT.fieldValue))
        for h in (Collection(graph, headers) if headers is not None else [])
    }
    if body is None:
        return Message(named, None, "")
    charset = str(graph.value(body, CNT.characterEncoding) or "UTF-8")
    return Message(named, str(_one(graph, body, CNT.chars)).encode(charset), charset)
