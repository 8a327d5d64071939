"""HermiT over the ontology and a graph: does anything contradict an axiom?

HermiT comes with owlready2, which the extra ``reason`` installs, and needs Java.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import rdflib
from rdflib.namespace import DCTERMS, RDFS, SKOS

from graphkit.errors import GraphkitError
from graphkit.rdf.ontology import reasoner_graph

# Names and notes take no part in any axiom and are most of the reference data.
_NO_AXIOM = frozenset({SKOS.prefLabel, SKOS.altLabel, SKOS.notation, SKOS.editorialNote, DCTERMS.source, RDFS.label})


def is_consistent(data: rdflib.Graph) -> bool:
    """Whether *data* and the ontology contradict nothing, and every class can have members.

    Raises:
        GraphkitError: owlready2 or Java is missing, or HermiT stopped for another reason.
    """
    try:
        import owlready2
    except ImportError as error:
        raise GraphkitError("the reasoner needs owlready2", mend="pip install 'graphkit[reason]'") from error
    if shutil.which("java") is None:
        raise GraphkitError("the reasoner needs Java, which is not on the PATH", mend="install a Java runtime, version 8 or later")
    graph = reasoner_graph(data)
    for triple in [triple for triple in graph if triple[1] in _NO_AXIOM]:
        graph.remove(triple)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nt"
        graph.serialize(path, format="nt", encoding="utf-8")
        world = owlready2.World()
        world.get_ontology(path.as_uri()).load()
        try:
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return False
        except owlready2.OwlReadyJavaError as error:
            raise GraphkitError(f"HermiT stopped: {str(error).splitlines()[-1]}") from error
        return not list(world.inconsistent_classes())


def contradictory(graphs: Mapping[str, rdflib.Graph]) -> Iterator[str]:
    """The named graphs that contradict the ontology each by itself; all of them where only several together do.

    Args:
        graphs: the IRI of a named graph -> its statements.

    Raises:
        GraphkitError: as :func:`is_consistent`.
    """
    together = rdflib.Graph()
    for graph in graphs.values():
        together += graph
    if is_consistent(together):
        return
    alone = [name for name, graph in graphs.items() if not is_consistent(graph)]
    yield from alone or graphs
