from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from graphkit.namespaces import XSD
from graphkit.query.formats import FORMATS, as_csv, as_json, as_markdown, table
from graphkit.query.runner import Answer

HOSTILE = '=cmd|"x"!A1\n<b>|*bold*\x1b[31m'
ANSWER = Answer(
    ("agent", "date", "sentence", "claim_iri"),
    (
        (Literal("Kenya"), Literal("2020", datatype=NamedNode(XSD + "gYear")), Literal(HOSTILE), NamedNode("https://example.org/1")),
        (Literal("Kénya", language="fr"), None, Literal("-5"), BlankNode("b")),
    ),
)


def test_the_table_fits_and_leaves_iris_out() -> None:
    for width in (60, 120, 200):
        text = table(ANSWER, width)
        assert max(map(len, text.splitlines())) <= width
        assert "example.org" not in text
        assert "\x1b" not in text
        assert {"Kenya", "2020", "Kénya", "-5"} <= set(text.split())


def test_no_word_of_a_wide_answer_is_lost() -> None:
    columns = (*(f"column_{n}" for n in range(8)), "sentence")
    answer = Answer(columns, (tuple(Literal(f"word{n}a word{n}b " * 9) for n in range(9)),))
    for width in (60, 100, 140, 180, 250):
        words = "".join(table(answer, width).split())
        assert all(words.count(f"word{n}{end}") == 9 for n in range(9) for end in "ab"), width


def test_an_open_start_is_told_in_words() -> None:
    assert "until 2021-02-28" in table(Answer(("date",), ((Literal("/2021-02-28"),),)), 80)


def test_csv_is_read_back_and_runs_nothing() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(ANSWER))))
    assert rows[0] == list(ANSWER.columns)
    assert rows[1][2] == "'" + HOSTILE
    assert rows[2][1:3] == ["", "-5"]


def test_json_is_sparql_results() -> None:
    found = json.loads(as_json(ANSWER))
    assert found["head"]["vars"] == list(ANSWER.columns)
    first, second = found["results"]["bindings"]
    assert first["date"] == {"type": "literal", "value": "2020", "datatype": XSD + "gYear"}
    assert first["claim_iri"]["type"] == "uri"
    assert second["agent"]["xml:lang"] == "fr"
    assert "date" not in second


def test_jsonl_is_one_flat_object_a_row() -> None:
    rows = [json.loads(line) for line in FORMATS["jsonl"](ANSWER).splitlines()]
    assert rows[0]["sentence"] == HOSTILE
    assert rows[1]["date"] is None


def test_markdown_is_escaped() -> None:
    line = as_markdown(ANSWER).splitlines()[2]
    assert "\\<b\\>" in line and "\\*bold\\*" in line
    assert line.count(" | ") == 2


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_an_empty_answer_is_still_well_formed(form: str) -> None:
    text = FORMATS[form](Answer(("a", "b"), ()))
    if form == "json":
        assert json.loads(text)["results"]["bindings"] == []
    elif form == "jsonl":
        assert text == ""
    else:
        assert "a" in text or form == "table"
