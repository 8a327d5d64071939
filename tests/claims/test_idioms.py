"""Turns of phrase: how they are found, and which stance a speaker takes by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.claims.idioms import Idioms, read_idioms
from graphkit.errors import TableError

HEADER = "idiom\tkind\texample\n"


def found(reader, tmp_path: Path, rows: str, text: str) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    (tmp_path / "idioms.tsv").write_text(HEADER + rows, encoding="utf-8")
    idioms = Idioms.of(read_idioms(tmp_path))
    return [(span.text, kind) for span, kind in idioms.find(reader.nlp(text))]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("They had turned the quiet old valley into graveyards.", "turned the quiet old valley into graveyards"),
        ("They turned the very quiet and very old valley into graveyards.", None),  # the gap is too wide
        ("They turned it into a garden.", None),
    ],
)
def test_a_gap_stands_for_up_to_four_words(reader, tmp_path, text, span) -> None:  # type: ignore[no-untyped-def]
    hits = found(reader, tmp_path, "turn ... into graveyard\tcondemns\tX.\n", text)
    assert hits == ([(span, "condemns")] if span else [])


def test_the_longer_of_two_is_found(reader, tmp_path) -> None:  # type: ignore[no-untyped-def]
    rows = "step back\texpresses-concern\tX.\nstep back in time\topposes\tX.\n"
    assert found(reader, tmp_path, rows, "It is a step back in time.") == [("step back in time", "opposes")]


def test_possessives_and_auxiliaries_in_any_form(reader, tmp_path) -> None:  # type: ignore[no-untyped-def]
    rows = "drag its foot\tcondemns\tX.\ncan not agree\topposes\tX.\n"
    assert found(reader, tmp_path, rows, "They were dragging their feet.") == [("dragging their feet", "condemns")]
    assert found(reader, tmp_path, rows, "It couldn't agree.") == [("couldn't agree", "opposes")]


@pytest.mark.parametrize("row", ["up ...\tcondemns\tX.\n", "... up\tcondemns\tX.\n", "up\tno-such-kind\tX.\n"])
def test_a_row_that_cannot_be_used_is_named(tmp_path, row) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "idioms.tsv").write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(TableError, match=r"idioms\.tsv:2"):
        read_idioms(tmp_path)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway said the new law in Chad was a step in the right direction.", "supports"),
        ("Norway said the new law in Chad was not a step in the right direction.", None),
        ("Norway said that time was running out for the families in Chad.", "expresses-concern"),
        ("Norway said that Chad had turned a blind eye to the trade.", "condemns"),
        ("Norway said it could not support the draft on Chad.", "opposes"),
        ("Norway said that more needed to be done in Chad.", "calls-for"),
        ("Norway described the reforms in Chad as window dressing.", "condemns"),
    ],
)
def test_what_a_speaker_means(read_text, text, kind) -> None:  # type: ignore[no-untyped-def]
    kinds = {c.kind for c in read_text(text) if c.agent.key == "NOR"}
    assert kinds & {"supports", "condemns", "expresses-concern", "opposes", "calls-for"} == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("UNHCR said 20,000 people had fled to Chad.", "reports"),
        ("UNHCR said that people in Chad feared for their lives.", "expresses-concern"),
    ],
)
def test_counts_are_reported(read_text, text, kind) -> None:  # type: ignore[no-untyped-def]
    assert [c.kind for c in read_text(text) if c.agent.key == "unhcr"] == [kind]


def test_who_would_be_shot_is_threatened(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The Kenyan president warned that anyone who protests would be shot.")
    assert [(c.agent.key, c.kind) for c in claims] == [("KEN", "threatens")]
