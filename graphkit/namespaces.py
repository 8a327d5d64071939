"""Every IRI that graphkit mints, and every prefix it uses, in one place."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import quote

BASE: Final = "https://w3id.org/graphkit/"
GK: Final = BASE + "ontology#"
GKS: Final = BASE + "stance/"
ID: Final = BASE + "id/"
GRAPH: Final = BASE + "graph/"
CHANGE: Final = BASE + "change/"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
ORG: Final = "http://www.w3.org/ns/org#"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
TIME: Final = "http://www.w3.org/2006/time#"
VOID: Final = "http://rdfs.org/ns/void#"
SH: Final = "http://www.w3.org/ns/shacl#"

#: Paths below ``id/`` that have a prefix of their own.
ENTITY_PATHS: Final = (
    "state", "organisation", "body", "mandate", "mechanism", "office", "person",
    "resolution", "draft", "treaty", "meeting", "document", "topic",
)  # fmt: skip

#: prefix -> namespace, in the order in which they are written out.
PREFIXES: Final[dict[str, str]] = {
    "gk": GK,
    "gks": GKS,
    # Concept schemes: sorts of bodies, documents, events, subjects and roles; topics, votes, changes and lists of codes.
    "gkb": BASE + "body-type/",
    "gkd": BASE + "document-type/",
    "gke": BASE + "event-type/",
    "gkm": BASE + "subject-type/",
    "gkr": BASE + "role/",
    "gkt": BASE + "topic/",
    "gkv": BASE + "vote/",
    "gkc": BASE + "change/",
    "gkl": BASE + "code/",
    **{path: f"{ID}{path}/" for path in ENTITY_PATHS},
    "claim": ID + "claim/",
    "position": ID + "position/",
    "comparison": ID + "comparison/",
    "change": ID + "change/",
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dc": DC,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "oa": OA,
    "time": TIME,
    "sh": SH,
}

# UN symbols stand as they are: letters, digits and the marks that occur in them.
_SYMBOL_SAFE: Final = "/.-_~"


def slug(text: str) -> str:
    """*text* as a path segment: NFKD, ASCII, lower case, hyphens.

    A text with no ASCII letter or digit gives the hexadecimal code points, so that
    two such names never share a slug.

    >>> slug("Tomás Ojea Quintana")
    'tomas-ojea-quintana'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return made or "-".join(f"{ord(c):x}" for c in text.strip()) or "unnamed"


def symbol_path(symbol: str) -> str:
    """A UN document symbol as it stands in an IRI: ``A/C.3/69/L.28/Rev.1``."""
    return quote(symbol.strip(), safe=_SYMBOL_SAFE)


def entity_iri(kind: str, key: str) -> str:
    """The IRI of a global entity.

    Args:
        kind: one of :data:`ENTITY_PATHS`.
        key: a state's code, a body's key, a resolution's symbol, a person's full name.

    Raises:
        ValueError: *kind* is not a type of entity, or *key* is empty.
    """
    if kind not in ENTITY_PATHS:
        raise ValueError(f"not a type of entity: {kind!r}")
    if not key.strip():
        raise ValueError("an entity needs a key")
    if kind == "state":
        return f"{ID}state/{quote(key, safe='')}"
    if kind in ("resolution", "draft"):
        return f"{ID}{kind}/{symbol_path(key)}"
    if kind == "document":
        # An official document is known by its symbol, any other by its file's stem.
        return f"{ID}document/{symbol_path(key.removeprefix('document/'))}"
    return f"{ID}{kind}/{slug(key)}"


def local_entity_iri(document: str, name: str) -> str:
    """The IRI of somebody met only in one document: never shared with another."""
    return f"{document_iri(document)}/entity/{slug(name)}"


def document_iri(name: str) -> str:
    """The IRI of a loaded document, by its id (a file's stem)."""
    return entity_iri("document", name)


def claim_iri(claim_id: str) -> str:
    """The IRI of a claim, by its id (20 hexadecimal digits)."""
    return f"{ID}claim/{claim_id}"


def stance_iri(kind: str) -> str:
    """The IRI of a kind of stance: ``declines-to-cosponsor``."""
    return f"{GKS}{kind}"


def direct_property(kind: str) -> str:
    """The property that says the same as a claim of that kind in one triple: ``gk:declinesToCosponsor``."""
    head, *rest = kind.split("-")
    return GK + head + "".join(part.capitalize() for part in rest)


def document_graph(name: str) -> str:
    """The named graph of a document."""
    return f"{GRAPH}document/{symbol_path(name)}"


def reference_graph(table: str) -> str:
    """The named graph of a reference table."""
    return f"{GRAPH}reference/{slug(table)}"


def rule_iri(name: str) -> str:
    """The IRI of a rule of the project, by its file's name."""
    return f"{BASE}rule/{slug(name)}"


def record_graph(name: str) -> str:
    """The named graph of a file of records."""
    return f"{GRAPH}record/{slug(name)}"


def inferred_graph(rule: str) -> str:
    """The named graph of what one rule, or one set of rules, infers."""
    return f"{GRAPH}inferred/{slug(rule)}"


SERIES_GRAPH: Final = GRAPH + "record/series"
ONTOLOGY_GRAPH: Final = GRAPH + "ontology"
ALIGNMENTS_GRAPH: Final = GRAPH + "alignments"
META_GRAPH: Final = GRAPH + "meta"
#: On a server only: which graphs graphkit has put there, and what they held.
TRANSFER_GRAPH: Final = GRAPH + "transfer"


def shorten(iri: str) -> str:
    """*iri* as a prefixed name where that is legal in Turtle, else as it stands."""
    for prefix, namespace in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
        if iri.startswith(namespace):
            local = iri[len(namespace) :]
            if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*", local):
                return f"{prefix}:{local}"
    return iri
