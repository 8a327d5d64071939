"""Reference tables as quads: sorts, who issued what, which text set up what."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import TableError
from graphkit.model.reference import Reference
from graphkit.namespaces import GK, ID, PREFIXES, RDF
from graphkit.rdf import sorts
from graphkit.rdf.reference import reference_quads

HEAD = "key\tlabel\tclass\tparent\tstate\tsource\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    def table(name: str, *rows: str) -> None:
        (tmp_path / f"{name}.tsv").write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")

    table("states", "NOR\tNorway\t\t\t\ts")
    table("bodies", "harbours\tMinistry of Harbours\tministry\t\tNOR\ts", "guild\tGuild\ta word of one's own\tbody/harbours\t\ts")
    table("mandates", "sr\tRapporteur\tcountry mandate\tbody/guild\t\ts")
    table("works", "act\tan act\tlaw\t\tNOR\ts", "paper\ta paper\treport\tbody/harbours\t\ts")
    table("topics", "island\tan island\tregion\tbody/guild\tNOR\ts")
    (tmp_path / "resolutions.tsv").write_text("key\tlabel\tsource\nA/RES/1\ta text\ts\n", encoding="utf-8")
    return tmp_path


def said(folder: Path, path: str) -> set[tuple[str, str]]:
    """What the tables say of one entity in terms of the ontology."""
    pairs = set()
    for _, quads in reference_quads(Reference.read(folder)):
        for quad in quads:
            if quad.subject.value == ID + path and quad.predicate.value.startswith((GK, RDF)):
                name = quad.predicate.value.removeprefix(GK).removeprefix(RDF)
                pairs.add((name, quad.object.value.removeprefix(GK).removeprefix(ID)))
    return pairs


def test_a_class_word_gives_a_narrower_class_and_a_concept_beside_the_general_class(folder: Path) -> None:
    assert said(folder, "body/harbours") == {
        ("type", "Body"),
        ("type", "Ministry"),
        ("classifiedAs", PREFIXES["gkb"] + "ministry"),
        ("className", "ministry"),
        ("organOf", "state/NOR"),
    }


def test_a_word_of_ones_own_is_kept_as_a_word(folder: Path) -> None:
    assert said(folder, "body/guild") == {("type", "Body"), ("className", "a word of one's own"), ("partOf", "body/harbours")}


def test_a_document_is_issued_and_a_topic_concerns(folder: Path) -> None:
    assert ("issuedBy", "state/NOR") in said(folder, "document/act")
    assert ("issuedBy", "body/harbours") in said(folder, "document/paper")
    assert {("concerns", "state/NOR"), ("partOf", "body/guild")} <= said(folder, "topic/island")
    names = {name for path in ("document/act", "document/paper", "topic/island") for name, _ in said(folder, path)}
    assert "organOf" not in names


def renew(folder: Path, act: str, text: str = "resolution/A/RES/1") -> None:
    (folder / "renewals.tsv").write_text(f"thing\tact\ttext\tsource\nmandate/sr\t{act}\t{text}\ts\n", encoding="utf-8")


@pytest.mark.parametrize(("act", "name"), [("renewed", "renewedBy"), ("ended", "endedBy")])
def test_a_text_renews_and_ends(act: str, name: str, folder: Path) -> None:
    renew(folder, act)
    assert (name, "resolution/A/RES/1") in said(folder, "mandate/sr")


@pytest.mark.parametrize(
    ("act", "text", "message"),
    [
        ("praised", "resolution/A/RES/1", r"renewals\.tsv:2: no act of a text: 'praised'; use one of renewed, ended"),
        ("renewed", "resolution/A/RES/2", r"renewals\.tsv:2: no table has resolution/A/RES/2"),
    ],
)
def test_a_wrong_row_is_named(act: str, text: str, message: str, folder: Path) -> None:
    renew(folder, act, text)
    with pytest.raises(TableError, match=message):
        list(reference_quads(Reference.read(folder)))


@pytest.mark.parametrize(
    ("rows", "message"),
    [("body\tministry\tministry\t\n", "no concept: 'ministry'"), ("body\ta\tgkb:a\t\nbody\ta\tgkb:b\t\n", "the word 'a' stands twice")],
)
def test_a_wrong_table_of_words_is_named(rows: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / sorts.TABLE
    path.parent.mkdir()
    path.write_text("type\tword\tconcept\tclass\n" + rows, encoding="utf-8")
    monkeypatch.setattr(sorts, "shipped", lambda name: tmp_path)
    sorts.class_words.cache_clear()
    try:
        with pytest.raises(TableError, match=message):
            sorts.class_words()
    finally:
        sorts.class_words.cache_clear()
