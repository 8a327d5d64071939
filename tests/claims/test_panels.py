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


def test_a_published_report_speaks_for_whoever_publishes_it(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("UN experts issued a report that accuses Kenya of torture.")
    assert [(c.agent.key, c.target.entity.key if c.target.entity else None) for c in claims if c.kind == "condemns"] == [
        ("special-procedures", "KEN")
    ]


def test_a_statement_announced_is_the_experts_own(read_text) -> None:  # type: ignore[no-untyped-def]
    text = 'UN human rights experts issued the following statement today:\n\n"We condemn the arrests in Kenya."'
    assert agents(read_text(text, publisher="OHCHR"), "condemns") == ["special-procedures"]


@pytest.mark.parametrize("words", ["did not receive responses from", "received no reply from", "had had no answer from"])
def test_who_gives_no_answer_does_not_cooperate(read_text, words: str) -> None:  # type: ignore[no-untyped-def]
    assert agents(read_text(f"Amnesty International {words} the Government of Kenya."), "refuses-cooperation") == ["KEN"]
    assert not agents(read_text("Amnesty International received a reply from Kenya."), "refuses-cooperation")


def test_a_request_answered_is_not_that_of_whoever_answers(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The Special Rapporteur on Eritrea regretted that Kenya had not replied to his request to see the prisons.")
    assert agents(claims, "calls-for") == ["sr-eritrea"]


def test_reports_of_abuses_that_are_cited_are_accusations(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Amnesty International cited reports of torture by the Kenyan police.")
    assert [(c.agent.key, c.kind) for c in claims] == [("Amnesty International", "condemns")]
    claims = read_text("Amnesty International cited reports of better harvests in Kenya.")
    assert [c.kind for c in claims] == ["reports"]


def test_counted_victims_are_told_of(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text('"A further 37 people were killed in Nairobi", Michelle Bachelet added.')
    assert [c.kind for c in claims] == ["reports"]


def test_a_decision_carried_over_to_the_next_verb(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "The inquiry was established by the Human Rights Council and renewed by resolution 28/77."
    assert agents(read_text(text), "renews") == ["hrc"]


def test_an_ambassador_is_no_it(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Kenya's ambassador criticised the decision, saying it had kept the Assembly from acting.")
    assert not agents(claims, "blocks")


def test_members_of_a_body_are_not_the_body(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Nine members of the Security Council approved of the text on dams.")
    assert [(c.agent.label, c.kind) for c in claims] == [("members of the Security Council", "supports")]
    claims = read_text("The Security Council voted on the draft. It adopted the draft.")
    assert "unsc" in [c.agent.key for c in claims]


def test_what_matters_or_worries(read_text) -> None:  # type: ignore[no-untyped-def]
    text = (
        "Kenya was reviewed. Kenya spoke. Peru said that the trials in Kenya were causing concern. Peru said that it was important to act."
    )
    assert [c.kind for c in read_text(text) if c.agent.key == "PER"] == ["expresses-concern", "calls-for"]
    text = "Kenya was reviewed. Kenya spoke. Peru said that the reform in Kenya was important."
    assert "calls-for" not in [c.kind for c in read_text(text)]


def test_what_is_highlighted_may_be_bad(read_text) -> None:  # type: ignore[no-untyped-def]
    assert [c.kind for c in read_text("Amnesty International highlighted deteriorating rights in Kenya.")] == ["expresses-concern"]
    assert [c.kind for c in read_text("Amnesty International highlighted the right to food.")] == ["supports"]


def test_a_culprit_named_is_not_appointed(read_text) -> None:  # type: ignore[no-untyped-def]
    assert not agents(read_text("Kenya named Jane Roe as responsible for the deaths."), "appoints")
    assert agents(read_text("Kenya named Jane Roe as ambassador."), "appoints") == ["KEN"]


@pytest.mark.parametrize(
    "who", ["Several delegates, including those of Kenya and Peru,", "Many speakers, among them the representatives of Kenya and Peru,"]
)
def test_delegates_named_among_others(read_text, who: str) -> None:  # type: ignore[no-untyped-def]
    assert agents(read_text(f"{who} condemned the executions."), "condemns") == ["KEN", "PER"]


def test_crimes_against_humanity_are_abuses(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Amnesty International said that the Government of Kenya had committed crimes against humanity.")
    assert agents(claims, "violates") == ["KEN"]


@pytest.mark.parametrize(
    "words", ["found evidence that", "has uncovered proof that", "has reasonable grounds to believe that", "gathered evidence that"]
)
def test_proof_that_somebody_has_is_their_finding(read_text, words: str) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(f"Amnesty International {words} Kenya tortured detainees.")
    assert [(c.agent.key, [v.key for v in c.according_to]) for c in claims if c.kind == "violates"] == [("KEN", ["Amnesty International"])]
    assert "Amnesty International" in [c.agent.key for c in claims]


def test_evidence_of_what_is_no_abuse(read_text) -> None:  # type: ignore[no-untyped-def]
    assert not read_text("Kenya found evidence of oil.")


def test_an_envoy_is_not_who_sent_them(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The Secretary-General's Special Envoy for Kenya condemned the attack.")
    assert [(c.agent.label, c.kind) for c in claims] == [("Special Envoy", "condemns")]


def test_a_hyphen_set_apart_is_a_dash(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("GENEVA (4 May 2021) - UN experts today repeated calls for the release of Jane Roe.")
    assert agents(claims, "calls-for") == ["special-procedures"]


def test_that_draft_is_the_one_told_of(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "The Security Council failed to adopt a draft on dams. That resolution would have demanded a truce."
    assert [(c.agent.key, c.status) for c in read_text(text) if c.kind == "calls-for"] == [("unsc", "hypothetical")]


def test_a_report_is_published_and_accuses(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("UN experts issued a report that accuses Kenya of torture.")
    assert sorted(c.kind for c in claims if c.agent.key == "special-procedures") == ["condemns", "reports"]


def test_a_surname_with_a_title_is_a_person(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Ms Roe condemned the attack in Kenya.")
    assert [(c.agent.label, c.agent.type) for c in claims] == [("Roe", "person")]
