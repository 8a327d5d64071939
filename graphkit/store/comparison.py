"""One graph before and after a store has had it: to the letter, then by value (XML Schema 1.1 Datatypes, 2.2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

import pyoxigraph as ox

from graphkit.namespaces import XSD

_DECIMALS: Final = frozenset(
    XSD + name
    for name in (
        "decimal", "integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger",
        "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
    )
)  # fmt: skip
_FLOATS: Final = frozenset((XSD + "double", XSD + "float"))
#: Zeros at the end of a fraction of a second, and a point before nothing.
_ZEROS: Final = re.compile(r"(\.\d*?)0+(?=Z|[+-]\d\d:\d\d|$)")
_POINT: Final = re.compile(r"\.(?=Z|[+-]\d\d:\d\d|$)")


@dataclass
class Comparison:
    """What a store made of a graph.

    Attributes:
        before, after: number of statements.
        changed: kind of change that leaves the value -> how many statements.
        examples: kind of change -> one literal before and after it.
        lost, gained: statements that are not there any more, or were not there, by value; sorted.
    """

    before: int
    after: int
    changed: Counter[str] = field(default_factory=Counter)
    examples: dict[str, tuple[str, str]] = field(default_factory=dict)
    lost: list[ox.Quad] = field(default_factory=list)
    gained: list[ox.Quad] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Whether both say the same, by value."""
        return not self.lost and not self.gained


def compare(before: Iterable[ox.Quad], after: Iterable[ox.Quad]) -> Comparison:
    """Compare two states of a graph; blank nodes by what is said of them (RDF Dataset Canonicalization, RDFC-1.0)."""
    old, new = _set(before), _set(after)
    found = Comparison(len(old), len(new))
    if old == new:
        return found
    lost, gained = old - new, new - old
    by_value = {_by_value(quad): quad for quad in sorted(gained, key=str)}
    for quad in sorted(lost, key=str):
        if (match := by_value.get(_by_value(quad))) is not None and match != quad:
            kind = _kind(quad.object, match.object)
            found.changed[kind] += 1
            found.examples.setdefault(kind, (str(quad.object), str(match.object)))
    old, new = _set(map(_by_value, old)), _set(map(_by_value, new))
    found.lost, found.gained = sorted(old - new, key=str), sorted(new - old, key=str)
    return found


def _set(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    made = set(quads)
    if not any(isinstance(term, ox.BlankNode) for quad in made for term in (quad.subject, quad.object)):
        return made
    dataset = ox.Dataset(made)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def normal_quad(quad: ox.Quad) -> ox.Quad:
    """The statement with its number, date or truth value in one spelling for one value; language tags stay as they are."""
    value = quad.object
    if not isinstance(value, ox.Literal) or value.language:
        return quad
    return ox.Quad(quad.subject, quad.predicate, normal_literal(value), quad.graph_name)


def _by_value(quad: ox.Quad) -> ox.Quad:
    value = quad.object
    if isinstance(value, ox.Literal) and value.language:
        return ox.Quad(quad.subject, quad.predicate, ox.Literal(value.value, language=value.language.lower()), quad.graph_name)
    return normal_quad(quad)


def normal_literal(value: ox.Literal) -> ox.Literal:
    """One literal for all that have the same value; one that its datatype does not allow stays as it is."""
    kind, text = value.datatype.value, value.value
    try:
        if kind in _DECIMALS:
            number = Decimal(text)
            text = format(number.normalize(), "f") if number else "0"
        elif kind in _FLOATS:
            text = repr(float(text.replace("INF", "inf")))
        elif kind == XSD + "boolean":
            text = {"1": "true", "0": "false"}.get(text, text)
        elif kind == XSD + "dateTime":
            text = _POINT.sub("", _ZEROS.sub(r"\1", text)).replace("+00:00", "Z")
    except (InvalidOperation, ValueError):
        return value
    return ox.Literal(text, datatype=value.datatype)


def _kind(before: object, after: object) -> str:
    if isinstance(before, ox.Literal) and isinstance(after, ox.Literal):
        if before.language:
            return "language tag in other letters"
        return f"{before.datatype.value.removeprefix(XSD)} written otherwise"
    return "other"
