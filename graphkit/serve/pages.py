"""A plain page of one resource."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from graphkit.namespaces import ID
from graphkit.query.about import about_node
from graphkit.query.names import Names
from graphkit.store.disk import GraphStore

#: Claims on one page; the rest is had by queries.
_SHOWN = 200


def page(store: GraphStore, names: Names, iri: str) -> bytes:
    """The page of the resource *iri* as HTML in UTF-8."""
    found = about_node(store, iri, names)
    facts: dict[str, list[str]] = {}
    for key, value in found.facts:
        facts.setdefault(key, []).append(value)
    claims = list(found.claims.records())
    text = (
        _environment()
        .get_template("page.html")
        .render(about=found, facts=facts, claims=claims[:_SHOWN], left=max(0, len(claims) - _SHOWN), path=local_path(iri))
    )
    return text.encode("utf-8", "replace")


def local_path(iri: str) -> str:
    """A resource's path on this server, without what the server puts before it."""
    return quote(iri.removeprefix(ID), safe="/.-_~%")


def _link(value: str | None) -> str | None:
    """An address that may be followed: of the web, and nothing that runs."""
    return value if value and urlsplit(value).scheme in ("http", "https") else None


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("graphkit.serve"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["link"] = _link
    made.filters["local"] = local_path
    return made
