"""Reading the examples: whether each one gives its kind, and gives it by its own row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, cast

from spacy.language import Language
from spacy.tokens import Doc

from graphkit.annotate.gazetteer import Mention
from graphkit.annotate.layout import Block, Span
from graphkit.annotate.view import parse
from graphkit.claims.idioms import Idiom, Idioms
from graphkit.claims.lexicon import Frame, Lexicon
from graphkit.claims.lexicon_check.examples import CLASS, Counterexample, Example
from graphkit.claims.lexicon_check.findings import Finding, Trigger
from graphkit.claims.reader import Reader
from graphkit.model.claim import Claim
from graphkit.model.document import Citation, Document
from graphkit.model.entity import Record
from graphkit.model.reference import Reference

Outcome = Literal["reads", "idle", "fails"]
#: States of fiction, so that no example says of a real one what it never did: key, name, demonyms.
_IMAGINED: Final = (("XRU", "Ruritania", "Ruritanian", "Ruritanians"), ("XGR", "Graustark", "Graustarkian", "Graustarkians"))


def with_imagined(reference: Reference) -> Reference:
    """*reference*, and the states of fiction that act in the examples."""
    imagined = tuple(
        Record("state", key, name, demonyms, "states", 0, {"demonyms": " | ".join(demonyms)}) for key, name, *rest in _IMAGINED
        for demonyms in (tuple(rest),)
    )  # fmt: skip
    return replace(reference, records=(*reference.records, *imagined))


class _Remembering:
    """A pipeline that parses no sentence twice: each one is read with and without the row it is for."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._seen: dict[tuple[str, ...], Doc] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nlp, name)

    def pipe(self, docs: Iterable[Doc], **options: Any) -> Iterator[Doc]:
        for doc in docs:
            words = tuple(token.text for token in doc)
            if words not in self._seen:
                self._seen[words] = next(iter(self._nlp.pipe([doc], **options)))
            yield self._seen[words]


class _Without(Lexicon):
    """A lexicon less one row, or one word of a class."""

    def __init__(self, whole: Lexicon, trigger: Trigger, written: frozenset[tuple[str, str]]) -> None:
        vars(self).update(vars(whole))
        self._left_out, self._written = trigger, written

    def frames(self, pos: str, lemma: str) -> list[Frame]:
        found, out = super().frames(pos, lemma), self._left_out
        # "co-host" is looked up as "cohost" where it has no row of its own.
        key = lemma if (pos, lemma) in self._written else lemma.replace("-", "")
        if (pos, key) != (out.pos, out.lemma):
            return found
        return [f for f in found if (f.prep, f.object, f.frame, f.kind) != (out.prep, out.object, out.frame, out.kind)]

    def has(self, name: str, lemma: str) -> bool:
        out = self._left_out
        return super().has(name, lemma) and (out.pos, out.object, out.lemma) != (CLASS, name, lemma)


class Trial:
    """Reads sentences as documents of their own."""

    def __init__(self, reader: Reader, triggers: Iterable[Trigger]) -> None:
        self._reader = replace(reader, nlp=cast("Language", _Remembering(reader.nlp)))
        self._written = frozenset((t.pos, t.lemma) for t in triggers)

    def claims(self, sentence: str, without: Trigger | None = None) -> list[Claim]:
        """The claims of *sentence*; as if the row *without* were not there, where one is given."""
        reader = self._reader
        if without is not None:
            reader = replace(reader, lexicon=_Without(reader.lexicon, without, self._written))
        return reader.read(Document("example", sentence, Citation("Example"), "0" * 64))

    def with_idioms(self, idioms: Iterable[Idiom]) -> Trial:
        """The same with other idioms."""
        other, lexicon = copy(self), copy(self._reader.lexicon)
        lexicon.idioms = Idioms.of(list(idioms))
        other._reader = replace(self._reader, lexicon=lexicon)
        return other

    def outcome(self, example: Example) -> Outcome:
        """Whether *example* is read with its kind, and whether it takes its row to do so."""
        claims = self.claims(example.sentence)
        if not any(c.kind == example.trigger.kind and c.status != "negated" for c in claims):
            return "fails"
        others = self.claims(example.sentence, example.trigger)
        return "idle" if [c.as_record() for c in claims] == [c.as_record() for c in others] else "reads"

    def seen_as(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Each of *words*, and what the parser is shown of it."""
        listed = sorted(set(words))
        text = "\n".join(listed)
        spans: list[tuple[Span, list[Mention]]] = []
        start = 0
        for word in listed:
            block = Block(start, start + len(word), "paragraph")
            spans.append((Span(block.start, block.end, block), []))
            start += len(word) + 1
        shown = parse(self._reader.nlp, text, spans)
        return {word: tuple(token.text for token in sentence.doc) for word, sentence in zip(listed, shown, strict=True)}


@dataclass
class Results:
    """What reading the examples gave.

    Attributes:
        outcomes: of each example.
        mistaken: counterexamples that are read with the kind they must not give.
    """

    outcomes: dict[Example, Outcome] = field(default_factory=dict)
    mistaken: dict[Counterexample, bool] = field(default_factory=dict)


def read_all(
    trial: Trial,
    examples: Iterable[Example],
    counterexamples: Iterable[Counterexample],
    progress: Callable[[int], None] | None = None,
) -> Results:
    """Read every example; *progress* is told how many are read."""
    results = Results()
    for example in examples:
        results.outcomes[example] = trial.outcome(example)
        if progress:
            progress(len(results.outcomes))
    for counter in counterexamples:
        results.mistaken[counter] = any(c.kind == counter.kind for c in trial.claims(counter.sentence))
    return results


def check_results(results: Results) -> Iterator[Finding]:
    """Examples that are not read as they should be, and marks that no longer hold."""
    by_row: dict[Trigger, list[Example]] = defaultdict(list)
    for example, outcome in results.outcomes.items():
        by_row[example.trigger].append(example)
        if outcome == "fails" and example.known != "fails":
            yield Finding(example.at, f"{example.trigger}: not read from its example: {example.sentence}")
        elif outcome != "fails" and example.known == "fails":
            yield Finding(example.at, f"{example.trigger}: is read now; take away the mark: {example.sentence}", note=True)
    for trigger, examples in by_row.items():
        outcomes = {results.outcomes[e] for e in examples if e.known != "fails"}
        idle = any(e.known == "idle" for e in examples)
        if outcomes == {"idle"} and not idle:
            at = examples[0].at
            yield Finding(
                at, f"{trigger}: its example reads the same without it: delete the row, find an example that needs it, or mark it idle"
            )
        elif "reads" in outcomes and idle:
            yield Finding(examples[0].at, f"{trigger}: its example needs it now; take away the mark", note=True)
    for counter, mistaken in results.mistaken.items():
        if mistaken and counter.known != "fails":
            yield Finding(counter.at, f"{counter.word} is taken for {counter.kind}: {counter.sentence}")
        elif not mistaken and counter.known == "fails":
            yield Finding(counter.at, f"{counter.word} is no longer taken for {counter.kind}; take away the mark", note=True)


def check_spelling(triggers: Iterable[Trigger], excused: Iterable[Trigger], seen_as: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Triggers that no text can give, being shown to the parser in another form ("co-host" as "cohost")."""
    known = set(excused)
    for trigger in triggers:
        shown = seen_as[trigger.lemma]
        if shown != (trigger.lemma,) and trigger not in known:
            yield Finding(f"kinds.tsv:{trigger.line}", f"{trigger}: never reached; the parser is shown {' + '.join(shown)}")
