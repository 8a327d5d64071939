"""Whether a text is in English, by its most frequent words."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from graphkit.resources import shipped

#: Below so many words nothing is decided.
_FEWEST: Final = 100
#: So many characters are looked at.
_LOOKED_AT: Final = 50_000
#: English prose has a share of about 0.4; lists of states and votes one of about 0.15; French or Spanish below 0.05.
_SHARE: Final = 0.08


@cache
def _function_words() -> frozenset[str]:
    return frozenset((shipped("data") / "lexicon" / "english.txt").read_text(encoding="utf-8").split())


def is_english(text: str) -> bool:
    """Whether *text* is in English; a text of few words is taken to be.

    A share of the most frequent words of English decides, so that it is cheap and the same everywhere.
    """
    words = [w.lower() for w in re.findall(r"[^\W\d_]+", text[:_LOOKED_AT])]
    if len(words) < _FEWEST:
        letters = sum(c.isalpha() for c in text[:_LOOKED_AT])
        latin = sum(c.isascii() and c.isalpha() for c in text[:_LOOKED_AT])
        return letters < _FEWEST or latin * 2 > letters
    return sum(w in _function_words() for w in words) >= _SHARE * len(words)
