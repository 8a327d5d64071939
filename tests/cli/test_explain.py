"""``graphkit explain``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import run

from graphkit import pipeline
from graphkit.claims.extractor import Extractor
from graphkit.claims.reader import Reader
from graphkit.cli.explain import marked
from graphkit.ingest.reading import read_document
from graphkit.model.claim import Claim, Evidence
from graphkit.model.document import Document
from graphkit.model.provenance import RULES, ReadBy
from graphkit.model.reference import Reference
from graphkit.namespaces import GK, claim_iri
from graphkit.query.ids import choose_id
from graphkit.store.disk import GraphStore

TEXT = (
    "---\ntitle: T\nauthor: Human Rights Watch\ndate: 2020-05-03\n---\n"
    "Kenya declined to co-sponsor the resolution for the third year in a row. In 2019, Norway condemned\nthe arrests.\n\n"
    "Eritrea should:\n\n- Free all journalists.\n"
)


class Changed:
    """Reads as the rules do, but with other targets, as another version might."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def read(self, document: Document) -> list[Claim]:
        return [replace(c, target=replace(c.target, text=f"{c.target.text}, as once read")) for c in self.reader.read(document)]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("documents") / "kenya.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(file: Path, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "g"
    made(reader, file, path, RULES, reader)
    return path


@pytest.fixture(scope="module")
def claims(file: Path, reader: Reader) -> list[Claim]:
    return reader.read(read_document(file))


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, tables_and_reader: tuple[Reference, Reader]) -> None:
    """The parser is loaded once, for tests that call the command often."""
    monkeypatch.setattr("graphkit.pipeline.reader", lambda reference=None: tables_and_reader)


def made(reader: Reader, file: Path, path: Path, by: ReadBy, extractor: Extractor) -> list[Claim]:
    """Build a store as another extractor would; the claims that are in it."""

    def make(_: Reference) -> Extractor:
        return extractor

    pipeline.build(path, file.parent, method=pipeline.Method(by, make))
    return extractor.read(read_document(file))


def test_a_claim_of_the_graph_is_read_again(capsys: pytest.CaptureFixture[str], store: Path, claims: list[Claim]) -> None:
    told = claims[0]
    whole = run(capsys, "explain", told.id, "--store", store)
    assert whole == run(capsys, "explain", claim_iri(told.id), "--store", store)
    assert whole == run(capsys, "explain", told.id[:8].upper(), "--store", store)
    status, out, err = whole
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == ">>Kenya declined to co-sponsor the resolution<< for the third year in a row."
    assert "claim:   Kenya declines-to-cosponsor 'the resolution'" in lines
    assert "source:  T (Human Rights Watch, 2020-05-03)" in lines
    assert "agent:   'Kenya' is a name of Kenya (KEN) in the table states" in lines
    assert "date:    /2020-05-03 (document): the document's date bounds it" in lines
    assert {len(line) - len(line.partition(": ")[2].lstrip()) for line in lines[2:]} == {9}, "what is said stands in one column"


@pytest.mark.usefixtures("loaded")
def test_a_run_names_the_claim_it_comes_from(capsys: pytest.CaptureFixture[str], store: Path, claims: list[Claim]) -> None:
    told = claims[0]
    implied = next(c for c in claims if c.rule == "recurrence")
    _, out, _ = run(capsys, "explain", implied.id, "--store", store)
    assert "trigger:      'for the third year in a row'" in out
    assert f"derived from: claim {told.id}: Kenya declines-to-cosponsor 'the resolution'" in out
    assert "date:         2018/2019 (inferred)" in out


@pytest.mark.usefixtures("loaded")
def test_a_bullet_shows_its_stem(capsys: pytest.CaptureFixture[str], store: Path, claims: list[Claim]) -> None:
    bullet = next(c for c in claims if len(c.evidence) == 2)
    _, out, _ = run(capsys, "explain", bullet.id, "--store", store)
    assert out.startswith(">>Eritrea should:<< ... >>Free all journalists.<<\n")
    assert "asked of Eritrea" in out and "trigger:   the stem 'Eritrea should:'" in out


@pytest.mark.usefixtures("loaded")
def test_json_is_the_claims_record_with_its_reading(capsys: pytest.CaptureFixture[str], store: Path, claims: list[Claim]) -> None:
    for claim in claims:
        status, out, _ = run(capsys, "explain", claim.id, "--store", store, "--format", "json")
        record = json.loads(out)
        assert status == 0
        assert {key: record[key] for key in claim.as_record() if key != "evidence"} | {"evidence": None} == {
            **claim.as_record(), "evidence": None,
        }  # fmt: skip
        assert [e["sentence"] for e in record["evidence"]] == [e.sentence for e in claim.evidence]
        assert [(step["what"], step["words"]) for step in record["reading"]] == list(claim.reading)
        assert (record["read_by"], record["lost"]) == ("rules", None)


@pytest.mark.usefixtures("loaded")
def test_a_file_is_explained_without_a_graph(capsys: pytest.CaptureFixture[str], file: Path, claims: list[Claim], tmp_path: Path) -> None:
    status, out, _ = run(capsys, "explain", "--file", file, "--store", tmp_path / "none")
    assert status == 0
    assert [line.split()[1] for line in out.splitlines() if line.startswith("id:")] == [c.id for c in claims]
    assert ">>Norway condemned the arrests<<." in out
    status, out, _ = run(capsys, "explain", "--file", file, claims[1].id[:6], "--format", "json")
    assert (status, json.loads(out)["id"]) == (0, claims[1].id)
    _, out, _ = run(capsys, "explain", "--file", file, "--format", "json", "--id", "other")
    assert {record["document"] for record in json.loads(out)} == {"other"}
    (tmp_path / "weather.txt").write_text("It was raining all over the country that day.\n", encoding="utf-8")
    assert run(capsys, "explain", "--file", tmp_path / "weather.txt") == (0, "No claim was read in it.\n", "")


@pytest.mark.usefixtures("loaded")
def test_notes_are_read_again_as_notes(capsys: pytest.CaptureFixture[str], notes_path: Path) -> None:
    with GraphStore.open(notes_path) as graph:
        rows = graph.select(f"SELECT ?c {{ ?c a <{GK}Claim> ; <{GK}statedIn>/<{GK}documentKind> 'notes' }} ORDER BY ?c LIMIT 3")
        ids = [row["c"].value for row in rows]
    for iri in ids:
        status, out, err = run(capsys, "explain", iri, "--store", notes_path)
        assert (status, err) == (0, "") and "trigger:" in out and "source:" in out and "notes on" in out


@pytest.mark.usefixtures("loaded")
def test_a_claim_that_no_longer_comes_out_is_shown_as_the_graph_holds_it(
    capsys: pytest.CaptureFixture[str], reader: Reader, file: Path, tmp_path: Path
) -> None:
    lost = made(reader, file, tmp_path / "g", RULES, Changed(reader))[0]
    status, out, err = run(capsys, "explain", lost.id, "--store", tmp_path / "g")
    assert status == 1
    assert err.startswith(f"graphkit: {lost.id}: the claim does not come out of the text any more") and err.count("\n") == 1
    assert "build the graph anew" in err
    assert out.startswith(">>Kenya declined to co-sponsor the resolution<<")
    for line in ("agent:   Kenya (KEN)", "target:  'the resolution, as once read', linked to nothing", "status:  asserted",
                 "date:    /2020-05-03 (document)"):  # fmt: skip
        assert line in out.splitlines()
    status, out, _ = run(capsys, "explain", lost.id, "--store", tmp_path / "g", "--format", "json")
    record = json.loads(out)
    assert (status, record["id"], record["agent"]["key"], record["reading"]) == (1, lost.id, "KEN", [])
    assert "does not come out" in record["lost"]


@pytest.mark.usefixtures("loaded")
def test_a_text_that_is_not_kept_cannot_be_read_again(
    capsys: pytest.CaptureFixture[str], reader: Reader, file: Path, tmp_path: Path
) -> None:
    claim = made(reader, file, tmp_path / "g", RULES, reader)[0]
    (text,) = (tmp_path / "g").glob("generations/*/texts/kenya.txt")
    text.unlink()
    status, out, err = run(capsys, "explain", claim.id, "--store", tmp_path / "g")
    assert status == 1 and "does not keep the text of kenya" in err and "Kenya declines-to-cosponsor" in out


def test_what_a_model_read_comes_with_what_was_checked(
    capsys: pytest.CaptureFixture[str], reader: Reader, file: Path, tmp_path: Path
) -> None:
    claim = made(reader, file, tmp_path / "g", ReadBy("llm", "a-model", "1a"), reader)[0]
    status, out, err = run(capsys, "explain", claim.id, "--store", tmp_path / "g")
    assert (status, err) == (0, "")
    assert "read by: llm (a-model, prompt 1a)" in out
    assert "a-model proposed the claim and gave no reasons" in out
    assert "quote:   characters 0 to 43: verbatim in the text" in out
    assert "'the resolution' stands in the quote, linked to nothing" in out
    assert "trigger:" not in out


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("atlantis", "is not the id of a claim: an id is 20 hexadecimal digits"),
        ("12345", "is not the id of a claim"),
        ("0000000000", "no claim has the id '0000000000'; `graphkit query claims --format jsonl`"),
        ("{wrong}", "did you mean {right}?"),
        ("{file}", "is a file, not the id of a claim; graphkit explain --file"),
    ],
)
def test_an_id_that_no_claim_has(
    capsys: pytest.CaptureFixture[str], store: Path, file: Path, claims: list[Claim], given: str, what: str
) -> None:
    right = claims[0].id
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    filled = {"wrong": wrong, "right": right, "file": str(file)}
    status, out, err = run(capsys, "explain", given.format(**filled), "--store", store)
    assert (status, out) == (2, "")
    assert err.startswith("graphkit: ") and err.count("\n") == 1 and what.format(**filled) in err
    if given == "{wrong}":
        status, out, err = run(capsys, "explain", "--file", file, wrong)
        assert (status, out) == (2, "") and f"did you mean {right}?" in err


@pytest.mark.parametrize("arguments", [["explain"], ["explain", "abcdef", "--id", "x"]])
def test_wrong_use(capsys: pytest.CaptureFixture[str], store: Path, arguments: list[str]) -> None:
    status, out, err = run(capsys, *arguments, "--store", store)
    assert (status, out) == (2, "") and err.count("\n") == 1


def test_a_beginning_that_several_ids_share() -> None:
    from graphkit.errors import ParameterError

    ids = ["abcdef" + "0" * 14, "abcdef" + "1" * 14]
    assert choose_id("abcdef0", ids, "g") == ids[0]
    with pytest.raises(ParameterError, match=r"may be any of: abcdef0+, abcdef1+; give more digits"):
        choose_id("abcdef", ids, "g")


def test_the_quote_is_marked_in_its_sentence() -> None:
    assert marked(Evidence(4, 12, "the\ntext", "Of the text, much.")) == "Of >>the text<<, much."
    assert marked(Evidence(0, 3, "Ama", "")) == ">>Ama<<"


def test_a_record_is_explained_by_its_row(capsys: pytest.CaptureFixture[str], notes_path: Path) -> None:
    with GraphStore.open(notes_path) as graph:
        rows = graph.select("PREFIX gk: <https://w3id.org/graphkit/ontology#> SELECT ?c { ?c gk:ballot ?b } ORDER BY ?c LIMIT 1")
        iri = next(iter(rows))["c"].value
    status, out, err = run(capsys, "explain", iri, "--store", notes_path)
    assert (status, err) == (0, "") and "row:" in out and "reference tables" in out
