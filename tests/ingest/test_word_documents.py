"""Word documents as people send them, and as somebody with bad intent would make them."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Word

from graphkit.errors import DocumentError
from graphkit.ingest import formats

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: Word) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def package(body: str, head: str = "", **parts: str) -> bytes:
    """A document whose main part has this body; *parts* are related parts, by the kind of their relation."""
    blank = zipfile.ZipFile(io.BytesIO(saved(docx.Document())))
    relations = blank.read("word/_rels/document.xml.rels").decode()
    more = "".join(f'<Relationship Id="x{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    written = {name: blank.read(name) for name in blank.namelist()}
    written["word/document.xml"] = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
    written["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", more + "</Relationships>").encode()
    for kind, content in parts.items():
        written[f"word/{kind}.xml"] = f'<w:{kind} xmlns:w="{W}">{content}</w:{kind}>'.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in written.items():
            made.writestr(name, content)
    return out.getvalue()


def p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def r(text: str, inside: str = "") -> str:
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def text_of(raw: bytes) -> str:
    return formats.load(raw, ".docx", "a.docx")[0]


def test_paragraphs_lists_and_tables_stand_in_their_order() -> None:
    document = docx.Document()
    document.add_heading("The vote", 1)
    document.add_paragraph("Japan asked\nfor a vote.")
    document.add_paragraph("Norway spoke first.", style="List Bullet")
    table = document.add_table(2, 3)
    for row, cells in zip(table.rows, (("State", "2019", "2020"), ("Albania", "Yes", "Yes")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("The text was adopted.")
    document.sections[0].header.paragraphs[0].text = "A running head"
    document.sections[0].footer.paragraphs[0].text = "A running foot"
    assert text_of(saved(document)).split("\n\n") == [
        "The vote",
        "Japan asked for a vote.",
        "\u2022 Norway spoke first.",
        "State | 2019 | 2020",
        "Albania | Yes | Yes",
        "The text was adopted.\n",
    ]


def test_notes_stand_at_the_end_by_the_numbers_that_point_to_them() -> None:
    def pointer(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def note(kind: str, number: int, words: str) -> str:
        return f'<w:{kind} w:id="{number}">{p(f"<w:r><w:{kind}Ref/></w:r>" + r(words))}</w:{kind}>'

    body = p(r("It was adopted.") + pointer("footnote", 7) + r(" Norway agreed.") + pointer("footnote", 3)) + p(
        r("The end.") + pointer("endnote", 1)
    )
    footnotes = note("footnote", 0, "separator") + note("footnote", 3, " Ibid.") + note("footnote", 7, " A/RES/75/190.")
    assert text_of(package(body, footnotes=footnotes, endnotes=note("endnote", 1, "Last."))).split("\n\n") == [
        "It was adopted.[1] Norway agreed.[2]",
        "The end.[3]",
        "[1] A/RES/75/190.",
        "[2] Ibid.",
        "[3] Last.\n",
    ]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (r("Japan ") + f"<w:ins>{r('declined')}</w:ins><w:del><w:r><w:delText>agreed</w:delText></w:r></w:del>", "Japan declined"),
        (f"<w:moveFrom>{r('was here ')}</w:moveFrom><w:moveTo>{r('is there')}</w:moveTo>", "is there"),
        (r("seen") + r(" unseen", "<w:rPr><w:vanish/></w:rPr>") + r(" again"), "seen again"),
        (r("not hidden", '<w:rPr><w:vanish w:val="0"/></w:rPr>'), "not hidden"),
        (f"<w:hyperlink>{r('a link')}</w:hyperlink>", "a link"),
        (f"<w:sdt><w:sdtContent>{r('a field')}</w:sdtContent></w:sdt>", "a field"),
        ('<w:r><w:instrText>HYPERLINK "http://x.example/"</w:instrText></w:r>' + r("shown"), "shown"),
        (r("co") + "<w:r><w:noBreakHyphen/></w:r>" + r("sponsor"), "co\u2011sponsor"),
        (r("a") + "<w:r><w:tab/></w:r>" + r("b") + "<w:r><w:br/></w:r>" + r("c"), "a b c"),
        (r("repre\u00adsentative"), "representative"),
        ('<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>' + r("an item"), "\u2022 an item"),
        ('<w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>' + r("no item"), "no item"),
    ],
)  # fmt: skip
def test_a_line_is_read_as_it_is_shown(inner: str, text: str) -> None:
    assert text_of(package(p(inner))) == text + "\n"


def test_content_controls_and_text_boxes_are_text_once_and_the_table_of_contents_is_none() -> None:
    box = f"<w:txbxContent>{p(r('in a box'))}</w:txbxContent>"
    body = (
        f"<w:sdt><w:sdtContent>{p(r('in a control'))}</w:sdtContent></w:sdt>"
        + p('<w:pPr><w:pStyle w:val="TOC1"/></w:pPr>' + r("Contents 1"))
        + p(
            '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>" + r("beside the box")
        )
    )
    assert text_of(package(body)).split("\n\n") == ["in a control", "in a box", "beside the box\n"]


def test_the_strict_form_of_the_standard_is_read_too() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(p(r("Strict."))))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert text_of(out.getvalue()) == "Strict.\n"


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: package(p(r("&e9;")), f"<!DOCTYPE d [{BOMB}]>"), "declares entities"),
        (lambda: package(p(r("&e;")), '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "declares entities"),
        (lambda: package("<w:sdt>" * 100_000), "no readable Word document"),
        (lambda: package("<w:p/>" * 9_000_000), "unpacks to 54 MB"),
        (lambda: package(p(r("Text."))).replace(b"word/document.xml", b"word/documenu.xml"), "no readable Word document"),
        (lambda: b"PK\x03\x04", "no readable Word document"),
    ],
)  # fmt: skip
def test_what_is_made_to_harm_ends_with_one_line(make: Callable[[], bytes], says: str) -> None:
    raw = make()
    tracemalloc.start()
    try:
        with pytest.raises(DocumentError) as caught:
            text_of(raw)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
    assert says in str(caught.value)
    assert "\n" not in str(caught.value) and "lol" not in str(caught.value) and "root:" not in str(caught.value)


def test_pictures_and_parts_that_nobody_asked_for_are_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    plain = zipfile.ZipFile.open

    def noting(self: zipfile.ZipFile, name: str, *rest: object) -> object:
        opened.append(name)
        return plain(self, name, *rest)  # type: ignore[arg-type]

    raw = package(p(r("Text.")), comments="<w:comment/>")
    monkeypatch.setattr(zipfile.ZipFile, "open", noting)
    assert text_of(raw) == "Text.\n"
    assert not [n for n in opened if "comments" in n or "theme" in n or "media" in n]
