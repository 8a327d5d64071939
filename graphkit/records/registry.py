"""Who and what rows may name: the reference data, and the series that titles of texts make."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import Final

from graphkit.model.entity import Record
from graphkit.model.reference import Reference, fold
from graphkit.namespaces import entity_iri

#: The longest title of a series; what is longer is a summary of a text, not its title.
_LONGEST_TITLE: Final = 250


class Registry:
    """Finds known entities by name, and ties texts of one title before one body to a series.

    Attributes:
        titles: (body, folded title) -> how often each spelling of it was met.
    """

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self.titles: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._codes = {r.fields["iso2"]: r for r in reference.records if r.type == "state" and r.fields.get("iso2")}
        self._series = {
            (r.fields["parent"].partition("/")[2], fold(title)): r
            for r in reference.records
            if r.type == "topic" and r.fields.get("class") == "series"
            for title in reference.titles.get(r.key, ())
        }
        self.find = lru_cache(maxsize=65_536)(self._find)

    def _find(self, name: str, types: tuple[str, ...]) -> Record | None:
        """The one record of that spelling, code, key, label or alias; None where there is none, or more than one."""
        if types == ("state",):
            found = self._reference.spellings.get(name) or self._codes.get(name)
            if found:
                return found
        found = [r for r in self._reference.by_name.get(fold(name), ()) if r.type in types]
        for rank in ("key", "label"):
            exact = [r for r in found if fold(getattr(r, rank)) == fold(name)]
            if len(exact) == 1:
                return exact[0]
        return found[0] if len(found) == 1 else None

    def series(self, body: str, title: str) -> str:
        """The IRI of the series of texts that bear *title* before *body*: a known one, or one made from both."""
        folded = _folded(title)
        known = self._series.get((body, folded))
        if known:
            return entity_iri("topic", known.key)
        self.titles[body, folded][title] += 1
        return series_iri(body, folded)


def series_iri(body: str, folded: str) -> str:
    """The IRI of a series that no reference table names."""
    return entity_iri("topic", f"{body} {folded[:_LONGEST_TITLE]}")


def _folded(title: str) -> str:
    return re.sub(r"[^\w\s]", "", fold(title)).strip()
