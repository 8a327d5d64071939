"""What the words of the column ``class`` mean: a concept of a scheme of types, and a class of the ontology where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from graphkit.errors import TableError
from graphkit.namespaces import GK, PREFIXES
from graphkit.resources import read_table, shipped

#: The table of words, below ``ontology/``.
TABLE: Final = "vocabularies/class-words.tsv"


@dataclass(frozen=True, slots=True)
class Sort:
    """What a class word means.

    Attributes:
        concept: the IRI of the concept.
        cls: the IRI of the class, or None where the ontology has none that is narrower than the entity's general class.
    """

    concept: str
    cls: str | None


@cache
def class_words() -> dict[tuple[str, str], Sort]:
    """(type of entity, class word) -> what it means.

    Raises:
        TableError: a row is malformed, its concept has no known prefix, or a word stands twice.
        FileNotFoundError: graphkit was installed without its ontology.
    """
    path = shipped("ontology") / TABLE
    found: dict[tuple[str, str], Sort] = {}
    for row in read_table(path, ("type", "word", "concept", "class")):
        where = f"{path}:{row['#']}"
        prefix, _, name = row["concept"].partition(":")
        if prefix not in PREFIXES or not name:
            raise TableError(f"no concept: {row['concept']!r}", where=where, mend="write it as gkb:ministry")
        if (row["type"], row["word"]) in found:
            raise TableError(f"the word {row['word']!r} stands twice for one type", where=where)
        found[row["type"], row["word"]] = Sort(PREFIXES[prefix] + name, GK + row["class"] if row["class"] else None)
    return found
