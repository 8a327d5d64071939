"""Which statements a rule can read, told by its query: all that it looks up, with the property named and the object where it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from rdflib import URIRef
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

#: A property, and the one object that is asked for; None for any.
Premise = tuple[str, str | None]

#: rdflib leaves what stands in EXISTS as it was parsed.
_UNTOLD: Final = frozenset({"Graph", "ServiceGraphPattern", "Builtin_EXISTS", "Builtin_NOTEXISTS"})


@lru_cache(maxsize=64)
def premises(query: str) -> frozenset[Premise] | None:
    """The statements that the patterns of a CONSTRUCT query (SPARQL 1.1 Query, section 16.2) can match.

    A graph that holds these statements alone gives the same answer as the one they were taken from. The object is told
    where it is an IRI.

    Returns:
        None where a query can read any statement, or it is not told: a property is a variable, a path may have no step
        (``p*``, ``p?``) or is told by what it is not (``!p``), graphs are named, or there is a FILTER with EXISTS.
    """
    found: set[Premise] = set()
    for part in _parts(translateQuery(parseQuery(query)).algebra):
        if part.name in _UNTOLD:
            return None
        for _, path, value in part.get("triples") or () if part.name == "BGP" else ():
            if isinstance(path, URIRef):
                found.add((str(path), str(value) if isinstance(value, URIRef) else None))
                continue
            steps = _steps(path)
            if steps is None:
                return None
            found.update((step, None) for step in steps)
    return frozenset((step, value) for step, value in found if value is None or (step, None) not in found)


def _steps(path: Any) -> list[str] | None:
    """The properties of a path (SPARQL 1.1 Query, section 9), or None."""
    match path:
        case URIRef():
            return [str(path)]
        case InvPath():
            return _steps(path.arg)
        case MulPath() if path.mod == "+":
            return _steps(path.path)
        case SequencePath() | AlternativePath():
            each = [_steps(part) for part in path.args]
            return None if None in each else [step for steps in each for step in steps or ()]
        case _:
            return None


def _parts(value: Any) -> Iterator[CompValue]:
    """Every node of an algebra."""
    if isinstance(value, CompValue):
        yield value
        for part in value.values():
            yield from _parts(part)
    elif isinstance(value, list | tuple | set):
        for part in value:
            yield from _parts(part)
