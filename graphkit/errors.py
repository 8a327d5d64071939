"""Errors that graphkit raises on purpose.

::

    GraphkitError            anything a user can mend; ``str()`` is one line: what, where, the mend
    ├── InputError           a file, a table, front matter or a parameter that cannot be read
    │   ├── DocumentError    a document that cannot be read
    │   ├── TableError       a row of a reference or lexicon table
    │   └── ParameterError   a missing, unknown, ill-typed or ambiguous parameter
    │       └── UnknownName  a name that the graph does not know
    ├── StoreError           a store that is missing, in use, broken or not a store
    │   └── RemoteError      a store on a server that cannot be reached, refuses, or answers with what it should not
    ├── QueryError           an unknown saved query, or SPARQL that does not parse
    ├── EndpointError        a language model's endpoint that cannot be reached or used
    └── CheckFailed          a check ran and found something (exit status 1, all others 2)
"""

from __future__ import annotations


class GraphkitError(Exception):
    """What went wrong, where, and the mend, in one line.

    Attributes:
        exit_status: the exit status of a command that ends with this error.
        details: what there is to choose from, a line each, where one line would not hold it.
    """

    exit_status = 2

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None, details: tuple[str, ...] = ()) -> None:
        parts = [f"{where}: {what}" if where else what]
        if mend:
            parts.append(mend)
        super().__init__(" ".join("; ".join(parts).split()))
        self.what, self.where, self.mend, self.details = what, where, mend, details


class InputError(GraphkitError):
    """Input that cannot be used."""


class DocumentError(InputError):
    """A document that cannot be read."""


class TableError(InputError):
    """A row of a reference or lexicon table that cannot be used."""


class ParameterError(InputError):
    """A missing, unknown, ill-typed or ambiguous parameter."""


class UnknownName(ParameterError):
    """A name of somebody or something that the graph does not know."""


class StoreError(GraphkitError):
    """A store that cannot be opened, read or written."""


class RemoteError(StoreError):
    """A store on a server that cannot be reached, refuses a request, or answers with what it should not.

    Attributes:
        status: the HTTP status, where there was an answer.
    """

    status: int | None = None


class QueryError(GraphkitError):
    """A saved query that is not there, or a query that cannot be run."""


class EndpointError(GraphkitError):
    """An endpoint of a language model that cannot be reached, or will not answer."""


class CheckFailed(GraphkitError):
    """A check ran to its end and found something."""

    exit_status = 1
