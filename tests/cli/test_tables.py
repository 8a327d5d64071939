"""load-table: the guide's example, its check, and what becomes of rows that cannot be used."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from command_line import run

GUIDE = Path(__file__).parents[2] / "docs" / "mappings.md"


@pytest.fixture
def example(tmp_path: Path) -> tuple[Path, Path]:
    """The table and the mapping of the guide."""
    blocks = re.findall(r"```(?:yaml)?\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    table, mapping = tmp_path / "ballots.csv", tmp_path / "ballots.yml"
    table.write_text(next(block for block in blocks if block.startswith("text,day")), encoding="utf-8")
    mapping.write_text(next(block for block in blocks if block.startswith("dataset:")), encoding="utf-8")
    return table, mapping


def test_the_guides_example_answers(
    capsys: pytest.CaptureFixture[str], notes_path: Path, example: tuple[Path, Path], tmp_path: Path
) -> None:
    store = tmp_path / "graph"
    shutil.copytree(notes_path, store)
    table, mapping = example
    status, out, err = run(capsys, "load-table", table, "--mapping", mapping, "--store", store, "--format", "json")
    assert (status, err) == (0, "") and '"claims": 2' in out
    status, out, _ = run(capsys, "query", "who-voted", "--text", "A/RES/99/1", "--store", store, "--format", "csv")
    assert status == 0 and "Norway,votes-for" in out and "Namibia,abstains" in out and "country: Namibia" in out
    assert run(capsys, "withdraw", "ballots-votes", "--store", store)[0] == 0
    assert run(capsys, "query", "who-voted", "--text", "A/RES/99/1", "--store", store)[0] == 2


def test_the_check_names_unused_columns_and_rows(capsys: pytest.CaptureFixture[str], example: tuple[Path, Path], tmp_path: Path) -> None:
    table, mapping = example
    status, out, err = run(capsys, "load-table", table, "--mapping", mapping, "--check", "--store", tmp_path / "none")
    assert (status, err) == (0, "") and "every column is used or has a reason" in out
    mapping.write_text(
        mapping.read_text(encoding="utf-8").replace("      choice: {", "      note: text\n      choice: {"), encoding="utf-8"
    )
    table.write_text("text,day,country,choice,note\nA/RES/99/1,2044-12-17,Ruritania,Y,x\n", encoding="utf-8")
    status, out, err = run(capsys, "load-table", table, "--mapping", mapping, "--check", "--store", tmp_path / "none")
    assert status == 1 and "nothing is made of the column note" in out and "Ruritania" in out
    assert "1 columns unused, 1 rows that cannot be used" in err


def test_a_bad_row_changes_nothing_and_can_be_set_aside(
    capsys: pytest.CaptureFixture[str], notes_path: Path, example: tuple[Path, Path], tmp_path: Path
) -> None:
    store, rejects = tmp_path / "graph", tmp_path / "rejects.tsv"
    shutil.copytree(notes_path, store)
    table, mapping = example
    table.write_text(table.read_text(encoding="utf-8") + "A/RES/99/1,2044-12-17,Ruritania,Y\n", encoding="utf-8")
    before = (store / "graphkit.json").read_bytes()
    status, _, err = run(capsys, "load-table", table, "--mapping", mapping, "--store", store)
    assert status == 2 and "row 4" in err and "Ruritania" in err
    assert (store / "graphkit.json").read_bytes() == before
    status, out, _ = run(capsys, "load-table", table, "--mapping", mapping, "--store", store, "--keep-going", "--rejects", rejects)
    assert status == 0 and "1 rows set aside" in out
    assert "Ruritania" in rejects.read_text(encoding="utf-8")
