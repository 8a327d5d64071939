"""Parameters as RDF terms, written into the VALUES blocks of a saved query.

A value never becomes part of a query's text but as a term that the RDF library has serialised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from graphkit.errors import ParameterError
from graphkit.model.claim import KINDS
from graphkit.model.dates import PartialDate
from graphkit.namespaces import CHANGE, ID, XSD, stance_iri
from graphkit.query.catalogue import PARAMETER_TYPES, Parameter, SavedQuery, values_pattern
from graphkit.query.names import Names

#: Kinds of change, as the vocabulary ``changes`` has them.
CHANGES = ("dropped-sponsor", "returning-sponsor", "first-time-sponsor", "changed-vote", "stopped-voting")
_STATUSES = ("asserted", "negated", "hypothetical")


def bind(query: SavedQuery, given: Mapping[str, str], names: Names) -> str:
    """The SPARQL text of *query* with the parameters *given*.

    Args:
        given: parameter -> a key, name or alias, a date, a kind.
        names: resolves names of entities against the store.

    Raises:
        ParameterError: a parameter the query has not, a value of the wrong type, or an ambiguous name.
    """
    known = {p.name: p for p in query.parameters}
    unknown = [name for name in given if name not in known]
    if unknown:
        listed = ", ".join(f"--{name}" for name in known) or "none"
        raise ParameterError(f"{query.name} has no parameter --{unknown[0]}", mend=f"it has {listed}")
    text = query.text
    for name, value in given.items():
        term = str(_term(known[name], value, names))
        variable = known[name].variable
        # Split, not substituted: a term may hold what a replacement would take for a reference.
        text = f"VALUES (?{variable}) {{ ({term}) }}".join(re.split(values_pattern(variable), text))
    return text


def _term(parameter: Parameter, value: str, names: Names) -> NamedNode | Literal:
    where = f"--{parameter.name}"
    if not value.strip():
        raise ParameterError("an empty value", where=where, mend=parameter.description or None)
    if parameter.type in ("from", "to"):
        try:
            date = PartialDate.parse(value)
        except ValueError as error:
            raise ParameterError(str(error), where=where, mend="write 2020, 2020-11 or 2020-11-18") from error
        day = date.first() if parameter.type == "from" else date.last()
        return Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))
    if parameter.type == "kind":
        if value not in KINDS:
            raise ParameterError(f"no kind of stance {value!r}", where=where, mend=f"the kinds are {', '.join(KINDS)}")
        return NamedNode(stance_iri(value))
    if parameter.type == "status":
        if value not in _STATUSES:
            raise ParameterError(f"no status {value!r}", where=where, mend=f"one of {', '.join(_STATUSES)}")
        return Literal(value)
    if parameter.type == "change":
        if value not in CHANGES:
            raise ParameterError(f"no kind of change {value!r}", where=where, mend=f"one of {', '.join(CHANGES)}")
        return NamedNode(CHANGE + value)
    if parameter.type == "document":
        return names.document(value, where)
    if value.startswith(ID) and re.fullmatch(r"[^\s<>\"{}|\\^`]+", value):
        return NamedNode(value)
    return names.entity(value, PARAMETER_TYPES[parameter.type], where)
