"""Who speaks, as a document's own head and foot say it: a title, a line of address, "I, X, President of Y", a signature."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from graphkit.annotate.gazetteer import Gazetteer, Mention
from graphkit.claims.discourse import entity_of
from graphkit.claims.lexicon import Lexicon
from graphkit.model.entity import Entity

#: A head or a foot is made of so many lines, none longer than this in characters.
_LINES: Final = 5
_LENGTH: Final = 200
#: "I, Jane Roe, President of ..." stands within so many characters.
_OPENING: Final = 12_000
#: "I speak on behalf of ..." stands within so many.
_FIRST_WORDS: Final = 1_500

_FROM: Final = re.compile(r"\b(?P<text>[A-Za-z]+)(?:\s+dated\s[\w ,]{4,25}?)?\s+(?:by|of|from)\s")
_OWNED: Final = re.compile(r"^(?P<who>[^:;.\n]{2,60}?[\u2019'](?:s\b)?)\s+(?:[A-Z][a-z]+\s+)??(?P<text>[A-Za-z]+)\b")
_FIRST_PERSON: Final = re.compile(r"(?<![\w\u2019'])I,\s+(?P<name>[A-Z][^,;:\n]{2,60}?(?:,? Jr\.?)?),\s+(?P<office>[^,;:\n]{3,120})")
_TOGETHER: Final = re.compile(r"(?<!\w)We,\s+(?P<who>(?:the\s|[A-Z])[^.;:\n]{3,300}?),\s")
_NAMED: Final = re.compile(
    r"(?:[Tt]he\s+)?(?:(?:Rt\.?\s+)?Hon\.?|Honou?rable|H\.\s?E\.|(?:His|Her)\s+Excellency|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Dame|Prof\.?|\s)*"
    r"(?P<name>[A-Z][\w.\u2019'-]+(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w.\u2019'-]+){1,3}),\s+(?P<office>[^;:\n]{3,120})"
)
#: "I have the honour to speak on behalf of the European Union", at the beginning of a statement.
_BEHALF: Final = re.compile(
    r"\b(?:I|we)\b[^.;:\n\u201c\"]{0,80}?\bon\s+behalf\s+of\s+(?P<who>[^.;:\n]{2,120})|\bOn\s+behalf\s+of\s+(?P<whose>[^.;:\n]{2,80}?),\s+(?:I|we)\b"
)
#: Behind these words stands what it is about, or to whom.
_ABOUT: Final = re.compile(r"\s(?:addressed|to|on(?!\sbehalf)|regarding|concerning|about|before|at|following|after|marking|for)\s")
_COORDINATED: Final = re.compile(r",\s+|\s+and\s+|,\s+and\s+(?:the\s+)?")
#: Words run together where a line break was lost: "JANE ROESpokesperson of the EmbassyParis".
_RUN_TOGETHER: Final = re.compile(r"(?<=[A-Z])(?=[A-Z][a-z]{3})|(?<=[a-z]{3})(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Declared:
    """Who a document itself says speaks in it.

    Attributes:
        speaker: the state, body or person.
        official: whether an office is named, so that a person speaks for a state.
    """

    speaker: Entity
    official: bool


def declared_in(title: str, text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> Declared | None:
    """Who speaks, by the title, else by the first lines, "I, X, President of Y" or "We, the leaders of Z", or the signature."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in (title, *(n for n in lines[:_LINES] if len(n) <= _LENGTH and _begins_as_a_statement(n, lexicon))):
        found = _titled(line, gazetteer, lexicon)
        if found is not None:
            return found
    return _presenting(text[:_OPENING], gazetteer, lexicon) or _signed(lines[_LINES:][-_LINES:], gazetteer, lexicon)


def _begins_as_a_statement(line: str, lexicon: Lexicon) -> bool:
    match = _FROM.search(line)
    return match is not None and len(line[: match.start()].split()) <= 2 and lexicon.has("statement", _singular(match["text"].lower()))


def _singular(word: str) -> str:
    return word[:-1] if word in ("letters", "statements") else word


def _official(words: str, lexicon: Lexicon) -> bool:
    return any(lexicon.has("issuing_organ", w) or lexicon.has("officer", w) for w in re.findall(r"\w+", words.lower()))


def _speaking(mention: Mention) -> bool:
    return mention.record is not None and mention.sense in ("name", "adjective")


def _titled(title: str, gazetteer: Gazetteer, lexicon: Lexicon) -> Declared | None:
    """ "Statement by Sweden", "Letter dated 2 May from the Permanent Representative of Chad", "G7 Leaders' Statement"."""
    for match in _FROM.finditer(title):
        if not lexicon.has("statement", _singular(match["text"].lower())):
            continue
        behind = _ABOUT.split(title[match.end() :])[0]
        person = _NAMED.match(behind)
        named = [m for m in gazetteer.find(title, match.end(), match.end() + len(behind)) if _speaking(m)]
        states = [m for m in named if m.record is not None and m.record.type == "state"]
        first = behind[: states[0].start - match.end()] if states else ""
        nearest = first.lower() in ("", "the ") or _official(first, lexicon)
        if len(states) > 1 and nearest and all(_COORDINATED.fullmatch(title[a.end : b.start]) for a, b in pairwise(states)):
            label = behind[: states[-1].end - match.end()].removeprefix("the ").strip()
            return Declared(Entity(label, label, "organisation"), True)
        if states and states[0].record and person is None and _official(behind[: states[0].end - match.end()], lexicon):
            return Declared(entity_of(states[0].record), True)
        for mention in named[:2]:
            before = behind[: mention.start - match.end()]
            nearest = before.lower() in ("", "the ") or _official(before, lexicon)
            if nearest and mention.record and mention.record.type in ("state", "body", "organisation", "person", "mandate", "office"):
                return Declared(entity_of(mention.record, mention.text), _official(behind, lexicon))
        if person is not None and _official(person["office"], lexicon):
            return Declared(Entity(person["name"], person["name"], "person"), True)
        return None
    owned = _OWNED.match(title)
    if owned is not None and lexicon.has("statement", owned["text"].lower()):
        named = [m for m in gazetteer.find(title, 0, owned.end("who")) if m.record is not None and m.sense != "place"]
        if len(named) == 1 and named[0].record is not None and named[0].record.type in ("state", "body", "organisation"):
            return Declared(entity_of(named[0].record), True)
    return None


def undersigned_in(text: str, lexicon: Lexicon) -> Entity | None:
    """Those who sign, where a text that names no author begins with them: "The undersigned organisations express ..."."""
    for line in [line.strip() for line in text.splitlines() if line.strip()][:_LINES]:
        words = line.split()[:9]
        at = next((n for n, w in enumerate(words[:4]) if lexicon.has("undersigned", w.lower())), None)
        if at is None:
            continue
        ends = (n for n, w in enumerate(words) if n > at and (lexicon.speaks(w.lower()) or lexicon.frames("verb", w.lower())))
        label = " ".join(words[at : next(ends, at)]).strip(",:")
        return Entity(label, label, "organisation") if label else None
    return None


def _presenting(text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> Declared | None:
    """ "I, Jane Roe, President of Chad, ...", "We, the Foreign Ministers of ASEAN, ..."."""
    alone = _FIRST_PERSON.search(text)
    if alone is not None and _official(alone["office"], lexicon):
        states = [m for m in gazetteer.find(text, *alone.span("office")) if m.record is not None and m.record.type == "state"]
        name = " ".join(alone["name"].split())
        return Declared(entity_of(states[0].record) if states and states[0].record else Entity(name, name, "person"), True)
    behalf = _BEHALF.search(text[:_FIRST_WORDS])
    if behalf is not None:
        whose = [m for m in gazetteer.find(text, *behalf.span("who" if behalf["who"] else "whose")) if _speaking(m)]
        if whose and whose[0].record is not None and whose[0].record.type in ("state", "body", "organisation"):
            return Declared(entity_of(whose[0].record), True)
    together = _TOGETHER.search(text)
    if together is None:
        return None
    itself = _organisation(" ".join(together["who"].split()).removeprefix("the "), lexicon)
    if itself is not None:
        return Declared(itself, False)
    named = [m for m in gazetteer.find(text, *together.span("who")) if m.record is not None]
    sets = [m for m in named if m.record is not None and m.record.type in ("body", "organisation")]
    if sets and sets[0].record is not None:
        return Declared(entity_of(sets[0].record), True)
    if not named:
        return None
    label = " ".join(together["who"].split()).removeprefix("the ")
    states = [m for m in named if m.record is not None and m.record.type == "state"]
    if len(states) == 1 and states[0].record is not None:
        return Declared(entity_of(states[0].record), True)
    return Declared(Entity(label, label, "organisation"), True) if states else None


def _organisation(name: str, lexicon: Lexicon) -> Entity | None:
    """The organisation that a name is of, by its last word: "Peru Doctors Network", "Vietnamese Community of Peru"."""
    words = re.split(r"\s(?:of|for|in)\s", name)[0].split()
    headed = bool(words) and len(words) > 1 and lexicon.has("organisation_head", words[-1].lower())
    return Entity(name, name, "organisation") if headed and all(w[:1].isupper() for w in words) else None


def _signed(lines: list[str], gazetteer: Gazetteer, lexicon: Lexicon) -> Declared | None:
    """The state whose officer signs: "Jane Roe, Ambassador of Chad", alone on one of the last lines."""
    for line in lines:
        plain = _RUN_TOGETHER.sub(" ", line)
        if len(plain) > _LENGTH / 2 or plain[-1] in '.!?;:,\u201d"' or not plain[0].isupper() or not _official(plain, lexicon):
            continue
        named = [m for m in gazetteer.find(plain, 0, len(plain)) if m.record is not None and m.record.type == "state"]
        office = plain[: named[0].end] if named else ""
        if named and named[0].record is not None and _official(office, lexicon) and re.search(r"\b(?:of|for)\b", office):
            return Declared(entity_of(named[0].record), True)
    return None
