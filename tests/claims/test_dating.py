"""When a stance holds: what words of time lean on, and what a passage carries on."""

from __future__ import annotations

import pytest


def dated(claims):  # type: ignore[no-untyped-def]
    return [(c.agent.key, c.kind, c.when.edtf if c.when.basis != "document" else "document") for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mexico and Peru ratified the treaty in May and June respectively.",
            [("MEX", "ratifies", "2020-05"), ("PER", "ratifies", "2020-06")],
        ),
        (
            "Burundi left the Rome Statute in 2017, as did Gabon two years later.",
            [("BDI", "withdraws", "2017"), ("GAB", "withdraws", "2019")],
        ),
        ("By its resolution 2417 (2018), the Security Council condemned starvation.", [("unsc", "condemns", "2018")]),
        (
            "Since its establishment in 2006, the Human Rights Council has condemned torture.",
            [("hrc", "condemns", "2006-01-01/2021-03-31")],
        ),
        ("Kenya ratified the treaty yesterday morning.", [("KEN", "ratifies", "2021-03-30")]),
        ("Kenya signed the treaty in 2019 but has not ratified it.", [("KEN", "signs", "2019"), ("KEN", "ratifies", "document")]),
        ("The Security Council extended the mandate of UNMISS until 15 March 2022.", [("unsc", "renews", "document")]),
        ("Iran sentenced the journalist to prison for ten years.", [("IRN", "violates", "document")]),
        ("Ghana drafted the 2011 text.", [("GHA", "sponsors", "2011")]),
        ("Norway condemned the attack of 3 May 2020 on the hospital.", [("NOR", "condemns", "document")]),
        ("On 3 May 2020, Norway condemned the attack on the hospital.", [("NOR", "condemns", "2020-05-03")]),
        ("Ghana has supported the resolution for ten years.", [("GHA", "supports", "2011-03-31/2021-03-31")]),
    ],
)
def test_words_of_time(read_text, text: str, expected: list[tuple[str, str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert dated(read_text(text)) == expected


def test_a_passage_carries_the_day_of_its_agent(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "On 3 May 2020, Norway condemned the coup. Chad was calm. Norway urged Mali to hold elections."
    assert ("NOR", "calls-for", "2020-05-03") in dated(read_text(text))


def test_another_paragraph_does_not(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "On 3 May 2020, Norway condemned the coup.\n\nNorway urged Mali to hold elections."
    assert ("NOR", "calls-for", "document") in dated(read_text(text))


def test_the_organisation_speaks_through_what_its_body_adopts(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "On 3 May 2020, the Human Rights Council adopted a resolution on Belarus. The UN is concerned about torture in Belarus."
    assert ("un", "expresses-concern", "2020-05-03") in dated(read_text(text))


def test_one_more_act_of_the_kind_is_of_the_same_day(read_text) -> None:  # type: ignore[no-untyped-def]
    first = "On 3 May 2020, Chile allocated $5 million for refugees. "
    assert ("PER", "funds", "2020-05-03") in dated(read_text(first + "Peru also allocated $2 million for schools."))
    assert ("PER", "funds", "document") in dated(read_text(first + "Peru has allocated $2 million for schools."))


def test_what_is_still_to_come_is_foreseen(read_text) -> None:  # type: ignore[no-untyped-def]
    (claim,) = read_text("The Special Rapporteur on torture visits Kenya tomorrow.")
    assert (claim.kind, claim.status) == ("visits", "hypothetical")


def test_a_threat_is_made_by_saying_what_one_will_do(read_text) -> None:  # type: ignore[no-untyped-def]
    (claim,) = read_text("Egypt will take all necessary measures against the aggressors.")
    assert (claim.kind, claim.status) == ("threatens", "asserted")


def test_the_day_of_an_election_does_not_date_what_is_said_later(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The Special Rapporteur on torture, who was appointed on 3 May 2020, urged Sudan to release prisoners.")
    assert ("sr-torture", "calls-for", "document") in dated(claims)


def test_a_dateline_is_no_day_of_the_acts_below_it(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "4 May 2020\n\nNorway condemned the coup."
    assert dated(read_text(text, date="2020-05-04")) == [("NOR", "condemns", "document")]
    assert dated(read_text(text, date="2020-12-31")) == [("NOR", "condemns", "2020-05-04")]


def test_the_next_day_leans_on_the_day_to_which_the_passage_has_come(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "On 10 June 2020 there was a long debate. The next day, Chile voted against the motion."
    assert dated(read_text(text)) == [("CHL", "votes-against", "2020-06-11")]
