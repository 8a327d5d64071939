from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.annotate.gazetteer import Gazetteer, _tokens
from graphkit.annotate.layout import blocks, sentences
from graphkit.claims.reader import Reader


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Republic of Korea and South Korea", [("state", "KOR"), ("state", "KOR")]),
        ("the UN Security Council", [("body", "unsc")]),
        ("the UN and the Security Council", [("body", "un"), ("body", "unsc")]),
        ("U.S. officials", [("state", "USA")]),
        ("Tomas Ojea Quintana", [("person", "Tomás Ojea Quintana")]),
        ("resolution A/RES/75/190.", [("resolution", "A/RES/75/190")]),
        ("the UN expert on Myanmar and the Special Rapporteur on torture", [("mandate", "sr-myanmar"), ("mandate", "sr-torture")]),
        ("the Fact-Finding Mission on Venezuela", [("body", "ffm-venezuela")]),
        ("UNAMA and the Taliban", [("body", "unama"), ("organisation", "Taliban")]),
        ("Ivory Coast, Burma and Zaire", [("state", "CIV"), ("state", "MMR"), ("state", "COD")]),
        ("The Netherlands", [("state", "NLD")]),
        ("Latin American states", [("topic", "latin-america")]),
        ("UN High Commissioner for Refugees Filippo Grandi", [("office", "hc-refugees"), ("person", "Filippo Grandi")]),
        ("human rights in China", [("state", "CHN")]),
        ("in us, who", []),
        ("a north wind", []),
    ],
)
def test_names(reader: Reader, text: str, found: list[tuple[str, str]]) -> None:
    mentions = reader.gazetteer.find(text, 0, len(text))
    assert [(m.record.type, m.record.key) for m in mentions if m.record] == found


def test_a_name_that_misleads_keeps_its_candidates(reader: Reader) -> None:
    (mention,) = reader.gazetteer.find("the Council met", 0, 15)
    assert mention.sense == "ambiguous"
    assert len(mention.candidates) > 1


def test_names_for_look_ups_are_not_read(reader: Reader) -> None:
    text = "Civil society organisations met defectors at Tiananmen Square in 1989"
    assert reader.gazetteer.find(text, 0, len(text)) == []


def test_a_name_that_others_bear_too_is_read_as_the_tables_say(reader: Reader) -> None:
    text = "the U.N. human rights office"
    (mention,) = reader.gazetteer.find(text, 0, len(text))
    assert mention.record and mention.record.key == "ohchr"


def longest_first(gazetteer: Gazetteer, text: str) -> list[str]:
    """The keys of the names in a text, found the slow way: every window of tokens, the longest first."""
    names, tokens = gazetteer._names, _tokens(text)

    def key(at: int, size: int) -> tuple[str, ...] | None:
        window = tuple(tokens[at : at + size])
        if window in names:
            return window
        lower = tuple(t.lower() for t in window)
        return lower if size >= 3 and lower in names else None

    def reach(at: int) -> int:
        return next((at + size for size in range(len(tokens) - at, 0, -1) if key(at, size)), at)

    found, at = [], 0
    while at < len(tokens):
        for size in range(len(tokens) - at, 0, -1):
            window = key(at, size)
            if (
                window
                and not (tokens[at] in ("the", "The") and reach(at + 1) > at + size)
                and not gazetteer._part_of_more(tokens, at, size, names[window])
            ):
                found.append(" ".join(tokens[at : at + size]))
                at += size
                break
        else:
            at += 1
    return found


WORDS = st.sampled_from(
    ["the", "The", "THE", "UN", "Security", "Council", "security", "council", "of", "Republic", "Korea", "North", "on", "Human",
     "human", "rights", "Rights", "Committee", "Third", "General", "Assembly", "(", ")", ",", "A/RES/75/190", "Democratic", "People's",
     "Tom\u00e1s", "Ojea", "Quintana", "U.S.", "us", "and", "Special", "Rapporteur", "UNITED", "STATES", "states"]
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=14))
def test_names_are_those_that_the_slow_way_finds(reader: Reader, words: list[str]) -> None:
    text = " ".join(words)
    found = [" ".join(_tokens(m.text)) for m in reader.gazetteer.find(text, 0, len(text))]
    assert found == longest_first(reader.gazetteer, text)


@pytest.mark.parametrize("taken", [1, 2, 7])
def test_a_name_is_found_across_the_pieces_of_a_text(reader: Reader, monkeypatch: pytest.MonkeyPatch, taken: int) -> None:
    text = (
        "The Third Committee of the UN General Assembly met. The UN Security Council and the UN did not, nor did Tom\u00e1s Ojea Quintana."
    )
    whole = reader.gazetteer.find(text, 0, len(text))
    monkeypatch.setattr("graphkit.annotate.gazetteer._TAKEN", taken)
    assert reader.gazetteer.find(text, 0, len(text)) == whole
    assert len(whole) == 4


def test_sentences_stand_in_the_text_and_end_with_their_block() -> None:
    text = "Title\n\nMr. Smith of the U.S. spoke. He left.\n\nThe Council should:\n\n- act now;\n- report.\n"
    assert [text[s.start : s.end] for s in sentences(text)] == [
        "Title", "Mr. Smith of the U.S. spoke.", "He left.", "The Council should:", "act now;", "report.",
    ]  # fmt: skip
    kinds = [b.kind for b in blocks(text)]
    assert kinds == ["heading", "paragraph", "stem", "bullet", "bullet"]
