"""Who speaks, as a document's own head and foot say it."""

from __future__ import annotations

import pytest

from graphkit.claims.heads import declared_in

BODY = "\n\nThe river rose in the night.\n\nNobody was hurt.\n\nThe bridge held.\n\nThe road is open again.\n\nThe rain has stopped.\n"


@pytest.mark.parametrize(
    ("title", "text", "speaker"),
    [
        ("Letter dated 3 May 2011 from the Permanent Representative of Chad to the United Nations", BODY, "TCD"),
        ("A letter", f"Statement by H.E. Jane Roe, Minister of Foreign Affairs of Chad, to the Assembly{BODY}", "TCD"),
        ("A letter", f"Statement by the Hon Jane Roe, MP, Minister for Trade, New York{BODY}", "Jane Roe"),
        ("ASEAN Leaders\u2019 Statement on the Floods", BODY, "asean"),
        ("A proclamation", f"NOW, THEREFORE, I, JANE ROE, President of Kenya, hereby find that the bridge held.{BODY}", "KEN"),
        ("On the floods", f"We, the Leaders of the African Union, welcome the aid.{BODY}", "african-union"),
        ("Letters to the editor", f"{BODY}\nJANE ROESpokesperson of the Peruvian EmbassyLondon\n", "PER"),
        ("Letters to the editor", f"{BODY}\nJANE ROESpokesperson of the Embassy of PeruLondon\n", "PER"),
    ],
)
def test_who_speaks(reader, title: str, text: str, speaker: str | None) -> None:  # type: ignore[no-untyped-def]
    found = declared_in(title, text, reader.gazetteer, reader.lexicon)
    assert (found.speaker.key if found else None) == speaker


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Kenya floods: a statement is awaited", BODY),
        (
            "Kenya",
            f"Statements by witnesses in Kenya and Ghana were read out in court, and the judges asked whether more would come.{BODY}",
        ),
        ("A river", f"{BODY}\nThe ambassador of Chad left.\n"),
        ("A river", f"I, for one, doubt it.{BODY}"),
    ],
)
def test_a_head_that_declares_nobody(reader, title: str, text: str) -> None:  # type: ignore[no-untyped-def]
    assert declared_in(title, text, reader.gazetteer, reader.lexicon) is None


def test_an_officer_under_whose_name_a_proclamation_stands_accuses(read_text) -> None:  # type: ignore[no-untyped-def]
    text = "I, JANE ROE, President of Kenya, find as follows. The shameless propaganda of Belarus fools nobody."
    claims = read_text(text, title="A Proclamation", author="Jane Roe")
    assert ("Jane Roe", "condemns", "BLR") in {(c.agent.key, c.kind, c.target.entity.key if c.target.entity else None) for c in claims}
