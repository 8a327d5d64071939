"""Starts every server, runs pytest with their addresses in GRAPHKIT_TEST_SERVERS, stops them.

python tests/servers/run_with_servers.py -m server tests/contract
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import yaml
from installed_files import NotInstalled
from real_servers import START


def main(arguments: list[str]) -> int:
    """The exit status of pytest; 2 where a server cannot be had."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with ExitStack() as running, tempfile.TemporaryDirectory(prefix="graphkit-servers-") as place:
        known: dict[str, dict[str, str]] = {}
        for product, start in START.items():
            folder = Path(place) / product
            folder.mkdir()
            begun = time.monotonic()
            try:
                server = start(folder)
            except (NotInstalled, RuntimeError) as error:
                print(f"error: {error}", file=sys.stderr)
                return 2
            running.callback(server.stop)
            known[product] = {"url": server.base, "auth": server.auth}
            if server.user:
                known[product] |= {"user": server.user, "password": server.password or ""}
            print(f"{product} answers at {server.base} after {time.monotonic() - begun:.1f} s", flush=True)
        listed = Path(place) / "servers.yml"
        listed.write_text(yaml.safe_dump(known), encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-m", "pytest", *arguments], env={**os.environ, "GRAPHKIT_TEST_SERVERS": str(listed)}
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
