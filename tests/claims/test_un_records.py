"""Turns of phrase of the press and the records of the United Nations."""

from __future__ import annotations

import pytest


def told(claims) -> set[tuple[str, str]]:  # type: ignore[no-untyped-def]
    return {(c.agent.key or c.agent.label, c.kind) for c in claims}


def test_who_stands_behind_a_dateline_speaks(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "GENEVA (4 May 2018) - UN human rights experts today condemned Peru for the arrest of two nurses."
    assert told(read_text(text)) == {("special-procedures", "condemns")}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The killings in Peru are of deep concern to Ghana.", "GHA"),
        ("The situation in Peru continues to be of great concern to Ghana.", "GHA"),
        ("The arrests in Peru remain of grave concern to the European Union.", "EU"),
    ],
)
def test_what_is_of_concern_to_somebody(read_text, text: str, who: str) -> None:  # type: ignore[no-untyped-def]
    assert told(read_text(text)) == {(who, "expresses-concern")}


def test_what_is_of_wood_is_no_concern(read_text) -> None:  # type: ignore[no-untyped-def]
    assert not read_text("The doors in Peru are of great value to Ghana.")


def test_it_is_no_person(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "The paper rests on a study prepared by Jane Roe, the Special Rapporteur on torture. It deplores the beatings."
    assert not any(c.kind == "condemns" and c.agent.label == "Jane Roe" for c in read_text(text))


def test_it_is_none_of_those_who_voted(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "Ghana, Peru, Chad and Kenya voted against the resolution. It also urges the mayors to open the schools."
    assert not any(c.kind == "calls-for" and c.agent.type == "state" for c in read_text(text))


def test_a_text_that_is_welcomed_speaks_for_who_issued_it(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Ghana welcomed the European Parliament resolution condemning the beating of a nurse in Peru.")
    assert told(claims) >= {("GHA", "supports"), ("eu-parliament", "condemns")}
    assert ("GHA", "condemns") not in told(claims)


def test_a_text_of_ones_own_speaks_for_oneself(read_text) -> None:  # type: ignore[no-untyped-def]
    assert ("GHA", "condemns") in told(read_text("Ghana issued a statement condemning the beating of a nurse in Peru."))


def test_the_commission_is_the_one_told_of(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "The Commission of Inquiry on Burundi met on Monday. The Commission found that soldiers had beaten nurses."
    assert "coi-burundi" in {c.agent.key for c in read_text(text) if c.kind in ("reports", "condemns")}


@pytest.mark.parametrize(("verb", "kind"), [("supported", "supports"), ("opposed", "opposes")])
def test_members_of_a_set_named_behind_it(read_text, verb: str, kind: str) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(f"Four of the 15 members of the Security Council, namely Malta, Ghana, Peru and Japan, {verb} the amendment.")
    assert {c.agent.key for c in claims} == {"MLT", "GHA", "PER", "JPN"}
    assert {c.kind for c in claims} == {kind}


def test_those_who_spoke_for_something_support_it(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The delegations that spoke in support of Chad were Egypt, Nepal and Kenya.")
    assert told(claims) >= {("EGY", "supports"), ("NPL", "supports"), ("KEN", "supports")}
    assert not any(c.kind == "participates" for c in claims)


def test_what_is_called_something_in_quotation_marks(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The spokesman for the Peruvian Foreign Ministry called the resolution \u201cabsurd in form and substance.\u201d")
    assert told(claims) == {("PER", "condemns")}


def test_my_office_is_who_speaks(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("\u201cMy office has documented twenty beatings,\u201d the High Commissioner for Human Rights said.")
    assert ("hchr", "reports") in told(claims)
    assert not any(c.agent.label == "office" for c in claims)
