"""HTML, PDF and Word documents, and what cannot be read."""

from __future__ import annotations

import html
import io
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.claims.reader import Reader
from graphkit.cli import cli
from graphkit.errors import DocumentError
from graphkit.ingest import formats
from graphkit.ingest.language import is_english
from graphkit.ingest.reading import read_document

PROSE = (
    "In March 2021 the Human Rights Council adopted a resolution on the situation in Belarus.",
    "Canada condemned the arrest of journalists and called on Belarus to release all political prisoners.",
    "The government refused to cooperate with the Special Rapporteur, and the delegation of China opposed the text.",
)


def page(paragraphs: tuple[str, ...], head: str = "") -> bytes:
    body = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
    return (
        f"<html><head><title>A page</title>{head}<script>var stolen = 'never shown';</script></head><body><nav><a href='/x'>Menu</a></nav>"
        f"<article><h1>A page</h1>{body}</article><footer>Imprint</footer></body></html>"
    ).encode()


def word(paragraphs: tuple[str, ...], **properties: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(pages: list[tuple[str, ...]], running: str = "", password: str = "", title: str = "") -> bytes:
    class Printed(FPDF):
        def header(self) -> None:
            if running:
                self.set_y(8)
                self.cell(0, 5, f"{running} {self.page_no()}")
                self.set_y(40)

        def footer(self) -> None:
            self.set_y(-12)
            self.cell(0, 5, str(self.page_no()), align="C")

    printed = Printed()
    printed.set_font("Helvetica", size=12)
    if title:
        printed.set_title(title)
    if password:
        printed.set_encryption(owner_password=password, user_password=password)
    for paragraphs in pages:
        printed.add_page()
        for paragraph in paragraphs:
            printed.multi_cell(0, 6, paragraph)
            printed.ln(8)
    return bytes(printed.output())


def write(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


@pytest.fixture
def every_format(tmp_path: Path) -> list[Path]:
    return [
        write(tmp_path, "a.txt", "\n\n".join(PROSE).encode()),
        write(tmp_path, "b.html", page(PROSE)),
        write(tmp_path, "c.docx", word(PROSE)),
        write(tmp_path, "d.pdf", pdf([PROSE])),
    ]


def test_one_prose_gives_the_same_claims_in_every_format(reader: Reader, every_format: list[Path]) -> None:
    found = []
    for path in every_format:
        document = read_document(path)
        claims = reader.read(document)
        for claim in claims:
            for evidence in claim.evidence:
                assert document.text[evidence.start : evidence.end] == evidence.quote
        found.append([(c.agent.key, c.kind, c.target.text) for c in claims])
    assert len(found[0]) >= 4
    assert found[1:] == found[:1] * 3


def test_the_command_prints_the_text_that_offsets_count(every_format: list[Path]) -> None:
    for path in every_format:
        printed = CliRunner().invoke(cli, ["text", str(path)])
        assert printed.exit_code == 0
        assert printed.output == read_document(path).text


def test_a_page_gives_its_main_text_and_what_it_states(tmp_path: Path) -> None:
    head = (
        '<meta name="author" content="Jane Roe"><meta property="article:published_time" content="2021-04-02T08:00:00Z">'
        '<meta property="og:site_name" content="The Gazette">'
    )
    document = read_document(write(tmp_path, "a.html", page(PROSE, head)))
    assert "stolen" not in document.text
    assert "Menu" not in document.text
    assert (document.citation.author, document.citation.publisher, str(document.citation.date)) == ("Jane Roe", "The Gazette", "2021-04-02")


def test_a_file_beside_it_goes_before_what_a_page_states(tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", page(PROSE, '<meta name="author" content="Jane Roe">'))
    path.with_suffix(".yml").write_text('author: "John Doe"\ndate: "2020-01-05"\n', encoding="utf-8")
    assert read_document(path).citation.author == "John Doe"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(alphabet="abcde<&\"'", min_size=3, max_size=9), min_size=20, max_size=30), min_size=3, max_size=6))
def test_whatever_a_page_says_no_script_is_text(paragraphs: list[list[str]]) -> None:
    text, _ = formats.load(page(tuple(" ".join(words) for words in paragraphs)), ".html", "page")
    assert "stolen" not in text


def test_a_running_head_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    pages = [("The first page ends in the middle of a",), ("sentence that goes on here. Then it ends.",), ("The third page.",), ("Four.",)]
    text = read_document(write(tmp_path, "a.pdf", pdf(pages, running="Report of the Council, page"))).text
    assert "Report of the Council" not in text
    assert "in the middle of a sentence that goes on here." in text


def test_a_word_parted_at_the_end_of_a_line_is_whole_again(tmp_path: Path) -> None:
    text = read_document(write(tmp_path, "a.pdf", pdf([("The represen-\ntative of Chile spoke on Monday in Geneva.",)]))).text
    assert "The representative of Chile" in text


def test_a_word_document_states_its_title_but_no_day(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "a.docx", word(PROSE, title="A submission", author="Jane Roe")))
    assert (document.citation.title, document.citation.author, document.citation.date) == ("A submission", "Jane Roe", None)


def bomb() -> bytes:
    out = io.BytesIO(word(PROSE))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/zeros.bin", bytes(250_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("scan.pdf", lambda: pdf([(), ()]), "no text layer"),
        ("locked.pdf", lambda: pdf([PROSE], password="secret"), "encrypted"),
        ("cut.pdf", lambda: b"%PDF-1.7\n1 0 obj <<", "no readable PDF"),
        ("none.pdf", lambda: b"", "no readable PDF"),
        ("bomb.docx", bomb, "unpacks to 250 MB"),
        ("cut.docx", lambda: word(PROSE)[:2000], "no readable Word document"),
        ("old.docx", lambda: b"\xd0\xcf\x11\xe0 no zip at all", "no readable Word document"),
        ("empty.docx", lambda: word(()), "holds no text"),
        ("empty.html", lambda: b"<html><body><script>alert(1)</script></body></html>", "holds no text"),
        ("french.txt", lambda: ("Le Conseil a adopt\u00e9 une r\u00e9solution sur la situation. " * 30).encode(), "English"),
        ("russian.txt", lambda: ("\u0421\u043e\u0432\u0435\u0442 \u043f\u0440\u0438\u043d\u044f\u043b. " * 60).encode(), "English"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_ends_with_one_line(tmp_path: Path, name: str, make, says: str) -> None:  # type: ignore[no-untyped-def]
    path = write(tmp_path, name, make())
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert says in str(caught.value)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    done = CliRunner().invoke(cli, ["text", str(path)])
    assert done.exit_code != 0
    assert done.output == ""


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as handle:
        handle.truncate(200_000_000)  # sparse: it takes no room
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read"))
    with pytest.raises(DocumentError, match="200 MB are more than"):
        read_document(path)


def test_a_list_of_states_is_english() -> None:
    states = "In favour: Albania, Andorra, Angola, Argentina, Armenia, Australia, Austria, Belgium, Benin, Bhutan. "
    record = "The draft resolution was adopted by a recorded vote, and the representative of Chile made a statement after the vote. "
    assert is_english(states * 20 + record * 20)
