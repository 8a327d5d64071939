"""Checks of ``kinds.tsv``: unknown values, doubles, clashes, and rows that another one always forestalls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from graphkit.claims.lexicon import OBJECTS, Lexicon
from graphkit.claims.lexicon_check.findings import COLUMNS, Finding, Trigger
from graphkit.model.claim import KINDS
from graphkit.resources import read_table

FILE: Final = "kinds.tsv"
_POS: Final = ("verb", "noun", "adjective")
_FRAMES: Final = ("object", "ask", "say")
#: Classes that are compared with more, or with something else, than the head of the object.
_APART: Final = ("entity", "clause", "none", "bad", "body", "adverse", "text", "treaty")


def read_triggers(folder: Path) -> tuple[list[Trigger], list[Finding]]:
    """The rows of ``kinds.tsv``, and what is wrong with their values.

    Raises:
        TableError: the file is no table, or lacks a column.
    """
    rows = list(read_table(folder / FILE, COLUMNS))
    findings = [Finding(FILE, f"unknown column {name}") for name in sorted({*rows[0]} - {*COLUMNS, "#"})] if rows else []
    triggers = [Trigger.of(row) for row in rows]
    for trigger in triggers:
        findings += [Finding(_at(trigger), f"{trigger}: {what}") for what in _unknown(trigger)]
    return triggers, findings


def _unknown(trigger: Trigger) -> Iterator[str]:
    for what, value, known in (
        ("part of speech", trigger.pos, _POS),
        ("frame", trigger.frame, _FRAMES),
        ("kind", trigger.kind, KINDS),
    ):
        if value not in known:
            yield f"no such {what}: {value or 'none given'}" + (f" ({', '.join(known)})" if known is not KINDS else "")
    if trigger.lemma != trigger.lemma.lower() or not trigger.lemma:
        yield "a lemma is written in lower case"
    if trigger.object == "clause" and trigger.frame != "ask":
        yield "the object `clause` goes with the frame `ask` alone"
    if trigger.object == "none" and (trigger.frame != "object" or trigger.prep or trigger.pos != "verb"):
        yield "the object `none` goes with verbs, the frame `object`, and no preposition"


def check_classes_named(triggers: Iterable[Trigger], classes: Container[str]) -> Iterator[Finding]:
    """Objects that are no word class."""
    for trigger in triggers:
        for name in named_in(trigger.object):
            if name not in classes:
                yield Finding(_at(trigger), f"{trigger}: no word class {name or '(none given; write `any`)'} in classes.yml")


def named_in(wanted: str) -> list[str]:
    """The word classes in what a row asks of its object: two in ``head&modifier``, none in ``any``."""
    return [name for name in wanted.split("&") if name not in OBJECTS]


def check_doubles(triggers: Iterable[Trigger], shown: Container[Trigger] = ()) -> Iterator[Finding]:
    """Rows that stand twice, and rows that differ in nothing but the kind.

    Args:
        shown: rows that have an example with no mark: for some agents the reading passes over the first of two.
    """
    seen: dict[tuple[str, ...], Trigger] = {}
    for trigger in triggers:
        key = (trigger.lemma, trigger.pos, trigger.prep, trigger.object, trigger.frame)
        first = seen.setdefault(key, trigger)
        if first is trigger:
            continue
        if first.kind == trigger.kind:
            yield Finding(_at(trigger), f"{trigger}: stands twice; see line {first.line}")
        elif trigger not in shown:
            yield Finding(_at(trigger), f"{trigger}: clashes with line {first.line}, which gives {first.kind}")


def check_order(
    triggers: Iterable[Trigger], lexicon: Lexicon, words: Mapping[str, frozenset[str]], excused: Container[Trigger]
) -> Iterator[Finding]:
    """Rows that are never reached, or not for all their words, since a row of another kind is tried first.

    Args:
        words: word class -> its words.
        excused: rows that are known not to be reached.
    """
    by_word: dict[tuple[str, str], list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        by_word[trigger.pos, trigger.lemma].append(trigger)
    for (pos, lemma), rows in by_word.items():
        found = {(r.prep, r.object, r.frame, r.kind): r for r in rows}
        tried: list[Trigger] = []
        for frame in lexicon.frames(pos, lemma):
            row = found[frame.prep, frame.object, frame.frame, frame.kind]
            yield from _forestalled(row, tried, words, excused)
            tried.append(row)


def _forestalled(row: Trigger, tried: list[Trigger], words: Mapping[str, frozenset[str]], excused: Container[Trigger]) -> Iterator[Finding]:
    if row.frame != "object":
        return
    asked = next((t for t in tried if t.frame == "ask" and t.object == "any" and t.prep == row.prep == "" and t.kind != row.kind), None)
    if asked is not None and asked.kind != "cooperates":  # letting somebody do something asks for a clause
        yield Finding(_at(row), f"{row}: read in the passive alone; line {asked.line} ({asked.kind}) is tried first", note=True)
    alike = [t for t in tried if t.frame == "object" and t.prep == row.prep]
    general = next((t for t in alike if t.object == "any"), None)
    if general is not None:
        if general.kind != row.kind and row not in excused:
            yield Finding(_at(row), f"{row}: never reached; line {general.line} ({general.kind}) is tried first")
        return
    if row.object in (*_APART, "any", "money") or "&" in row.object:
        return
    own, taken = words.get(row.object, frozenset()), dict[str, Trigger]()
    for earlier in alike:
        if earlier.object not in _APART:
            for word in own & words.get(earlier.object, frozenset()):
                taken.setdefault(word, earlier)
    others = {word: t for word, t in taken.items() if t.kind != row.kind}
    lines = ", ".join(f"line {t.line} ({t.kind})" for t in dict.fromkeys(others.values()))
    if others and len(taken) == len(own):
        if row not in excused:
            yield Finding(_at(row), f"{row}: never reached; all words of `{row.object}` go to {lines}")
    elif others:
        yield Finding(_at(row), f"{row}: {', '.join(sorted(others))} of `{row.object}` go to {lines}", note=True)


def _at(trigger: Trigger) -> str:
    return f"{FILE}:{trigger.line}"
