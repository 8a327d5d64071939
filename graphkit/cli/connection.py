"""Options of commands that talk to a store on a server."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from graphkit.errors import ParameterError

if TYPE_CHECKING:
    from graphkit.store.remote.store import RemoteStore

F = TypeVar("F", bound=Callable[..., Any])
PASSWORD_VARIABLE: Final = "GRAPHKIT_PASSWORD"


@dataclass(frozen=True)
class Connection:
    """How to reach a server, as it was given on the command line; the password is read when it is needed."""

    profile: str | None
    update: str | None
    graph_store: str | None
    auth: str | None
    user: str | None
    password_file: Path | None
    ca_file: Path | None
    timeout: float

    def open(self, url: str) -> RemoteStore:
        """The store at *url*.

        Raises:
            ParameterError: an option that cannot be used.
            RemoteError: nobody answers.
        """
        # Loaded here: commands on a graph on disk know of no network.
        from graphkit.store.remote.connecting import connect
        from graphkit.store.remote.transport import Access

        auth = self.auth or ("basic" if self.user else "none")
        secret = self._secret() if auth != "none" else None
        access = Access(auth, self.user, secret, self.ca_file, self.timeout)
        return connect(url, access, self.profile, self.update, self.graph_store)

    def _secret(self) -> str | None:
        """From the file, else the environment, else the keyboard; never from the command line, which others can see."""
        if self.password_file is not None:
            try:
                return self.password_file.read_text(encoding="utf-8").strip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                what = getattr(error, "strerror", None) or "not UTF-8"
                raise ParameterError(f"cannot be read: {what}", where=str(self.password_file)) from error
        if PASSWORD_VARIABLE in os.environ:
            return os.environ[PASSWORD_VARIABLE]
        return str(click.prompt("Password or token", hide_input=True, err=True)) if sys.stdin.isatty() else None


_OPTIONS: Final = (
    click.option("--profile", help="The product: fuseki, rdf4j, graphdb, virtuoso, oxigraph, generic; else it is recognised."),
    click.option("--update", metavar="URL", help="Address of updates, where it is not the product's own."),
    click.option("--graph-store", metavar="URL", help="Address of the Graph Store Protocol, where it is not the product's own."),
    click.option("--auth", type=click.Choice(["basic", "digest", "bearer"]), help="How to log in; basic, where --user is given."),
    click.option("--user", help="Name to log in with."),
    click.option(
        "--password-file", type=click.Path(path_type=Path, dir_okay=False),
        help=f"File with the password or token; else {PASSWORD_VARIABLE}, else it is asked for.",
    ),
    click.option("--ca-file", type=click.Path(path_type=Path, dir_okay=False), help="Certificates to trust, PEM."),
    click.option(
        "--timeout", type=click.FloatRange(min=0.1), default=120.0, show_default=True, help="Seconds of silence until a server is given up."
    ),
)  # fmt: skip


def connection_options(function: F) -> F:
    """``--profile``, ``--auth`` and what else belongs to a server; the command gets *connection*."""

    @wraps(function)
    def command(*arguments: Any, **others: Any) -> Any:
        names = ("profile", "update", "graph_store", "auth", "user", "password_file", "ca_file", "timeout")
        return function(*arguments, connection=Connection(**{name: others.pop(name) for name in names}), **others)

    for option in reversed(_OPTIONS):
        command = option(command)
    return command  # type: ignore[return-value]
