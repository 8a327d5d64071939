"""Word documents (.docx, ISO/IEC 29500): paragraphs and tables in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

import docx
from docx.document import Document as Word
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from graphkit.errors import DocumentError
from graphkit.model.document import Citation

#: What the parts of a document may come to unpacked, in bytes. A member never gives more than it declares (zipfile).
_UNPACKED: Final = 200_000_000
_BULLET: Final = "\u2022 "


def load(raw: bytes, where: str) -> tuple[str, Citation]:
    """The text of a Word document, and the title and author it states.

    The day on which a file was made is not that of its text: there is no date.

    Raises:
        DocumentError: it is damaged, encrypted, unpacks to too much, or holds no text.
    """
    mend = "save it anew as .docx without a password, or its text as .txt"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            unpacked = sum(member.file_size for member in package.infolist())
        if unpacked > _UNPACKED:
            raise DocumentError(f"it unpacks to {unpacked // 1_000_000} MB", where=where, mend="save its text as .txt")
        word = docx.Document(io.BytesIO(raw))
        text = "\n\n".join(_blocks(word))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError, EOFError, OSError) as error:
        raise DocumentError("no readable Word document", where=where, mend=mend) from error
    if not text.strip():
        raise DocumentError("the document holds no text", where=where, mend="give it some text, or leave it out")
    stated = word.core_properties
    return text + "\n", Citation(title=stated.title.strip() or None, author=_person(stated.author))


def _person(name: str) -> str | None:
    # What the library that made the file puts there is nobody's name.
    return None if name.strip().lower() in ("", "python-docx", "user", "admin") else name.strip()


def _blocks(word: Word) -> Iterator[str]:
    for block in word.iter_inner_content():
        if isinstance(block, Paragraph):
            text = " ".join(block.text.split())
            style = (block.style.name or "") if block.style is not None else ""
            if text:
                yield _BULLET + text if style.startswith("List") else text
        elif isinstance(block, Table):
            for row in block.rows:
                cells = [" ".join(cell.text.split()) for cell in row.cells]
                if any(cells):
                    yield " | ".join(dict.fromkeys(cells))
