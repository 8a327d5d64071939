"""What follows from a graph, where the reasoner of OWL 2 RL is there and where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit import conclusions
from graphkit.store.writer import Writer


@pytest.mark.parametrize("there", [True, False])
def test_a_graph_is_made_without_the_reasoner_too(there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(conclusions, "find_spec", lambda name: object() if there else None)
    monkeypatch.setattr(conclusions, "materialise", lambda writer: drawn.append("owl-rl"))
    monkeypatch.setattr(conclusions, "run_rules", lambda writer, rules: drawn.extend(rule.name for rule in rules))
    with Writer(tmp_path / "g") as writer:
        conclusions.conclude(writer)
    assert ("owl-rl" in drawn) is there
    assert {"dropped-sponsor", "confirmed-by-record"} <= set(drawn)
