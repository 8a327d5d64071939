"""The documents of a folder."""

from __future__ import annotations

from pathlib import Path

from graphkit.errors import DocumentError
from graphkit.ingest.formats import SUFFIXES


def find_documents(folder: Path) -> list[Path]:
    """The documents below *folder*, ordered by name; hidden files and READMEs are none.

    Raises:
        DocumentError: no such folder, no document in it, a link that leads nowhere, or two documents of one name.
    """
    if not folder.is_dir():
        raise DocumentError("no such folder", where=str(folder), mend="give a folder that holds documents")
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.suffix.lower() not in SUFFIXES or path.stem.upper() == "README":
            continue
        if path.is_symlink() and not path.exists():
            raise DocumentError("the link leads nowhere", where=str(path), mend="mend it, or leave it out")
        if not path.is_file():
            continue
        if path.stem in found:
            raise DocumentError(f"the name {path.stem} is taken by {found[path.stem]}", where=str(path), mend="rename one of the two")
        found[path.stem] = path
    if not found:
        raise DocumentError("no document", where=str(folder), mend=f"documents end in {', '.join(SUFFIXES)}")
    return sorted(found.values(), key=lambda p: p.stem)
