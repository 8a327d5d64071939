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
