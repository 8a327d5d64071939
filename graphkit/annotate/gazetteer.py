"""Names of the reference data, found in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterator
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from graphkit.annotate.introductions import goes_on_behind, introduced, spelled_out, symbols
from graphkit.model.entity import Record
from graphkit.model.reference import Reference
from graphkit.resources import read_table, split_cell

Sense = Literal["name", "adjective", "people", "place", "ambiguous"]

_TOKEN: Final = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]+/[\w./-]*\w|\w+(?:[-\u2011]\w+)*|[^\w\s]")
#: So many words are looked at at a time.
_TAKEN: Final = 1000


#: Before a title, these make it another one.
_LOWER_TITLES: Final = frozenset({"assistant", "deputy", "vice", "under", "associate"})


_DOTTED: Final = re.compile(r"(?:[A-Z]\.){2,}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text.

    Attributes:
        start, end: offsets in the document's text.
        candidates: the records that bear the name; one, where it is not ambiguous.
        sense: ``name``; ``adjective`` and ``people`` for demonyms; ``place`` for capitals, which
            stand for the government only as an agent; ``ambiguous`` for names that mislead.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Record, ...]
    sense: Sense

    @property
    def record(self) -> Record | None:
        """The record, where there is just one."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@lru_cache(maxsize=50_000)
def _fold(token: str) -> str:
    if _DOTTED.fullmatch(token):
        return token.replace(".", "")  # "U.N." is "UN"
    if token.isascii():
        return token
    plain = "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c))
    return plain.replace("\u2019", "'").replace("\u2018", "'").replace("\u2011", "-")


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that misleads (a row of ``data/lexicon/aliases.tsv``).

    Attributes:
        context: word in the text -> the candidate it decides for.
    """

    alias: str
    candidates: tuple[Record, ...]
    use: str
    context: tuple[tuple[str, Record], ...]


_YOUNGER: Final = re.compile(r",?\s+(?:Jr|Sr)\b\.?")
#: Letters that a short form has at least that is written as a word.
_SPOKEN: Final = 5


class Gazetteer:
    """Longest-match look-up of all names.

    A name of one word matches in its own case; a name of three and more words in any case.
    """

    def __init__(self, reference: Reference, lexicon: Path) -> None:
        self.ambiguous: dict[str, Ambiguous] = {}
        self._names: dict[tuple[str, ...], dict[Sense, dict[tuple[str, str], Record]]] = defaultdict(dict)
        # First token -> the lengths of the names that begin with it, longest first.
        self._lengths: dict[str, tuple[int, ...]] = {}
        # Whether both are those of the gazetteer that this one was copied from.
        self._shared = False
        for record in reference.records:
            self._add_record(record)
        path = lexicon / "aliases.tsv"
        if path.exists():
            for row in read_table(path, ("alias", "candidates", "use")):
                if row["use"] == "never":
                    self._withdraw(row["alias"])
                elif row["use"] != "always":
                    self._add_ambiguous(row, reference)
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._names:
            lengths[name[0]].add(len(name))
        self._longest = max((len(name) for name in self._names), default=0)
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def _add_record(self, record: Record) -> None:
        fields = record.fields
        demonyms = split_cell(fields.get("demonyms", ""))
        capitals = set(split_cell(fields.get("capital", ""))) - {record.label}
        for name in (record.label, *record.aliases):
            sense: Sense = "name"
            if name in demonyms:
                sense = "people" if name.endswith("s") and not name.endswith(("ss", "ese")) else "adjective"
            elif name in capitals:
                sense = "place"
            self._add(name, sense, record)
            if len(name) >= _SPOKEN and name.isalpha() and name.isupper():
                self._add(name.capitalize(), sense, record)  # "Unicef", as newspapers write a short form that is spoken as a word
        if record.type in ("resolution", "draft") or (record.type == "document" and "/" in record.key):
            self._add(record.key, "name", record)

    def _add_ambiguous(self, row: dict[str, str], reference: Reference) -> None:
        def look(key: str) -> Record | None:
            kind, _, tail = key.partition("/")
            return reference.by_key.get((kind, tail))

        candidates = tuple(r for r in map(look, split_cell(row["candidates"])) if r)
        context: list[tuple[str, Record]] = []
        for piece in split_cell(row.get("context", "")):
            word, _, key = piece.partition(">")
            record = look(key.strip())
            if record:
                context.append((word.strip(), record))
        name = " ".join(_without_article(tuple(_tokens(row["alias"]))))
        self.ambiguous[name] = Ambiguous(row["alias"], candidates, row["use"], tuple(context))
        for record in candidates:
            self._add(row["alias"], "ambiguous", record)

    def _add(self, name: str, sense: Sense, record: Record) -> None:
        for key in _keys(name):
            self._names[key].setdefault(sense, {})[record.type, record.key] = record

    def _withdraw(self, name: str) -> None:
        """A name for look-ups alone: no text is linked to it, whatever the tables call so."""
        for key in _keys(name):
            self._names.pop(key, None)

    def with_names_of(
        self, text: str, heads: Container[str] = (), openers: Container[str] = (), pursuits: Container[str] = ()
    ) -> Gazetteer:
        """The same, and besides the names that *text* itself introduces: short forms in brackets, symbols of drafts, organisations.

        Args:
            heads: heads of names of organisations; *openers*: words that begin sentences; *pursuits*: what such names are for
                (see :func:`spelled_out`).
        """
        own = copy(self)
        own._shared = True
        for record in symbols(text):
            if tuple(_tokens(record.key)) not in self._names:
                own._put(record.key, "name", record)
        for name, short in introduced(text):
            if self.find(short, 0, len(short)):
                continue
            mentions = self.find(name, 0, len(name))
            whole = [m.record for m in mentions if m.record and len(m.text) == len(name)]
            if not whole and mentions and len(mentions[-1].text) > len(name) // 2 and mentions[-1].record:
                continue  # "Republic of Korea (ROK)" with words before it
            record = whole[0] if whole else Record("organisation", name, name, (), "", 0, {})
            if not whole:
                own._put(name, "name", record)
            own._put(short, "name", record)
        for name in spelled_out(text, heads, openers, pursuits):
            if any(goes_on_behind(name[m.end :]) for m in own.find(name, 0, len(name)) if m.start == 0):
                continue  # "the European Union on Monday ..."
            if all(m.record is not None and m.record.type == "state" and len(m.text) < len(name) for m in own.find(name, 0, len(name))):
                own._put(name, "name", Record("organisation", name, name, (), "", 0, {}))
        return own

    def _put(self, name: str, sense: Sense, record: Record) -> None:
        """Add a name to this gazetteer alone."""
        if self._shared:  # most documents add none, and need no copy of the tables
            self._names, self._lengths, self._shared = defaultdict(dict, self._names), dict(self._lengths), False
        key = _without_article(tuple(_tokens(name)))
        self._names[key] = {**self._names.get(key, {}), sense: {(record.type, record.key): record}}
        self._longest = max(self._longest, len(key))
        self._lengths[key[0]] = tuple(sorted({*self._lengths.get(key[0], ()), len(key)}, reverse=True))

    def find(self, text: str, start: int, end: int) -> list[Mention]:
        """Mentions in ``text[start:end]``, left to right, none overlapping."""
        found: list[Mention] = []
        matches = _TOKEN.finditer(text, start, end)
        places: list[tuple[int, int]] = []
        tokens: list[str] = []
        lowered: list[str] = []
        at, more = 0, True
        while more or at < len(tokens):
            if more and at + self._longest >= len(tokens):
                # A long text is taken up piece by piece, each with room for the longest name.
                taken = [m.span() for m in islice(matches, _TAKEN)]
                more = len(taken) == _TAKEN
                folded = [_fold(text[left:right]) for left, right in taken]
                places, tokens = places[at:] + taken, tokens[at:] + folded
                lowered = lowered[at:] + [token.lower() for token in folded]
                at = 0
                continue
            if tokens[at] not in self._lengths and lowered[at] not in self._lengths:
                at += 1
                continue
            for size, window in self._starting(tokens, lowered, at):
                if tokens[at] in ("the", "The") and self._reach(tokens, lowered, at + 1) > at + size:
                    continue  # "the UN" in "the UN Security Council"
                senses = self._names[window]
                if self._part_of_more(tokens, at, size, senses):
                    continue  # the "Council" of "Council of Ministers", the "Secretary-General" of "Assistant Secretary-General"
                left, right = places[at][0], places[at + size - 1][1]
                if (
                    "name" in senses
                    and any(kind == "person" for kind, _ in senses["name"])
                    and (younger := _YOUNGER.match(text, right, end))
                ):
                    right = younger.end()  # "John Doe, Jr."
                    size += sum(place[0] < right for place in places[at + size :])
                found.append(self._mention(text, left, right, senses, window))
                at += size
                break
            else:
                at += 1
        return found

    def _part_of_more(self, tokens: list[str], at: int, size: int, senses: dict[Sense, dict[tuple[str, str], Record]]) -> bool:
        """Whether a name is but a part of a longer one that the tables do not know."""
        kinds = {record_type for records in senses.values() for record_type, _ in records}
        if not kinds & {"body", "office", "mandate", "mechanism"}:
            return False
        before = tokens[at - 1] if at else ""
        if before.lower() in _LOWER_TITLES:
            return True
        if "ambiguous" not in senses or size > 1:
            return False
        if before[:1].isupper() and before.lower() not in (
            "the",
            "this",
            "that",
            "its",
            "a",
            "both",
            "in",
            "at",
            "when",
            "as",
            "if",
            "but",
            "and",
        ):
            first = at - 1 == 0 or tokens[at - 2] in ".!?:;"
            if not first and before.isalpha() and (before,) not in self._names:
                return True
        after = tokens[at + size : at + size + 3]
        return len(after) > 1 and after[0] in ("of", "for", "on") and after[-1 if after[1] == "the" else 1][:1].isupper()

    def _starting(self, tokens: list[str], lowered: list[str], at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The names that start at token *at*, longest first, as their numbers of tokens and their keys."""
        sizes = self._lengths.get(tokens[at], ())
        if tokens[at] != lowered[at] and lowered[at] in self._lengths:
            sizes = tuple(sorted({*sizes, *self._lengths[lowered[at]]}, reverse=True))
        for size in sizes:
            if at + size > len(tokens):
                continue
            window = tuple(tokens[at : at + size])
            if window not in self._names and size >= 3:
                window = tuple(lowered[at : at + size])
            if window in self._names:
                yield size, window

    def _reach(self, tokens: list[str], lowered: list[str], at: int) -> int:
        """Where the longest name that starts at token *at* ends; *at* where none does."""
        longest = next(self._starting(tokens, lowered, at), None) if at < len(tokens) else None
        return at + longest[0] if longest else at

    def _mention(
        self,
        text: str,
        left: int,
        right: int,
        senses: dict[Sense, dict[tuple[str, str], Record]],
        window: tuple[str, ...],
    ) -> Mention:
        senses_in_order: tuple[Sense, ...] = ("ambiguous", "name", "people", "adjective", "place")
        for sense in senses_in_order:
            records = senses.get(sense)
            if records:
                return Mention(left, right, text[left:right], tuple(records.values()), sense)
        raise AssertionError(window)


def _keys(name: str) -> set[tuple[str, ...]]:
    """The rows of words by which a name is found; none for a name of one letter."""
    tokens = tuple(_tokens(name))
    if not tokens or len(name) < 2:
        return set()
    bare = _without_article(tokens)
    # "the North" is a name by its article: "North" alone is none.
    keys = {bare} if bare == tokens or len(bare) > 1 else {("the", *bare), ("The", *bare)}
    if len(bare) >= 3:
        keys.add(tuple(t.lower() for t in bare))
    return keys


def _without_article(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tokens[1:] if len(tokens) > 1 and tokens[0] in ("the", "The") else tokens


def _tokens(name: str) -> list[str]:
    return [_fold(m.group()) for m in _TOKEN.finditer(name)]
