"""Names of entities and documents, resolved against a store."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode

from graphkit.errors import ParameterError, UnknownName
from graphkit.model.names import fold
from graphkit.namespaces import GK, ID, SKOS, document_iri
from graphkit.store.protocol import View

_PROPERTIES: Final = (
    ("key", SKOS + "notation"), ("label", SKOS + "prefLabel"), ("alias", SKOS + "altLabel"), ("lookup", SKOS + "hiddenLabel"),
)  # fmt: skip
#: A name with a word of explanation: "Korean War (1950-1953)".
_EXPLAINED: Final = re.compile(r"(?P<name>.+\S)\s*\([^()]*\)\s*")
#: So many candidates stand in the line of an error itself.
_IN_LINE: Final = 6
_WHAT = """SELECT ?e ?class ?from ?to WHERE {{ VALUES ?e {{ {nodes} }}
  OPTIONAL {{ ?e <{gk}className> ?class }} OPTIONAL {{ ?e <{gk}validFrom> ?from }} OPTIONAL {{ ?e <{gk}validTo> ?to }} }}"""


class Names:
    """Key, name or alias -> entity; built on first use.

    Names are compared without case, accents, articles and the like (:func:`graphkit.model.names.fold`).
    """

    def __init__(self, store: View) -> None:
        self._store = store
        self._index: dict[str, dict[str, set[str]]] | None = None
        self._labels: dict[str, str] = {}
        self._written: dict[str, str] = {}

    def entity(self, name: str, types: tuple[str, ...], where: str = "") -> NamedNode:
        """The one entity of that key, label or alias; a key goes before a label, a label before an alias.

        Where nobody bears the name, a last part in brackets is taken for an explanation and left out.

        Args:
            types: types of entity that may be meant; any, where empty.

        Raises:
            UnknownName: nobody bears that name.
            ParameterError: several do; they stand in its ``details``.
        """
        found = self.bearers(name, types)
        if len(found) == 1:
            return NamedNode(found[0])
        if found:
            keys = [iri.removeprefix(ID) for iri in found]
            more = f" and {len(keys) - _IN_LINE} more" if len(keys) > _IN_LINE else ""
            raise ParameterError(
                f"{name!r} may be any of: {', '.join(keys[:_IN_LINE])}{more}", where=where or None,
                mend="give one of these keys", details=self._described(found),
            )  # fmt: skip
        near = self._near(name, types)
        hint = f"did you mean {' or '.join(near)}?" if near else "`graphkit show NAME` looks for names"
        raise UnknownName(f"the graph knows nobody called {name!r}", where=where or None, mend=hint)

    def bearers(self, name: str, types: tuple[str, ...] = ()) -> list[str]:
        """IRIs of those who bear a name best; several where it does not tell which is meant, none where nobody does."""
        explained = _EXPLAINED.fullmatch(name)
        for said in (name, explained["name"]) if explained else (name,):
            for found in self.candidates(said, types):
                if found:
                    return found
        return []

    def candidates(self, name: str, types: tuple[str, ...]) -> list[list[str]]:
        """IRIs by key, by label, by alias and by what is for look-ups alone, each sorted.

        Global entities go before those of one document. Where a name is known to mislead, its bearers stand together.
        """
        entry = self._names().get(fold(name), {})

        def of(rank: str, local: bool = False) -> list[str]:
            return sorted(
                iri for iri in entry.get(rank, ()) if ("/entity/" in iri) == local and (not types or _type(iri) in types)
            )  # fmt: skip

        path = ID + name.strip().removeprefix(ID).replace(":", "/", 1)
        found = [[path] if path in self._labels else []]
        if len(of("lookup")) > 1:
            # Of the keys, only one typed as it stands: NLD is a state, and G8 not more the group of the key g8 than another.
            found.append([iri for iri in of("key") if iri.removeprefix(ID).partition("/")[2] == name])
            found.append(sorted({iri for rank in ("key", "label", "alias", "lookup") for iri in of(rank)}))
        else:
            found += [of("key"), of("label"), of("alias"), of("lookup")]
        return [*found, of("label", local=True), of("alias", local=True)]

    def namesakes(self, iri: str) -> list[str]:
        """IRIs of those whom one document calls as this entity is called: perhaps the same, sorted."""
        own = [entry for entry in self._names().values() if any(iri in bearers for bearers in entry.values())]
        found = {other for entry in own for rank in ("label", "alias") for other in entry.get(rank, ()) if "/entity/" in other}
        return sorted(found - {iri})

    def label(self, iri: str) -> str | None:
        """An entity's label."""
        self._names()
        return self._labels.get(iri)

    def document(self, name: str, where: str = "") -> NamedNode:
        """The loaded document of that id.

        Raises:
            UnknownName: no such document is loaded.
        """
        loaded = self.documents()
        if name not in loaded:
            near = difflib.get_close_matches(name, loaded, n=3, cutoff=0.3)
            listed = ", ".join(near or loaded[:8])
            raise UnknownName(f"no document {name!r} is loaded", where=where or None, mend=f"loaded: {listed}")
        return NamedNode(document_iri(name))

    def documents(self) -> list[str]:
        """Ids of the loaded documents, sorted."""
        prefix = ID + "document/"
        found = {
            solution["d"].value.removeprefix(prefix)
            for solution in self._store.select(f"SELECT DISTINCT ?d WHERE {{ ?d <{GK}textHash> ?h ; a <{GK}Document> }}")
        }
        return sorted(found)

    def _near(self, name: str, types: tuple[str, ...]) -> list[str]:
        """Names like that one, as they are written, at most three."""
        names = self._names()
        fitting = [n for n, entry in names.items() if not types or any(_type(iri) in types for iris in entry.values() for iri in iris)]
        return [self._written[n] for n in difflib.get_close_matches(fold(name), fitting, n=3, cutoff=0.7)]

    def _described(self, iris: Iterable[str]) -> tuple[str, ...]:
        """A line for each: key, label, what it is, from when to when."""
        said: dict[str, tuple[str, str, str]] = {}
        for row in self._store.select(_WHAT.format(nodes=" ".join(f"<{iri}>" for iri in iris), gk=GK)):
            entity, *rest = (row[name] for name in ("e", "class", "from", "to"))
            kind, since, until = (term.value if isinstance(term, Literal) else "" for term in rest)
            if isinstance(entity, NamedNode):
                said.setdefault(entity.value, (kind, since, until))
        keys = {iri: iri.removeprefix(ID) for iri in iris}
        width = max(map(len, keys.values()))
        lines = []
        for iri, key in keys.items():
            kind, since, until = said.get(iri, ("", "", ""))
            span = " ".join(filter(None, (f"from {since}" if since else "", f"to {until}" if until else "")))
            about = "; ".join(filter(None, (kind or _type(iri), span)))
            lines.append(f"{key.ljust(width)}  {self._labels.get(iri, '?')} ({about})")
        return tuple(lines)

    def _names(self) -> dict[str, dict[str, set[str]]]:
        if self._index is None:
            self._index = defaultdict(lambda: defaultdict(set))
            for rank, prop in _PROPERTIES:
                rows = self._store.select(f"SELECT DISTINCT ?e ?n WHERE {{ ?e <{prop}> ?n FILTER(STRSTARTS(STR(?e), '{ID}')) }}")
                for row in rows:
                    entity, text = row["e"], row["n"]
                    if isinstance(entity, NamedNode) and isinstance(text, Literal):
                        folded = fold(text.value)
                        self._index[folded][rank].add(entity.value)
                        # The same whatever the order of the rows.
                        self._written[folded] = min(self._written.get(folded, text.value), text.value)
                        if rank == "label":
                            self._labels.setdefault(entity.value, text.value)
        return self._index


def _type(iri: str) -> str:
    """Type of an entity by its path; whoever is known from one document only counts as a person."""
    tail = iri.removeprefix(ID)
    return "person" if "/entity/" in tail else tail.partition("/")[0]
