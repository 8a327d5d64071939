"""Names for look-ups alone."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graphkit.model.reference import Reference
from graphkit.namespaces import ID, SKOS
from graphkit.rdf.lookups import LOOKUPS_GRAPH, lookup_quads


def test_all_whom_a_name_may_mean_bear_it_hidden(tmp_path: Path, reference: Reference) -> None:
    path = tmp_path / "aliases.tsv"
    path.write_text(
        "alias\tcandidates\tuse\talso\nthe Council\tbody/hrc | body/unsc\tcontext\tbody/ecosoc\nNobody\tbody/atlantis\tnever\t\n",
        encoding="utf-8",
    )
    quads = lookup_quads(reference, path)
    assert {q.subject.value.removeprefix(ID) for q in quads} == {"body/hrc", "body/unsc", "body/ecosoc"}
    assert {(q.predicate.value, q.object, q.graph_name) for q in quads} == {
        (SKOS + "hiddenLabel", ox.Literal("the Council"), ox.NamedNode(LOOKUPS_GRAPH))
    }
