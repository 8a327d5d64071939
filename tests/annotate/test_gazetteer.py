from __future__ import annotations

import pytest

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


def test_sentences_stand_in_the_text_and_end_with_their_block() -> None:
    text = "Title\n\nMr. Smith of the U.S. spoke. He left.\n\nThe Council should:\n\n- act now;\n- report.\n"
    assert [text[s.start : s.end] for s in sentences(text)] == [
        "Title", "Mr. Smith of the U.S. spoke.", "He left.", "The Council should:", "act now;", "report.",
    ]  # fmt: skip
    kinds = [b.kind for b in blocks(text)]
    assert kinds == ["heading", "paragraph", "stem", "bullet", "bullet"]
