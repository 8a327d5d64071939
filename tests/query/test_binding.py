from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.errors import ParameterError, QueryError
from graphkit.query.about import about
from graphkit.query.binding import bind
from graphkit.query.catalogue import choose, load_catalogue
from graphkit.query.names import Names
from graphkit.query.runner import run, sparql
from graphkit.resources import shipped
from graphkit.store.disk import GraphStore

CATALOGUE = load_catalogue(shipped("queries"))
CLAIMS = CATALOGUE["claims"]


@pytest.mark.parametrize(
    ("given_", "what"),
    [
        ({"colour": "red"}, "no parameter --colour"),
        ({"from": "yesterday"}, "not a date"),
        ({"from": "2020-13"}, "no such date"),
        ({"kind": "likes"}, "no kind of stance"),
        ({"status": "true"}, "no status"),
        ({"agent": "Atlantis"}, "knows nobody"),
        ({"agent": " "}, "empty value"),
        ({"document": "nothing"}, "no document"),
        ({"agent": "Congoo"}, "did you mean"),
    ],
)
def test_bad_parameters_are_one_line(notes: GraphStore, given_: dict[str, str], what: str) -> None:
    with pytest.raises(ParameterError, match=what) as caught:
        run(notes, CLAIMS, given_)
    assert "\n" not in str(caught.value)


def test_an_ambiguous_name_ends_with_the_candidates(notes: GraphStore) -> None:
    with pytest.raises(ParameterError, match="may be any of") as caught:
        Names(notes).entity("Commission of Inquiry", ())
    assert "body/coi-dprk" in str(caught.value)
    assert any(line.startswith("body/coi-syria ") for line in caught.value.details)


@pytest.mark.parametrize("name", ["KOR", "kor", "South Korea", "the Republic of Korea", "Seoul", "ROK", "state/KOR"])
def test_a_code_a_name_and_an_alias_mean_the_same(notes: GraphStore, name: str) -> None:
    assert Names(notes).entity(name, ("state",)).value.endswith("/state/KOR")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_no_value_becomes_part_of_the_query(notes: GraphStore, value: str) -> None:
    try:
        text = bind(CLAIMS, {"agent": value, "document": value}, Names(notes))
    except ParameterError:
        return
    notes.select(text)


def test_hostile_values_are_turned_away(notes: GraphStore) -> None:
    for value in ("KOR> } } DROP ALL #", '") } SELECT * { ?s ?p ?o', "https://w3id.org/graphkit/id/x> } #"):
        with pytest.raises(ParameterError):
            run(notes, CLAIMS, {"agent": value})


def test_an_unknown_query_names_near_ones() -> None:
    with pytest.raises(QueryError, match="who-declined-to-cosponsor"):
        choose(CATALOGUE, "who-declined")


def test_dates_keep_what_may_overlap(notes: GraphStore) -> None:
    query = CATALOGUE["who-declined-to-cosponsor"]
    dates = {r["date"] for r in run(notes, query, {"from": "2021"}).records()}
    assert dates == {"/2021-02-28"}
    dates = {r["date"] for r in run(notes, query, {"to": "2018"}).records()}
    assert dates == {"/2021-02-28"}


def test_about_an_entity_and_a_kind(notes: GraphStore) -> None:
    found = about(notes, "North Korea")
    assert found.label == "Democratic People's Republic of Korea"
    assert ("notation", "PRK") in found.facts
    assert len(found.claims) > 10
    kind = about(notes, "declines-to-cosponsor")
    assert any(name == "definition" for name, _ in kind.facts)


def test_sparql_of_every_form(notes: GraphStore) -> None:
    assert sparql(notes, "ASK { ?s ?p ?o }") is True
    assert len(sparql(notes, "SELECT ?s { ?s ?p ?o } LIMIT 3")) == 3  # type: ignore[arg-type]
    lines = sparql(notes, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3")
    assert isinstance(lines, str) and lines.count(" .\n") == 3
    with pytest.raises(QueryError):
        sparql(notes, "DROP ALL")
