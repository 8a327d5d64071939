"""Inferences in a store: each rule's results in a graph of their own, replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from graphkit.errors import QueryError
from graphkit.namespaces import BASE, GRAPH, META_GRAPH, ONTOLOGY_GRAPH, inferred_graph
from graphkit.rdf.inference import OWL_RL, owl_rl_meta, owl_rl_quads, rule_meta, rule_quads
from graphkit.rdf.premises import Premise, premises
from graphkit.rdf.rules import Rule
from graphkit.store.writer import Writer

_INFERRED, _RULE = GRAPH + "inferred/", BASE + "rule/"


def materialise(writer: Writer, graphs: Iterable[str] | None = None) -> int:
    """Put into ``inferred/owl-rl`` what OWL 2 RL adds to some graphs.

    Args:
        graphs: IRIs of named graphs; where None, the ontology and the reference tables. Documents are not
            among them: what a source says is no premise about the world.

    Returns:
        The number of quads.
    """
    sources = (
        sorted(graphs) if graphs is not None else [g for g in writer.graphs() if g == ONTOLOGY_GRAPH or g.startswith(GRAPH + "reference/")]
    )
    known = (quad for graph in sources for quad in writer.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
    made = owl_rl_quads(known)
    target = inferred_graph(OWL_RL)
    writer.replace(target, made)
    writer.remove_about(target, META_GRAPH)
    writer.add(owl_rl_meta(sources))
    return len(made)


def run_rules(writer: Writer, rules: Sequence[Rule], others_stay: bool = False) -> dict[str, int]:
    """Run *rules* in their order, each over the union of all named graphs, results of those before it included.

    Results of an earlier run are dropped first, those of rules that are gone as well: no rule reads what it
    or a later one said before.

    Args:
        others_stay: whether results of rules that are not among *rules* are left as they are.

    Returns:
        rule's name -> number of quads.

    Raises:
        QueryError: a query cannot be run, or constructs a blank node.
    """
    _forget(writer, {rule.name for rule in rules} if others_stay else None)
    # Rules over records read every ballot and list, many times: in memory that takes a sixth of the time. Those that begin with
    # what a document says look up little.
    read = {rule.name: found for rule in rules if not rule.reads_documents and (found := premises(rule.text)) is not None}
    excerpt = _excerpt(writer.store, frozenset[Premise]().union(*read.values()))
    counts: dict[str, int] = {}
    for rule in rules:
        made = rule_quads(rule, _construct(excerpt if rule.name in read else writer.store, rule))
        writer.replace(inferred_graph(rule.name), made)
        excerpt.bulk_extend(made)
        writer.add(rule_meta(rule))
        counts[rule.name] = len(made)
    return counts


def _forget(writer: Writer, names: set[str] | None) -> None:
    """Drop the results of some rules (of all, where None), and what the PROV records say of them, whether or not the graphs are there."""
    owl_rl = inferred_graph(OWL_RL)

    def meant(subject: str) -> bool:
        start = next((prefix for prefix in (_INFERRED, _RULE) if subject.startswith(prefix)), None)
        return start is not None and subject != owl_rl and (names is None or subject.removeprefix(start) in names)

    for graph in filter(meant, writer.graphs()):
        writer.remove(graph)
    told = {quad.subject for quad in writer.store.quads_for_pattern(None, None, None, ox.NamedNode(META_GRAPH))}
    for subject in filter(meant, {node.value for node in told if isinstance(node, ox.NamedNode)}):
        writer.remove_about(subject, META_GRAPH)


def _excerpt(store: ox.Store, wanted: frozenset[Premise]) -> ox.Store:
    """A copy in memory of those statements, whatever graphs they stand in."""
    copy = ox.Store()
    for name, value in sorted(wanted, key=str):
        statement = f"?s <{name}> {f'<{value}>' if value else '?o'}"
        found = store.query(f"CONSTRUCT {{ {statement} }} WHERE {{ {statement} }}", use_default_graph_as_union=True)
        assert isinstance(found, ox.QueryTriples)
        # As text: no term becomes an object of Python's.
        copy.bulk_load(input=found.serialize(format=ox.RdfFormat.N_TRIPLES), format=ox.RdfFormat.N_TRIPLES)
    return copy


def _construct(store: ox.Store, rule: Rule) -> Iterable[ox.Triple]:
    try:
        found = store.query(rule.text, use_default_graph_as_union=True)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise QueryError(str(error).splitlines()[0], where=str(rule.path)) from error
    if not isinstance(found, ox.QueryTriples):
        raise QueryError("not a CONSTRUCT query", where=str(rule.path))
    yield from found
