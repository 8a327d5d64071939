"""Which documents were read by a language model, and not by the rules that are measured."""

from __future__ import annotations

from graphkit.namespaces import GRAPH, ID
from graphkit.query.runner import Answer
from graphkit.store.protocol import View

_READ_BY_MODEL = """PREFIX gk: <https://w3id.org/graphkit/ontology#>
SELECT DISTINCT ?graph ?model WHERE { ?graph gk:extractor "llm" . OPTIONAL { ?graph gk:extractorModel ?model } } ORDER BY ?graph"""


def read_by_model(store: View) -> dict[str, str]:
    """IRI of each such document -> the model's name."""
    found = {row["graph"].value: row["model"].value if row["model"] else "?" for row in store.select(_READ_BY_MODEL)}
    return {graph.replace(f"{GRAPH}document/", f"{ID}document/", 1): model for graph, model in found.items()}


def models_behind(store: View, answer: Answer) -> list[str]:
    """Names of the models that read a document on which a row of *answer* rests, sorted."""
    models = read_by_model(store)
    if not models or "document_iri" not in answer.columns:
        return sorted(set(models.values()))
    named = {record["document_iri"] for record in answer.records()}
    return sorted({model for document, model in models.items() if document in named})
