"""Answers to the jobs of a worker, over one generation of the store."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import pyoxigraph as ox

from graphkit.errors import GraphkitError, ParameterError, QueryError, UnknownName
from graphkit.query.binding import bind
from graphkit.query.catalogue import SavedQuery, choose, load_catalogue
from graphkit.query.names import Names
from graphkit.resources import shipped
from graphkit.serve import results
from graphkit.serve.algebra import analysed
from graphkit.serve.description import describe_service
from graphkit.serve.frames import Head
from graphkit.serve.negotiation import BOOLEANS, GRAPHS, RESULTS, best
from graphkit.serve.pages import page
from graphkit.serve.settings import Limits
from graphkit.store.disk import GraphStore

Job = Mapping[str, Any]
_DASHES: Final = re.compile(r"(?<![^ ])--(?=[a-z])")


@cache
def catalogue() -> dict[str, SavedQuery]:
    """The saved queries, read once."""
    return load_catalogue(shipped("queries"))


class Refused(GraphkitError):
    """A request that is answered with another status than 400."""

    def __init__(self, status: int, what: str) -> None:
        super().__init__(what)
        self.status = status


class Answering:
    """Answers jobs from one generation."""

    def __init__(self, view: GraphStore, limits: Limits) -> None:
        self._store, self._view, self._limits = view.oxigraph, view, limits
        self.generation = view.manifest.generation
        self._names = Names(view)

    def _warm(self, _: Job) -> tuple[Head, bytes]:
        """Make the index of names, which the first saved query would wait for."""
        self._names.label("")
        return {"status": 204}, b""

    def answer(self, job: Job) -> tuple[Head, bytes]:
        """The answer to a job; what is wrong with it as an error of its head."""
        try:
            return self._kinds[job["kind"]](self, job)
        except Refused as error:
            return {"status": error.status, "error": str(error)}, b""
        except UnknownName as error:
            return {"status": 404, "error": _line(error, job)}, b""
        except (GraphkitError, SyntaxError, ValueError, RecursionError, RuntimeError, OSError) as error:
            return {"status": 400, "error": _line(error, job), "details": list(getattr(error, "details", ()))}, b""
        except MemoryError:
            return {"status": 422, "error": "the query needs more memory than one may take"}, b""
        except Exception:  # a fault of ours must neither pass for the client's nor end the worker
            traceback.print_exc()
            return {"status": 500, "error": "an error of the server's own; its log tells more"}, b""

    def _sparql(self, job: Job) -> tuple[Head, bytes]:
        dataset = analysed(job["query"])
        default, named = job["default"], job["named"]
        for iri in (*default, *named, *dataset.graphs):
            if not self._store.contains_named_graph(_node(iri)):
                raise QueryError(f"the store has no graph <{iri}>, and nothing is fetched", mend="name graphs that the store has")
        options: dict[str, Any] = {}
        if default or named:
            options = {"default_graph": [_node(iri) for iri in default], "named_graphs": [_node(iri) for iri in named]}
        elif not dataset.stated:
            options = {"use_default_graph_as_union": True}
        return self._rendered(self._store.query(job["query"], base_iri=job["base"], **options), job["accept"])

    def _saved(self, job: Job) -> tuple[Head, bytes]:
        text = bind(choose(catalogue(), job["name"]), job["given"], self._names)
        return self._rendered(self._store.query(text, use_default_graph_as_union=True), job["accept"])

    def _rendered(self, found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, accept: str | None) -> tuple[Head, bytes]:
        limits = self._limits
        if isinstance(found, ox.QuerySolutions):
            media = _chosen(accept, RESULTS)
            return _whole(results.solutions(found, RESULTS[media], limits.rows, limits.answer), media)
        if isinstance(found, ox.QueryBoolean):
            media = _chosen(accept, BOOLEANS)
            return _whole(results.truth(bool(found), BOOLEANS[media]), media)
        media = _chosen(accept, GRAPHS)
        return _whole(results.graph(found, GRAPHS[media], limits.rows, limits.answer), media)

    def _graph(self, job: Job) -> tuple[Head, bytes]:
        media = _chosen(job["accept"], GRAPHS)
        name = ox.DefaultGraph() if job["graph"] is None else _node(job["graph"])
        if isinstance(name, ox.NamedNode) and not self._store.contains_named_graph(name):
            raise Refused(404, f"the store has no graph <{job['graph']}>")
        quads = self._store.quads_for_pattern(None, None, None, name)
        # A whole graph is asked for: what is larger than an answer may be is refused, for a part of it would pass for all.
        made = results.graph((q.triple for q in quads), GRAPHS[media], self._limits.rows * 10, self._limits.answer * 4)
        if made.cut:
            raise Refused(422, "the graph is larger than an answer may be; ask for parts of it with a query")
        return _whole(made, media)

    def _data(self, job: Job) -> tuple[Head, bytes]:
        media = _chosen(job["accept"], GRAPHS)
        node = _node(job["iri"])
        found = (q.triple for q in self._store.quads_for_pattern(node, None, None, None))
        made = results.graph(found, GRAPHS[media], self._limits.rows, self._limits.answer)
        if not made.rows:
            raise Refused(404, "nothing is known of it")
        return _whole(made, media)

    def _known(self, job: Job) -> tuple[Head, bytes]:
        node = _node(job["iri"])
        if next(self._store.quads_for_pattern(node, None, None, None), None) is None:
            raise Refused(404, "nothing is known of it")
        return {"status": 200, "media": "text/plain"}, b""

    def _page(self, job: Job) -> tuple[Head, bytes]:
        self._known(job)
        return {"status": 200, "media": "text/html; charset=utf-8"}, page(self._view, self._names, job["iri"])

    def _service(self, job: Job) -> tuple[Head, bytes]:
        media = _chosen(job["accept"], GRAPHS)
        triples = describe_service(self._store, job["endpoint"], job["root"], job["updates"])
        return _whole(results.graph(triples, GRAPHS[media], self._limits.rows, self._limits.answer), media)

    _kinds: Final = {
        "sparql": _sparql, "saved": _saved, "graph": _graph, "data": _data, "known": _known, "page": _page, "service": _service,
        "warm": _warm,
    }  # fmt: skip


def _whole(made: results.Rendered, media: str) -> tuple[Head, bytes]:
    text = media.startswith("text/")
    head: Head = {"status": 200, "media": f"{media}; charset=utf-8" if text else media}
    return {**head, "rows": made.rows, "cut": made.cut}, made.body


def _chosen(accept: str | None, offers: Mapping[str, str]) -> str:
    media = best(accept, list(offers))
    if media is None:
        raise Refused(406, f"none of what is accepted can be had; there are {', '.join(offers)}")
    return media


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise ParameterError(f"{iri!r} is no absolute IRI") from error


def _line(error: BaseException, job: Job) -> str:
    told = " ".join(str(error).split())[:500]
    if job["kind"] == "saved":
        # What are options on the command line are fields here.
        told = _DASHES.sub("", told)
    return f"SPARQL: {told}" if isinstance(error, SyntaxError) else told or type(error).__name__
