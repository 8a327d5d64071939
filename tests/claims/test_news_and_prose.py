"""How news and reports of organisations tell of abuses, laws and who says what: what is read, and what must not be.

The sentences are invented; nothing in them says what a state did.
"""

from __future__ import annotations

import pytest

NEWS = {"title": "News of the day"}


def told(claims):  # type: ignore[no-untyped-def]
    """Who takes which stance; an organ counts as its state."""
    return {((c.agent.key or c.agent.label).upper(), c.kind) for c in claims}


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The Kenyan police responded with excessive force to the march.", [("KEN", "violates")], []),
        ("The Kenyan minister responded with a smile to the question.", [], [("KEN", "violates")]),
        ("The Kenyan government tightened restrictions on the press.", [("KEN", "violates")], []),
        ("The Kenyan government tightened the bolts of the bridge.", [], [("KEN", "violates")]),
        ("Kenya used the emergency law to silence journalists.", [("KEN", "violates")], []),
        ("Kenya used the emergency law to feed the journalists.", [], [("KEN", "violates")]),
        ("The Kenyan government did not respect these rights.", [("KEN", "violates")], []),
        ("The Kenyan government did not follow the match.", [], [("KEN", "violates")]),
        ("There were numerous reports of torture by the Kenyan police.", [("KEN", "violates")], []),
        ("Peru said Kenya has failed to investigate the killings.", [("PER", "condemns")], [("KEN", "violates")]),
        ("The Kenyan attacks on villages reveal the nature of the war.", [], [("KEN", "violates")]),
        ("There were numerous reports of a visit by the Kenyan police.", [], [("KEN", "violates")]),
    ],
)
def test_abuses_by_those_in_power(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("In June, Kenya introduced a new security law.", [("KEN", "establishes")], [("KEN", "sponsors")]),
        ("In June, Kenya introduced a bill on security.", [("KEN", "sponsors")], [("KEN", "establishes")]),
        ("Kenya announced a moratorium on executions.", [("KEN", "suspends")], [("KEN", "reports")]),
    ],
)
def test_laws(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The Kenya Doctors Network said the storm killed five people.", [("KENYA DOCTORS NETWORK", "reports")], []),
        ("Maria Costa painted a grim picture of the war in Kenya.", [("MARIA COSTA", "expresses-concern")], []),
        ("Maria Costa painted a small picture of the lake in Kenya.", [], [("MARIA COSTA", "expresses-concern")]),
        ("It is up to every government to carry out the plan, Maria Costa said.", [("MARIA COSTA", "calls-for")], []),
        ("It is now dark in each member state, Maria Costa said.", [], [("MARIA COSTA", "calls-for")]),
        ("According to Maria Costa, the wounds were not treated.", [("MARIA COSTA", "reports")], []),
        ("Kenya refused to cooperate with Peru in protecting refugees.", [("KEN", "refuses-cooperation")], []),
    ],
)
def test_who_says_what(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Foreign Minister Roe condemned the vote.", [("ROE", "condemns")], []),
        ("Mr. President, Foreign Minister Roe condemned the vote.", [("ROE", "condemns")], [("PRESIDENT", "condemns")]),
        ("Senator Roe urged Chad to free the prisoners.", [("ROE", "calls-for")], []),
        ("Kenya told reporters that Chad must free the prisoners.", [("KEN", "calls-for")], [("TCD", "cooperates")]),
        ("Kenya became the first country to punish two activists.", [("KEN", "violates")], []),
        ("Kenya became a country to reckon with.", [], [("KEN", "violates")]),
        ("Kenya said the vote in Chad was neither free nor fair.", [("KEN", "condemns")], []),
        ("Kenya said the vote in Chad was free and fair.", [], [("KEN", "condemns")]),
        ("Human Rights Watch said the trial did not meet international standards.", [("HUMAN RIGHTS WATCH", "condemns")], []),
        ("Kenya deplored that Chad had closed the office.", [("KEN", "condemns")], []),
        ("The Board was empowered to publish a report on Chad.", [], [("BOARD", "reports")]),
        ("Kenya banned the export of timber to Chad.", [("KEN", "sanctions")], [("KEN", "violates")]),
        ("The Kenyan government sacked the minister.", [("KEN", "suspends")], [("KEN", "rejects")]),
    ],
)
def test_who_is_named_by_title_and_what_they_tell(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The Kenyan Foreign Office condemned the raid.", [("KEN", "condemns")], [("GBR-FCDO", "condemns")]),
        ("The British Foreign Office condemned the raid.", [("GBR-FCDO", "condemns")], []),
        ("The Kenyan authorities failed to conduct an investigation into the deaths.", [("KEN", "refuses-cooperation")], []),
        ("The Kenyan authorities failed to win the match.", [], [("KEN", "refuses-cooperation")]),
        ("A survey by the Union of Jurists shows that prices have doubled in Kenya.", [("UNION OF JURISTS", "reports")], []),
        ("Figures released by the Kenyan ministry show that prices fell.", [("KEN", "reports")], []),
    ],
)
def test_whose_office_and_whose_text_it_is(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **NEWS))
    assert set(holds) <= found
    assert not set(not_so) & found


def test_a_heading_is_no_part_of_a_name(read_text) -> None:  # type: ignore[no-untyped-def]
    text = (
        "IMPUNITY GOES ON IN KENYA\n\nThe Institute for Readers' Freedom (IRF) condemns Kenya for the raid. The IRF calls on Kenya to stop."
    )
    claims = read_text(text, **NEWS)
    assert {c.agent.label for c in claims} == {"Institute for Readers' Freedom"}


BALLOT = "In favour of the ban - Chad, Kenya, Peru and Cuba\n\nAbstained - Norway, Japan and Fiji\n"


def test_a_vote_for_something_said(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(BALLOT, **NEWS)
    assert [c.kind for c in claims] == ["votes-for"] * 4 + ["abstains"] * 3
