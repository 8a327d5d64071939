"""A named graph in portions that fit into memory, none of whose nodes is cut off."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
import rdflib

from graphkit.store.rdflib_terms import to_rdflib

#: How many quads about its own nodes a portion holds, give or take the last node.
SIZE: Final = 20_000

_Node = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a named graph.

    Attributes:
        data: all that the graph says of the portion's nodes and of the nodes they link to, and one link to each node
            for each property asked for.
        nodes: what the portion is about, as IRIs: each node of the graph that has a property is in one portion.
        quads: how many statements the graph has about them.
        context: IRIs of nodes that are there only because others link to them, and whose own links may be cut off.
    """

    data: rdflib.Graph
    nodes: frozenset[str]
    quads: int
    context: frozenset[str]


def portions(store: ox.Store, graph: str, incoming: Sequence[str] = (), size: int = SIZE) -> Iterator[Portion]:
    """The nodes of a named graph, those that are linked together as far as a portion holds them.

    Args:
        incoming: IRIs of properties; a node to which one of them leads stays one to which it leads.
    """
    name = ox.NamedNode(graph)
    links = [ox.NamedNode(iri) for iri in incoming]
    seen: set[_Node] = set()
    about: dict[_Node, list[ox.Quad]] = {}
    count = 0
    for quad in store.quads_for_pattern(None, None, None, name):
        if quad.subject in seen or isinstance(quad.subject, ox.Triple):
            continue
        queue = deque([quad.subject])
        seen.add(quad.subject)
        while queue and count < size:
            node = queue.popleft()
            own = list(store.quads_for_pattern(node, None, None, name))
            if own:
                about[node] = own
                count += len(own)
            for value in (q.object for q in own):
                if isinstance(value, _Node) and value not in seen:
                    seen.add(value)
                    queue.append(value)
        # What did not fit is for a later portion.
        seen.difference_update(queue)
        if count >= size:
            yield _portion(store, name, about, links)
            about, count = {}, 0
    if about:
        yield _portion(store, name, about, links)


def _portion(store: ox.Store, name: ox.NamedNode, about: dict[_Node, list[ox.Quad]], links: Sequence[ox.NamedNode]) -> Portion:
    data = rdflib.Graph()
    linked: set[_Node] = set()
    for own in about.values():
        for quad in own:
            data.add(_triple(quad))
            if isinstance(quad.object, _Node) and quad.object not in about:
                linked.add(quad.object)
    context: set[str] = set()
    for node in linked:
        for quad in store.quads_for_pattern(node, None, None, name):
            data.add(_triple(quad))
            context.add(node.value)
    for node in about:
        for link in links:
            for quad in store.quads_for_pattern(None, link, node, name):
                if isinstance(quad.subject, _Node) and quad.subject not in about:
                    data.add(_triple(quad))
                    context.add(quad.subject.value)
                break
    return Portion(data, frozenset(node.value for node in about), sum(map(len, about.values())), frozenset(context))


def _triple(quad: ox.Quad) -> tuple[rdflib.term.Node, rdflib.URIRef, rdflib.term.Node]:
    return to_rdflib(quad.subject), rdflib.URIRef(quad.predicate.value), to_rdflib(quad.object)
