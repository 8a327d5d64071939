"""PDFs: reading order, what a line or a page end parts, notes, and files that are made to harm."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from fpdf import FPDF
from pdfminer import pdftypes

from graphkit.cli import cli
from graphkit.errors import DocumentError
from graphkit.ingest import formats, pdfpages
from graphkit.ingest.inflate import TooLarge, bounded

Drawn = tuple[float, float, float, str]
#: Lines of a column: left edge, height from above, size, words.
LEFT = ["In the first column the delegation of Canada said", "that it had co-sponsored the text and would vote", "in its favour.", "",
        "The second paragraph of it ends in the midst of a"]  # fmt: skip
RIGHT = [
    "sentence that goes on in the other column of it.",
    "",
    "Japan declined to co-sponsor the text. The draft",
    "was adopted by consensus.",
]


def pdf(*pages: Iterable[Drawn]) -> bytes:
    made = FPDF()
    for page in pages:
        made.add_page()
        for x, y, size, words in page:
            made.set_font("Helvetica", size=size)
            made.text(x, y, words)
    return bytes(made.output())


def column(x: float, lines: list[str], y: float = 50, size: float = 9, step: float = 4.5) -> list[Drawn]:
    return [(x, y + step * n, size, words) for n, words in enumerate(lines) if words]


def paragraphs(raw: bytes) -> list[str]:
    return formats.load(raw, ".pdf", "a.pdf")[0].strip().split("\n\n")


COLUMNS = [
    "A heading that runs across both columns of the page",
    "In the first column the delegation of Canada said that it had co-sponsored the text and would vote in its favour.",
    "The second paragraph of it ends in the midst of a sentence that goes on in the other column of it.",
    "Japan declined to co-sponsor the text. The draft was adopted by consensus.",
]


@pytest.mark.parametrize("step", [4.5, 8])
def test_columns_are_read_one_after_the_other(step: float) -> None:
    head = (20, 35, 16, "A heading that runs across both columns of the page")
    left, right = column(20, LEFT, step=step), column(110, RIGHT, step=step)
    assert paragraphs(pdf([head, *left, *right])) == COLUMNS
    # The file may hold them line by line across the page, or in any other order.
    assert paragraphs(pdf(sorted([*left, *right, head], key=lambda d: (d[1], d[0])))) == COLUMNS
    assert paragraphs(pdf([*right, head, *left])) == COLUMNS


def test_what_runs_across_parts_the_columns_above_from_those_below() -> None:
    upper = [
        *column(20, ["Upper left column of the page, first line."], 50),
        *column(110, ["Upper right column of the page, first line."], 50),
    ]
    lower = [
        *column(20, ["Lower left column of the page, last line."], 90),
        *column(110, ["Lower right column of the page, last line."], 90),
    ]
    across = [(20, 70, 9, "A paragraph between them that runs across the whole of the page, from the left edge to the right edge of it.")]
    found = paragraphs(pdf([*lower, *upper, *across]))
    assert [p.split()[0] + " " + p.split()[1] for p in found] == ["Upper left", "Upper right", "A paragraph", "Lower left", "Lower right"]


def test_words_parted_at_line_ends_are_made_whole_as_the_document_writes_them() -> None:
    lines = """The represen-
tative spoke of co-operation and of human-
itarian aid. The co-
operation of well-
known experts from Guinea-
Bissau in the Asia-Pacific region was post-
poned to 2014-
2016, and they postponed it - he said -
again.""".splitlines()
    (text,) = paragraphs(pdf(column(20, lines)))
    assert text == (
        "The representative spoke of co-operation and of humanitarian aid. The co-operation of well-known experts from Guinea-Bissau "
        "in the Asia-Pacific region was postponed to 2014-2016, and they postponed it - he said - again."
    )


def body(*lines: str) -> list[Drawn]:
    return column(20, list(lines), 40, 11, 5.5)


def test_heads_and_page_numbers_do_not_cut_a_sentence() -> None:
    pages = [
        [
            (20, 12, 9, "World Report | 2014"),
            *body("The Council heard of the situation in the country, and", "it adopted a report of the United"),
            (100, 290, 9, "1"),
        ],
        [
            (20, 12, 9, "2 | Chapter One"),
            *body("Nations on the matter, which had been long awaited by", "the delegations; they welcomed it in a spirit of mutu-"),
            (100, 290, 9, "- 2 -"),
        ],
        [(20, 12, 9, "World Report | 2014"), *body("al understanding. It ends here."), (100, 290, 9, "Page 3 of 3")],
    ]
    assert paragraphs(pdf(*pages)) == [
        "The Council heard of the situation in the country, and it adopted a report of the United Nations on the matter, which had been "
        "long awaited by the delegations; they welcomed it in a spirit of mutual understanding. It ends here."
    ]


def test_notes_at_the_foot_stand_behind_the_paragraph_and_carry_their_numbers() -> None:
    first = [
        *body("The Council adopted resolution 75/190"),
        (86.5, 38.5, 6, "12"),
        *body("", "in December 2020, and the delegation of Japan"),
        (20, 261, 8, "12 See A/RES/75/190, which was adopted without a"),
        (20, 264.5, 8, "vote in the plenary."),
        (20, 268.5, 8, "13 Ibid., para. 4."),
    ]
    second = body("declined to co-sponsor it for the third year in a row.")
    assert paragraphs(pdf(first, second)) == [
        "The Council adopted resolution 75/190[12] in December 2020, and the delegation of Japan declined to co-sponsor it for the "
        "third year in a row.",
        "[12] See A/RES/75/190, which was adopted without a vote in the plenary.",
        "[13] Ibid., para. 4.",
    ]


def test_items_of_a_list_set_close_are_items() -> None:
    bullet = "-"
    lines = [
        "The Council should:",
        f"{bullet} act on the report of the Commission without any further",
        "delay;",
        f"{bullet} invite the Rapporteur.",
    ]
    assert paragraphs(pdf(column(20, lines))) == [
        "The Council should:", "- act on the report of the Commission without any further delay;", "- invite the Rapporteur.",
    ]  # fmt: skip


# -- files that are made to harm, or are no good ---------------------------------------------


def raw_pdf(content: bytes, filters: str = "/FlateDecode", more: str = "") -> bytes:
    """A page with this content stream, which is already coded as the filters say."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> {more} >> >>".encode(),
        f"<< /Length {len(content)} /Filter [{filters}] >>\nstream\n".encode() + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body_ in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body_ + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(f"{at:010} 00000 n \n".encode() for at in places))
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


SHOWN = b"BT /F1 12 Tf 50 700 Td (Japan declined to co-sponsor the resolution.) Tj ET"


def test_a_stream_in_several_codings_is_text() -> None:
    coded = zlib.compress(zlib.compress(SHOWN))
    assert paragraphs(raw_pdf(coded, "/FlateDecode /FlateDecode")) == ["Japan declined to co-sponsor the resolution."]
    cut = zlib.compress(SHOWN + b" " * 50)[:-6]  # the check sum is missing
    assert paragraphs(raw_pdf(cut)) == ["Japan declined to co-sponsor the resolution."]


@pytest.mark.parametrize(
    "make",
    [
        lambda: raw_pdf(zlib.compress(b" " * 300_000_000)),
        lambda: raw_pdf(zlib.compress(zlib.compress(b" " * 300_000_000)), "/FlateDecode /FlateDecode"),
        lambda: raw_pdf(b"\x81 " * 3_000_000, "/RunLengthDecode"),
        lambda: raw_pdf(zlib.compress(b"BT /F1 12 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 10_000 + b" ET")),
    ],
)  # fmt: skip
def test_what_unpacks_to_too_much_is_not_unpacked(make: Callable[[], bytes]) -> None:
    with pytest.raises(DocumentError, match=r"a\.pdf: the PDF unpacks to more than a document holds"):
        formats.load(make(), ".pdf", "a.pdf")


def test_the_bound_holds_for_the_document_in_hand_alone() -> None:
    packed = zlib.compress(b"x" * 5_000_000)
    with bounded(1_000_000), pytest.raises(TooLarge):
        pdftypes.zlib.decompress(packed)
    assert len(pdftypes.zlib.decompress(packed)) == 5_000_000
    with bounded(6_000_000):
        assert len(pdftypes.zlib.decompress(packed)) == 5_000_000
        with pytest.raises(TooLarge):
            pdftypes.zlib.decompress(packed)
    with pytest.raises(pdftypes.zlib.error):
        pdftypes.zlib.decompress(packed[:-9])


def test_letters_that_the_file_does_not_name_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    page = pdfpages.Page(800, ((pdfpages.Line("Aa", 0, 9, 700, 710, 10),),), unknown=40)
    monkeypatch.setattr("graphkit.ingest.pdf.pages_of", lambda raw: ([page], None))
    with pytest.raises(DocumentError, match="does not say which letters"):
        formats.load(b"", ".pdf", "a.pdf")


def test_damage_is_one_line_on_the_terminal(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    whole = pdf(body("Japan declined to co-sponsor the resolution on the situation."))
    for number, raw in enumerate((whole[:400], whole.replace(b"/Type /Page\n", b"/Type /Pa(e\n"), b"%PDF-1.7" + bytes(500), b"no PDF")):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(raw)
        with caplog.at_level(logging.CRITICAL):
            done = CliRunner().invoke(cli, ["text", str(path)])
        assert done.exit_code != 0 and done.output == ""
        assert isinstance(done.exception, DocumentError) and str(path) in str(done.exception)
