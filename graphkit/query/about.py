"""What the graph knows of one entity or kind of stance, and the claims about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graphkit.model.claim import KINDS
from graphkit.namespaces import GK, ID, shorten, stance_iri
from graphkit.query.names import Names
from graphkit.query.runner import Answer, Term, plain, solutions
from graphkit.store.disk import GraphStore

_FACTS = """SELECT DISTINCT ?property ?value ?label WHERE {
  VALUES ?e { %s } ?e ?property ?value
  FILTER(!STRSTARTS(STR(?property), "https://w3id.org/graphkit/ontology#") || ?property IN (%s))
  OPTIONAL { ?value <http://www.w3.org/2000/01/rdf-schema#label> ?label }
} ORDER BY ?property ?value"""
_OWN: Final = (
    "partOf", "organOf", "memberOf", "establishedBy", "mandatedBy", "renewedBy", "endedBy",
    "issuedBy", "concerns", "classifiedAs", "className",
    "validFrom", "validTo", "admitted", "iso2", "m49", "standing", "regionalGroup", "adoptedBy", "adoptedOn", "manner", "session",
    "cosponsorCount", "about", "draftOf", "inSeries", "tally", "address", "documentKind", "textHash", "knownFrom", "opposedTo",
)  # fmt: skip
#: A property that leads to the entity -> what it is called from the entity's side.
_INVERSE: Final = {
    "partOf": "hasPart", "organOf": "hasOrgan", "memberOf": "hasMember", "establishedBy": "established", "draftOf": "hasDraft",
    "inSeries": "hasText", "adoptedBy": "adopted", "issuedBy": "issued", "about": "subjectOf", "concerns": "subjectOf",
}  # fmt: skip
_LEADING_HERE = """SELECT DISTINCT ?property ?other ?label WHERE {
  VALUES ?e { %s } VALUES ?property { %s } ?other ?property ?e ; <http://www.w3.org/2000/01/rdf-schema#label> ?label
} ORDER BY ?property ?label ?other"""
_TENURES = """PREFIX gk: <https://w3id.org/graphkit/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?side ?other ?label ?role ?from ?to WHERE {
  VALUES ?e { %s }
  { ?tenure gk:post ?e ; org:member ?other BIND("heldBy" AS ?side) } UNION
  { ?tenure org:member ?e ; gk:post ?other BIND("holds" AS ?side) }
  ?tenure a gk:Tenure . ?other rdfs:label ?label
  OPTIONAL { ?tenure gk:role ?role } OPTIONAL { ?tenure gk:validFrom ?from } OPTIONAL { ?tenure gk:validTo ?to }
} ORDER BY ?side ?from ?label"""
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
  BIND(IF(BOUND(?rule), CONCAT("inferred (", ?rule, ")"), IF(COALESCE(?dated_by, "") = "record", "record", "stated")) AS ?how)
  BIND(COALESCE(?edtf, "undated") AS ?date) BIND(COALESCE(?dated_by, "none") AS ?basis)
  BIND(STRAFTER(STR(?kind), "/stance/") AS ?stance)
} ORDER BY (!BOUND(?earliest)) ?earliest ?latest ?agent ?stance ?claim_iri"""


@dataclass(frozen=True)
class About:
    """An entity: its IRI, label, facts as (name, value), and the claims about it.

    The facts are the entity's own, then those of others that lead to it (``hasPart``, ``heldBy``, ...), then whoever bears its
    name in one document only (``namesake``): perhaps the same, and never taken for it.
    """

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
    return about_node(store, node.value, names, name)


def about_node(store: GraphStore, iri: str, names: Names, name: str | None = None) -> About:
    """The same for a resource that is known by its IRI.

    Args:
        name: what it is called where the graph has no label for it; else its key.

    Raises:
        ValueError: *iri* is no absolute IRI.
    """
    node, name = NamedNode(iri), name or _key(iri)
    label, facts = _own_facts(store, node, name)
    facts += _leading_here(store, node)
    facts += [("namesake", f"{names.label(iri)} ({_key(iri)})") for iri in names.namesakes(node.value)]
    return About(node.value, label, tuple(facts), solutions(store.select(_CLAIMS % node)))


def _own_facts(store: GraphStore, node: NamedNode, name: str) -> tuple[str, list[tuple[str, str]]]:
    label = name
    facts: dict[tuple[str, str], None] = {}
    own = ", ".join(f"<{GK}{p}>" for p in _OWN)
    for row in solutions(store.select(_FACTS % (node, own))).rows:
        prop, value, text = _texts(row)
        short = shorten(prop).partition(":")[2]
        if short in ("label", "prefLabel"):
            label = value
        if short != "label":
            facts[short, f"{text} ({_key(value)})" if text else _key(value)] = None
    facts.pop(("hiddenLabel", label), None)  # a name that is kept out of the reading, and said already
    return label, list(facts)


def _leading_here(store: GraphStore, node: NamedNode) -> list[tuple[str, str]]:
    facts = []
    properties = " ".join(f"<{GK}{p}>" for p in _INVERSE)
    for row in solutions(store.select(_LEADING_HERE % (node, properties))).rows:
        prop, other, label = _texts(row)
        facts.append((_INVERSE[prop.removeprefix(GK)], f"{label} ({_key(other)})"))
    for row in solutions(store.select(_TENURES % node)).rows:
        side, other, label, role, since, until = _texts(row)
        span = " ".join(filter(None, (f"from {since}" if since else "", f"to {until}" if until else "")))
        facts.append((side, ", ".join(filter(None, (f"{label} ({_key(other)})", role, span)))))
    return list(dict.fromkeys(facts))


def _key(value: str) -> str:
    """How `show` can be asked for an entity (``body/hrc``); other IRIs as prefixed names, and literals as they are."""
    return value.removeprefix(ID) if value.startswith(ID) else shorten(value)


def _texts(row: tuple[Term | None, ...]) -> tuple[str, ...]:
    return tuple("" if term is None else plain(term) for term in row)
