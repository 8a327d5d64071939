"""The commands of graphkit."""

from __future__ import annotations

import os
import sys

import click

from graphkit.cli import answers, checks, explain, graphs, lexicon, outputs, remote, show, tables
from graphkit.errors import GraphkitError
from graphkit.resources import VERSION


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="graphkit")
def cli() -> None:
    """Documents on states, UN bodies and resolutions as a graph whose every statement shows its words.

    \b
    graphkit build                                    the shipped notes as a graph in ./graph
    graphkit query who-declined-to-cosponsor          who declined, when, and by whose words
    graphkit queries                                  all questions that can be asked by name
    """


_MODULES = (graphs, tables, answers, show, explain, outputs, remote, checks, lexicon)
for command in (command for module in _MODULES for command in module.COMMANDS):
    cli.add_command(command)


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
