"""How records write names and codes, where that is no name for prose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from graphkit.errors import TableError
from graphkit.model.dates import PartialDate
from graphkit.model.names import fold
from graphkit.resources import read_table, split_cell

Form = Literal["name", "code"]
_FORMS: Final = ("name", "code")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A row of ``data/reference/spellings.tsv``.

    Attributes:
        text: the name or code as the records write it.
        form: whether it is a name or a code.
        meant: paths of the entities (``state/SUN``); none where the word names nobody.
        since, until: the first and the last day for which it holds (ISO 8601), or empty.
        occurs: the sets of records (folders) that write so; empty for any.
    """

    text: str
    form: Form
    meant: tuple[str, ...]
    since: str
    until: str
    occurs: tuple[str, ...]

    def holds(self, on: str) -> bool:
        """Whether it holds on that day (a partial date is its first day); with no day, where nothing came after it."""
        return (self.since <= on and (not self.until or on <= self.until)) if on else not self.until


class Spellings:
    """All spellings, found by text, records and day."""

    def __init__(self, rows: Iterable[Spelling] = ()) -> None:
        self.rows = tuple(rows)
        self._index: dict[tuple[Form, str], list[Spelling]] = defaultdict(list)
        for row in self.rows:
            self._index[row.form, self._key(row.text, row.form)].append(row)

    @classmethod
    def read(cls, path: Path) -> Spellings:
        """Read the table.

        Raises:
            TableError: a row has no text, an unknown form, or a date that is none.
        """
        rows = []
        for row in read_table(path, ("spelling", "form", "key", "from", "to", "occurs", "source")):
            where = f"{path}:{row['#']}"
            form: Form
            if row["form"] == "name":
                form = "name"
            elif row["form"] == "code":
                form = "code"
            else:
                raise TableError(f"no form of a spelling: {row['form']!r}", where=where, mend=f"write {' or '.join(_FORMS)}")
            if not row["spelling"]:
                raise TableError("a row without a spelling", where=where)
            for day in filter(None, (row["from"], row["to"])):
                try:
                    PartialDate.parse(day)
                except ValueError as error:
                    raise TableError(str(error), where=where) from error
            rows.append(Spelling(row["spelling"], form, split_cell(row["key"]), row["from"], row["to"], split_cell(row["occurs"])))
        return cls(rows)

    def find(self, text: str, form: Form, on: str = "", records: str = "") -> Spelling | None:
        """The spelling that holds for *text* in those records on that day; None where the table has none.

        A row for these records goes before a row for any.
        """
        rows = [row for row in self._index.get((form, self._key(text, form)), ()) if row.holds(on)]
        own = [row for row in rows if records in row.occurs]
        anywhere = [row for row in rows if not row.occurs or not records]
        return next(iter(own or anywhere), None)

    @staticmethod
    def _key(text: str, form: Form) -> str:
        return text.strip() if form == "code" else fold(text)
