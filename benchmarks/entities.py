"""Whether the names of a table lead to one entity each, in a graph that holds the reference data.

    python -m benchmarks.entities --table entities_of_the_documents.tsv --store demo/entities

Each row has a name, a type and other names in use. A row resolves where its name leads to one entity of a fitting type and every
other name to that entity, to a list of candidates with it, or to another entity that is said so; a name that nobody bears fails.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from graphkit.errors import GraphkitError, TableError
from graphkit.namespaces import ID
from graphkit.query.about import about
from graphkit.query.names import Names
from graphkit.resources import read_table, split_cell
from graphkit.store.disk import GraphStore

Verdict = Literal["one", "candidates", "elsewhere", "unknown"]
_TYPES: Final = Path(__file__).with_name("entity-types.tsv")


@dataclass(frozen=True)
class Resolved:
    """A row of the table, resolved.

    Attributes:
        name, type: as the table has them.
        entity: the IRI that the name leads to, where it is one.
        fits: whether the entity's type is one that the table's may be.
        names: the name and the others, each with its verdict and whom it may mean.
    """

    name: str
    type: str
    entity: str | None
    fits: bool
    names: tuple[tuple[str, Verdict, tuple[str, ...]], ...]

    @property
    def holds(self) -> bool:
        """Whether the row resolves."""
        return self.entity is not None and self.fits and all(verdict != "unknown" for _, verdict, _ in self.names)


def resolve(table: Path, names: Names) -> Iterator[Resolved]:
    """The rows of a table with the columns ``name``, ``type`` and ``aliases_in_text`` (several separated by ``|``).

    Raises:
        TableError: a column is missing, or a type is none of ``entity-types.tsv``.
    """
    types = {row["type"]: split_cell(row["types"]) for row in read_table(_TYPES, ("type", "types"))}
    with table.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t"), 2):
            where = f"{table}:{number}"
            if not {"name", "type", "aliases_in_text"} <= row.keys():
                raise TableError("no columns name, type and aliases_in_text", where=where)
            if row["type"] not in types:
                raise TableError(f"an unknown type: {row['type']}", where=where, mend=f"add it to {_TYPES.name}")
            found = names.bearers(row["name"])
            entity = found[0] if len(found) == 1 else None
            said = [(name, names.bearers(name)) for name in dict.fromkeys((row["name"], *split_cell(row["aliases_in_text"])))]
            yield Resolved(
                row["name"], row["type"], entity, entity is not None and entity.removeprefix(ID).split("/")[0] in types[row["type"]],
                tuple((name, _verdict(entity, bearers), tuple(bearers)) for name, bearers in said),
            )  # fmt: skip


def _verdict(entity: str | None, bearers: list[str]) -> Verdict:
    if not bearers:
        return "unknown"
    if entity not in bearers:
        return "candidates" if len(bearers) > 1 and entity is None else "elsewhere"
    return "one" if len(bearers) == 1 else "candidates"


def report(rows: Sequence[Resolved]) -> Iterator[str]:
    """Lines on what does not resolve, what is ambiguous and what leads elsewhere, and the counts."""

    def short(iris: Sequence[str]) -> str:
        keys = [iri.removeprefix(ID) for iri in iris]
        return ", ".join(keys[:4]) + (f" and {len(keys) - 4} more" if len(keys) > 4 else "")

    for row in rows:
        if row.entity is not None and not row.fits:
            yield f"not of its type: {row.name} ({row.type}) is {short([row.entity])}"
        for name, verdict, bearers in row.names:
            if verdict == "unknown":
                yield f"unknown: {name}" + ("" if name == row.name else f" (of {row.name})")
            elif verdict == "elsewhere":
                yield f"elsewhere: {name} is {short(bearers)}, not {short([row.entity] if row.entity else [])}"
            elif verdict == "candidates":
                yield f"candidates: {name}: {short(bearers)}"
    counts = Counter(verdict for row in rows for _, verdict, _ in row.names)
    total = sum(counts.values())
    yield f"{sum(row.holds for row in rows)} of {len(rows)} rows resolve"
    yield (
        f"{counts['one']} of {total} names lead to one entity, {counts['candidates']} to candidates, "
        f"{counts['elsewhere']} elsewhere, {counts['unknown']} nowhere"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; 0 where every row resolves, 1 where one does not, 2 where the table or the graph cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.entities", description=__doc__.splitlines()[0])
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--store", type=Path, required=True)
    given = parser.parse_args(arguments)
    try:
        with GraphStore.open(given.store) as store:
            names = Names(store)
            rows = list(resolve(given.table, names))
            for line in report(rows):
                print(line)
            entities = sorted({row.entity for row in rows if row.entity})
            spoken = [iri for iri in entities if len(about(store, iri.removeprefix(ID), names).claims)]
            print(f"{len(entities)} entities, {len(spoken)} of them with claims")
    except (GraphkitError, OSError) as error:
        print(f"entities: {error}", file=sys.stderr)
        return 2
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
