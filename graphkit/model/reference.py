"""The reference data: who and what is known before any document is read."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from graphkit.errors import ParameterError, TableError
from graphkit.model.entity import Record
from graphkit.resources import read_table, split_cell

#: Table -> type of the entities in it.
ENTITY_TABLES: Final[dict[str, str]] = {
    "states": "state",
    "bodies": "body",
    "organisations": "organisation",
    "mandates": "mandate",
    "mechanisms": "mechanism",
    "offices": "office",
    "people": "person",
    "treaties": "treaty",
    "meetings": "meeting",
    "works": "document",
    "topics": "topic",
    "resolutions": "resolution",
    "drafts": "draft",
}

#: Tables whose rows say something about entities of the tables above.
STATEMENT_TABLES: Final = ("tenures", "establishments", "sponsorships", "votes")

_ALIAS_COLUMNS: Final = ("official", "aliases", "demonyms", "metonyms", "capital")


def fold(name: str) -> str:
    """*name* for comparison: no diacritics, lower case, single spaces, no leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.replace("\u2019", "'").replace("\u2011", "-")
    return " ".join(plain.lower().split()).removeprefix("the ")


@dataclass(frozen=True)
class Reference:
    """All tables of a reference folder.

    Attributes:
        records: the entities, in the order of the tables and rows.
        statements: table -> rows of :data:`STATEMENT_TABLES` (each with ``"#"``, its line).
        folder: where they were read.
    """

    records: tuple[Record, ...]
    statements: dict[str, tuple[dict[str, str], ...]]
    folder: Path

    @classmethod
    def read(cls, folder: Path) -> Reference:
        """Read every known table that *folder* holds.

        Raises:
            TableError: the folder has none of them, a row is malformed, or a key stands twice.
        """
        records: list[Record] = []
        seen: dict[tuple[str, str], str] = {}
        for table, kind in ENTITY_TABLES.items():
            path = folder / f"{table}.tsv"
            if not path.exists():
                continue
            for number, row in enumerate(read_table(path, ("key", "label", "source")), 1):
                where = f"{path}:{row['#']}"
                if not row["key"] or not row["label"]:
                    raise TableError("a row without key or label", where=where)
                if (kind, row["key"]) in seen:
                    raise TableError(f"the key {row['key']} stands twice", where=where, mend=f"see {seen[kind, row['key']]}")
                seen[kind, row["key"]] = where
                names: dict[str, None] = {}
                for column in _ALIAS_COLUMNS:
                    names.update(dict.fromkeys(split_cell(row.get(column, ""))))
                names.pop(row["label"], None)
                records.append(Record(kind, row["key"], row["label"], tuple(names), table, number, row))
        if not records:
            raise TableError("no reference table", where=str(folder), mend="it needs at least states.tsv")
        statements = {
            table: tuple(read_table(folder / f"{table}.tsv", ("source",)))
            for table in STATEMENT_TABLES
            if (folder / f"{table}.tsv").exists()
        }
        return cls(tuple(records), statements, folder)

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Record]:
        """(type, key) -> record."""
        return {(r.type, r.key): r for r in self.records}

    @cached_property
    def by_name(self) -> dict[str, tuple[Record, ...]]:
        """Folded key, label or alias -> the records of that name."""
        found: dict[str, dict[tuple[str, str], Record]] = defaultdict(dict)
        for record in self.records:
            for name in (record.key, record.label, *record.aliases):
                found[fold(name)][record.type, record.key] = record
        return {name: tuple(records.values()) for name, records in found.items()}

    def find(self, name: str, types: tuple[str, ...] = ()) -> Record:
        """The one record with that key, name or alias.

        A key wins over a label, a label over an alias.

        Args:
            name: a key, label or alias, in any case.
            types: only records of these types, where given.

        Raises:
            ParameterError: no record has that name, or several have it equally.
        """
        candidates = [r for r in self.by_name.get(fold(name), ()) if not types or r.type in types]
        for test in ("key", "label"):
            exact = [r for r in candidates if fold(getattr(r, test)) == fold(name)]
            if len(exact) == 1:
                return exact[0]
            candidates = exact or candidates
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            listed = ", ".join(f"{r.type}/{r.key} ({r.label})" for r in candidates)
            raise ParameterError(f"{name!r} may be any of: {listed}", mend="give one of these keys")
        raise ParameterError(f"nothing is known by the name {name!r}", mend="try `graphkit show` with a code, key or name")
