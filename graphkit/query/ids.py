"""Ids of claims as people give them: whole, the first digits of one, or an IRI."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from graphkit.errors import ParameterError
from graphkit.namespaces import ID

_IRI: Final = (f"{ID}claim/", "claim:")
#: An id has so many digits; so many of them are enough to name it.
_WHOLE: Final = 20
_ENOUGH: Final = 6
#: How many candidates of an ambiguous beginning are listed.
_LISTED: Final = 5
_LISTING: Final = "`graphkit query claims --format jsonl` and `graphkit extract FILE` list the ids"


def digits_of(given: str) -> str:
    """The digits of an id, of its beginning, or of an IRI.

    Raises:
        ParameterError: it is none of these.
    """
    digits = given.strip().strip("<>")
    for prefix in _IRI:
        digits = digits.removeprefix(prefix)
    digits = digits.lower()
    if re.fullmatch(rf"[0-9a-f]{{{_ENOUGH},{_WHOLE}}}", digits):
        return digits
    wrong = f"an id is {_WHOLE} hexadecimal digits, of which the first {_ENOUGH} may do"
    raise ParameterError(f"{given!r} is not the id of a claim: {wrong}", mend=_LISTING)


def choose_id(given: str, ids: Iterable[str], where: str) -> str:
    """The one of *ids* that *given* names.

    Raises:
        ParameterError: none, or several, begin with these digits; the error names the nearest ones.
    """
    digits, known = digits_of(given), sorted(ids)
    found = [i for i in known if i.startswith(digits)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(found[:_LISTED]) + (", ..." if len(found) > _LISTED else "")
        raise ParameterError(f"{given!r} may be any of: {listed}", where=where, mend="give more digits")
    near = _nearest(digits, known)
    raise ParameterError(f"no claim has the id {given!r}", where=where, mend=f"did you mean {near}?" if near else _LISTING)


def _nearest(digits: str, ids: list[str]) -> str | None:
    """The id with the most digits in place; None where too many of them differ for a slip of the hand."""
    ranked = [(sum(a == b for a, b in zip(digits, known, strict=False)), known) for known in ids]
    best = max(ranked, default=(0, ""), key=lambda pair: pair[0])
    return best[1] if best[0] >= max(_ENOUGH - 1, len(digits) * 3 // 4) else None
