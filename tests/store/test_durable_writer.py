"""What a reader keeps, and what a writer leaves, when several are at work or the disk is full."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.errors import StoreError
from graphkit.store.disk import GraphStore
from graphkit.store.layout import read_manifest
from graphkit.store.writer import Writer

G = "https://example.org/g"


def quads(count: int) -> Iterator[ox.Quad]:
    s, p = ox.NamedNode("https://example.org/s"), ox.NamedNode("https://example.org/p")
    return (ox.Quad(s, p, ox.Literal(f"value {n} " + "x" * 200), ox.NamedNode(G)) for n in range(count))


def write(path: Path, count: int) -> None:
    with Writer(path) as writer:
        writer.replace(G, quads(count))
        writer.put_text("one", f"text {count}", "load")


def generations(path: Path) -> list[str]:
    return sorted(p.name for p in (path / "generations").iterdir())


def test_a_reader_keeps_quads_and_texts_while_writers_switch_and_sweep(tmp_path: Path) -> None:
    path = tmp_path / "g"
    write(path, 1)
    with GraphStore.open(path) as reader:
        for count in (2, 3, 4):
            write(path, count)
        assert len(list(reader.quads(G))) == 1
        assert reader.text("one") == "text 1"
        assert generations(path) == ["1", "4"]
    del reader
    write(path, 5)
    assert generations(path) == ["5"]


def test_a_reader_that_comes_between_reading_and_opening_takes_the_new_generation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "g"
    write(path, 1)
    old = read_manifest(path)
    write(path, 2)
    answers = iter([old])
    monkeypatch.setattr("graphkit.store.disk.read_manifest", lambda root: next(answers, None) or read_manifest(root))
    with GraphStore.open(path) as reader:
        assert len(list(reader.quads(G))) == 2


@pytest.mark.parametrize(("found", "words"), [(0, "mv .*graphkit build --store"), (99, "pip install --upgrade graphkit")])
def test_a_store_of_another_format_names_the_command(tmp_path: Path, found: int, words: str) -> None:
    path = tmp_path / "my graph"
    write(path, 1)
    fields = json.loads((path / "graphkit.json").read_text(encoding="utf-8"))
    (path / "graphkit.json").write_text(json.dumps({**fields, "format": found}), encoding="utf-8")
    for attempt in (GraphStore.open, lambda p: Writer(p).__enter__()):
        with pytest.raises(StoreError, match=words) as caught:
            attempt(path)
        assert "\n" not in str(caught.value)
    assert generations(path) == ["1"]


FULL = """
import resource, signal, sys
from pathlib import Path
sys.path[:0] = [sys.argv[2]]
from test_durable_writer import write
from graphkit.errors import StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    write(Path(sys.argv[1]), 50_000)
except StoreError as error:
    print(error)
"""


def test_a_file_that_may_not_grow_is_one_line_and_the_store_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "g"
    write(path, 1)
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path), str(Path(__file__).parent)], capture_output=True, text=True, check=True, timeout=60
    )
    assert "as it was before" in done.stdout and done.stdout.count("\n") == 1, done
    assert len(list(GraphStore.open(path).quads(G))) == 1
    assert generations(path) == ["1"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_a_full_disk_is_one_line_and_the_store_is_as_it_was(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], capture_output=True).returncode != 0:
        pytest.skip("this machine lets nobody mount")
    try:
        path = disk / "g"
        write(path, 1)
        with pytest.raises(StoreError, match=r"[Nn]o space.*as it was before") as caught:
            write(path, 50_000)
        assert "\n" not in str(caught.value)
        assert generations(path) == ["1"]
        with GraphStore.open(path) as reader:
            assert len(list(reader.quads(G))) == 1
        del reader
        write(path, 2)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
