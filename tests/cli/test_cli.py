from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import run

from graphkit.cli import MODULES
from graphkit.resources import shipped


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A folder with one small document."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "kenya.txt").write_text(
        "---\ntitle: T\ndate: 2020-05-03\n---\nKenya declined to co-sponsor the resolution.\n", encoding="utf-8"
    )
    return folder


def test_the_way_from_a_document_to_an_answer(capsys: pytest.CaptureFixture[str], one: Path, tmp_path: Path) -> None:
    store = tmp_path / "g"
    assert run(capsys, "build", "--documents", one, "--store", store)[0] == 0
    status, out, _ = run(capsys, "query", "who-declined-to-cosponsor", "--state=Kenya", "--store", store, "--format", "jsonl")
    (row,) = map(json.loads, out.splitlines())
    assert (status, row["agent"], row["date"], row["source"]) == (0, "Kenya", "/2020-05-03", "T (2020-05-03)")
    status, out, _ = run(capsys, "query", "who-declined-to-cosponsor", "--state", "Norway", "--store", store)
    assert status == 0 and "not a no" in out
    assert run(capsys, "verify", "--store", store)[0] == 0
    assert run(capsys, "validate", "--store", store)[0] == 0
    assert "kenya" in run(capsys, "stats", "--store", store)[1]


def test_loading_twice_adds_nothing_and_withdrawing_removes_all(capsys: pytest.CaptureFixture[str], one: Path, tmp_path: Path) -> None:
    store, extra = tmp_path / "g", tmp_path / "peru.txt"
    extra.write_text("---\ndate: 2020\n---\nPeru co-sponsored the text.\n", encoding="utf-8")
    run(capsys, "build", "--documents", one, "--store", store)

    def dump() -> str:
        return run(capsys, "export", "--format", "nquads", "--store", store, "-o", tmp_path / "d.nq") and (tmp_path / "d.nq").read_text(
            encoding="utf-8"
        )

    before = dump()
    assert "1 claims" in run(capsys, "load", extra, "--store", store)[1]
    loaded = dump()
    assert loaded != before
    assert "already loaded" in run(capsys, "load", extra, "--store", store)[1]
    assert dump() == loaded
    run(capsys, "build", "--documents", one, "--store", store)
    assert dump() == loaded, "a build keeps what was loaded by itself"
    extra.write_text("Chile co-sponsored the text.\n", encoding="utf-8")
    status, _, err = run(capsys, "load", extra, "--store", store)
    assert status == 2 and "--id" in err
    assert run(capsys, "withdraw", "peru", "--store", store)[0] == 0
    assert dump() == before


def test_extract_prints_claims(capsys: pytest.CaptureFixture[str], one: Path) -> None:
    status, out, _ = run(capsys, "extract", one / "kenya.txt")
    record = json.loads(out)
    assert (status, record["document"], record["kind"]) == (0, "kenya", "declines-to-cosponsor")
    assert set(record) == {
        "id", "document", "agent", "kind", "target", "forum", "date", "status", "according_to", "value", "flags", "evidence",
        "derived_from", "rule",
    }  # fmt: skip


def test_records_follow_the_schema(capsys: pytest.CaptureFixture[str], shared: Path) -> None:
    import jsonschema

    schema = json.loads((shared / "claim.schema.json").read_text(encoding="utf-8"))
    _, out, _ = run(capsys, "extract", *sorted((shared / "documents").glob("*.txt")))
    lines = out.splitlines()
    assert len(lines) > 100
    for line in lines:
        jsonschema.validate(json.loads(line), schema)


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["query", "who-knows", "--store", "{notes}"], "no saved query"),
        (["query", "votes", "--colour", "red", "--store", "{notes}"], "no parameter --colour"),
        (["query", "votes", "--from", "--store", "{notes}"], "has no value"),
        (["query", "votes", "stray", "--store", "{notes}"], "belongs to no parameter"),
        (["query", "votes", "--from", "soon", "--store", "{notes}"], "not a date"),
        (["query", "votes", "--store", "{tmp}/none"], "no such store"),
        (["query", "votes", "--store", "{tmp}"], "not a graphkit store"),
        (["show", "Atlantis", "--store", "{notes}"], "knows nobody"),
        (["sparql", "SELECT", "--store", "{notes}"], "SPARQL"),
        (["sparql", "--store", "{notes}"], "Give a query"),
        (["sparql", "--file", "{tmp}/none.rq", "--store", "{notes}"], "cannot be read"),
        (["export", "-o", "{tmp}/x.dat", "--store", "{notes}"], "no format"),
        (["export", "-o", "{tmp}/none/x.nq", "--store", "{notes}"], "cannot write"),
        (["timeline", "-o", "{tmp}/x.gif", "--store", "{notes}"], ".png"),
        (["withdraw", "nothing", "--store", "{notes}"], "no document"),
        (["load", "{tmp}/none.txt", "--store", "{notes}"], "No such file"),
        (["load", "{tmp}/empty.txt", "--store", "{notes}"], "empty"),
        (["build", "--documents", "{tmp}/none", "--store", "{tmp}/new"], "no such folder"),
        (["build", "--documents", "{tmp}/bad", "--store", "{tmp}/new"], "not UTF-8"),
        (["build", "--reference", "{tmp}/bad", "--store", "{tmp}/new"], "no reference table"),
        (["extract", "{tmp}/binary.txt"], "not UTF-8"),
        (["nonsense"], "No such command"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_with_status_2(
    capsys: pytest.CaptureFixture[str], notes_path: Path, tmp_path: Path, arguments: list[str], what: str
) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    status, out, err = run(capsys, *(a.format(notes=notes_path, tmp=tmp_path) for a in arguments))
    assert (status, out) == (2, "")
    assert what in err
    assert err.startswith("graphkit: ") and err.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_an_ambiguous_name_lists_its_bearers_with_status_2(capsys: pytest.CaptureFixture[str], notes_path: Path) -> None:
    status, out, err = run(capsys, "show", "the Council", "--store", notes_path)
    assert (status, out) == (2, "")
    first, *rest = err.splitlines()
    assert first.startswith("graphkit: 'the Council' may be any of: body/au-psc, body/council-of-europe, ")
    assert any(line.split("  ")[1:2] == ["body/hrc"] and "from 2006-03-15" in line for line in rest)
    # What is listed can be asked for.
    for line in rest:
        assert run(capsys, "show", line.split()[0], "--limit", "1", "--store", notes_path)[0] == 0


def test_an_entity_is_shown_with_its_relations_and_claims(
    capsys: pytest.CaptureFixture[str], notes_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")  # too narrow for a table: a block a claim
    status, out, _ = run(capsys, "show", "Human Rights Council", "--limit", "1", "--store", notes_path)
    assert status == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "part of United Nations General Assembly (body/unga)" in lines
    assert any(line.startswith("established by") and "A/RES/60/251" in line for line in lines)
    assert "more (--format json has all)" in out
    assert any(line.startswith("sentence ") for line in lines)


def test_a_changed_text_fails_the_check_with_status_1(capsys: pytest.CaptureFixture[str], one: Path, tmp_path: Path) -> None:
    store = tmp_path / "g"
    run(capsys, "build", "--documents", one, "--store", store)
    (text,) = store.glob("generations/*/texts/kenya.txt")
    text.write_text("Uganda declined to co-sponsor the resolution.\n", encoding="utf-8")
    status, out, err = run(capsys, "verify", "--store", store)
    assert status == 1
    assert "kenya" in out and "quotes do not stand" in err


def test_a_store_in_use_is_left_alone(capsys: pytest.CaptureFixture[str], one: Path, tmp_path: Path) -> None:
    from graphkit.store.writer import Writer

    with Writer(tmp_path / "g"):
        status, _, err = run(capsys, "build", "--documents", one, "--store", tmp_path / "g")
    assert status == 2 and "another graphkit is writing" in err


def test_ctrl_c_in_a_build_leaves_the_store_as_it_was(one: Path, tmp_path: Path) -> None:
    store = tmp_path / "g"
    code = (
        "import sys, os, signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from graphkit import pipeline\n"
        "from graphkit.cli import main\n"
        "if sys.argv[1] == 'cut':\n"
        "    pipeline.meta_quads = lambda *a: os.kill(os.getpid(), signal.SIGINT) or []\n"
        "main(['build', '--documents', sys.argv[2], '--store', sys.argv[3]])\n"
    )

    def build(how: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", code, how, str(one), str(store)], capture_output=True, text=True, check=False)

    assert build("whole").returncode == 0
    before = (store / "graphkit.json").read_bytes()
    cut = build("cut")
    assert cut.returncode == 128 + signal.SIGINT
    assert cut.stderr.strip().splitlines()[-1] == "graphkit: interrupted; the store is as it was before"
    assert (store / "graphkit.json").read_bytes() == before
    assert os.listdir(store / "generations") == ["1"]  # noqa: PTH208


def test_any_number_of_workers_gives_the_same_bytes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("", encoding="utf-8")
    files = [*sorted((shipped("data") / "documents").glob("*.md")), tmp_path / "bad.txt"]
    alone = run(capsys, "extract", *files)
    assert alone[0] == 2 and len(alone[1].splitlines()) > 100 and "bad.txt" in alone[2]
    assert run(capsys, "extract", *files, "--workers", "2") == alone


def test_any_number_of_workers_builds_the_same_graph(capsys: pytest.CaptureFixture[str], one: Path, tmp_path: Path) -> None:
    (one / "peru.txt").write_text("---\ndate: 2020\n---\nPeru co-sponsored the text.\n", encoding="utf-8")
    (tmp_path / "chile.txt").write_text("Chile voted against the resolution.\n", encoding="utf-8")
    dumps = []
    for workers in ("1", "2"):
        store, dump = tmp_path / f"g{workers}", tmp_path / f"{workers}.nq"
        assert "2 documents, 2 claims" in run(capsys, "build", "--documents", one, "--store", store, "--workers", workers)[1]
        status, out, _ = run(capsys, "load", tmp_path / "chile.txt", one / "peru.txt", "--store", store, "--workers", workers)
        assert (status, out) == (0, "chile: 1 claims\nperu: already loaded\n")
        run(capsys, "export", "--format", "nquads", "--store", store, "-o", dump)
        dumps.append(dump.read_bytes())
    assert dumps[0] == dumps[1]


def test_ctrl_c_leaves_no_worker(one: Path) -> None:
    # What a shell starts in the background ignores Ctrl-C, and so would its children.
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from graphkit.cli import main; main()"
    files = [str(one / "kenya.txt")] * 5000
    command = [sys.executable, "-c", code, "extract", "--workers", "2", *files]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        assert running.stdout is not None
        assert "kenya" in running.stdout.readline()  # both are at work
        os.killpg(running.pid, signal.SIGINT)  # what a terminal does: to all of them
        # Reading ends when nobody holds the other end of the pipe any more, workers included.
        _, err = running.communicate(timeout=120)
    assert running.returncode == 128 + signal.SIGINT
    assert err.strip() == "graphkit: interrupted; the store is as it was before"


@pytest.mark.parametrize("command", sorted(MODULES))
def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str], command: str) -> None:
    status, out, _ = run(capsys, command, "--help")
    assert status == 0
    assert f"graphkit {command}" in out.split("Example:")[-1]


def test_every_command_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert [c for c in MODULES if f"`{c}" not in readme] == []


def test_a_saved_query_explains_its_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "query", "votes", "--help")
    assert status == 0 and "--body" in out and "Example:" in out


def test_the_words_are_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = run(capsys, "lexicon", "check", "--fast")
    assert status == 0 and "triggers" in out and out.endswith("the examples were not read\n")
    broken = shutil.copytree(shipped("data") / "lexicon", tmp_path / "lexicon")
    with (broken / "kinds.tsv").open("a", encoding="utf-8") as table:
        table.write("sign\tverb\t\tany\tobject\trejects\n")
    status, out, err = run(capsys, "lexicon", "check", "--fast", "--notes", "--lexicon", broken)
    assert status == 1
    assert "sign (verb, object, any) -> rejects: clashes with line " in out and "\nnote: " in out
    assert err.startswith("graphkit: ") and err.count("\n") == 1
    (broken / "kinds.tsv").unlink()
    assert run(capsys, "lexicon", "check", "--fast", "--lexicon", broken)[0] == 2


def test_queries_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "queries", "--format", "json")
    assert {"who-declined-to-cosponsor", "claims"} <= {q["name"] for q in json.loads(out)}
    assert "who-blocked" in run(capsys, "queries")[1]


def test_answers_go_to_files(capsys: pytest.CaptureFixture[str], notes_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    status, out, _ = run(capsys, "query", "calls", "--format", "csv", "-o", path, "--store", notes_path)
    assert status == 0 and str(path) in out
    assert path.read_text(encoding="utf-8").startswith("agent,")
    assert run(capsys, "timeline", "-o", tmp_path / "t.svg", "--store", notes_path)[0] == 0
    status, out, _ = run(capsys, "show", "KOR", "--format", "json", "--store", notes_path)
    assert json.loads(out)["facts"]["notation"] == ["KOR"]
