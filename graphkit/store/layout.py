"""How a store lies on disk.

::

    DIR/graphkit.json      format, current generation, and the documents loaded
    DIR/generations/N/     data/ (Oxigraph) and texts/ (the documents as loaded, for `verify`)
    DIR/lock               held by the one writer

A writer makes generation N+1 beside N, brings all of it to the disk, and switches by replacing ``graphkit.json``.
A reader holds a shared lock on the folder of its generation, and a writer removes only what nobody holds.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shlex
import shutil
from contextlib import suppress
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
        unconcluded: whether documents came in from which nothing has been concluded yet.
    """

    generation: int
    documents: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    unconcluded: bool = False
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
        made = Manifest(
            int(fields["generation"]),
            dict(fields["documents"]),
            dict(fields.get("tables", {})),
            bool(fields.get("unconcluded", False)),
            int(fields["format"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError("its graphkit.json cannot be read", where=str(path), mend=mend) from error
    if made.format != FORMAT:
        raise StoreError(f"a store of format {made.format}, not {FORMAT}", where=str(root), mend=_renewal(root, made.format))
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
    _sync(root)


def hold(root: Path, manifest: Manifest) -> int | None:
    """A descriptor that keeps the generation of *manifest* from being removed, until it is closed.

    None where it was switched from and removed meanwhile: read the manifest again.
    """
    folder = generation_path(root, manifest.generation)
    try:
        held = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return None
    except OSError:
        # A file system without locks: as well as it can be done there.
        return held
    if not (folder / "data").is_dir():
        os.close(held)
        return None
    return held


def clear(folder: Path) -> None:
    """Remove a generation, unless a reader has it open: then it is left for the next writer.

    The lock is kept while files go, so that no reader can come in between.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)


def sync(folder: Path) -> None:
    """Bring a generation to the disk: its files, then their names, then its own name.

    Raises:
        OSError: the disk is full, or broken.
    """
    for place, _, files in os.walk(folder, topdown=False):
        for name in files:
            # Oxigraph removes files that it needs no more a moment after the store is closed.
            with suppress(FileNotFoundError):
                _sync(Path(place) / name)
        _sync(Path(place))
    for above in (folder.parent, folder.parent.parent):
        _sync(above)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems cannot for folders, and say so.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _renewal(root: Path, found: int) -> str:
    if found > FORMAT:
        return "a newer graphkit made it: pip install --upgrade graphkit"
    here = shlex.quote(str(root))
    return f"move it away and make it anew: mv {here} {shlex.quote(f'{root}.old')} && graphkit build --store {here}"


def is_store(root: Path) -> bool:
    """Whether *root* holds a store."""
    return (root / _MARK).is_file()
