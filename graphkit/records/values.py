"""Values of a row: templates filled from its cells, then steps that turn a text into another, or into an RDF term."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote

import pyoxigraph as ox

from graphkit.errors import GraphkitError, ParameterError
from graphkit.model.dates import PartialDate
from graphkit.model.entity import Record
from graphkit.namespaces import ID, XSD, entity_iri, slug
from graphkit.records.mapping import Find, Value
from graphkit.records.registry import Registry
from graphkit.resources import split_cell

#: How many results of one value are kept: columns that repeat themselves are worked out once.
_KEPT: Final = 32_768
_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")


class RowError(Exception):
    """What is wrong with a row, in words; the loader adds where it stands."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A value worked out for a row.

    Attributes:
        text: as later templates see it.
        terms: as N-Triples terms; empty where there is nothing, several after ``split``.
        flags: doubts that came up on the way.
    """

    text: str
    terms: tuple[str, ...]
    flags: tuple[str, ...] = ()


NOTHING: Final = Worked("", ())
_Step = Callable[[list[str], list[str]], list[str]]


class Compiled:
    """A value as a function of the texts it is made from."""

    def __init__(self, value: Value, registry: Registry) -> None:
        self.name = value.name
        self._templates = [_pieces(template) for template in value.templates]
        named = [name for pieces in self._templates for name in pieces[1::2]]
        dates = [argument.on for step, argument in value.steps if step == "find" and argument.on]
        bodies = [argument[1:-1] for step, argument in value.steps if step == "series" and argument.startswith("{")]
        self.needs = tuple(dict.fromkeys([*named, *dates, *bodies]))
        self._steps = value.steps
        self._registry = registry
        self._of = lru_cache(maxsize=_KEPT)(self._work)

    def of(self, texts: Mapping[str, str]) -> Worked:
        """The value for a row.

        Args:
            texts: column or earlier value -> its text.

        Raises:
            RowError: a step cannot be taken.
        """
        return self._of(*[texts.get(name, "") for name in self.needs])

    def _work(self, *given: str) -> Worked:
        texts = dict(zip(self.needs, given, strict=True))
        text = next((filled for pieces in self._templates if (filled := _fill(pieces, texts))), "")
        parts, terms, flags = ([text] if text else []), None, list[str]()
        found: list[Record] = []
        for step, argument in self._steps:
            if step == "find":
                found = _found(argument, parts, texts.get(argument.on, ""), self._registry, flags)
                parts, terms = [r.label for r in found], [f"<{entity_iri(r.type, r.key)}>" for r in found]
            elif step == "field":
                parts, terms = [cell for r in found for cell in split_cell(r.fields.get(argument, ""))], None
            elif step == "series":
                body = texts[argument[1:-1]] if argument.startswith("{") else argument
                terms = [f"<{self._registry.series(body, part)}>" for part in parts] if body else []
            elif step in _TERMS:
                parts, terms = _linked(step, argument, parts)
            else:
                parts = _TEXT_STEPS[step](parts, argument, self.name)
        if terms is None:
            terms = [str(ox.Literal(part)) for part in parts]
        return Worked("; ".join(parts), tuple(terms), tuple(flags)) if parts or flags else NOTHING


def _pieces(template: str) -> list[str]:
    """Text, name, text, name, ..., text."""
    return _PLACEHOLDER.split(template)


def _fill(pieces: list[str], texts: Mapping[str, str]) -> str:
    """The template with its names replaced; empty where one of them is."""
    values = [texts[name] for name in pieces[1::2]]
    if not all(values):
        return ""
    return "".join(piece for pair in zip(pieces[::2], [*values, ""], strict=True) for piece in pair).strip()


# -- steps from text to text ---------------------------------------------------------------


def _replace(parts: list[str], argument: Any, _: str) -> list[str]:
    made = []
    for part in parts:
        for pattern, replacement in argument:
            part = pattern.sub(replacement, part)
        made.append(part.strip())
    return [part for part in made if part]


def _match(parts: list[str], argument: Any, _: str) -> list[str]:
    found = (next((m.expand(result) for pattern, result in argument if (m := pattern.search(part))), "") for part in parts)
    return [part for part in found if part]


def _map(parts: list[str], argument: dict[str, str], name: str) -> list[str]:
    for part in parts:
        if part not in argument:
            raise RowError(f"{name}: {part!r} is none of {', '.join(argument)}")
    return [argument[part] for part in parts if argument[part]]


def _rename(parts: list[str], argument: dict[str, str], _: str) -> list[str]:
    return [made for part in parts if (made := argument.get(part, part))]


def _split(parts: list[str], argument: re.Pattern[str], _: str) -> list[str]:
    return [piece for part in parts for piece in (p.strip() for p in argument.split(part)) if piece]


def _sum(parts: list[str], separator: str, name: str) -> list[str]:
    try:
        return [str(sum(int(number) for number in part.split(separator))) for part in parts]
    except ValueError as error:
        raise RowError(f"{name}: no integers to add in {'; '.join(parts)!r}") from error


def _date(parts: list[str], formats: tuple[str, ...], name: str) -> list[str]:
    return [_one_date(part, formats, name) for part in parts]


def _one_date(text: str, formats: tuple[str, ...], name: str) -> str:
    for form in formats:
        if form == "iso":
            try:
                return str(PartialDate.parse(text))
            except ValueError:
                continue
        try:
            found = datetime.strptime(text, form)
        except ValueError:
            continue
        return found.strftime("%Y-%m-%d" if "%d" in form else "%Y-%m" if "%m" in form or "%b" in form or "%B" in form else "%Y")
    raise RowError(f"{name}: {text!r} is no date in the form {' or '.join(formats)}")


def _case(parts: list[str], argument: str, _: str) -> list[str]:
    return [part.upper() if argument == "upper" else part.lower() if argument == "lower" else part.capitalize() for part in parts]


def _else(parts: list[str], argument: str, _: str) -> list[str]:
    return parts or ([argument] if argument else [])


_TEXT_STEPS: Final[dict[str, Callable[[list[str], Any, str], list[str]]]] = {
    "replace": _replace, "match": _match, "map": _map, "rename": _rename, "split": _split, "sum": _sum, "date": _date,
    "case": _case, "else": _else,
}  # fmt: skip


# -- steps from text to RDF terms ----------------------------------------------------------

_TERMS: Final = ("entity", "resource", "as")


def _found(argument: Find, parts: list[str], on: str, registry: Registry, flags: list[str]) -> list[Record]:
    """The known entities of these names."""
    records: list[Record] = []
    for part in parts:
        try:
            found = registry.find(part, argument.types, argument.form, on)
        except ParameterError as error:
            if not argument.optional:
                raise RowError(error.what) from error
            flags.append("unlinked")
            continue
        records += found
        flags += ["former-state" for record in found if record.type == "state" and record.fields.get("valid_to")]
    return records


def _linked(step: str, argument: Any, parts: list[str]) -> tuple[list[str], list[str]]:
    """(texts, terms) of the parts."""
    if step == "as":
        return parts, [_literal(part, argument) for part in parts]
    try:
        if step == "entity":
            return parts, [f"<{entity_iri(argument, part)}>" for part in parts]
        return parts, [f"<{ID}{argument}/{quote(slug(part), safe='-')}>" for part in parts]
    except (ValueError, GraphkitError) as error:
        raise RowError(str(error)) from error


def _literal(text: str, kind: str) -> str:
    """A typed literal: integer, decimal, boolean, uri, or a date as far as it is known."""
    if kind == "date":
        try:
            date = PartialDate.parse(text)
        except ValueError as error:
            raise RowError(str(error)) from error
        kind = "date" if date.day else "gYearMonth" if date.month else "gYear"
    elif kind == "uri":
        if re.search(r"[\s<>\"{}|\\^`]", text) or ":" not in text:
            raise RowError(f"{text!r} is no address")
        kind = "anyURI"
    elif kind == "integer" and not re.fullmatch(r"[+-]?\d+", text):
        raise RowError(f"{text!r} is no integer")
    elif kind == "concept":
        return f"<{text}>"
    return str(ox.Literal(text, datatype=ox.NamedNode(XSD + kind)))
