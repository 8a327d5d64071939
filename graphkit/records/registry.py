"""Who and what rows may name: the reference data, and the series that titles of texts make."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import Final

from graphkit.model.entity import Record
from graphkit.model.names import fold
from graphkit.model.reference import Reference
from graphkit.model.spellings import Form
from graphkit.namespaces import entity_iri

#: The longest title of a series; what is longer is a summary of a text, not its title.
_LONGEST_TITLE: Final = 250


Titles = dict[tuple[str, str], Counter[str]]


class Registry:
    """Finds known entities by name, and ties texts of one title before one body to a series.

    Args:
        records: the set of records whose spellings are meant.

    Attributes:
        titles: (body, folded title) -> how often each spelling of it was met.
    """

    def __init__(self, reference: Reference, records: str = "", titles: Titles | None = None) -> None:
        self._reference, self._records = reference, records
        self.titles: Titles = defaultdict(Counter) if titles is None else titles
        self._series = {
            (r.fields["parent"].partition("/")[2], _folded(title)): r
            for r in reference.records
            if r.type == "topic" and r.fields.get("class") == "series"
            for title in reference.titles.get(r.key, ())
        }
        #: Whom a record means, as :meth:`graphkit.model.reference.Reference.written` tells it.
        self.find = lru_cache(maxsize=65_536)(self._find)

    def _find(self, name: str, types: tuple[str, ...], form: Form, on: str) -> tuple[Record, ...]:
        return self._reference.written(name, form, on=on, records=self._records, types=types)

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
