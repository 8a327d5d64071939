"""The table of ISO 3166-1 codes, made from the reference data; ``python -m graphkit.rdf.country_codes`` writes it anew."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from graphkit.rdf.alignments import COLUMNS
from graphkit.resources import read_table, shipped

_HEAD: Final = """\
#mapping_set_id: https://w3id.org/graphkit/alignments/iso3166
#mapping_set_title: States and the country codes of ISO 3166-1
#mapping_set_description: Made by graphkit.rdf.country_codes from data/reference/states.tsv. An object is ISO's page of a code.
#mapping_set_version: 0.1.0
#license: https://creativecommons.org/licenses/by/4.0/
#creator_label:
#  - The graphkit contributors
#curie_map:
#  state: https://w3id.org/graphkit/id/state/
#  iso3166: "https://www.iso.org/obp/ui/#iso:code:3166:"
#  skos: http://www.w3.org/2004/02/skos/core#
#  semapv: https://w3id.org/semapv/vocab/
"""

FILE: Final = "iso3166.sssom.tsv"


def iso3166_table(states: Path | None = None) -> str:
    """The table's text: one row for each state with a two-letter code, sorted by the state's key.

    A code that ISO withdrew (the state is of the past) or leaves to users (XA to XZ) is a close match, any
    other an exact one.

    Args:
        states: the table of states; the shipped one, where None.

    Raises:
        TableError: the table cannot be read.
    """
    path = states or shipped("data") / "reference" / "states.tsv"
    lines = ["\t".join(COLUMNS)]
    for row in sorted(read_table(path, ("key", "label", "iso2", "m49", "valid_to")), key=lambda row: row["key"]):
        if not row["iso2"]:
            continue
        predicate, notes = "skos:exactMatch", [f"alpha-3 {row['key']}"]
        if row["m49"]:
            notes.append(f"numeric {row['m49']}")
        if row["valid_to"]:
            predicate = "skos:closeMatch"
            notes.append("withdrawn from part 1, now in part 3")
        elif row["iso2"].startswith("X"):
            predicate, notes = "skos:closeMatch", ["a code left to users, assigned by no edition of the standard"]
        cells = (
            f"state:{row['key']}", row["label"], "owl named individual", predicate, f"iso3166:{row['iso2']}", row["iso2"],
            "owl named individual", "semapv:BackgroundKnowledgeBasedMatching", "; ".join(notes),
        )  # fmt: skip
        lines.append("\t".join(cells))
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    (shipped("ontology") / "alignments" / FILE).write_text(iso3166_table(), encoding="utf-8")
