"""Who is meant by words of a sentence: somebody the reference data know, else a name of the document's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graphkit.annotate.gazetteer import Gazetteer, Mention
from graphkit.claims.authorship import author_of
from graphkit.claims.discourse import Discourse
from graphkit.claims.lexicon import Lexicon
from graphkit.model.document import Document
from graphkit.model.entity import Entity
from graphkit.model.reference import Reference

_FIRST_PERSON: Final = frozenset({"i", "we", "us"})
_PRONOUNS: Final = frozenset({
    "it", "they", "he", "she", "them", "him", "her", "this", "that", "these", "those", "who", "whom", "which",
    "both", "all", "some", "many", "others", "one", "its", "their", "his",
})  # fmt: skip
#: Beside these, an organ is not the state's: "the Kenyan opposition leader".
_AGAINST: Final = frozenset({"opposition", "rebel", "rebels", "insurgent", "exile", "exiled", "resistance", "separatist", "former"})
_ARTICLE: Final = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"(?:['\u2019]s|(?<=s)['\u2019])$")
_OWN: Final = re.compile(r"(?:my|our)\s+(?:\w+\s+)*(\w+)", re.IGNORECASE)
_SELF: Final = re.compile(r"(?:the|this)\s+(\w+)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"(?:[\s,;&]|\b(?:and|the|both|as well as)\b)*", re.IGNORECASE)
_AND: Final = re.compile(r"&|\b(?:and|as well as)\b", re.IGNORECASE)
_OF_THE: Final = re.compile(r"(\w+)\s+(?:of|for|to|from)\s+(?:the\s+)?$", re.IGNORECASE)
_PHRASE_END: Final = re.compile(r"[,;(]|\s(?:of|in|for|to|at|on|by|who|that|which|and)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Linked:
    """Whom words stand for.

    Attributes:
        entity: who it is; None where the words are a pronoun that names nobody.
        ambiguous: whether the name has several bearers, and the document does not say which.
    """

    entity: Entity | None
    ambiguous: bool = False


class Linker:
    """Links words of one document; sentences are taken in from left to right."""

    def __init__(self, document: Document, reference: Reference, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._text, self._gazetteer, self._lexicon = document.text, gazetteer, lexicon
        self.author = author_of(document, reference, gazetteer, lexicon)
        self._discourse = Discourse(document, self.author, reference, gazetteer.ambiguous)
        self._noted = 0

    def note(self, start: int, end: int) -> None:
        """Take in the names of a sentence: a bare "Council" is the one named last."""
        if start >= self._noted:
            for mention in self._gazetteer.find(self._text, start, end):
                self._discourse.note(mention)
            self._noted = end

    def who(self, start: int, end: int, quoted: bool = False) -> Linked:
        """Whom ``text[start:end]`` names.

        Args:
            quoted: whether the words stand in a quotation, where "we" is not the author.
        """
        start, end = self._trimmed(start, end)
        words = " ".join(self._text[start:end].split())
        if words.lower() in _PRONOUNS or (words.lower() in _FIRST_PERSON and quoted):
            return Linked(None)
        if words.lower() in _FIRST_PERSON or self._own(words, quoted):
            return Linked(self.author)
        mentions = self._gazetteer.find(self._text, start, end)
        mention = self._of(mentions, start, end)
        entity = self._discourse.entity(mention) if mention else None
        if entity is not None:
            return Linked(entity)
        return Linked(_local(words), ambiguous=mention is not None)

    def each(self, start: int, end: int, quoted: bool = False) -> list[Linked]:
        """The same, one for each of "X, Y and Z" where all are known names."""
        mentions = self._gazetteer.find(self._text, start, end)
        edges = [start, *(edge for m in mentions for edge in (m.start, m.end)), end]
        between = [self._text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        joined = all(_BETWEEN.fullmatch(words) for words in between) and any(_AND.search(words) for words in between[1:-1])
        # "Jane Roe, the Special Rapporteur" is one, "Norway, Chile and Peru" are three.
        if joined and len({m.candidates[0].type for m in mentions}) == 1:
            return [self.who(m.start, m.end) for m in mentions]
        return [self.who(start, end, quoted)]

    def only(self, start: int, end: int, types: Sequence[str]) -> Entity | None:
        """The one entity of *types* that ``text[start:end]`` names anywhere, or None."""
        found = [self._discourse.entity(m) for m in self._gazetteer.find(self._text, start, end)]
        named = {(e.type, e.key): e for e in found if e is not None and e.type in types}
        return next(iter(named.values())) if len(named) == 1 else None

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        possessive = _POSSESSIVE.search(self._text[start:end])
        end -= len(possessive.group()) if possessive else 0
        while start < end and self._text[end - 1] in " \n\t,;:":
            end -= 1
        return start, end

    def _own(self, words: str, quoted: bool) -> bool:
        """Whether the document speaks of itself or its own: "the author", "our government"."""
        of_us, itself = _OWN.fullmatch(words), _SELF.fullmatch(words)
        if of_us:
            return not quoted and (self._organ(of_us[1]) or self._lexicon.has("state_reference", of_us[1].lower()))
        return itself is not None and self._lexicon.has("self_reference", itself[1].lower())

    def _of(self, mentions: list[Mention], start: int, end: int) -> Mention | None:
        """The mention that stands for the whole phrase."""
        if not mentions:
            return None
        first, last = mentions[0], mentions[-1]
        article = _ARTICLE.match(self._text, start, end)
        if self._is_end(first.end, end) and first.start in (start, article.end() if article else start):
            return first
        if self._is_end(last.end, end) and _is_person(last):
            return last  # "the Special Rapporteur Jane Roe"
        if _is_person(first) and first.start == start and self._text[first.end : end].lstrip().startswith((",", "(")):
            return first  # "Jane Roe, the Special Rapporteur"
        states = [m for m in mentions if m.candidates[0].type == "state"]
        return states[0] if len(mentions) == len(states) == 1 and self._is_organ_of(states[0], start, end) else None

    def _is_end(self, at: int, end: int) -> bool:
        """Whether nothing but a full stop or quotation mark comes between *at* and *end*."""
        return not self._text[at:end].strip(' ."\u201d\u2019')

    def _is_organ_of(self, state: Mention, start: int, end: int) -> bool:
        """Whether the phrase is an organ of the state in it: "the X government", "X's ambassador Jane Roe", "the army of X"."""
        after = self._text[state.end : end]
        stop = _PHRASE_END.search(after)
        words = re.findall(r"\w+", _POSSESSIVE.sub("", after[: stop.start()] if stop else after).removeprefix("'s").removeprefix("\u2019s"))
        if _AGAINST.intersection(re.findall(r"\w+", self._text[start:end].lower())):
            return False
        if not words:
            before = _OF_THE.search(self._text[start : state.start])
            return before is not None and self._organ(before[1])
        while len(words) > 1 and words[-1][0].isupper() and not self._organ(words[-1]):
            words.pop()  # the name of whoever holds the office
        return self._organ(words[-1])

    def _organ(self, word: str) -> bool:
        lower = word.lower()
        return any(self._lexicon.has("organ", form) for form in (lower, lower.removesuffix("s"), lower.removesuffix("ies") + "y"))


def _is_person(mention: Mention) -> bool:
    return mention.candidates[0].type == "person"


def _local(words: str) -> Entity:
    """Somebody the document alone knows: kept by name, of no type, as nobody has checked it."""
    label = _ARTICLE.sub("", words, count=1) if _ARTICLE.match(words) else words
    return Entity(None, label, None)
