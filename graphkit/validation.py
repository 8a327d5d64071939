"""What in a store breaks a SHACL shape, or contradicts an axiom of the ontology."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import rdflib

from graphkit.errors import ParameterError
from graphkit.namespaces import ALIGNMENTS_GRAPH, GRAPH, ONTOLOGY_GRAPH, inferred_graph
from graphkit.rdf.inference import OWL_RL
from graphkit.rdf.ontology import Finding, findings, targeted_objects
from graphkit.rdf.reasoner import contradictory
from graphkit.store.disk import GraphStore

#: Of each broken rule this many findings are kept.
_EXAMPLES: Final = 5

#: The ontology and its alignments have checks of their own; what OWL 2 RL adds follows from the rest, and repeats no label.
_APART: Final = frozenset({ONTOLOGY_GRAPH, ALIGNMENTS_GRAPH, inferred_graph(OWL_RL)})

#: HermiT takes many minutes over tens of thousands of individuals: graphs with more quads than this are not given to it.
_REASONED: Final = 15_000
_INFERRED: Final = GRAPH + "inferred/"

#: Called with a graph's name, the number of quads checked so far, and of all.
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Validated:
    """What was checked against the shapes, and what breaks them.

    Attributes:
        graphs, nodes: how many were checked.
        broken: the rule, in words -> how often it is broken.
        examples: the first few findings of each rule.
    """

    graphs: int = 0
    nodes: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    examples: list[Finding] = field(default_factory=list)

    def note(self, finding: Finding) -> None:
        """Count a finding, and keep it where it is among the first of its rule."""
        self.broken[finding.message] += 1
        if self.broken[finding.message] <= _EXAMPLES:
            self.examples.append(finding)


def checked_graphs(store: GraphStore, graph: str | None = None) -> list[str]:
    """IRIs of the named graphs that are checked.

    Args:
        graph: the only one wanted: its IRI, or what follows ``graph/`` in it.

    Raises:
        ParameterError: there is no such graph.
    """
    there = [name for name in store.graphs() if name not in _APART]
    if graph is None:
        return there
    chosen = [name for name in there if graph in (name, name.removeprefix(GRAPH))]
    if not chosen:
        listed = ", ".join(name.removeprefix(GRAPH) for name in there)
        raise ParameterError(f"no graph {graph!r} to be checked", mend=f"graphs: {listed}")
    return chosen


def validate(store: GraphStore, graph: str | None = None, progress: Progress | None = None) -> Validated:
    """Check named graphs against the SHACL shapes, each by itself, and a large one in portions.

    Args:
        graph: the only one to be checked, as for :func:`checked_graphs`.

    Raises:
        ParameterError: there is no such graph.
    """
    checked, done = Validated(), 0
    for name in checked_graphs(store, graph):
        checked.graphs += 1
        # What nothing is said of stands in no portion, and every portion that links to it may find it wanting.
        undescribed: set[Finding] = set()
        for portion in store.portions(name, targeted_objects()):
            if progress:
                progress(name.removeprefix(GRAPH), done, len(store))
            for finding in findings(portion.data):
                if finding.subject in portion.nodes:
                    checked.note(finding)
                elif finding.subject not in portion.context and finding not in undescribed:
                    undescribed.add(finding)
                    checked.note(finding)
            checked.nodes += len(portion.nodes)
            done += portion.quads
    return checked


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What HermiT found.

    Attributes:
        clashes: IRIs of the named graphs that contradict the ontology.
        left_out: IRIs of those that are too much for it, and of what rules draw from these; the shapes check them all the same.
    """

    clashes: tuple[str, ...]
    left_out: tuple[str, ...]


def contradictions(store: GraphStore) -> Reasoned:
    """Whether named graphs contradict the ontology, by HermiT.

    Raises:
        GraphkitError: the reasoner cannot run here.
    """
    graphs = checked_graphs(store)
    left_out = tuple(graph for graph in graphs if graph.startswith(_INFERRED) or store.size(graph) > _REASONED)
    described = {graph: _described(store, graph) for graph in graphs if graph not in left_out}
    return Reasoned(tuple(contradictory(described)), left_out)


def _described(store: GraphStore, graph: str) -> rdflib.Graph:
    """A named graph as rdflib reads it."""
    lines = (f"{quad.subject} {quad.predicate} {quad.object} ." for quad in store.quads(graph))
    return rdflib.Graph().parse(data="\n".join(lines), format="nt")
