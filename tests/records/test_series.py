"""Series that titles of texts make."""

from __future__ import annotations

from collections import Counter

from graphkit.model.reference import Reference
from graphkit.namespaces import SKOS
from graphkit.records.description import series_quads
from graphkit.records.registry import Registry


def test_titles_that_differ_in_signs_alone_are_one_series_with_one_name(reference: Reference) -> None:
    registry = Registry(reference)
    first, *others = [registry.series("hrc", f"Right to harbours{sign} lighthouses") for sign in (":", ":", " -")]
    assert others == [first, first]
    labels = Counter(
        (quad.subject.value, getattr(quad.object, "value", ""))  # type: ignore[union-attr]
        for quad in series_quads(registry.titles)
        if quad.predicate.value == SKOS + "prefLabel"
    )
    assert labels == {(first, "Right to harbours: lighthouses (hrc)"): 1}
