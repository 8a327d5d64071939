"""Trigger words and word classes (``data/lexicon/kinds.tsv`` and ``classes.yml``)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import yaml

from graphkit.claims.stages import ALL, Stages
from graphkit.errors import TableError
from graphkit.model.claim import KINDS
from graphkit.resources import read_table

#: What an object may be besides a word class: anything, a name, an infinitive clause, nothing at all.
OBJECTS = ("any", "entity", "clause", "none", "bad")


@dataclass(frozen=True, slots=True)
class Frame:
    """How a word speaks of a stance.

    Attributes:
        prep: the preposition or particle it must govern, or "".
        object: a word class that its object's head must be in (``head&modifier`` asks for a modifier, too), ``entity``, ``any``,
            ``bad`` (anything bad in the phrase), ``none`` (it has no object), or, of what is asked, ``clause``.
        frame: ``object``, ``ask`` or ``say``.
        kind: the kind of stance.
    """

    prep: str
    object: str
    frame: str
    kind: str

    def __str__(self) -> str:
        governed = f" {self.prep}" if self.prep else ""
        return f"{governed} [{self.object}] ({self.frame}) -> {self.kind}"


class Lexicon:
    """All trigger words, by part of speech and lemma, and all word classes."""

    def __init__(self, folder: Path, stages: Stages = ALL) -> None:
        first: dict[str, str] = {}  # the verb that each kind begins with
        self._frames: dict[tuple[str, str], list[Frame]] = defaultdict(list)
        path = folder / "kinds.tsv"
        for row in read_table(path, ("lemma", "pos", "prep", "object", "frame", "kind")):
            if row["kind"] not in KINDS:
                raise TableError(f"no such kind: {row['kind']}", where=f"{path}:{row['#']}")
            if not stages.lexicon and (row["pos"] != "verb" or first.setdefault(row["kind"], row["lemma"]) != row["lemma"]):
                continue
            frame = Frame(row["prep"], row["object"], row["frame"], row["kind"])
            self._frames[row["pos"], row["lemma"]].append(frame)
        for found in self._frames.values():
            found.sort(key=lambda f: (f.object == "any", not f.prep))
        classes = folder / "classes.yml"
        try:
            loaded = yaml.safe_load(classes.read_text(encoding="utf-8"))
        except (OSError, yaml.YAMLError) as error:
            raise TableError(str(error).splitlines()[0], where=str(classes)) from error
        self._classes: dict[str, frozenset[str]] = {name: frozenset(map(str, words)) for name, words in loaded.items()}
        for (_, lemma), frames in self._frames.items():
            for frame in frames:
                missing = [c for c in frame.object.split("&") if c not in OBJECTS and c not in self._classes]
                if missing:
                    raise TableError(f"{lemma}: no word class {missing[0]}", where=str(path))

    def frames(self, pos: str, lemma: str) -> list[Frame]:
        """The frames of a lemma as ``verb``, ``noun`` or ``adjective``; most specific first."""
        return self._frames.get((pos, lemma)) or self._frames.get((pos, lemma.replace("-", ""))) or []

    def speaks(self, lemma: str) -> bool:
        """Whether a verb can tell what somebody says, asks or thinks of something."""
        return any(f.frame in ("say", "ask") or f.kind in ("supports", "condemns", "expresses-concern") for f in self.frames("verb", lemma))

    def words(self, name: str) -> frozenset[str]:
        """All of the word class *name*."""
        return self._classes[name]

    def has(self, name: str, lemma: str) -> bool:
        """Whether *lemma* is in the word class *name*."""
        return lemma in self._classes[name]
