"""How writers of opinions tell of what states do: in passing, in clauses that hang on a noun, and in what they ask for.

The sentences are invented; nothing in them says what a state did.
"""

from __future__ import annotations

import pytest


def told(claims):  # type: ignore[no-untyped-def]
    return {((c.agent.key or c.agent.label).upper(), c.kind) for c in claims}


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        ("Jane Roe told the paper in an interview that Peru had jailed the fishermen.", "JANE ROE", "condemns"),
        ("Jane Roe told reporters in an interview about the harbour that she liked.", None, "condemns"),
        ("The Lima Post argued that Chad had jailed the fishermen.", "LIMA POST", "condemns"),
        ("Colonel Roe boasted of killing twenty fishermen.", "ROE", "violates"),
        ("Colonel Roe was accused of killing time.", "ROE", "violates"),
        ("Chad needs to adopt another policy towards the islands.", "CHAD", "adopts"),
        ("The rulers of Chad survive thanks to support from Peru.", "PER", "supports"),
        ("The rulers of Chad receive no support from Peru.", "PER", "supports"),
        ("The bill faced opposition from Japan.", "JPN", "opposes"),
        ("Japan has been among those demanding an inquiry in Chad.", "JPN", "calls-for"),
        ("Those demanding an inquiry in Chad have met in Japan.", "JPN", "calls-for"),
        ("Japan seized the headlines.", "JPN", "violates"),
        ("The African Union has failed to act on the killings.", "AFRICAN-UNION", "refuses-cooperation"),
        ("Chad should refuse to recognise the courts of Peru.", "TCD", "rejects"),
        ("It is high time that Chad imposed sanctions on Peru.", "TCD", "sanctions"),
    ],
)
def test_in_passing(read_text, text, who, kind) -> None:  # type: ignore[no-untyped-def]
    assert ((who, kind) in told(read_text(text, title="Views"))) == (not text.startswith(NOT))


#: How the sentences begin that must not be read so.
NOT = (
    "Jane Roe told reporters", "Colonel Roe was", "Chad needs", "The rulers of Chad receive", "Those", "Japan seized",  "Chad should",
    "It is",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The government of Chad has stepped up its efforts to silence the fishermen.", True),
        ("The government of Chad noted its efforts to silence the bells.", False),
        ("The mullahs jailed the fishermen. Iran and Iran alone is to be named here.", True),
    ],
)
def test_who_abuses(read_text, text, held) -> None:  # type: ignore[no-untyped-def]
    assert any(c.kind == "violates" for c in read_text(text, title="Views on Iran")) == held


def test_a_list_of_demands_that_names_nobody(read_text) -> None:  # type: ignore[no-untyped-def]
    found = read_text("We demand:\n\n1. An end to the arrests.\n\n2. Freedom for the fishermen.", title="Views")
    assert [(c.kind, c.target.text) for c in found] == [("calls-for", "An end to the arrests"), ("calls-for", "Freedom for the fishermen")]
    open_class = read_text("We call on all actors to:\n\n1. End the arrests.\n\n2. Free the fishermen.", title="Views")
    assert not any(c.target.text == "Free the fishermen" for c in open_class)


def test_the_name_of_an_organisation_goes_on_over_and(read_text) -> None:  # type: ignore[no-untyped-def]
    found = read_text("The Peru Centre for Economic and Social Rights condemned the raid.", title="Views")
    assert {c.agent.label for c in found if c.kind == "condemns"} == {"Peru Centre for Economic and Social Rights"}


def test_we_is_the_organisation_that_names_itself(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "Dear Mr President,\n\nWe, the Peru Doctors Network, write to you today. We condemn the raid on the clinic."
    found = read_text(text, title="Views", author="")
    assert {c.agent.label for c in found if c.kind == "condemns"} == {"Peru Doctors Network"}


@pytest.mark.parametrize(
    ("text", "kind", "addressee"),
    [
        ("Chad needs to adopt another policy towards the islands.", "calls-for", "TCD"),
        ("Chad ought to open its courts to the widows.", "calls-for", "TCD"),
        ("Please urge the government of Chad to free the fishermen.", "calls-for", "TCD"),
        ("This letter urges the President of Chad to sign the treaty.", "calls-for", "TCD"),
        ("This petition calls on the government of Chad to free the fishermen.", "calls-for", "TCD"),
    ],
)
def test_what_the_author_asks(read_text, text, kind, addressee) -> None:  # type: ignore[no-untyped-def]
    found = [c for c in read_text(text, title="Views") if c.agent.label == "A. Writer"]
    assert [(c.kind, c.target.addressee and c.target.addressee.key) for c in found] == [(kind, addressee)]
