"""What those who speak officially say without a verb of stance: demands, praise, denials; who has the floor in a parliament."""

from __future__ import annotations

import pytest


def stated(read_text, text):  # type: ignore[no-untyped-def]
    claims = read_text(f"We are watching. {text}", title="Statement by Norway on the elections", author="Norway")
    return {(c.agent.key, c.kind, c.target.addressee.key if c.target.addressee else None) for c in claims}


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Kenya's attacks on the villages must stop.", "KEN"),
        ("The detained journalists must be released.", None),
        ("The violence needs to end now.", None),
        ("It is high time for Kenya to hold elections.", "KEN"),
        ("The time has come for Kenya to release the prisoners.", "KEN"),
    ],
)
def test_what_must_be_is_asked_for(read_text, sentence: str, asked: str | None) -> None:  # type: ignore[no-untyped-def]
    assert ("NOR", "calls-for", asked) in stated(read_text, sentence)


@pytest.mark.parametrize(
    "sentence", ["It must be noted that Kenya has elections.", "The ship must have been lost.", "The talks must go on for days."]
)
def test_what_is_only_said_to_be_so_is_not_asked_for(read_text, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert "calls-for" not in {kind for _, kind, _ in stated(read_text, sentence)}


def test_what_it_is_time_for_has_not_been_done(read_text) -> None:  # type: ignore[no-untyped-def]
    assert "KEN" not in {agent for agent, _, _ in stated(read_text, "It is time for Kenya to release the prisoners.")}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The work of the volunteers deserves our praise.", "supports"),
        ("Thanks to the courage of the monitors, the vote was held.", "supports"),
        ("The turnout is a tribute to the people of Ghana.", "supports"),
        ("The monitors played a crucial role in the vote.", "supports"),
        ("They carried out their work magnificently.", "supports"),
        ("It is a lie that prisoners are beaten in Norway.", "rejects"),
        ("The allegations are baseless.", "rejects"),
        ("The report has nothing to do with human rights.", "rejects"),
    ],
)
def test_praise_and_denial_without_a_verb_of_stance(read_text, sentence: str, kind: str) -> None:  # type: ignore[no-untyped-def]
    assert ("NOR", kind, None) in stated(read_text, sentence)


@pytest.mark.parametrize("sentence", ["The judge made a decision.", "We have nothing to do with this.", "The crime deserves punishment."])
def test_neither_praise_nor_denial(read_text, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert not {kind for _, kind, _ in stated(read_text, sentence)} & {"supports", "rejects"}


DEBATE = """The DEPUTY MINISTER OF TRADE (Ms J Roe): We support the inquiry.

Mr J M POE: We reject the report.

The DEPUTY SPEAKER: I urge members to be brief.

The RESULT: a draw.
"""


def test_who_has_the_floor_in_a_parliament(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(DEBATE, title="Debates of the House", author="")
    assert {(c.agent.label, c.kind) for c in claims} == {
        ("Deputy Minister of Trade", "supports"),
        ("J M Poe", "rejects"),
        ("Deputy Speaker", "calls-for"),
    }


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Kenya has refused access to the monitors.", "condemns"),
        ("Kenya has sponsored terrorism in the region.", "condemns"),
        ("Kenya has crippled the electoral process.", "condemns"),
        ("Kenya is involved in the looting of the shops.", "condemns"),
    ],
)
def test_what_is_told_of_others_in_a_statement_blames_them(read_text, sentence: str, kind: str) -> None:  # type: ignore[no-untyped-def]
    assert ("NOR", kind) in {(agent, k) for agent, k, _ in stated(read_text, sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya called for an inquiry into the killings.",
        "Every responsible government will take part.",
        "Kenya has travelled to Ghana to examine the plight of the refugees.",
        "Kenya will eliminate hunger.",
    ],
)
def test_who_only_speaks_of_an_evil_is_not_blamed(read_text, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert not {k for agent, k, _ in stated(read_text, sentence) if agent == "NOR"} & {"condemns", "threatens", "expresses-concern"}


def test_it_is_whoever_the_speaker_spoke_of(read_text) -> None:  # type: ignore[no-untyped-def]
    found = stated(read_text, "Kenya has tortured prisoners. It has also shelled villages.")
    assert ("NOR", "violates", None) not in found
    assert ("KEN", "violates", None) in found


def test_thanks_for_the_floor_is_a_courtesy(read_text) -> None:  # type: ignore[no-untyped-def]
    assert not [s for s in stated(read_text, "I thank you, Mr. President.") if s[1] == "supports"]


def test_a_measure_that_was_taken_is_no_threat(read_text) -> None:  # type: ignore[no-untyped-def]
    assert "threatens" in {k for _, k, _ in stated(read_text, "Norway will take resolute measures against Kenya.")}
    assert "threatens" not in {k for _, k, _ in stated(read_text, "Norway has taken resolute measures against Kenya.")}


def test_somebody_named_before_their_office(read_text) -> None:  # type: ignore[no-untyped-def]
    assert ("Jane Roe", "visits") in {
        (agent, k) for agent, k, _ in stated(read_text, "Jane Roe, the High Commissioner for Refugees, visited Ghana.")
    }
