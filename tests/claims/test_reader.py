from __future__ import annotations

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.claims.reader import Reader
from graphkit.model.claim import Claim
from graphkit.model.document import Citation, Document


def brief(claims: list[Claim]) -> list[tuple[str | None, str, str, str]]:
    return [(c.agent.key, c.kind, c.target.addressee.key or "" if c.target.addressee else "", c.status) for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway and Chile co-sponsored the draft resolution.", [("NOR", "cosponsors"), ("CHL", "cosponsors")]),
        ("Forty states, including Peru and Ghana, co-sponsored the text.", [("PER", "cosponsors"), ("GHA", "cosponsors")]),
        ("Kenya declined to co-sponsor the resolution.", [("KEN", "declines-to-cosponsor")]),
        ("Kenya stood back, failing to co-sponsor the resolution.", [("KEN", "declines-to-cosponsor")]),
        ("Cuba voted against the resolution.", [("CUB", "votes-against")]),
        ("India abstained.", [("IND", "abstains")]),
        ("The resolution was adopted by the General Assembly.", [("unga", "adopts")]),
        ("Russia vetoed the draft resolution.", [("RUS", "blocks")]),
        ("Tehran rejected the report of the Special Rapporteur on Iran.", [("IRN", "rejects")]),
        ("Belarus refused to cooperate with the Special Rapporteur on Belarus.", [("BLR", "refuses-cooperation")]),
        ("Mongolia ratified the Convention against Torture.", [("MNG", "ratifies")]),
        ("Mongolia is a party to the Convention against Torture.", [("MNG", "party-to")]),
        ("A spokesperson for the Indian Foreign Ministry condemned the resolution.", [("IND", "condemns")]),
        ("Japan pays for the weather.", []),
    ],
)
def test_who_does_what(read_text, text: str, expected: list[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert [(c.agent.key, c.kind) for c in read_text(text)] == expected


def test_negation_keeps_the_kind_and_says_so(read_text) -> None:  # type: ignore[no-untyped-def]
    (claim,) = read_text("Brazil did not vote for the resolution.")
    assert (claim.agent.key, claim.kind, claim.status) == ("BRA", "votes-for", "negated")


def test_what_is_only_foreseen_is_hypothetical_and_has_no_date(read_text) -> None:  # type: ignore[no-untyped-def]
    (claim,) = read_text("Brazil will support the resolution.")
    assert (claim.status, claim.when.start, claim.when.end) == ("hypothetical", None, None)


def test_the_voice_of_another_is_named(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("According to Human Rights Watch, Eritrea arrested journalists.")
    (violates,) = [c for c in claims if c.kind == "violates"]
    assert [e.label for e in violates.according_to] == ["Human Rights Watch"]


def test_a_call_names_of_whom_it_asks(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("On 3 May 2020, Amnesty International urged Myanmar and Thailand to protect refugees.")
    assert brief(claims) == [
        ("Amnesty International", "calls-for", "MMR", "asserted"),
        ("Amnesty International", "calls-for", "THA", "asserted"),
    ]
    assert {c.when.edtf for c in claims} == {"2020-05-03"}


def test_recommendations_under_a_stem(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Recommendations\n\nThe government of Mali should:\n\n- End torture;\n- Let in the Special Rapporteur on torture.\n")
    assert [(c.agent.label, c.kind, c.target.addressee.key, c.target.text) for c in claims] == [
        ("A. Writer", "calls-for", "MLI", "End torture"),
        ("A. Writer", "calls-for", "MLI", "Let in the Special Rapporteur on torture"),
    ]
    assert all(len(c.evidence) == 2 for c in claims)


def test_a_run_gives_the_years_it_implies(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("On 20 November 2020, Canada declined to co-sponsor the resolution for the third year in a row.")
    stated, run = claims
    assert stated.when.edtf == "2020-11-20"
    assert (run.when.edtf, run.when.basis, run.rule, run.derived_from) == ("2018/2019", "inferred", "recurrence", (stated.id,))
    assert dict(run.value) == {"times": 2}


def test_the_first_time_since_implies_that_it_did_not_happen_between(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("In 2019, Canada declined to co-sponsor the resolution for the first time since 2008.")
    (run,) = [c for c in claims if c.rule]
    assert (run.kind, run.status, run.when.edtf) == ("declines-to-cosponsor", "negated", "2009/2018")


def test_again_starts_no_run(read_text) -> None:  # type: ignore[no-untyped-def]
    assert not [c for c in read_text("In 2019, Canada again declined to co-sponsor the annual resolution.") if c.rule]


def test_a_tally_belongs_to_the_adoption(read_text) -> None:  # type: ignore[no-untyped-def]
    (claim,) = read_text("The General Assembly adopted the resolution by 78 votes to 30, with 68 abstentions.")
    assert dict(claim.value) == {"yes": 78, "no": 30, "abstain": 68}


def test_a_malformed_figure_is_kept_as_written_and_flagged(read_text) -> None:  # type: ignore[no-untyped-def]
    (claim,) = read_text("The United Nations estimates that there are 200,0000 people in prison in Eritrea.")
    assert dict(claim.value) == {"people": "200,0000"}
    assert "malformed-figure" in claim.flags


def test_a_text_without_a_date_bounds_nothing(read_text) -> None:  # type: ignore[no-untyped-def]
    (claim,) = read_text("Kenya declined to co-sponsor the resolution.", date=None)
    assert (claim.when.start, claim.when.end, claim.when.basis) == (None, None, None)
    assert "undated" in claim.flags


def test_what_notes_say_is_asked_by_the_author_of_the_original(reader: Reader) -> None:
    text = "The Security Council should act.\n"
    document = Document("n", text, Citation("Notes"), "0" * 64, "notes", Citation("T", "Jane Doe"))
    assert [c.agent.label for c in reader.read(document)] == ["Jane Doe"]


NAMES = ("Norway", "the Security Council", "Human Rights Watch", "Tomás Ojea Quintana", "they", "58 states", "\u201cX\u201d")
ACTS = ("co-sponsored", "declined to co-sponsor", "voted against", "did not adopt", "urged", "said that", "vetoed")
REST = ("the resolution", "Mali to act", "the draft (A/RES/75/190)", "it for the second year in a row", "on 3 May 2020", "in 2019;")

ENDS = (". ", ".\n\n", "\n- ", ":\n\n\u2022 ")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(*map(st.sampled_from, (NAMES, ACTS, REST, ENDS))),
        min_size=1, max_size=6,
    ),
    st.text(alphabet=string.printable + "\u2019\u201c\u2014\u00a0\U0001f600", max_size=40),
)  # fmt: skip
def test_whatever_the_text_each_quote_stands_in_it_and_the_same_text_gives_the_same_claims(
    reader: Reader, parts: list[tuple[str, str, str, str]], noise: str
) -> None:
    text = noise + "".join(f"{who} {act} {rest}{end}" for who, act, rest, end in parts)
    document = Document("d", text, Citation("T"), "0" * 64)
    claims = reader.read(document)
    assert [c.as_record() for c in claims] == [c.as_record() for c in reader.read(document)]
    assert len({c.id for c in claims}) == len(claims)
    for claim in claims:
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
        if claim.when.start and claim.when.end:
            assert claim.when.start <= claim.when.end
        assert (claim.rule is None) == (claim.derived_from == ())


def test_votes_printed_as_lists(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(
        "Draft resolution III was put to the vote.\n\nIn favour: Albania, Bolivia (Plurinational State of), Chile\n\n"
        "Against: Belarus, Cuba, Zimbabwe\n\nAbstaining: Angola, Bahrain, Chad\n"
    )
    votes = {(c.agent.key, c.kind) for c in claims}
    assert votes == {
        ("ALB", "votes-for"), ("BOL", "votes-for"), ("CHL", "votes-for"), ("BLR", "votes-against"), ("CUB", "votes-against"),
        ("ZWE", "votes-against"), ("AGO", "abstains"), ("BHR", "abstains"), ("TCD", "abstains"),
    }  # fmt: skip
    assert {c.target.text for c in claims} == {"Draft resolution III"}
    assert [e.quote for e in claims[0].evidence] == ["In favour", "Albania"]


def test_an_unknown_name_does_not_end_a_list(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("In favour: Albania, Ruritania, Guinea- Bissau, Chile, Peru\n")
    assert [c.agent.key for c in claims] == ["ALB", "GNB", "CHL", "PER"]


def test_two_names_after_a_colon_are_no_recorded_vote(read_text) -> None:  # type: ignore[no-untyped-def]
    assert read_text("For: Albania and Chile it was a good day.") == []


def test_who_takes_the_floor_is_who_says_we(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(
        "Mr. Smith (Norway) (spoke in French): We condemn the attack. My delegation rejects the text.\n\nThe President: I thank Norway.\n\n"
        "Ms. Doe (Iran (Islamic Republic of)): We support the resolution."
    )
    assert [(c.agent.key, c.kind) for c in claims] == [
        ("NOR", "condemns"), ("NOR", "rejects"), ("President", "supports"), ("IRN", "supports"),
    ]  # fmt: skip


def test_a_title_may_say_who_speaks(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("We condemn the attack.", title="Statement by Sweden at the Security Council", author="")
    assert [(c.agent.key, c.kind) for c in claims] == [("SWE", "condemns")]


def test_the_report_of_a_year_tells_of_the_year_before(read_text) -> None:  # type: ignore[no-untyped-def]
    (claim,) = read_text("In September, Kenya declined to co-sponsor the resolution.", title="Annual Report 2013", date="2013")
    assert claim.when.edtf == "2012-09"


def test_a_clause_goes_on_with_its_own_subject(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(
        "Norway regretted that Kenya had declined to cooperate with the Commission of Inquiry, and expressed concern about torture."
    )
    assert ("NOR", "expresses-concern") in {(c.agent.key, c.kind) for c in claims}
    assert ("KEN", "expresses-concern") not in {(c.agent.key, c.kind) for c in claims}


def test_never_recognising_is_a_rejection(read_text) -> None:  # type: ignore[no-untyped-def]
    (claim,) = read_text("Eritrea will never recognise the Special Rapporteur on Eritrea.")
    assert (claim.agent.key, claim.kind, claim.status) == ("ERI", "rejects", "hypothetical")


def test_a_date_of_its_own_dates_the_next_sentence(read_text) -> None:  # type: ignore[no-untyped-def]
    (claim,) = read_text("September 2, 2020. Norway urged Eritrea to free journalists.")
    assert claim.when.edtf == "2020-09-02"


def test_what_offers_an_opportunity_offers_nothing(read_text) -> None:  # type: ignore[no-untyped-def]
    assert read_text("The Human Rights Council offers a rare opportunity.") == []


def test_a_name_means_nobody_who_was_not_there_yet(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "The report is about North Korea. The Commission of Inquiry condemned the attack."
    assert [c.agent.key for c in read_text(text, date="2014-03-01")] == ["coi-dprk"]
    (claim,) = read_text(text, date="2010-03-01")
    assert not claim.agent.known
    assert claim.flags == ("ambiguous-agent",)


def test_each_of_several_that_are_accused_is_a_claim_of_its_own(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("China accused Germany, the United States and Japan of hypocrisy.")
    assert [(c.agent.key, c.kind, c.target.entity.key) for c in claims] == [("CHN", "condemns", key) for key in ("DEU", "USA", "JPN")]


def test_the_it_of_a_relative_clause_is_who_the_main_clause_is_about(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The General Assembly met. In 2018, the United States left the Council, which it accused of bias against Israel.")
    assert [c.agent.key for c in claims if c.kind == "condemns"] == ["USA"]


def test_what_is_counted_may_be_a_set_with_members(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Dozens of countries, including Germany, South Africa and Mexico, condemned the decision.")
    assert [(c.agent.key, c.kind) for c in claims] == [("DEU", "condemns"), ("ZAF", "condemns"), ("MEX", "condemns")]


def test_who_takes_the_floor_to_oppose_opposes(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The representatives of Cambodia, Algeria, Cuba and India then took the floor to oppose selectivity.")
    assert [(c.agent.key, c.kind) for c in claims] == [(key, "opposes") for key in ("KHM", "DZA", "CUB", "IND")]
