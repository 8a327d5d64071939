"""The table of names, resolved against a graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.entities import main, report, resolve
from graphkit.errors import TableError
from graphkit.query.names import Names
from graphkit.store.disk import GraphStore

HEAD = "name\ttype\taliases_in_text\n"


def table(folder: Path, *rows: str) -> Path:
    path = folder / "names.tsv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_every_name_of_the_documents_leads_somewhere(shared: Path, notes: GraphStore) -> None:
    rows = list(resolve(shared / "data" / "entities_of_the_documents.tsv", Names(notes)))
    assert len(rows) == 269
    assert not [row.name for row in rows if not row.holds]
    # No two rows are taken for one thing.
    assert len({row.entity for row in rows}) == len(rows)
    elsewhere = {name for row in rows for name, verdict, _ in row.names if verdict == "elsewhere"}
    # Two presidents whom the table knows by their administrations, and two reports that it has in one row.
    assert elsewhere == {"Trump administration", "Biden administration", "Detailed Report on Secret Anti-DPRK"}


def test_verdicts(tmp_path: Path, notes: GraphStore) -> None:
    rows = list(
        resolve(
            table(
                tmp_path,
                "Republic of Korea\tstate\tROK | Seoul",
                "UN Human Rights Council\tGA subsidiary organ\tthe Council | Atlantis",
                "Norway\tperson\tNorway",
                "Marzuki Darusman\tperson\tVitit Muntarbhorn",
            ),
            Names(notes),
        )
    )
    assert [row.holds for row in rows] == [True, False, False, True]
    assert [verdict for _, verdict, _ in rows[1].names] == ["one", "candidates", "unknown"]
    assert [verdict for _, verdict, _ in rows[3].names] == ["one", "elsewhere"]
    lines = list(report(rows))
    assert "unknown: Atlantis (of UN Human Rights Council)" in lines
    assert "not of its type: Norway (person) is state/NOR" in lines
    assert "2 of 4 rows resolve" in lines


def test_an_unknown_type_is_refused(tmp_path: Path, notes: GraphStore) -> None:
    with pytest.raises(TableError, match="unknown type: planet"):
        list(resolve(table(tmp_path, "Mars\tplanet\tMars"), Names(notes)))


def test_status(tmp_path: Path, notes_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, store = table(tmp_path, "Norway\tstate\tNorway"), str(notes_path)
    assert main(["--table", str(good), "--store", store]) == 0
    assert "1 of 1 rows resolve" in capsys.readouterr().out
    assert main(["--table", str(table(tmp_path, "Mars\tstate\tMars")), "--store", store]) == 1
    assert main(["--table", str(tmp_path / "none.tsv"), "--store", store]) == 2
    assert "none.tsv" in capsys.readouterr().err
