"""Parameters as RDF terms, written into the conditions of a saved query.

The conditions on a parameter are comments in the file, so that it runs as it stands; where the parameter is given, they are
uncommented. They name a constant then, from which a store can start, where a filter on a variable would make it look at
every claim. A value never becomes part of a query's text but as a term that the RDF library has serialised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from graphkit.errors import ParameterError
from graphkit.model.claim import KINDS
from graphkit.model.dates import PartialDate
from graphkit.namespaces import CHANGE, ID, XSD, stance_iri
from graphkit.query.catalogue import CONDITION, PARAMETER_TYPES, Parameter, SavedQuery
from graphkit.query.names import Names

#: Kinds of change, as the vocabulary ``changes`` has them.
CHANGES = ("dropped-sponsor", "returning-sponsor", "first-time-sponsor", "changed-vote", "stopped-voting")
STATUSES = ("asserted", "negated", "hypothetical")
VERDICTS = ("confirmed", "contradicted")


def bind(query: SavedQuery, given: Mapping[str, str], names: Names) -> str:
    """The SPARQL text of *query* with the parameters *given*.

    Args:
        given: parameter -> a key, name or alias, a date, a kind.
        names: resolves names of entities against the store.

    Raises:
        ParameterError: a parameter the query has not or needs, a value of the wrong type, or an ambiguous name.
    """
    known = {p.name: p for p in query.parameters}
    unknown = [name for name in given if name not in known]
    if unknown:
        listed = ", ".join(f"--{name}" for name in known) or "none"
        raise ParameterError(f"{query.name} has no parameter --{unknown[0]}", mend=f"it has {listed}")
    missing = [p for p in query.parameters if p.required and p.name not in given]
    if missing:
        raise ParameterError(f"{query.name} needs --{missing[0].name}", mend=f"for example: {query.example}")
    terms = {name: (known[name].variable, str(_term(known[name], value, names))) for name, value in given.items()}

    def condition(match: re.Match[str]) -> str:
        if match["name"] not in terms:
            return match[0]
        variable, term = terms[match["name"]]
        # Joined, not substituted: a term may hold what a replacement would take for a reference.
        return match["indent"] + term.join(re.split(rf"\?{variable}\b", match["condition"]))

    return CONDITION.sub(condition, query.text)


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
        if value not in STATUSES:
            raise ParameterError(f"no status {value!r}", where=where, mend=f"one of {', '.join(STATUSES)}")
        return Literal(value)
    if parameter.type == "verdict":
        if value not in VERDICTS:
            raise ParameterError(f"no verdict {value!r}", where=where, mend=f"one of {', '.join(VERDICTS)}")
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
