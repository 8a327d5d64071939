"""Saved queries as an API, pages and data of resources, the service's description."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from serving import GRAPH, Running

from graphkit.namespaces import ID
from graphkit.query.catalogue import load_catalogue
from graphkit.resources import shipped


def test_every_saved_query_answers(server: Running) -> None:
    listed = server.ask("GET", "/queries").json()
    assert [query["name"] for query in listed] == list(load_catalogue(shipped("queries")))
    for query in listed:
        needed = [parameter["name"] for parameter in query["parameters"] if parameter["required"]]
        reply = server.ask("GET", query["path"] + "?" + "&".join(f"{name}=KOR" for name in needed))
        assert (reply.status, reply.media) == (200, "application/sparql-results+json"), query["name"]
        if needed:
            assert server.ask("GET", query["path"]).status == 400


@pytest.mark.parametrize("given", ["state=KOR", "state=South%20Korea", "state=state/KOR", f"state={ID}state/KOR"])
def test_names_resolve_as_on_the_command_line(server: Running, given: str) -> None:
    assert server.ask("GET", f"/queries/who-declined-to-cosponsor?{given}").status == 200


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("state=Atlantis", 404, "state: the graph knows nobody called"), ("place=x", 400, "no parameter"), ("from=x", 400, "write 2020"),
        ("state=", 400, "empty"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_told_in_one_line(server: Running, query: str, status: int, told: str) -> None:
    reply = server.ask("GET", f"/queries/who-declined-to-cosponsor?{query}")
    assert reply.status == status and told in reply.json()["detail"] and "\n" not in reply.json()["detail"]


def test_a_query_that_is_not_there(server: Running) -> None:
    assert server.ask("GET", "/queries/who-sang").status == 404


def test_a_resource_leads_to_its_data_and_its_page(server: Running) -> None:
    data = server.ask("GET", "/id/state/KOR", accept="text/turtle")
    assert (data.status, data.headers["location"]) == (303, "/data/state/KOR")
    page = server.ask("GET", "/id/state/KOR", accept="text/html,*/*;q=0.1")
    assert (page.status, page.headers["location"]) == (303, "/page/state/KOR")
    triples = list(ox.parse(server.ask("GET", "/data/state/KOR", accept="text/turtle").body, ox.RdfFormat.TURTLE))
    assert {t.subject for t in triples} == {ox.NamedNode(f"{ID}state/KOR")} and len(triples) == 6
    for path in ("/data/state/XXX", "/page/state/XXX", "/page/", "/data/%22%3E%3Cscript%3E"):
        assert server.ask("GET", path).status in (400, 404), path


def test_a_page_runs_nothing_of_the_graph(server: Running) -> None:
    reply = server.ask("GET", "/page/state/KOR")
    assert reply.status == 200 and reply.media == "text/html"
    assert b"<script" not in reply.body and b"&lt;script&gt;" in reply.body


def test_the_service_describes_itself(server: Running) -> None:
    reply = server.ask("GET", "/sparql", accept="text/turtle")
    triples = {str(t.predicate): t.object for t in ox.parse(reply.body, ox.RdfFormat.TURTLE)}
    assert triples["<http://www.w3.org/ns/sparql-service-description#endpoint>"] == ox.NamedNode(f"{server.root}/sparql")
    assert any(GRAPH in str(t) for t in ox.parse(reply.body, ox.RdfFormat.TURTLE))
    assert server.ask("GET", "/.well-known/void").headers["location"] == "/sparql"


def test_the_api_is_described(server: Running) -> None:
    described = server.ask("GET", "/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    for name, query in load_catalogue(shipped("queries")).items():
        stated = described["paths"][f"/queries/{name}"]["get"]["parameters"]
        assert [(each["name"], each["required"]) for each in stated] == [(p.name, p.required) for p in query.parameters]
