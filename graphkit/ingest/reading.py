"""A file as a document."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, Final

from graphkit.errors import DocumentError
from graphkit.ingest.formats import LARGEST, load
from graphkit.ingest.head import read_head
from graphkit.ingest.language import is_english
from graphkit.ingest.metadata import KINDS, citation, load_yaml, over
from graphkit.model.document import Document

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
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise DocumentError(
                f"{size // 1_000_000} MB are more than the {LARGEST // 1_000_000} MB of a document", where=where, mend="split it"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise DocumentError(error.strerror or str(error), where=where) from error
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
            sidecar = beside.read_bytes()
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
