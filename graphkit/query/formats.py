"""Answers as text: a table for the terminal, CSV, SPARQL 1.1 JSON, JSON Lines, Markdown."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Callable
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graphkit.namespaces import XSD
from graphkit.query.runner import Answer, Term, plain

#: Columns for machines, left out where people read.
_MACHINE: Final = "_iri"
#: Columns of prose, which take what width is left.
_PROSE: Final = ("sentence", "quote", "asked", "target", "text", "source", "description")
_WIDE: Final = ("sentence", "asked")
#: Cells that a spreadsheet would run (OWASP, "CSV Injection").
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def table(answer: Answer, width: int | None = None) -> str:
    """A table no wider than *width* columns (the terminal's, where None); one block a row where that is too narrow."""
    shown = [i for i, c in enumerate(answer.columns) if not c.endswith(_MACHINE)]
    # A column that says nothing, or the same machine word throughout, would only take room.
    shown = [i for i in shown if any(row[i] is not None and plain(row[i]) for row in answer.rows)]  # type: ignore[arg-type]
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, color_system=None, emoji=False, markup=False)
    cells = {i: [_cell(row[i], answer.columns[i]) for row in answer.rows] for i in shown}
    least = {i: _least(answer.columns[i], cells[i]) for i in shown}
    room = console.width - sum(least.values()) - 3 * len(shown) - 1
    if room < 0:
        return _blocks(answer, cells, console.width)
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
    wanted = {i: max((len(cell) for cell in cells[i]), default=0) - least[i] for i in shown}
    short = sorted(shown, key=lambda i: (answer.columns[i] in _WIDE, wanted[i]))
    for n, i in enumerate(short):
        # Short columns first get what they want, as long as each of the rest may have as much.
        least[i] += max(0, min(wanted[i], room // (len(short) - n)))
        room -= max(0, min(wanted[i], room // (len(short) - n)))
    for i in shown:
        made.add_column(answer.columns[i].replace("_", " "), width=least[i], overflow="fold")
    for row in zip(*cells.values(), strict=True):
        made.add_row(*map(Text, row))
    console.print(made)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n") + "\n"


def _least(name: str, cells: list[str]) -> int:
    """The width below which a column is no longer readable: its longest word, more for prose."""
    words = max((len(word) for cell in (name, *cells) for word in cell.split()), default=0)
    longest = max((len(cell) for cell in (name, *cells)), default=0)
    return min(longest, 30 if name in _WIDE else 20 if name in _PROSE else min(words, 24))


def _blocks(answer: Answer, cells: dict[int, list[str]], width: int) -> str:
    name_width = max((len(answer.columns[i]) for i in cells), default=0)
    blocks = []
    for row in zip(*cells.values(), strict=True):
        lines: list[str] = []
        for i, cell in zip(cells, row, strict=True):
            if cell:
                lead = answer.columns[i].replace("_", " ").ljust(name_width) + "  "
                lines += textwrap.wrap(cell, max(width, 40), initial_indent=lead, subsequent_indent=" " * len(lead))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _cell(term: Term | None, column: str = "") -> str:
    text = "" if term is None else " ".join(visible(plain(term)).split())
    # EDTF writes an open start as "/2021-02-28".
    return f"until {text[1:]}" if column == "date" and text.startswith("/") else text


def visible(text: str) -> str:
    """*text* without control characters, which could steer a terminal."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)


def as_csv(answer: Answer) -> str:
    """CSV (RFC 4180); a cell that a spreadsheet would take for a formula is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        cells = ["" if t is None else plain(t) for t in row]
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell for cell in cells])
    return out.getvalue()


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def as_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON (W3C Recommendation, 21 March 2013)."""
    bindings = [{c: _json_term(t) for c, t in zip(answer.columns, row, strict=True) if t is not None} for row in answer.rows]
    document = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        made: dict[str, Any] = {"type": "literal", "value": term.value}
        if term.language:
            made["xml:lang"] = term.language
        elif term.datatype.value != XSD + "string":
            made["datatype"] = term.datatype.value
        return made
    return {"type": "triple", "value": str(term)}


def as_jsonl(answer: Answer) -> str:
    """One flat JSON object a row."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in answer.records())


def as_markdown(answer: Answer) -> str:
    """A Markdown table; marks in the text are escaped."""
    shown = [i for i, c in enumerate(answer.columns) if not c.endswith(_MACHINE)]
    lines = ["| " + " | ".join(answer.columns[i].replace("_", " ") for i in shown) + " |", "|" + " --- |" * len(shown)]
    for row in answer.rows:
        lines.append("| " + " | ".join(_escape(_cell(row[i], answer.columns[i])) for i in shown) + " |")
    return "\n".join(lines) + "\n"


def _escape(text: str) -> str:
    for mark in "\\`*_{}[]<>|#":
        text = text.replace(mark, "\\" + mark)
    return text


FORMATS: Final[dict[str, Callable[[Answer], str]]] = {
    "table": table,
    "csv": as_csv,
    "json": as_json,
    "jsonl": as_jsonl,
    "markdown": as_markdown,
}
