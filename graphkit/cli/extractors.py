"""The options that choose what reads documents, and what it reports at the end."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from graphkit.claims.extractor import Extractor
from graphkit.errors import CheckFailed
from graphkit.model.reference import Reference
from graphkit.pipeline import BY_RULES, Method

F = TypeVar("F", bound=Callable[..., Any])

#: The one place from which a key is taken: an option would stand in the shell's history.
KEY_VARIABLE: Final = "GRAPHKIT_LLM_KEY"

_OPTIONS: Final = (
    click.option(
        "--extractor", type=click.Choice(["rules", "llm"]), default="rules", show_default=True,
        help="What reads: rules over a parse, offline; or a language model at --endpoint.",
    ),
    click.option("--endpoint", metavar="URL", help=f"For llm: an OpenAI-compatible API; its key, if any, in {KEY_VARIABLE}."),
    click.option("--model", metavar="NAME", help="For llm: the model, as the endpoint calls it."),
    click.option("--cache", type=click.Path(path_type=Path, file_okay=False), help="For llm: folder of answers; else one in your cache."),
    click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="For llm: seconds to wait for an answer; else 120."),
)  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """What reads the documents of a command.

    Attributes:
        method: how the pipeline reads.
        report: prints, to standard error, what became of the answers.
    """

    method: Method
    report: Callable[[], None]


def extractor_options(function: F) -> F:
    """``--extractor``, ``--endpoint``, ``--model``, ``--cache`` and ``--timeout``; the command gets *chosen*."""

    @wraps(function)
    def command(
        *, extractor: str, endpoint: str | None, model: str | None, cache: Path | None, timeout: float | None, **others: Any
    ) -> Any:
        given = {"--endpoint": endpoint, "--model": model, "--cache": cache, "--timeout": timeout}
        if extractor == "rules":
            stray = [name for name, value in given.items() if value is not None]
            if stray:
                raise click.UsageError(f"{stray[0]} goes with --extractor llm.")
            chosen = Chosen(BY_RULES, lambda: None)
        else:
            missing = [name for name in ("--endpoint", "--model") if not given[name]]
            if missing:
                raise click.UsageError(f"--extractor llm needs {' and '.join(missing)}.")
            chosen = _by_model(str(endpoint), str(model), cache or _own_cache(), timeout or 120.0)
        return function(chosen=chosen, **others)

    for option in reversed(_OPTIONS):
        command = option(command)
    return command  # type: ignore[return-value]


def _by_model(endpoint: str, model: str, cache: Path, timeout: float) -> Chosen:
    # Loaded here: reading by rules knows of no network.
    from graphkit.claims.llm.address import Address
    from graphkit.claims.llm.cache import Cache
    from graphkit.claims.llm.client import Client
    from graphkit.claims.llm.extractor import LlmExtractor
    from graphkit.claims.llm.patience import Patience
    from graphkit.claims.llm.prompt import fingerprint
    from graphkit.claims.llm.report import Report
    from graphkit.claims.llm.transport import Transport
    from graphkit.model.provenance import ReadBy

    client = Client(Transport(Address.parse(endpoint), os.environ.get(KEY_VARIABLE) or None, timeout), model, Patience())
    report = Report()

    def make(tables: Reference) -> Extractor:
        return LlmExtractor.load(client, tables, Cache(cache), report)

    def tell() -> None:
        for line in report.lines():
            click.echo(line, err=True)
        if report.unread:
            raise CheckFailed(
                f"{sum(u.last - u.first + 1 for u in report.unread)} sentences not read",
                mend="run the command again, or try another --model",
            )

    return Chosen(Method(ReadBy("llm", model, fingerprint()), make, report.unread_in), tell)


def _own_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "graphkit" / "llm"
