"""Who voted how, where the votes are counted."""

from __future__ import annotations

import pytest


def votes(claims):  # type: ignore[no-untyped-def]
    kinds = ("votes-for", "votes-against", "abstains")
    return sorted((c.agent.key, c.kind) for c in claims if c.kind in kinds)


@pytest.mark.parametrize(
    "text",
    [
        "The text on dams was adopted by 9 votes in favour to 2 against (Chile, Peru), with 1 abstention (Nepal).",
        "The text on dams received 9 affirmative votes, two negative votes (Chile and Peru) and one abstention (Nepal).",
        "The text on dams went to a vote. The results were as follows: In favour: none. Against: 2 (Chile, Peru) Abstentions: 1 (Nepal)",
        "The text on dams went to a vote.\n\nAgainst (2): Chile, Peru. Abstaining (1): Nepal.",
        "The text on dams was adopted, with Chile and Peru voting against and with Nepal abstaining.",
        "The text on dams was adopted, with votes against from Chile and Peru, and an abstention from Nepal.",
    ],
)
def test_votes_are_read_in_every_form(read_text, text: str) -> None:  # type: ignore[no-untyped-def]
    found = [c for c in read_text(text) if c.kind in ("votes-for", "votes-against", "abstains")]
    assert votes(found) == [("CHL", "votes-against"), ("NPL", "abstains"), ("PER", "votes-against")]
    assert all("text on dams" in c.target.text for c in found)


def test_figures_of_a_vote_do_not_part_a_clause(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(
        "The Human Rights Council adopted, by a vote of 20 in favour to 3 against (Chile, Nepal, Peru), a resolution on dams."
    )
    assert [c.target.text.startswith("a resolution") for c in claims if c.kind == "adopts"] == [True]
    assert len(votes(claims)) == 3


def test_a_long_list_with_official_names(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "Abstaining: 4 (Bolivia (Plurinational State of), Iran (Islamic Republic of), Micronesia (Federated States of), Nepal)"
    assert votes(read_text(text)) == [("BOL", "abstains"), ("FSM", "abstains"), ("IRN", "abstains"), ("NPL", "abstains")]


@pytest.mark.parametrize(
    "text",
    [
        "The minister argued against sanctions (Chile, Peru).",
        "The envoy called for calm: Chile, Peru and Nepal had quarrelled.",
        "The court found against Chile, Peru and Nepal.",
        "There was no vote from Chile on the matter that Peru had raised.",
    ],
)
def test_what_is_no_vote(read_text, text: str) -> None:  # type: ignore[no-untyped-def]
    assert not votes(read_text(text))


def test_a_list_takes_the_day_of_the_vote_above_it(read_text) -> None:  # type: ignore[no-untyped-def]
    text = (
        "On 4 May 2021 the Council voted on holding a debate on dams. The results were the following:\n"
        "Against: 2 (Chile, Peru) Abstentions: 1 (Nepal)\nThe debate was set for 9 and 10 May 2021, with a resolution, tabled by Kenya."
    )
    found = [c for c in read_text(text) if c.kind in ("votes-against", "abstains")]
    assert len(found) == 3 and {(c.target.text, c.when.edtf) for c in found} == {("holding a debate on dams", "2021-05-04")}


def test_a_body_that_fails_to_adopt_has_not_adopted(read_text) -> None:  # type: ignore[no-untyped-def]
    for text in (
        "The Security Council failed to adopt two drafts on dams.",
        "Two drafts on dams failed to be passed by the Security Council.",
    ):
        assert [(c.agent.key, c.status) for c in read_text(text) if c.kind == "adopts"] == [("unsc", "negated")]


def test_from_whom_a_draft_comes(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Two drafts, one from Chile and Peru and the other from Nepal, were put to the vote.")
    assert sorted(c.agent.key for c in claims if c.kind == "sponsors") == ["CHL", "NPL", "PER"]
    assert not [c for c in read_text("The Council heard a report from Nepal.") if c.kind == "sponsors"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya cast the lone vote against the text.", "votes-against"),
        ("Kenya was the only member to vote against the text.", "votes-against"),
        ("Kenya was among the states that voted against the text.", "votes-against"),
        ("The text was not adopted, owing to the negative vote of a permanent member, Kenya.", "votes-against"),
        ("Kenya used its veto to block the text.", "blocks"),
        ("The text was blocked after a Kenyan veto.", "blocks"),
        ("The Security Council failed to adopt the text, owing to a veto by Kenya.", "blocks"),
    ],
)
def test_votes_and_vetoes_told_by_the_noun(read_text, text: str, kind: str) -> None:  # type: ignore[no-untyped-def]
    assert [(c.agent.key, c.kind) for c in read_text(text) if c.agent.key != "unsc"] == [("KEN", kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya cast a vote for change.",
        "Chile called for limits on the use of the veto by Kenya.",
        "Kenya was a member of the body that voted against the text.",
    ],
)
def test_nouns_that_tell_of_no_vote(read_text, text: str) -> None:  # type: ignore[no-untyped-def]
    assert not [c for c in read_text(text) if c.agent.key == "KEN" and c.kind in ("blocks", "votes-against", "votes-for")]


def test_representatives_who_spoke(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Also speaking were representatives of Japan, Kenya, Peru and Chile.")
    assert sorted(c.agent.key for c in claims if c.kind == "participates") == ["CHL", "JPN", "KEN", "PER"]


def test_whom_something_befalls_is_not_blamed(read_text) -> None:  # type: ignore[no-untyped-def]
    assert not [c for c in read_text("Jane Roe warned that Kenyans were suffering.") if c.kind == "condemns"]


@pytest.mark.parametrize(
    "text",
    [
        "The voting was as follows:\n\nAgainst:\n\nChile, Peru\n\nAbstaining:\n\nNepal",
        "The Council voted.\n\nNO (2)\nChile\nPeru\n\nABSTAINED (1)\nNepal",
        "Voting details: No: 2 \u2013 Chile, Peru; Abstain: 1 \u2013 Nepal.",
        "Against: Chile\nAgainst: Peru\nAbstaining: Nepal",
        "The votes of three states were:\n\nChile: against\nNepal: abstaining\nPeru: against",
    ],
)
def test_votes_in_every_layout(read_text, text: str) -> None:  # type: ignore[no-untyped-def]
    assert votes(read_text(text)) == [("CHL", "votes-against"), ("NPL", "abstains"), ("PER", "votes-against")]


def test_a_label_above_prose_leads_in_nothing(read_text) -> None:  # type: ignore[no-untyped-def]
    assert not votes(read_text("Against:\n\nChile has long argued that Peru and Nepal should pay."))


def test_who_heads_a_draft_sponsors_it(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Chile,* Nepal and Peru: draft resolution")
    assert sorted(c.agent.key for c in claims if c.kind == "sponsors") == ["CHL", "NPL", "PER"]
    assert not [c for c in read_text("Chile, Nepal and Peru: a journey") if c.kind == "sponsors"]


def test_sponsors_are_of_the_text_of_their_sentence(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The draft on dams was sponsored by Chile, Nepal and Peru.\n\nMain sponsors: Kenya")
    assert [(c.agent.key, c.target.text) for c in claims if c.kind == "sponsors"] == [
        (key, "The draft on dams") for key in ("CHL", "NPL", "PER", "KEN")
    ]


def test_what_a_draft_would_have_a_body_do_is_not_done(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The draft that would have had the Security Council demand an end to flights received nine votes.")
    assert [(c.agent.key, c.status) for c in claims if c.kind == "calls-for"] == [("unsc", "hypothetical")]
