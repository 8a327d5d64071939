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
