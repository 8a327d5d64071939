"""What follows from a graph: by OWL 2 RL, and by the project's own rules."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import rdflib

from graphkit.errors import GraphkitError, QueryError
from graphkit.namespaces import GK, META_GRAPH, OWL, PROV, RDF, RDFS, XSD, inferred_graph, rule_iri
from graphkit.rdf.list_rules import list_rules
from graphkit.rdf.rules import Rule
from graphkit.rdf.terms import TYPE, QuadList, iri
from graphkit.resources import VERSION

#: Name of the graph of what OWL 2 RL adds.
OWL_RL: Final = "owl-rl"

# The rules of OWL 2 RL/RDF, https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
_RULE_SET: Final = "https://www.w3.org/TR/owl2-profiles/#OWL_2_RL"

_THING, _NOTHING = OWL + "Thing", OWL + "Nothing"
_REFLEXIVE: Final = frozenset(
    {OWL + "sameAs", OWL + "equivalentClass", OWL + "equivalentProperty", RDFS + "subClassOf", RDFS + "subPropertyOf"}
)
_ANNOTATION: Final = ox.NamedNode(OWL + "AnnotationProperty")
_SILENT: Final = frozenset(RDFS + name for name in ("label", "comment", "isDefinedBy", "seeAlso"))
_BUILT_IN: Final = (OWL, RDF, RDFS, XSD)


def owl_rl_quads(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """What OWL 2 RL adds to *quads*, whatever graphs they stand in, as quads of the graph ``inferred/owl-rl``, sorted.

    Left out, because they say nothing of anything: what is known already, membership in ``owl:Thing``,
    ``owl:Nothing`` below every class, what holds of every term and itself (``owl:sameAs``,
    ``rdfs:subClassOf`` and the like), all about the words of RDF, RDFS, OWL and XML Schema, and all
    that names a blank node (a class expression).

    Rules that would conclude that two individuals are one (keys, cardinalities) are not applied beyond what
    ``reasonable`` knows: functional and inverse functional properties. An inconsistent input is not noticed:
    that is for a reasoner of OWL 2 DL to check.

    Raises:
        GraphkitError: ``reasonable`` is not installed (there is no wheel of it for this machine).
    """
    known = {quad.triple for quad in quads}
    made = QuadList(inferred_graph(OWL_RL))
    for triple in _materialised(_without_annotations(known)) - known:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
            continue
        if not _trivial(subject.value, triple.predicate.value, value):
            made.add(subject, triple.predicate.value, value)
    return made.sorted()


def owl_rl_meta(graphs: Iterable[str]) -> list[ox.Quad]:
    """PROV of that graph: from which graphs, by which rules, with what program.

    Args:
        graphs: IRIs of the graphs whose quads were given to :func:`owl_rl_quads`.
    """
    quads = QuadList(META_GRAPH)
    graph, rules = iri(inferred_graph(OWL_RL)), iri(_RULE_SET)
    quads.add(graph, TYPE.value, iri(PROV + "Entity"))
    quads.add(graph, GK + "generatedBy", f"graphkit {VERSION} with reasonable {version('reasonable')}")
    quads.add(rules, TYPE.value, iri(PROV + "Entity"))
    quads.add(rules, RDFS + "label", "OWL 2 RL")
    for source in (*map(iri, graphs), rules):
        quads.add(graph, PROV + "wasDerivedFrom", source)
    return quads.sorted()


def rule_quads(rule: Rule, triples: Iterable[ox.Triple]) -> list[ox.Quad]:
    """What a rule constructed, as quads of its graph, sorted.

    Raises:
        QueryError: it made a blank node, which would be another one from run to run.
    """
    made = QuadList(inferred_graph(rule.name))
    for triple in triples:
        if not isinstance(triple.subject, ox.NamedNode) or not isinstance(triple.object, ox.NamedNode | ox.Literal):
            raise QueryError(f"it constructs a blank node: {triple}", where=str(rule.path), mend="name it by what it is made from")
        made.add(triple.subject, triple.predicate.value, triple.object)
    return made.sorted()


def rule_meta(rule: Rule) -> list[ox.Quad]:
    """PROV of a rule's graph: the rule, its summary, and the SHA-256 of its text."""
    quads = QuadList(META_GRAPH)
    graph, node = iri(inferred_graph(rule.name)), iri(rule_iri(rule.name))
    quads.add(graph, TYPE.value, iri(PROV + "Entity"))
    quads.add(graph, PROV + "wasDerivedFrom", node)
    quads.add(graph, GK + "generatedBy", f"graphkit {VERSION}")
    quads.add(node, TYPE.value, iri(PROV + "Entity"))
    quads.add(node, RDFS + "label", rule.summary)
    quads.add(node, GK + "textHash", rule.sha256)
    return quads.sorted()


def _without_annotations(triples: set[ox.Triple]) -> frozenset[ox.Triple]:
    """The triples that a reasoner heeds: annotations (labels, notes) mean nothing in OWL 2 (Direct Semantics, section 2.2)."""
    declared = {t.subject.value for t in triples if t.predicate == TYPE and t.object == _ANNOTATION and isinstance(t.subject, ox.NamedNode)}
    silent = {iri(name) for name in declared | _SILENT}
    return frozenset(triple for triple in triples if triple.predicate not in silent)


@lru_cache(maxsize=1)
def _materialised(triples: frozenset[ox.Triple]) -> frozenset[ox.Triple]:
    """The closure: what ``reasonable`` finds and what the rules that it lacks find, until neither finds more.

    Several stores made by one process from the same tables have it worked out once.
    """
    try:
        from reasonable import PyReasoner
    except ImportError as error:
        raise GraphkitError("OWL 2 RL needs the package reasonable", mend="pip install reasonable (it may need a Rust compiler)") from error
    reasoner, more, found = PyReasoner(), set(triples), set[ox.Triple]()
    while more:
        with tempfile.TemporaryDirectory() as folder:
            # Through a file, which takes a fifth of the time of handing over an rdflib graph.
            path = Path(folder) / "known.ttl"
            with path.open("wb") as file:
                ox.serialize(sorted(more, key=str), file, format=ox.RdfFormat.N_TRIPLES)
            reasoner.load_file(str(path))
        found = {triple for line in reasoner.reason() if (triple := _triple(*line))}
        more = list_rules(found) - found
    return frozenset(found)


def _triple(subject: rdflib.term.Node, predicate: rdflib.term.Node, value: rdflib.term.Node) -> ox.Triple | None:
    """A triple, or None for what only a generalised RDF graph may hold (a literal as subject)."""
    start = _term(subject)
    if isinstance(start, ox.Literal) or not isinstance(predicate, rdflib.URIRef):
        return None
    return ox.Triple(start, ox.NamedNode(str(predicate)), _term(value))


def _term(node: rdflib.term.Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(str(node))
    if not isinstance(node, rdflib.Literal):
        raise TypeError(f"not a term of RDF: {node!r}")
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)


def _trivial(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> bool:
    if subject.startswith(_BUILT_IN):
        return True
    if not isinstance(value, ox.NamedNode):
        return False
    if value.value in (_THING, _NOTHING, RDFS + "Resource"):
        return True
    return subject == value.value and predicate in _REFLEXIVE
