"""What those who speak officially say without a verb of stance: demands, praise, denials; who has the floor in a parliament."""

from __future__ import annotations

import pytest


def stated(read_text, text):  # type: ignore[no-untyped-def]
    claims = read_text(f"We are watching. {text}", title="Statement by Norway on the elections", author="Norway")
    return {(c.agent.key, c.kind, c.target.addressee.key if c.target.addressee else None) for c in claims}


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Kenya's attacks on the villages must stop.", "KEN"),
        ("The detained journalists must be released.", None),
        ("The violence needs to end now.", None),
        ("It is high time for Kenya to hold elections.", "KEN"),
        ("The time has come for Kenya to release the prisoners.", "KEN"),
    ],
)
def test_what_must_be_is_asked_for(read_text, sentence: str, asked: str | None) -> None:  # type: ignore[no-untyped-def]
    assert ("NOR", "calls-for", asked) in stated(read_text, sentence)


@pytest.mark.parametrize(
    "sentence", ["It must be noted that Kenya has elections.", "The ship must have been lost.", "The talks must go on for days."]
)
def test_what_is_only_said_to_be_so_is_not_asked_for(read_text, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert "calls-for" not in {kind for _, kind, _ in stated(read_text, sentence)}


def test_what_it_is_time_for_has_not_been_done(read_text) -> None:  # type: ignore[no-untyped-def]
    assert "KEN" not in {agent for agent, _, _ in stated(read_text, "It is time for Kenya to release the prisoners.")}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The work of the volunteers deserves our praise.", "supports"),
        ("Thanks to the courage of the monitors, the vote was held.", "supports"),
        ("The turnout is a tribute to the people of Ghana.", "supports"),
        ("The monitors played a crucial role in the vote.", "supports"),
        ("They carried out their work magnificently.", "supports"),
        ("It is a lie that prisoners are beaten in Norway.", "rejects"),
        ("The allegations are baseless.", "rejects"),
        ("The report has nothing to do with the truth.", "rejects"),
    ],
)
def test_praise_and_denial_without_a_verb_of_stance(read_text, sentence: str, kind: str) -> None:  # type: ignore[no-untyped-def]
    assert ("NOR", kind, None) in stated(read_text, sentence)


@pytest.mark.parametrize("sentence", ["The judge made a decision.", "We have nothing to do with this.", "The crime deserves punishment."])
def test_neither_praise_nor_denial(read_text, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert not {kind for _, kind, _ in stated(read_text, sentence)} & {"supports", "rejects"}


DEBATE = """The DEPUTY MINISTER OF TRADE (Ms J Roe): We support the inquiry.

Mr J M POE: We reject the report.

The DEPUTY SPEAKER: I urge members to be brief.

The RESULT: a draw.
"""


def test_who_has_the_floor_in_a_parliament(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(DEBATE, title="Debates of the House", author="")
    assert {(c.agent.label, c.kind) for c in claims} == {
        ("Deputy Minister of Trade", "supports"),
        ("J M Poe", "rejects"),
        ("Deputy Speaker", "calls-for"),
    }


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Kenya has refused access to the monitors.", "condemns"),
        ("Kenya has sponsored terrorism in the region.", "condemns"),
        ("Kenya has crippled the electoral process.", "condemns"),
        ("Kenya is involved in the looting of the shops.", "condemns"),
    ],
)
def test_what_is_told_of_others_in_a_statement_blames_them(read_text, sentence: str, kind: str) -> None:  # type: ignore[no-untyped-def]
    assert ("NOR", kind) in {(agent, k) for agent, k, _ in stated(read_text, sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya called for an inquiry into the killings.",
        "Every responsible government will take part.",
        "Kenya has travelled to Ghana to examine the plight of the refugees.",
        "Kenya will eliminate hunger.",
    ],
)
def test_who_only_speaks_of_an_evil_is_not_blamed(read_text, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert not {k for agent, k, _ in stated(read_text, sentence) if agent == "NOR"} & {"condemns", "threatens", "expresses-concern"}


def test_it_is_whoever_the_speaker_spoke_of(read_text) -> None:  # type: ignore[no-untyped-def]
    found = stated(read_text, "Kenya has tortured prisoners. It has also shelled villages.")
    assert ("NOR", "violates", None) not in found
    assert ("KEN", "violates", None) in found


def test_thanks_for_the_floor_is_a_courtesy(read_text) -> None:  # type: ignore[no-untyped-def]
    assert not [s for s in stated(read_text, "I thank you, Mr. President.") if s[1] == "supports"]


def test_a_measure_that_was_taken_is_no_threat(read_text) -> None:  # type: ignore[no-untyped-def]
    assert "threatens" in {k for _, k, _ in stated(read_text, "Norway will take resolute measures against Kenya.")}
    assert "threatens" not in {k for _, k, _ in stated(read_text, "Norway has taken resolute measures against Kenya.")}


def test_somebody_named_before_their_office(read_text) -> None:  # type: ignore[no-untyped-def]
    assert ("Jane Roe", "visits") in {
        (agent, k) for agent, k, _ in stated(read_text, "Jane Roe, the High Commissioner for Refugees, visited Ghana.")
    }


@pytest.mark.parametrize(
    ("sentence", "agent", "kind"),
    [
        ("The talks ended, with Kenya urging restraint.", "KEN", "calls-for"),
        ("We regret to note the closure of the newspapers.", "NOR", "expresses-concern"),
        ("I am pleased to note that the prisoners have been freed.", "NOR", "supports"),
        ("We are in favour of free elections.", "NOR", "supports"),
        ("Regrettably, Kenya has not answered.", "NOR", "condemns"),
        ("Tragically, several villagers lost their homes.", "NOR", "expresses-concern"),
        ("To their great credit, the monitors stayed.", "NOR", "supports"),
        ("US sanctions were imposed on the banks of Peru.", "USA", "sanctions"),
        ("There has never been any torture in Norway.", "NOR", "rejects"),
        ("The entry of the officials is hereby suspended.", "NOR", "sanctions"),
    ],
)
def test_turns_of_official_speech(read_text, sentence: str, agent: str, kind: str) -> None:  # type: ignore[no-untyped-def]
    assert (agent, kind) in {(a, k) for a, k, _ in stated(read_text, sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Sanctions were imposed on the banks of Peru.",
        "Kenya reminded Ghana that the road is closed.",
        "The entry of the officials was suspended.",
    ],
)
def test_what_has_no_doer_or_asks_nothing(read_text, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert not {k for _, k, _ in stated(read_text, sentence)} & {"sanctions", "calls-for"}


def test_efforts_by_several_are_praised_for_each(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("We welcome the efforts by Kenya and Ghana to reach an agreement.", title="Statement by Norway", author="Norway")
    assert {(c.agent.key, c.kind, c.target.entity.key if c.target.entity else None) for c in claims} == {
        ("NOR", "supports", "KEN"),
        ("NOR", "supports", "GHA"),
    }


RESOLUTION = """The Senate,

A. whereas the Kenyan police arrested thirty journalists;

B. whereas nobody was charged;

1. Strongly condemns the arrests of the journalists by Kenya;

2. Calls on the Kenyan Government to release them;

(3) expresses its deep concern at the closure of newspapers.
"""


def test_who_adopts_a_resolution_is_the_subject_of_its_provisions(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(RESOLUTION, title="Resolution on Kenya", author="", publisher="Senate of Ruritania")
    told = {(c.agent.label, c.kind) for c in claims}
    assert {("Senate of Ruritania", kind) for kind in ("condemns", "calls-for", "expresses-concern")} <= told


def test_no_provisions_in_a_report(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Calls on the phone were answered.\n\nUrges vary.", title="Report on Kenya", author="", publisher="The Observer")
    assert not claims


def test_those_who_sign_a_text_speak_in_it(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "The undersigned human rights organisations express our concern over the arrests in Kenya. We demand their release."
    claims = read_text(text, title="Joint statement", author="")
    assert {(c.agent.label, c.kind) for c in claims} == {
        ("undersigned human rights organisations", "expresses-concern"),
        ("undersigned human rights organisations", "calls-for"),
    }


def test_where_an_embassy_sits_is_not_whose_it_is(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("We reject the report.", title="Remarks on a report", author="", publisher="Embassy of Peru in Chad")
    assert [(c.agent.key, c.kind) for c in claims] == [("PER", "rejects")]


@pytest.mark.parametrize(
    ("sentence", "agent", "kind"),
    [
        ("It is necessary to lift the ban on newspapers.", "NOR", "calls-for"),
        ("It is imperative that Kenya release the prisoners.", "NOR", "calls-for"),
        ("You have spread lies about our country.", "NOR", "condemns"),
        ("We believe that the monitors in Kenya deserve our support.", "NOR", "supports"),
        ("Kenya wrote to the head of the mission calling for an inquiry.", "KEN", "calls-for"),
    ],
)
def test_further_turns_of_official_speech(read_text, sentence: str, agent: str, kind: str) -> None:  # type: ignore[no-untyped-def]
    assert (agent, kind) in {(a, k) for a, k, _ in stated(read_text, sentence)}


@pytest.mark.parametrize(
    "sentence", ["You have come a long way.", "The incidence of torture has fallen.", "Kenya has curbed terrorism.", "Kenya will act."]
)
def test_no_blame_in_an_evil_that_grows_less(read_text, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert not {k for a, k, _ in stated(read_text, sentence) if a == "NOR"} & {"condemns", "expresses-concern"}


def test_what_is_imperative_has_not_been_done(read_text) -> None:  # type: ignore[no-untyped-def]
    assert "KEN" not in {a for a, _, _ in stated(read_text, "It is imperative that Kenya release the prisoners.")}


@pytest.mark.parametrize(
    ("sentence", "kind", "status"),
    [
        ("We cannot accept this report.", "rejects", "asserted"),
        ("We will not hesitate to take further measures.", "threatens", "hypothetical"),
        ("We extend our condolences to the people of Kenya.", "expresses-concern", "asserted"),
        ("What the Kenyan government is doing is a threat to peace.", "condemns", "asserted"),
    ],
)
def test_set_phrases_of_ministries(read_text, sentence: str, kind: str, status: str) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(f"We are watching. {sentence}", title="Statement by Norway on the elections", author="Norway")
    assert ("NOR", kind, status) in {(c.agent.key, c.kind, c.status) for c in claims}


def test_the_two_leaders_are_those_who_met(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "President Biden met with President Emmanuel Macron. The two leaders condemned the attacks by Kenya."
    claims = read_text(text, title="A visit", author="")
    assert {c.agent.label for c in claims if c.kind == "condemns"} == {"Joe Biden", "Emmanuel Macron"}


def test_leaders_who_have_not_met_are_nobody(read_text) -> None:  # type: ignore[no-untyped-def]
    assert not read_text("The two leaders condemned the attacks.", title="A visit", author="")


def test_who_condemns_an_evil_is_not_blamed_for_it(read_text) -> None:  # type: ignore[no-untyped-def]
    assert ("NOR", "condemns") not in {(a, k) for a, k, _ in stated(read_text, "Ghana condemned the killings by Kenya.")}


def test_a_smear_campaign_asks_for_nothing(read_text) -> None:  # type: ignore[no-untyped-def]
    assert "calls-for" not in {k for _, k, _ in stated(read_text, "Nobody believes Kenya's smear campaign for sullying the Court.")}


def test_this_house_is_whoever_adopts_the_text(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "Whereas Kenya has jailed journalists;\n\nWhereas nobody was heard;\n\nThis House condemns the arrests in Kenya."
    claims = read_text(text, title="Motion on Kenya", author="", publisher="Senate of Ruritania")
    assert ("Senate of Ruritania", "condemns") in {(c.agent.label, c.kind) for c in claims}


def test_where_leaders_meet_both_do(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("President Biden met with President Emmanuel Macron in Paris.", title="A visit", author="")
    assert {c.agent.label for c in claims if c.kind == "cooperates"} == {"Joe Biden", "Emmanuel Macron"}


def test_whom_a_leader_met_need_not_have_sought_it(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("President Biden met with Amnesty International in Paris.", title="A visit", author="")
    assert "Amnesty International" not in {c.agent.label for c in claims}


@pytest.mark.parametrize(
    "sentence",
    ["I should be grateful if you would circulate this letter.", "We would appreciate it if you could raise the case with the President."],
)
def test_what_one_would_be_grateful_for_is_asked(read_text, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert ("NOR", "calls-for", None) in stated(read_text, sentence)


def test_what_one_would_be_glad_of_is_not_asked(read_text) -> None:  # type: ignore[no-untyped-def]
    assert "calls-for" not in {k for _, k, _ in stated(read_text, "I would be happy if it rained.")}


def test_who_has_the_honour_to_say_it_says_it(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "The Permanent Mission of Kenya has the honour to draw attention to the attacks by Somalia."
    assert ("KEN", "condemns", None) in stated(read_text, text)


def test_what_we_must_denounce_is_denounced(read_text) -> None:  # type: ignore[no-untyped-def]
    assert ("NOR", "condemns") in {(a, k) for a, k, _ in stated(read_text, "We must denounce the regime of Kenya.")}
    assert "condemns" not in {k for _, k, _ in stated(read_text, "We must not condemn Ghana.")}


HOUSE = """Whereas the Government of Kenya has ratified the International Covenant on Civil and Political Rights;

Whereas the European Union imposed sanctions on six Kenyan officers on July 7, 2022;

Resolved, That the House of Representatives--

(1) condemns the Government of Kenya for its persecution of reporters;

(2) calls on the Government of Kenya to release the prisoners;
"""


def test_what_a_legislature_resolves(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(HOUSE, title="H. Res. 1: Condemning the Government of Kenya", author="", publisher="US House of Representatives")
    assert {(c.agent.key, c.kind) for c in claims} == {
        ("KEN", "ratifies"),
        ("EU", "sanctions"),
        ("USA", "condemns"),
        ("USA", "calls-for"),
    }


ORDER = """I, Jane Roe, President of the United States of America, find that the violence in Chad constitutes a threat to the peace.
I hereby order:

Section 1. All property in the United States of the following persons is blocked: persons determined by the Secretary to be
complicit in abuses in Chad.

Section 2. All agencies of the Government are hereby directed to take all measures within their authority.

Section 3. The Secretary of State is hereby authorized to submit reports to the Congress.
"""


def test_what_an_officer_orders_in_the_name_of_a_state(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(ORDER, title="Executive Order 1", author="Jane Roe", publisher="The White House")
    told = [(c.agent.key, c.kind) for c in claims]
    assert ("USA", "sanctions") in told and ("USA", "calls-for") in told
    assert not [c for c in claims if c.kind == "condemns" and "complicit" in c.evidence[0].quote]
    assert not [c for c in claims if c.target.text.startswith("reports")]
