"""Groups of experts, and officers named with their states."""

from __future__ import annotations

import pytest


def agents(claims, kind):  # type: ignore[no-untyped-def]
    return [c.agent.key for c in claims if c.kind == kind]


@pytest.mark.parametrize(
    "who",
    [
        "UN experts",
        "United Nations human rights experts",
        "Three UN special rapporteurs",
        "A group of independent UN experts",
        "Independent experts appointed by the Human Rights Council",
        "The Special Rapporteurs",
    ],
)
def test_experts_speak_with_one_voice(read_text, who: str) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(f"{who} urged Kenya to free the students. The experts condemned the arrests.")
    assert agents(claims, "calls-for") == agents(claims, "condemns") == ["special-procedures"]


@pytest.mark.parametrize("who", ["Kenyan experts", "Experts", "Legal experts", "The experts of the firm"])
def test_other_experts_are_not_the_mandate_holders(read_text, who: str) -> None:  # type: ignore[no-untyped-def]
    assert "special-procedures" not in agents(read_text(f"{who} urged Kenya to free the students."), "calls-for")


def test_experts_of_an_inquiry_are_the_inquiry(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "The Fact-Finding Mission on Venezuela presented its report. UN investigators urged Peru to act. The mission called for help."
    assert agents(read_text(text), "calls-for") == ["ffm-venezuela", "ffm-venezuela"]


@pytest.mark.parametrize(
    "who",
    [
        "Jane-Marie Roe, Minister for Foreign Affairs of Kenya,",
        "Jane Roe, Kenya's ambassador,",
        "The representative of Kenya, Jane Roe,",
        "Kenya's ambassador Jane Roe",
    ],
)
def test_an_officer_named_with_the_state_speaks_for_it(read_text, who: str) -> None:  # type: ignore[no-untyped-def]
    assert agents(read_text(f"{who} condemned the shelling."), "condemns") == ["KEN"]


def test_a_former_officer_speaks_for_nobody(read_text) -> None:  # type: ignore[no-untyped-def]
    assert "KEN" not in agents(read_text("Jane Roe, a former ambassador of Kenya, condemned the shelling."), "condemns")


def test_coordinated_speakers_do_not_tell_of_each_other(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The representatives of Kenya and Peru said that they rejected the text.")
    assert [(c.agent.key, c.according_to) for c in claims if c.kind == "rejects"] == [("KEN", ()), ("PER", ())]
