"""A mapping from its YAML file, with every part checked."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import Any, Final

import yaml

from graphkit.errors import TableError
from graphkit.model.claim import FIGURES, KINDS
from graphkit.namespaces import ENTITY_PATHS
from graphkit.records.mapping import COLUMN_TYPES, STEPS, ClaimPattern, Column, Find, Mapping, ResourcePattern, Table, Value

_STATUSES: Final = ("asserted", "negated", "hypothetical")


def read_mapping(path: Path) -> Mapping:
    """Read a mapping.

    Raises:
        TableError: it is no YAML, or a part of it is missing, unknown or of the wrong kind.
    """
    try:
        # Every scalar stays the text it is: YAML would take the code of Norway for a no, and 01 for 1.
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise TableError(f"not a mapping in YAML: {error}", where=str(path), mend="see docs/mappings.md") from error
    except OSError as error:
        raise TableError(error.strerror or str(error), where=str(path)) from error
    part = _Part(data, str(path))
    name = part.text("dataset", required=True)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise TableError(f"the name {name!r} is not lower-case letters, digits and hyphens", where=str(path))
    tables = tuple(_table(key, part.part("tables").part(key)) for key in part.part("tables").names())
    made = Mapping(
        name, part.text("title", required=True), part.text("publisher"), part.text("date"), part.text("address"), part.text("licence"),
        part.text("folder"), tables, path,
    )  # fmt: skip
    part.done()
    return made


class _Part:
    """A part of the YAML tree that knows where it stands, and which of its keys were read."""

    def __init__(self, data: Any, where: str) -> None:
        if not isinstance(data, dict):
            raise TableError("a mapping of names to values is expected", where=where, mend="see docs/mappings.md")
        self.data, self.where = {str(k): v for k, v in data.items()}, where
        self._read: set[str] = set()

    def names(self) -> list[str]:
        """The keys of this part, all of them taken as read."""
        self._read.update(self.data)
        return list(self.data)

    def any(self, key: str, default: Any = None) -> Any:
        self._read.add(key)
        return self.data.get(key, default)

    def text(self, key: str, default: str = "", required: bool = False) -> str:
        found = self.any(key, default)
        if isinstance(found, (dict, list)):
            raise TableError(f"{key}: a text is expected", where=self.where)
        if required and not found:
            raise TableError(f"{key} is missing", where=self.where, mend="see docs/mappings.md")
        return "" if found is None else str(found)

    def part(self, key: str) -> _Part:
        return _Part(self.any(key) or {}, f"{self.where}: {key}")

    def parts(self, key: str) -> list[_Part]:
        found = self.any(key) or []
        if not isinstance(found, list):
            raise TableError(f"{key}: a list is expected", where=self.where)
        return [_Part(item, f"{self.where}: {key} {n}") for n, item in enumerate(found, 1)]

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.any(key)
        return tuple(str(f) for f in found) if isinstance(found, list) else (str(found),) if found else ()

    def pairs(self, key: str) -> dict[str, str]:
        part = self.part(key)
        return {name: part.text(name) for name in part.names()}

    def done(self) -> None:
        unknown = [key for key in self.data if key not in self._read]
        if unknown:
            raise TableError(
                f"{unknown[0]}: nothing is known by that name", where=self.where, mend=f"known: {', '.join(sorted(self._read))}"
            )


def _table(name: str, part: _Part) -> Table:
    columns = {key: _column(key, part.part("columns").any(key), part.where) for key in part.part("columns").names()}
    values = tuple(_value(key, part.part("values").any(key), part.where) for key in part.part("values").names())
    joins = {}
    for key in part.part("joins").names():
        join = part.part("joins").part(key)
        on = join.text("on", required=True)
        joins[key] = (join.text("file", required=True), on, join.text("to", on))
        join.done()
    ignored = {key: part.part("ignored").pairs(key) for key in part.part("ignored").names()}
    tallies = tuple((key, tuple(part.part("tallies").pairs(key).items())) for key in part.part("tallies").names())
    file = part.text("file", required=True)
    form = part.text("form") or ("csv" if file.endswith(".csv") else "marcxml" if file.endswith(".xml") else "tsv")
    if form not in ("tsv", "csv", "marcxml"):
        raise TableError(f"form: {form!r} is none of tsv, csv, marcxml", where=part.where)
    made = Table(
        name, file, form, part.text("delimiter", "," if form == "csv" else "\t"), part.text("encoding", "utf-8-sig"),
        part.text("comment"), part.text("each"), columns, part.pairs("unused"), part.texts("key"), joins,
        values, ignored, tuple(part.pairs("flags").items()),
        tuple(_claim(item) for item in part.parts("claims")), tuple(_resource(item) for item in part.parts("resources")), tallies,
    )  # fmt: skip
    part.done()
    _check_names(made, part.where)
    return made


def _column(name: str, spec: Any, where: str) -> Column:
    part = _Part({"type": spec} if isinstance(spec, str) else spec or {}, f"{where}: column {name}")
    kind = part.text("type", "text")
    if kind not in COLUMN_TYPES:
        raise TableError(f"type: {kind!r} is none of {', '.join(COLUMN_TYPES)}", where=part.where)
    low, high, pattern = _bound(part, "min"), _bound(part, "max"), part.text("pattern")
    required = part.text("required", "false") == "true"
    made = Column(name, kind, required, low, high, part.texts("values"), _regex(pattern, part.where) if pattern else None)
    part.done()
    return made


def _bound(part: _Part, key: str) -> float | None:
    text = part.text(key)
    try:
        return float(text) if text else None
    except ValueError as error:
        raise TableError(f"{key}: {text!r} is no number", where=part.where) from error


def _value(name: str, spec: Any, where: str) -> Value:
    where = f"{where}: value {name}"
    if isinstance(spec, str | list):
        return Value(name, (spec,) if isinstance(spec, str) else tuple(str(template) for template in spec))
    part = _Part(spec, where)
    templates = part.texts("from")
    if not templates:
        raise TableError("from is missing", where=where, mend="say from which column or text it is made")
    steps = []
    for key in part.names():
        if key == "from":
            continue
        if key not in STEPS:
            raise TableError(f"{key}: no such step", where=where, mend=f"steps are {', '.join(STEPS)}")
        steps.append((key, _argument(key, part.any(key), where)))
    return Value(name, templates, tuple(steps))


def _argument(step: str, given: Any, where: str) -> Any:
    """The argument of a step, checked, with its patterns compiled."""
    if step in ("replace", "match"):
        if not isinstance(given, dict):
            raise TableError(f"{step}: patterns and what they become are expected", where=where)
        return tuple((_regex(str(p), where), str(r)) for p, r in given.items())
    if step in ("map", "rename"):
        if not isinstance(given, dict):
            raise TableError(f"{step}: texts and what they become are expected", where=where)
        return {str(k): str(v) for k, v in given.items()}
    if step == "split":
        return _regex(str(given), where)
    if step == "find":
        return _find(given, where)
    if step == "date":
        return tuple(str(g) for g in given) if isinstance(given, list) else (str(given),)
    if step == "entity" and given not in ENTITY_PATHS:
        raise TableError(f"entity: {given!r} is no type of entity", where=where, mend=f"types are {', '.join(ENTITY_PATHS)}")
    return str(given)


def _find(given: Any, where: str) -> Find:
    part = _Part(given if isinstance(given, dict) else {"type": given}, f"{where}: find")
    types, form = part.texts("type"), part.text("form", "name")
    unknown = [kind for kind in types if kind not in ENTITY_PATHS]
    if unknown or not types:
        raise TableError(
            f"type: {', '.join(unknown) or 'nothing'} is no type of entity", where=part.where, mend=f"types are {', '.join(ENTITY_PATHS)}"
        )
    if form not in ("name", "code"):
        raise TableError(f"form: {form!r} is neither name nor code", where=part.where)
    made = Find(types, "code" if form == "code" else "name", part.text("on"), part.text("optional") == "true")
    part.done()
    return made


def _claim(part: _Part) -> ClaimPattern:
    date = part.any("date")
    start, end = (str(date.get("from", "")), str(date.get("to", ""))) if isinstance(date, dict) else (str(date or ""), str(date or ""))
    made = ClaimPattern(
        part.text("agent", required=True), part.text("kind", required=True), part.text("target"), part.text("target_text", required=True),
        part.text("forum"), part.text("addressee"), start, end, part.text("status", "asserted"),
        tuple(part.pairs("links").items()), tuple(part.pairs("figures").items()), part.text("when"),
    )  # fmt: skip
    part.done()
    unknown = [name for name, _ in made.figures if name not in FIGURES]
    if unknown:
        raise TableError(f"figures: {unknown[0]!r} is none of {', '.join(FIGURES)}", where=part.where)
    return made


def _resource(part: _Part) -> ResourcePattern:
    known_from = part.text("known_from")
    if known_from not in ("row", "table", ""):
        raise TableError(f"known_from: {known_from!r} is neither row nor table", where=part.where)
    made = ResourcePattern(
        part.text("id", required=True), part.texts("class"), part.text("label"), part.text("key"), tuple(part.pairs("properties").items()),
        part.text("when"), "row" if known_from == "row" else "table" if known_from else "",
    )  # fmt: skip
    part.done()
    return made


def _check_names(table: Table, where: str) -> None:
    """Every name that is used is a value of the table, a kind, or a status."""
    names = {value.name for value in table.values}
    for claim in table.claims:
        used = [claim.agent, claim.target, claim.target_text, claim.forum, claim.addressee, claim.start, claim.end, claim.when]
        used += [name for _, name in (*claim.links, *claim.figures)]
        used += [claim.kind] if claim.kind not in KINDS else []
        used += [claim.status] if claim.status not in _STATUSES else []
        _all_known(used, names, f"{where}: claims")
    for resource in table.resources:
        used = [resource.id, resource.label, resource.key, resource.when, *(name for _, name in resource.properties)]
        _all_known(used, names, f"{where}: resources")
    _all_known([*table.ignored, *(name for _, name in table.flags)], names, where)
    for name, counts in table.tallies:
        _all_known([name, *(value for _, value in counts)], names, f"{where}: tallies")


def _all_known(used: list[str], names: AnyMapping[str, Any] | set[str], where: str) -> None:
    for name in used:
        if name and name not in names:
            raise TableError(f"no value {name!r}", where=where, mend=f"values are {', '.join(sorted(names))}")


def _regex(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise TableError(f"{pattern!r} is no pattern: {error}", where=where) from error
