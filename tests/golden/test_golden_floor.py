"""The reading of the tuning half does not get worse. The held-back half has no floor, lest it be tuned to."""

from __future__ import annotations

import tomllib
from pathlib import Path

from benchmarks.accuracy import measure, total
from benchmarks.scorer import Scorer
from benchmarks.sets import golden_half
from graphkit.claims.reader import Reader


def test_the_tuning_half_stays_above_its_floor(reader: Reader, shared: Path) -> None:
    floor = tomllib.loads((Path(__file__).parent / "floor.toml").read_text(encoding="utf-8"))["tuning"]
    with golden_half("tuning") as half:
        counts = total(measure(reader, half, Scorer.load(shared / "score_claims.py")))
    assert counts.core >= floor["core_hits"]
    assert counts.precision(counts.core) >= floor["core_precision"]
