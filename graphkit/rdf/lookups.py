"""Names that mislead, as labels for look-ups alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graphkit.model.reference import Reference
from graphkit.namespaces import SKOS, entity_iri, reference_graph
from graphkit.rdf.terms import QuadList, iri
from graphkit.resources import read_table, shipped, split_cell

#: The graph that holds them.
LOOKUPS_GRAPH: Final = reference_graph("aliases")


def lookup_quads(reference: Reference, table: Path | None = None) -> list[ox.Quad]:
    """The names of ``data/lexicon/aliases.tsv`` as ``skos:hiddenLabel`` of all whom they may mean, sorted.

    A name that several bear so means none of them by itself. Whom *reference* lacks is left out, as in the reading.

    Args:
        table: another table of that form.

    Raises:
        TableError: the table cannot be read.
    """
    quads = QuadList(LOOKUPS_GRAPH)
    for row in read_table(table or shipped("data") / "lexicon" / "aliases.tsv", ("alias", "candidates", "use")):
        for path in (*split_cell(row["candidates"]), *split_cell(row.get("also", ""))):
            kind, _, key = path.partition("/")
            if (kind, key) in reference.by_key:
                quads.add(iri(entity_iri(kind, key)), SKOS + "hiddenLabel", row["alias"])
    return quads.sorted()
