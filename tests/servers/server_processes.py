"""A server as a process of its own: started, waited for, killed, stopped."""

from __future__ import annotations

import ctypes
import http.client
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

_STOP_SECONDS = 10.0
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end_with_parent() -> None:
    """The kernel kills the server when the process that started it is gone, however it went."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class ServerProcess:
    """One server.

    Args:
        command: what is run, in *folder*, with its output in ``server.log`` there.
        port: where it listens.
        probe: a path that answers below 500 once the server is ready.
        start_seconds: time that it has until then.
    """

    def __init__(self, command: list[str], folder: Path, port: int, probe: str, start_seconds: float = 90.0) -> None:
        self._command, self._folder, self._port, self._probe = command, folder, port, probe
        self._start_seconds = start_seconds
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """The end of what the server said."""
        path = self._folder / "server.log"
        return path.read_text(encoding="utf-8", errors="replace")[-3000:] if path.is_file() else ""

    @property
    def pid(self) -> int | None:
        """Its process id, or None where it does not run."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            RuntimeError: it ended, or does not answer in time; with the end of its log.
        """
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )
        limit = time.monotonic() + self._start_seconds
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > limit:
                self.stop()
                raise RuntimeError(f"{self._command[0]} did not start:\n{self.log}")
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(0.1)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
        try:
            connection.request("GET", self._probe)
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(_STOP_SECONDS)
            self._process = None

    def stop(self) -> None:
        """Ask it to end; kill it after 10 s."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(_STOP_SECONDS)
                self._process = None
            except subprocess.TimeoutExpired:
                self.kill()
