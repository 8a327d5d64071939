from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphkit.errors import DocumentError
from graphkit.ingest.folder import find_documents
from graphkit.ingest.head import date_in, read_head
from graphkit.ingest.reading import read_document
from graphkit.model.dates import PartialDate


def test_front_matter_is_left_out_and_goes_before_the_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf---\r\ntitle: Own\r\ndate: 2021-02\r\n---\r\nBody.\r\n")
    (tmp_path / "a.yml").write_text("title: Beside\nauthor: Somebody\n", encoding="utf-8")
    document = read_document(tmp_path / "a.txt")
    assert document.text == "Body.\n"
    assert document.citation.title == "Own"
    assert document.citation.author == "Somebody"
    assert document.citation.date == PartialDate(2021, 2)
    assert document.name == "a"


def test_the_hash_covers_the_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Body.", encoding="utf-8")
    before = read_document(tmp_path / "a.txt").sha256
    (tmp_path / "a.yml").write_text("date: 2020\n", encoding="utf-8")
    assert read_document(tmp_path / "a.txt").sha256 != before


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"---\ntitle: x\n---\n", "empty"),
        (b"\xff\xfe\x00a", "not UTF-8"),
        (b"text\x00text", "NUL"),
        (b"---\ntitle: [unclosed\n---\nBody.", "not YAML"),
        (b"---\ndate: yesterday\n---\nBody.", "date"),
        (b"---\ndate: 2021-02-30\n---\nBody.", "no such date"),
        (b"---\nkind: poem\n---\nBody.", "no such kind"),
        (b"---\nkind: notes\n---\nBody.", "about"),
        (b"---\n- a\n- b\n---\nBody.", "mapping"),
        ("Le caf\u00e9".encode("latin-1"), "not UTF-8 at byte 6"),
        ("Le caf\u00e9".encode("utf-16"), "it is UTF-16"),
        (b"---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n---\nBody.", "alias"),
        (b"---\ntitle: " + b"[" * 5000 + b"\n---\nBody.", "nested too deeply"),
    ],
)
def test_bad_files_get_one_line_that_names_them(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert what in str(caught.value)
    assert "bad.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="No such file"):
        read_document(tmp_path / "none.txt")


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    for name, what in (("pipe", "not a regular file"), ("folder", "a folder, not a document"), ("loop", "symbolic links"),
                       ("gone", "No such file")):  # fmt: skip
        with pytest.raises(DocumentError, match=what):
            read_document(tmp_path / f"{name}.txt")
    with pytest.raises(DocumentError, match="not a regular file"):
        read_document(Path("/dev/zero"))
    with pytest.raises(DocumentError, match="null"):
        read_document(tmp_path / "nul\0.txt")


def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("Body.", encoding="utf-8")
    with pytest.raises(DocumentError, match="its name is not UTF-8"):
        read_document(path)


def test_a_link_to_a_document_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Body.", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert read_document(tmp_path / "b.txt").name == "b"


def test_a_file_beside_it_has_a_bound_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Body.", encoding="utf-8")
    (tmp_path / "a.yml").write_bytes(b"# " + b"x" * 2_000_000)
    with pytest.raises(DocumentError, match=r"a\.yml: 2 MB are more than"):
        read_document(tmp_path / "a.txt")


def test_notes_keep_the_citation_of_what_they_are_about(tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    path.write_text("---\nkind: notes\ntitle: N\nabout: {title: T, author: A, date: 2020}\n---\nBody.", encoding="utf-8")
    document = read_document(path)
    assert document.kind == "notes"
    assert document.about is not None
    assert (document.about.title, document.about.author) == ("T", "A")


@pytest.mark.parametrize(
    ("head", "title", "author", "date"),
    [
        ("A plain title\n\nBy Jane Doe\n\n3 May 2020\n\nText follows.", "A plain title", "Jane Doe", "2020-05-03"),
        ("08.01.2021 Author: Jane Doe\n\nA title\n\nText.", "A title", "Jane Doe", "2021-01-08"),
        ("Regional Outlook February 2021\n\nText.", "Regional Outlook February 2021", None, "2021-02"),
        ("# Heading\n\nIn May 2019, something happened.", "Heading", None, None),
        ("WEDNESDAY, 28 MARCH 2007\n\nA debate\n\nText.", "A debate", None, "2007-03-28"),
        ("A story\n\nMarch 1, 2002 | Page 8\n\nText.", "A story", None, "2002-03-01"),
        ("A story\n\nBy: Jane Doe - @jane /11:36 PM July 06, 2021\n\nText.", "A story", "Jane Doe", "2021-07-06"),
        ("A story\n\nPublished 24/11/2004 11:36 GMT\n\nText.", "A story", None, "2004-11-24"),
        (
            "Experts alarmed\n\nGENEVA (10 October 2022) - The experts said so, and said it at length.",
            "Experts alarmed",
            None,
            "2022-10-10",
        ),
        ("[LIMA, 28 September 2007] - The experts said so.", None, None, "2007-09-28"),
        ("(New York, May 3, 2019) \u2013 Peru should stop.", None, None, "2019-05-03"),
        (
            "Letter dated 2 January 2020 from the envoy of Chad to the Council\n\nText.",
            "Letter dated 2 January 2020 from the envoy of Chad to the Council",
            None,
            "2020-01-02",
        ),
        ("A story\n\nGeneva and the treaty of 3 May 2019 - what is left of it", "A story", None, None),
        ("This first line is a sentence, and no title.\n\nMore.", None, None, None),
        ("On 3 May 2020 the Council met in a long line that is clearly running prose, not a title, as it ends here.", None, None, None),
    ],
)
def test_the_head_of_a_text(head: str, title: str | None, author: str | None, date: str | None) -> None:
    found = read_head(head)
    assert (found.title, found.author, str(found.date) if found.date else None) == (title, author, date)


def test_dates_with_slashes_are_certain_where_a_figure_can_be_no_month() -> None:
    assert date_in("03/04/2020") is None
    assert [str(found[0]) for line in ("23/04/2020", "04/23/2020") if (found := date_in(line))] == ["2020-04-23", "2020-04-23"]


def test_a_folder_gives_texts_and_markdown_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "README.md", ".hidden.txt", "c.csv", "sub/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [p.name for p in find_documents(tmp_path)] == ["a.txt", "b.md", "d.txt"]


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    with pytest.raises(DocumentError, match="taken"):
        find_documents(tmp_path)


def test_a_folder_that_leads_back_to_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "sub").symlink_to(".")
    assert [p.name for p in find_documents(tmp_path)] == ["a.txt"]


@pytest.mark.parametrize("target", ["b.txt", "nowhere.txt"])
def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Path, target: str) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(target)
    with pytest.raises(DocumentError, match=r"b\.txt: the link leads nowhere"):
        find_documents(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no document"):
        find_documents(tmp_path)
