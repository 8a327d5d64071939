"""What a stance is toward: how far the words reach, what "it" stands for, and to whom they are linked."""

from __future__ import annotations

import pytest


def targets(claims):  # type: ignore[no-untyped-def]
    return [(c.agent.key, c.kind, c.target.text, c.target.entity.key if c.target.entity else None) for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile signed the Optional Protocol in 2019 but has not ratified it.", ("CHL", "ratifies", "the Optional Protocol", None)),
        ("Kenya drafted the declaration, and Ghana endorsed it.", ("GHA", "supports", "the declaration", None)),
        ("Peru hosted the conference; Bolivia attended.", ("BOL", "participates", "the conference", None)),
        ("Kenya took part in the dialogue on Belarus.", ("KEN", "participates", "the dialogue on Belarus", None)),
        ("Sudan refused to add its name to the declaration.", ("SDN", "declines-to-cosponsor", "the declaration", None)),
        ("Japan rejected the draft that Cuba had tabled.", ("CUB", "sponsors", "the draft", None)),
        ("Norway praised the text, drafted by Ghana.", ("NOR", "supports", "the text", None)),
        ("The amendment on mines was put to the vote. Chile abstained.", ("CHL", "abstains", "The amendment on mines", None)),
        (
            "Several women were forced by Chadian soldiers to carry water, which drew protests.",
            ("TCD", "violates", "Several women were forced by Chadian soldiers to carry water", None),
        ),
        (
            "Witnesses described air raids carried out by both the Chadian army and Cuban troops.",
            ("CUB", "violates", "air raids carried out by both the Chadian army and Cuban troops", None),
        ),
        (
            "A vote was taken on the motion. Chile voted against this farce.",
            ("CHL", "votes-against", "the motion", None),
        ),
    ],
)
def test_what_it_is_toward(read_text, text: str, expected: tuple[str, str, str, str | None]) -> None:  # type: ignore[no-untyped-def]
    assert expected in targets(read_text(text))


def test_it_that_stands_for_nothing_told_stays_it(read_text) -> None:  # type: ignore[no-untyped-def]
    assert targets(read_text("It was late, and Peru condemned it.")) == [("PER", "condemns", "it", None)]


def test_the_country_is_the_one_the_document_is_about(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Eritrea is not at peace. Canada voiced concern at the situation in the country.", title="Eritrea in 2020")
    assert ("CAN", "expresses-concern", "the situation in the country", "ERI") in targets(claims)


def test_a_country_among_several_is_left_open(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Eritrea and Sudan are at war. Canada voiced concern at the situation in a country.")
    assert [key for *_, key in targets(claims)] == [None]


def test_a_report_is_rejected_as_its_issuers(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Human Rights Watch published a report on Eritrea. Eritrea rejected the report.")
    assert ("ERI", "rejects", "the report", "Human Rights Watch") in targets(claims)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru accused Chile of fraud with such zeal that nobody believed it.", ("PER", "condemns", "CHL")),
        ("Peru acceded to several instruments, such as the Convention against Torture.", ("PER", "ratifies", "cat")),
        ("Ghana praised Kenya's ratification of the treaty.", ("GHA", "supports", "KEN")),
    ],
)
def test_to_whom_it_is_linked(read_text, text: str, expected: tuple[str, str, str]) -> None:  # type: ignore[no-untyped-def]
    assert expected in [(agent, kind, key) for agent, kind, _, key in targets(read_text(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iraq has taken no steps to punish the guilty.", "taken no steps to punish the guilty"),
        ("Iraq loots the harvest and drives families out.", "loots the harvest and drives families out"),
        ("I welcome Ghana's willingness to mediate.", "willingness to mediate"),
        ("Norway hailed the resolution, brought by Ghana among others.", "the resolution"),
    ],
)
def test_how_far_the_words_reach(read_text, text: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    assert expected in [words for _, _, words, _ in targets(read_text(text))]


def test_a_stem_that_asks_somebody_to_press_another(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("The African Union urged its members to press Sudan to:\n\n- release all prisoners;\n- repeal the law.")
    assert [(c.target.text, c.target.addressee) for c in claims] == [
        ("press Sudan to release all prisoners", None),
        ("press Sudan to repeal the law", None),
    ]


def test_what_a_document_on_one_state_deplores_concerns_that_state(read_text) -> None:  # type: ignore[no-untyped-def]
    about = read_text("Norway deplored the wave of arrests.", title="Eritrea: a year of arrests")
    assert targets(about) == [("NOR", "condemns", "the wave of arrests", "ERI")]
    both = read_text("Norway deplored the wave of arrests.", title="Eritrea and Sudan")
    assert targets(both) == [("NOR", "condemns", "the wave of arrests", None)]


@pytest.mark.parametrize(
    ("text", "kind", "addressee"),
    [
        ("Kenya thanked the Special Rapporteur on torture and asked her to visit Somalia.", "calls-for", "sr-torture"),
        ("Chile urged Somalia to listen to the Special Rapporteur on torture and to grant her access.", "calls-for", "SOM"),
        ("Chile is alarmed at torture and urged the authorities to investigate.", "calls-for", None),
    ],
)
def test_of_whom_it_is_asked(read_text, text: str, kind: str, addressee: str | None) -> None:  # type: ignore[no-untyped-def]
    claims = read_text(text)
    assert addressee in [c.target.addressee.key if c.target.addressee else None for c in claims if c.kind == kind]


def test_sanctions_on_officials_concern_their_state(read_text) -> None:  # type: ignore[no-untyped-def]
    assert ("JPN", "sanctions", "BLR") in [
        (agent, kind, key) for agent, kind, _, key in targets(read_text("Japan imposed sanctions on four Belarusian officials."))
    ]


def test_a_report_is_criticised_as_its_issuers_where_it_says_whose_it_is(read_text) -> None:  # type: ignore[no-untyped-def]
    (claim,) = read_text("Turkey slammed the European Parliament's report on its record.")
    assert claim.target.entity is not None
    assert claim.target.entity.key == "eu-parliament"


def test_it_may_stand_for_what_the_sentence_before_was_about(read_text) -> None:  # type: ignore[no-untyped-def]
    claims = read_text("Cuba rejected the mandate on Belarus. Chile supported it.")
    assert ("CHL", "supports", "the mandate on Belarus") in [found[:3] for found in targets(claims)]
    apart = read_text("Cuba rejected the mandate on Belarus.\n\nChile supported it.")
    assert ("CHL", "supports", "it") in [found[:3] for found in targets(apart)]


def test_who_rejects_a_mandate_does_not_reject_whoever_holds_it(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "Marzuki Darusman spoke. The DPRK rejects the mandate of the Special Rapporteur on human rights in North Korea."
    claims = read_text(text, date="2014-12-31")
    rejected = [c.target.entity for c in claims if c.kind == "rejects"]
    assert rejected and all(entity is None or entity.type != "person" for entity in rejected)
