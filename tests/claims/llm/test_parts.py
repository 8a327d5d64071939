from __future__ import annotations

from graphkit.annotate.layout import sentences
from graphkit.claims.llm.parts import parts


def test_each_sentence_is_in_one_part_and_knows_what_comes_before() -> None:
    text = "# Votes\n\n" + " ".join(f"Sentence {n} is here." for n in range(60)) + "\n"
    made = list(parts(text))
    assert [s.span for part in made for s in part.sentences] == list(sentences(text))
    assert [s.number for part in made for s in part.sentences] == list(range(1, 62))
    assert [len(part.sentences) for part in made] == [24, 24, 13]
    assert made[0].before == ()
    assert [s.number for s in made[1].before] == [1, 22, 23, 24]  # the heading, and the last three
    assert made[1].shown(24) is not None and made[1].shown(25) is not None and made[1].shown(2) is None


def test_long_sentences_make_short_parts_and_none_is_cut() -> None:
    text = " ".join("Word " * 900 + "ends." for _ in range(3))
    assert [len(part.sentences) for part in parts(text)] == [1, 1, 1]


def test_a_bullet_knows_its_stem_in_an_earlier_part() -> None:
    filler = " ".join(f"Sentence {n} is here." for n in range(20))
    text = f"{filler}\n\nThe Council urges Belarus to:\n" + "".join(f"- do the thing number {n};\n" for n in range(8))
    first, second = parts(text)
    (stem,) = (s for s in first.sentences if s.span.block.kind == "stem")
    assert all(s.stem == stem for s in second.sentences)
    assert stem in second.before


def test_a_text_without_sentences_has_no_part() -> None:
    assert list(parts(" \n\n ")) == []
