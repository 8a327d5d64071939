"""The commands with ``--extractor llm``."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import command_line
import jsonschema
import pytest
from endpoint_double import Endpoint, Reply, claims, completion, item, refusal

from graphkit.claims.llm.patience import Patience
from graphkit.store.disk import GraphStore

KEY = "sk-very-secret"
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def own_key_and_cache_and_no_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("graphkit.claims.llm.patience.Patience", partial(Patience, sleep=lambda _: None))
    monkeypatch.setenv("GRAPHKIT_LLM_KEY", KEY)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A folder with one small document."""
    folder = tmp_path / "documents"
    folder.mkdir()
    text = "---\ntitle: T\ndate: 2020-05-03\n---\nKenya declined to co-sponsor the resolution.\n"
    (folder / "kenya.txt").write_text(text, encoding="utf-8")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status, out, err = command_line.run(capsys, *arguments)
    assert KEY not in out + err
    return status, out, err


def llm(endpoint: Endpoint, model: str = "a-model") -> tuple[str, ...]:
    return ("--extractor", "llm", "--endpoint", endpoint.url, "--model", model)


def test_extract_prints_claims_and_reports_what_was_dropped(
    capsys: pytest.CaptureFixture[str], endpoint: Endpoint, one: Path, tmp_path: Path
) -> None:
    endpoint.replies = [
        claims(item(forum="the Council"), item(quote="Ghana left"), item(quote="Ghana left again"), item(kind="hates"), item(agent="Ghana"))
    ]
    status, out, err = run(capsys, "extract", one / "kenya.txt", *llm(endpoint))
    (record,) = map(json.loads, out.splitlines())
    assert (status, record["agent"]["key"], record["kind"]) == (0, "KEN", "declines-to-cosponsor")
    assert err.splitlines() == [
        "1 claim kept; 1 answer from the endpoint, 0 from the cache",
        "4 claims dropped: quote not in its sentence 2, agent not in its sentence 1, unknown kind 1",
        "1 detail left out: forum not in its sentence 1",
    ]
    assert endpoint.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert list((tmp_path / "own" / "graphkit" / "llm").glob("*.json"))


def test_records_follow_the_schema(capsys: pytest.CaptureFixture[str], endpoint: Endpoint, one: Path, shared: Path) -> None:
    schema = json.loads((shared / "claim.schema.json").read_text(encoding="utf-8"))
    endpoint.replies = [claims(item(status="hypothetical"), item(kind="calls-for", addressee="Kenya", according_to=["resolution"]))]
    _, out, _ = run(capsys, "extract", one / "kenya.txt", *llm(endpoint))
    assert len(out.splitlines()) == 2
    for line in out.splitlines():
        jsonschema.validate(json.loads(line), schema)


def test_the_second_run_makes_no_request_and_prints_the_same(
    capsys: pytest.CaptureFixture[str], endpoint: Endpoint, one: Path, tmp_path: Path
) -> None:
    endpoint.replies = [claims(item()), refusal(500)]
    first = run(capsys, "extract", one / "kenya.txt", *llm(endpoint), "--cache", tmp_path / "c")
    second = run(capsys, "extract", one / "kenya.txt", *llm(endpoint), "--cache", tmp_path / "c")
    assert first[:2] == second[:2] and "1 from the cache" in second[2]
    assert len(endpoint.requests) == 1
    assert not (tmp_path / "own").exists()


def test_a_graph_says_by_what_each_document_was_read(
    capsys: pytest.CaptureFixture[str], endpoint: Endpoint, one: Path, tmp_path: Path
) -> None:
    store, peru = tmp_path / "g", tmp_path / "peru.txt"
    peru.write_text("Peru declined to co-sponsor the resolution.\n", encoding="utf-8")
    run(capsys, "build", "--documents", one, "--store", store)
    said = item(quote="Peru declined to co-sponsor the resolution", agent="Peru")
    endpoint.replies = [claims(said, item())]
    status, out, err = run(capsys, "load", peru, "--store", store, *llm(endpoint))
    assert (status, out) == (0, "peru: 1 claims\n") and "1 claim dropped" in err
    asked = (
        "PREFIX gk: <https://w3id.org/graphkit/ontology#> SELECT * { ?g gk:extractor ?e OPTIONAL { ?g gk:extractorModel ?m } } ORDER BY ?g"
    )
    _, out, _ = run(capsys, "sparql", asked, "--store", store, "--format", "jsonl")
    assert sorted((row["g"].rpartition("/")[2], row["e"], row["m"]) for row in map(json.loads, out.splitlines())) == [
        ("kenya", "rules", None), ("peru", "llm", "a-model"),
    ]  # fmt: skip
    assert "documents read by a-model" in run(capsys, "stats", "--store", store)[1]
    assert run(capsys, "verify", "--store", store)[0] == 0
    assert run(capsys, "validate", "--store", store)[0] == 0
    query = ("query", "who-declined-to-cosponsor", "--store", store)
    assert "Some of it was read by a-model, which is not measured." in run(capsys, *query)[1]
    assert "not measured" not in run(capsys, *query, "--state", "Kenya")[1]


def test_a_document_is_read_by_one_of_them(capsys: pytest.CaptureFixture[str], endpoint: Endpoint, one: Path, tmp_path: Path) -> None:
    store, peru = tmp_path / "g", tmp_path / "peru.txt"
    peru.write_text("Peru declined to co-sponsor the resolution.\n", encoding="utf-8")
    run(capsys, "build", "--documents", one, "--store", store)
    assert run(capsys, "load", peru, "--store", store, *llm(endpoint))[0] == 0
    assert "already loaded" in run(capsys, "load", peru, "--store", store, *llm(endpoint))[1]
    assert len(endpoint.requests) == 1
    for how, named in [((), "not rules"), (llm(endpoint, "other"), "not llm (other")]:
        status, _, err = run(capsys, "load", peru, "--store", store, *how)
        assert status == 2 and "read by llm (a-model" in err and named in err and "withdraw peru" in err
    assert run(capsys, "load", peru, "--store", store, "--id", "peru-by-rules")[0] == 0


def test_a_build_by_a_model_is_all_or_nothing(capsys: pytest.CaptureFixture[str], endpoint: Endpoint, one: Path, tmp_path: Path) -> None:
    store = tmp_path / "g"
    (one / "peru.txt").write_text("Peru declined to co-sponsor the resolution.\n", encoding="utf-8")
    endpoint.replies = [claims(item()), refusal(401)]
    status, out, err = run(capsys, "build", "--documents", one, "--store", store, *llm(endpoint))
    assert (status, out) == (2, "") and err.count("\n") == 1 and "GRAPHKIT_LLM_KEY" in err
    assert not store.exists()
    endpoint.replies = [claims(item(quote="Peru declined to co-sponsor the resolution", agent="Peru"))]
    status, out, err = run(capsys, "build", "--documents", one, "--store", store, *llm(endpoint))
    assert status == 0 and "2 documents, 2 claims" in out
    assert "2 claims kept; 1 answer from the endpoint, 1 from the cache" in err


def test_a_part_that_cannot_be_read_ends_with_status_1_and_is_read_next_time(
    capsys: pytest.CaptureFixture[str], endpoint: Endpoint, one: Path, tmp_path: Path
) -> None:
    store, long = tmp_path / "g", tmp_path / "long.txt"
    long.write_text("Kenya declined to co-sponsor the resolution. " + "Ghana spoke. " * 30, encoding="utf-8")
    run(capsys, "build", "--documents", one, "--store", store)
    cut = completion('{"claims": [', finish_reason="length")
    endpoint.replies = [claims(item()), cut, cut, claims()]
    status, out, err = run(capsys, "load", long, "--store", store, *llm(endpoint))
    assert (status, out) == (1, "long: 1 claims\n")
    assert "long: sentences 25 to 31 not read: the answer is cut short" in err and "graphkit: 7 sentences not read" in err

    def unread() -> list[str]:
        with GraphStore.open(store) as graph:
            return [
                row["n"].value for row in graph.select("SELECT ?n WHERE { ?g <https://w3id.org/graphkit/ontology#unreadSentences> ?n }")
            ]

    assert unread() == ["7"]
    assert run(capsys, "load", long, "--store", store, *llm(endpoint))[0] == 0
    assert unread() == [] and len(endpoint.requests) == 4
    assert "already loaded" in run(capsys, "load", long, "--store", store, *llm(endpoint))[1]


@pytest.mark.parametrize(
    ("reply", "what"),
    [
        (refusal(400, "no response_format"), "JSON-schema"),
        (refusal(401), "GRAPHKIT_LLM_KEY"),
        (refusal(429, Retry_After="9999"), "asks to wait"),
        (refusal(503, Retry_After="0"), "4 times over"),
        (Reply(silent=True), "no answer within"),
        (completion("not JSON"), "no part of the document"),
    ],
)  # fmt: skip
def test_an_endpoint_that_fails_is_one_line_with_status_2(
    capsys: pytest.CaptureFixture[str], endpoint: Endpoint, one: Path, reply: Reply, what: str
) -> None:
    endpoint.replies = [reply]
    status, out, err = run(capsys, "extract", one / "kenya.txt", *llm(endpoint), "--timeout", "0.05" if reply.silent else "5")
    assert (status, out) == (2, "") and what in err
    assert err.startswith("graphkit: ") and err.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--extractor", "llm"), "--endpoint and --model"),
        (("--extractor", "llm", "--model", "m"), "--endpoint"),
        (("--extractor", "llm", "--endpoint", "http://localhost:1/v1"), "--model"),
        (("--extractor", "llm", "--endpoint", "localhost", "--model", "m"), "http or https address"),
        (("--extractor", "llm", "--endpoint", f"https://x:{KEY}@example.org", "--model", "m"), "GRAPHKIT_LLM_KEY"),
        (("--extractor", "llm", "--endpoint", "http://example.org/v1", "--model", "m"), "unencrypted"),
        (("--extractor", "magic"), "magic"),
        (("--endpoint", "http://localhost:1/v1"), "--extractor llm"),
        (("--model", "m"), "--extractor llm"),
        (("--cache", "c"), "--extractor llm"),
        (("--timeout", "0"), "--timeout"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_line_with_status_2(capsys: pytest.CaptureFixture[str], one: Path, options: tuple[str, ...], what: str) -> None:
    status, out, err = run(capsys, "extract", one / "kenya.txt", *options)
    assert (status, out) == (2, "") and what in err and err.count("\n") == 1


def test_no_option_takes_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("extract", "load", "build"):
        _, out, _ = run(capsys, command, "--help")
        assert "--key" not in out and "GRAPHKIT_LLM_KEY" in out


def test_reading_by_rules_loads_nothing_of_the_network_extractor(one: Path) -> None:
    code = (
        "import sys\n"
        "from graphkit.cli import main\n"
        "main(['extract', sys.argv[1]])\n"
        "print([m for m in sys.modules if m.startswith('graphkit.claims.llm')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(one / "kenya.txt")], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_guide_names_every_option() -> None:
    guide = (ROOT / "docs" / "llm-extractor.md").read_text(encoding="utf-8")
    for option in ("--extractor", "--endpoint", "--model", "--cache", "--timeout", "GRAPHKIT_LLM_KEY"):
        assert f"`{option}" in guide
