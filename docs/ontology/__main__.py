"""Build the pages and files of the ontology."""

from __future__ import annotations

from pathlib import Path

import click

from docs.ontology.files import write_files
from docs.ontology.page import write_page


@click.command()
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), default=Path("docs/_build/ontology"), show_default=True)
def main(output: Path) -> None:
    """Write the reference page and the ontology in Turtle, RDF/XML, N-Triples and JSON-LD."""
    for path in (write_page(output), *write_files(output)):
        click.echo(str(path))


main()
