"""The page of ten answers shows what the shipped graph answers."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from graphkit.cli.answers import parse_parameters
from graphkit.query.catalogue import load_catalogue
from graphkit.query.names import Names
from graphkit.query.runner import run
from graphkit.resources import shipped
from graphkit.store.disk import GraphStore

PAGE = (Path(__file__).parents[2] / "docs" / "prose-and-record.md").read_text(encoding="utf-8")
SECTIONS = PAGE.split("\n## ")[1:]
CATALOGUE = load_catalogue(shipped("queries"))


def shown(cell: str, full: str) -> bool:
    """Whether a cell of the page shows that value, cut or whole."""
    return full.replace("|", "/").startswith(cell.removesuffix(" ...")) if cell.endswith(" ...") else cell == full


@pytest.mark.parametrize("section", SECTIONS, ids=[section.split(".")[0] for section in SECTIONS])
def test_the_rows_are_those_of_the_graph(notes: GraphStore, section: str) -> None:
    command = re.search(r"^graphkit query (.+)$", section, re.MULTILINE)
    assert command
    name, *rest = shlex.split(command[1])
    answer = [
        {key: value or "" for key, value in row.items()}
        for row in run(notes, CATALOGUE[name], parse_parameters(CATALOGUE[name], tuple(rest)), Names(notes)).records()
    ]
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("|")]
    assert rows
    for cells in rows:
        assert any(all(shown(cell, row[column]) for column, cell in zip(head, cells, strict=True)) for row in answer), cells
    assert re.search(rf"^{len(answer)} rows?\.$", section, re.MULTILINE)


def test_there_are_ten() -> None:
    assert len(SECTIONS) == 10
