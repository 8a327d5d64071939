"""The mapping of a dataset: which tables it has, what is checked in them, and what a row says.

A mapping is a YAML file; docs/mappings.md describes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

#: Types of a column, as checked before a row is used.
COLUMN_TYPES: Final = ("text", "integer", "decimal", "date", "year")
#: Steps of a value, applied in the order in which they are written.
STEPS: Final = (
    "replace", "match", "map", "rename", "split", "sum", "date", "case", "else", "find", "field", "entity", "resource", "series", "as",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """What a column may hold.

    Attributes:
        type: one of :data:`COLUMN_TYPES`.
        required: whether a cell must not be empty.
        low, high: bounds of a number or year, both inclusive.
        values: the only values allowed, where given.
        pattern: what the whole cell must match, where given.
    """

    name: str
    type: str = "text"
    required: bool = False
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Find:
    """The argument of the step ``find``.

    Attributes:
        types: of which types the entity may be.
        form: whether the text is a name or a code.
        on: the column or value that says on which day the name was used; empty for none.
        optional: whether a name of nobody is left out and flagged, in place of refusing the row.
    """

    types: tuple[str, ...]
    form: Literal["name", "code"] = "name"
    on: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is worked out for each row: templates, and steps in their order.

    Attributes:
        templates: the first that is not empty counts; ``{column}`` and ``{value}`` stand for a cell or an earlier value,
            and a template one of whose parts is empty is empty itself.
        steps: (name of :data:`STEPS`, its argument).
    """

    name: str
    templates: tuple[str, ...]
    steps: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimPattern:
    """A claim that a row makes: each attribute names a value of the table, or nothing."""

    agent: str
    kind: str
    target: str
    target_text: str
    forum: str
    addressee: str
    start: str
    end: str
    status: str
    links: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    when: str


@dataclass(frozen=True, slots=True)
class ResourcePattern:
    """A resource that a row describes.

    Attributes:
        id: the value that gives its IRI.
        classes: local names of classes of the ontology.
        label: the value that names it; an entity gets its key as well.
        properties: (prefixed name of a property, name of a value).
        when: the resource is described only where this value is not empty.
        known_from: ``row`` or ``table``, where the resource itself says from what it is known; else only its graph does.
    """

    id: str
    classes: tuple[str, ...]
    label: str
    key: str
    properties: tuple[tuple[str, str], ...]
    when: str
    known_from: Literal["row", "table", ""]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a dataset.

    Attributes:
        file: path below the dataset's folder; ``*`` stands for any text, known as the column ``file``.
        form: ``tsv`` (no quoting), ``csv`` (quoted as in RFC 4180) or ``marcxml``.
        delimiter: what separates the cells of ``tsv`` and ``csv``.
        comment: lines that begin with it are left out; empty for none.
        each: in MARCXML the field of which each occurrence is a row; empty where each record is one.
        columns: column -> what it may hold.
        unused: column -> why nothing is made of it.
        key: columns that together occur once.
        joins: name -> (file, column here, column there).
        ignored: a value -> {its text: why rows that have it say nothing}.
        flags: flag -> the value that must not be empty for a row to bear it.
        tallies: the value by which claims are counted -> {kind of stance: the value that says how many there should be}.
    """

    name: str
    file: str
    form: str
    delimiter: str
    encoding: str
    comment: str
    each: str
    columns: dict[str, Column]
    unused: dict[str, str]
    key: tuple[str, ...]
    joins: dict[str, tuple[str, str, str]]
    values: tuple[Value, ...]
    ignored: dict[str, dict[str, str]]
    flags: tuple[tuple[str, str], ...]
    claims: tuple[ClaimPattern, ...]
    resources: tuple[ResourcePattern, ...]
    tallies: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A dataset and its tables.

    Attributes:
        name: the dataset's id; its tables are the documents ``NAME-TABLE``.
        folder: where its files are below a folder of records.
    """

    name: str
    title: str
    publisher: str
    date: str
    address: str
    licence: str
    folder: str
    tables: tuple[Table, ...]
    path: Path
