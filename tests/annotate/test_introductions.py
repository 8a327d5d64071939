"""Names that a text spells out."""

from __future__ import annotations

import pytest

from graphkit.annotate.introductions import introduced, spelled_out

HEADS = {"society", "network", "lawyers", "union", "committee", "association", "journalists", "league"}
OPENERS = {"the", "while", "in"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Uganda Law Society rejected it.", ["Uganda Law Society"]),
        ("Lawyers for Human Rights said so.", ["Lawyers for Human Rights"]),
        ("While the Humanist and Ethical Union waited, nobody came.", ["Humanist and Ethical Union"]),
        ("The Committee on Missing Persons in Cyprus met.", ["Committee on Missing Persons"]),
        (
            "Geneva-based Chad Doctors Network met the Press Journalists Association.",
            ["Chad Doctors Network", "Press Journalists Association"],
        ),
        ("The National League for Democracy and the Law Society agreed.", ["National League for Democracy", "Law Society"]),
        ("The League for Social and Cultural Rights met in Lima.", ["League for Social and Cultural Rights"]),
        ("The League for Women and the Union of Jurists met.", ["League for Women", "Union of Jurists"]),
        ("The Society met in Lima.", []),
        ("A Night at the Law Society", []),
        ("THE LAW SOCIETY met.", []),
        ("Jane Roe met John Doe of Peru.", []),
    ],
)
def test_organisations_spelled_out(text: str, names: list[str]) -> None:
    assert list(spelled_out(text, HEADS, OPENERS, {"social", "peace"})) == names


def test_a_name_of_very_many_words_is_cut() -> None:
    """Else each capital of a long run would be tried as its beginning, and the time would grow with the square of the run."""
    found = list(introduced(f"{'Aa ' * 3000}Bureau Council (BC)"))
    assert found == [("Bureau Council", "BC")]
