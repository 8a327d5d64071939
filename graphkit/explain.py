"""Why a claim was read: from a store, by reading its document again, or straight from a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit import pipeline
from graphkit.claims.checked import model_reading
from graphkit.ingest.reading import read_document
from graphkit.model.claim import Claim
from graphkit.model.provenance import RECORDS, RULES, ReadBy
from graphkit.query.held import document_of, held
from graphkit.query.ids import choose_id
from graphkit.rdf.claims import cite
from graphkit.resources import VERSION
from graphkit.store.disk import GraphStore


@dataclass(frozen=True, slots=True)
class Explained:
    """A claim with the steps of its reading.

    Attributes:
        id: the claim's id.
        source: its document as one line.
        read_by: by what the document was read.
        steps: the reading, as (what, words).
        lost: why there are no steps, where the claim does not come out of its text any more; else None.
    """

    id: str
    claim: Claim
    source: str
    read_by: ReadBy
    steps: tuple[tuple[str, str], ...]
    lost: str | None = None

    def as_record(self) -> dict[str, Any]:
        """The claim's record, with its sentences, its source and how it was read."""
        record = {**self.claim.as_record(), "id": self.id}
        for shown, evidence in zip(record["evidence"], self.claim.evidence, strict=True):
            shown["sentence"] = evidence.sentence
        reading = [{"what": what, "words": words} for what, words in self.steps]
        return {**record, "source": self.source, "read_by": str(self.read_by), "reading": reading, "lost": self.lost}


def explain(path: Path, given: str, reference: Path | None = None) -> Explained:
    """The claim of that id in the store at *path*, as its document's text is read now.

    Args:
        given: an id, its first digits, or an IRI.
        reference: folder of the reference tables that the store was built with; the shipped ones, where None.

    Raises:
        GraphkitError: no claim, or several, have the id; the store or the tables cannot be used.
    """
    with GraphStore.open(path) as store:
        found = held(store, given, str(path))
        document = document_of(store, found.document)
    if found.read_by.extractor != RULES.extractor:
        steps = model_reading(found.claim, found.read_by, document.text if document else None)
        return Explained(found.id, found.claim, found.source, found.read_by, steps)
    if document is None and not any(evidence.quote for evidence in found.claim.evidence):
        steps = tuple(("row", evidence.sentence) for evidence in found.claim.evidence)
        return Explained(found.id, found.claim, found.source, RECORDS, steps)
    if document is None:
        lost = f"the store does not keep the text of {found.document}"
        return Explained(found.id, found.claim, found.source, found.read_by, (), lost)
    _, reader = pipeline.reader(reference)
    again = next((claim for claim in reader.read(document) if claim.id == found.id), None)
    if again is None:
        lost = f"the claim does not come out of the text any more: it was read by {found.version}, and this is graphkit {VERSION}"
        return Explained(found.id, found.claim, found.source, found.read_by, (), lost)
    return Explained(found.id, again, found.source, found.read_by, again.reading)


def explain_file(file: Path, given: str | None = None, name: str | None = None, reference: Path | None = None) -> list[Explained]:
    """All claims of a file, or the one of that id, as the rules read them.

    Args:
        name: id of the document, on which the ids of its claims depend; the file's stem, where None.

    Raises:
        GraphkitError: the file or the tables cannot be read; no claim, or several, have the id.
    """
    document = read_document(file, name)
    _, reader = pipeline.reader(reference)
    claims = {claim.id: claim for claim in reader.read(document)}
    chosen = list(claims) if given is None else [choose_id(given, claims, str(file))]
    source = cite(document.citation, document.name)
    return [Explained(i, claims[i], source, RULES, claims[i].reading) for i in chosen]
