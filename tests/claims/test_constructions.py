"""Constructions by which prose tells of stances: each with sentences in which it holds, and in which it must not.

The sentences are invented; nothing in them says what a state did.
"""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from graphkit.claims.extent import trimmed

STATEMENT = {"title": "Statement of the Ministry of Foreign Affairs of Iran", "author": "Ministry of Foreign Affairs of Iran"}
NEWS = {"title": "News of the day"}


def told(claims):  # type: ignore[no-untyped-def]
    """Who takes which stance; an organ counts as its state."""
    return {((c.agent.key or c.agent.label).removesuffix("-mfa").upper(), c.kind) for c in claims}


def check(read_text, text, holds, not_so, about=NEWS) -> None:  # type: ignore[no-untyped-def]
    found = told(read_text(text, **about))
    assert {(who.upper(), kind) for who, kind in holds} <= found
    assert not {(who.upper(), kind) for who, kind in not_so} & found


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The resolution is a mockery of justice.", [("IRN", "condemns")], []),
        ("The decision of the Human Rights Council is the fruit of political pressure.", [("IRN", "condemns")], []),
        ("Canada has no moral right to lecture others.", [("IRN", "condemns")], []),
        ("Germany once again showed its double standards.", [("IRN", "condemns")], []),
        ("The resolution is a sign of hope for the victims.", [], [("IRN", "condemns")]),
        ("Canada has no coast on the Indian Ocean.", [], [("IRN", "condemns")]),
    ],
)
def test_own_criticism_in_a_statement(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so, STATEMENT)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Serbia said the resolution would deepen divisions and erode trust.", [("SRB", "condemns")], []),
        ("Algeria said the decision violated international law.", [("DZA", "condemns")], []),
        ("Germany said the plan was not in line with international law.", [("DEU", "condemns")], []),
        ("Turkey said Europe had no business lecturing others.", [("TUR", "condemns")], []),
        ("Chile said the law would protect victims of violence.", [], [("CHL", "condemns")]),
        ("Kenya said the measures would reduce hunger.", [], [("KEN", "condemns")]),
        ("Japan said the report described torture in the camps.", [], [("JPN", "condemns")]),
    ],
)
def test_what_is_said_of_a_deed(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ('The Foreign Ministry of Venezuela called the judges "politicians in robes".', [("VEN", "condemns")], []),
        ("Syria called the allegations false.", [("SYR", "rejects")], [("SYR", "condemns")]),
        ("The Foreign Ministry of Peru rejected the ruling, terming it a farce.", [("PER", "rejects"), ("PER", "condemns")], []),
        ("Norway considers the law a matter of grave concern.", [("NOR", "expresses-concern")], []),
        ("Kenya described the campaign as a success.", [("KEN", "supports")], [("KEN", "condemns")]),
    ],
)
def test_what_things_are_called(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        (
            "Amnesty International held Ethiopia responsible for the deaths of dozens of detainees.",
            [("Amnesty International", "condemns"), ("ETH", "violates")],
            [("ETH", "condemns")],
        ),
        ("The European Union held Belarus accountable for jailing the editor.", [("EU", "condemns"), ("BLR", "violates")], []),
        ("Finland holds the presidency of the Council of Europe.", [], [("FIN", "condemns")]),
        ("The Minister of Health of Peru is responsible for vaccines.", [], [("PER", "violates")]),
        ("Prosecutors accused them of acting for the government of China.", [], [("CHN", "condemns")]),
        ("Norway regretted that Belarus had turned down the visit.", [("NOR", "condemns")], [("NOR", "expresses-concern")]),
        ("Norway regretted that the visit had been turned down.", [("NOR", "expresses-concern")], [("NOR", "condemns")]),
        ("Brazil summoned the ambassador of Israel over the remarks.", [("BRA", "condemns")], []),
        ("Chile summoned parliament to an extraordinary session.", [], [("CHL", "condemns")]),
        ("Pakistan lodged a strong protest with Afghanistan over the shelling.", [("PAK", "condemns")], []),
        ("Brazil is against the proposal.", [("BRA", "opposes")], []),
        ("The war is a crime against Ukraine, Norway said.", [], [("NOR", "opposes")]),
    ],
)
def test_who_is_held_to_account(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Israel spoke. The health ministry in Gaza reported 30 deaths.", [("health ministry in Gaza", "reports")], [("ISR", "reports")]),
        ("Israel spoke. The enclave's Health Ministry reported 30 deaths.", [("Health Ministry", "reports")], [("ISR", "reports")]),
        ("Israel spoke. The parliament in Jerusalem adopted the law.", [("ISR", "adopts")], []),
        ("Georgia and its courts. The court in Kutaisi jailed the Georgian editor.", [("GEO", "violates")], []),
        ("His Russian colleague rejected the charge.", [("RUS", "rejects")], []),
        ("The General Strike Coordination Body called for a boycott.", [("General Strike Coordination Body", "calls-for")], []),
        ("The special rapporteur on the situation in Eritrea condemned the arrests.", [("sr-eritrea", "condemns")], []),
        ("The special rapporteur who was in Eritrea condemned the arrests.", [], [("sr-eritrea", "condemns")]),
    ],
)
def test_whose_an_organ_is(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


SUDAN = "Sudan has seen months of fighting. "


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        (SUDAN + "There were reports of torture by the police.", [("SDN", "violates")], []),
        (SUDAN + "Hundreds have died in air strikes by the army.", [("SDN", "violates")], []),
        (SUDAN + "Dozens were wounded in Ethiopian artillery fire.", [("ETH", "violates")], []),
        (SUDAN + "The army's use of landmines maimed children.", [("SDN", "violates")], []),
        (SUDAN + "Norway condemned the killings by the army.", [("NOR", "condemns")], [("SDN", "violates")]),
        (SUDAN + "The Council called for an end to attacks by government forces.", [], [("SDN", "violates")]),
        (SUDAN + "No killings by soldiers were reported.", [], [("SDN", "violates")]),
        ("Authorities in Iran cut off the Internet.", [("IRN", "violates")], []),
        ("A court in Belarus found the two editors guilty of treason.", [("BLR", "violates")], []),
        ("The court in Minsk said the pair were guilty of treason.", [("BLR", "violates")], []),
        ("The court in Minsk said the pair were not guilty.", [], [("BLR", "violates")]),
        ("A court in Algiers upheld the prison sentence of the singer.", [("DZA", "violates")], [("DZA", "supports")]),
    ],
)
def test_abuses_told_in_nouns_and_passives(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        (
            "Statements were made by the representatives of Chile, Norway and Togo.",
            [(s, "participates") for s in ("CHL", "NOR", "TGO")],
            [],
        ),
        ("The meeting was attended by representatives of several states, including Mexico.", [("MEX", "participates")], []),
        ("India held talks with Nepal in Dubai.", [("IND", "cooperates")], [("IND", "convenes")]),
        ("The Security Council held a meeting on Haiti.", [("unsc", "convenes")], [("unsc", "cooperates")]),
        ("The Foreign Minister of Fiji began a visit to Kenya.", [("FJI", "visits")], [("FJI", "convenes")]),
        ("Iran's foreign ministry said it would respond in kind.", [("IRN", "threatens")], []),
        ("Russia said such a step would not go unanswered.", [("RUS", "threatens")], []),
        ("Sweden said it would respond to the questions in writing.", [], [("SWE", "threatens")]),
        ("Ghana said that political prisoners would be released.", [("GHA", "offers")], []),
        ("Ghana said that the results would be published.", [], [("GHA", "offers")]),
        ("Turkey, concerned by the findings, urged restraint.", [("TUR", "expresses-concern"), ("TUR", "calls-for")], []),
        ("Poland refused to sign the declaration.", [("POL", "refuses-cooperation")], [("POL", "declines-to-cosponsor")]),
        ("Uganda noted efforts to cooperate with the Council.", [("UGA", "reports")], [("UGA", "cooperates")]),
        ("Peru should show good will by releasing the prisoners.", [], [("PER", "cooperates")]),
    ],
)
def test_dealings(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


def test_the_floor_goes_back_after_a_quotation(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "Canada said: “The vote was fair. We reject the amendment.” The spokesperson for Cuba called on Peru to act."
    claim = next(c for c in read_text(text, **NEWS) if c.agent.key == "CUB")
    assert claim.according_to == ()


def test_a_state_named_in_several_ways_is_one_speaker(read_text) -> None:  # type: ignore[no-untyped-def]
    text = (
        "Russia said the road was closed. Moscow said the bridge was closed. The Russian Federation said the port was closed. "
        "Chad was there. Peru has abolished the tax."
    )
    assert all(not c.according_to for c in read_text(text, **NEWS) if c.agent.key == "PER")


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Norway analysed statements made by Chilean officials.", [], [("CHL", "participates")]),
        ("Norway considers that they should be assessed for war crimes.", [], [("NOR", "condemns")]),
        ("Human Rights Watch examined the raids, including burning homes.", [], [("Human Rights Watch", "violates")]),
        ("The Human Rights Council established a pattern of abuse.", [], [("hrc", "establishes")]),
        ("The Human Rights Council established a working group.", [("hrc", "establishes")], []),
    ],
)
def test_what_only_looks_like_an_act(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("At the request of the representative of China, a recorded vote was taken.", [("CHN", "calls-for")], []),
        ("The Special Rapporteur was denied entry by Eritrea.", [("ERI", "refuses-cooperation")], []),
        ("Peru was not in a position to accept the proposal.", [("PER", "rejects")], []),
        ("Peru was in a position to accept the proposal.", [], [("PER", "rejects")]),
        ("Norway issued a statement deploring the crackdown in Cuba.", [("NOR", "condemns")], []),
        ("Norway rejected a statement deploring the crackdown.", [("NOR", "rejects")], [("NOR", "condemns")]),
        ("Switzerland, also on behalf of Austria, called for a moratorium.", [("CHE", "calls-for"), ("AUT", "calls-for")], []),
        ("There was sharp criticism from Turkey of the decision.", [("TUR", "condemns")], []),
        ("There was a letter from Turkey on the decision.", [], [("TUR", "condemns")]),
        ("Ottawa has been a staunch defender of the mandate.", [("CAN", "supports")], []),
        ("Ottawa met a staunch defender of the mandate.", [], [("CAN", "supports")]),
        ("Ukraine's president has been in Brussels for talks.", [("UKR", "visits")], []),
        ("Ukraine's president has been in office for a year.", [], [("UKR", "visits")]),
        ("Chile denies that its forces crossed the border, and it has at no time asked for observers.", [], [("CHL", "asks")]),
        ("Ms. Roe (Kenya) welcomed the draft resolution.", [("KEN", "supports")], []),
    ],
)
def test_more_dealings(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


def test_what_a_state_says_must_be_is_its_demand(read_text) -> None:  # type: ignore[no-untyped-def]
    check(read_text, "There must be an independent inquiry.", [("IRN", "calls-for")], [], STATEMENT)
    check(read_text, "There must be some mistake, he thought.", [], [("IRN", "calls-for")])


AGENCY = {"title": "A farce in Geneva", "author": "", "publisher": "State News Agency of Belarus"}


def test_a_states_press_that_scolds_does_so_itself(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "Lithuania, that obedient lackey, has once again slandered our elections."
    check(read_text, text, [("State News Agency of Belarus", "condemns")], [], AGENCY)
    check(read_text, text, [], [("Evening Post", "condemns")], {"title": "A vote", "author": "", "publisher": "Evening Post"})


def test_a_source_speaks_for_where_it_works(read_text) -> None:  # type: ignore[no-untyped-def]
    about = {"title": "Source: no talks", "publisher": "Syrian State News Agency"}
    check(
        read_text,
        "An official source at the Foreign Ministry rejected the offer of Turkey.",
        [("SYR", "rejects")],
        [("TUR", "rejects")],
        about,
    )


def test_the_committee_of_the_title_adopts(read_text) -> None:  # type: ignore[no-untyped-def]
    about = {"title": "Third Committee: summary record of the 48th meeting"}
    check(read_text, "The draft resolution was adopted by 79 votes to 28.", [("unga-c3", "adopts")], [], about)
    check(read_text, "The amendment was rejected by 79 votes to 28.", [("unga-c3", "rejects")], [], about)


def test_an_officer_without_a_state_is_that_of_the_publisher(read_text) -> None:  # type: ignore[no-untyped-def]
    about = {"title": "Further sanctions", "author": "Minister for Foreign Affairs", "publisher": "Government of Australia"}
    check(read_text, "The Government has imposed a travel ban on six officers.", [("AUS", "sanctions")], [], about)


OFFICER = {
    "title": "Press statement by the Vice Minister of Foreign Affairs",
    "author": "Jon Myong Su",
    "publisher": "Korean Central News Agency",
}


def test_a_person_in_office_speaks_in_a_statement(read_text) -> None:  # type: ignore[no-untyped-def]
    check(read_text, "Norway has again fabricated a charge against our country.", [("Jon Myong Su", "condemns")], [], OFFICER)
    check(read_text, "We will never sit idle.", [("Jon Myong Su", "threatens")], [], OFFICER)
    check(read_text, "Norway has again fabricated a charge.", [], [("A. Writer", "condemns")], {"title": "A letter"})


def test_what_is_said_to_be_somebodys_duty_is_asked_of_them(read_text) -> None:  # type: ignore[no-untyped-def]
    check(read_text, "It is the duty of the Security Council to act.", [("IRN", "calls-for")], [], STATEMENT)
    check(read_text, "The Security Council cannot remain silent.", [("IRN", "calls-for")], [("IRN", "condemns")], STATEMENT)
    check(read_text, "The Security Council cannot meet on Sunday.", [], [("IRN", "calls-for")], STATEMENT)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The trial drew condemnation from Norway and Chile.", [("NOR", "condemns"), ("CHL", "condemns")], []),
        ("The trial drew a crowd from Norway and Chile.", [], [("NOR", "condemns")]),
        ("Norway joined Chile in condemning the coup.", [("NOR", "condemns"), ("CHL", "condemns")], []),
        ("Norway joined the treaty in 1990, condemning the coup.", [("NOR", "condemns")], []),
        ("According to Norway, Russia is behind the attack.", [("NOR", "condemns")], [("NOR", "reports")]),
        ("According to Norway, Russia is a member of the Council.", [("NOR", "reports")], [("NOR", "condemns")]),
        ("Norway's foreign minister is on a visit to Kenya.", [("NOR", "visits")], []),
        ("Norway's foreign minister is on a committee.", [], [("NOR", "visits")]),
    ],
)
def test_who_else_takes_part_in_it(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


RESOLUTION = {"title": "Resolution 50/99", "author": "Human Rights Council", "publisher": "United Nations Human Rights Council"}


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Deeply concerned at the killing of demonstrators,", [("hrc", "expresses-concern")], []),
        ("Alarmed by the situation in Mali,", [("hrc", "expresses-concern")], []),
        ("Decides to extend the mandate of the Special Rapporteur for one year;", [("hrc", "renews")], []),
        ("Invites the Secretary-General to report to it;", [("hrc", "calls-for")], [("hrc", "cooperates")]),
        ("Decided to leave, the crowd went home.", [], [("hrc", "renews")]),
    ],
)
def test_provisions_whose_subject_is_understood(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so, RESOLUTION)


def test_a_text_that_mentions_something_bad_is_not_blamed_for_it(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "The Human Rights Council resolutions are a means of scrutiny for victims at the mercy of abusive officials."
    check(read_text, text, [], [("IRN", "condemns")], STATEMENT)
    check(read_text, "The Human Rights Council resolutions are nothing but a pack of lies.", [("IRN", "condemns")], [], STATEMENT)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The Human Rights Council adopted a resolution prepared by Canada denouncing abuses in Belarus.", [("hrc", "condemns")], []),
        ("The Human Rights Council adopted a budget prepared by Canada for the year.", [], [("hrc", "condemns")]),
    ],
)
def test_what_a_text_says_whoever_wrote_it(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, [*holds, ("hrc", "adopts")], [*not_so, ("CAN", "condemns")])


def test_what_was_done_and_what_is_expected_are_two(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Eritrea has participated in three cycles so far and is expected to undergo its fourth review in 2024.", **NEWS)
    assert {(c.status, c.target.text, c.when.edtf) for c in claims if c.kind == "participates"} == {
        ("asserted", "three cycles", "/2021-03-31"),
        ("hypothetical", "its fourth review", "2024"),
    }


def test_a_name_ends_with_its_quotation_and_before_a_date(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Canada criticised the decree “adopted by the Standing Bureau of the National Party of Peru” on June 30.", **NEWS)
    assert not [c for c in claims if "June" in c.agent.label or "”" in c.agent.label]
    assert "CAN" in {c.agent.key for c in claims}


@pytest.mark.parametrize(
    ("words", "joins", "kept"),
    [
        (", the raid , as well as", {6}, "the raid"),
        ("the raid and", {2}, "the raid"),
        ("the raid and the arrests .", {2}, "the raid and the arrests"),
        ("as well", set(), "as well"),
    ],
)
def test_a_target_begins_and_ends_with_words_of_its_own(words: str, joins: set[int], kept: str) -> None:
    split = words.split()
    doc = Doc(spacy.blank("en").vocab, words=split, deps=["cc" if n in joins else "dep" for n in range(len(split))], heads=[0] * len(split))
    assert " ".join(t.text for t in trimmed(list(doc))) == kept


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Nigeria positively noted the accession of Chad to the treaty.", [("NGA", "supports")], [("NGA", "reports")]),
        ("Cuba favourably noted that Chad had ratified the treaty.", [("CUB", "supports"), ("TCD", "ratifies")], []),
        ("Cuba noted that Chad had ratified the treaty.", [("CUB", "reports")], [("CUB", "supports")]),
        ("Belgium is in favour of a peaceful settlement in Chad.", [("BEL", "supports")], []),
        ("The vote on Chad was 12 in favour and 3 against.", [], [("TCD", "supports"), ("TCD", "opposes")]),
        ("Norway stated that detainees in Chad were systematically exposed to torture.", [("NOR", "expresses-concern")], []),
        ("Norway stated that the conference in Chad was attended by 30 states.", [("NOR", "reports")], [("NOR", "expresses-concern")]),
    ],
)
def test_what_a_state_thinks_of_it(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so, {"title": "Human rights in Chad"})


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The Sudan Doctors Network said that 24 people had been killed in Chad.", [("Sudan Doctors Network", "reports")], []),
        ("Lawyers for Human Rights accused Chad of torture.", [("Lawyers for Human Rights", "condemns")], []),
        ("The Nigerian government accused Chad of torture.", [("NGA", "condemns")], []),
        ("Volker Türk visited Peru. Türk's office has documented 90 deaths in Chad.", [("Volker Türk", "reports")], []),
    ],
)
def test_organisations_that_only_the_text_names(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("The South-East Asian bloc Asean asked Laos to free him.", [("asean", "calls-for")], []),
        ("Chad's policies continue to restrict religious freedom.", [("TCD", "violates")], []),
        ("Chad's policies were welcomed by Peru.", [("PER", "supports")], [("TCD", "supports"), ("TCD", "violates")]),
        ("US sanctions were imposed on Sudanese banks.", [("USA", "sanctions")], [("SDN", "sanctions")]),
        ("Sanctions were imposed on Sudanese banks.", [], [("SDN", "sanctions")]),
        ("Witness accounts blamed Chad.", [], [("WITNESS", "condemns")]),
        ("President Xi Jinping, Sr. met with officials of Peru.", [("Xi Jinping", "cooperates")], []),
    ],
)
def test_whose_policies_and_sanctions(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Human Rights Watch said Eritrea had arrested ten journalists.", [("Human Rights Watch", "condemns"), ("ERI", "violates")], []),
        (
            "Human Rights Watch documented that Eritrea had arrested ten journalists.",
            [("Human Rights Watch", "reports")],
            [("Human Rights Watch", "condemns")],
        ),
    ],
)
def test_what_is_said_accuses_what_is_found_out_reports(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Peru took note of the reforms in Chad.", [("PER", "reports")], []),
        ("Peru sought clarification on the trials in Chad.", [("PER", "calls-for")], []),
        ("Peru sought refuge from the storm.", [], [("PER", "calls-for")]),
        ("Peru inquired whether Chad would ratify the treaty.", [("PER", "calls-for")], [("TCD", "ratifies")]),
        ("Peru asked whether Chad planned a reform and urged the Government to adopt one.", [("PER", "calls-for")], [("TCD", "calls-for")]),
        ("Peru said that the court of Chad had erred and urged the Government to act.", [("PER", "calls-for")], []),
        ("Peru noted progress in acceding to human rights treaties.", [], [("PER", "ratifies")]),
        ("Peru reiterated its recommendation that Chad abolish the death penalty.", [("PER", "calls-for")], [("TCD", "cooperates")]),
        ("Peru welcomed the news that Chad had abolished the death penalty.", [("TCD", "cooperates")], []),
    ],
)
def test_what_delegations_ask_and_note(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so, {"title": "Review of Chad"})


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        (
            "The High Commissioner said she was appalled by the camps and called on Chad to close them.",
            [("High Commissioner", "calls-for")],
            [],
        ),
        ("Chad has dropped the charges against the two reporters.", [("TCD", "cooperates")], []),
        ("Chad has dropped the ball.", [], [("TCD", "cooperates")]),
        ("Chad has barred him from the country since 2019.", [("TCD", "refuses-cooperation")], [("TCD", "suspends")]),
        ("Chad vowed to retaliate against the sanctions.", [("TCD", "threatens")], [("TCD", "offers")]),
        ("Chad vowed to ratify the treaty.", [("TCD", "offers")], [("TCD", "threatens")]),
    ],
)
def test_more_of_what_news_tells(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "status"),
    [("Not only did Chad refuse to let inspectors in, it also lied.", "asserted"), ("Chad did not reject the text.", "negated")],
)
def test_not_only_denies_nothing(read_text, text, status) -> None:  # type: ignore[no-untyped-def]
    assert {c.status for c in read_text(text) if c.kind in ("refuses-cooperation", "rejects")} == {status}


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        (
            "Sources in Chad said that the army of Peru had fired on protesters.",
            [("PER", "violates")],
            [("TCD", "reports"), ("TCD", "condemns")],
        ),
        ("An official source at the Foreign Ministry of Chad denied the report.", [("TCD", "rejects")], []),
        ("Rights groups have accused Chad's army of killing civilians.", [("TCD", "violates")], []),
        ("Rights groups have praised Chad's army of volunteers.", [], [("TCD", "violates")]),
        ("Chad made no attempt to investigate the killings.", [("TCD", "refuses-cooperation")], []),
        ("Chad made an attempt to investigate the killings.", [], [("TCD", "refuses-cooperation")]),
    ],
)
def test_who_is_not_spoken_for_and_who_is_accused(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so)


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("Kenya issued a warning urging its citizens to leave Chad.", [("KEN", "calls-for")], []),
        ("Kenya received a warning urging its citizens to leave Chad.", [], [("KEN", "calls-for")]),
        ("Kenya said the draft on Chad did not go far enough.", [("KEN", "condemns")], []),
        ("Kenya said the road to Chad did not go far.", [], [("KEN", "condemns")]),
        ("Kenya said the time had come to act.", [("KEN", "calls-for")], []),
        ("Kenya said the envoy had come to talk.", [], [("KEN", "calls-for")]),
    ],
)
def test_warnings_sent_and_what_is_not_enough(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so, {"title": "Human rights in Chad"})


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("I hereby order as follows. All property of the army of Chad is blocked.", [("KEN", "sanctions")], []),
        ("I hereby order as follows. All roads of Chad are blocked.", [], [("KEN", "sanctions")]),
        ("I hereby order as follows. All property of the army of Chad was blocked in 2019.", [], [("KEN", "sanctions")]),
        ("I, JANE ROE, President of Kenya, condemn the killings in Chad.", [("KEN", "condemns")], [("JANE ROE", "condemns")]),
    ],
)
def test_what_an_order_says_is_blocked(read_text, text, holds, not_so) -> None:  # type: ignore[no-untyped-def]
    check(read_text, text, holds, not_so, {"title": "Executive Order 7", "author": "Office of the President of Kenya"})
