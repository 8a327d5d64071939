"""Queries of the SPARQL 1.1 Protocol: SPARQLWrapper words them, the transport sends them, pyoxigraph reads the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox
import requests
from SPARQLWrapper import GET, POST, POSTDIRECTLY, URLENCODED
from SPARQLWrapper import SPARQLWrapper as Wrapper

from graphkit.errors import QueryError, RemoteError
from graphkit.store.protocol import Result
from graphkit.store.remote.transport import Transport

_TRIPLES: Final = "application/n-triples, text/turtle;q=0.8"
_ROWS: Final = "application/sparql-results+json"
_FORMS: Final = {"GET": (GET, URLENCODED), "form": (POST, URLENCODED), "direct": (POST, POSTDIRECTLY)}
#: Longer queries do not go into an address.
_LONGEST_GET: Final = 4000


class _Worded(Wrapper):
    """A query as SPARQLWrapper words it; its own way of sending knows no certificates, no retries and one login for all."""

    def isSparqlUpdateRequest(self) -> bool:
        """Never: it takes a query for an update where a comment before it says "add" or "move"."""
        return False

    def request(self) -> tuple[str, str, bytes | None, dict[str, str]]:
        """Method, address, body and headers."""
        made = self._createRequest()
        assert made.data is None or isinstance(made.data, bytes)
        return made.get_method(), made.full_url, made.data, dict(made.header_items())


def send_query(
    transport: Transport, url: str, sparql: str, method: str, parameters: Mapping[str, str | Iterable[str]], triples: bool | None = None
) -> requests.Response:
    """The answer to a query.

    Args:
        method: ``GET``, ``form`` or ``direct``.
        parameters: more of them beside the query: the dataset, and what a product asks for.
        triples: whether it gives triples, or rows; None where the query is to tell.

    Raises:
        QueryError: the server finds the query malformed (HTTP 400).
        RemoteError: there is no answer, or one that refuses.
    """
    worded = _Worded(url)
    worded.setQuery(sparql)
    # The header alone says what is wanted; some servers obey SPARQLWrapper's parameter "format" in place of it.
    worded.setOnlyConneg(True)
    verb, form = _FORMS[method]
    worded.setMethod(POST if verb == GET and len(sparql) > _LONGEST_GET else verb)
    worded.setRequestMethod(form)
    if triples is None:
        triples = worded.queryType in ("CONSTRUCT", "DESCRIBE")
    worded.addCustomHttpHeader("Accept", _TRIPLES if triples else _ROWS)
    for name, values in parameters.items():
        for value in [values] if isinstance(values, str) else values:
            worded.addParameter(name, value)
    verb, full_url, body, headers = worded.request()
    # The length is the transport's to say, the name ours.
    kept = {name: value for name, value in headers.items() if name.lower() in ("accept", "content-type")}
    try:
        return transport.send(verb, full_url, data=body, headers=kept)
    except RemoteError as error:
        # An address with a whole query in it is no place to point to.
        if error.status == 400:
            raise QueryError(error.what, where=url, mend="see https://www.w3.org/TR/sparql11-query/") from error
        told = RemoteError(error.what, where=url, mend=error.mend)
        told.status = error.status
        raise told from None


def read_result(answer: requests.Response, url: str, cut: str | None = None) -> Result:
    """What a query's answer says (SPARQL 1.1 Query Results JSON and XML, N-Triples, Turtle).

    Args:
        cut: header by which the server says that it left rows out.

    Raises:
        RemoteError: it is something else, or is not whole.
    """
    if cut is not None and cut in answer.headers:
        raise RemoteError(f"it cut the answer short ({cut})", where=url, mend="raise the server's limit of rows")
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    try:
        if (rows := ox.QueryResultsFormat.from_media_type(kind)) is not None:
            found = ox.parse_query_results(answer.content, format=rows)
            # Reading to the end is what shows whether the end is there.
            return _whole(answer.content, rows) if isinstance(found, ox.QuerySolutions) else found
        if (form := ox.RdfFormat.from_media_type(kind)) is not None:
            return [quad.triple for quad in ox.parse(answer.content, format=form)]
    except (SyntaxError, ValueError) as error:
        raise RemoteError(f"its answer is not whole or not {kind}: {str(error).splitlines()[0]}", where=url) from error
    raise RemoteError(f"it answers with {kind or 'no type'}, not with results of SPARQL", where=url, mend=_mend_of(kind))


def _whole(content: bytes, form: ox.QueryResultsFormat) -> ox.QuerySolutions:
    for _ in ox.parse_query_results(content, format=form):  # type: ignore[union-attr]
        pass
    return ox.parse_query_results(content, format=form)  # type: ignore[return-value]


def _mend_of(kind: str) -> str:
    if "html" in kind:
        return "a proxy or a login page stands before it, or the address is that of a web page: check the address"
    return "check the address, or name the product with --profile"
