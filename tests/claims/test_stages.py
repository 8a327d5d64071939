"""Each stage of the reading can be left out, and each of them reads something that is not read without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graphkit.claims.lexicon import Lexicon
from graphkit.claims.reader import Reader
from graphkit.claims.stages import ALL, NAMES, Stages
from graphkit.ingest.reading import read_document
from graphkit.model.claim import Claim
from graphkit.resources import shipped

RECORD = """Chile welcomed the reforms. Peru commended the law. Ghana expressed concern at the arrests. Kenya regretted the delay.
Further efforts were needed to end torture.
"""
#: Stage -> a text, and what is read of it with all stages and not without this one: agent, kind, target's key.
TEXTS: dict[str, tuple[str, tuple[str, str]]] = {
    "lexicon": ("Kenya denounced the resolution.", ("KEN", "condemns")),
    "nouns": ("Kenya is concerned about the arrests in Uganda.", ("KEN", "expresses-concern")),
    "patterns": ("The resolution was rejected by Kenya and Peru.", ("PER", "rejects")),
    "lists": ("Recommendations\n\nMali should:\n\n- End torture;\n- Free all prisoners.\n", ("document/text", "calls-for")),
    "attribution": ("According to Human Rights Watch, Eritrea arrested journalists.", ("Human Rights Watch", "reports")),
    "recurrence": ("On 20 November 2020, Canada declined to co-sponsor the resolution for the third year in a row.", ("CAN", "2018/2019")),
    "coreference": ("Kenya condemned the attack. It also rejected the resolution.", ("KEN", "rejects")),
    "own_voice": ("The shameless propaganda of Belarus fools nobody.", ("NOR", "condemns")),
    "indirect_speech": (RECORD, ("KEN", "calls-for")),
}


@pytest.fixture(scope="module")
def read(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Stages], list[Claim]]:
    folder = tmp_path_factory.mktemp("stages")

    def claims(text: str, stages: Stages) -> list[Claim]:
        path = folder / "text.txt"
        title = "Statement by Norway" if "propaganda" in text else "A text"
        path.write_text(f'---\ntitle: "{title}"\ndate: "2021-03-31"\n---\n{text}\n', encoding="utf-8")
        using = replace(reader, stages=stages, lexicon=Lexicon(shipped("data") / "lexicon", stages))
        return using.read(read_document(path))

    return claims


def told(claims: list[Claim]) -> set[tuple[str | None, str]]:
    """Who does what; of what is derived, who and when."""
    return {(c.agent.key, (c.when.edtf or "") if c.rule else c.kind) for c in claims}


@pytest.mark.parametrize("stage", NAMES)
def test_each_stage_reads_something(stage: str, read: Callable[[str, Stages], list[Claim]]) -> None:
    text, expected = TEXTS[stage]
    assert expected in told(read(text, ALL))
    assert expected not in told(read(text, ALL.without(stage)))


@pytest.mark.parametrize("stage", NAMES)
def test_a_stage_is_all_that_is_left_out(stage: str, read: Callable[[str, Stages], list[Claim]]) -> None:
    (claim,) = read("Kenya condemned the attack.", ALL.without(stage))
    assert (claim.agent.key, claim.kind) == ("KEN", "condemns")


def test_with_all_stages_nothing_changes(reader: Reader) -> None:
    assert reader.stages == Stages() == ALL
    assert all(getattr(ALL, name) is True for name in NAMES)
    document = read_document(shipped("data") / "documents" / "notes-outlook-2021.md")
    again = replace(reader, stages=Stages(), lexicon=Lexicon(shipped("data") / "lexicon"))
    assert again.read(document) == reader.read(document)


def test_without_attribution_nobody_else_tells(read: Callable[[str, Stages], list[Claim]]) -> None:
    text = "Norway said that Eritrea arrested journalists."
    assert any(c.according_to for c in read(text, ALL))
    assert not any(c.according_to for c in read(text, ALL.without("attribution")))


def test_a_reader_is_loaded_with_its_stages(reader: Reader) -> None:
    stages = ALL.without("lexicon")
    loaded = Reader.load(reader.reference, shipped("data") / "lexicon", stages=stages)
    assert loaded.stages == stages
    assert loaded.lexicon.frames("verb", "denounce") == [] != loaded.lexicon.frames("verb", "condemn")
