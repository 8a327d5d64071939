"""show."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from graphkit.cli.options import store_option
from graphkit.query import formats
from graphkit.query.about import About, about
from graphkit.query.runner import Answer
from graphkit.store.disk import GraphStore

#: Property -> its heading, in the order in which they are shown; others come after these, under their own names.
_HEADINGS: Final = {
    "type": "is", "classifiedAs": "sort", "className": "class", "notation": "key", "iso2": "ISO 3166", "m49": "M49",
    "exactMatch": "same as", "documentKind": "kind", "definition": "definition", "standing": "standing", "admitted": "admitted",
    "regionalGroup": "group", "validFrom": "from", "validTo": "to", "adoptedOn": "adopted on", "manner": "manner", "session": "session",
    "replaces": "replaces", "isReplacedBy": "replaced by", "partOf": "part of", "organOf": "organ of", "memberOf": "member of",
    "issuedBy": "issued by", "concerns": "concerns", "establishedBy": "established by", "mandatedBy": "mandated by",
    "renewedBy": "renewed by", "heldBy": "held by", "holds": "holds", "draftOf": "draft of", "inSeries": "series", "adoptedBy": "body",
    "about": "about", "tally": "tally", "cosponsorCount": "sponsors", "hasPart": "has part", "hasOrgan": "has organ",
    "hasMember": "has member", "established": "established", "hasDraft": "draft", "hasText": "text", "adopted": "adopted",
    "issued": "issued", "subjectOf": "subject of", "altLabel": "names", "hiddenLabel": "also said", "namesake": "perhaps also",
    "editorialNote": "note", "source": "source",
}  # fmt: skip
_NAMES: Final = ("altLabel", "hiddenLabel")
_WIDTH: Final = 110
#: So many values of one kind are shown; a body may have hundreds of parts.
_SHOWN: Final = 12


@click.command(epilog="Example: graphkit show KOR")
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="At most so many claims; 0 for all.")
@store_option
def show(name: str, form: str, limit: int, store: Path) -> None:
    """What an entity is, by key, name or alias, and the claims about it; or what a kind of stance means.

    A name that several bear ends with a list of them.
    """
    with GraphStore.open(store) as graph:
        found = about(graph, name)
    rows = found.claims.rows[:limit] if limit else found.claims.rows
    claims = Answer(found.claims.columns, rows)
    if form == "json":
        whole = {"iri": found.iri, "label": found.label, "facts": _grouped(found), "claims": list(claims.records())}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1))
        return
    click.echo(f"{found.label}\n{found.iri}\n")
    for line in _lines(found):
        click.echo(line)
    if not found.claims:
        click.echo("\nNo claim about it was read.")
        return
    told = f"{len(found.claims)} {'claim' if len(found.claims) == 1 else 'claims'}"
    click.echo(f"\n{told}" + (f", the first {len(rows)}:\n" if len(rows) < len(found.claims) else ":\n"))
    click.echo(formats.table(claims), nl=False)


def _grouped(found: About) -> dict[str, list[str]]:
    facts: dict[str, list[str]] = {}
    for key, value in found.facts:
        facts.setdefault(key, []).append(value)
    return facts


def _lines(found: About) -> Iterator[str]:
    """The facts, each under its heading."""
    facts = _grouped(found)
    facts.pop("prefLabel", None)
    order = list(_HEADINGS)
    keys = sorted(facts, key=lambda key: order.index(key) if key in order else len(order))
    width = max((len(_HEADINGS.get(key, key)) for key in keys), default=0)
    for key in keys:
        values = facts[key]
        shown = ["; ".join(values)] if key in _NAMES else values[:_SHOWN]
        if key not in _NAMES and len(values) > _SHOWN:
            shown.append(f"and {len(values) - _SHOWN} more (--format json has all)")
        heading = _HEADINGS.get(key, key)
        for value in shown:
            first, rest = f"  {heading.ljust(width)}  ", " " * (width + 4)
            yield "\n".join(textwrap.wrap(" ".join(value.split()), _WIDTH, initial_indent=first, subsequent_indent=rest,
                                          break_long_words=False, break_on_hyphens=False))  # fmt: skip
            heading = ""


COMMANDS = (show,)
