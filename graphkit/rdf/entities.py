"""Entities as RDF: global ones by their key, those known from one document by its name."""

from __future__ import annotations

import pyoxigraph as ox

from graphkit.model.entity import Entity
from graphkit.namespaces import GK, RDFS, SKOS, document_iri, entity_iri, local_entity_iri
from graphkit.rdf.terms import TYPE, QuadList, iri

#: Type of an entity -> local name of its class.
CLASSES = {
    "state": "State", "organisation": "Organisation", "body": "Body", "mandate": "Mandate", "mechanism": "Mechanism",
    "office": "Office", "person": "Person", "resolution": "Resolution", "draft": "Draft", "treaty": "Treaty",
    "meeting": "Meeting", "document": "Document", "topic": "Topic",
}  # fmt: skip


def class_iri(kind: str | None) -> ox.NamedNode:
    """The class of a type of entity; ``gk:Thing`` where the type is unknown."""
    return iri(GK + CLASSES.get(kind or "", "Thing"))


def entity_node(entity: Entity, document: str) -> ox.NamedNode:
    """The IRI of *entity* as *document* names it."""
    if entity.known and entity.key and entity.type:
        return iri(entity_iri(entity.type, entity.key))
    if entity.type == "document" and entity.key and entity.key.startswith("document/"):
        return iri(document_iri(entity.key.removeprefix("document/")))
    return iri(local_entity_iri(document, entity.key or entity.label))


def describe_local(quads: QuadList, node: ox.NamedNode, entity: Entity, document: str) -> None:
    """Say who an entity known from one document is."""
    quads.add(node, TYPE.value, class_iri(entity.type))
    quads.add(node, RDFS + "label", entity.label)
    quads.add(node, SKOS + "prefLabel", entity.label)
    quads.add(node, GK + "knownFrom", iri(document_iri(document)))
