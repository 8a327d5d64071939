"""The parse view: a sentence as the parser reads best, mapped back to the text.

Known names become one word that the model knows well, "co-sponsor" one token, quotation and
footnote marks and acronyms in brackets are left out. Each token keeps its offsets in the text.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from graphkit.annotate.embedding import remember_embeddings
from graphkit.annotate.gazetteer import Mention
from graphkit.annotate.layout import Span
from graphkit.annotate.wordforms import remember_forms
from graphkit.errors import InputError

#: Type of the entity -> the word that stands for its name in front of the parser.
_STAND_IN: Final = {"state": "France", "person": "Smith", "resolution": "Treaty", "draft": "Treaty", "treaty": "Treaty",
                    "document": "Treaty", "topic": "Peace"}  # fmt: skip
_SENSE_STAND_IN: Final = {"adjective": "French", "people": "Russians", "place": "London"}
_JOINED: Final = re.compile(r"\b(co|re|non|vice|ex|pre)[-\u2011](?=[a-z])", re.IGNORECASE)
_SKIPPED: Final = re.compile(
    r"[\"\u201c\u201d\u2022\u25ba*]+|\[\d{1,3}\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+|\([A-Z][A-Za-z0-9.\- ]{0,9}\)|(?<=\s)_+"
)
# A word in single quotation marks: 'yes'. Only both together are marks, not apostrophes.
_QUOTED_WORD: Final = re.compile(r"(?<!\w)[\u2018'](\w+)[\u2019'](?!\w)")
# Without one of these there is no mark of the three kinds.
_MARK: Final = re.compile(r"[\"'\u2018\u201c\u201d\u2022\u25ba*\[(_\u2013\u2014\u00b9\u00b2\u00b3\u2070-\u2079]|--|\s-\s")
_DASH: Final = re.compile(r"\s+-\s+|\s*(?:\u2014|\u2013(?=\s)|--+)\s*|(?<=\w)\u2013(?=[A-Za-z])")


#: So many sentences are parsed together: more take memory and are no faster.
_BATCH: Final = 64

#: Words, their offsets, the names and the asides among them.
_View = tuple[list[str], list[tuple[int, int]], dict[int, Mention], dict[int, Mention]]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a sentence is shown to the parser otherwise than it stands.

    Attributes:
        subject: words for the subject that is understood ("Demands that ..." is shown as "It demands that ..."), or "".
        left_out: offsets of words that part the clause they stand in: the ", he said," of "The talks, he said, went on".
        lists: offsets of other words that part it: the ", by 9 votes to 2 (X, Y)," of "approved a draft", "in the strongest terms".
        dateline: offsets of the place, day and agency that a text of news begins with.
    """

    subject: str = ""
    left_out: tuple[int, int] | None = None
    lists: tuple[tuple[int, int], ...] = ()
    dateline: tuple[int, int] | None = None


@dataclass(frozen=True)
class Sentence:
    """A parsed sentence.

    Attributes:
        span: where it stands.
        doc: the parse of the view.
        offsets: token index -> (start, end) in the document's text.
        mentions: token index -> the name that the token stands for.
        asides: token index -> a name that stands in brackets behind the token.
        shape: what the parser was shown otherwise.
        names: all names in it, left to right.
    """

    text: str
    span: Span
    doc: Doc
    offsets: tuple[tuple[int, int], ...]
    mentions: dict[int, Mention]
    asides: dict[int, Mention]
    shape: Shape = Shape()

    def understood(self, token: Token) -> bool:
        """Whether a token is the subject that is understood, and stands nowhere in the text."""
        return bool(self.shape.subject) and token.i == 0

    names: tuple[Mention, ...] = ()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the parse, made once: each walk over a spaCy ``Doc`` makes them anew."""
        return tuple(self.doc)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas in it, in lower case; not to be asked for before the lexicon has mended them."""
        return frozenset(t.lemma_.lower() for t in self.tokens)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The words in it as they stand, in lower case."""
        return frozenset(t.lower_ for t in self.tokens)

    def cover(self, tokens: Iterable[Token]) -> tuple[int, int]:
        """Offsets of the smallest span over *tokens* (at least one)."""
        indexes = [t.i for t in tokens]
        return self.offsets[min(indexes)][0], max(self.offsets[i][1] for i in indexes)

    @property
    def quote(self) -> str:
        """The sentence with white space folded, for display."""
        return " ".join(self.text[self.span.start : self.span.end].split())


def load_model(name: str) -> Language:
    """The spaCy model *name* (an installed package), without the parts that are not used.

    Raises:
        InputError: no such model is installed.
    """
    try:
        nlp = spacy.load(name, exclude=["ner", "senter"])
    except OSError as error:
        raise InputError(f"no spaCy model {name}", mend=f"install it: pip install {name.replace('_', '-')}") from error
    remember_forms(nlp)
    remember_embeddings(nlp)
    return nlp


def parse(
    nlp: Language, text: str, spans: Iterable[tuple[Span, list[Mention]]], shape: Callable[[Span], Shape] = lambda _: Shape()
) -> Iterator[Sentence]:
    """Parse each sentence of *text* through its view, some dozens at a time: a long text is never whole in memory.

    Args:
        shape: what of a sentence is to be shown otherwise.
    """
    waiting: deque[tuple[Span, list[Mention], Shape, _View]] = deque()

    def docs() -> Iterator[Doc]:
        for span, mentions in spans:
            shown = shape(span)
            view = _view(nlp, text, span, mentions, shown)
            waiting.append((span, mentions, shown, view))
            words = view[0] or ["."]
            yield Doc(nlp.vocab, words=words, spaces=[True] * len(words))

    for doc in nlp.pipe(docs(), batch_size=_BATCH):
        span, mentions, shown, (words, offsets, at, asides) = waiting.popleft()
        places = tuple(offsets) if words else ((span.start, span.end),)
        yield Sentence(text, span, doc, places, at, asides, shown, tuple(mentions))


def _view(nlp: Language, text: str, span: Span, mentions: list[Mention], shape: Shape) -> _View:
    words: list[str] = []
    offsets: list[tuple[int, int]] = []
    at: dict[int, Mention] = {}
    asides: dict[int, Mention] = {}
    position = span.start
    for word in shape.subject.split():
        words.append(word)
        offsets.append((span.start, span.start))
    apart = [*shape.lists, *([shape.dateline] if shape.dateline else [])]
    hidden = [*apart, *([shape.left_out] if shape.left_out else [])]
    for mention in [*(m for m in mentions if not any(start <= m.start < end for start, end in apart)), None]:
        right = mention.start if mention else span.end
        for word, start, end in _plain(nlp, text, position, right, hidden):
            words.append(word.lower() if shape.subject and start == span.start else word)
            offsets.append((start, end))
        if mention is None:
            break
        position = mention.end
        if _is_bracketed_acronym(text, mention):
            # "the Republic of Korea (ROK) declined": the brackets would part subject and verb.
            while words and words[-1] == "(":
                words.pop(), offsets.pop()
            asides[max(len(words) - 1, 0)] = mention
            position = mention.end + 1
            continue
        at[len(words)] = mention
        words.append(_stand_in(mention))
        offsets.append((mention.start, mention.end))
    return words, offsets, at, asides


def _is_bracketed_acronym(text: str, mention: Mention) -> bool:
    return text[mention.start - 1 : mention.start] == "(" and text[mention.end : mention.end + 1] == ")"


def _stand_in(mention: Mention) -> str:
    if mention.sense in _SENSE_STAND_IN:
        return _SENSE_STAND_IN[mention.sense]
    return _STAND_IN.get(mention.candidates[0].type, "Congress")


def _plain(nlp: Language, text: str, start: int, end: int, hidden: list[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Tokens between two names."""
    inside = [(left, right, "") for left, right in hidden if start <= left and right <= end]
    if not inside and not _MARK.search(text, start, end):
        yield from _tokens(nlp, text, start, end)
        return
    position = start
    marks = sorted(
        inside
        + [(m.start(), m.end(), "") for m in _SKIPPED.finditer(text, start, end)]
        + [mark for m in _QUOTED_WORD.finditer(text, start, end) for mark in ((m.start(), m.start() + 1, ""), (m.end() - 1, m.end(), ""))]
        + [(m.start(), m.end(), ",") for m in _DASH.finditer(text, start, end)]
    )
    for left, right, word in [*marks, (end, end, "")]:
        if left < position:
            continue
        yield from _tokens(nlp, text, position, left)
        if word:
            yield word, left, right
        position = right


def _tokens(nlp: Language, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    piece = text[start:end]
    if not piece or piece.isspace():
        return
    shown = piece.replace("\u2019", "'").replace("\u2018", "'")
    if "-" in shown or "\u2011" in shown:
        # Joined prefixes lose their hyphen; a soft mark keeps the length, so that offsets hold.
        shown = _JOINED.sub(lambda m: m.group(1) + "\u00ad", shown)
    for token in nlp.tokenizer(shown):
        word = token.text
        if not word.isspace():
            left = start + token.idx
            yield word.replace("\u00ad", ""), left, left + len(word)
