"""The formats of documents, by the end of a file's name."""

from __future__ import annotations

import codecs
from importlib import import_module
from typing import Final

from graphkit.errors import DocumentError
from graphkit.model.document import Citation

Loaded = tuple[str, Citation]


def _plain(raw: bytes, where: str) -> Loaded:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Which of the many older encodings it is cannot be told from the bytes, and a wrong guess changes names.
        utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        name = "utf-16" if utf16 else "cp1252"
        mend = f"save it as UTF-8 text ({'it is UTF-16' if utf16 else 'if it is Western European'}: iconv -f {name} -t utf-8)"
        raise DocumentError(f"not UTF-8 at byte {error.start}", where=where, mend=mend) from error
    if "\0" in text:
        raise DocumentError("not a text (it holds NUL bytes)", where=where, mend="save it as UTF-8 text")
    return text.replace("\r\n", "\n").replace("\r", "\n"), Citation()


#: The module that reads a format; loaded when one is met, for their libraries take long to load.
_MODULES: Final = {".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx"}
#: What can be read.
SUFFIXES: Final = (".txt", ".md", ".markdown", *_MODULES)
#: No document is larger than this, in bytes: the printed records of a whole session are a tenth of it.
LARGEST: Final = 50_000_000


def load(raw: bytes, suffix: str, where: str) -> Loaded:
    """The text of a file, and what the file says of it.

    Args:
        raw: the bytes of the file.
        suffix: the end of its name, with the dot, in lower case; one that is not known is read as text.
        where: the file's name, for messages.

    Raises:
        DocumentError: the bytes are not what the suffix says, or hold no text.
    """
    if suffix not in _MODULES:
        return _plain(raw, where)
    loaded: Loaded = import_module(f"graphkit.ingest.{_MODULES[suffix]}").load(raw, where)
    return loaded
