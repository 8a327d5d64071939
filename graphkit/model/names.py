"""Names for comparison."""

from __future__ import annotations

import unicodedata
from typing import Final

_MARKS: Final = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u201c": None, "\u201d": None, '"': None, "&": " and ", ".": None,
     "\u2011": " ", "\u2010": " ", "\u2013": " ", "-": " "}
)  # fmt: skip


def fold(name: str) -> str:
    """*name* for comparison.

    No case, diacritics, full stops, quotation marks or leading article; curly apostrophes as straight ones; hyphens
    and runs of white space as one space, "&" as "and"; no possessive and no stray punctuation at its ends.

    >>> fold("the  U.N.’s")
    'un'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = " ".join(plain.translate(_MARKS).casefold().split()).strip(" ,;:!?()[]'")
    return words.removesuffix("'s").removeprefix("the ") or name.strip()
