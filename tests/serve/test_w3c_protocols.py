"""The W3C's tests of SPARQL 1.1 Protocol, Graph Store Protocol and Service Description against the running server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic
from serving import TOKEN, Reply, Running, serving
from w3c_manifests import Entry, Exchange, entries

from graphkit.resources import read_table
from graphkit.store.writer import Writer

_DATA = "http://kasei.us/2009/09/sparql/data/"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_LISTED = Path(__file__).parent / "w3c_not_applicable.tsv"
_TABULAR = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}


@pytest.fixture(scope="module")
def w3c(shared: Path) -> Path:
    return shared / "data" / "w3c_sparql11"


@pytest.fixture
def endpoint(w3c: Path, tmp_path: Path) -> Iterator[Running]:
    """A server over the manifest's three graphs and an empty one, which may be changed."""
    with Writer(tmp_path / "graph") as writer:
        writer.store.add_graph(ox.NamedNode(f"{_DATA}data0.rdf"))
        for number in (1, 2, 3):
            name = ox.NamedNode(f"{_DATA}data{number}.rdf")
            writer.store.load(path=str(w3c / "protocol" / f"data{number}.nt"), format=ox.RdfFormat.N_TRIPLES, to_graph=name)
    with serving(tmp_path / "graph", tmp_path / "log", "--allow-updates", "--public-url", "http://www.example") as running:
        yield running


def test_w3c_manifests(w3c: Path, endpoint: Running, capsys: pytest.CaptureFixture[str]) -> None:
    """Every entry passes, or is listed with the reason why it does not apply."""
    reasons = {row["entry"]: row["reason"] for row in read_table(_LISTED, ("entry", "reason"))}
    manifests = {
        "protocol": "protocol/manifest.ttl", "graph store, by name": "graph-store-protocol/manifest-indirect.ttl",
        "graph store, by address": "graph-store-protocol/manifest-direct.ttl", "graph store, old": "http-rdf-update/manifest.ttl",
    }  # fmt: skip
    failures, counts, listed = [], Counter[tuple[str, str]](), set()
    for title, path in manifests.items():
        for entry in entries(w3c / path):
            if not entry.exchanges or entry.name in reasons:
                counts[title, "not applicable"] += 1
                listed.add(entry.name)
                if entry.name not in reasons:
                    failures.append(f"{title}: {entry.name} has no requests and no reason")
                continue
            if title != "protocol":
                # Each entry of the Graph Store Protocol begins with nothing; those of the protocol have graphs of their own.
                kind = {"content-type": "application/sparql-update", "authorization": f"Bearer {TOKEN}"}
                assert endpoint.ask("POST", "/update", b"DROP ALL", **kind).status == 204
            wrong = _run(endpoint, entry)
            counts[title, "failed" if wrong else "passed"] += 1
            failures += [f"{title}: {entry.name}: {wrong}"] if wrong else []
    failures += [f"listed, and in no manifest: {name}" for name in reasons.keys() - listed]
    with capsys.disabled():
        print()
        for title in manifests:
            print(f"  {title:24} " + ", ".join(f"{n} {kind}" for (t, kind), n in sorted(counts.items()) if t == title))
    assert not failures, "\n".join(failures)


def test_w3c_service_description(w3c: Path, endpoint: Running) -> None:
    """The three entries of the manifest, which has no requests: RDF, the endpoint's triple, the schema's classes and ranges."""
    assert [entry.name for entry in entries(w3c / "service-description" / "manifest.ttl")] == [
        "has-endpoint-triple", "returns-rdf", "conforms-to-schema",
    ]  # fmt: skip
    reply = endpoint.ask("GET", "/sparql")
    form = ox.RdfFormat.from_media_type(reply.media)
    assert reply.status == 200 and form is not None
    triples = [quad.triple for quad in ox.parse(reply.body, form)]
    said = {(str(t.subject), t.predicate.value, t.object.value) for t in triples if isinstance(t.object, ox.NamedNode)}
    services = [s for s, p, _ in said if p == _SD + "endpoint"]
    assert services and {o for _, p, o in said if p == _SD + "endpoint"} == {"http://www.example/sparql"}
    types = {(s, o) for s, p, o in said if p.endswith("#type")}
    ranges = {"defaultDataset": "Dataset", "defaultGraph": "Graph", "namedGraph": "NamedGraph", "graph": "Graph"}
    for s, p, o in said:
        if p.startswith(_SD) and (kind := ranges.get(p.removeprefix(_SD))):
            assert (f"<{o}>", _SD + kind) in types, (s, p, o)
    assert (services[0], _SD + "Service") in types


def _run(server: Running, entry: Entry) -> str | None:
    """Send the requests of an entry; what is wrong, or None."""
    named: dict[str, str] = {}
    for exchange in entry.exchanges:
        path = exchange.path
        for template, place in named.items():
            path = path.replace(template, place).removeprefix("http://www.example")
        reply = _send(server, exchange, path)
        if not {reply.status, reply.status // 100} & exchange.statuses:
            return f"{exchange.method} {path}: {reply.status}, not {sorted(exchange.statuses)}: {reply.body[:200]!r}"
        if exchange.boolean is not None and reply.json()["boolean"] is not exchange.boolean:
            return f"{path}: {reply.body!r}"
        if exchange.form and not _is_of(exchange.form, reply.media):
            return f"{path}: {reply.media}, not {exchange.form}"
        if exchange.location:
            if "location" not in reply.headers:
                return f"{path}: no Location"
            named[exchange.location] = reply.headers["location"]
        if exchange.expected.body and exchange.method == "GET":
            wanted = Graph().parse(exchange.expected.body, format="turtle", publicID="http://www.example" + path)
            if not isomorphic(wanted, Graph().parse(reply.body, format="turtle")):
                return f"{path}: another graph: {reply.body!r}"
    return None


def _send(server: Running, exchange: Exchange, path: str) -> Reply:
    headers = {**exchange.sent.headers, "authorization": f"Bearer {TOKEN}"}
    kind = headers.get("content-type", "")
    update = "update" in kind or (exchange.sent.body or b"").startswith(b"update=") or "using-" in path
    if path.startswith("/sparql/"):
        path = ("/update" if update else "/sparql") + path.removeprefix("/sparql/")
    elif path.startswith("/gsp"):
        path = "/graphs" + path.removeprefix("/gsp")
    return server.ask(exchange.method, path, exchange.sent.body, **headers)


def _is_of(form: str, media: str) -> bool:
    if form == "RDF":
        return ox.RdfFormat.from_media_type(media) is not None
    return media in (_TABULAR if form == "tabular" else {"application/sparql-results+json", "application/sparql-results+xml"})
