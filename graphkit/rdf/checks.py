"""Checks of the ontology itself: SPARQL queries in ``ontology/checks``, each of which finds what breaks its rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import GraphkitError
from graphkit.namespaces import BASE, DCTERMS, GK, shorten
from graphkit.rdf.ontology import ontology_quads
from graphkit.resources import shipped

_NAME = re.compile(r"\bgk:([A-Za-z]\w*)")
_REFERENCES = ox.NamedNode(DCTERMS + "references")


@dataclass(frozen=True, slots=True, order=True)
class Broken:
    """One thing that breaks a rule.

    Attributes:
        check: the name of the check, its file's stem.
        rule: the rule, in words.
        found: the terms that break it, as the query selects them.
    """

    check: str
    rule: str
    found: tuple[str, ...]

    def __str__(self) -> str:
        return f"{' '.join(self.found)}: {self.rule} ({self.check})"


def check_files() -> list[Path]:
    """The checks, sorted by name.

    Raises:
        FileNotFoundError: graphkit was installed without its ontology.
    """
    return sorted((shipped("ontology") / "checks").glob("*.rq"))


def names_in_files() -> dict[str, set[str]]:
    """File -> the ``gk:`` names that stand in it, for each shipped file of shapes, rules and queries."""
    files = [(shipped("ontology"), path) for path in (shipped("ontology") / "shapes").glob("*.ttl")]
    files += [(shipped("ontology"), path) for path in (shipped("ontology") / "rules").glob("*.rq")]
    files += [(shipped("queries"), path) for path in shipped("queries").rglob("*.rq")]
    return {
        f"{root.name}/{path.relative_to(root).as_posix()}": set(_NAME.findall(path.read_text(encoding="utf-8"))) for root, path in files
    }


def broken_rules(uses: Mapping[str, Iterable[str]], added: Iterable[ox.Quad] = ()) -> list[Broken]:
    """What in the shipped ontology breaks a rule of its checks, sorted.

    Args:
        uses: where -> the local names of ``gk:`` terms that are used there, and so must be declared.
        added: statements to be checked with the ontology.

    Raises:
        GraphkitError: a check is no SPARQL query that selects.
        FileNotFoundError: graphkit was installed without its ontology.
    """
    store = ox.Store()
    for quad in (*ontology_quads(), *added):
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()))
    for where, names in uses.items():
        place = ox.NamedNode(f"{BASE}file/{where}")
        store.extend(ox.Quad(place, _REFERENCES, ox.NamedNode(GK + name), place) for name in names)
    return sorted(broken for path in check_files() for broken in _run(store, path))


def _run(store: ox.Store, path: Path) -> Iterable[Broken]:
    text = path.read_text(encoding="utf-8")
    try:
        rows = store.query(text)
    except SyntaxError as error:
        raise GraphkitError(f"not SPARQL: {error.msg}", where=str(path)) from error
    if not isinstance(rows, ox.QuerySolutions):
        raise GraphkitError("a check selects what breaks its rule", where=str(path))
    head = takewhile(lambda line: line.startswith("#"), text.splitlines())
    rule = " ".join(line.removeprefix("#").strip() for line in head)
    for row in rows:
        yield Broken(path.stem, rule, tuple(_shown(term) for term in row if term is not None))


def _shown(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return shorten(term.value).removeprefix(f"{BASE}file/")
    return term.value if isinstance(term, ox.Literal) else str(term)
