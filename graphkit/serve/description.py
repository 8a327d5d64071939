"""What the endpoint says of itself: SPARQL 1.1 Service Description, VoID and DCAT."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from graphkit.namespaces import BASE, DCTERMS, ID, RDF, XSD

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS: Final = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads")
_LICENCE: Final = "http://www.apache.org/licenses/LICENSE-2.0"


def describe_service(store: ox.Store, endpoint: str, root: str, updates: bool) -> Iterator[ox.Triple]:
    """The description of the service and of its dataset, with the size of each named graph.

    Args:
        endpoint: the address of queries.
        root: the address of the server, without a slash at its end.
        updates: whether changes may be made.
    """
    service, dataset = ox.NamedNode(endpoint + "#service"), ox.NamedNode(root + "/.well-known/void#dataset")
    default = ox.NamedNode(endpoint + "#default-graph")
    sizes = {g.value: _size(store, g) for g in store.named_graphs() if isinstance(g, ox.NamedNode)}

    def say(subject: ox.NamedNode, prop: str, value: str | int | ox.NamedNode | ox.Literal) -> ox.Triple:
        term = ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer")) if isinstance(value, int) else value
        return ox.Triple(subject, ox.NamedNode(prop), ox.NamedNode(term) if isinstance(term, str) else term)

    yield say(service, RDF + "type", SD + "Service")
    yield say(service, RDF + "type", DCAT + "DataService")
    yield say(service, SD + "endpoint", endpoint)
    yield say(service, DCAT + "endpointURL", endpoint)
    yield say(service, DCAT + "endpointDescription", root + "/openapi.json")
    yield say(service, DCAT + "servesDataset", dataset)
    yield say(service, SD + "supportedLanguage", SD + "SPARQL11Query")
    if updates:
        yield say(service, SD + "supportedLanguage", SD + "SPARQL11Update")
    yield say(service, SD + "feature", SD + "UnionDefaultGraph")
    for form in _RESULTS + _GRAPHS:
        yield say(service, SD + "resultFormat", _FORMATS + form)
    yield say(service, SD + "defaultDataset", dataset)
    for kind in (SD + "Dataset", VOID + "Dataset", DCAT + "Dataset"):
        yield say(dataset, RDF + "type", kind)
    yield say(dataset, DCTERMS + "title", ox.Literal("A graph made by graphkit", language="en"))
    yield say(dataset, DCTERMS + "license", _LICENCE)
    yield say(dataset, VOID + "sparqlEndpoint", endpoint)
    yield say(dataset, VOID + "uriSpace", ox.Literal(ID))
    yield say(dataset, VOID + "vocabulary", BASE + "ontology#")
    yield say(dataset, VOID + "triples", sum(sizes.values()))
    yield say(dataset, SD + "defaultGraph", default)
    yield say(default, RDF + "type", SD + "Graph")
    yield say(default, VOID + "triples", sum(sizes.values()))
    for number, (name, size) in enumerate(sorted(sizes.items()), 1):
        named, graph = ox.NamedNode(f"{endpoint}#named-graph-{number}"), ox.NamedNode(f"{endpoint}#graph-{number}")
        yield say(dataset, SD + "namedGraph", named)
        yield say(named, RDF + "type", SD + "NamedGraph")
        yield say(named, SD + "name", name)
        yield say(named, SD + "graph", graph)
        yield say(graph, RDF + "type", SD + "Graph")
        yield say(graph, VOID + "triples", size)


def _size(store: ox.Store, graph: ox.NamedNode) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
