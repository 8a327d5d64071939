"""Saved queries: SPARQL files with a header in the manner of grlc (lines that start with ``#+``)."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from graphkit.errors import QueryError

#: Type of a parameter -> types of entity it may name; () for what is no entity.
PARAMETER_TYPES: Final[dict[str, tuple[str, ...]]] = {
    "state": ("state",),
    "body": ("body", "mandate", "mechanism"),
    "agent": ("state", "body", "organisation", "mandate", "mechanism", "person", "office", "document"),
    "entity": ("state", "body", "organisation", "mandate", "mechanism", "person", "office", "resolution", "draft",
               "treaty", "meeting", "document", "topic"),
    "text": ("resolution", "draft"),
    "series": ("topic",),
    "change": (),
    "post": ("mandate", "office", "body"),
    "document": (),
    "kind": (),
    "status": (),
    "verdict": (),
    "from": (),
    "to": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a saved query.

    Attributes:
        name: as on the command line (``--state``).
        type: one of :data:`PARAMETER_TYPES`.
        variable: what stands for its value in its conditions, without the question mark.
        required: whether the query is answered only where it is given; the file runs without it, but compares all with all.
    """

    name: str
    type: str
    description: str
    variable: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One file of ``queries/``.

    Attributes:
        name: the file's stem.
        folder: the folder it stands in (``states``, ``resolutions``, ...).
        text: the SPARQL, which runs as it stands.
    """

    name: str
    folder: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str
    path: Path


def load_catalogue(folder: Path) -> dict[str, SavedQuery]:
    """The saved queries below *folder*, by name, in the order of folders and names.

    Raises:
        QueryError: a header cannot be read, a parameter has no condition, or two share a name.
    """
    found: dict[str, SavedQuery] = {}
    for path in sorted(folder.rglob("*.rq")):
        query = _load(path, folder)
        if query.name in found:
            raise QueryError(f"two saved queries {query.name}", where=str(path), mend="rename one")
        found[query.name] = query
    return found


def choose(catalogue: dict[str, SavedQuery], name: str) -> SavedQuery:
    """The saved query of that name.

    Raises:
        QueryError: there is none; the message names near ones.
    """
    if name in catalogue:
        return catalogue[name]
    near = difflib.get_close_matches(name, catalogue, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else "`graphkit queries` lists them"
    raise QueryError(f"no saved query {name!r}", mend=hint)


def _load(path: Path, root: Path) -> SavedQuery:
    text = path.read_text(encoding="utf-8")
    head = "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    try:
        fields = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise QueryError(f"its header is not YAML: {error}", where=str(path)) from error
    if not isinstance(fields, dict) or not fields.get("summary"):
        raise QueryError("its header has no summary", where=str(path))
    parameters = []
    conditions = conditions_of(text)
    for name, spec in (fields.get("parameters") or {}).items():
        variable = next((v for v in (f"__{name}_iri", f"__{name}_date", f"__{name}") if f"?{v}" in conditions.get(name, "")), None)
        if variable is None or spec.get("type") not in PARAMETER_TYPES:
            raise QueryError(f"the parameter {name} has no condition (#?{name} ...) or no known type", where=str(path))
        parameters.append(Parameter(name, spec["type"], str(spec.get("description", "")), variable, spec.get("required") is True))
    undeclared = [name for name in conditions if name not in {p.name for p in parameters}]
    if undeclared:
        raise QueryError(f"a condition on {undeclared[0]}, which its header does not declare", where=str(path))
    return SavedQuery(
        path.stem, path.parent.name if path.parent != root else "", str(fields["summary"]).strip(),
        " ".join(str(fields.get("description", "")).split()), tuple(parameters), str(fields.get("example", "")).strip(),
        text, path,
    )  # fmt: skip


#: A condition that counts where the parameter is given: a line ``#?state VALUES ?agent_iri { ?__state_iri }``.
CONDITION: Final = re.compile(r"^(?P<indent>[ ]*)#\?(?P<name>[a-z-]+) (?P<condition>.*)$", re.MULTILINE)


def conditions_of(text: str) -> dict[str, str]:
    """Parameter -> its conditions in a query, a line each."""
    found: dict[str, str] = {}
    for match in CONDITION.finditer(text):
        found[match["name"]] = f"{found.get(match['name'], '')}{match['condition']}\n"
    return found
