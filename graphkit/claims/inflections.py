"""Regular forms of English verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: Ends in one consonant after one vowel: doubled in short verbs ("rapped"), in long ones where stressed ("deterred", but "visited").
_DOUBLING: Final = re.compile(r"(?:^|[^aeiou])[aeiouy][bcdfghjklmnpqrstvz]$|qu[aeiou][bdfgklmnprtvz]$|[aeiou]l$")
_SYLLABLE: Final = re.compile(r"[aeiouy]+")
_HISSING: Final = re.compile(r"(?:s|x|z|ch|sh|o)$")


def forms(verb: str) -> Iterator[str]:
    """The forms that *verb* has where it is regular, and some that it has not, which do no harm ("visitted")."""
    ending = verb[-1]
    if ending == "y" and verb[-2:-1] not in ("a", "e", "o", "u"):
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
        return
    yield f"{verb}es" if _HISSING.search(verb) else f"{verb}s"
    if ending == "e":
        yield from (f"{verb}d", f"{verb}ing" if verb.endswith(("ee", "oe", "ye")) else f"{verb[:-1]}ing")
        return
    doubling = _DOUBLING.search(verb) is not None
    if doubling:
        yield from (f"{verb}{ending}ed", f"{verb}{ending}ing")
    if not doubling or len(_SYLLABLE.findall(verb)) > 1:
        yield from (f"{verb}ed", f"{verb}ing")
