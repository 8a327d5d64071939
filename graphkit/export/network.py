"""The graph of stances as a networkx multigraph: who takes which stance toward whom."""

from __future__ import annotations

import networkx as nx

from graphkit.namespaces import ID
from graphkit.query.runner import plain, solutions
from graphkit.store.disk import GraphStore

_EDGES = """PREFIX gk: <https://w3id.org/graphkit/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?claim ?agent ?agent_label ?stance ?target ?target_label ?addressee ?addressee_label ?text ?status
  ?earliest ?latest ?edtf ?basis ?rule ?forum ?voice ?source ?document ?quote ?sentence
WHERE {
  ?claim a gk:Claim ; gk:agent ?agent ; gk:stance ?kind ; gk:targetText ?text ; gk:status ?status ;
    gk:statedIn ?document ; gk:evidence ?evidence .
  ?evidence gk:rank 1 ; gk:sentence ?sentence .
  ?agent rdfs:label ?agent_label .
  ?document rdfs:label ?source .
  # A row of a record is its own quote.
  OPTIONAL { ?evidence gk:quote ?quote }
  OPTIONAL { ?claim gk:target ?target . ?target rdfs:label ?target_label }
  OPTIONAL { ?claim gk:addressee ?addressee . ?addressee rdfs:label ?addressee_label }
  OPTIONAL { ?claim gk:earliest ?earliest } OPTIONAL { ?claim gk:latest ?latest }
  OPTIONAL { ?claim gk:edtf ?edtf } OPTIONAL { ?claim gk:dateBasis ?basis } OPTIONAL { ?claim gk:rule ?rule }
  OPTIONAL { ?claim gk:forum/rdfs:label ?forum }
  OPTIONAL { ?claim gk:voice ?first . ?first gk:rank 1 ; gk:speaker/rdfs:label ?voice }
  BIND(STRAFTER(STR(?kind), "/stance/") AS ?stance)
}
ORDER BY ?claim ?agent_label ?target_label"""


def network(store: GraphStore) -> nx.MultiDiGraph[str]:
    """One edge a claim, from its agent to its target (or to whom it asks, or to its text).

    Nodes are keyed by IRI and have ``label`` and ``type``; edges are keyed by the claim's IRI and
    have ``stance``, ``status``, ``date``, ``earliest``, ``latest``, ``basis``, ``how``, ``forum``,
    ``according_to``, ``text``, ``quote``, ``sentence``, ``source`` and ``document``. All values are
    text; what is unknown is left out.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    seen: set[str] = set()
    answer = solutions(store.select(_EDGES))
    for row in answer.rows:
        cell = {c: plain(t) for c, t in zip(answer.columns, row, strict=True) if t is not None}
        claim, agent = cell["claim"], cell["agent"]
        if claim in seen:
            continue
        seen.add(claim)
        toward = cell.get("addressee") or cell.get("target")
        label = cell.get("addressee_label") or cell.get("target_label") or cell["text"]
        if toward is None:
            toward = f"{claim}#target"
        graph.add_node(agent, label=cell["agent_label"], type=_type(agent))
        graph.add_node(toward, label=label, type=_type(toward))
        edge: dict[str, str] = {name: cell[name] for name in (
            "stance", "status", "earliest", "latest", "basis", "forum", "text", "quote", "sentence", "source", "document",
        ) if name in cell}  # fmt: skip
        edge["date"] = cell.get("edtf", "undated")
        edge["how"] = f"inferred ({cell['rule']})" if "rule" in cell else "stated" if "quote" in cell else "record"
        if "voice" in cell:
            edge["according_to"] = cell["voice"]
        graph.add_edge(agent, toward, key=claim, **edge)
    return graph


def _type(iri: str) -> str:
    tail = iri.removeprefix(ID)
    if "#target" in tail:
        return "text"
    return "local" if "/entity/" in tail else tail.partition("/")[0]
