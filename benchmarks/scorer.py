"""The one definition of agreement: the scoring script of whoever annotated, loaded from where it lies.

The script says which pairs agree; what is counted over the pairs is here.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

#: Where the script lies beside a checkout.
DEFAULT: Final = Path(__file__).resolve().parents[2] / "shared" / "score_claims.py"
_NEEDED: Final = ("Document", "load_gold", "load_predicted", "edges", "matching", "same_agent")

Row = dict[str, Any]


class Unscorable(Exception):
    """What cannot be scored, and why."""


@dataclass(frozen=True)
class Scorer:
    """The functions of a scoring script that are used here, typed."""

    module: Any

    @classmethod
    def load(cls, path: Path = DEFAULT) -> Scorer:
        """The script at *path*.

        Raises:
            Unscorable: there is none, or it is another script.
        """
        spec = importlib.util.spec_from_file_location("graphkit_scorer", path)
        if spec is None or spec.loader is None or not path.is_file():
            raise Unscorable(f"no scoring script at {path}; say where it is with --scorer")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        missing = [name for name in _NEEDED if not hasattr(module, name)]
        if missing:
            raise Unscorable(f"{path} is no scoring script: it has no {missing[0]}")
        return cls(module)

    def documents(self, folder: Path, names: tuple[str, ...]) -> dict[str, Any]:
        """The texts in which quotes are looked up."""
        return {name: self.module.Document((folder / f"{name}.txt").read_text(encoding="utf-8")) for name in names}

    def gold(self, path: Path, documents: dict[str, Any]) -> list[Row]:
        """The annotated claims."""
        rows: list[Row] = self.module.load_gold(path, documents)
        return rows

    def predicted(self, path: Path, documents: dict[str, Any]) -> list[Row]:
        """The claims read, from JSON Lines."""
        rows: list[Row] = self.module.load_predicted(path, documents)[0]
        return rows

    def pairs(self, gold: list[Row], predicted: list[Row]) -> tuple[dict[int, int], dict[int, int]]:
        """Which gold claim agrees with which claim read, at the core and in full."""
        core, full = self.module.edges(gold, predicted)
        return self.module.matching(core), self.module.matching(full)

    def voices(self, gold: Row, predicted: Row) -> tuple[bool, bool]:
        """Whether either says that somebody else tells it, and whether they agree: as many, and each whom the gold names."""
        want = [name for name in gold.get("according_to", "").split(";") if name]
        have = predicted.get("according_to") or []
        agree = len(want) == len(have) and all(any(self.module.same_agent(w, h) for h in have) for w in want)
        return bool(want or have), agree


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted over some claims; claims derived by recurrence are counted apart.

    Attributes:
        gold: claims annotated.
        predicted: claims read.
        core: pairs that agree at the core.
        full: pairs that agree in full.
        voiced: of the pairs that agree at the core, those that either side attributes to somebody.
        voice: of these, the pairs that both sides attribute to the same.
        derived: derived claims that agree in full, of *derived_gold* and *derived_predicted*.
    """

    gold: int = 0
    predicted: int = 0
    core: int = 0
    full: int = 0
    voiced: int = 0
    voice: int = 0
    derived: int = 0
    derived_gold: int = 0
    derived_predicted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))

    def precision(self, hits: int) -> float:
        """*hits* of the claims read."""
        return hits / self.predicted if self.predicted else 0.0

    def recall(self, hits: int) -> float:
        """*hits* of the claims annotated."""
        return hits / self.gold if self.gold else 0.0

    def f1(self, hits: int) -> float:
        """The harmonic mean of both."""
        return 2 * hits / (self.gold + self.predicted) if hits else 0.0

    def figures(self) -> dict[str, float | int]:
        """Counts and shares, for JSON."""
        found: dict[str, float | int] = {name: getattr(self, name) for name in self.__slots__}
        for level in ("core", "full"):
            hits = getattr(self, level)
            for name, share in (("precision", self.precision(hits)), ("recall", self.recall(hits)), ("f1", self.f1(hits))):
                found[f"{level}_{name}"] = round(share, 3)
        return found
