"""How a store lies on disk.

::

    DIR/graphkit.json      format, current generation, and the documents loaded
    DIR/generations/N/     data/ (Oxigraph) and texts/ (the documents as loaded, for `verify`)
    DIR/lock               held by the one writer

A writer makes generation N+1 beside N and switches by replacing ``graphkit.json``.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from graphkit.errors import StoreError

FORMAT: Final = 1
_MARK: Final = "graphkit.json"


@dataclass(frozen=True)
class Manifest:
    """What ``graphkit.json`` says.

    Attributes:
        generation: number of the current generation.
        documents: id -> origin, ``build`` or ``load``.
        tables: id of a file of records -> origin, the same.
    """

    generation: int
    documents: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


def generation_path(root: Path, number: int) -> Path:
    """The folder of a generation."""
    return root / "generations" / str(number)


def read_manifest(root: Path) -> Manifest:
    """The manifest of the store at *root*.

    Raises:
        StoreError: there is no store, it is broken, or it is of another format.
    """
    mend = f"make one: graphkit build --store {root}"
    if not root.exists():
        raise StoreError("no such store", where=str(root), mend=mend)
    path = root / _MARK
    if not path.is_file():
        raise StoreError("not a graphkit store", where=str(root), mend="give the folder that `graphkit build` made")
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        made = Manifest(int(fields["generation"]), dict(fields["documents"]), dict(fields.get("tables", {})), int(fields["format"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError("its graphkit.json cannot be read", where=str(path), mend=mend) from error
    if made.format != FORMAT:
        raise StoreError(f"a store of format {made.format}, not {FORMAT}", where=str(root), mend="build it anew")
    if not generation_path(root, made.generation).is_dir():
        raise StoreError(f"generation {made.generation} is missing", where=str(root), mend=mend)
    return made


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Switch to *manifest* at once: readers see the old one or the new one."""
    path, fresh = root / _MARK, root / f"{_MARK}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def is_store(root: Path) -> bool:
    """Whether *root* holds a store."""
    return (root / _MARK).is_file()
