"""Updates and the Graph Store Protocol, of those with the token and of others."""

from __future__ import annotations

import pytest
from serving import GRAPH, TOKEN, Running

from graphkit.errors import QueryError
from graphkit.serve.writing import with_using

_PERMIT = {"authorization": f"Bearer {TOKEN}"}
_TURTLE = b"<http://x/a> <http://x/b> <http://x/c> ."


def _size(server: Running) -> str:
    return str(server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"][0]["n"]["value"])


def test_a_server_that_only_reads_changes_nothing(server: Running) -> None:
    before = _size(server)
    for method in ("PUT", "POST", "DELETE"):
        assert server.ask(method, f"/graphs?graph={GRAPH}", _TURTLE, content_type="text/turtle", **_PERMIT).status == 403
    assert server.ask("POST", "/update", b"CLEAR ALL", content_type="application/sparql-update", **_PERMIT).status == 403
    assert server.ask("POST", "/sparql", b"CLEAR ALL", content_type="application/sparql-update").status == 415
    assert server.ask("GET", "/sparql?query=CLEAR%20ALL").status == 400
    assert _size(server) == before


@pytest.mark.parametrize("token", [{}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}])
def test_without_the_token_nothing_is_changed(writable: Running, token: dict[str, str]) -> None:
    reply = writable.ask("POST", "/update", b"CLEAR ALL", content_type="application/sparql-update", **token)
    assert reply.status == 401 and "www-authenticate" in reply.headers
    assert _size(writable) == "410"


def test_a_graph_is_put_added_to_and_deleted(writable: Running) -> None:
    path = "/graphs?graph=http%3A%2F%2Fx%2Fg"
    tag = writable.query("ASK {}").headers["etag"]
    assert writable.ask("PUT", path, _TURTLE, content_type="text/turtle", **_PERMIT).status == 201
    assert writable.query("ASK {}").headers["etag"] != tag
    assert writable.ask("POST", path, _TURTLE.replace(b"c>", b"d>"), content_type="text/turtle", **_PERMIT).status == 204
    assert len(writable.ask("GET", path, accept="application/n-triples").body.splitlines()) == 2
    assert writable.ask("PUT", path, b"no turtle", content_type="text/turtle", **_PERMIT).status == 400
    assert len(writable.ask("GET", path, accept="application/n-triples").body.splitlines()) == 2
    assert writable.ask("DELETE", path, **_PERMIT).status == 204
    assert writable.ask("DELETE", path, **_PERMIT).status == 404
    assert writable.ask("GET", path).status == 404
    assert _size(writable) == "410"


def test_an_update_is_whole_or_not_at_all(writable: Running) -> None:
    kind = {"content_type": "application/sparql-update"}
    bad = b"INSERT DATA { GRAPH <http://x/g> { <http://x/a> <http://x/b> 1 } } ; LOAD <http://127.0.0.1:9/>"
    assert writable.ask("POST", "/update", bad, **kind, **_PERMIT).status == 400
    assert _size(writable) == "410"
    good = bad.partition(b";")[0]
    assert writable.ask("POST", "/update", good, **kind, **_PERMIT).status == 204
    assert _size(writable) == "411"


def test_the_dataset_of_a_request_becomes_the_update_s_own() -> None:
    update = 'INSERT { ?where ?p "WHERE { }" } WHERE { ?s ?p ?o } ; DELETE WHERE { ?s ?p ?o } # WHERE'
    made = with_using(update, ["http://x/g"], ["http://x/h"])
    assert made == update.replace("} WHERE { ?s", "} USING <http://x/g> USING NAMED <http://x/h> WHERE { ?s", 1)
    for own in ("WITH <http://a> DELETE { ?s ?p 1 } WHERE {}", "INSERT { ?s ?p 1 } USING <http://a> WHERE { ?s ?p 2 }"):
        with pytest.raises(QueryError):
            with_using(own, ["http://x/g"], [])
