"""What is known of a document: its front matter, or the file beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from graphkit.errors import DocumentError
from graphkit.model.dates import PartialDate
from graphkit.model.document import Citation

KINDS = ("document", "notes")


class _Loader(yaml.BaseLoader):
    """Without aliases, by which a few lines can stand for millions."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="an alias (*name) is not read")
        return super().compose_node(parent, index)


def load_yaml(text: str, where: str) -> dict[str, Any]:
    """A YAML mapping.

    Raises:
        DocumentError: not YAML, or not a mapping of names to values.
    """
    try:
        # Every value as it is written: YAML's own dates would turn away 2021-02, and raise at 2021-02-30.
        loaded = yaml.load(text, Loader=_Loader)
    except RecursionError as error:
        raise DocumentError("nested too deeply", where=where, mend="write lines such as `title: ...`") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{where}:{mark.line + 1}" if mark else where
        raise DocumentError(
            f"not YAML: {getattr(error, 'problem', None) or error}", where=place, mend="put values with a colon in quotes"
        ) from error
    if loaded in (None, ""):
        return {}
    if not isinstance(loaded, dict):
        raise DocumentError("not a mapping of names to values", where=where, mend="write lines such as `title: ...`")
    return {str(key): value for key, value in loaded.items()}


def citation(fields: Mapping[str, Any], where: str) -> Citation:
    """Title, author, publisher, date and address as far as *fields* give them.

    ``url`` and ``address`` mean the same, as do ``author`` and ``creator``.

    Raises:
        DocumentError: a date that is none, or a value that is not one line of text.
    """

    def text(*names: str) -> str | None:
        for name in names:
            value = fields.get(name)
            if value is None or value == "":
                continue
            if isinstance(value, list):
                value = ", ".join(str(v) for v in value)
            if isinstance(value, dict):
                raise DocumentError(f"{name} is not one line of text", where=where)
            return " ".join(str(value).split())
        return None

    stated = fields.get("date")
    date: PartialDate | None = None
    if stated:
        try:
            date = PartialDate.parse(str(stated))
        except ValueError as error:
            raise DocumentError(f"date: {error}", where=where, mend="write it as 2021, 2021-02 or 2021-02-28") from error
    return Citation(text("title"), text("author", "creator"), text("publisher"), date, text("url", "address"))


def over(first: Citation, second: Citation) -> Citation:
    """*first*, its gaps filled from *second*."""
    return Citation(
        first.title or second.title,
        first.author or second.author,
        first.publisher or second.publisher,
        first.date or second.date,
        first.url or second.url,
    )
