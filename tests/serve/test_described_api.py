"""The description of the API holds: schemathesis asks what it says may be asked (make test-web)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from serving import serving


@pytest.mark.web
def test_schemathesis_finds_nothing_that_the_description_does_not_say(notes_path: Path, tmp_path: Path) -> None:
    with serving(notes_path, tmp_path / "log") as server:
        ran = subprocess.run(
            [
                Path(sys.executable).with_name("schemathesis"),
                *("--config-file", Path(__file__).with_name("schemathesis.toml"), "run", f"{server.root}/openapi.json"),
            ],
            capture_output=True, text=True, cwd=tmp_path, timeout=600,
        )  # fmt: skip
        assert server.process.poll() is None
    print("\n".join(ran.stdout.splitlines()[-30:]))
    assert ran.returncode == 0, ran.stdout
