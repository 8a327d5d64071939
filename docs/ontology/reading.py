"""The ontology as plain values that the page shows: modules and terms, schemes and concepts, shapes."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from docs.ontology.expressions import disjoint_with, expression
from graphkit.namespaces import BASE, GK, shorten

_KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
    OWL.AnnotationProperty: "annotation property",
}
_CHARACTERS = {
    OWL.FunctionalProperty: "functional",
    OWL.SymmetricProperty: "symmetric",
    OWL.AsymmetricProperty: "asymmetric",
    OWL.TransitiveProperty: "transitive",
    OWL.IrreflexiveProperty: "irreflexive",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One term or concept.

    Attributes:
        anchor: its place on the page.
        name: as written in Turtle, ``gk:Claim``.
        kind: ``class``, ``object property``, ``concept`` ...
        facts: (name, values as HTML) that follow the definition.
        depth: how far below the top of its tree, for concepts.
    """

    anchor: str
    name: str
    iri: str
    label: str
    kind: str
    definition: str
    note: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    since: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A module or a concept scheme: its entries in the order of the page."""

    anchor: str
    iri: str
    title: str
    description: str
    entries: tuple[Entry, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Rule:
    """One message of a shape and the paths or targets it is about."""

    shape: str
    about: str
    message: str


def anchor(iri: str) -> str:
    """The place of a term on the page: ``Claim`` for ``gk:Claim``, ``vote-yes`` for ``gkv:yes``."""
    local = iri.removeprefix(GK) if iri.startswith(GK) else iri.removeprefix(BASE)
    return local.replace("/", "-")


class Reading:
    """Reads a graph that holds the whole ontology."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self.graph = graph

    def link(self, term: URIRef) -> str:
        """The name of a term, as a link where the page has it."""
        name = html.escape(shorten(str(term)))
        if (term, RDF.type, SKOS.ConceptScheme) in self.graph:
            return f'<a href="#part-{anchor(str(term))}">{name}</a>'
        own = str(term).startswith(BASE) and (term, RDFS.isDefinedBy, None) in self.graph
        return f'<a href="#{anchor(str(term))}">{name}</a>' if own else name

    def modules(self) -> list[Part]:
        """The modules in the order in which the ontology imports them, by their terms."""
        made = []
        for iri in sorted(set(self.graph.subjects(RDF.type, OWL.Ontology)), key=str):
            terms = [term for term in self.graph.subjects(RDFS.isDefinedBy, iri) if str(term).startswith(GK)]
            entries = sorted((self._term(term) for term in terms if isinstance(term, URIRef)), key=_by_kind)
            if entries:
                made.append(self._part(iri, tuple(entries)))
        return made

    def schemes(self) -> list[Part]:
        """The concept schemes, each as a tree from its top concepts down."""
        schemes = sorted(set(self.graph.subjects(RDF.type, SKOS.ConceptScheme)), key=str)
        return [self._part(scheme, tuple(self._tree(scheme))) for scheme in schemes]

    def _part(self, iri: Node, entries: tuple[Entry, ...]) -> Part:
        title = self._one(iri, DCTERMS.title).removeprefix("graphkit: ") or self._one(iri, SKOS.prefLabel)
        description = self._one(iri, DCTERMS.description) or self._one(iri, SKOS.definition)
        return Part(f"part-{anchor(str(iri))}", str(iri), title, description, entries)

    def _tree(self, scheme: Node) -> Iterator[Entry]:
        seen: set[Node] = set()

        def below(concept: Node, depth: int) -> Iterator[Entry]:
            # A concept with several broader ones stands below the first.
            if isinstance(concept, URIRef) and concept not in seen:
                seen.add(concept)
                yield self._concept(concept, depth)
                for narrower in sorted(self.graph.subjects(SKOS.broader, concept), key=str):
                    yield from below(narrower, depth + 1)

        for top in sorted(self.graph.objects(scheme, SKOS.hasTopConcept), key=str):
            yield from below(top, 0)

    def _term(self, term: URIRef) -> Entry:
        kind = next(word for kind, word in _KINDS.items() if (term, RDF.type, kind) in self.graph)
        characters = tuple(word for kind, word in _CHARACTERS.items() if (term, RDF.type, kind) in self.graph)
        chains = tuple(
            " o ".join(expression(self.graph, step, self.link) for step in Collection(self.graph, head))
            for head in self.graph.objects(term, OWL.propertyChainAxiom)
        )
        inverses = {*self.graph.objects(term, OWL.inverseOf), *self.graph.subjects(OWL.inverseOf, term)}
        return self._entry(
            term,
            kind,
            self._one(term, RDFS.label),
            (
                ("Is", characters),
                ("Below", self._expressions(self.graph.objects(term, RDFS.subClassOf))),
                ("Above", self._expressions(self.graph.subjects(RDFS.subClassOf, term))),
                ("Below", self._expressions(self.graph.objects(term, RDFS.subPropertyOf))),
                ("Above", self._expressions(self.graph.subjects(RDFS.subPropertyOf, term))),
                ("Domain", self._expressions(self.graph.objects(term, RDFS.domain))),
                ("Range", self._expressions(self.graph.objects(term, RDFS.range))),
                ("Inverse", self._expressions(inverses)),
                ("Follows from", tuple(sorted(chains))),
                ("Disjoint with", tuple(self.link(other) for other in disjoint_with(self.graph, term))),
                ("Concept", self._links(term, "typeConcept") + self._links(term, "stanceConcept")),
                ("Values", self._links(term, "valuesFrom")),
            ),
        )

    def _concept(self, concept: URIRef, depth: int) -> Entry:
        classes = {*self.graph.subjects(URIRef(GK + "typeConcept"), concept), *self.graph.subjects(URIRef(GK + "stanceConcept"), concept)}
        return self._entry(
            concept,
            "concept",
            self._one(concept, SKOS.prefLabel),
            (
                ("Also", tuple(sorted(html.escape(str(o)) for o in self.graph.objects(concept, SKOS.altLabel)))),
                ("Notation", tuple(sorted(html.escape(str(o)) for o in self.graph.objects(concept, SKOS.notation)))),
                ("Broader", self._expressions(self.graph.objects(concept, SKOS.broader))),
                ("Opposed to", self._links(concept, "opposedTo")),
                ("Term", self._expressions(classes)),
                ("UNBIS category", tuple(str(o) for o in self.graph.objects(concept, URIRef(GK + "unbisCategory")))),
                ("Exact match", self._outside(concept, SKOS.exactMatch)),
                ("Close match", self._outside(concept, SKOS.closeMatch)),
            ),
            depth,
        )

    def _entry(self, iri: URIRef, kind: str, label: str, facts: tuple[tuple[str, tuple[str, ...]], ...], depth: int = 0) -> Entry:
        return Entry(
            anchor(str(iri)),
            shorten(str(iri)),
            str(iri),
            label,
            kind,
            self._one(iri, SKOS.definition),
            self._one(iri, SKOS.scopeNote),
            tuple(sorted(str(o) for o in self.graph.objects(iri, SKOS.example))),
            tuple(sorted(str(o) for o in self.graph.objects(iri, URIRef(GK + "counterExample")))),
            self._one(iri, URIRef(GK + "since")),
            tuple((name, values) for name, values in facts if values),
            depth,
        )

    def _one(self, subject: Node, predicate: URIRef) -> str:
        return str(self.graph.value(subject, predicate) or "")

    def _expressions(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        return tuple(sorted(expression(self.graph, node, self.link) for node in nodes))

    def _links(self, subject: URIRef, name: str) -> tuple[str, ...]:
        return tuple(sorted(self.link(o) for o in self.graph.objects(subject, URIRef(GK + name)) if isinstance(o, URIRef)))

    def _outside(self, subject: URIRef, predicate: URIRef) -> tuple[str, ...]:
        addresses = sorted(html.escape(str(o)) for o in self.graph.objects(subject, predicate))
        return tuple(f'<a href="{address}">{address}</a>' for address in addresses)


def _by_kind(entry: Entry) -> tuple[int, str]:
    return list(_KINDS.values()).index(entry.kind), entry.name.casefold()


def rules(shapes: rdflib.Graph) -> list[Rule]:
    """Every message of the shapes, sorted by shape and property."""
    found = []
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        name = str(shape).rpartition("/")[2]
        targets = {o for p in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf) for o in shapes.objects(shape, p)}
        about = ", ".join(sorted(shorten(str(target)) for target in targets))
        found += [Rule(name, about, str(message)) for message in shapes.objects(shape, SH.message)]
        for prop in shapes.objects(shape, SH.property):
            path = shapes.value(prop, SH.path)
            steps = [path] if isinstance(path, URIRef) else list(Collection(shapes, path)) if path is not None else []
            shown = " / ".join(shorten(str(step)) for step in steps)
            found += [Rule(name, shown, str(message)) for message in shapes.objects(prop, SH.message)]
    return sorted(found, key=lambda rule: (rule.shape, rule.about, rule.message))
