"""How state media, and those whom they accuse, speak: quoted texts, datelines, summonses, forewarnings.

The sentences are invented; nothing in them says what a state did.
"""

from __future__ import annotations

import pytest

NEWS = {"title": "News of the day"}


def told(claims):  # type: ignore[no-untyped-def]
    """Who takes which stance; an organ counts as its state."""
    return {((c.agent.key or c.agent.label).upper(), c.kind) for c in claims}


def holding(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    """Check which stances are read from *text*, and which are not."""
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ('"The envoy spreads lies," reads a statement of Kenya.', [("KEN", "condemns")], []),
        ('"This envoy is a liar," read a communique by the Kenyan government.', [("KEN", "condemns")], []),
        ('"The envoy is not above the law," emphasized the Kenyan minister.', [("KEN", "reports")], []),
        ('Kenya called it "a bad day," read the letter and left.', [], [("KEN", "reports")]),
        ("Kenya published a communiqué. The text accuses Peru of meddling.", [("KEN", "condemns")], []),
    ],
)
def test_texts_that_are_read_out(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    holding(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Nairobi, March 4 (KXA) - The Kenyan Ministry condemned on Friday the raids by Peru.", [("KEN", "condemns")], []),
        ("March 4, 2001 (NAIROBI) - Kenya condemned on Friday the raids by Peru.", [("KEN", "condemns")], []),
        ("DAMASCUS, SANA_ The Foreign Ministry condemned on Friday the raids by Peru.", [("SYR", "condemns")], []),
        ("Damascus. The Foreign Ministry condemned on Friday the raids by Peru.", [], [("SYR", "condemns")]),
    ],
)
def test_datelines(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    holding(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Kenya summoned the Peruvian ambassador to protest against the remarks.", [("KEN", "condemns")], [("KEN", "calls-for")]),
        ("Kenya called on the Peruvian ambassador to protest against the remarks.", [("KEN", "calls-for")], [("KEN", "condemns")]),
        ("Kenya warned it would resume the war if Peru went on.", [("KEN", "threatens")], []),
        ("Kenya warned that Peru would lose the match.", [], [("KEN", "threatens")]),
        ("The Foreign Ministry of Kenya spoke. The Ministry condemned the raid.", [("KEN-MFA", "condemns")], []),
        ("The Kenyan opposition denied the charges.", [("KENYAN OPPOSITION", "rejects")], []),
        ("The opposition to the dam denied them a permit.", [], [("OPPOSITION", "rejects")]),
        ("Kenya said the countries lacked the legitimacy to preach.", [("KEN", "condemns")], []),
        ("Kenya took Peru to task for the raid.", [("KEN", "condemns")], []),
        ("Kenya pinned the blame for the attack on Peru.", [("KEN", "condemns")], []),
        ("Kenya pinned the notice for the guests on the door.", [], [("KEN", "condemns")]),
        ("American invaders killed twelve farmers.", [("USA", "violates")], []),
        ("The weeds, American invaders of the lake, grew.", [], [("USA", "violates")]),
    ],
)
def test_quarrels(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    holding(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The Kenyan envoy said there was no truth in the charges.", [("KEN", "rejects")], []),
        ("The Kenyan envoy said no such raid had taken place.", [("KEN", "rejects")], []),
        ('"There are no political prisoners in Kenya," the Kenyan minister said.', [("KEN", "rejects")], []),
        ("The Kenyan envoy said there was no bread in the town.", [], [("KEN", "rejects")]),
        ("The Kenyan minister said it was high time for Peru to lift the ban.", [("KEN", "calls-for")], []),
        ("The Kenyan minister said it was a good time for fishermen.", [], [("KEN", "calls-for")]),
        ('"We will not hesitate to respond with force," the Kenyan minister said.', [("KEN", "threatens")], []),
        ('"We will not hesitate to respond with a letter," the Kenyan minister said.', [], [("KEN", "threatens")]),
        ("Kenya accused Peru of bombing hospitals.", [("PER", "violates")], []),
        ("Kenya accused Peru of building hospitals.", [], [("PER", "violates")]),
    ],
)
def test_denials_and_charges(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    holding(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The raids, the Kenyan minister said, were a crime.", [("KEN", "condemns")], []),
        ("The Council, the Kenyan delegate said, must condemn the raid.", [("KEN", "calls-for")], []),
        ("Peru, the Kenyan minister noted, has massacred 300 farmers.", [("KEN", "condemns"), ("PER", "violates")], []),
        ("The raids, as the Kenyan minister slept, were a crime.", [], [("KEN", "condemns")]),
        ("Kenya said the envoy had exceeded her mandate.", [("KEN", "condemns")], []),
        ("Kenya said the crop had exceeded its forecast.", [], [("KEN", "condemns")]),
    ],
)
def test_words_of_saying_between_commas(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    holding(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The Hezbollah resistance movement urged Peru to take a stand.", [("HEZBOLLAH", "calls-for")], []),
        ("Kenya's Hezbollah movement urged Peru to take a stand.", [("HEZBOLLAH", "calls-for")], [("KEN", "calls-for")]),
        ("The UNAMA office in Lima published its quarterly report.", [("UNAMA", "reports")], []),
        ("The UNAMA critics in Lima published a report.", [], [("UNAMA", "reports")]),
    ],
)
def test_what_an_organisation_is_said_to_be(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    holding(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("title", "holds", "not_so"),
    [
        ("Rebuttal of the Government of Kenya to the report on its prisons", [("KEN", "condemns")], []),
        ("The prisons of Kenya", [], [("KEN", "condemns")]),
    ],
)
def test_titles_of_answers(read_text, title, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text("The report of the Commission on Human Rights is a malicious plot.", title=title, author=""))
    assert set(holds) <= found
    assert not set(not_so) & found
