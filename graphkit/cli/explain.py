"""explain."""

from __future__ import annotations

import json
import shutil
import textwrap
from pathlib import Path
from typing import Final

import click

from graphkit.claims.explanation import linked
from graphkit.cli.options import REFERENCE, store_option
from graphkit.errors import CheckFailed, ParameterError
from graphkit.explain import Explained, explain_file
from graphkit.explain import explain as explain_claim
from graphkit.model.claim import Evidence
from graphkit.query.formats import visible

#: What stands around the quote in its sentence: ASCII, and in no document of the field.
_MARKS: Final = (">>", "<<")
_WIDEST: Final = 120
_FLAGS: Final = {
    "ambiguous-agent": "the agent may be somebody else of that name",
    "ambiguous-target": "the target may be something else of that name",
    "malformed-figure": "a figure is kept as written, though it cannot be right",
    "arithmetic": "the count and the year that the text gives do not fit",
    "undated": "nothing says when",
    "low-confidence": "the reading is uncertain",
}


@click.command(epilog="Example: graphkit explain 2f6c1d --store my-graph")
@click.argument("claim", required=False)
@click.option("--file", type=click.Path(path_type=Path, dir_okay=False), help="Read this file, without a graph: CLAIM, or all its claims.")
@click.option("--id", "name", help="With --file: id of the document, other than the file's stem.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@REFERENCE
@store_option
def explain(claim: str | None, file: Path | None, name: str | None, form: str, reference: Path | None, store: Path) -> None:
    """Say why a claim was read: sentence, trigger, frame, and how each role was linked and dated.

    CLAIM is an id (20 hexadecimal digits, or the first 6 and more of them) or an IRI. The document's text is read
    again, by the rules of this version; what a language model proposed comes with what was checked.
    """
    if file is not None:
        found = explain_file(file, claim, name, reference)
    elif claim is None:
        raise click.UsageError("Give the id of a claim, or --file FILE.")
    elif name is not None:
        raise click.UsageError("--id goes with --file.")
    elif Path(claim).is_file():
        raise ParameterError(f"{claim} is a file, not the id of a claim", mend=f"graphkit explain --file {claim}")
    else:
        found = [explain_claim(store, claim, reference)]
    if form == "json":
        records = [one.as_record() for one in found]
        click.echo(json.dumps(records[0] if claim is not None else records, ensure_ascii=False, indent=1))
    else:
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        click.echo("\n\n".join(render(one, width) for one in found) if found else "No claim was read in it.")
    for one in found:
        if one.lost:
            raise CheckFailed(one.lost, where=one.id, mend="build the graph anew to read it by this version")


def render(found: Explained, width: int) -> str:
    """The sentence with the quote marked, and a line for each step."""
    claim = found.claim
    shown = " ... ".join(marked(evidence) for evidence in claim.evidence)
    whom = f", asked of {claim.target.addressee.label}" if claim.target.addressee else ""
    lines = [("claim", f"{claim.agent.label} {claim.kind} {claim.target.text!r}{whom}"), ("id", found.id)]
    lines += [("source", found.source), ("read by", str(found.read_by)), *(found.steps or _held(found))]
    if claim.value:
        lines.append(("figures", ", ".join(f"{name} {figure}" for name, figure in claim.value)))
    lines += [("flag", f"{flag}: {_FLAGS.get(flag, flag)}") for flag in claim.flags]
    room = max(len(what) for what, _ in lines) + 2
    printed = [*textwrap.wrap(visible(shown), max(width, 40), break_on_hyphens=False), ""]
    for what, words in lines:
        printed += textwrap.wrap(
            f"{what}:".ljust(room) + visible(" ".join(words.split())), max(width, 40), subsequent_indent=" " * room, break_on_hyphens=False
        )
    return "\n".join(printed)


def marked(evidence: Evidence) -> str:
    """The sentence of a quote, with the quote marked."""
    left, right = _MARKS
    quote = " ".join(evidence.quote.split())
    if not quote:
        return evidence.sentence
    before, found, after = evidence.sentence.partition(quote)
    return f"{before}{left}{quote}{right}{after}" if found and quote else f"{left}{quote}{right}"


def _held(found: Explained) -> list[tuple[str, str]]:
    """What the graph holds, where the steps are not known."""
    claim, when = found.claim, found.claim.when
    lines = [("agent", linked(claim.agent)), ("target", f"{claim.target.text!r}, {linked(claim.target.entity)}")]
    lines += [("according to", linked(voice)) for voice in claim.according_to]
    lines += [("status", claim.status), ("date", f"{when.edtf} ({when.basis})" if when.edtf else "none")]
    return [*lines, *(("derived from", f"claim {source}, by {claim.rule}") for source in claim.derived_from)]


COMMANDS = (explain,)
