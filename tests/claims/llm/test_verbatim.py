from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.claims.llm.verbatim import Folded


def found(text: str, words: str) -> str | None:
    place = Folded.of(text).find(words)
    return None if place is None else text[slice(*place)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Kenya  declined\nto join.", "Kenya declined to join", "Kenya  declined\nto join"),
        ("Kenya declined.", "kenya declined", None),
        ("Kenya declined.", "Kenya has declined", None),
        ("Iran left.", "ran", None),
        ("Iran left.", "Iran lef", None),
        ("Iran ran.", "ran", "ran"),
        ("Toma\u0301s spoke.", "Tom\u00e1s", "Toma\u0301s"),
        ("Tom\u00e1s spoke.", "Toma\u0301s", "Tom\u00e1s"),
        ("Toma\u0301s spoke.", "Toma", None),
        ("Tom\u00e1s spoke.", "Tomas", None),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8 voted.", "\ud55c\uad6d", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("It said \u201cno\u201d.", 'said "no"', None),
        ("It did.", "", None),
        ("It did.", " \n", None),
    ],
)  # fmt: skip
def test_only_white_space_and_composed_forms_are_folded(text: str, words: str, expected: str | None) -> None:
    assert found(text, words) == expected


def test_a_place_inside_a_stretch_is_preferred() -> None:
    text = "China spoke. China left."
    assert Folded.of(text).find("China") == (0, 5)
    assert Folded.of(text).find("China", within=(13, 24)) == (13, 18)
    assert Folded.of(text, 13).find("China") == (13, 18)


ALPHABET = "ab \n\t.\u00e9e\u0301\u0316\u0302\u1100\u1161\u11a8\u0f71\u0f72"


@given(st.text(ALPHABET))
def test_folding_is_nfc_with_single_spaces(text: str) -> None:
    folded = Folded.of(text)
    plain = "".join(" " if c.isspace() else c for c in text)
    expected = unicodedata.normalize("NFC", plain)
    while "  " in expected:
        expected = expected.replace("  ", " ")
    assert folded.text == expected
    assert len(folded.starts) == len(folded.ends) == len(folded.text)


@given(st.text(ALPHABET), st.data())
def test_what_is_found_is_what_was_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    place = Folded.of(text).find(words)
    if place is not None:
        assert Folded.of(text[slice(*place)]).text == Folded.of(words.strip()).text
