"""What the model says is kept only where the text bears it out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from endpoint_double import item
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.claims.llm.extractor import LlmExtractor
from graphkit.claims.llm.report import Report
from graphkit.model.claim import FLAGS, KINDS, Claim
from graphkit.model.document import Document

KENYA = "Kenya declined to co-sponsor the resolution."


class Said:
    """A client whose model gives one answer."""

    model = "a-model"

    def __init__(self, *items: object) -> None:
        self.answer = json.dumps({"claims": items})

    def ask(self, messages: list[dict[str, str]]) -> str:
        return self.answer


@pytest.fixture
def ground(loaded: LlmExtractor, document: Callable[..., Document]) -> Callable[..., tuple[list[Claim], Report]]:
    def read(text: str, *items: dict[str, object], **told: Any) -> tuple[list[Claim], Report]:
        extractor = replace(loaded, client=Said(*items), report=Report())  # type: ignore[arg-type]
        return extractor.read(document(text, **told)), extractor.report

    return read


def test_a_claim_with_all_its_parts(ground) -> None:  # type: ignore[no-untyped-def]
    text = "Ghana spoke first. On 3 May 2020, Kenya \ndeclined to co-sponsor draft A/C.3/69/L.28/Rev.1 in the Third Committee, Peru said."
    (claim,), report = ground(text, item(
        sentence=2, quote="Kenya declined to co-sponsor draft A/C.3/69/L.28/Rev.1", target="draft A/C.3/69/L.28/Rev.1",
        forum="Third Committee", according_to=["Peru"], date_words="On 3 May 2020", date_start="1999", date_end="1999",
    ))  # fmt: skip
    assert (claim.agent.key, claim.kind, claim.status, claim.document) == ("KEN", "declines-to-cosponsor", "asserted", "d")
    assert claim.target.text == "draft A/C.3/69/L.28/Rev.1"
    assert claim.target.entity is not None and claim.target.entity.key == "A/C.3/69/L.28/Rev.1"
    assert claim.forum is not None and claim.forum.key == "unga-c3"
    assert [e.key for e in claim.according_to] == ["PER"]
    assert (claim.when.start, claim.when.basis) == (date(2020, 5, 3), "explicit"), "the words are read by rules, not by the model"
    (evidence,) = claim.evidence
    assert evidence.quote == "Kenya \ndeclined to co-sponsor draft A/C.3/69/L.28/Rev.1" == text[evidence.start : evidence.end]
    assert evidence.sentence.startswith("On 3 May 2020, Kenya declined")
    assert (report.kept, report.dropped.total(), report.left_out.total()) == (1, 0, 0)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quote": "Kenya refused to co-sponsor the resolution"}, "quote not in its sentence"),
        ({"quote": "kenya declined to co-sponsor the resolution"}, "quote not in its sentence"),
        ({"quote": "enya declined"}, "quote not in its sentence"),
        ({"quote": "Uganda voted"}, "quote not in its sentence"),
        ({"agent": "Uganda"}, "agent not in its sentence"),
        ({"agent": "Republic of Kenya"}, "agent not in its sentence"),
        ({"target": "the draft"}, "target not in its sentence"),
        ({"according_to": ["Uganda"]}, "source not in its sentence"),
        ({"kind": "calls-for", "addressee": "Uganda"}, "addressee not in its sentence"),
        ({"kind": "hates"}, "unknown kind"),
        ({"status": "likely"}, "unknown status"),
        ({"sentence": 9}, "not a sentence of its part"),
        ({"sentence": 0}, "not a sentence of its part"),
        ({"sentence": 2}, "quote not in its sentence"),
        ({"sentence": "1"}, "not of the form asked for"),
        ({"sentence": True}, "not of the form asked for"),
        ({"quote": ""}, "not of the form asked for"),
        ({"quote": None}, "not of the form asked for"),
        ({"agent": ["Kenya"]}, "not of the form asked for"),
        ({"according_to": "Kenya"}, "not of the form asked for"),
        ({"according_to": [1]}, "not of the form asked for"),
        ({"date_start": 2020}, "not of the form asked for"),
    ],
)  # fmt: skip
def test_what_the_text_does_not_bear_out_is_dropped_and_counted(ground, changes: dict[str, object], reason: str) -> None:  # type: ignore[no-untyped-def]
    claims, report = ground(f"{KENYA} Uganda voted.", item(**changes), item())
    assert [c.agent.key for c in claims] == ["KEN"]
    assert dict(report.dropped) == {reason: 1}
    assert report.kept == 1


@pytest.mark.parametrize("answer", [None, 3, "Kenya declined", [], {}])
def test_an_item_of_another_form_is_dropped(ground, answer: object) -> None:  # type: ignore[no-untyped-def]
    claims, report = ground(KENYA, answer)
    assert claims == [] and dict(report.dropped) == {"not of the form asked for": 1}


def test_a_heading_claims_nothing(ground) -> None:  # type: ignore[no-untyped-def]
    claims, report = ground("# Kenya declined to co-sponsor the resolution\n\nGhana spoke.", item())
    assert claims == [] and dict(report.dropped) == {"in a heading": 1}


def test_the_same_claim_twice_is_one(ground) -> None:  # type: ignore[no-untyped-def]
    claims, report = ground(KENYA, item(), item())
    assert len(claims) == report.kept == 1


def test_claims_come_in_the_order_of_the_text(ground) -> None:  # type: ignore[no-untyped-def]
    claims, _ = ground(
        "Cuba abstained. India abstained.",
        item(sentence=2, quote="India abstained", agent="India", kind="abstains", target="abstained"),
        item(sentence=1, quote="Cuba abstained", agent="Cuba", kind="abstains", target="abstained"),
    )
    assert [c.agent.key for c in claims] == ["CUB", "IND"]


# -- who -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "key", "label"),
    [
        ("Kenya", "KEN", "Kenya"),
        ("the Kenyan government", "KEN", "Kenya"),
        ("Kenya's Foreign Minister", "KEN", "Kenya"),
        ("Kenya\u2019s armed forces", "KEN", "Kenya"),
        ("the Kenyan ambassador Jane Roe", "KEN", "Kenya"),
        ("the government of Kenya", "KEN", "Kenya"),
        ("the Kenyan opposition leader", None, "Kenyan opposition leader"),
        ("Kenyan activists", None, "Kenyan activists"),
        ("Kenya Airways", None, "Kenya Airways"),
        ("Human Rights Watch", "Human Rights Watch", "Human Rights Watch"),
        ("the Special Rapporteur Marzuki Darusman", "Marzuki Darusman", "Marzuki Darusman"),
        ("Marzuki Darusman, the Special Rapporteur", "Marzuki Darusman", "Marzuki Darusman"),
        ("the Harbour Union", None, "Harbour Union"),
        ("a spokesperson", None, "spokesperson"),
        ("We", "A. Writer", "A. Writer"),
        ("The author", "A. Writer", "A. Writer"),
        ("Our delegation", "A. Writer", "A. Writer"),
    ],
)  # fmt: skip
def test_who_is_meant(ground, words: str, key: str | None, label: str) -> None:  # type: ignore[no-untyped-def]
    (claim,), _ = ground(
        f"{words} opposed the plan.", item(quote=f"{words} opposed the plan", agent=words, kind="opposes", target="the plan")
    )
    assert (claim.agent.key, claim.agent.label) == (key, label)


def test_several_agents_are_a_claim_each(ground) -> None:  # type: ignore[no-untyped-def]
    text = "Norway, Chile and the Republic of Korea opposed the plan."
    claims, _ = ground(text, item(quote=text[:-1], agent="Norway, Chile and the Republic of Korea", kind="opposes", target="the plan"))
    assert [c.agent.key for c in claims] == ["NOR", "CHL", "KOR"]


def test_an_ambiguous_name_is_kept_as_it_stands_and_flagged(ground) -> None:  # type: ignore[no-untyped-def]
    (claim,), _ = ground("Korea opposed the plan.", item(quote="Korea opposed the plan", agent="Korea", kind="opposes", target="the plan"))
    assert (claim.agent.key, claim.agent.known, claim.flags) == (None, False, ("ambiguous-agent",))


def test_a_pronoun_has_its_name_from_where_it_stands(ground) -> None:  # type: ignore[no-untyped-def]
    text = "Kenya spoke first. It declined to co-sponsor the resolution."
    said = item(sentence=2, quote="It declined to co-sponsor the resolution", agent="It")
    (claim,), _ = ground(text, {**said, "agent_name": "Kenya", "agent_name_sentence": 1})
    assert claim.agent.key == "KEN"
    assert [e.quote for e in claim.evidence] == ["Kenya", "It declined to co-sponsor the resolution"]
    for changes, reason in [
        ({}, "agent without a name"),
        ({"agent_name": "Uganda", "agent_name_sentence": 1}, "name of the agent not in its sentence"),
        ({"agent_name": "Kenya", "agent_name_sentence": None}, "name of the agent not in its sentence"),
        ({"agent_name": "Kenya", "agent_name_sentence": 7}, "name of the agent not in its sentence"),
        ({"according_to": ["It"], "agent_name": "Kenya", "agent_name_sentence": 1}, "source without a name"),
    ]:
        claims, report = ground(text, {**said, **changes})
        assert (claims, dict(report.dropped)) == ([], {reason: 1})


def test_a_name_from_a_later_sentence_is_none(ground) -> None:  # type: ignore[no-untyped-def]
    said = item(quote="It declined", agent="It", target="declined", agent_name="Kenya", agent_name_sentence=2)
    claims, report = ground("It declined. Kenya spoke.", said)
    assert (claims, dict(report.dropped)) == ([], {"name of the agent not in its sentence": 1})


def test_we_in_a_quotation_is_not_the_author(ground) -> None:  # type: ignore[no-untyped-def]
    text = "\u201cWe opposed the plan,\u201d Peru said."
    said = item(quote="We opposed the plan", agent="We", kind="opposes", target="the plan")
    assert ground(text, said)[1].dropped == {"agent without a name": 1}
    (claim,), _ = ground(text, {**said, "agent_name": "Peru", "agent_name_sentence": 1})
    assert claim.agent.key == "PER"


def test_a_name_where_the_words_say_who_it_is_counts_for_nothing(ground) -> None:  # type: ignore[no-untyped-def]
    (claim,), _ = ground(f"Ghana spoke. {KENYA}", item(sentence=2, agent_name="Ghana", agent_name_sentence=1))
    assert claim.agent.key == "KEN"


def test_a_bullet_goes_on_from_its_stem(ground) -> None:  # type: ignore[no-untyped-def]
    text = "Norway urges the government of Kenya to:\n- free all prisoners;\n- end the death penalty.\n"
    said = item(
        sentence=2,
        quote="free all prisoners",
        agent="Norway",
        kind="calls-for",
        target="free all prisoners",
        addressee="the government of Kenya",
    )
    (claim,), _ = ground(text, said)
    assert claim.target.addressee is not None and (claim.agent.key, claim.target.addressee.key) == ("NOR", "KEN")
    assert [e.quote for e in claim.evidence] == ["Norway urges the government of Kenya to:", "free all prisoners"]
    assert ground(text, {**said, "sentence": 3})[1].dropped == {"quote not in its sentence": 1}


# -- toward what ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "target", "key"),
    [
        ("opposes", "Kenya", "KEN"),
        ("opposes", "sanctions against Kenya", None),
        ("condemns", "the abuses in Kenya", "KEN"),
        ("condemns", "the abuses in Kenya and Ghana", None),
        ("votes-for", "the resolution on Kenya", None),
        ("votes-for", "Kenya", None),
        ("votes-for", "resolution A/RES/75/190", "A/RES/75/190"),
        ("opposes", "it", None),
    ],
)  # fmt: skip
def test_a_target_is_linked_only_where_it_is_what_is_named(ground, kind: str, target: str, key: str | None) -> None:  # type: ignore[no-untyped-def]
    text = f"Norway spoke on {target}."
    (claim,), _ = ground(text, item(quote=text[:-1], agent="Norway", kind=kind, target=target))
    assert (claim.target.text, claim.target.entity.key if claim.target.entity else None) == (target, key)


def test_figures_are_read_from_the_words(ground) -> None:  # type: ignore[no-untyped-def]
    text = "The General Assembly adopted the text by 78 votes to 30, with 68 abstentions."
    said = item(quote="The General Assembly adopted the text", agent="The General Assembly", kind="adopts", target="the text")
    (claim,), _ = ground(text, said)
    assert dict(claim.value) == {"yes": 78, "no": 30, "abstain": 68}
    assert claim.forum is not None and claim.forum.key == "unga"
    text = "Kenya holds 200,0000 prisoners."
    (claim,), _ = ground(text, item(quote=text[:-1], kind="violates", target="200,0000 prisoners"))
    assert (dict(claim.value), claim.flags) == ({"people": "200,0000"}, ("malformed-figure",))


# -- when ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "stated", "edtf", "left_out"),
    [
        ("in 2014", (None, None), "2014", None),
        ("2014", ("1999", "1999"), "/2021-03-31", "date that its words do not give"),
        ("in 2014", ("1999", "1999"), "2014", None),
        ("last year", (None, None), "2020", None),
        ("in the closing weeks of 2014", ("2014-12-15", "2014-12-31"), "2014", None),
        ("as 2014 closed", ("2014-12-15", "2014-12-31"), "2014-12-15/2014-12-31", None),
        ("as 2014 closed", ("2014-12", None), "2014-12", None),
        ("as 2014 closed", ("2013-12-15", "2014-01-31"), "/2021-03-31", "date that its words do not give"),
        ("as 2014 closed", ("2014-31-12", None), "/2021-03-31", "date not in ISO 8601"),
        ("as 2014 closed", ("2014-12-31", "2014-12-01"), "/2021-03-31", "date not in ISO 8601"),
        ("as 2014 closed", ("12 December 2014", None), "/2021-03-31", "date not in ISO 8601"),
        ("as 2014 closed", (None, None), "/2021-03-31", "date words that say no day"),
        ("after the war", ("2014-12-15", "2014-12-31"), "/2021-03-31", "date that its words do not give"),
        ("as 1794 closed", ("1794", "1794"), "/2021-03-31", "date that its words do not give"),
        ("as 2024 closed", ("2024", "2024"), "/2021-03-31", "date after the document"),
    ],
)  # fmt: skip
def test_a_date_is_taken_as_far_as_its_words_go(
    ground, when: str, stated: tuple[str | None, str | None], edtf: str, left_out: str | None
) -> None:  # type: ignore[no-untyped-def]
    said = item(date_words=when, date_start=stated[0], date_end=stated[1])
    (claim,), report = ground(f"Kenya declined to co-sponsor the resolution {when}.", said)
    assert claim.when.edtf == edtf
    assert list(report.left_out) == ([left_out] if left_out else [])
    own = left_out is None and when.startswith("as")
    assert claim.flags == (("low-confidence",) if own else ())


def test_a_date_without_words_in_the_sentence_is_left_out(ground) -> None:  # type: ignore[no-untyped-def]
    (claim,), report = ground(KENYA, item(date_words="in 2014", date_start="2014"))
    assert (claim.when.edtf, claim.when.basis) == ("/2021-03-31", "document")
    assert report.left_out == {"date words not in its sentence": 1}
    (claim,), report = ground(KENYA, item(date_start="2014", date_end="2014"), date=None)
    assert (claim.when.end, claim.flags) == (None, ("undated",))
    assert report.left_out == {"date without its words": 1}


def test_what_is_only_foreseen_has_no_date(ground) -> None:  # type: ignore[no-untyped-def]
    (claim,), _ = ground(KENYA, item(status="hypothetical"))
    assert (claim.status, claim.when.end, claim.flags) == ("hypothetical", None, ())


def test_a_forum_that_is_not_there_is_left_out(ground) -> None:  # type: ignore[no-untyped-def]
    (claim,), report = ground(KENYA, item(forum="Third Committee"))
    assert claim.forum is None and report.left_out == {"forum not in its sentence": 1}


# -- whatever the model says ---------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "Kenya",
        "It",
        "we",
        "Kenya declined",
        "the resolution",
        "in 2014",
        "Norway",
        "free all prisoners",
        "AGENT-A",
        "",
        "\ud800",
        "2014-01-01",
        None,
    ]
)
ANSWER = st.fixed_dictionaries(
    dict.fromkeys(("quote", "agent", "agent_name", "target", "addressee", "forum", "date_words", "date_start", "date_end"), WORDS)
    | {
        "sentence": st.integers(0, 6), "agent_name_sentence": st.none() | st.integers(0, 6), "kind": st.sampled_from(KINDS),
        "status": st.sampled_from(["asserted", "negated", "hypothetical"]), "according_to": st.lists(WORDS, max_size=2),
    }
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(ANSWER, max_size=6))
def test_whatever_the_model_says_quotes_stand_in_the_text(ground, answers: list[dict[str, object]]) -> None:  # type: ignore[no-untyped-def]
    text = "Norway spoke in 2014.\n\nIt urges Kenya to:\n- free all prisoners;\n- go.\n\nKenya declined to co-sponsor the resolution.\n"
    claims, report = ground(text, *answers)
    for claim in claims:
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote != ""
        assert claim.target.text in " ".join(text.split())
        assert claim.agent.label == "A. Writer" or claim.agent.label in text
        assert set(claim.flags) <= set(FLAGS)
    assert len(claims) == report.kept <= len(answers)
