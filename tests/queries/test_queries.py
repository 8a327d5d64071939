"""Every saved query: it runs as it stands, has rows where it should, and none where it should not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graphkit.errors import ParameterError
from graphkit.query.catalogue import load_catalogue
from graphkit.query.names import Names
from graphkit.query.runner import run, solutions
from graphkit.resources import shipped
from graphkit.store.disk import GraphStore

CATALOGUE = load_catalogue(shipped("queries"))
EXPECTED = yaml.load((Path(__file__).parent / "expected.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def least(name: str) -> dict[str, str]:
    """The parameters without which a query is not answered."""
    return {p.name: EXPECTED[name]["given"][p.name] for p in CATALOGUE[name].parameters if p.required}


def test_every_query_has_an_expected_answer() -> None:
    assert sorted(EXPECTED) == sorted(CATALOGUE)


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_expected_rows(notes: GraphStore, name: str) -> None:
    case = EXPECTED[name]
    answer = run(notes, CATALOGUE[name], case["given"], Names(notes))
    rows = [[record[c] or "" for c in case["columns"]] for record in answer.records()]
    if "rows" in case:
        assert rows == case["rows"]
    else:
        assert [row for row in case["some"] if row not in rows] == []


@pytest.mark.parametrize("name", sorted(n for n in CATALOGUE if EXPECTED[n]["none"] != "null"))
def test_expected_nothing(notes: GraphStore, name: str) -> None:
    assert len(run(notes, CATALOGUE[name], EXPECTED[name]["none"], Names(notes))) == 0


@pytest.mark.parametrize("name", sorted(n for n in CATALOGUE if not least(n)))
def test_the_file_runs_as_it_stands(notes: GraphStore, name: str) -> None:
    assert len(solutions(notes.select(CATALOGUE[name].text))) > 0


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_row_shows_its_evidence(notes: GraphStore, name: str) -> None:
    answer = run(notes, CATALOGUE[name], least(name), Names(notes))
    assert {"how", "source", "sentence"} <= set(answer.columns)
    for record in answer.records():
        assert record["source"]
        assert record["sentence"] or record["how"] == "reference table"


def test_a_negated_claim_answers_no_who_question(notes: GraphStore) -> None:
    negated = {r["claim_iri"] for r in run(notes, CATALOGUE["claims"], {"status": "negated"}).records()}
    assert negated
    for name in CATALOGUE:
        if name.startswith("who-"):
            assert not negated & {r["claim_iri"] for r in run(notes, CATALOGUE[name], {}).records()}


def test_an_organ_answers_for_its_state(notes: GraphStore) -> None:
    agents = {r["agent"] for r in run(notes, CATALOGUE["stances-of"], {"agent": "USA"}).records()}
    assert {"United States of America", "US Department of State"} <= agents


def test_what_a_query_needs_is_asked_for(notes: GraphStore) -> None:
    with pytest.raises(ParameterError, match="voted-together needs --state"):
        run(notes, CATALOGUE["voted-together"], {"series": "dprk-human-rights-unga"})
