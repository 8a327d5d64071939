"""The project's own rules: SPARQL CONSTRUCT files with a header like that of saved queries (lines that start with ``#+``)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pyoxigraph as ox
import yaml

from graphkit.errors import QueryError


@dataclass(frozen=True, slots=True)
class Rule:
    """One file: ``NAME.rq``.

    Attributes:
        name: the file's stem; its results stand in the graph ``inferred/NAME``.
        summary: what it concludes, on one line.
        premises: from what, one line each.
        after: names of the rules whose results it reads.
        reads_documents: whether what documents say is among its premises; else records and tables alone are.
        text: the CONSTRUCT query.
    """

    name: str
    summary: str
    premises: tuple[str, ...]
    after: tuple[str, ...]
    reads_documents: bool
    text: str
    path: Path

    @property
    def sha256(self) -> str:
        """SHA-256 of the text, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def rules(folder: Path) -> list[Rule]:
    """The rules of a folder, each after those whose results it reads, and else by name.

    Raises:
        QueryError: a header lacks its summary or premises, a file is no CONSTRUCT query, a rule comes
            after one that is not there, or rules wait for each other.
    """
    found = {path.stem: _load(path) for path in sorted(folder.glob("*.rq"))}
    for rule in found.values():
        for name in rule.after:
            if name not in found:
                raise QueryError(f"it comes after {name}, which is no rule", where=str(rule.path), mend=f"rules: {', '.join(found)}")
    sorter = TopologicalSorter({name: sorted(rule.after) for name, rule in found.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        raise QueryError(f"rules wait for each other: {' -> '.join(error.args[1])}", where=str(folder), mend="break the circle") from error
    ordered: list[Rule] = []
    while sorter.is_active():
        # All that are ready, by name: the order is the same in every process.
        ready = sorted(sorter.get_ready())
        ordered += [found[name] for name in ready]
        sorter.done(*ready)
    return ordered


def _load(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    head = "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    try:
        fields = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise QueryError("its header is not YAML", where=str(path)) from error
    if not isinstance(fields, dict) or not fields.get("summary") or not fields.get("premises"):
        raise QueryError("its header has no summary, or no premises", where=str(path), mend="begin it with lines `#+ summary: ...`")
    try:
        constructs = isinstance(ox.Store().query(text), ox.QueryTriples)
    except SyntaxError as error:
        raise QueryError(f"SPARQL: {str(error).splitlines()[0]}", where=str(path)) from error
    if not constructs:
        raise QueryError("not a CONSTRUCT query", where=str(path))
    return Rule(
        path.stem, " ".join(str(fields["summary"]).split()), _lines(fields["premises"]), _lines(fields.get("after")),
        fields.get("reads_documents") is True, text, path,
    )  # fmt: skip


def _lines(value: object) -> tuple[str, ...]:
    """A list of YAML, or one text."""
    if value is None:
        return ()
    return tuple(" ".join(str(part).split()) for part in (value if isinstance(value, list) else [value]))
