"""Saved queries and plain SPARQL, run over a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, Triple

from graphkit.query.binding import bind
from graphkit.query.catalogue import SavedQuery
from graphkit.query.names import Names
from graphkit.store.protocol import View

Term = NamedNode | Literal | BlankNode | Triple


@dataclass(frozen=True)
class Answer:
    """The rows of an answer.

    Attributes:
        columns: names of the columns, in order.
        rows: one term, or None for nothing, a column.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def records(self) -> Iterator[dict[str, str | None]]:
        """The rows as flat mappings of column to text."""
        for row in self.rows:
            yield {c: None if t is None else plain(t) for c, t in zip(self.columns, row, strict=True)}

    def __len__(self) -> int:
        return len(self.rows)


def plain(term: Term) -> str:
    """A term as text: an IRI, or a literal's lexical form."""
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)


def run(store: View, query: SavedQuery, given: Mapping[str, str], names: Names | None = None) -> Answer:
    """The answer to a saved query.

    Raises:
        ParameterError: a parameter that cannot be bound.
        QueryError: the query does not run.
    """
    text = bind(query, given, names or Names(store))
    return solutions(store.select(text))


def solutions(result: QuerySolutions) -> Answer:
    """Solutions, in the order the query gives them."""
    columns = tuple(variable.value for variable in result.variables)
    return Answer(columns, tuple(tuple(row[c] for c in columns) for row in result))


def sparql(store: View, text: str) -> Answer | bool | str:
    """Plain SPARQL: rows of a SELECT, the truth of an ASK, sorted N-Triples of a CONSTRUCT or DESCRIBE.

    Raises:
        QueryError: it does not parse or run, or it asks a remote service.
    """
    result = store.query(text)
    if isinstance(result, QuerySolutions):
        return solutions(result)
    if isinstance(result, (bool, QueryBoolean)):
        return bool(result)
    return "".join(sorted(f"{triple} .\n" for triple in result))
