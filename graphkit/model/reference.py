"""The reference data: who and what is known before any document is read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from graphkit.errors import ParameterError, TableError
from graphkit.model.entity import Record
from graphkit.model.names import fold
from graphkit.model.spellings import Form, Spellings
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
STATEMENT_TABLES: Final = ("tenures", "successions", "renewals")

_ALIAS_COLUMNS: Final = ("official", "aliases", "demonyms", "metonyms", "capital")


@dataclass(frozen=True)
class Reference:
    """All tables of a reference folder.

    Attributes:
        records: the entities, in the order of the tables and rows.
        statements: table -> rows of :data:`STATEMENT_TABLES` (each with ``"#"``, its line).
        folder: where they were read.
        spellings: how records write names and codes, beside the names of the tables.
    """

    records: tuple[Record, ...]
    statements: dict[str, tuple[dict[str, str], ...]]
    folder: Path
    spellings: Spellings = field(default_factory=Spellings)

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
        path = folder / "spellings.tsv"
        spellings = Spellings.read(path) if path.exists() else Spellings()
        for spelling in spellings.rows:
            for key in spelling.meant:
                kind, _, tail = key.partition("/")
                if (kind, tail) not in seen:
                    raise TableError(f"{spelling.text!r} stands for {key}, which no table has", where=str(path), mend="mend the key")
        return cls(tuple(records), statements, folder, spellings)

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Record]:
        """(type, key) -> record."""
        return {(r.type, r.key): r for r in self.records}

    @cached_property
    def titles(self) -> dict[str, tuple[str, ...]]:
        """Key of a series -> the titles under which its texts are printed (table ``series``)."""
        path = self.folder / "series.tsv"
        rows = read_table(path, ("key", "titles", "source")) if path.exists() else ()
        return {row["key"]: split_cell(row["titles"]) for row in rows}

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

    def written(
        self, text: str, form: Form = "name", *, on: str = "", records: str = "", types: tuple[str, ...] = ()
    ) -> tuple[Record, ...]:
        """Whom a record means by a name or code.

        The spellings of that set of records go before the names and codes of the tables.

        Args:
            text: the name, or the ISO 3166-1 alpha-2 code of a state.
            form: which of the two it is.
            on: the day of what is recorded (ISO 8601, may be partial), for names that passed from one state to another.
            records: the set of records, as ``spellings.tsv`` names it.
            types: only these types, where given.

        Returns:
            One record; several where the cell holds several names; none where it names nobody.

        Raises:
            ParameterError: nothing is known by that name or code, or several things are.
        """
        spelling = self.spellings.find(text, form, on, records)
        if spelling:
            return tuple(self.by_key[kind, key] for kind, _, key in (path.partition("/") for path in spelling.meant))
        if form == "name":
            return (self.find(text, types),)
        states = [r for r in self.by_iso2.get(text.strip().upper(), ()) if not on or _stood(r, on)]
        if len(states) == 1:
            return (states[0],)
        said = ", ".join(f"{r.type}/{r.key} ({r.label})" for r in states)
        raise ParameterError(f"the code {text!r} may be any of: {said}" if states else f"no state has the code {text!r}")

    @cached_property
    def by_iso2(self) -> dict[str, tuple[Record, ...]]:
        """ISO 3166-1 alpha-2 code -> the states that have or had it."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            if record.fields.get("iso2"):
                found[record.fields["iso2"]].append(record)
        return {code: tuple(states) for code, states in found.items()}


def _stood(record: Record, on: str) -> bool:
    """Whether a state stood on that day."""
    since, until = record.fields.get("valid_from", ""), record.fields.get("valid_to", "")
    return since <= on and (not until or on <= until)
