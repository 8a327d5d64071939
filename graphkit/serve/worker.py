"""A process that answers one job after the other; it may be killed at any moment."""

from __future__ import annotations

import resource
import select
import signal
import socket
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import GraphkitError, StoreError
from graphkit.serve import frames
from graphkit.serve.answering import Answering
from graphkit.serve.settings import Limits
from graphkit.serve.writing import change
from graphkit.store.disk import GraphStore
from graphkit.store.layout import Manifest, generation_path, read_manifest

#: How often a store that is switched while it is being opened is tried again.
_TRIES = 5
#: Seconds without a job after which a new worker makes itself ready for saved queries.
_QUIET = 1.0


def serve_jobs(channel: socket.socket, root: Path, limits: Limits) -> None:
    """Answer the jobs that come through *channel* until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with channel, channel.makefile("rwb") as stream:
        try:
            manifest, store = _opened(root)
            view = GraphStore(store, generation_path(root, manifest.generation) / "texts", manifest.documents)
            answering = Answering(store, view, limits)
        except GraphkitError as error:
            stream.write(frames.pack({"error": str(error)}))
            return
        _limit_memory(limits.memory)
        stream.write(frames.pack({"generation": manifest.generation}))
        stream.flush()
        # A worker is there at once, for it may replace one that was killed; what can wait is done when it has nothing to do.
        if not select.select([channel], [], [], _QUIET)[0]:
            answering.warm()
        while (message := frames.read(stream)) is not None:
            # A worker whose server was killed must not go on for ever.
            _limit_time(limits.seconds)
            head, body = answering.answer(message[0])
            stream.write(frames.pack(head, body))
            stream.flush()


def serve_change(channel: socket.socket, root: Path) -> None:
    """Make the one change that comes through *channel*, and answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with channel, channel.makefile("rwb") as stream:
        message = frames.read(stream)
        if message is not None:
            stream.write(frames.pack(change(root, *message)))


def _opened(root: Path) -> tuple[Manifest, ox.Store]:
    """The current generation; a writer may switch, and remove it, while it is being opened."""
    for _ in range(_TRIES):
        manifest = read_manifest(root)
        try:
            store = ox.Store.read_only(str(generation_path(root, manifest.generation) / "data"))
        except (OSError, ValueError):
            continue
        if read_manifest(root).generation == manifest.generation:
            return manifest, store
    raise StoreError("it cannot be opened", where=str(root), mend="build it anew")


def _limit_memory(more: int) -> None:
    """Allow *more* bytes of address space than the process has now, where the system says how many that are (Linux)."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return
    limit = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _limit_time(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Whoever runs longer than the server lets it has lost its server. Oxigraph may use several threads: hence four times.
    most = int(used.ru_utime + used.ru_stime + 4 * seconds + 10)
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
