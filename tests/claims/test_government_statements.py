"""How governments and their unions speak: statements, orders, readouts.

The sentences are invented; nothing in them says what a state did.
"""

from __future__ import annotations

import pytest

from graphkit.claims.heads import declared_in

NEWS = {"title": "News of the day"}


def told(claims):  # type: ignore[no-untyped-def]
    """Who takes which stance; an organ counts as its state."""
    return {((c.agent.key or c.agent.label).upper(), c.kind) for c in claims}


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Kenya condemns in the strongest possible terms the raid on Juba.", [("KEN", "condemns")], []),
        ("Kenya rejects, in no uncertain terms, the ruling of the court.", [("KEN", "rejects")], []),
        ("Kenya asked in the strongest terms to be paid for the bridge.", [], [("KEN", "condemns")]),
        ("Kenya called for the militias to be disarmed before June.", [("KEN", "calls-for")], []),
        ("Kenya came for the ships to be repaired before June.", [], [("KEN", "calls-for")]),
        ("Kenya would like to dissociate itself from the paragraph on ferries.", [("KEN", "dissociates-from-consensus")], []),
        ("Peru said that Kenya demands the release of jailed writers.", [("KEN", "calls-for")], [("KEN", "violates"), ("PER", "condemns")]),
        ("Peru said that Kenya tortures jailed writers.", [("KEN", "violates"), ("PER", "condemns")], []),
    ],
)
def test_how_stances_are_worded(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The African Union announced the suspension of Ghana from its organs.", [("AFRICAN-UNION", "suspends")], []),
        ("Kenya announced the lifting of the sanctions on Ghana.", [("KEN", "lifts-sanctions")], [("KEN", "reports")]),
        ("Kenya ordered the closure of the newspaper.", [("KEN", "violates")], [("KEN", "ends")]),
        ("Kenya confirmed the appointment of an envoy on floods.", [("KEN", "appoints")], []),
        ("Kenya announced the results of the match.", [], [("KEN", "suspends"), ("KEN", "ends")]),
        ("Kenya awaited the suspension of Ghana from the league.", [], [("KEN", "suspends")]),
    ],
)
def test_acts_that_are_announced(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


def test_the_ministers_are_those_told_of(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "The foreign ministers of ASEAN met in Lima. The ministers condemned the raid in Chad."
    assert ("ASEAN", "condemns") in told(read_text(text, **NEWS))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Madam Chair,\n\nI have the honour to deliver this statement on behalf of the European Union.\n\nThe bridge held.", "EU"),
        ("On behalf of Kenya, I thank the bridge builders.\n\nThe bridge held.", "KEN"),
        ("The lawyer spoke on behalf of Kenya.\n\nThe bridge held.", None),
    ],
)
def test_on_whose_behalf_somebody_speaks(reader, text: str, speaker: str | None) -> None:  # type: ignore[no-untyped-def]
    found = declared_in("Floods", text, reader.gazetteer, reader.lexicon)
    assert (found.speaker.key if found else None) == speaker


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Kenya termed the remarks of the Ghanaian envoy unacceptable.", [("KEN", "condemns")], []),
        ("Kenya considers the ballot in Ghana far from credible.", [("KEN", "condemns")], []),
        ("Kenya considers the ballot in Ghana a long affair.", [], [("KEN", "condemns")]),
        ("The Kenyan foreign minister had a phone call with the President of Ghana.", [("KEN", "cooperates")], []),
        ("The Kenyan foreign minister had a cold call centre.", [], [("KEN", "cooperates")]),
        ("On 3 May the President of Kenya declared a national emergency.", [("KEN", "establishes")], []),
        ("Kenya places a high priority on the rights of widows.", [("KEN", "supports")], []),
        ("Kenya places a lamp on the table.", [], [("KEN", "supports")]),
        ("Kenya took up the case of the jailed poet with the authorities in Accra.", [("KEN", "expresses-concern")], []),
        ("Kenya took up the offer of the museum.", [], [("KEN", "expresses-concern")]),
    ],
)
def test_dealings_and_judgements(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Foreign Minister Jane Roe of Kenya landed in Accra. The minister praised the harbour of Accra.", [("JANE ROE", "supports")], []),
        ("The African Union met in Accra. The bloc deplored the raid on the harbour.", [("AFRICAN-UNION", "condemns")], []),
        ("Kenya announced steps to impose sanctions on Ghana.", [("KEN", "sanctions")], [("KEN", "reports")]),
        ("Kenya admired steps made of marble.", [], [("KEN", "sanctions")]),
        ("Kenya reaffirmed its opposition to the dam.", [("KEN", "opposes")], [("KEN", "supports")]),
        ("Kenya urges Ghana to end the raids, stop the trials, allow visits to the jail, and free the poets.", [], [("KEN", "cooperates")]),
        ("Kenya spoke of shared aims: fighting piracy, banning torture.", [], [("KEN", "opposes")]),
        (
            "Peru voiced concerns about arbitrary arrests and torture by Kenya.",
            [("PER", "expresses-concern")],
            [("KEN", "expresses-concern")],
        ),
    ],
)
def test_who_acts(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Peru made it clear that the trial in Kenya was unfair.", [("PER", "condemns")], []),
        ("Peru made the lamp clear, and that was all.", [], [("PER", "condemns"), ("PER", "reports")]),
        ("It is the view of Peru that the poets should be freed.", [("PER", "calls-for")], []),
        ("Peru takes the view that the trial in Kenya was unfair.", [("PER", "condemns")], []),
        ("Peru takes the view of the lake as a gift.", [], [("PER", "condemns"), ("PER", "reports")]),
        ("The European Union imposed restrictive measures against Ghana.", [("EU", "sanctions")], []),
        ("The European Union imposed the measures of a tailor.", [], [("EU", "sanctions")]),
        ("The Senate of Chile approved a motion on the arrests in Ghana.", [("CHL", "adopts")], [("CHL", "supports")]),
        ("Peru took the opportunity to recall its opposition to the dam.", [("PER", "opposes")], []),
    ],
)
def test_roundabout_wordings(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Kenya summoned Ambassador Jane Roe of Ghana over the arrests.", [("KEN", "condemns")], []),
        ("Kenya summoned Doctor Jane Roe to the bedside.", [], [("KEN", "condemns")]),
        ("Ghanaian envoy Jane Roe was summoned by the Kenyan foreign ministry.", [("KEN-MFA", "condemns")], [("GHA", "condemns")]),
        ("The Kenyan embassy handed a letter of protest to the mayor.", [("KEN", "condemns")], []),
        ("The Kenyan embassy handed a letter to the mayor.", [], [("KEN", "condemns")]),
        ("The Kenyan delegation, led by Jane Roe, rejected the text.", [("KEN", "rejects")], [("JANE ROE", "rejects")]),
        ("Ghana insisted that Kenya withdraw its troops.", [("GHA", "calls-for")], [("GHA", "reports")]),
        ("Ghana insisted that Kenya withdraws its troops each May.", [], [("GHA", "calls-for")]),
        ("The Kenyan police met the strike with brutality.", [("KEN", "violates")], []),
        ("Kenya stands by the people of Ghana.", [("KEN", "supports")], []),
        ("MEPs condemned the raid in Ghana.", [("EU-PARLIAMENT", "condemns")], []),
        ("Kenya isolated itself from the talks.", [], [("KEN", "opposes")]),
    ],
)
def test_protests_and_those_who_make_them(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Ghana is in breach of the treaty.", [("GHA", "violates")], []),
        ("Ghana is in need of rain.", [], [("GHA", "violates")]),
        ("Peru said that Ghana has a moral obligation to end torture.", [("PER", "calls-for")], [("PER", "condemns")]),
        ("Jane Roe said that the rebels held the port, stressing the need for talks.", [("JANE ROE", "calls-for")], []),
        ("Kenya's dismissal of the envoy was noted.", [], [("KEN", "rejects")]),
    ],
)
def test_breaches_and_duties(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


def test_the_state_at_the_head_of_an_article(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "Ghana: Ministry Welcomes Truce\n\nThe Ministry of Foreign Affairs has welcomed the truce in Chad and in Mali."
    assert ("GHA", "supports") in told(read_text(text, title="Ghana: Ministry Welcomes Truce"))


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Kenya wants to thank the commission on floods.", [("KEN", "supports")], []),
        ("Kenya wants Ghana to condemn the raid.", [("KEN", "calls-for")], [("GHA", "condemns"), ("KEN", "condemns")]),
        ("Kenya's grave reservations about the draft remain.", [("KEN", "expresses-concern")], []),
    ],
)
def test_wanting_to_say_something(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found
