"""serve."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from graphkit.cli.options import store_option
from graphkit.errors import GraphkitError, ParameterError

_TOKEN: Final = "GRAPHKIT_TOKEN"
_LEAST: Final = 16


@click.command(epilog="Example: graphkit serve --port 8080 --time-limit 10")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; others than 127.0.0.1 let others in.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Port; 0 for any that is free.")
@click.option(
    "--workers", type=click.IntRange(3), default=12, show_default=True, help="Queries answered at a time; two stay free of long ones."
)
@click.option("--time-limit", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds that a query may run.")
@click.option("--memory-limit", type=click.IntRange(64), default=1024, show_default=True, help="Megabytes that a query may take.")
@click.option("--row-limit", type=click.IntRange(1), default=100_000, show_default=True, help="Rows of an answer; a cut is marked.")
@click.option("--byte-limit", type=click.IntRange(1024), default=16 << 20, show_default=True, help="Bytes of an answer; a cut is marked.")
@click.option(
    "--cors", "origins", multiple=True, metavar="ORIGIN", help="A web origin whose pages may read answers; * for any. Repeatable."
)
@click.option("--public-url", help="The address clients know, where a proxy stands before the server.")
@click.option("--allow-updates", is_flag=True, help=f"Let those with the token change the graph; it is in {_TOKEN} or --token-file.")
@click.option("--token-file", type=click.Path(path_type=Path, dir_okay=False), help="File with the token for changes.")
@click.option(
    "--in-memory/--on-disk",
    default=None,
    help="Serve from memory (faster) or from disk (takes less memory). Default: from disk, then from memory where there is room (Linux).",
)
@click.option("--log-queries", is_flag=True, help="Put what was asked into the log.")
@store_option
def serve(
    host: str, port: int, workers: int, time_limit: float, memory_limit: int, row_limit: int, byte_limit: int,
    origins: tuple[str, ...], public_url: str | None, allow_updates: bool, token_file: Path | None, in_memory: bool | None,
    log_queries: bool, store: Path,
) -> None:  # fmt: skip
    """Serve the graph: a SPARQL endpoint, saved queries as an API, a page for each resource. Needs graphkit[serve]."""
    try:
        from graphkit.serve.server import run
        from graphkit.serve.settings import Limits, Settings
    except ModuleNotFoundError as error:
        raise GraphkitError(f"{error.name} is not installed", mend="pip install 'graphkit[serve]'") from error
    limits = Limits(seconds=time_limit, memory=memory_limit << 20, rows=row_limit, answer=byte_limit)
    token = read_token(token_file) if allow_updates else None
    settings = Settings(
        store, host, port, workers, origins, token, public_url, log_queries, in_memory=in_memory, limits=limits
    )  # fmt: skip
    run(settings, lambda address: click.echo(f"{store} at {address}/sparql"))


def read_token(path: Path | None) -> str:
    """The token from a file, else from the environment.

    Raises:
        ParameterError: there is none, or it is too short to be a secret.
    """
    if path is not None:
        try:
            token = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ParameterError(f"cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8'}", where=str(path)) from error
    else:
        token = os.environ.get(_TOKEN, "").strip()
    if len(token) < _LEAST:
        where = str(path) if path else _TOKEN
        raise ParameterError(f"a token of at least {_LEAST} characters is wanted", where=where, mend="make one: openssl rand -hex 24")
    return token


COMMANDS = (serve,)
