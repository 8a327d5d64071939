from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.errors import QueryError, StoreError
from graphkit.store import layout
from graphkit.store.disk import GraphStore
from graphkit.store.writer import Writer

G = "https://example.org/g"
HOSTILE = '"quoted" \\ <script>{}\n%s \u2028 \U0001f600'


def quads(*values: str) -> list[ox.Quad]:
    s, p = ox.NamedNode("https://example.org/s"), ox.NamedNode("https://example.org/p")
    return [ox.Quad(s, p, ox.Literal(v), ox.NamedNode(G)) for v in values]


def content(path: Path) -> list[str]:
    return [str(q) for q in GraphStore.open(path).quads()]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "g"
    with Writer(path) as writer:
        writer.replace(G, quads(HOSTILE))
        writer.put_text("a/b", HOSTILE, "build")
    with GraphStore.open(path) as store:
        assert [q.object.value for q in store.quads(G)] == [HOSTILE]  # type: ignore[union-attr]
        assert store.text("a/b") == HOSTILE
        assert store.graphs() == [G]
        assert len(store) == 1
        assert store.query("ASK { ?s ?p ?o }")
        assert len(list(store.rdflib().quads())) == 1


def test_writing_the_same_twice_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "g"
    for _ in range(2):
        with Writer(path) as writer:
            writer.replace(G, quads("a", "b"))
    assert len(content(path)) == 2


def test_an_error_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "g"
    with Writer(path) as writer:
        writer.replace(G, quads("before"))
    before = content(path)
    with pytest.raises(KeyboardInterrupt), Writer(path) as writer:
        writer.replace(G, quads("half"))
        raise KeyboardInterrupt
    assert content(path) == before
    assert [p.name for p in (path / "generations").iterdir()] == ["1"]


def test_what_is_written_while_files_are_compacted_is_there(tmp_path: Path) -> None:
    path = tmp_path / "g"
    with Writer(path) as writer:
        writer.replace(G, quads("before"))
        with writer.compacting():
            writer.add(quads("meanwhile"))
        writer.add(quads("after"))
    assert len(content(path)) == 3


def test_an_error_while_files_are_compacted_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    class Full:
        def optimize(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        def flush(self) -> None: ...

    path = tmp_path / "g"
    with Writer(path) as writer:
        writer.replace(G, quads("before"))
    with pytest.raises(StoreError, match="No space left"), Writer(path) as writer:
        writer._store = Full()  # type: ignore[assignment]
        with writer.compacting():
            pass
    assert len(content(path)) == 1


def test_a_file_that_the_database_removes_meanwhile_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = os.walk

    def listed_too_early(top: Path, topdown: bool = True) -> Iterator[tuple[str, list[str], list[str]]]:
        for place, folders, files in walk(top, topdown):
            yield place, folders, [*files, "000009.sst"]

    monkeypatch.setattr(layout.os, "walk", listed_too_early)
    path = tmp_path / "g"
    with Writer(path) as writer:
        writer.replace(G, quads("a"))
    assert len(content(path)) == 1


def test_an_error_in_the_first_build_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "g"
    with pytest.raises(RuntimeError), Writer(path) as writer:
        writer.replace(G, quads("half"))
        raise RuntimeError
    assert not path.exists()


def test_a_full_disk_is_one_line_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "g"
    with Writer(path) as writer:
        writer.replace(G, quads("before"))
    before = content(path)
    with pytest.raises(StoreError, match="No space left") as caught, Writer(path) as writer:
        writer.replace(G, quads("half"))
        raise OSError(errno.ENOSPC, "No space left on device")
    assert "\n" not in str(caught.value)
    assert content(path) == before


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "g"
    with Writer(path), pytest.raises(StoreError, match="another graphkit is writing"), Writer(path):
        pass


def test_readers_keep_what_they_opened(tmp_path: Path) -> None:
    path = tmp_path / "g"
    with Writer(path) as writer:
        writer.replace(G, quads("old"))
    reader = GraphStore.open(path)
    with Writer(path, fresh=True) as writer:
        writer.replace(G, quads("new", "newer"))
    assert len(list(reader.quads())) == 1
    assert len(content(path)) == 2


def test_what_a_crash_left_is_swept(tmp_path: Path) -> None:
    path = tmp_path / "g"
    with Writer(path) as writer:
        writer.replace(G, quads("a"))
    (path / "generations" / "7" / "data").mkdir(parents=True)
    with Writer(path) as writer:
        writer.replace(G, quads("b"))
    assert [p.name for p in (path / "generations").iterdir()] == ["2"]


def test_another_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="not a graphkit store"), Writer(tmp_path):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize(
    "mark", ["", "{}", "[]", '{"format": 99, "generation": 1, "documents": {}}', '{"format": 1, "generation": 5, "documents": {}}']
)
def test_a_broken_store_is_one_line(tmp_path: Path, mark: str) -> None:
    (tmp_path / "graphkit.json").write_text(mark, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        GraphStore.open(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_missing_store_names_the_mend(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="graphkit build"):
        GraphStore.open(tmp_path / "none")
    with pytest.raises(StoreError, match="not a graphkit store"):
        GraphStore.open(tmp_path)


def test_sparql_that_does_not_parse_is_one_line(tmp_path: Path) -> None:
    with Writer(tmp_path / "g"):
        pass
    with GraphStore.open(tmp_path / "g") as store, pytest.raises(QueryError) as caught:
        store.query("SELECT nonsense")
    assert "\n" not in str(caught.value)
