"""Every claim says how it was read, and each step is true of the claim."""

from __future__ import annotations

import pytest

from graphkit.claims.checked import model_reading
from graphkit.model.claim import Claim, Evidence, Target
from graphkit.model.dates import When
from graphkit.model.entity import Entity
from graphkit.model.provenance import ReadBy

STATEMENT = {"title": "Statement by Norway on the situation in Belarus", "author": ""}
RECORD = "Chad commended the reforms. Peru welcomed the report. Ghana commended the dialogue. Cuba welcomed the visit. More aid was needed."
VOTE = (
    "On 16 November 2020, the Committee adopted draft resolution A/C.3/75/L.1 by a recorded vote.\n\n"
    "In favour: Albania, Andorra, Angola.\n\nAgainst: Belarus, Burundi, China."
)

#: name -> text, particulars of the document, agent and kind of the claim, and what its steps say.
CASES: dict[str, tuple[str, dict[str, str], tuple[str, str], dict[str, str]]] = {
    "a name": (
        "Norway condemned the arrests on 3 May 2020.", {}, ("NOR", "condemns"),
        {"trigger": "'condemned'", "frame": "verb condemn", "agent": "'Norway' is a name of Norway (NOR) in the table states",
         "date": "2020-05-03 (explicit): '3 May 2020'"},
    ),
    "a name that may mislead": (
        "The Human Rights Council met. The Council urged Eritrea to free journalists.", {}, ("hrc", "calls-for"),
        {"agent": "'Council' may be United Nations Human Rights Council or", "addressee": "'Eritrea' is a name of Eritrea (ERI)"},
    ),
    "a pronoun": (
        "On Monday, Norway urged Eritrea to free journalists. It voted against the resolution.", {}, ("NOR", "votes-against"),
        {"agent": "'It' goes back to Norway (NOR)", "date": "2021-03-29 (relative): the day told of before"},
    ),
    "words of time that lean on a date": (
        "On Monday, Norway condemned the arrests.", {}, ("NOR", "condemns"),
        {"date": "2021-03-29 (relative): 'On Monday', reckoned from the document's date, 2021-03-31"},
    ),
    "a date before the sentence": (
        "September 2, 2020. Norway urged Eritrea to free journalists.", {}, ("NOR", "calls-for"),
        {"date": "2020-09-02 (explicit): 'September 2, 2020', which stands before the sentence"},
    ),
    "a heading that is a day": (
        "3 May 2020\n\nNorway urged Eritrea to free journalists.", {}, ("NOR", "calls-for"),
        {"date": "2020-05-03 (explicit): the heading above is that day"},
    ),
    "no date but the document's": (
        "Norway condemned the arrests.", {}, ("NOR", "condemns"), {"date": "/2021-03-31 (document): the document's date bounds it"},
    ),
    "what is only foreseen": (
        "Norway would vote against the resolution.", {}, ("NOR", "votes-against"),
        {"status": "hypothetical: it is only foreseen", "date": "none: what is only foreseen"},
    ),
    "what is denied": (
        "Norway did not condemn the arrests.", {}, ("NOR", "condemns"), {"status": "negated: the words deny it"},
    ),
    "a refusal": (
        "Kenya declined to co-sponsor the resolution.", {}, ("KEN", "declines-to-cosponsor"),
        {"trigger": "'co-sponsor'", "frame": "decline to cosponsor: a refusal or failure -> declines-to-cosponsor"},
    ),
    "a noun": (
        "Eritrea's refusal to cooperate with the Council was noted.", {}, ("ERI", "refuses-cooperation"),
        {"trigger": "'refusal'", "frame": "noun refusal", "agent": "whose 'refusal' it is: 'Eritrea' is a name of Eritrea (ERI)"},
    ),
    "an act left out": (
        "Cuba voted against the resolution, as did Peru.", {}, ("PER", "votes-against"),
        {"frame": "as Cuba did: verb vote against", "agent": "'Peru' is a name of Peru (PER)"},
    ),
    "what should be done": (
        "Eritrea should free journalists.", {"author": "Human Rights Watch"}, ("Human Rights Watch", "calls-for"),
        {"agent": "whoever says so asks it: Human Rights Watch, the author of the document", "addressee": "'Eritrea' is a name of"},
    ),
    "the first person in a statement": (
        "We condemn the arrests.", STATEMENT, ("NOR", "condemns"),
        {"agent": "'We' is whoever speaks: Norway (NOR), whose statement the document is, by its title"},
    ),
    "an accusation in the speaker's own voice": (
        "The shameless propaganda of Belarus fools nobody.", STATEMENT, ("NOR", "condemns"),
        {"trigger": "'propaganda'", "frame": "the speaker's own words",
         "agent": "nobody is named as taking this stance: whoever speaks takes it, Norway (NOR), whose statement the document is",
         "target": "'Belarus' is a name of Belarus (BLR)"},
    ),
    "an abuse told in a statement": (
        "Belarus is committing grave violations of human rights.", STATEMENT, ("BLR", "violates"),
        {"agent": "'Belarus' is a name of Belarus (BLR)", "according to": "Norway (NOR), whose statement the document is"},
    ),
    "the accusation that goes with it": (
        "Belarus is committing grave violations of human rights.", STATEMENT, ("NOR", "condemns"),
        {"agent": "nobody is named as taking this stance: whoever speaks takes it, Norway (NOR)"},
    ),
    "a quotation that goes on": (
        "Canada said: \u201cThe vote was fair. We reject the amendment.\u201d Nobody answered.", {}, ("CAN", "rejects"),
        {"agent": "'We' is whoever speaks: Canada (CAN), who is quoted"},
    ),
    "a statement announced": (
        "The Foreign Ministry of Iran issued the following statement on Monday:\n\nWe reject the report of Canada.",
        {"title": "Reply to Canada", "author": "News desk"}, ("irn-mfa", "rejects"),
        {"agent": "whose own words follow: 'The Foreign Ministry of Iran issued the following statement on Monday:'"},
    ),
    "a record that names no speaker": (
        RECORD, {"title": "Summary"}, ("CUB", "calls-for"),
        {"frame": "indirect speech that goes on", "agent": "no speaker is named: Cuba (CUB) spoke last"},
    ),
    "a printed list": (
        VOTE, {"title": "Report", "author": "Third Committee"}, ("AND", "votes-for"),
        {"trigger": "'In favour'", "frame": "a printed list", "agent": "'Andorra' is a name of Andorra (AND) in the table states",
         "target": "draft resolution A/C.3/75/L.1', the draft named last before the list",
         "date": "2020-11-16 (explicit): the day of the meeting told of before the list"},
    ),
    "a bullet under a stem of the author's": (
        "Eritrea should:\n\n- Free all journalists.", {"author": "Human Rights Watch"}, ("Human Rights Watch", "calls-for"),
        {"trigger": "the stem 'Eritrea should:'", "frame": "a bullet under a stem",
         "agent": "the stem names nobody else who asks: Human Rights Watch, the author of the document",
         "target": "'Free all journalists': the bullet's words", "addressee": "'Eritrea' is a name of Eritrea (ERI)"},
    ),
    "a bullet under a stem that names who asks": (
        "Norway urged Eritrea to:\n\n- Free all journalists.", {}, ("NOR", "calls-for"),
        {"trigger": "the stem 'Norway urged Eritrea to:'", "agent": "'Norway' is a name of Norway (NOR)"},
    ),
}  # fmt: skip


def true_of(claim: Claim) -> bool:
    """Whether the steps name the claim's own agent, target, status and date."""
    steps = dict(claim.reading)
    assert steps["trigger"] and steps["frame"]
    assert claim.agent.label in steps["agent"]
    assert repr(claim.target.text) in steps["target"]
    assert claim.target.addressee is None or claim.target.addressee.label in steps["addressee"]
    assert steps["status"].startswith(claim.status)
    assert steps["date"].startswith(claim.when.edtf or "none")
    voices = [words for what, words in claim.reading if what == "according to"]
    assert all(any(voice.label in words for voice in claim.according_to) for words in voices)
    return True


@pytest.mark.parametrize("case", CASES)
def test_each_kind_of_reading_says_what_it_went_by(read_text, case: str) -> None:  # type: ignore[no-untyped-def]
    text, fields, (agent, kind), expected = CASES[case]
    claims = read_text(text, **fields)
    assert all(true_of(claim) for claim in claims)
    claim = next(c for c in claims if (c.agent.key, c.kind) == (agent, kind))
    steps = dict(claim.reading)
    assert {what: words for what, words in expected.items() if words not in steps.get(what, "")} == {}, steps


@pytest.mark.parametrize(
    ("text", "phrase", "date", "status"),
    [
        ("In 2020, Kenya declined to co-sponsor the text for the third year in a row.", "'for the third year in a row'",
         "2018/2019 (inferred): each year from 2018 to 2019", "asserted: as in that claim"),
        ("In 2020, Kenya voted against the resolution for the first time since 2008.", "'for the first time since 2008'",
         "2009/2019 (inferred): each year from 2009 to 2019", "negated: the other way round"),
        ("In 2020 Kenya co-sponsored the draft resolution, as it had the year before.", "'as it had the year before'",
         "2019 (inferred): 2019", "asserted: as in that claim"),
        ("Kenya co-sponsored the text every year since 2015.", "'every year since 2015'",
         "2015/2020 (inferred): each year from 2015 to 2020", "asserted: as in that claim"),
    ],
)  # fmt: skip
def test_a_run_says_from_which_claim_phrase_and_years(  # type: ignore[no-untyped-def]
    read_text, text: str, phrase: str, date: str, status: str
) -> None:
    told, run = read_text(text)
    steps = dict(run.reading)
    assert true_of(told) and true_of(run)
    assert steps["trigger"] == phrase
    assert steps["frame"].startswith("recurrence (")
    assert steps["derived from"].startswith(f"claim {told.id}: Kenya {told.kind}") and run.derived_from == (told.id,)
    assert steps["date"].startswith(date) and phrase in steps["date"]
    assert steps["status"].startswith(status)


def test_a_reading_is_no_part_of_the_claim(read_text) -> None:  # type: ignore[no-untyped-def]
    from dataclasses import replace

    (claim,) = read_text("Norway condemned the arrests.")
    other = replace(claim, reading=())
    assert (other, other.id, other.as_record()) == (claim, claim.id, claim.as_record())


def test_the_shipped_notes_say_how_all_of_their_claims_were_read(reader) -> None:  # type: ignore[no-untyped-def]
    from graphkit.ingest.folder import find_documents
    from graphkit.ingest.reading import read_document
    from graphkit.resources import shipped

    claims = [c for path in find_documents(shipped("data") / "documents") for c in reader.read(read_document(path))]
    assert len(claims) > 50
    assert all(true_of(claim) for claim in claims)


def test_a_model_gives_no_reasons_and_what_was_checked_is_said() -> None:
    text = "Peru declined to co-sponsor the resolution."
    quote = Evidence(0, 42, text[:42], text)
    peru = Entity("PER", "Peru", "state", known=True)
    claim = Claim("d", peru, "declines-to-cosponsor", Target("the resolution"), When(), (quote,))
    steps = dict(model_reading(claim, ReadBy("llm", "a-model", "1a"), text))
    assert steps["reasons"].startswith("none: a-model proposed the claim and gave no reasons")
    assert steps["quote"] == "characters 0 to 42: verbatim in the text"
    assert steps["agent"].startswith("Peru (PER): ")
    assert steps["target"] == "'the resolution' stands in the quote, linked to nothing"
    assert "NOT what stands there" in dict(model_reading(claim, ReadBy("llm", "a-model"), "Chile" + text))["quote"]
    assert "not kept" in dict(model_reading(claim, ReadBy("llm", "a-model"), None))["quote"]
