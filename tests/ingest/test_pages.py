"""Pages of the web: the main text alone, nothing run, nothing fetched."""

from __future__ import annotations

import codecs
import gzip
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli import cli
from graphkit.errors import DocumentError
from graphkit.ingest import formats

PROSE = (
    "In March 2021 the Human Rights Council adopted a resolution on the situation in Belarus.",
    "Canada condemned the arrest of journalists and called on Belarus to release all political prisoners.",
    "The government refused to cooperate with the Special Rapporteur, and the delegation of China opposed the text.",
)
PARAGRAPHS = "".join(f"<p>{words}</p>" for words in PROSE)

HOSTILE = f"""<!DOCTYPE html><html><head><base href="http://there.example/"><title>A page</title><style>p {{ color: red }} STYLED</style>
<link rel="stylesheet" href="http://there.example/x.css"><script src="http://there.example/x.js"></script>
<script>document.write("SCRIPTED")</script><meta http-equiv="refresh" content="0; url=http://there.example/"></head>
<body onload="fetch('http://there.example/')"><nav><ul><li><a href="/">NAVIGATION</a></li></ul></nav>
<main><article><h1>The vote</h1>{PARAGRAPHS}
<img src="http://there.example/a.png" alt="PICTURED"><iframe src="http://there.example/frame">FRAMED</iframe>
<object data="http://there.example/o">OBJECT</object><embed src="http://there.example/e"><video src="http://there.example/v">FILMED</video>
<noscript>UNSCRIPTED</noscript><template><p>TEMPLATE of a paragraph that no reader sees.</p></template><svg><text>DRAWN</text></svg>
<p hidden>HIDDEN words in a paragraph of some length that no reader of the page sees.</p>
<p style="display:none">INVISIBLE words in a paragraph of some length that no reader of the page sees.</p>
<aside class="related"><h3>Related</h3><p>ASIDE: you may also like an article about the weather in Geneva and other things.</p></aside>
<form><button>BUTTON</button></form></article></main><!-- COMMENTED --><footer><p>FOOTER, imprint, contact.</p></footer></body></html>"""


def text_of(page: str | bytes) -> str:
    return formats.load(page.encode() if isinstance(page, str) else page, ".html", "a.html")[0]


def article(inner: str) -> list[str]:
    """The blocks of a page behind its first paragraphs."""
    found = text_of(f"<html><head><title>T</title></head><body><article>{PARAGRAPHS}{inner}</article></body></html>")
    return found.strip().split("\n\n")[len(PROSE) :]


def test_only_the_main_text_is_text_and_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert text_of(HOSTILE).strip().split("\n\n") == ["The vote", *PROSE]


@pytest.mark.parametrize(
    ("inner", "blocks"),
    [
        ("<p>First line<br>second line<br/>third.</p>", ["First line second line third."]),
        ("<p>repre&shy;sentative, a&nbsp;space, <b>bold</b> &amp; <i>italic</i>.</p>", ["representative, a space, bold & italic."]),
        ("<ul><li>Norway spoke.<ul><li>It agreed.</li></ul></li><li>Peru left.</li></ul>",
         ["\u2022 Norway spoke.", "\u2022 It agreed.", "\u2022 Peru left."]),
        ("<table><tr><th>State</th><th>Vote</th></tr><tr><td>Albania</td><td>Yes</td></tr></table>", ["State | Vote", "Albania | Yes"]),
        ("<blockquote><p>We agree.</p><p>We do.</p></blockquote><h2>Then</h2><p>They left the hall of the assembly.</p>",
         ["We agree.", "We do.", "Then", "They left the hall of the assembly."]),
    ],
)  # fmt: skip
def test_lines_items_and_cells_are_apart(inner: str, blocks: list[str]) -> None:
    assert article(inner) == blocks


@pytest.mark.parametrize(
    ("meta", "encode"),
    [
        ("", lambda page: page.encode()),
        ("", lambda page: codecs.BOM_UTF8 + page.encode()),
        ("", lambda page: page.encode("utf-16")),
        ("", lambda page: page.encode("cp1252")),
        ('<meta charset="iso-8859-1">', lambda page: page.encode("cp1252")),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">', lambda page: page.encode("iso-8859-15")),
        ('<meta charset="no-such-thing">', lambda page: page.encode("cp1252")),
    ],
)  # fmt: skip
def test_pages_in_older_encodings(meta: str, encode) -> None:  # type: ignore[no-untyped-def]
    page = f"<html><head>{meta}<title>T</title></head><body><article>{PARAGRAPHS}<p>Tom\u00e1s Ojea Quintana.</p></article></body></html>"
    assert text_of(encode(page)).endswith("\n\nTom\u00e1s Ojea Quintana.\n")


def test_a_page_in_xml_is_a_page() -> None:
    page = f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{PARAGRAPHS}</body></html>'
    assert text_of(page).strip().split("\n\n") == list(PROSE)


def test_a_fragment_is_a_page() -> None:
    assert text_of(f"<p>{PROSE[0]}</p>") == PROSE[0] + "\n"


def test_entities_of_its_own_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    assert len(text_of(f"<!DOCTYPE html [{entities}]><html><body><article>{PARAGRAPHS}<p>&e9;</p></article></body></html>")) < 1000


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("words.html", b"only words, and no page", "not an HTML page"),
        ("bytes.html", bytes(range(256)) * 4, "not an HTML page"),
        ("packed.html", gzip.compress(b"<html><body><p>" + b"a " * 1_000_000), "not an HTML page"),
        ("script.html", b"<html><body><script>document.write('text')</script></body></html>", "holds no text"),
        ("deep.html", b"<html><body>" + b"<div>" * 50_000 + PARAGRAPHS.encode(), "holds no text"),
        ("none.html", b"", "not an HTML page"),
    ],
)  # fmt: skip
def test_what_is_no_page_ends_with_one_line(tmp_path: Path, name: str, raw: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    done = CliRunner().invoke(cli, ["text", str(path)])
    assert done.output == "" and isinstance(done.exception, DocumentError)
    assert says in str(done.exception) and "\n" not in str(done.exception)
