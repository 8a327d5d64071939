"""Options and helpers that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

_STORE = click.option(
    "--store", type=click.Path(path_type=Path, file_okay=False), default=Path("graph"), envvar="GRAPHKIT_STORE",
    show_default="./graph, or GRAPHKIT_STORE", help="Folder of the graph.",
)  # fmt: skip


def store_option(function: F) -> F:
    """``--store DIR``."""
    return _STORE(function)


def output_option(function: F) -> F:
    """``-o FILE``."""
    return click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; else standard output.")(
        function
    )


REFERENCE = click.option(
    "--reference", type=click.Path(path_type=Path, file_okay=False), help="Folder of reference tables; else the shipped ones."
)

WORKERS = click.option(
    "--workers", type=click.IntRange(min=0), default=1, show_default=True,
    help="Processes that read documents; 0 for one a core. The outcome is the same, each takes a quarter of a gigabyte of memory.",
)  # fmt: skip
