"""Names of entities and documents, resolved against a store."""

from __future__ import annotations

import difflib
from collections import defaultdict

from pyoxigraph import Literal, NamedNode

from graphkit.errors import ParameterError
from graphkit.model.names import fold
from graphkit.namespaces import GK, ID, SKOS, document_iri
from graphkit.store.disk import GraphStore

_PROPERTIES = (("key", SKOS + "notation"), ("label", SKOS + "prefLabel"), ("alias", SKOS + "altLabel"))


class Names:
    """Key, name or alias -> entity; built on first use."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._index: dict[str, dict[str, set[str]]] | None = None
        self._labels: dict[str, str] = {}

    def entity(self, name: str, types: tuple[str, ...], where: str = "") -> NamedNode:
        """The one entity of that key, label or alias; a key goes before a label, a label before an alias.

        Args:
            types: types of entity that may be meant.

        Raises:
            ParameterError: nobody, or several, bear that name.
        """
        for found in self.candidates(name, types):
            if len(found) == 1:
                return NamedNode(found[0])
            if found:
                listed = ", ".join(f"{iri.removeprefix(ID)} ({self._labels.get(iri, '?')})" for iri in found)
                raise ParameterError(f"{name!r} may be any of: {listed}", where=where or None, mend="give one of these keys")
        near = difflib.get_close_matches(fold(name), list(self._names()), n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "`graphkit show NAME` looks for names"
        raise ParameterError(f"the graph knows nobody called {name!r}", where=where or None, mend=hint)

    def candidates(self, name: str, types: tuple[str, ...]) -> list[list[str]]:
        """IRIs by key, by label and by alias, each sorted; global entities go before local ones."""
        entry = self._names().get(fold(name), {})
        path = name if "/" in name else None
        found = [[ID + path] if path and ID + path in self._labels else []]
        for rank in ("key", "label", "alias"):
            iris = sorted(iri for iri in entry.get(rank, ()) if not types or _type(iri) in types)
            known = [iri for iri in iris if "/entity/" not in iri]
            found += [known, [iri for iri in iris if iri not in known]]
        return found

    def label(self, iri: str) -> str | None:
        """An entity's label."""
        self._names()
        return self._labels.get(iri)

    def document(self, name: str, where: str = "") -> NamedNode:
        """The loaded document of that id.

        Raises:
            ParameterError: no such document is loaded.
        """
        loaded = self.documents()
        if name not in loaded:
            near = difflib.get_close_matches(name, loaded, n=3, cutoff=0.3)
            listed = ", ".join(near or loaded[:8])
            raise ParameterError(f"no document {name!r} is loaded", where=where or None, mend=f"loaded: {listed}")
        return NamedNode(document_iri(name))

    def documents(self) -> list[str]:
        """Ids of the loaded documents, sorted."""
        prefix = ID + "document/"
        found = {
            solution["d"].value.removeprefix(prefix)
            for solution in self._store.select(f"SELECT DISTINCT ?d WHERE {{ ?d <{GK}textHash> ?h ; a <{GK}Document> }}")
        }
        return sorted(found)

    def _names(self) -> dict[str, dict[str, set[str]]]:
        if self._index is None:
            self._index = defaultdict(lambda: defaultdict(set))
            for rank, prop in _PROPERTIES:
                rows = self._store.select(f"SELECT DISTINCT ?e ?n WHERE {{ ?e <{prop}> ?n FILTER(STRSTARTS(STR(?e), '{ID}')) }}")
                for row in rows:
                    entity, text = row["e"], row["n"]
                    if isinstance(entity, NamedNode) and isinstance(text, Literal):
                        self._index[fold(text.value)][rank].add(entity.value)
                        if rank == "label":
                            self._labels.setdefault(entity.value, text.value)
        return self._index


def _type(iri: str) -> str:
    """Type of an entity by its path; whoever is known from one document only counts as a person."""
    tail = iri.removeprefix(ID)
    return "person" if "/entity/" in tail else tail.partition("/")[0]
