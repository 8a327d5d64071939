"""The server's interface as OpenAPI 3.1, made from the catalogue of saved queries."""

from __future__ import annotations

from typing import Any

from graphkit.query.catalogue import Parameter, SavedQuery
from graphkit.resources import VERSION
from graphkit.serve.negotiation import GRAPHS, RESULTS

Schema = dict[str, Any]


def describe_api(catalogue: dict[str, SavedQuery], root: str) -> Schema:
    """The description.

    Args:
        root: the server's address.
    """
    paths: Schema = {"/queries": {"get": _operation("listQueries", "The saved queries", ["application/json"], [], [406])}}
    for query in catalogue.values():
        parameters = [_parameter(parameter) for parameter in query.parameters]
        described = _operation(f"query-{query.name}", query.summary, list(RESULTS), parameters, [400, 404, 406, 422, 503])
        described["description"] = query.description or query.summary
        paths[f"/queries/{query.name}"] = {"get": described}
    listed = {"name": "default-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}
    asked = {"name": "query", "in": "query", "required": False, "schema": {"type": "string"}}
    sparql = _operation("sparql", "SPARQL 1.1 query; without one, the service description",
                        [*RESULTS, *GRAPHS], [asked, listed, {**listed, "name": "named-graph-uri"}], [400, 406, 414, 422, 503])  # fmt: skip
    paths["/sparql"] = {"get": sparql}
    graph = {"name": "graph", "in": "query", "required": True, "schema": {"type": "string"}}
    paths["/graphs"] = {"get": _operation("graph", "One named graph", list(GRAPHS), [graph], [400, 404, 406, 422, 503])}
    return {
        "openapi": "3.1.0",
        "info": {"title": "graphkit", "version": VERSION, "description": "A graph whose every statement shows its words."},
        "servers": [{"url": root}],
        "paths": paths,
        "components": {"responses": {"Problem": {
            "description": "An error, as problem details (RFC 9457)",
            "content": {"application/problem+json": {"schema": {
                "type": "object", "required": ["title", "status", "detail"],
                "properties": {"title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"},
                               "candidates": {"type": "array", "items": {"type": "string"}}},
            }}},
        }}},
    }  # fmt: skip


def _operation(name: str, summary: str, media: list[str], parameters: list[Schema], errors: list[int]) -> Schema:
    answers: Schema = {"200": {
        "description": "The answer; Graphkit-Truncated says where a limit cut it",
        "headers": {"Graphkit-Truncated": {"schema": {"type": "string"}}, "ETag": {"schema": {"type": "string"}}},
        "content": {each: {"schema": {}} for each in media},
    }, "304": {"description": "The client has it already"}}  # fmt: skip
    for status in errors:
        answers[str(status)] = {"$ref": "#/components/responses/Problem"}
    return {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers}


def _parameter(parameter: Parameter) -> Schema:
    return {
        "name": parameter.name, "in": "query", "required": parameter.required, "description": parameter.description,
        "schema": {"type": "string", "minLength": 1},
    }  # fmt: skip
