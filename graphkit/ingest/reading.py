"""A file as a document."""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path
from typing import Any, Final

from graphkit.errors import DocumentError
from graphkit.ingest.formats import LARGEST, load
from graphkit.ingest.head import read_head
from graphkit.ingest.language import is_english
from graphkit.ingest.metadata import KINDS, citation, load_yaml, over
from graphkit.model.document import Document

#: A file beside a document holds a few lines.
_BESIDE: Final = 1_000_000
_FRONT: Final = re.compile(r"---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read_document(path: Path, name: str | None = None) -> Document:
    """Read a text, Markdown, HTML, PDF or Word file.

    Front matter goes before the file beside it (``NAME.yml``), that before what an HTML, PDF or
    Word file says of itself, and that before the text's own head.

    Args:
        path: the file; text and Markdown in UTF-8.
        name: the document's id; the file's stem, where None.

    Raises:
        DocumentError: the file cannot be read, is no text, or says something of itself that cannot be.
    """
    where = str(path)
    raw = _bytes(path, LARGEST)
    try:
        (name or path.stem).encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError("its name is not UTF-8", where=ascii(where)[1:-1], mend="rename it") from error
    digest = hashlib.sha256(raw)
    text, in_file = load(raw, path.suffix.lower(), where)
    fields: dict[str, Any] = {}
    front = _FRONT.match(text)
    if front:
        fields = load_yaml(front[1], where)
        text = text[front.end() :]
    if not text.strip():
        raise DocumentError("the document is empty", where=where, mend="give it some text, or leave it out")
    if not is_english(text):
        raise DocumentError("the text is not in English", where=where, mend="give a translation; no other language is read")
    stated = citation(fields, where)
    for beside in (path.with_suffix(".yml"), path.with_suffix(".yaml")):
        if beside.is_file():
            sidecar = _bytes(beside, _BESIDE)
            digest.update(sidecar)
            try:
                more = load_yaml(sidecar.decode("utf-8-sig"), str(beside))
            except UnicodeDecodeError as error:
                raise DocumentError("not UTF-8", where=str(beside), mend="save it as UTF-8 text") from error
            stated = over(stated, citation(more, str(beside)))
            fields = {**more, **fields}
            break
    kind = str(fields.get("kind") or "document")
    if kind not in KINDS:
        raise DocumentError(f"no such kind of document: {kind}", where=where, mend=f"kind is one of {', '.join(KINDS)}")
    about = fields.get("about")
    if (kind == "notes") != isinstance(about, dict):
        raise DocumentError("`kind: notes` and `about:` go together", where=where, mend="give both or neither")
    return Document(
        name=name or path.stem,
        text=text,
        citation=over(over(stated, in_file), read_head(text)),
        sha256=digest.hexdigest(),
        kind=kind,
        about=citation(about, where) if isinstance(about, dict) else None,
        issuer=str(fields["issuer"]) if fields.get("issuer") else None,
    )


def _bytes(path: Path, most: int) -> bytes:
    """What is in a file, which may be no pipe and no device, and no larger than *most*.

    Raises:
        DocumentError: it is, or cannot be read.
    """
    where = str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise DocumentError("a folder, not a document", where=where, mend="give the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError("not a regular file", where=where, mend="save it as a file")
        raw = b""
        if status.st_size <= most:
            with path.open("rb") as file:
                raw = file.read(most + 1)
        if max(len(raw), status.st_size) > most:
            size = max(len(raw), status.st_size) // 1_000_000
            raise DocumentError(f"{size} MB are more than the {most // 1_000_000} MB of a document", where=where, mend="split it")
        return raw
    except OSError as error:
        raise DocumentError(error.strerror or str(error), where=where) from error
    except ValueError as error:  # a NUL in the name
        raise DocumentError(str(error), where=ascii(where)[1:-1]) from error
