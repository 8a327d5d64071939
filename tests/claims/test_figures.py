from __future__ import annotations

import pytest

from graphkit.annotate.words import TimeWords
from graphkit.claims.figures import counts, money, sponsor_count, tally
from graphkit.resources import shipped

WORDS = TimeWords.read(shipped("data") / "lexicon")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("by 78 votes to 30, with 68 abstentions", (78, 30, 68)),
        ("with 111 \u2018yes\u2019 votes, 19 \u2018no\u2019 votes and 55 abstentions", (111, 19, 55)),
        ("93 in favour to 24 against, with 58 abstentions", (93, 24, 58)),
        ("in a vote of 24-6-17", (24, 6, 17)),
        ("by 111 votes in favour, 19 against and 55 abstentions", (111, 19, 55)),
        ("from 2014-11-18 on", None),
        ("by consensus", None),
    ],
)
def test_tallies(text: str, figures: tuple[int, int, int] | None) -> None:
    assert tuple(n for _, n in tally(text, WORDS)) == (figures or ())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("up to $3 million in grants", {"amount": 3_000_000, "currency": "USD"}),
        ("of \u20ac1,500", {"amount": 1500, "currency": "EUR"}),
        ("47.6 million dollars", {"amount": 47_600_000, "currency": "USD"}),
        ("three grants", {}),
    ],
)
def test_money(text: str, value: dict[str, object]) -> None:
    assert dict(money(text)) == value


def test_sponsors_in_words_and_figures() -> None:
    assert dict(sponsor_count("Fifty-eight countries, including two", WORDS)) == {"cosponsors": 58}
    assert sponsor_count("some countries", WORDS) == ()


def test_counts() -> None:
    assert counts("34 cases and 40% of 12,000 people", WORDS) == ((("people", 12000), ("cases", 34), ("percent", 40)), False)
    assert counts("200,0000 people", WORDS) == ((("people", "200,0000"),), True)
