"""Votes told by what they were cast to do, or by their explanation; and acts that were done in the end."""

from __future__ import annotations

import pytest

NEWS = {"title": "News of the day"}


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Kenya voted to scrap the debate.", [("KEN", "votes-against")], [("KEN", "votes-for")]),
        ("Kenya and Ghana voted to adopt the draft resolution.", [("KEN", "votes-for"), ("GHA", "votes-for")], [("KEN", "adopts")]),
        ("Kenya voted to suspend Ghana from the Council.", [("KEN", "votes-for")], [("KEN", "suspends")]),
        ("The Human Rights Council voted to end the inquiry.", [("hrc", "ends")], [("hrc", "votes-for")]),
        ("Kenya voted on a warm day.", [], [("KEN", "votes-for"), ("KEN", "votes-against")]),
        ("Kenya justified its abstention on the draft resolution.", [("KEN", "abstains")], []),
        ("Kenya justified the abstention of the poets from wine.", [], [("KEN", "abstains")]),
        ("Kenya defended its vote against the draft.", [("KEN", "votes-against")], []),
        ("Kenya waited three weeks to condemn the massacre.", [("KEN", "condemns")], []),
        ("The Human Rights Council waited until May to convene a special session.", [("hrc", "convenes")], []),
        ("Kenya took ten years to ratify the Convention against Torture.", [("KEN", "ratifies")], []),
        ("Kenya will wait until May to condemn the massacre.", [], [("KEN", "condemns")]),
        ("Kenya waited to visit Ghana.", [], [("KEN", "visits")]),
        ("Kenya took a taxi to visit Ghana.", [], [("KEN", "ratifies")]),
    ],
)
def test_votes_and_late_acts(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    found = {(c.agent.key, c.kind) for c in read_text(text, **NEWS) if c.status == "asserted"}
    assert set(holds) <= found
    assert not set(not_so) & found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya proposed a new fund for Ghana.", "offers"),
        ("Kenya proposed that Ghana free the poets.", "calls-for"),
        ("Kenya invited Ghana to the talks.", "calls-for"),
        ("Kenya invited the Special Rapporteur.", "cooperates"),
        ('Kenya termed the measure "violation of the pact."', "condemns"),
        ("Kenya terms the measure a violation of the pact.", "condemns"),
    ],
)
def test_what_is_proposed_invited_or_termed(read_text, text, kind) -> None:  # type: ignore[no-untyped-def]
    assert ("KEN", kind) in {(c.agent.key, c.kind) for c in read_text(text, **NEWS)}


def test_a_report_circulated_as_a_document_is_its_authors(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(
        "A report of the Special Rapporteur on Belarus was put out as a document of the UN. The report deplores the trials.",
        **NEWS,
    )
    assert ("sr-belarus", "condemns") in {(c.agent.key, c.kind) for c in claims}
