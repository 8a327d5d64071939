"""Documents in, claims out, by a language model: asked part by part, grounded claim by claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.annotate.gazetteer import Gazetteer
from graphkit.annotate.times import Times
from graphkit.annotate.words import TimeWords
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.llm.cache import Cache
from graphkit.claims.llm.client import Client
from graphkit.claims.llm.dating import Dating
from graphkit.claims.llm.failures import Dropped, Unusable
from graphkit.claims.llm.grounding import Grounder
from graphkit.claims.llm.linking import Linker
from graphkit.claims.llm.parts import Part, parts
from graphkit.claims.llm.prompt import fingerprint, messages
from graphkit.claims.llm.proposals import Proposal, proposal, read_answer
from graphkit.claims.llm.report import Report, Unread
from graphkit.errors import EndpointError
from graphkit.model.claim import Claim
from graphkit.model.document import Document
from graphkit.model.reference import Reference
from graphkit.resources import shipped

#: An answer that cannot be used is asked for once more.
_TRIES = 2


@dataclass(frozen=True)
class LlmExtractor:
    """Reads documents with a model.

    Attributes:
        client: asks the model.
        cache: answers from before, and where new ones are kept; None keeps none.
        report: what became of the answers, over all documents read.
    """

    client: Client
    reference: Reference
    gazetteer: Gazetteer
    lexicon: Lexicon
    words: TimeWords
    cache: Cache | None = None
    report: Report = field(default_factory=Report)

    @classmethod
    def load(cls, client: Client, reference: Reference, cache: Cache | None = None, report: Report | None = None) -> LlmExtractor:
        """An extractor by the shipped lexicon.

        Raises:
            TableError: a table of the lexicon cannot be used.
        """
        folder = shipped("data") / "lexicon"
        gazetteer = Gazetteer(reference, folder)
        return cls(client, reference, gazetteer, Lexicon(folder), TimeWords.read(folder), cache, report or Report())

    def read(self, document: Document) -> list[Claim]:
        """The claims of *document*, in the order of the text; each quote stands in it verbatim.

        A part whose answer cannot be used, twice over, is left out and reported.

        Raises:
            EndpointError: the endpoint does not answer, or no part of the document could be read.
            InputError: the cache cannot be written.
        """
        told = document.about or document.citation
        linker = Linker(document, self.reference, self.gazetteer, self.lexicon)
        grounder = Grounder(document, linker, Dating(Times(self.words), told.date or document.citation.date), self.words)
        claims: dict[str, Claim] = {}
        unread: list[Unread] = []
        count = 0
        for part in parts(document.text):
            count += 1
            try:
                items = self._answer(document, part)
            except Unusable as failure:
                unread.append(Unread(document.name, part.sentences[0].number, part.sentences[-1].number, str(failure)))
                items = []
            for claim in self._grounded(grounder, part, items):
                claims.setdefault(claim.id, claim)
        if unread and len(unread) == count:
            raise EndpointError(f"no part of the document could be read: {unread[0].why}", where=document.name, mend="try another --model")
        self.report.unread += unread
        self.report.left_out.update(grounder.left_out)
        self.report.kept += len(claims)
        return sorted(claims.values(), key=lambda claim: (claim.evidence[-1].start, claim.evidence[-1].end))

    def _answer(self, document: Document, part: Part) -> list[object]:
        asked = messages(document, part)
        model, prompt = self.client.model, fingerprint()
        key = Cache.key(model, prompt, asked)
        held = self.cache.get(key) if self.cache else None
        if held is not None:
            try:
                items = read_answer(held)
            except Unusable:
                pass  # somebody has changed the file: ask anew
            else:
                self.report.cached += 1
                return items
        for attempt in range(1, _TRIES + 1):
            try:
                content = self.client.ask(asked)
                items = read_answer(content)
            except Unusable:
                if attempt == _TRIES:
                    raise
                continue
            self.report.asked += 1
            if self.cache:
                self.cache.put(key, model, prompt, content)
            return items
        raise AssertionError("no attempt at all")

    def _grounded(self, grounder: Grounder, part: Part, items: list[object]) -> list[Claim]:
        proposals: list[Proposal] = []
        for item in items:
            made = proposal(item)
            if made is None:
                self.report.dropped["not of the form asked for"] += 1
            else:
                proposals.append(made)
        found: list[Claim] = []
        by_sentence = sorted(proposals, key=lambda p: p.sentence)
        for sentence in part.sentences:
            grounder.linker.note(sentence.span.start, sentence.span.end)
            while by_sentence and by_sentence[0].sentence <= sentence.number:
                found += self._one(grounder, part, by_sentence.pop(0))
        for left in by_sentence:
            found += self._one(grounder, part, left)
        return found

    def _one(self, grounder: Grounder, part: Part, made: Proposal) -> list[Claim]:
        try:
            return grounder.claims(part, made)
        except Dropped as reason:
            self.report.dropped[str(reason)] += 1
            return []
