"""Word documents (.docx, ISO/IEC 29500): text, tables and notes in their order, as a stream.

Read from the XML itself, since what people send holds tracked changes, content controls, text boxes
and footnotes, and since a document of any size must not become a tree in memory.
"""

from __future__ import annotations

import io
import zipfile
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

from graphkit.errors import DocumentError
from graphkit.ingest.wordtext import Forbidden, WordText, elements, value
from graphkit.model.document import Citation

#: What all that is in a package may come to unpacked, in bytes, and what one part that is read may.
_UNPACKED: Final = 200_000_000
_PART: Final = 50_000_000


def load(raw: bytes, where: str) -> tuple[str, Citation]:
    """The text of a Word document, and the title and author it states.

    The day on which a file was made is not that of its text: there is no date.

    Raises:
        DocumentError: it is damaged, encrypted, unpacks to too much, or holds no text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            parts = _Parts(package, where)
            text = "\n\n".join(parts.text())
            title, author = parts.properties()
    except Forbidden as error:
        raise DocumentError("its XML declares entities, which Word never does", where=where, mend="save its text as .txt") from error
    except (zipfile.BadZipFile, KeyError, ValueError, LookupError, etree.XMLSyntaxError, EOFError, OSError, RuntimeError) as error:
        mend = "save it anew as .docx without a password, or its text as .txt"
        raise DocumentError("no readable Word document", where=where, mend=mend) from error
    if not text.strip():
        raise DocumentError("the document holds no text", where=where, mend="give it some text, or leave it out")
    return text + "\n", Citation(title=title, author=author)


class _Parts:
    """The parts of a package, found by what they are to the document, not by their names."""

    def __init__(self, package: zipfile.ZipFile, where: str) -> None:
        self._package, self._where = package, where
        sizes = {member.filename: member.file_size for member in package.infolist()}
        # A member never gives more than it declares (zipfile).
        if sum(sizes.values()) > _UNPACKED:
            self._too_large(sum(sizes.values()))
        self._sizes = sizes
        self._package_relations = self._relations("")
        self._document = self._package_relations["officeDocument"]
        self._document_relations = self._relations(self._document)

    def _too_large(self, size: int) -> None:
        raise DocumentError(f"it unpacks to {size // 1_000_000} MB", where=self._where, mend="save its text as .txt")

    def _open(self, name: str) -> io.BufferedIOBase:
        if self._sizes[name] > _PART:
            self._too_large(self._sizes[name])
        return self._package.open(name)  # type: ignore[return-value]

    def _relations(self, part: str) -> dict[str, str]:
        """What a part is related to, by the last word of the relation's name."""
        folder, name = dirname(part), part.rpartition("/")[2]
        path = join(folder, "_rels", f"{name}.rels")
        found: dict[str, str] = {}
        if path in self._sizes:
            with self._open(path) as stream:
                for kind, element in elements(stream, "Relationship"):
                    if kind == "end" and element.get("TargetMode") != "External" and element.get("Target"):
                        target = str(element.get("Target"))
                        place = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                        found.setdefault(str(element.get("Type")).rpartition("/")[2], place)
        return found

    def text(self) -> list[str]:
        """The blocks of the document, its notes last, each with the number by which the text points to it."""
        words = WordText(self._list_styles())
        with self._open(self._document) as stream:
            found = words.blocks(stream)
        for kind in ("footnotes", "endnotes"):
            part = self._document_relations.get(kind)
            if part in self._sizes and words.pointed_to(kind):
                with self._open(part) as stream:
                    found += words.notes(stream, kind)
        return found

    def _list_styles(self) -> set[str]:
        """Ids of the styles of lists: "List Bullet", "List Number 2", "List Paragraph"."""
        part = self._document_relations.get("styles")
        found: set[str] = set()
        if part in self._sizes:
            with self._open(part) as stream:
                style = ""
                for kind, element in elements(stream, "style", "name"):
                    name = etree.QName(element).localname
                    if kind == "start" and name == "style":
                        style = value(element, "styleId")
                    elif kind == "end" and name == "name" and value(element, "val").lower().startswith("list"):
                        found.add(style)
        return found

    def properties(self) -> tuple[str | None, str | None]:
        """Title and author as the document states them."""
        part = self._package_relations.get("core-properties")
        stated: dict[str, str] = {}
        if part in self._sizes:
            with self._open(part) as stream:
                for kind, element in elements(stream, "title", "creator"):
                    if kind == "end":
                        stated.setdefault(etree.QName(element).localname, " ".join((element.text or "").split()))
        author = stated.get("creator", "")
        # What the program that made the file puts there is nobody's name.
        nobody = author.lower() in ("", "python-docx", "user", "admin", "microsoft office user")
        return stated.get("title") or None, None if nobody else author
