"""What the graph knows of one entity or kind of stance, and the claims about it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from graphkit.model.claim import KINDS
from graphkit.namespaces import shorten, stance_iri
from graphkit.query.names import Names
from graphkit.query.runner import Answer, plain, solutions
from graphkit.store.disk import GraphStore

_FACTS = """SELECT DISTINCT ?property ?value ?label WHERE {
  VALUES ?e { %s } ?e ?property ?value
  FILTER(!STRSTARTS(STR(?property), "https://w3id.org/graphkit/ontology#") || ?property IN (%s))
  OPTIONAL { ?value <http://www.w3.org/2000/01/rdf-schema#label> ?label }
} ORDER BY ?property ?value"""
_OWN = (
    "partOf", "organOf", "concerns", "issuedBy", "className", "classifiedAs", "validFrom", "validTo", "admitted",
    "iso2", "m49", "standing", "regionalGroup",
    "adoptedBy", "adoptedOn", "manner", "session", "cosponsorCount", "about", "draftOf", "inSeries", "tally", "address",
    "documentKind", "textHash", "knownFrom", "opposedTo",
)  # fmt: skip
_CLAIMS = """PREFIX gk: <https://w3id.org/graphkit/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?agent ?stance ?status ?date ?basis ?how ?target ?sentence ?source ?claim_iri WHERE {
  VALUES ?e { %s }
  ?claim_iri gk:agent|gk:target|gk:addressee|gk:forum|gk:stance|gk:statedIn|gk:accordingTo ?e ; a gk:Claim ;
    gk:agent/rdfs:label ?agent ; gk:stance ?kind ; gk:status ?status ; gk:targetText ?target ;
    gk:statedIn/rdfs:label ?source ; gk:evidence ?evidence .
  ?evidence gk:rank 1 ; gk:sentence ?sentence .
  OPTIONAL { ?claim_iri gk:edtf ?edtf } OPTIONAL { ?claim_iri gk:dateBasis ?dated_by }
  OPTIONAL { ?claim_iri gk:earliest ?earliest } OPTIONAL { ?claim_iri gk:latest ?latest }
  OPTIONAL { ?claim_iri gk:rule ?rule }
  BIND(IF(BOUND(?rule), CONCAT("inferred (", ?rule, ")"), "stated") AS ?how)
  BIND(COALESCE(?edtf, "undated") AS ?date) BIND(COALESCE(?dated_by, "none") AS ?basis)
  BIND(STRAFTER(STR(?kind), "/stance/") AS ?stance)
} ORDER BY (!BOUND(?earliest)) ?earliest ?latest ?agent ?stance ?claim_iri"""


@dataclass(frozen=True)
class About:
    """An entity: its IRI, label, facts as (name, value), and the claims about it."""

    iri: str
    label: str
    facts: tuple[tuple[str, str], ...]
    claims: Answer


def about(store: GraphStore, name: str, names: Names | None = None) -> About:
    """What is known of the entity (or kind of stance) of that key, name or alias.

    Raises:
        ParameterError: nobody, or several, bear that name.
    """
    names = names or Names(store)
    node = NamedNode(stance_iri(name)) if name in KINDS else names.entity(name, ())
    own = ", ".join(f"<https://w3id.org/graphkit/ontology#{p}>" for p in _OWN)
    facts: list[tuple[str, str]] = []
    label = name
    for row in solutions(store.select(_FACTS % (node, own))).rows:
        prop, value, text = (None if t is None else plain(t) for t in row)
        assert prop is not None and value is not None
        shown = f"{text} ({shorten(value)})" if text else shorten(value)
        short = shorten(prop).partition(":")[2]
        if short in ("label", "prefLabel"):
            label = value
        if (short, shown) not in facts and short != "label":
            facts.append((short, shown))
    claims = solutions(store.select(_CLAIMS % node))
    return About(node.value, label, tuple(facts), claims)
