"""Answers as a picture: one mark a row, in its place in time, with what its date rests on."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import date
from typing import IO, Final

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from graphkit.model.dates import PartialDate
from graphkit.query.runner import Answer

# Okabe and Ito's palette; filled and hollow differ in print, too.
_BASES: Final = {
    "explicit": ("#0072B2", "the text gives the date"),
    "relative": ("#009E73", "worked out from another date"),
    "inferred": ("#E69F00", "inferred from a run"),
    "document": ("#999999", "only the document's date bounds it"),
    "record": ("#000000", "a record"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    start: date | None
    end: date
    basis: str


def draw(answer: Answer, title: str, out: IO[bytes], form: str = "png") -> int:
    """Draw the rows of *answer* that have a date; the same answer gives the same bytes.

    Args:
        answer: rows with the columns ``agent`` (or another first column), ``date``, ``basis``.
        form: ``png`` or ``svg``.

    Returns:
        The number of rows drawn.
    """
    rows = [row for record in answer.records() if (row := _row(record, answer.columns[0])) is not None]
    height = max(2.2, 1.3 + 0.52 * len(rows))
    figure = Figure(figsize=(11, height), dpi=120, layout="constrained")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    bounded = [row.start for row in rows if row.start] + [row.end for row in rows]
    first = min(bounded, default=date(2000, 1, 1))
    last = max(bounded, default=date(2001, 1, 1))
    margin = max((last - first).days * 0.06, 60)
    left, right = date2num(first) - margin, date2num(last) + margin
    for y, row in enumerate(reversed(rows)):
        colour = _BASES.get(row.basis, _BASES["document"])[0]
        end = date2num(row.end)
        if row.start is None:
            axes.plot([left, end], [y, y], color=colour, linewidth=2, linestyle=(0, (1, 2)))
            axes.plot([end], [y], marker="<", color=colour, markersize=7, markerfacecolor="white")
        else:
            start = date2num(row.start)
            axes.plot([start, end], [y, y], color=colour, linewidth=6, solid_capstyle="butt")
            axes.plot([(start + end) / 2], [y], marker="o", color=colour, markersize=8)
    labels = [row.label for row in reversed(rows)]
    axes.set_yticks(range(len(rows)), labels, fontsize=9)
    axes.set_ylim(-0.7, max(len(rows), 1) - 0.3)
    axes.set_xlim(left, right)
    locator = AutoDateLocator(minticks=4, maxticks=10)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.grid(axis="x", color="#dddddd", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_title(title, loc="left", fontsize=12, fontweight="bold")
    used = [basis for basis in _BASES if any(row.basis == basis for row in rows)]
    if used:
        handles = [
            Line2D([], [], color=_BASES[b][0], marker="<" if b == "document" else "o", linewidth=3, label=_BASES[b][1]) for b in used
        ]
        figure.legend(handles=handles, loc="outside lower left", ncols=len(used), fontsize=8, frameon=False)
    if form == "svg":
        with mpl.rc_context({"svg.hashsalt": "graphkit", "svg.fonttype": "path"}):
            FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None})
    else:
        canvas.print_png(out, metadata={"Software": None})
    return len(rows)


def _row(record: dict[str, str | None], first: str) -> _Row | None:
    bounds = _bounds(record.get("date") or "")
    if bounds is None:
        return None
    start, end = bounds
    who = record.get("agent") or record.get(first) or ""
    what = record.get("forum") or record.get("target") or record.get("text") or ""
    source = (record.get("source") or "").split(" (")[0]
    label = "\n".join([
        textwrap.shorten(f"{who}: {what}" if what else who, 58, placeholder="\u2026"),
        textwrap.shorten(f"{record.get('how') or ''}, {source}".strip(", "), 66, placeholder="\u2026"),
    ])  # fmt: skip
    return _Row(label.replace("$", r"\$"), start, end, record.get("basis") or "document")


def _bounds(edtf: str) -> tuple[date | None, date] | None:
    """First and last day of an EDTF text as graphkit writes it."""
    left, slash, right = edtf.partition("/")
    try:
        if not slash:
            made = PartialDate.parse(left)
            return made.first(), made.last()
        return (PartialDate.parse(left).first() if left else None), PartialDate.parse(right).last()
    except ValueError:
        return None
