"""What the five originals must answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from graphkit import pipeline, validation
from graphkit.api import Graph


def rows(path: Path, name: str, *columns: str, **parameters: str) -> list[tuple[str | None, ...]]:
    with Graph.open(path) as graph:
        return [tuple(row[c] for c in columns) for row in graph.query(name, **parameters)]


def test_who_declined_to_cosponsor(originals_path: Path) -> None:
    found = rows(originals_path, "who-declined-to-cosponsor", "agent", "date", "how", "forum", "sentence")
    korea, japan = "Republic of Korea", "Japan"
    assert [(a, d, h) for a, d, h, *_ in found] == [
        (korea, "2019", "inferred (recurrence)"),
        (korea, "2020-11-18", "stated"),
        (japan, "/2021-02-28", "stated"),
        (korea, "/2021-02-28", "stated"),
        (korea, "/2021-02-28", "stated"),
    ]
    assert found[1][3] == "Third Committee of the UN General Assembly"
    sentences = [s for *_, s in found]
    assert all("join them for the second year in a row" in s for s in sentences[:2] if s)
    assert all("in either the Council or the UN General Assembly" in s for s in sentences[2:4] if s)
    assert "first time since 2008" in (sentences[4] or "")


def test_the_tally_and_the_sponsors(originals_path: Path) -> None:
    found = rows(originals_path, "votes", "yes", "no", "abstain", "how", "date", text="A/C.3/69/L.28/Rev.1", body="unga-c3")
    assert ("111", "19", "55", "stated", "/2014-12-31") in found
    found = rows(originals_path, "who-cosponsored", "agent", "cosponsors", "how", body="unga-c3", from_="2020-11-18", to="2020-11-18")
    assert [r for r in found if r[2] == "stated"] == [("Japan", "58", "stated"), ("United States of America", "58", "stated")]


def test_the_security_council(originals_path: Path) -> None:
    found = rows(originals_path, "who-blocked", "agent", "stance", "date", body="unsc")
    assert ("United States of America", "blocks", "2020-12-01/2020-12-10") in found
    assert ("United States of America", "blocks", "2019") in found
    assert {a for a, s, _ in found if s == "opposes"} == {"China", "Russian Federation"}


def test_the_rapporteurs_in_order(originals_path: Path) -> None:
    found = rows(originals_path, "mandate-holders", "holder", "how", post="sr-dprk")
    assert ("Tomás Ojea Quintana", "stated") in found
    assert list(dict.fromkeys(holder for holder, _ in found)) == [
        "Vitit Muntarbhorn",
        "Marzuki Darusman",
        "Tomás Ojea Quintana",
        "Elizabeth Salmón",
    ]


def test_what_the_outlook_recommends(originals_path: Path) -> None:
    found = rows(originals_path, "calls", "agent", "addressee", document="outlook-2021")
    assert {a for who, a in found if who and who.startswith("DPRK Asia Pacific Regional Outlook")} == {
        "Democratic People's Republic of Korea", "United States of America", "United Nations Security Council",
        "United Nations Human Rights Council", "China", "Republic of Korea", "Office of the UN High Commissioner for Human Rights",
    }  # fmt: skip


def test_every_quote_stands_and_every_shape_holds(originals_path: Path) -> None:
    with Graph.open(originals_path) as graph:
        found = pipeline.verify(graph._store)
        assert found.quotes > 150 and found.wrong == ()
        assert not validation.validate(graph._store).broken


def test_the_same_documents_give_the_same_bytes(originals_path: Path, shared: Path, tmp_path: Path) -> None:
    # Another process, another seed for hashes: nothing may depend on the order of a set.
    code = "import sys; from pathlib import Path; from graphkit import pipeline; pipeline.build(Path(sys.argv[1]), Path(sys.argv[2]))"
    again = tmp_path / "g"
    subprocess.run([sys.executable, "-c", code, str(again), str(shared / "documents")], check=True, env={"PYTHONHASHSEED": "7"})
    with Graph.open(originals_path) as one, Graph.open(again) as other:
        assert [str(q) for q in one._store.quads()] == [str(q) for q in other._store.quads()]


def test_another_country_needs_no_other_code(tmp_path: Path) -> None:
    reference, documents = tmp_path / "reference", tmp_path / "documents"
    reference.mkdir()
    documents.mkdir()
    (reference / "states.tsv").write_text(
        "key\tlabel\taliases\tsource\nRUR\tRuritania\tthe Kingdom of Ruritania\tinvented\n", encoding="utf-8"
    )
    (reference / "bodies.tsv").write_text("key\tlabel\tsource\nmoot\tMoot of Nations\tinvented\n", encoding="utf-8")
    (documents / "a.txt").write_text("On 3 May 1901, Ruritania voted against the draft in the Moot of Nations.\n", encoding="utf-8")
    pipeline.build(tmp_path / "g", documents, reference)
    found = rows(tmp_path / "g", "stances-of", "agent", "stance", "date", agent="RUR")
    assert found == [("Ruritania", "votes-against", "1901-05-03")]


def test_from_python(originals_path: Path) -> None:
    with Graph.open(originals_path) as graph:
        answer = graph.query("who-declined-to-cosponsor", state="KOR")
        assert len(answer.dataframe()) == len(answer) == 4
        assert graph.networkx().number_of_edges() > 150
        assert graph.sparql("ASK { ?s ?p ?o }") is True
        assert "outlook-2021" in list(graph.documents())
        found = graph.rdflib().query("SELECT (COUNT(*) AS ?n) { ?c a <https://w3id.org/graphkit/ontology#Claim> }")
        assert int(next(iter(found))[0]) > 150  # type: ignore[index,arg-type]
