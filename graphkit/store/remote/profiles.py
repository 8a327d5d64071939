"""What is known of each product, from ``data/profiles``: its addresses, its limits, what it does to literals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import yaml

from graphkit.errors import InputError, ParameterError
from graphkit.resources import shipped

GENERIC: Final = "generic"


@dataclass(frozen=True, slots=True)
class Profile:
    """A product's ways.

    Attributes:
        name, title: how it is given to ``--profile``, and how it is told.
        headers: header of its answers -> regular expression that its value matches.
        url: regular expression that its addresses match; None where they tell nothing.
        query, update, graph_store: addresses, with ``{base}``; None where there is none.
        endings: what is cut from an address to find its base.
        union: parameters of the query that make the union of named graphs the default graph; None where only naming
            each graph does.
        names_graphs: whether ``GRAPH`` then sees but the graphs that the query's parameters name.
        method: how a query is sent: ``GET``, ``form`` or ``direct`` (SPARQL 1.1 Protocol, 2.1).
        update_method: how an update is sent, ``form`` or ``direct`` (2.2).
        batch: statements of one INSERT DATA at most.
        blank_nodes: whether INSERT DATA takes blank nodes.
        media_type: of what is put (N-Triples is Turtle, too).
        accept: of what is got.
        cut: header that says that an answer is not whole.
        changes: what is known to come back otherwise, in words.
    """

    name: str
    title: str
    query: str = "{base}"
    update: str | None = "{base}"
    graph_store: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    url: str | None = None
    endings: tuple[str, ...] = ()
    union: Mapping[str, str] | None = None
    names_graphs: bool = False
    method: str = "form"
    update_method: str = "direct"
    batch: int = 1000
    blank_nodes: bool = True
    media_type: str = "application/n-triples"
    accept: str = "application/n-triples, text/turtle;q=0.8"
    cut: str | None = None
    changes: tuple[str, ...] = ()

    def known_by(self, url: str, headers: Mapping[str, str]) -> bool:
        """Whether an answer from *url* with these headers is this product's; a product known by nothing is never met."""
        if not self.headers and self.url is None:
            return False
        if self.url is not None and not re.search(self.url, url):
            return False
        return all(re.search(pattern, headers.get(name, "")) for name, pattern in self.headers.items())


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Addresses of one store.

    Attributes:
        query: of queries (SPARQL 1.1 Protocol, 2.1).
        update: of updates (2.2); None where there is none.
        graph_store: where graphs are put and got, named by ``?graph=`` (SPARQL 1.1 Graph Store HTTP Protocol, 4.2).
    """

    query: str
    update: str | None = None
    graph_store: str | None = None

    def with_given(self, update: str | None = None, graph_store: str | None = None) -> Endpoints:
        """The same with some addresses given by the user."""
        return replace(self, update=update or self.update, graph_store=graph_store or self.graph_store)


def profiles(folder: Path | None = None) -> dict[str, Profile]:
    """The profiles of a folder (the shipped ones, where None) by name, in the order of their names.

    Raises:
        InputError: a file cannot be used.
    """
    found = {}
    for path in sorted((folder or shipped("data") / "profiles").glob("*.yml")):
        try:
            fields: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
            for name in ("endings", "changes"):
                fields[name] = tuple(fields.get(name, ()))
            found[path.stem] = Profile(name=path.stem, **fields)
        except (yaml.YAMLError, TypeError, AttributeError, UnicodeDecodeError) as error:
            raise InputError(f"a profile that cannot be read: {error}", where=str(path)) from error
    return found


def profile_named(name: str) -> Profile:
    """The profile of that name.

    Raises:
        ParameterError: there is none.
    """
    known = profiles()
    if name not in known:
        raise ParameterError(f"no profile {name!r}", where="--profile", mend=f"one of {', '.join(known)}")
    return known[name]


def recognised(url: str, headers: Mapping[str, str]) -> Profile:
    """The product that answers so; ``generic`` where none is known to."""
    known = profiles()
    # The one that asks for most is met first: GraphDB has RDF4J's addresses and a header of its own.
    ranked = sorted(known.values(), key=lambda p: (-len(p.headers), p.name))
    return next((p for p in ranked if p.known_by(url, headers)), known[GENERIC])


def endpoints(base: str, profile: Profile) -> Endpoints:
    """The addresses below *base*, or beside it, where it is already one of them."""
    base = checked_url(base, "the address").rstrip("/")
    for ending in profile.endings:
        if base.endswith(ending):
            base = base.removesuffix(ending)
            break

    def made(template: str | None) -> str | None:
        return template.replace("{base}", base) if template else None

    return Endpoints(profile.query.replace("{base}", base), made(profile.update), made(profile.graph_store))


def checked_url(url: str, where: str) -> str:
    """*url*, if it can be asked.

    Raises:
        ParameterError: it is no address of HTTP, or holds a password.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ParameterError(f"no address: {error}", where=where) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c <= " " for c in url):
        raise ParameterError(f"{url!r} is no address of a server", where=where, mend="it begins with http:// or https://")
    if "@" in parts.netloc:
        raise ParameterError("an address with a name or password in it", where=where, mend="give --user, and --password-file")
    if parts.fragment or parts.query:
        raise ParameterError("an address with a ? or # in it", where=where, mend="leave out what follows it")
    return url
