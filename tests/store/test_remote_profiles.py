"""Products are recognised by their answers and addresses; each profile has what a store needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from graphkit.errors import InputError, ParameterError
from graphkit.store.remote.profiles import endpoints, profile_named, profiles, recognised


@pytest.mark.parametrize(
    ("url", "headers", "name"),
    [
        ("http://h:3030/ds", {"Fuseki-Request-Id": "7"}, "fuseki"),
        ("http://h:8080/rdf4j-server/repositories/un", {}, "rdf4j"),
        ("http://h:7200/repositories/un", {"Server": "GraphDB/10.7"}, "graphdb"),
        ("http://h:8890/sparql", {"Server": "Virtuoso/07.20.3240 (Linux)"}, "virtuoso"),
        ("http://h:7878/", {"Server": "Oxigraph/0.5.1"}, "oxigraph"),
        ("http://h/sparql", {"Server": "nginx"}, "generic"),
        ("http://h/sparql", {}, "generic"),
    ],
)
def test_a_product_is_recognised(url: str, headers: Mapping[str, str], name: str) -> None:
    assert recognised(url, headers).name == name


@pytest.mark.parametrize(
    ("name", "given", "query", "update", "graph_store"),
    [
        ("fuseki", "http://h/ds", "http://h/ds/query", "http://h/ds/update", "http://h/ds/data"),
        ("fuseki", "http://h/ds/sparql", "http://h/ds/query", "http://h/ds/update", "http://h/ds/data"),
        ("virtuoso", "http://h:8890/", "http://h:8890/sparql", "http://h:8890/sparql-auth", "http://h:8890/sparql-graph-crud-auth"),
        ("virtuoso", "http://h/sparql-auth", "http://h/sparql", "http://h/sparql-auth", "http://h/sparql-graph-crud-auth"),
        ("rdf4j", "http://h/repositories/x", "http://h/repositories/x", "http://h/repositories/x/statements",
         "http://h/repositories/x/rdf-graphs/service"),
        ("generic", "http://h/sparql", "http://h/sparql", "http://h/sparql", None),
    ],
)  # fmt: skip
def test_addresses_follow_from_one(name: str, given: str, query: str, update: str, graph_store: str | None) -> None:
    found = endpoints(given, profile_named(name))
    assert (found.query, found.update, found.graph_store) == (query, update, graph_store)
    assert found.with_given("http://u", "http://g").update == "http://u"


def test_every_profile_can_be_used() -> None:
    for profile in profiles().values():
        assert profile.title and profile.batch > 0 and profile.method in ("GET", "form", "direct")
        assert endpoints("http://h/x", profile).query.startswith("http://h/x")


def test_a_profile_that_is_not_there() -> None:
    with pytest.raises(ParameterError, match=r"one of .*fuseki"):
        profile_named("oracle")


def test_a_profile_that_is_none(tmp_path: Path) -> None:
    for text in ("- a list", "title: x\nunknown: y", "{"):
        (tmp_path / "a.yml").write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=r"a\.yml"):
            profiles(tmp_path)
