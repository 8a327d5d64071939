"""What reads claims: anything with a ``read`` from a document to its claims."""

from __future__ import annotations

from typing import Protocol

from graphkit.model.claim import Claim
from graphkit.model.document import Document


class Extractor(Protocol):
    """Reads the claims of documents.

    :class:`graphkit.claims.reader.Reader` is one, by rules over a parse; another is
    :class:`graphkit.claims.llm.extractor.LlmExtractor`, by a language model. Whatever reads, each
    quote stands verbatim in the document, and the claims depend on the document, the lexicon and
    the reference data (and the model's answers) alone.
    """

    def read(self, document: Document) -> list[Claim]:
        """The claims of *document*, in the order of the text.

        Raises:
            GraphkitError: what the extractor needs is not there.
        """
        ...
