"""What a query or an update would reach outside the store, told by its parsed form.

Oxigraph follows SERVICE and LOAD to whatever address they name. Both, and graphs that are not in the store, are refused here.
What rdflib's parser cannot read, though Oxigraph's could, cannot be told and is refused, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pyparsing import ParseResults
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from graphkit.errors import QueryError

#: Variables and the local parts of names, each the longest run of these letters and no keyword (section 19.8), and addresses:
#: no operator is followed by two slashes, and without quotation marks they can hide neither end of a string.
_NAME: Final = re.compile(r"[?$:][A-Za-z0-9_]+|<https?://[A-Za-z0-9./#_~%-]*>")
#: A comment that begins its line, which is one wherever it stands, unless a string goes over several lines.
_COMMENT: Final = re.compile(r"(?:\A|(?<=[\n\r]))[ \t]*#[^\n\r]*")
_MEND: Final = "write it in SPARQL 1.1: https://www.w3.org/TR/sparql11-query/"


@dataclass(frozen=True)
class Dataset:
    """The graphs that a query names itself (SPARQL 1.1 Query, section 13.2).

    Attributes:
        stated: whether it has a FROM or FROM NAMED.
        graphs: IRIs of all of them.
    """

    stated: bool
    graphs: tuple[str, ...] = ()


def analysed(query: str) -> Dataset:
    """The dataset of a query that stays within the store.

    Raises:
        QueryError: it holds SERVICE, or cannot be analysed.
    """
    if not _may_hold(query, "service", "from"):
        return Dataset(False)
    try:
        parsed = parseQuery(query)
        _refuse(parsed)
        clauses = translateQuery(parsed).algebra.datasetClause or ()
    except QueryError:
        raise
    except Exception as error:  # rdflib's parser raises errors of many kinds on text from outside
        raise _unread(error) from error
    return Dataset(bool(clauses), tuple(str(clause.default or clause.named) for clause in clauses))


def check_update(update: str) -> None:
    """Let an update pass that stays within the store.

    Raises:
        QueryError: it holds SERVICE or LOAD, or cannot be analysed.
    """
    if not _may_hold(update, "service", "load"):
        return
    try:
        _refuse(parseUpdate(update))
    except QueryError:
        raise
    except Exception as error:  # as above
        raise _unread(error) from error


def changes_each_time(query: str) -> bool:
    """Whether a query may give another answer each time it is asked (SPARQL 1.1 Query, sections 17.4.2 to 17.4.5)."""
    return "_:" in query or _may_hold(query, "now", "rand", "uuid", "bnode", "[")


def _may_hold(text: str, *keywords: str) -> bool:
    """Whether a text has the letters of a keyword where one could stand; an escape may hide any (section 19.2).

    Most texts need no parser then, which takes seconds for a long query.
    """
    if "\\u" in text.lower():
        return True
    bare = text if '"""' in text or "'''" in text else _COMMENT.sub("", text)
    folded = _NAME.sub(" ", bare).lower()
    return any(word in folded for word in keywords)


def _refuse(parsed: object) -> None:
    for part in _parts(parsed):
        if part.name in ("ServiceGraphPattern", "Load"):
            word = "LOAD" if part.name == "Load" else "SERVICE"
            raise QueryError(f"{word} is refused: this endpoint asks no other", mend="ask the other endpoint yourself")


def _parts(value: Any) -> Iterator[CompValue]:
    """Every node of a parse tree; its depth is the sender's to choose, so that no call may nest as deep."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, CompValue):
            yield one
            left.extend(one.values())
        elif isinstance(one, (list, tuple, ParseResults)):
            left.extend(one)


def _unread(error: Exception) -> QueryError:
    told = " ".join(str(error).split())[:200] or type(error).__name__
    return QueryError(f"SPARQL that cannot be analysed is not run: {told}", mend=_MEND)
