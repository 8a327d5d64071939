"""The commands of graphkit."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Final

import click

from graphkit.errors import GraphkitError
from graphkit.resources import VERSION

#: Command -> the module of this package that has it among its ``COMMANDS``.
MODULES: Final = {
    "build": "graphs", "load": "graphs", "withdraw": "graphs", "extract": "graphs", "text": "graphs",
    "load-table": "tables",
    "query": "answers", "queries": "answers", "sparql": "answers",
    "show": "show",
    "explain": "explain",
    "export": "outputs", "timeline": "outputs",
    "stats": "checks", "verify": "checks", "validate": "checks",
    "lexicon": "lexicon",
    "serve": "serve",
    "push": "remote", "pull": "remote", "sync": "remote",
}  # fmt: skip


class Commands(click.Group):
    """Commands whose modules are imported when they are asked for: who queries a graph does not wait for what reads documents."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in MODULES:
            return None
        commands: tuple[click.Command, ...] = import_module(f"graphkit.cli.{MODULES[cmd_name]}").COMMANDS
        return next(command for command in commands if command.name == cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="graphkit")
def cli() -> None:
    """Documents on states, UN bodies and resolutions as a graph whose every statement shows its words.

    \b
    graphkit build                                    the shipped notes as a graph in ./graph
    graphkit query who-declined-to-cosponsor          who declined, when, and by whose words
    graphkit queries                                  all questions that can be asked by name
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command; errors that a user can mend end it with one line and a status of 1 or 2."""
    try:
        cli.main(args=arguments, prog_name="graphkit", standalone_mode=False)
        sys.stdout.flush()
    except GraphkitError as error:
        click.echo(f"graphkit: {error}", err=True)
        for line in error.details:
            click.echo(f"  {line}", err=True)
        sys.exit(error.exit_status)
    except click.exceptions.Abort:
        click.echo("graphkit: interrupted; the store is as it was before", err=True)
        sys.exit(130)
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "graphkit"
        click.echo(f"graphkit: {error.format_message()} See: {where} --help", err=True)
        sys.exit(2)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except BrokenPipeError:
        # The reader of our output (`head`) has gone.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
