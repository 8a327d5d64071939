"""The server's interface as OpenAPI 3.1, made from the catalogue of saved queries."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, Final

from graphkit.query.catalogue import SavedQuery
from graphkit.resources import VERSION
from graphkit.serve.negotiation import GRAPHS, RESULTS
from graphkit.serve.parameters import parameter_schema

Schema = dict[str, Any]

_FORM: Final = "application/x-www-form-urlencoded"
#: What any request may be answered with (RFC 9110, section 15.5; 429 and 431: RFC 6585).
_ALWAYS: Final = (400, 405, 414, 429, 431)
#: And what one may that a worker answers.
_WORKED: Final = (*_ALWAYS, 406, 422, 503)
_BODY: Final = (408, 413, 415)
_CHANGED: Final = (*_ALWAYS, *_BODY, 401, 403, 409, 422, 507)
_SPARQL: Final = "text of SPARQL 1.1, which no schema describes; what does not parse gets 400"
_IRI: Final = {"type": "string", "format": "iri"}
_DATASET: Final = {
    "default-graph-uri": "graphs that are queried as one, where not all are",
    "named-graph-uri": "graphs that GRAPH may name, where not all may",
}


def describe_api(catalogue: Mapping[str, SavedQuery], root: str, changes: bool) -> Schema:
    """The description.

    Args:
        root: the server's address.
        changes: whether the server takes changes: then they need the token; else each gets 403.
    """
    paths = {**_protocols(), **_queries(catalogue), **_resources()}
    for operation in (one for path in paths.values() for one in path.values()):
        if not changes:
            operation.pop("security", None)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "graphkit", "version": VERSION,
            "description": "A graph whose every statement shows its words. What is refused is told as problem details (RFC 9457): 400 "
                           "where a request is malformed, 404 where it names what the graph does not know.",
        },
        "servers": [{"url": root}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "of a server with --allow-updates"}},
            "schemas": {"Problem": _PROBLEM, "SavedQueries": _LISTING, "Solutions": _SOLUTIONS},
        },
    }  # fmt: skip


def _protocols() -> Schema:
    """SPARQL 1.1 Protocol and Graph Store Protocol."""
    dataset = [
        {"name": name, "in": "query", "description": about, "schema": {"type": "array", "items": _IRI}} for name, about in _DATASET.items()
    ]
    asked = {"name": "query", "in": "query", "description": _SPARQL, "schema": {"type": "string"}, "example": "ASK {}"}
    answers = [*RESULTS, *GRAPHS]
    form = _form("query", _DATASET)
    graph: Schema = {"name": "graph", "in": "query", "description": "the IRI of a named graph", "schema": _IRI}
    graphs = {name: {"schema": {"type": "string"}} for name in (*GRAPHS, "multipart/form-data")}
    body: Schema = {"required": True, "content": graphs}
    default = {
        "name": "default",
        "in": "query",
        "description": "the default graph: the name alone",
        "schema": {"type": "string", "maxLength": 0},
    }
    change = {"security": [{"token": []}], "parameters": [graph, default]}
    return {
        "/sparql": {
            "get": _operation("query", "A SPARQL query; without one, the description of the service", _content(answers), _WORKED,
                              parameters=[asked, *dataset]),
            "post": _operation("queryByPost", "A SPARQL query", _content(answers), (*_WORKED, *_BODY), parameters=dataset, requestBody={
                "required": True,
                "content": {"application/sparql-query": {"schema": {"type": "string", "description": _SPARQL}}, _FORM: {"schema": form}},
            }),
        },
        "/update": {
            "post": _operation("update", "A SPARQL update", None, _CHANGED, security=[{"token": []}], requestBody={
                "required": True,
                "content": {
                    "application/sparql-update": {"schema": {"type": "string", "description": _SPARQL}},
                    _FORM: {"schema": _form("update", ("using-graph-uri", "using-named-graph-uri"))},
                },
            }),
        },
        "/graphs": {
            "get": _operation("graph", "One named graph", _content(GRAPHS), (*_WORKED, 404), parameters=[{**graph, "required": True}]),
            "put": _operation("replaceGraph", "Replace a graph", None, _CHANGED, requestBody=body, **change),
            "post": _operation("addToGraph", "Add to a graph", None, _CHANGED, requestBody=body, **change),
            "delete": _operation("deleteGraph", "Delete a graph", None, (*_CHANGED, 404), **change),
        },
    }  # fmt: skip


def _queries(catalogue: Mapping[str, SavedQuery]) -> Schema:
    listing = {"application/json": {"schema": {"$ref": "#/components/schemas/SavedQueries"}}}
    paths = {"/queries": {"get": _operation("listQueries", "The saved queries and their parameters", listing, _ALWAYS)}}
    for query in catalogue.values():
        words = shlex.split(query.example)
        examples = {flag.removeprefix("--"): value for flag, value in pairwise(words) if flag.startswith("--")}
        parameters = [parameter_schema(parameter, examples.get(parameter.name)) for parameter in query.parameters]
        described = _operation(f"query-{query.name}", query.summary, _content(RESULTS), (*_WORKED, 404), parameters=parameters)
        paths[f"/queries/{query.name}"] = {"get": {**described, "description": query.description or query.summary}}
    return paths


def _resources() -> Schema:
    """Resources by their own addresses, and what leads to something else."""
    part: Schema = {"in": "path", "required": True, "schema": {"type": "string", "pattern": "^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$"}}
    parameters = [{"name": "type", **part, "example": "state"}, {"name": "key", **part, "example": "KOR"}]
    same = {"type": "$request.path.type", "key": "$request.path.key"}
    led = _operation("resource", "What there is of a resource", None, (*_WORKED, 404), parameters=parameters)
    led["responses"]["303"] = {
        "description": "The resource's data, or its page",
        "headers": {"Location": {"required": True, "schema": {"type": "string"}}},
        "links": {name: {"operationId": name, "parameters": same} for name in ("data", "page")},
    }
    void = _operation("void", "Leads to the description of the service", None, _ALWAYS)
    void["responses"]["303"] = {"description": "The description of the service"}
    described = {"application/json": {"schema": {"type": "object", "required": ["openapi", "paths"]}}}
    return {
        "/id/{type}/{key}": {"get": led},
        "/data/{type}/{key}": {
            "get": _operation("data", "What the graph says of a resource", _content(GRAPHS), (*_WORKED, 404), parameters=parameters)
        },
        "/page/{type}/{key}": {
            "get": _operation("page", "The same for people", _content(["text/html"]), (*_WORKED, 404), parameters=parameters)
        },
        "/.well-known/void": {"get": void},
        "/openapi.json": {"get": _operation("describeApi", "This description", described, _ALWAYS)},
    }


def _operation(name: str, summary: str, content: Schema | None, errors: Iterable[int], **more: Any) -> Schema:
    """An operation; without *content* it answers with a status alone."""
    answers: Schema = {}
    if content is not None:
        answers["200"] = {
            "description": "The answer; Graphkit-Truncated says where a limit cut it",
            "headers": {"Graphkit-Truncated": {"schema": {"type": "string"}}, "ETag": {"schema": {"type": "string"}}},
            "content": content,
        }
        answers["304"] = {"description": "The client has it already"}
    elif "requestBody" in more or "security" in more:
        answers["201"] = {"description": "There is a new graph"}
        answers["204"] = {"description": "It is done"}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status in sorted(errors):
        answers[str(status)] = {"description": _REASONS[status], "content": problem}
    return {"operationId": name, "summary": summary, "responses": answers, **more}


def _content(media: Iterable[str]) -> Schema:
    """Media types with what is known of their form."""
    solutions = {"$ref": "#/components/schemas/Solutions"}
    return {each: {"schema": solutions if each == "application/sparql-results+json" else {}} for each in media}


def _form(text: str, dataset: Iterable[str]) -> Schema:
    """The schema of a form with a query or an update."""
    fields: Schema = {name: {"type": "array", "items": _IRI} for name in dataset}
    return {"type": "object", "required": [text], "properties": {text: {"type": "string", "description": _SPARQL}, **fields}}


_REASONS: Final = {
    400: "The request is malformed, or its SPARQL is", 401: "The token is missing or wrong", 403: "This server changes nothing",
    404: "The graph does not know what is named", 405: "Not with this method", 406: "None of what is accepted can be had",
    408: "The request does not come to its end", 409: "Another writer is at work", 413: "The body is too large",
    414: "The address is too long", 415: "The body is of a type, charset or coding that is not read",
    422: "The query was stopped at a limit of time or memory", 429: "Too many requests wait on one connection",
    431: "The fields of the head are too large",
    503: "Too many requests wait; try again", 507: "The store cannot be written",
}  # fmt: skip
_STRING: Final = {"type": "string"}
_STRINGS: Final = {"type": "array", "items": _STRING}
_PROBLEM: Final[Schema] = {
    "type": "object", "description": "Problem details (RFC 9457)", "required": ["title", "status", "detail"],
    "properties": {
        "title": _STRING, "status": {"type": "integer"}, "detail": {**_STRING, "description": "what is wrong, in one line"},
        "candidates": {"type": "array", "items": _STRING, "description": "who may be meant by a name, a line each"},
    },
}  # fmt: skip
_SOLUTIONS: Final[Schema] = {
    "type": "object", "description": "SPARQL 1.1 Query Results JSON Format", "required": ["head"],
    "properties": {
        "head": {"type": "object", "properties": {"vars": _STRINGS, "link": _STRINGS}},
        "boolean": {"type": "boolean"},
        "results": {"type": "object", "required": ["bindings"], "properties": {"bindings": {"type": "array", "items": {"type": "object"}}}},
    },
}  # fmt: skip
_LISTING: Final[Schema] = {
    "type": "array",
    "items": {
        "type": "object", "required": ["name", "folder", "summary", "description", "path", "parameters"],
        "properties": {
            "name": _STRING, "folder": _STRING, "summary": _STRING, "description": _STRING, "path": _STRING,
            "parameters": {"type": "array", "items": {
                "type": "object", "required": ["name", "type", "description", "required"],
                "properties": {"name": _STRING, "type": _STRING, "description": _STRING, "required": {"type": "boolean"}},
            }},
        },
    },
}  # fmt: skip
