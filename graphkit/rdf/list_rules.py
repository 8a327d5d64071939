"""The rules of OWL 2 RL that walk a list and that ``reasonable`` lacks: property chains and enumerations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graphkit.namespaces import OWL, RDF

_FIRST, _REST, _NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))
_TYPE = ox.NamedNode(RDF + "type")
_CHAIN, _ONE_OF, _INVERSE = (ox.NamedNode(OWL + name) for name in ("propertyChainAxiom", "oneOf", "inverseOf"))

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Pairs = dict[Term, set[Term]]


def list_rules(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """What the rules prp-spo2 (property chains) and cls-oo (``owl:oneOf``) conclude from *triples* in one step.

    A link of a chain is a property, or the inverse of one (``[ owl:inverseOf :p ]``). Source: OWL 2 Profiles,
    https://www.w3.org/TR/owl2-profiles/, tables 5 and 6.
    """
    index = _Index(triples)
    made = {
        ox.Triple(member, _TYPE, kind)
        for kind, head in index.pairs(_ONE_OF)
        for member in index.members(head)
        if isinstance(member, ox.NamedNode)
    }
    for prop, head in index.pairs(_CHAIN):
        if not isinstance(prop, ox.NamedNode):
            continue
        links = [index.link(link) for link in index.members(head)]
        if not links:
            continue
        for start in list(links[0]):
            if not isinstance(start, ox.NamedNode):
                continue
            reached: set[Term] = {start}
            for link in links:
                reached = {end for node in reached for end in link.get(node, ())}
            made |= {ox.Triple(start, prop, end) for end in reached}
    return made


class _Index:
    """Subjects and objects by predicate."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._by_predicate: dict[ox.NamedNode, Pairs] = defaultdict(lambda: defaultdict(set))
        for triple in triples:
            if not isinstance(triple.subject, ox.Triple) and not isinstance(triple.object, ox.Triple):
                self._by_predicate[triple.predicate][triple.subject].add(triple.object)

    def pairs(self, predicate: ox.NamedNode) -> Iterator[tuple[Term, Term]]:
        for subject, values in self._by_predicate.get(predicate, {}).items():
            for value in values:
                yield subject, value

    def members(self, head: Term) -> Iterator[Term]:
        """The members of an RDF list; of one that is broken, those before the break."""
        seen: set[Term] = set()
        while head != _NIL and head not in seen:
            seen.add(head)
            firsts, rests = (self._by_predicate[step].get(head, set()) for step in (_FIRST, _REST))
            if len(firsts) != 1 or len(rests) != 1:
                return
            yield from firsts
            (head,) = rests

    def link(self, prop: Term) -> Pairs:
        """From where to where one link of a chain leads."""
        if isinstance(prop, ox.NamedNode):
            return self._by_predicate.get(prop, {})
        backwards: Pairs = defaultdict(set)
        for inverse in self._by_predicate[_INVERSE].get(prop, set()):
            if isinstance(inverse, ox.NamedNode):
                for subject, value in self.pairs(inverse):
                    backwards[value].add(subject)
        return backwards
