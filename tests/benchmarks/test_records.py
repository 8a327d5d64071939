"""The benchmark of records counts what it says it counts, and gives its peers the same work."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import pytest
import yaml

from benchmarks import records
from benchmarks.nquads import sample, sorted_hash
from benchmarks.peers import Took, run, run_way
from graphkit.errors import GraphkitError
from graphkit.model.reference import Reference
from graphkit.namespaces import PREFIXES, RDF
from graphkit.records.loader import Loader, sources
from graphkit.records.mapping_file import read_mapping
from graphkit.resources import shipped
from graphkit.store.writer import Writer

LINES = [f'<https://example.org/{n}> <https://example.org/p> "{n}" <https://example.org/g> .\n' for n in (3, 1, 4, 2)]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "graph.nq"
    path.write_text("".join(LINES), encoding="utf-8")
    return path


@pytest.mark.parametrize("at_a_time", [1, 3, 100])
def test_the_hash_is_that_of_the_sorted_lines(lines: Path, at_a_time: int) -> None:
    assert sorted_hash(lines, at_a_time) == hashlib.sha256("".join(sorted(LINES)).encode()).hexdigest()


def test_a_sample_is_spread_over_the_whole(tmp_path: Path, lines: Path) -> None:
    assert sample(lines, tmp_path / "part.nq", 2, len(LINES)) == 2
    assert (tmp_path / "part.nq").read_text(encoding="utf-8") == LINES[0] + LINES[2]


@pytest.mark.parametrize("way", ["disk", "memory", "rdflib"])
def test_each_way_loads_every_quad(tmp_path: Path, lines: Path, way: str) -> None:
    took = run_way(way, lines, tmp_path / "store", tmp_path / "log")
    assert took.quads == len(LINES)
    assert took.speed == took.quads / took.clock
    assert took.memory > 1


def test_what_ends_with_an_error_is_no_measurement(tmp_path: Path, lines: Path) -> None:
    lines.write_text("no quad\n", encoding="utf-8")
    with pytest.raises(GraphkitError, match=r"status 1: .*SyntaxError"):
        run_way("memory", lines, tmp_path, tmp_path / "log")
    with pytest.raises(GraphkitError, match="No module named morph_kgc"):
        records.by_morph(_without_morph(tmp_path), tmp_path, tmp_path)


def _without_morph(folder: Path) -> Path:
    """An interpreter that finds no package."""
    python = folder / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} -I -S "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return python


def test_the_memory_is_that_of_the_process_itself(tmp_path: Path) -> None:
    small = run([sys.executable, "-c", "pass"], tmp_path / "log")
    large = run([sys.executable, "-c", "b'x' * 200_000_000"], tmp_path / "log")
    assert small.memory < 50 and 200 < large.memory < 250


def test_of_several_turns_the_fastest_and_the_most_memory_count() -> None:
    best = records.fastest([Took(3, 2, 10, 6), Took(2, 2, 20, 6), Took(4, 1, 30, 6)])
    assert (best.clock, best.memory, best.speed) == (2, 30, 3)


def test_the_peer_says_of_a_vote_what_graphkit_says(tmp_path: Path) -> None:
    """Otherwise it would be another amount of work."""
    folder = tmp_path / "unvotes"
    folder.mkdir()
    calls = {"rcid": "1", "session": "69", "date": "2014-12-18", "unres": "R/69/188", "n_yes": "1", "n_no": "0", "n_abstain": "0"}
    (folder / "roll_calls.tsv").write_text("\t".join(calls) + "\n" + "\t".join(calls.values()) + "\n", encoding="utf-8")
    (folder / "votes.tsv").write_text("rcid\tcountry\tcountry_code\tvote\n1\tNamibia\tNA\tyes\n", encoding="utf-8")
    mapping = read_mapping(shipped("data") / "mappings" / "unvotes.yml")
    (votes,) = (source for source in sources(mapping, tmp_path) if source.table.name == "votes")
    ours = [
        (line.split(" ")[0].split("/id/")[1].split("/")[0], re.sub(r"[<>]", "", line.split(" ")[1]))
        for line in "".join(Loader(Reference.read(shipped("data") / "reference")).lines(votes)).splitlines()
    ]
    peer = yaml.safe_load(Path(records.__file__).with_name("votes.yarrrml.yml").read_text(encoding="utf-8"))["mappings"]
    theirs = [(kind, _expand(po[0])) for name, kind in (("claim", "claim"), ("row", "document")) for po in peer[name]["po"]]
    assert sorted(ours) == sorted(theirs)


def _expand(name: str) -> str:
    if name == "a":
        return RDF + "type"
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@pytest.mark.parametrize(("last", "memory", "good"), [(3, 100.0, True), (4, 100.0, False), (3, 2000.0, False)])
def test_a_comparison_from_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], last: int, memory: float, good: bool
) -> None:
    """With a store written at once in the place of a build: it says which sides there are, and whether the builds are the same."""
    ends = iter((3, last))

    def build(_: Path, store: Path, __: Path) -> Took:
        with Writer(store) as writer:
            writer.bulk(LINES[: next(ends)])
        return Took(1e-6, 1e-6, memory)

    monkeypatch.setattr(records, "build", build)
    assert records.compare(tmp_path, tmp_path, 2, 2, None) is good
    printed = capsys.readouterr().out
    sides = re.findall(r"^  (\w+).* (\d) quads ", printed, re.MULTILINE)
    assert [name for name, _ in sides] == ["graphkit", "pyoxigraph", "pyoxigraph", "rdflib"]
    if last == 3:
        assert {count for _, count in sides} == {"3"}
    assert ("not the same in 2 builds" in printed) is (last == 4)
    assert "morph-kgc: left out" in printed


def test_wrong_use_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        records.main(["--records", str(tmp_path / "nowhere")])
    assert ended.value.code == 2
    assert "nowhere" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        records.main(["--rounds", "1"])
    assert ended.value.code == 2
