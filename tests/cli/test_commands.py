"""Commands are imported when they are asked for."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import click

from graphkit.cli import MODULES, cli


def test_every_command_stands_in_the_module_named() -> None:
    there = {command.name: module for module in set(MODULES.values()) for command in import_module(f"graphkit.cli.{module}").COMMANDS}
    assert there == MODULES
    assert cli.list_commands(click.Context(cli)) == sorted(there)
    assert cli.get_command(click.Context(cli), "nothing") is None


def test_who_queries_a_graph_does_not_wait_for_what_reads_documents() -> None:
    code = "import sys; from graphkit.cli import answers; print(sorted({'spacy', 'matplotlib', 'networkx'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
