"""How yearbooks of organisations and news bulletins tell of arrests, bans, aid and who speaks for whom.

The sentences are invented; nothing in them says what a state did.
"""

from __future__ import annotations

import pytest

NEWS = {"title": "News of the day"}


def told(claims):  # type: ignore[no-untyped-def]
    """Who takes which stance; an organ counts as its state."""
    return {((c.agent.key or c.agent.label).upper(), c.kind) for c in claims}


def check(read_text, text, holds, not_so):  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Kenya announced an amnesty for forty prisoners.", [("KEN", "cooperates")], [("KEN", "reports")]),
        ("Kenyan state media announced an amnesty for forty prisoners.", [], [("KEN", "cooperates")]),
        ("Kenya announced the appointment of a new envoy.", [("KEN", "appoints")], [("KEN", "reports")]),
        ("Kenya announced the appointment of the feast.", [], [("KEN", "sanctions")]),
        ("Kenya announced visa restrictions on ten colonels.", [("KEN", "sanctions")], [("KEN", "reports")]),
        ("Kenya lifted the ban on rallies.", [("KEN", "cooperates")], [("KEN", "lifts-sanctions")]),
        ("Kenya lifted the ban on arms for Peru.", [("KEN", "lifts-sanctions")], [("KEN", "cooperates")]),
    ],
)
def test_what_is_announced_and_lifted(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The killings were attributed to the Kenyan army.", [("KEN", "violates")], []),
        ("The painting was attributed to the Kenyan army.", [], [("KEN", "violates")]),
        ("Kenyan officials deny his arrest.", [("KEN", "rejects")], [("KEN", "violates")]),
        ("Two students died when the Kenyan police fired into a crowd.", [("KEN", "violates")], []),
    ],
)
def test_deeds(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Amnesty International called for the court in Kenya to drop the case.", [("AMNESTY INTERNATIONAL", "calls-for")], []),
        ("Amnesty International called for an hour in Kenya to ask the way.", [], [("KEN", "calls-for")]),
        ("Amnesty International is pleased to learn that Kenya freed the editor.", [("AMNESTY INTERNATIONAL", "supports")], []),
        ("Maria Costa called the verdict in Kenya no victory.", [], [("MARIA COSTA", "supports")]),
        ("The ambassador of Peru, Jane Roe, urged Kenya to free him. She also condemned the raid.", [("PER", "condemns")], []),
        ("Peru's ambassador, Jane Roe, said that Peru was concerned about Kenya.", [("PER", "expresses-concern")], [("PER", "reports")]),
    ],
)
def test_who_speaks(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The rights group Zarya said the verdict in Kenya was unfair.", [("ZARYA", "condemns")], []),
        ("The opposition in Kenya rejected the results.", [("OPPOSITION", "rejects")], []),
        ("The party in Kenya rejected the cake.", [], [("PARTY", "rejects")]),
        ("The office of the Prime Minister of Peru condemned the raid in Kenya.", [("PER", "condemns")], []),
        ("Kenya released opposition leader Jane Roe.", [("KEN", "cooperates")], []),
        ("Kenya released spokesman Jane Roe's novel.", [], [("KEN", "cooperates")]),
        ("Peruvian President Juan Roe met opposition leader Jane Poe in Lima.", [("PER", "cooperates")], []),
        ("The General Assembly voted 90 to 4 to condemn the invasion of Peru.", [("UNGA", "condemns")], []),
    ],
)
def test_groups_and_names(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Kenya barred the Special Rapporteur from visiting the prison.", [("KEN", "refuses-cooperation")], [("KEN", "suspends")]),
        ("Kenya stopped the reporters from leaving the town.", [("KEN", "violates")], []),
        ("Kenya stopped the rain from falling.", [], [("KEN", "violates")]),
        ("Kenya cancelled the licence of the station.", [("KEN", "violates")], [("KEN", "ends")]),
        ("Kenya cancelled the treaty.", [("KEN", "ends")], [("KEN", "violates")]),
        ("Freedom House downgraded Kenya to the last place.", [("FREEDOM HOUSE", "condemns")], []),
        ("Kenya ranks 90th among them.", [], [("KEN", "reports")]),
    ],
)
def test_what_is_kept_from_whom(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The ministers of Kenya and Peru met on Monday.", [("KEN", "cooperates"), ("PER", "cooperates")], [("KEN", "convenes")]),
        ("The Security Council met on Monday.", [("UNSC", "convenes")], [("UNSC", "cooperates")]),
        ("Kenya allowed the militia to torture the men.", [("KEN", "violates")], [("KEN", "cooperates")]),
        ("Kenya allowed the monitors to count the votes.", [("KEN", "cooperates")], [("KEN", "violates")]),
        ("Kenyan police broke up a march of nurses.", [("KEN", "violates")], []),
        ("Kenyan police broke up a box of chalk.", [], [("KEN", "violates")]),
        ("Kenya's electoral commission annulled the vote.", [("KEN", "ends")], []),
        ("Observers from the African Union declared the vote in Kenya free and fair.", [("AFRICAN-UNION", "supports")], []),
        ("Peru said the vote in Kenya was neither free nor fair.", [("PER", "condemns")], [("PER", "reports")]),
        ("Peru said the vote in Kenya was neither early nor late.", [("PER", "reports")], [("PER", "condemns")]),
        ("Kenya lifted the state of emergency.", [("KEN", "ends")], []),
        ("The verdict in Kenya drew criticism from the African Union.", [("AFRICAN-UNION", "condemns")], []),
        ("The concert in Kenya drew crowds from the African Union.", [], [("AFRICAN-UNION", "condemns")]),
        (
            "The European Parliament condemns the arrests in Kenya and calls for the release of the nurses.",
            [("EU-PARLIAMENT", "condemns"), ("EU-PARLIAMENT", "calls-for")],
            [],
        ),
        (
            "The European Parliament rejects the arrest of men who were singing in Kenya and calls for their release.",
            [("EU-PARLIAMENT", "rejects"), ("EU-PARLIAMENT", "calls-for")],
            [],
        ),
    ],
)
def test_encounters_votes_and_verdicts(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Kenya released him on Monday.", [("KEN", "cooperates")], []),
        ("Kenya released it on Monday.", [], [("KEN", "cooperates")]),
        ("Peru spoke against the Kenyan government, accusing them of beating nurses.", [("KEN", "violates")], [("PER", "violates")]),
        (
            "Amnesty International wrote to Kenya. Amnesty fears that the nurses were beaten.",
            [("AMNESTY INTERNATIONAL", "expresses-concern")],
            [],
        ),
        ("Kenya's president warned that Kenya would confront any foreign army.", [("KEN", "threatens")], []),
        ("Kenya's president warned that Kenya would confront many questions.", [], [("KEN", "violates")]),
        ("The Kenyan army captured the village.", [("KEN", "violates")], []),
        ("Kenya failed to prosecute the officers.", [("KEN", "refuses-cooperation")], []),
    ],
)
def test_pronouns_and_short_names(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Sanctions imposed by the European Union on Kenya remain in force.", [("EU", "sanctions")], []),
        ("Peru said it would cut off aid to Kenya.", [("PER", "threatens")], [("PER", "offers")]),
        ("Peru said it would send aid to Kenya.", [], [("PER", "threatens")]),
        ("Kenya came under criticism from Peru over the arrests.", [("PER", "condemns")], [("KEN", "condemns")]),
        ("International criticism of Kenya has grown.", [], [("KEN", "condemns")]),
        ("Peru lifted visa restrictions on Kenyan colonels.", [("PER", "lifts-sanctions")], []),
    ],
)
def test_penalties(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("NAIROBI, Kenya (AP) - Peru on Monday condemned the raid in Chad.", [("PER", "condemns")], [("KEN", "condemns")]),
        ("Lima, 3 May 2010 - Kenya condemned the raid in Chad.", [("KEN", "condemns")], [("PER", "condemns")]),
        (
            "Amnesty International and press advocacy group Reporters Without Borders condemned the verdict in Chad.",
            [("AMNESTY INTERNATIONAL", "condemns"), ("REPORTERS WITHOUT BORDERS", "condemns")],
            [],
        ),
        (
            "The African Union said in a statement that the raid was wrong. The statement calls on Chad to withdraw.",
            [("AFRICAN-UNION", "calls-for")],
            [],
        ),
        ("The vote was followed by a rampage by Kenyan troops.", [("KEN", "violates")], []),
        ("Chad's envoy, Jane Roe, said that Chad strongly condemns the torture of nurses.", [("TCD", "condemns")], [("TCD", "violates")]),
    ],
)
def test_datelines_and_statements(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Jane Roe, director of Amnesty International Kenya, said the raid was a disgrace.", [], [("KEN", "condemns")]),
        ("Amnesty International Kenya condemned the raid.", [("AMNESTY INTERNATIONAL", "condemns")], [("KEN", "condemns")]),
        (
            "Kenyan soldiers killed ten men, according to a report by Amnesty International. The report finds that soldiers burned huts.",
            [("AMNESTY INTERNATIONAL", "reports"), ("KEN", "violates")],
            [],
        ),
    ],
)
def test_chapters_and_reports(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Thirteen embassies in Kenya voiced concern over the raid.", [], [("KEN", "expresses-concern")]),
        ("A court in Kenya voiced concern over the raid.", [("KEN", "expresses-concern")], []),
        ("Kenya told the United Nations to close its office.", [("KEN", "calls-for")], [("UN", "ends")]),
        ("Kenya ordered an investigation of the killings.", [("KEN", "establishes")], []),
        ("Peru stopped aid to Kenya.", [("PER", "ends")], []),
    ],
)
def test_who_sits_in_a_country(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)
