"""Forms of verbs that a lemmatizer gets wrong are traced to their triggers."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.claims.inflections import forms
from graphkit.claims.lexicon import Frame, Lexicon
from graphkit.resources import shipped


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(shipped("data") / "lexicon")


@pytest.mark.parametrize(
    ("verb", "inflected"),
    [
        ("stage", {"stages", "staged", "staging"}),
        ("rap", {"raps", "rapped", "rapping"}),
        ("deny", {"denies", "denied", "denying"}),
        ("delay", {"delays", "delayed", "delaying"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("reach", {"reaches", "reached", "reaching"}),
        ("quit", {"quits", "quitted", "quitting"}),
        ("raid", {"raids", "raided", "raiding"}),
    ],
)
def test_regular_forms(verb: str, inflected: set[str]) -> None:
    assert set(forms(verb)) == inflected


@pytest.mark.parametrize(
    ("verb", "form"), [("deter", "deterred"), ("visit", "visited"), ("surveil", "surveilled"), ("install", "installed")]
)
def test_long_verbs_double_or_not(verb: str, form: str) -> None:
    assert form in forms(verb)


@pytest.mark.parametrize(
    ("form", "guessed", "lemma"),
    [
        ("staged", "stag", "stage"),
        ("installed", "instal", "install"),
        ("cohosted", "cohoste", "cohost"),
        ("raped", "rap", "rape"),
        ("rapped", "rap", "rap"),
        ("found", "find", "find"),
        ("signalled", "signal", "signal"),
        ("walked", "walk", "walk"),
        ("juggled", "juggle", "juggle"),
    ],
)
def test_a_wrong_lemma_gives_way_to_a_trigger(lexicon: Lexicon, form: str, guessed: str, lemma: str) -> None:
    assert lexicon.lemma(form, guessed) == lemma


def test_a_form_of_two_verbs_is_left_alone(tmp_path: Path) -> None:
    rows = ["lemma\tpos\tprep\tobject\tframe\tkind", *(f"{v}\tverb\t\tany\tobject\tsupports" for v in ("star", "starr"))]
    (tmp_path / "kinds.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "classes.yml").write_text("part: [part]\n", encoding="utf-8")
    (tmp_path / "idioms.tsv").write_text("idiom\tkind\texample\na bit much\topposes\tX.\n", encoding="utf-8")
    assert Lexicon(tmp_path).lemma("starred", "sta") == "sta"


def test_the_narrower_row_is_tried_first() -> None:
    objects = [
        ("", "clause"),
        ("with", "text&law"),
        ("", "text&law"),
        ("with", "text"),
        ("", "text"),
        ("", "money"),
        ("with", "any"),
        ("", "any"),
        ("", "none"),
    ]
    frames = [Frame(prep, wanted, "object", "supports") for prep, wanted in objects]
    asking = Frame("", "any", "ask", "supports")
    narrowed = sorted([*frames[::-1], asking], key=Frame.breadth)
    assert [(f.prep, f.object, f.frame) for f in narrowed if f.object == "any"] == [
        ("with", "any", "object"),
        ("", "any", "ask"),
        ("", "any", "object"),
    ]
    assert [f.object for f in narrowed][-4:] == ["any", "any", "any", "none"]
    assert {f.object for f in narrowed[:3]} == {"clause", "text&law"}
