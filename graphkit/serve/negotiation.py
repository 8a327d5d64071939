"""Content negotiation (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: Media types of solutions and truth values, the preferred first (SPARQL 1.1 Query Results JSON, XML, CSV and TSV).
RESULTS: Final = {
    "application/sparql-results+json": "json", "application/sparql-results+xml": "xml", "text/csv": "csv",
    "text/tab-separated-values": "tsv", "application/json": "json", "application/xml": "xml", "text/xml": "xml",
}  # fmt: skip
BOOLEANS: Final = {media: form for media, form in RESULTS.items() if form in ("json", "xml")}
#: Media types of graphs.
GRAPHS: Final = {
    "text/turtle": "ttl", "application/n-triples": "nt", "application/ld+json": "jsonld", "application/rdf+xml": "rdf",
    "application/trig": "trig", "application/n-quads": "nq", "text/n3": "n3",
}  # fmt: skip


def accepted(accept: str) -> list[tuple[str, float]]:
    """The ranges of an Accept header with their weights; what is malformed is passed over."""
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    weight = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    weight = 0.0
        if "/" in media:
            found.append((media.lower(), weight))
    return found


def best(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer that a client likes best, the earlier one of two; None where it takes none of them.

    Args:
        accept: the Accept header; where there is none, anything goes.
    """
    ranges = accepted(accept) if accept and accept.strip() else [("*/*", 1.0)]
    weights = [_weight(offer, ranges) for offer in offers]
    top = max(weights, default=0.0)
    return offers[weights.index(top)] if top > 0 else None


def _weight(offer: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of the most specific range that an offer falls into."""
    kind = offer.partition("/")[0]
    for span in (offer, f"{kind}/*", "*/*"):
        found = [weight for media, weight in ranges if media == span]
        if found:
            return max(found)
    return 0.0
