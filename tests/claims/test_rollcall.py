"""Votes and sponsors printed as lists."""

from __future__ import annotations

import pytest

FIELDS = {"title": "Report of the Human Rights Council", "author": "Human Rights Council"}


def agents(claims, kind):  # type: ignore[no-untyped-def]
    return [c.agent.key for c in claims if c.kind == kind]


def test_sponsors_and_cosponsors_of_one_sentence(read_text) -> None:  # type: ignore[no-untyped-def]
    text = (
        "The representative of Bulgaria introduced draft resolution A/HRC/52/L.15, sponsored by Bulgaria, Japan and Sweden, "
        "and co-sponsored by Albania, Andorra,* Bosnia and Herzegovina, the United Kingdom of Great Britain and Northern Ireland "
        "and the United States of America."
    )
    claims = read_text(text, **FIELDS)
    assert agents(claims, "sponsors") == ["BGR", "JPN", "SWE"]
    assert agents(claims, "cosponsors") == ["ALB", "AND", "BIH", "GBR", "USA"]


def test_later_joiners(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Subsequently, Chile, Ecuador, the Republic of Korea and Uruguay joined the sponsors.", **FIELDS)
    assert agents(claims, "cosponsors") == ["CHL", "ECU", "KOR", "URY"]


def test_a_vote_takes_the_day_of_its_meeting(read_text) -> None:  # type: ignore[no-untyped-def]
    text = (
        "On 16 November 2020, the Committee adopted draft resolution A/C.3/75/L.1 by a recorded vote.\n\n"
        "In favour: Albania, Andorra, Angola.\n\nAgainst: Belarus, Burundi, China."
    )
    claims = read_text(text, title="Report", author="Third Committee")
    votes = [c for c in claims if c.kind.startswith("votes")]
    assert len(votes) == 6
    assert {c.when.edtf for c in votes} == {"2020-11-16"}


def test_two_names_and_prose_are_no_list(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The text was sponsored by Chile and Peru, which had long sought it.", **FIELDS)
    assert sorted(agents(claims, "sponsors")) == ["CHL", "PER"]


@pytest.mark.parametrize("words", ["The following took part in {}:", "Speaking in {} were", "Speaking in {} were:"])
def test_speakers_printed_as_a_list_took_part(read_text, words: str) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(f"{words.format('the interactive dialogue')} European Union, Denmark, Lao People's Democratic Republic and Belgium.")
    assert agents(claims, "participates") == ["EU", "DNK", "LAO", "BEL"] and len(claims) == 4
    assert {c.target.text for c in claims} == {"the interactive dialogue"}


def test_who_spoke_of_three_states_lists_no_speakers(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The envoy spoke in detail of what was at stake: Chile, Peru and Ecuador had asked for help.")
    assert not agents(claims, "participates")
