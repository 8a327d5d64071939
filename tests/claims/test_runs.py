"""What a run implies: the years before, told in one sentence or over two."""

from __future__ import annotations

import pytest


def runs(claims):  # type: ignore[no-untyped-def]
    return [(c.agent.key, c.kind, c.status, c.when.edtf) for c in claims if c.rule]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 4 May 2020, Chile voted against the draft for a third straight year.", ("CHL", "votes-against", "asserted", "2018/2019")),
        ("On 4 May 2020, Chile voted against the draft, as it had in 2017.", ("CHL", "votes-against", "asserted", "2017")),
        ("On 4 May 2020, Chile voted against the draft, unlike the year before.", ("CHL", "votes-against", "negated", "2019")),
        ("On 4 May 2020, Chile abstained for the first time in five years.", ("CHL", "abstains", "negated", "2016/2019")),
        ("On 4 May 2020, Chile abstained for the first time since its tour of 2016.", ("CHL", "abstains", "negated", "2017/2019")),
        ("In 2020, Kenya hosted the conference for three years straight.", ("KEN", "convenes", "asserted", "2018/2019")),
        ("In 2020, Kenya hosted the conference for the third time in as many years.", ("KEN", "convenes", "asserted", "2018/2019")),
        (
            "On 4 May 2020, Chile abstained on the draft. It did so for the third year running.",
            ("CHL", "abstains", "asserted", "2018/2019"),
        ),
        ("On 4 May 2020, Japan granted $3 million. This is the same amount as the year before.", ("JPN", "funds", "asserted", "2019")),
    ],
)
def test_a_run(read_text, text: str, expected: tuple[str, str, str, str]) -> None:  # type: ignore[no-untyped-def]
    assert runs(read_text(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Chile again abstained on the draft.",
        "Chile abstained on the draft for the first time.",
        "Chile opened an office for the first time in its history.",
        "On 4 May 2020, Chile abstained on the draft. It was the third consecutive year of drought in the north.\n\nPeru spoke.",
        "Kenya acted as chair in 2019 and ratified the treaty.",
    ],
)
def test_no_run(read_text, text: str) -> None:  # type: ignore[no-untyped-def]
    assert runs(read_text(text)) == []


def test_a_phrase_between_commas_opens_the_clause_behind_it(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(
        "Although the Assembly resolution passed by consensus, for the first time since 2012, Peru declined to co-sponsor it."
    )
    assert [(agent, kind) for agent, kind, *_ in runs(claims)] == [("PER", "declines-to-cosponsor")]


def test_whoever_stands_on_a_list_of_offenders_is_condemned_by_whose_list_it_is(read_text) -> None:  # type: ignore[no-untyped-def]
    first = "On 7 December 2020, the State Department published its list of countries that abuse religious freedom. "
    claims = read_text(first + "Eritrea has been on this list since 2004 for the 17th consecutive year.", date="2021-01-20")
    assert ("us-state-department", "condemns", "asserted", "2004/2019") in runs(claims)


def test_a_list_of_other_things_condemns_nobody(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("UNESCO published its list of places of great beauty. Eritrea has been on this list since 2004.")
    assert "condemns" not in {c.kind for c in claims}


def test_a_short_sentence_may_tell_how_often_a_long_one_holds(read_text) -> None:  # type: ignore[no-untyped-def]
    text = (
        "For reasons that nobody in the capital or among the delegations in Geneva was ready to explain on the record, in May 2020 "
        "Peru declined to co-sponsor the resolution. This is the second year in a row."
    )
    found = {(c.agent.key, c.kind, c.rule) for c in read_text(text)}
    assert ("PER", "declines-to-cosponsor", None) in found and ("PER", "declines-to-cosponsor", "recurrence") in found
