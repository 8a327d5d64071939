"""Trigger words, word classes and idioms (``kinds.tsv``, ``classes.yml`` and ``idioms.tsv`` of ``data/lexicon/``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml
from spacy.tokens import Doc, Token

from graphkit.claims.idioms import Idioms, read_idioms
from graphkit.claims.inflections import forms
from graphkit.claims.stages import ALL, Stages
from graphkit.errors import TableError
from graphkit.model.claim import KINDS
from graphkit.resources import read_table

#: What an object may be besides a word class: anything, a name, an infinitive clause, nothing at all.
OBJECTS: Final = ("any", "entity", "clause", "none", "bad")

#: How much an object takes, where it is no word class; a class has 1, two at once 0.
_BREADTH: Final = {"clause": 0, "money": 2, "adverse": 2, "bad": 2, "any": 3, "none": 4}
_VERBS: Final = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")


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

    def breadth(self) -> tuple[int, bool, bool]:
        """How much it takes; the narrower is tried first, and those as narrow in the order of the file.

        First what asks for an infinitive clause or for two classes at once; then an object of some
        class; then what is looked for in all words of the phrase; then any object; last none. Of each
        sort what governs a preposition goes before what governs none, then what asks before the rest.
        """
        return _BREADTH.get(self.object, 0 if "&" in self.object else 1), not self.prep, self.frame != "ask"

    def __str__(self) -> str:
        governed = f" {self.prep}" if self.prep else ""
        return f"{governed} [{self.object}] ({self.frame}) -> {self.kind}"


class Lexicon:
    """All trigger words, by part of speech and lemma, all word classes and all idioms."""

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
            found.sort(key=Frame.breadth)
        self.idioms = Idioms.of(read_idioms(folder) if stages.lexicon else [])
        self._lemmas = _inflected(lemma for pos, lemma in self._frames if pos == "verb")
        classes = folder / "classes.yml"
        try:
            loaded = yaml.safe_load(classes.read_text(encoding="utf-8"))
        except (OSError, yaml.YAMLError) as error:
            raise TableError(str(error).splitlines()[0], where=str(classes)) from error
        self._classes: dict[str, frozenset[str]] = {name: frozenset(map(str, words)) for name, words in loaded.items()}
        self._ordered: dict[str, tuple[str, ...]] = {}
        for (_, lemma), frames in self._frames.items():
            for frame in frames:
                missing = [c for c in frame.object.split("&") if c not in OBJECTS and c not in self._classes]
                if missing:
                    raise TableError(f"{lemma}: no word class {missing[0]}", where=str(path))

    def frames(self, pos: str, lemma: str) -> list[Frame]:
        """The frames of a lemma as ``verb``, ``noun`` or ``adjective``; the narrowest first (:meth:`Frame.breadth`)."""
        return self._frames.get((pos, lemma)) or self._frames.get((pos, lemma.replace("-", ""))) or []

    def lemma(self, form: str, lemma: str) -> str:
        """The lemma of a verb of the text: *lemma*, unless *form* is rather a form of another trigger.

        A lemmatizer by rules makes "stag" of "staged", "instal" of "installed" and "rap" of "raped".

        Args:
            form: the word as it stands, in lower case.
        """
        trigger = self._lemmas.get(form, lemma)
        return lemma if trigger == lemma or (self.frames("verb", lemma) and form in forms(lemma)) else trigger

    def mend(self, doc: Doc) -> None:
        """Give the verbs of *doc* the lemmas of their triggers."""
        for token in doc:
            if (
                token.tag_ == "NNS"
                and token.dep_ == "ROOT"
                and token.lower_ in self._lemmas
                and any(c.dep_ == "nsubj" for c in token.children)
            ):
                # The tagger takes "The Government rejects ..." for a noun, the parser for the head of a clause.
                token.tag_, token.pos_, token.lemma_ = "VBZ", "VERB", self._lemmas[token.lower_]
            if _goes_on(token) and token.lower_ in self._lemmas:
                # "condemns the arrests and calls for ...": the parser takes the second verb for one more object.
                token.tag_, token.pos_, token.lemma_ = "VBZ", "VERB", self._lemmas[token.lower_]
                token.head = token.head.head
            if token.tag_ in _VERBS:
                lemma = token.lemma_.lower()
                mended = self.lemma(token.lower_, lemma)
                if mended != lemma:
                    token.lemma_ = mended

    def speaks(self, lemma: str) -> bool:
        """Whether a verb can tell what somebody says, asks or thinks of something."""
        return any(f.frame in ("say", "ask") or f.kind in ("supports", "condemns", "expresses-concern") for f in self.frames("verb", lemma))

    def speaks_of(self, lemma: str) -> bool:
        """Whether the object of a verb is what is said or thought of, whatever it is: "noted", "welcomed"; not the "had" of "had plans"."""
        frames = self.frames("verb", lemma)
        return any(f.frame == "say" or (f.object == "any" and f.kind in ("supports", "condemns", "expresses-concern")) for f in frames)

    def words(self, name: str) -> frozenset[str]:
        """All of the word class *name*."""
        return self._classes[name]

    def longest_first(self, name: str) -> tuple[str, ...]:
        """All of the word class *name*, longer phrases before those that they begin with; always in the same order."""
        if name not in self._ordered:
            self._ordered[name] = tuple(sorted(self._classes[name], key=lambda words: (-len(words), words)))
        return self._ordered[name]

    def has(self, name: str, lemma: str) -> bool:
        """Whether *lemma* is in the word class *name*."""
        return lemma in self._classes[name]


def _goes_on(token: Token) -> bool:
    """Whether what is tagged a noun is a verb that goes on after the object of the verb before it: "calls for", "calls on"."""
    doc, first = token.doc, token.head
    if token.tag_ != "NNS" or token.dep_ != "conj" or first.dep_ != "dobj" or first.head.tag_ != "VBZ" or token.lower_ != "calls":
        return False
    return doc[token.i - 1].lower_ == "and" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ in ("for", "on", "upon")


def _inflected(lemmas: Iterable[str]) -> dict[str, str]:
    """Regular forms of verbs, and whose they are; without those of two verbs ("staring": star, stare)."""
    whose: dict[str, set[str]] = defaultdict(set)
    for lemma in lemmas:
        for form in forms(lemma):
            whose[form].add(lemma)
    return {form: next(iter(of)) for form, of in whose.items() if len(of) == 1}
