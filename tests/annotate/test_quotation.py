"""Quotation marks, within a sentence and across sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphkit.annotate.quotation import quoted


def parts(text: str, inside: bool = False) -> tuple[list[str], bool]:
    spans, still_open = quoted(text, 0, len(text), inside)
    return [text[a:b] for a, b in spans], still_open


def test_marks_of_both_sorts() -> None:
    assert parts('He called it \u201ca farce\u201d and "a lie".') == (["\u201ca farce\u201d", '"a lie"'], False)


def test_a_quotation_that_goes_on_in_the_next_sentence() -> None:
    assert parts("She said: \u201cWe object.") == (["\u201cWe object."], True)
    assert parts("We always did,\u201d she added.", inside=True) == (["We always did,\u201d"], False)


@given(st.text(alphabet='ab \u201c\u201d"', max_size=40), st.booleans())
def test_parts_stand_in_order_and_never_overlap(text: str, inside: bool) -> None:
    spans, _ = quoted(text, 0, len(text), inside)
    flat = [at for span in spans for at in span]
    assert flat == sorted(flat)
