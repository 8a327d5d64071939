"""push, pull, sync and query --endpoint as they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml
from command_line import run
from sparql_server import SparqlServer, on, serving, status

from graphkit.namespaces import GRAPH, TRANSFER_GRAPH
from graphkit.query.catalogue import load_catalogue
from graphkit.resources import shipped
from graphkit.store.comparison import compare
from graphkit.store.disk import GraphStore
from graphkit.store.writer import Writer

EXPECTED = yaml.load((Path(__file__).parents[1] / "queries" / "expected.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture
def server() -> Iterator[SparqlServer]:
    with serving() as made:
        made.headers["Server"] = "small"
        yield made


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two graphs of a few statements."""
    path = tmp_path / "small"
    with Writer(path) as writer:
        for name in ("a", "b"):
            graph = f"{GRAPH}document/{name}"
            node, prop = ox.NamedNode(f"https://example.org/{name}"), ox.NamedNode("https://example.org/p")
            writer.replace(graph, [ox.Quad(node, prop, ox.Literal(f"{name}\x1b[31m {n}"), ox.NamedNode(graph)) for n in range(3)])
    return path


def addresses(server: SparqlServer) -> list[str]:
    return [f"{server.url}/query", "--graph-store", f"{server.url}/data"]


def test_push_pull_and_push_again(capsys: pytest.CaptureFixture[str], server: SparqlServer, small: Path, tmp_path: Path) -> None:
    status_, out, err = run(capsys, "push", *addresses(server), "--store", small)
    assert (status_, err) == (0, "")
    assert out == f"SPARQL 1.1 store at {server.url}/query: 2 graphs stored and compared (6 statements)\n"
    assert "2 were there already" in run(capsys, "push", *addresses(server), "--store", small)[1]
    for output in ("back.nq", "back.trig", "back"):
        status_, out, err = run(capsys, "pull", *addresses(server), "-o", tmp_path / output)
        assert (status_, err) == (0, "") and "2 graphs, 6 statements" in out
    with GraphStore.open(small) as before, GraphStore.open(tmp_path / "back") as after:
        assert list(before.quads()) == list(after.quads())
    read = {ox.Quad(q.subject, q.predicate, q.object, q.graph_name) for q in ox.parse(path=str(tmp_path / "back.trig"))}
    assert compare(GraphStore.open(small).quads(), read).same
    status_, _, err = run(capsys, "pull", *addresses(server), "-o", tmp_path / "back")
    assert status_ == 2 and "it is there already" in err


def test_only_some_graphs(capsys: pytest.CaptureFixture[str], server: SparqlServer, small: Path, tmp_path: Path) -> None:
    assert run(capsys, "push", *addresses(server), "--only", "document/b", "--store", small)[0] == 0
    assert sorted(server.sizes()) == [f"{GRAPH}document/b", TRANSFER_GRAPH]
    status_, _, err = run(capsys, "push", *addresses(server), "--only", "document/none", "--store", small)
    assert status_ == 2 and "no named graph 'document/none'" in err
    assert run(capsys, "pull", *addresses(server), "--only", f"{GRAPH}document/b", "-o", tmp_path / "b.nq")[0] == 0


def test_sync_tells_what_it_removed(capsys: pytest.CaptureFixture[str], server: SparqlServer, small: Path) -> None:
    run(capsys, "push", *addresses(server), "--store", small)
    with Writer(small) as writer:
        writer.remove(f"{GRAPH}document/a")
    status_, out, _ = run(capsys, "sync", *addresses(server), "--store", small)
    assert status_ == 0 and "0 graphs stored and compared (0 statements), 1 were there already, 1 removed" in out
    assert f"{GRAPH}document/a" not in server.sizes()


def test_what_the_server_did_not_store_is_told(capsys: pytest.CaptureFixture[str], server: SparqlServer, small: Path) -> None:
    server.trouble.append(on("PUT", "/data", status(200)))
    status_, out, err = run(capsys, "push", *addresses(server), "--store", small)
    assert status_ == 1 and "0 graphs stored" in out
    assert "2 graphs are not on the server as they were sent" in err and "3 of 3 statements lost" in err
    assert "\x1b" not in out + err


def test_an_error_is_one_line_and_shows_no_password(
    capsys: pytest.CaptureFixture[str], server: SparqlServer, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("open-sesame\n", encoding="utf-8")
    server.trouble.append(on("PUT", "/data", status(401)))
    status_, _, err = run(capsys, "push", *addresses(server), "--user", "me", "--password-file", secret, "--store", small)
    assert status_ == 2 and err.count("\n") == 1 and "HTTP 401" in err and "sesame" not in err
    status_, _, err = run(capsys, "push", *addresses(server), "--user", "me", "--store", small)
    assert status_ == 2 and "--password-file" in err
    monkeypatch.setenv("GRAPHKIT_PASSWORD", "open-sesame")
    assert "HTTP 401" in run(capsys, "push", *addresses(server), "--user", "me", "--store", small)[2]
    status_, _, err = run(capsys, "push", *addresses(server), "--user", "me", "--password-file", tmp_path / "none", "--store", small)
    assert status_ == 2 and "No such file" in err


def test_an_empty_server_has_nothing_to_pull(capsys: pytest.CaptureFixture[str], server: SparqlServer, tmp_path: Path) -> None:
    status_, _, err = run(capsys, "pull", *addresses(server), "-o", tmp_path / "x.nq")
    assert status_ == 2 and "no graph of graphkit's is there" in err and not (tmp_path / "x.nq").exists()


def test_every_saved_query_has_the_same_rows_on_a_server(
    capsys: pytest.CaptureFixture[str], server: SparqlServer, notes_path: Path
) -> None:
    server.store.extend(GraphStore.open(notes_path).quads())
    for name in load_catalogue(shipped("queries")):
        given = [word for key, value in EXPECTED[name]["given"].items() for word in (f"--{key}", value)]
        here = run(capsys, "query", name, *given, "--store", notes_path, "--format", "json")
        there = run(capsys, "query", name, *given, "--endpoint", f"{server.url}/query", "--format", "json")
        assert here == there and here[0] == 0 and '"type"' in here[1], name


def test_a_parameter_is_found_on_the_server(capsys: pytest.CaptureFixture[str], server: SparqlServer, notes_path: Path) -> None:
    server.store.extend(GraphStore.open(notes_path).quads())
    status_, out, _ = run(capsys, "query", "who-declined-to-cosponsor", "--body", "unga-c3", "--endpoint", f"{server.url}/query")
    assert status_ == 0 and "Republic of Korea" in out
    status_, _, err = run(capsys, "query", "who-declined-to-cosponsor", "--state", "Ruritania", "--endpoint", f"{server.url}/query")
    assert status_ == 2 and "knows nobody called 'Ruritania'" in err
