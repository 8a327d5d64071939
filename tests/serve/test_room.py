"""How much memory there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.serve import room


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with 9,000 KB free, whose files say no more."""
    monkeypatch.setattr(room, "_PROC", tmp_path / "proc")
    monkeypatch.setattr(room, "_GROUPS", tmp_path / "groups")
    (tmp_path / "proc" / "self").mkdir(parents=True)
    (tmp_path / "proc" / "meminfo").write_text("MemTotal: 90000 kB\nMemAvailable:    9000 kB\n")
    return tmp_path


def _group(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)


def test_a_system_that_says_nothing_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_PROC", tmp_path)
    assert room.free_memory() == 0


def test_a_machine_without_control_groups(system: Path) -> None:
    assert room.free_memory() == 9_000 << 10


def test_the_tightest_group_of_version_two_counts_without_what_can_be_dropped(system: Path) -> None:
    (system / "proc" / "self" / "cgroup").write_text("0::/service/part\n")
    told = {"memory__current": "5000000\n", "memory__stat": "anon 1\ninactive_file 1000000\n"}
    _group(system / "groups" / "service", memory__max="7000000\n", **told)
    _group(system / "groups" / "service" / "part", memory__max="max\n", **told)
    assert room.free_memory() == 3_000_000


def test_a_group_of_version_one(system: Path) -> None:
    (system / "proc" / "self" / "cgroup").write_text("5:cpu,memory:/job\n0::/\n")
    _group(
        system / "groups" / "memory" / "job",
        memory__limit_in_bytes="4000000", memory__usage_in_bytes="3500000", memory__stat="total_inactive_file 500000\n",
    )  # fmt: skip
    assert room.free_memory() == 1_000_000


def test_a_path_that_a_container_does_not_see_is_its_top(system: Path) -> None:
    (system / "proc" / "self" / "cgroup").write_text("0::/of/the/host\n")
    _group(system / "groups", memory__max="6000", memory__current="7000", memory__stat="anon 1\n")
    assert room.free_memory() == 0
