"""Graphs go from store to store whole; a transfer that was cut off goes on; what is said to be stored is stored."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote_plus

import pyoxigraph as ox
import pytest
from sparql_server import Handler, SparqlServer, on, reset, serving, status

from graphkit.errors import RemoteError
from graphkit.namespaces import GRAPH, TRANSFER_GRAPH
from graphkit.store.oxigraph import MemoryStore
from graphkit.store.remote.profiles import Endpoints, profile_named
from graphkit.store.remote.store import RemoteStore
from graphkit.store.remote.transport import ANYBODY, Transport
from graphkit.store.transfer import fingerprint, own_graphs, pull, push, sync

S, P = ox.NamedNode("https://example.org/s"), ox.NamedNode("https://example.org/p")


def graph(number: int) -> str:
    return f"{GRAPH}document/d{number:03}"


def quads(number: int, *values: str) -> list[ox.Quad]:
    return [ox.Quad(S, P, ox.Literal(value), ox.NamedNode(graph(number))) for value in values or (f"value {number}", "x")]


@pytest.fixture
def source() -> MemoryStore:
    made = MemoryStore()
    for number in range(50):
        made.replace(graph(number), quads(number))
    return made


@pytest.fixture
def server() -> Iterator[SparqlServer]:
    with serving() as made:
        yield made


@pytest.fixture(params=[True, False], ids=["graph store", "updates"])
def target(request: pytest.FixtureRequest, server: SparqlServer) -> RemoteStore:
    addresses = Endpoints(f"{server.url}/query", f"{server.url}/update", f"{server.url}/data" if request.param else None)
    return RemoteStore(addresses, profile_named("generic"), Transport(ANYBODY, pause=0))


def stored(server: SparqlServer) -> list[str]:
    return sorted(name for name in server.sizes() if name != TRANSFER_GRAPH)


def puts(server: SparqlServer) -> int:
    return sum(method == "PUT" for method, _ in server.seen)


def test_what_is_pushed_is_pulled(source: MemoryStore, target: RemoteStore, server: SparqlServer) -> None:
    report = push(source, target, source.graphs())
    assert (len(report.stored), report.there, report.wrong) == (50, [], {})
    back = MemoryStore()
    for name, some in pull(target, own_graphs(target)):
        back.replace(name, some)
    assert list(back.quads()) == list(source.quads())


def test_a_second_push_sends_nothing(source: MemoryStore, target: RemoteStore, server: SparqlServer) -> None:
    push(source, target, source.graphs())
    before = dict(server.sizes())
    server.seen.clear()
    report = push(source, target, source.graphs())
    assert (report.stored, len(report.there)) == ({}, 50)
    assert not {path for _, path in server.seen} & {"/update"} and puts(server) == 0
    assert server.sizes() == before


def test_a_changed_graph_is_sent_and_one_that_others_spoiled(source: MemoryStore, target: RemoteStore, server: SparqlServer) -> None:
    push(source, target, source.graphs())
    source.replace(graph(7), quads(7, "new"))
    server.store.add(quads(9, "by somebody else")[0])
    assert list(push(source, target, source.graphs()).stored) == [graph(7), graph(9)]
    assert server.sizes()[graph(9)] == 2


def test_all_of_it_anew(source: MemoryStore, target: RemoteStore) -> None:
    push(source, target, source.graphs())
    assert len(push(source, target, source.graphs(), anew=True).stored) == 50


@pytest.mark.parametrize("after", [0, 7, 25])
def test_a_push_that_was_cut_off_goes_on(source: MemoryStore, server: SparqlServer, after: int) -> None:
    target = RemoteStore(Endpoints(f"{server.url}/query", None, f"{server.url}/data"), profile_named("generic"), Transport(pause=0))
    server.trouble.append(on("PUT", "/data", reset, after))
    with pytest.raises(RemoteError, match="broke off the connection"):
        push(source, target, source.graphs())
    server.trouble.clear()
    # What the record vouches for is there as it was sent.
    vouched = {q.subject.value for q in server.store.quads_for_pattern(None, None, None, ox.NamedNode(TRANSFER_GRAPH))}  # type: ignore[union-attr]
    for name in vouched:
        assert fingerprint(source.quads(name)) == fingerprint(server.store.quads_for_pattern(None, None, None, ox.NamedNode(name)))
    report = push(source, target, source.graphs())
    assert set(report.there) == vouched and len(report.stored) + len(report.there) == 50
    assert stored(server) == source.graphs()


def test_a_change_that_was_cut_off_is_not_taken_for_what_was_there(source: MemoryStore, target: RemoteStore, server: SparqlServer) -> None:
    """The new graph has as many statements as the old one, and the old one comes back."""
    push(source, target, source.graphs())
    source.replace(graph(2), quads(2, "other", "words"))
    source.replace(graph(3), quads(3, "other", "words"))

    def lost_answer(handler: Handler) -> bool:
        asked = unquote_plus(handler.path + handler.body.decode())
        return graph(3) in asked and "words" not in asked and handler.command in ("GET", "POST") and reset(handler)

    server.trouble.append(lost_answer)
    with pytest.raises(RemoteError):
        push(source, target, [graph(2), graph(3)])
    server.trouble.clear()
    source.replace(graph(3), quads(3))
    push(source, target, source.graphs())
    assert fingerprint(target.quads(graph(3))) == fingerprint(quads(3))


def test_a_server_that_says_yes_and_stores_nothing_is_found_out(source: MemoryStore, target: RemoteStore, server: SparqlServer) -> None:
    server.trouble.append(on("PUT", "/data", status(200)))
    server.trouble[0], yes = (lambda h: yes(h) or on("POST", "/update", status(200))(h)), server.trouble[0]
    report = push(source, target, source.graphs()[:3])
    assert report.stored == {} and sorted(report.wrong) == source.graphs()[:3]
    assert all(len(found.lost) == 2 for found in report.wrong.values())
    assert server.sizes() == {}


def test_adding_keeps_what_is_there(source: MemoryStore, target: RemoteStore, server: SparqlServer) -> None:
    server.store.extend(quads(0, "older"))
    report = push(source, target, source.graphs()[:2], add=True)
    assert (report.stored, report.wrong) == ({graph(0): 3, graph(1): 2}, {})
    assert TRANSFER_GRAPH not in server.sizes()


def test_sync_removes_what_was_withdrawn_and_no_more(source: MemoryStore, target: RemoteStore, server: SparqlServer) -> None:
    foreign = ox.NamedNode("https://example.org/theirs")
    server.store.add(ox.Quad(S, P, ox.Literal("theirs"), foreign))
    server.store.add(ox.Quad(S, P, ox.Literal("theirs"), ox.NamedNode(GRAPH + "document/theirs")))
    assert len(sync(source, target).stored) == 50
    source.remove(graph(4))
    source.replace(graph(5), quads(5, "changed"))
    report = sync(source, target)
    assert (list(report.stored), report.removed, len(report.there)) == ([graph(5)], [graph(4)], 48)
    assert stored(server) == sorted([*source.graphs(), foreign.value, GRAPH + "document/theirs"])


def test_a_pull_that_gets_less_than_there_is_is_an_error(source: MemoryStore, target: RemoteStore, server: SparqlServer) -> None:
    push(source, target, source.graphs()[:3])
    less = b'<https://example.org/s> <https://example.org/p> "x" .\n'

    def some(handler: Handler) -> bool:
        asked = handler.path + handler.body.decode()
        return ("/data" in asked or "CONSTRUCT" in asked) and status(200, less, "application/n-triples")(handler)

    server.trouble.append(some)
    with pytest.raises(RemoteError, match="1 statements came of 2"):
        list(pull(target, [graph(0)]))
