"""The reference page: one HTML file that needs no other."""

from __future__ import annotations

from pathlib import Path

import jinja2
from rdflib import DCTERMS, OWL, URIRef

from docs.ontology.files import FORMATS, whole
from docs.ontology.reading import Reading, rules
from graphkit.namespaces import GK
from graphkit.rdf.ontology import shapes_graph

_ONTOLOGY = URIRef(GK.rstrip("#"))


def write_page(folder: Path) -> Path:
    """Write ``index.html`` into *folder*; the same ontology gives the same bytes."""
    graph = whole()
    reading = Reading(graph)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    text = environment.get_template("page.html.j2").render(
        iri=str(_ONTOLOGY),
        title=str(graph.value(_ONTOLOGY, DCTERMS.title)),
        description=str(graph.value(_ONTOLOGY, DCTERMS.description)),
        version=str(graph.value(_ONTOLOGY, OWL.versionInfo)),
        version_iri=str(graph.value(_ONTOLOGY, OWL.versionIRI)),
        licence=str(graph.value(_ONTOLOGY, DCTERMS.license)),
        modules=reading.modules(),
        schemes=reading.schemes(),
        rules=rules(shapes_graph()),
        files=list(FORMATS),
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.html"
    path.write_text(text, encoding="utf-8")
    return path
