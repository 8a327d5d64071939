"""The SPARQL 1.1 Protocol at /sparql."""

from __future__ import annotations

import gzip
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from serving import GRAPH, NUMBERS, Running

from graphkit.serve.results import CUT

_ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
_PAIRS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_the_three_ways_of_asking_give_the_same(server: Running) -> None:
    text = "ASK { ?s <http://www.w3.org/2000/01/rdf-schema#label> 'Japan' }"
    form = server.ask("POST", "/sparql", urlencode({"query": text}).encode(), content_type="application/x-www-form-urlencoded")
    direct = server.ask("POST", "/sparql", text.encode(), content_type="application/sparql-query")
    assert server.query(text).body == form.body == direct.body
    assert form.json()["boolean"] is True


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"), ("*/*", "application/sparql-results+json"), ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"), ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
    ],
)  # fmt: skip
def test_rows_come_in_the_form_that_is_liked_best(server: Running, accept: str, media: str) -> None:
    reply = server.query('SELECT ?l ?n { VALUES (?l ?n) { ("a,\\"b\\"\\n<c>"@en 1) (UNDEF <http://x/y>) } }', accept)
    assert (reply.status, reply.media) == (200, media)
    form = ox.QueryResultsFormat.from_media_type(media)
    if media != "text/csv":
        assert form is not None
        rows = list(ox.parse_query_results(reply.body, format=form))  # type: ignore[arg-type]
        assert rows[0]["l"] == ox.Literal('a,"b"\n<c>', language="en") and rows[0]["n"] == ox.Literal(1)
        assert rows[1]["l"] is None and rows[1]["n"] == ox.NamedNode("http://x/y")
    else:
        assert reply.body == b'l,n\r\n"a,""b""\n<c>",1\r\n,http://x/y\r\n'


@pytest.mark.parametrize(
    "media", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml", "application/trig"]
)
def test_graphs_come_in_each_form(server: Running, media: str) -> None:
    reply = server.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 40", media)
    assert (reply.status, reply.media) == (200, media)
    form = ox.RdfFormat.from_media_type(media)
    assert form is not None and len(list(ox.parse(reply.body, form))) == 40


def test_a_form_that_is_not_there(server: Running) -> None:
    assert server.query(_ALL, "image/png").status == 406
    assert server.query("ASK {}", "text/csv").status == 406
    assert server.query("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv").status == 406


def test_a_cut_answer_says_so(server: Running) -> None:
    reply = server.query(_ALL)
    assert len(reply.json()["results"]["bindings"]) == 300
    assert reply.headers["graphkit-truncated"] == "rows; rows=300"
    assert reply.json()["head"]["link"] == [CUT]
    assert CUT.encode() in server.query(_ALL, "application/sparql-results+xml").body
    turtle = server.query("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")
    assert turtle.body.startswith(b"# cut") and "graphkit-truncated" in turtle.headers
    assert len(list(ox.parse(turtle.body, ox.RdfFormat.TURTLE))) == 300


def test_a_whole_answer_has_no_such_mark(server: Running) -> None:
    reply = server.query(_ALL + " LIMIT 300")
    assert "graphkit-truncated" not in reply.headers and "link" not in reply.json()["head"]


def test_a_query_without_end_is_stopped_and_others_go_on(server: Running) -> None:
    reply = server.query(_PAIRS)
    assert reply.status == 422 and "limit of 1 seconds" in reply.json()["detail"]
    assert server.query("ASK {}").json()["boolean"] is True


@pytest.mark.parametrize(
    ("parameters", "count"),
    [({}, 410), ({"default-graph-uri": NUMBERS}, 400), ({"named-graph-uri": NUMBERS}, 0), ({"default-graph-uri": GRAPH}, 10)],
)
def test_the_dataset_of_the_request(server: Running, parameters: dict[str, str], count: int) -> None:
    reply = server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **parameters)
    assert int(reply.json()["results"]["bindings"][0]["n"]["value"]) == count


def test_the_dataset_of_the_query_and_which_goes_first(server: Running) -> None:
    text = f"SELECT (COUNT(*) AS ?n) FROM <{NUMBERS}> {{ ?s ?p ?o }}"
    assert server.query(text).json()["results"]["bindings"][0]["n"]["value"] == "400"
    other = server.query(text, **{"default-graph-uri": GRAPH})
    assert other.json()["results"]["bindings"][0]["n"]["value"] == "10"


def test_nothing_is_sent_twice(server: Running) -> None:
    first = server.query(_ALL)
    path = "/sparql?" + urlencode({"query": _ALL})
    again = server.ask("GET", path, accept="application/sparql-results+json", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert "etag" not in server.query("SELECT (NOW() AS ?n) {}").headers


def test_gzip_where_it_is_taken(server: Running) -> None:
    path = "/sparql?" + urlencode({"query": _ALL})
    packed = server.ask("GET", path, accept="text/csv", accept_encoding="br, gzip")
    plain = server.ask("GET", path, accept="text/csv", accept_encoding="gzip;q=0")
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert gzip.decompress(packed.body) == plain.body


def test_head_and_options_and_methods(server: Running) -> None:
    head = server.ask("HEAD", "/sparql?query=ASK%7B%7D")
    assert (head.status, head.body) == (200, b"") and int(head.headers["content-length"]) > 0
    assert server.ask("PUT", "/sparql?query=ASK%7B%7D").status == 405
    asked = {"origin": "https://example.org", "access_control_request_method": "GET"}
    assert server.ask("OPTIONS", "/sparql", **asked).headers["access-control-allow-origin"] == "https://example.org"
    other = server.ask("GET", "/sparql?query=ASK%7B%7D", origin="https://evil.example")
    assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize(
    ("query", "status"),
    [("query=ASK%7B", 400), ("query=a&query=b", 400), ("query=%ff", 400), ("update=CLEAR%20ALL", 400), ("x=1", 400), ("query", 400),
     ("query=ASK%7B%7D&default-graph-uri=no%20iri", 400), ("query=" + quote("ASK {}" + " " * 20_600), 414)],
)  # fmt: skip
def test_malformed_requests(server: Running, query: str, status: int) -> None:
    reply = server.ask("GET", "/sparql?" + query)
    assert (reply.status, reply.media) == (status, "application/problem+json")


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [("text/plain", b"ASK {}", 415), ("", b"ASK {}", 415), ("application/sparql-query; charset=UTF-16", b"ASK {}", 415),
     ("application/sparql-query", b"ASK {} #\xff", 400), ("application/sparql-query", b"ASK {} #" + b"x" * 300_000, 413)],
)  # fmt: skip
def test_malformed_bodies(server: Running, kind: str, body: bytes, status: int) -> None:
    assert server.ask("POST", "/sparql", body, **({"content_type": kind} if kind else {})).status == status


def test_a_host_of_another_name_is_refused(server: Running) -> None:
    assert server.ask("GET", "/sparql?query=ASK%7B%7D", host="evil.example").status == 400


def test_the_log_holds_no_query(server: Running) -> None:
    server.query("ASK { <http://secret.example/x> ?p ?o }")
    assert "secret.example" not in server.log.read_text() and "GET /sparql 200" in server.log.read_text()


def test_security_headers_stand_on_every_answer(server: Running) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/nowhere", "/queries"):
        headers = server.ask("GET", path).headers
        assert headers["x-content-type-options"] == "nosniff" and "default-src 'none'" in headers["content-security-policy"]
        assert "server" not in headers
