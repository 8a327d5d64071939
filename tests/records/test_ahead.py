"""Files read in a process of their own give what they give in this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit import tables
from graphkit.errors import TableError
from graphkit.model.reference import Reference
from graphkit.records.ahead import LoaderAhead
from graphkit.records.loader import Loader, sources
from graphkit.records.mapping_file import read_mapping
from graphkit.resources import shipped

SAMPLES = Path(__file__).parent / "samples"
REFERENCE = Reference.read(shipped("data") / "reference")
FOUND = [
    source
    for name in ("unvotes", "unbis-drafts", "security-council")
    for source in sources(read_mapping(shipped("data") / "mappings" / f"{name}.yml"), SAMPLES)
]


def test_lines_reports_titles_and_progress_are_the_same() -> None:
    told: list[tuple[str, int]] = []
    here = Loader(REFERENCE, keep_going=True)
    with LoaderAhead(REFERENCE, FOUND, keep_going=True, progress=lambda name, rows: told.append((name, rows))) as there:
        for source in FOUND:
            assert "".join(there.lines(source)) == "".join(here.lines(source))
    assert len(FOUND) > 2
    assert there.reports == here.reports
    assert there.titles == here.titles
    assert [name for name, _ in told if name] and told[-1] == (FOUND[-1].name, here.reports[-1].rows)


def test_a_row_that_cannot_be_used_ends_it_with_the_same_error(tmp_path: Path) -> None:
    source = FOUND[0]
    folder = tmp_path / "unvotes"
    folder.mkdir()
    for path in (SAMPLES / "unvotes").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    with source.path.open(encoding="utf-8") as file:
        head, first = next(file), next(file)
    (folder / source.path.name).write_text(head + "\t".join("?" for _ in first.split("\t")) + "\n", encoding="utf-8")
    (broken,) = [s for s in sources(source.mapping, tmp_path) if s.name == source.name]
    with pytest.raises(TableError) as here:
        list(Loader(REFERENCE).lines(broken))
    with LoaderAhead(REFERENCE, [broken]) as ahead, pytest.raises(TableError) as there:
        list(ahead.lines(broken))
    assert str(there.value) == str(here.value)


def test_a_process_that_ends_is_an_error_in_one_line() -> None:
    with LoaderAhead(REFERENCE, FOUND) as ahead:
        ahead._process.kill()
        ahead._process.join()
        with pytest.raises(TableError, match="the process that read it ended"):
            for source in FOUND:
                list(ahead.lines(source))


def test_much_is_read_ahead_and_little_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with tables._loader(FOUND, tables.Records(), REFERENCE) as loader:
        assert isinstance(loader, Loader)
    monkeypatch.setattr(tables, "_MUCH", 1)
    with tables._loader(FOUND, tables.Records(), REFERENCE) as loader:
        assert isinstance(loader, LoaderAhead)
