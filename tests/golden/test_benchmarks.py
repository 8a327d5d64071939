"""The measurements measure what they say: each sentence by itself, by the script's own agreement."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import accuracy, report
from benchmarks.ablation import EVERYTHING, table
from benchmarks.accuracy import folder, grouped, measure, predictions, total
from benchmarks.scorer import Counts, Scorer, Unscorable
from benchmarks.sets import AnnotatedSet, annotated_folder, golden_half, write_document, write_gold
from benchmarks.tables import scores
from graphkit.claims.reader import Reader
from graphkit.claims.stages import NAMES
from graphkit.ingest.reading import read_document

SENTENCE = {
    "id": "un-900", "part": "tuning", "genre": "un", "title": "A text", "author": None, "publisher": "Somebody", "date": "2021-03-31",
    "before": "Norway voted against the draft.", "sentence": "Chile voted against the draft.",
    "claims": [{
        "agent": ["CHL", "Chile"], "kind": "votes-against", "target": "the draft", "target_key": [],
        "date_start": None, "date_end": "2021-03-31", "status": "asserted", "according_to": [], "rule": None,
        "quote": "Chile voted against the draft",
    }],
}  # fmt: skip


@pytest.fixture
def scorer(shared: Path) -> Scorer:
    return Scorer.load(shared / "score_claims.py")


@pytest.fixture
def one(tmp_path: Path) -> AnnotatedSet:
    begins = {"un-900": write_document(SENTENCE, tmp_path)}
    write_gold([SENTENCE], tmp_path / "gold.tsv")
    return AnnotatedSet(tmp_path / "gold.tsv", tmp_path, ("un-900",), {"un-900": "un"}, begins)


def test_a_sentence_is_a_document_of_its_own(one: AnnotatedSet) -> None:
    document = read_document(one.folder / "un-900.txt")
    assert document.text == "Norway voted against the draft. Chile voted against the draft."
    assert document.text[one.begins["un-900"] :] == SENTENCE["sentence"]
    assert (document.citation.publisher, str(document.citation.date)) == ("Somebody", "2021-03-31")


def test_a_bullet_begins_a_line(tmp_path: Path) -> None:
    begins = write_document({**SENTENCE, "before": "Chile should:", "sentence": "- End torture."}, tmp_path)
    assert (tmp_path / "un-900.txt").read_text(encoding="utf-8")[begins - 1 :] == "\n- End torture."


def test_what_rests_on_the_sentence_before_alone_is_left_out(reader: Reader, one: AnnotatedSet) -> None:
    assert [json.loads(line)["agent"]["key"] for line in predictions(reader, one).splitlines()] == ["CHL"]


def test_agreement_is_the_scripts(reader: Reader, scorer: Scorer, one: AnnotatedSet) -> None:
    found = grouped(one, measure(reader, one, scorer))
    assert list(found) == ["un", "all"]
    assert found["all"] == found["un"] == Counts(gold=1, predicted=1, core=1, full=1)


def test_a_folder_scores_as_the_script_itself_scores_it(reader: Reader, shared: Path, scorer: Scorer, tmp_path: Path) -> None:
    gold, documents = shared / "gold" / "dev.tsv", shared / "documents"
    texts = annotated_folder(gold, documents)
    (tmp_path / "claims.jsonl").write_text(predictions(reader, texts), encoding="utf-8")
    command = [sys.executable, str(shared / "score_claims.py"), str(gold), str(tmp_path / "claims.jsonl"), "--documents", str(documents)]
    told = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout)
    by_document, by_kind = folder(reader, gold, documents, scorer)
    for name, row in {**told["documents"], "all": told}.items():
        assert [by_document.data[name][k] for k in ("gold", "predicted", "core", "full")] == [
            row["core"][k] if k != "full" else row["full"]["hits"] for k in ("gold", "predicted", "hits", "full")
        ]
    assert {kind: row["core_f1"] for kind, row in by_kind.data.items() if row["gold"] or row["predicted"]} == {
        kind: row["core"]["f1"] for kind, row in told["kinds"].items()
    }
    assert by_document.data["all"]["derived"] == told["derived"]["hits"]


def test_a_half_holds_its_own_sentences_alone() -> None:
    with golden_half("held-back") as half:
        assert len(half.names) == len(half.begins) == 120
        assert set(half.group.values()) == {"un", "government", "agency", "ngo", "opinion", "broadcast"}


def test_counts_add_up() -> None:
    both = total({("a", "x"): Counts(gold=2, predicted=1, core=1), ("b", "x"): Counts(gold=2, predicted=2, core=1, full=1)})
    assert (both.precision(both.core), both.recall(both.core), both.f1(both.core)) == (2 / 3, 2 / 4, 4 / 7)
    assert Counts().f1(0) == Counts().precision(0) == Counts().recall(0) == 0


def test_tables_for_people_and_for_a_page() -> None:
    made = scores("some", {"un": Counts(gold=2, predicted=1, core=1), "ngo": Counts()})
    lines = made.text().splitlines()
    assert lines[0] == "some" and lines[2].split() == ["un", "2", "1", "1.00", "0.50", "0.67", "0.00", "0.00", "0.00", "0/0"]
    assert lines[3].split()[3:6] == ["-", "-", "-"]
    assert made.markdown().splitlines()[4].startswith("| un | 2 | 1 | 1.00 |")


def test_an_ablation_tells_what_is_lost() -> None:
    all_stages, less = Counts(gold=4, predicted=4, core=4, full=2), Counts(gold=4, predicted=4, core=2, full=2)
    made = table("ablation", {EVERYTHING: all_stages, **dict.fromkeys(NAMES, less)})
    assert len(made.rows) == 1 + len(NAMES)
    assert made.rows[1][3:7] == ("0.500", "-0.500", "0.500", "+0.000")


def test_the_page_has_a_place_for_each_table() -> None:
    names = ["dev", "dev-other", "kinds", *("tuning", "held-back"), *(f"ablation-{n}" for n in ("dev", "dev-other", "held-back"))]
    tables = {name: f"table of {name}" for name in names}
    page = report.filled(report.PAGE.read_text(encoding="utf-8"), tables)
    assert all(f"<!-- table: {name} -->\ntable of {name}\n<!-- end -->" in page for name in names)
    assert report.filled(page, tables) == page
    with pytest.raises(Unscorable, match="kinds"):
        report.filled(page, {n: t for n, t in tables.items() if n != "kinds"})


def test_without_a_scoring_script_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.py").write_text("x = 1\n", encoding="utf-8")
    for path in (tmp_path / "none.py", tmp_path / "other.py"):
        assert accuracy.main(["--scorer", str(path)]) == 2
        assert capsys.readouterr().err.startswith("error: ")
    with pytest.raises(SystemExit):
        accuracy.main(["--gold", "x.tsv"])
