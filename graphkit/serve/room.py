"""How much memory there is for a graph (Linux)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

_PROC: Final = Path("/proc")
_GROUPS: Final = Path("/sys/fs/cgroup")


class _Files(NamedTuple):
    """Where a control group tells its limit, what it takes, and how much of this are pages of files that can be dropped."""

    most: str
    used: str
    droppable: str


#: Control groups of version 2 (admin-guide/cgroup-v2) and of version 1 (admin-guide/cgroup-v1/memory).
_V2: Final = _Files("memory.max", "memory.current", "inactive_file")
_V1: Final = _Files("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")


def free_memory() -> int:
    """Bytes of memory that this process may still take, of the machine and of its control groups; 0 where the system does not say."""
    try:
        lines = (_PROC / "meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return 0
    return max(0, min(free, *_left_in_groups(), free))


def _left_in_groups() -> Iterator[int]:
    """What is left in each control group that this process is in, the inner ones first."""
    try:
        lines = (_PROC / "self" / "cgroup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for line in lines:
        number, controllers, path = line.split(":", 2)
        if number == "0" and not controllers:
            top, files = _GROUPS, _V2
        elif "memory" in controllers.split(","):
            top, files = _GROUPS / "memory", _V1
        else:
            continue
        # In a container the path may be the host's.
        folder = top / path.lstrip("/")
        folder = folder if folder.is_dir() else top
        for group in (folder, *folder.parents):
            left = _left(group, files)
            if left is not None:
                yield left
            if group == top:
                break


def _left(group: Path, files: _Files) -> int | None:
    """Bytes that a group may still take; None where it has no limit."""
    try:
        most, used = ((group / name).read_text(encoding="ascii").strip() for name in (files.most, files.used))
        told = dict(line.split() for line in (group / "memory.stat").read_text(encoding="ascii").splitlines())
        return None if most == "max" else int(most) - int(used) + int(told.get(files.droppable, 0))
    except (OSError, ValueError):
        return None
