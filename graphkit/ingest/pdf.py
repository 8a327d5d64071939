"""PDF: the text layer in reading order, with lines and pages put together again."""

from __future__ import annotations

import logging
from typing import Final

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

from graphkit.errors import DocumentError
from graphkit.ingest.inflate import TooLarge
from graphkit.ingest.pdfpages import pages_of
from graphkit.ingest.pdftext import paragraphs
from graphkit.model.document import Citation

# What the library has to say of a file goes to whoever asks for it, not to the terminal.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())

#: A page with fewer letters than this on the average is the picture of a page.
_SCANNED: Final = 10


def load(raw: bytes, where: str) -> tuple[str, Citation]:
    """The text of a PDF, and the title and author it states.

    The day on which a file was made is not that of its text: there is no date.

    Raises:
        DocumentError: it is encrypted, damaged, too large, or has no text layer (a scan).
    """
    try:
        pages, citation = pages_of(raw)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise DocumentError("the PDF is encrypted", where=where, mend="save it without a password") from error
    except TooLarge as error:
        raise DocumentError("the PDF unpacks to more than a document holds", where=where, mend="save its text as .txt") from error
    except (PDFException, PSException, ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError,
            OSError, MemoryError) as error:  # fmt: skip
        # pdfminer meets damage with whatever error comes first.
        raise DocumentError("no readable PDF", where=where, mend="save it anew as PDF, or its text as .txt") from error
    letters = sum(c.isalpha() for page in pages for block in page.blocks for line in block for c in line.text)
    if sum(page.unknown for page in pages) > letters:
        raise DocumentError(
            "the PDF does not say which letters its text has", where=where, mend="save it anew, or run text recognition over it"
        )
    if not pages or letters < _SCANNED * len(pages):
        raise DocumentError("the PDF has no text layer (a scan?)", where=where, mend="run text recognition over it first")
    return "\n\n".join(paragraphs(pages)) + "\n", citation
