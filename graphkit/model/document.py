"""A document as loaded, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Citation:
    """What identifies a text to a reader; None is unknown, never guessed.

    Attributes:
        date: an ISO date, month or year.
    """

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: PartialDate | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text.

    Attributes:
        name: its id, the file's stem unless another was given.
        text: the text as loaded: no byte-order mark, LF line ends, no front matter.
        citation: title, author, publisher, date, url.
        kind: ``document``, or ``notes`` for own-words notes on another text.
        about: for notes, the citation of the original.
        sha256: hexadecimal SHA-256 of the file's bytes (and of its sidecar's, where there is one).
        issuer: key of the state or body in whose name the text speaks, or None.
    """

    name: str
    text: str
    citation: Citation
    sha256: str
    kind: str = "document"
    about: Citation | None = None
    issuer: str | None = None
