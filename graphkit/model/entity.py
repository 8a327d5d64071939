"""Entities as claims name them, and as the reference data describes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

#: Values of ``type`` in a claim (claim record, field ``agent.type``).
ENTITY_TYPES: Final = (
    "state", "organisation", "body", "mandate", "mechanism", "office", "person",
    "resolution", "draft", "treaty", "meeting", "document", "topic",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something a claim names.

    Attributes:
        key: the key of a known entity (``KOR``, ``unga-c3``, ``A/RES/75/190``), a name where
            only the document knows it, or None where nothing was linked.
        label: the name for people.
        type: one of :data:`ENTITY_TYPES`, or None where it is unknown.
        known: whether *key* is a key of the reference data (else it is the document's own).
    """

    key: str | None
    label: str
    type: str | None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One entity of the reference data: a row of ``data/reference/TABLE.tsv``.

    Attributes:
        type: one of :data:`ENTITY_TYPES`.
        key: unique among the records of its type.
        label: the usual name.
        aliases: other names, official ones first.
        table: the table's name.
        row: the row's number in that table, counted from 1 without the header.
        fields: all columns of the row, as written.
    """

    type: str
    key: str
    label: str
    aliases: tuple[str, ...]
    table: str
    row: int
    fields: dict[str, str] = field(hash=False, compare=False)
