"""What a speaker says in the first person, without a verb of stance and in quotation marks."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from graphkit.claims.voice import Voice

STATEMENT = {"title": "Statement by Norway on the situation in Belarus", "author": ""}


def told(claims):  # type: ignore[no-untyped-def]
    return {(c.agent.key, c.kind, c.target.entity.key if c.target.entity else None) for c in claims}


def statement(read_text, text):  # type: ignore[no-untyped-def]
    return told(read_text(text, title="Statement by Norway on the situation in Belarus", author="Norway"))


def test_an_accusation_in_a_statement_is_the_speakers(read_text) -> None:  # type: ignore[no-untyped-def]
    found = statement(read_text, "The shameless propaganda of Belarus fools nobody.")
    assert ("NOR", "condemns", "BLR") in found


def test_an_abuse_told_in_a_statement_is_told_by_the_speaker(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Belarus is committing grave violations of human rights.", title="Statement by Norway", author="Norway")
    assert ("NOR", "condemns", "BLR") in told(claims)
    violation = next(c for c in claims if c.kind == "violates")
    assert [s.key for s in violation.according_to] == ["NOR"]


def test_an_article_accuses_nobody_in_its_authors_name(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The shameless propaganda of Belarus fools nobody.", title="A long winter", author="A. Writer")
    assert not [c for c in claims if c.kind == "condemns"]


def test_concern_at_what_nobody_is_blamed_for(read_text) -> None:  # type: ignore[no-untyped-def]
    assert "expresses-concern" in {kind for _, kind, _ in statement(read_text, "The pictures from the camps are horrifying.")}


def test_what_others_condemn_is_not_the_speakers_word(read_text) -> None:  # type: ignore[no-untyped-def]
    found = statement(read_text, "Many nations condemn the brutal aggression of Russia.")
    assert ("NOR", "condemns", "RUS") not in found


def test_we_in_a_quotation_is_whoever_is_quoted(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Canada said on Monday: \u201cWe support the resolution.\u201d", title="News of the day")
    assert ("CAN", "supports") in {(c.agent.key, c.kind) for c in claims}


def test_a_quotation_that_goes_on_keeps_its_speaker(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Canada said: \u201cThe vote was fair. We reject the amendment.\u201d Nobody answered.", title="News of the day")
    assert ("CAN", "rejects") in {(c.agent.key, c.kind) for c in claims}


def test_what_is_given_as_a_reason_is_told(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Canada called on the Council to meet because Belarus arrested journalists.", title="News of the day")
    assert ("BLR", "violates") in {(c.agent.key, c.kind) for c in claims}


def test_not_being_able_to_is_a_denial(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Canada was unable to participate in the session.", title="News of the day")
    assert [(c.agent.key, c.kind, c.status) for c in claims] == [("CAN", "participates", "negated")]


def test_whoever_issues_the_following_statement_speaks(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "The Foreign Ministry of Iran issued the following statement on Monday:\n\nWe reject the report of Canada."
    claims = read_text(text, title="Reply to Canada", author="News desk")
    assert any((c.kind == "rejects" and "Iran" in c.agent.label) or c.agent.key == "IRN" for c in claims if c.kind == "rejects")


def test_an_officer_named_with_a_state_speaks_for_it(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text('Kenyan ambassador Jane Roe welcomed the report. "We support the mandate," she said.', title="News of the day")
    assert {(c.agent.key, c.kind) for c in claims} >= {("KEN", "supports")}
    assert {c.agent.key for c in claims} == {"KEN"}


def test_she_is_not_the_state_that_sentenced_her(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("A court in Belarus sentenced Anna Roe to two years in prison. She denied the charges.", title="Belarus today")
    assert ("BLR", "rejects") not in {(c.agent.key, c.kind) for c in claims}


def test_unnamed_organs_are_those_of_the_state_spoken_of(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Belarus held an election. Police detained two hundred people, and rebel forces burned a bridge.", title="Belarus")
    assert [c.agent.key for c in claims if c.kind == "violates"] == ["BLR"]


def test_having_no_plans_to_is_a_refusal(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Russia has no plans to cooperate with the mechanism.", title="News of the day")
    assert ("RUS", "refuses-cooperation") in {(c.agent.key, c.kind) for c in claims}
    assert not [c for c in claims if c.kind == "cooperates"]


def voices(claims, agent, kind):  # type: ignore[no-untyped-def]
    return [[v.key or v.label for v in c.according_to] for c in claims if (c.agent.key, c.kind) == (agent, kind)]


def test_all_who_say_it_are_its_voices(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Norway and Chile said that Belarus is torturing prisoners.", title="News of the day")
    assert voices(claims, "BLR", "violates") == [["NOR", "CHL"]]


def test_whoever_is_cited_stands_behind_the_one_who_tells(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Le Monde, citing data from Amnesty International, reported that Chad had jailed journalists.", title="News")
    assert voices(claims, "TCD", "violates") == [["Le Monde", "Amnesty International"]]


def test_an_unnamed_source_is_a_voice(read_text) -> None:  # type: ignore[no-untyped-def]
    assert voices(read_text("According to news reports, Togo arrested ten students."), "TGO", "violates") == [["news reports"]]
    assert voices(read_text("According to the plan, Togo arrested ten students."), "TGO", "violates") == [[]]


def test_ones_own_deed_is_ones_own_word(read_text) -> None:  # type: ignore[no-untyped-def]
    assert voices(read_text("Kenya said that it had ratified the treaty."), "KEN", "ratifies") == [["KEN"]]
    assert voices(read_text("Kenya ratified the treaty."), "KEN", "ratifies") == [[]]


def test_what_is_quoted_is_the_word_of_whoever_is_quoted(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Canada was blunt: \u201cBelarus has tortured detainees and has bombed hospitals.\u201d", title="News of the day")
    assert voices(claims, "BLR", "violates") == [["CAN"]]


def test_a_statement_that_follows_is_announced_as_such(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "Following the vote, Canada issued a statement on Monday. Kenya arrested ten students."
    assert voices(read_text(text, title="News of the day"), "KEN", "violates") == [[]]


def test_whoever_tells_it_in_an_aside_is_its_voice(read_text) -> None:  # type: ignore[no-untyped-def]
    assert voices(read_text("As Human Rights Watch has documented, Togo jails journalists."), "TGO", "violates") == [["Human Rights Watch"]]
    assert voices(read_text("As the vote was held, Togo jailed journalists."), "TGO", "violates") == [[]]
    published = read_text("The report, published by Amnesty International, says that Togo burned villages.")
    assert voices(published, "TGO", "violates") == [["Amnesty International"]]


def test_whom_a_sentence_leans_on_is_no_part_of_what_was_done(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Iran executed three protesters, according to Amnesty International.")
    assert [c.target.text for c in claims if c.kind == "violates"] == ["executed three protesters"]


def test_a_sentence_parsed_into_two_ends() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["Iran", "fell", "Chad", "rose"], heads=[1, 1, 3, 3], deps=["nsubj", "ROOT", "nsubj", "ROOT"])
    assert Voice._in_its_own_clause(object.__new__(Voice), doc[2], doc[1])


@pytest.mark.parametrize(("publisher", "whose"), [("Ministry of Foreign Affairs of Peru", "PER"), ("The Daily Planet", None)])
def test_what_an_officer_says_in_office_is_a_statement(read_text, publisher: str, whose: str | None) -> None:  # type: ignore[no-untyped-def]
    text = "We met in Lima. Our people suffer. Chad's shameless plot against us is a crime."
    claims = read_text(text, title="Making a difference", author="Jane Roe", publisher=publisher)
    assert [c.target.entity.key for c in claims if c.kind == "condemns" and c.target.entity] == (["TCD"] if whose else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya said that a flood displaced farmers in Belarus.", "expresses-concern"),
        ("Kenya said that farmers had planted rice in Belarus.", "reports"),
        ("Norway said that Belarus was moving in the right direction.", "supports"),
    ],
)
def test_a_state_that_tells_of_harm_elsewhere_worries(read_text, text, kind) -> None:  # type: ignore[no-untyped-def]
    told = read_text(f"Belarus has forests. The capital of Belarus is Minsk. {text}", title="News of the day")
    assert {kind} == {c.kind for c in told if c.agent.key in ("KEN", "NOR")}
