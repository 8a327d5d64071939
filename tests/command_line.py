"""Runs a command as a user would."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Status, output and error output of ``graphkit ARGUMENTS``."""
    status = 0
    try:
        main([str(a) for a in arguments])
    except SystemExit as ended:
        status = int(ended.code or 0)
    out, err = capsys.readouterr()
    return status, out, err
