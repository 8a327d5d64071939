"""Who voted how, where the votes are counted: "In favour: Albania, ...", "9 against (France, Japan)", "with X and Y abstaining"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graphkit.annotate.gazetteer import Mention
from graphkit.annotate.layout import Span
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.rollcall import GAP, RollCall, names_from

#: Word class of the labels -> kind of stance.
_LABELS: Final = (("list_for", "votes-for"), ("list_against", "votes-against"), ("list_abstaining", "abstains"))
#: Word class of what is said of names that stand before it -> kind of stance.
_VOTED: Final = (("voted_for", "votes-for"), ("voted_against", "votes-against"), ("voted_abstaining", "abstains"))
#: Where a label may lead in a short list: at the start of a line or a clause, or with a capital.
_OPENING: Final = re.compile(r"(?:^|[\n.;:,(\[*]\s*|\*\*)$")
_LINE: Final = re.compile(r"\n[^\S\n]*$")
#: A bracket with at most one level of brackets in it: "(Bolivia (Plurinational State of), Cuba)".
_BRACKET: Final = r"\((?:[^()]|\([^()]*\))*\)"
_LIST: Final = re.compile(rf"\s*{_BRACKET}")
_COUNTED_LIST: Final = re.compile(rf"\s*:\s*\d+\s*{_BRACKET}")
_COLON: Final = re.compile(
    r"(?:\s+of\s+(?:the\s+|an?\s+)?[a-z][^:;,.\n\u2013\u2014]{1,50}?(?=\s*[:\u2013\u2014]|\s-\s))?"  # "In favour of the ban: ..."
    r"(?:\s*\(?\b\d{1,3}\b\)?)?(?:\s*[:\u2013\u2014]|\s+-(?=\s)|\s+(?:were|was|are)\b:?|[^\S\n]*(?=\n))\s*(?:\(?\d{1,3}\)?\s*[:\u2013\u2014-]?\s*)?\(?\s*"
)
_IN_BRACKETS: Final = re.compile(rf"\s*(?={_BRACKET})\(")
_CLOSED: Final = re.compile(r"\s*(?:\([^()]*\)\s*)?[*;,)]")
_BY: Final = re.compile(r"\s+(?:cast\s+)?(?:by|from)\s+(?:the\s+)?")
#: A number stands before the label of a tally: "to 9 against", "two negative votes".
_COUNT: Final = re.compile(r"\b(?:\d{1,3}|[a-z]+)(?:\s+(?:[Mm]ember\s+)?(?:[Ss]tates|countries|members))?\s+(?:voted\s+|voting\s+)?$")
#: What stands behind a short list, else it is prose: "For: Albania and Chile it was a good day".
_ENDED: Final = re.compile(r"\s*(?:(?:,\s*)?and\s+\w+\s+(?:others?|more)\b)?(?:\([^()]*\)\s*)?(?:[.,;()*]|\n|$)")
_FIGURE: Final = re.compile(r"\d")
_WITH: Final = re.compile(r"\b[Ww]ith\s+(?:only\s+)?(?:the\s+)?$")
_AUXILIARY: Final = re.compile(r"\s*(?:(?:have|has|had|all|both|also|each)\s+)*")


@dataclass(frozen=True)
class _Phrases:
    """The words of some classes, and how to find them."""

    kinds: dict[str, str]
    words: str
    pattern: re.Pattern[str]

    def kind(self, found: str) -> str:
        """Which kind a phrase of the text stands for."""
        return self.kinds[" ".join(found.lower().split())]


@lru_cache(maxsize=16)
def _phrases(lexicon: Lexicon, classes: tuple[tuple[str, str], ...]) -> _Phrases:
    """Each phrase of *classes* and its kind, longest phrase first."""
    kinds = {phrase: kind for name, kind in classes for phrase in lexicon.words(name)}
    words = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(kinds, key=lambda p: (-len(p), p)))
    return _Phrases(kinds, words, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))


def set_off(text: str, span: Span, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The figures of a vote that part a clause, and the brackets behind others, in which those who voted so may be listed."""
    end = span.start
    if _FIGURE.search(text, span.start, span.end) is None and "(" not in text[span.start : span.end]:
        return
    for match in _inserted(lexicon).finditer(text, span.start, span.end):
        if any(c.isdigit() for c in match.group()):
            end = match.end()
            yield match.span()
    for match in _phrases(lexicon, _LABELS).pattern.finditer(text, end, span.end):
        counted = _COUNT.search(text, max(span.start, match.start() - 40), match.start())
        found = (_LIST if counted else _COUNTED_LIST).match(text, match.end(), span.end)
        if found:
            yield found.span()


@lru_cache(maxsize=4)
def _inserted(lexicon: Lexicon) -> re.Pattern[str]:
    """ "The Assembly passed, by 9 votes in favour to 1 against (X), a draft": from comma to comma."""
    vote = rf"(?:{_phrases(lexicon, _LABELS).words})\b(?:\s*{_BRACKET})?"
    leading = "|".join(map(re.escape, lexicon.longest_first("tally_leading")))
    return re.compile(rf",\s+(?:{leading})\s(?:[^.;:()]|{_BRACKET}){{0,400}}?{vote},(?=\s*[a-z])(?!\s*(?:and|with|to)\b)", re.IGNORECASE)


def tallies(text: str, span: Span, mentions: list[Mention], lexicon: Lexicon) -> Iterator[RollCall]:
    """The votes listed in a sentence, kind by kind."""
    found = False
    taken: set[int] = set()
    for match in _phrases(lexicon, _LABELS).pattern.finditer(text, span.start, span.end):
        names = _behind(text, span, match, mentions, lexicon, found)
        names = [m for m in names if m.start not in taken]
        if names:
            found = True
            taken.update(m.start for m in names)
            yield RollCall(_phrases(lexicon, _LABELS).kind(match.group()), match.span(), tuple(names))
    yield from _one_by_one(text, span, [m for m in mentions if m.start not in taken], lexicon)
    for match in _phrases(lexicon, _VOTED).pattern.finditer(text, span.start, span.end):
        run = [m for m in _before(text, match.start(), mentions) if m.start not in taken]
        first = run[0].start if run else 0
        if len(run) >= 3 or (
            run and text[match.start() : match.end()].split()[0].lower().endswith("ing") and _WITH.search(text, span.start, first)
        ):
            taken.update(m.start for m in run)
            yield RollCall(_phrases(lexicon, _VOTED).kind(match.group()), match.span(), tuple(run))


def _one_by_one(text: str, span: Span, mentions: list[Mention], lexicon: Lexicon) -> Iterator[RollCall]:
    """The votes of a table that names the states first: "Chile: yes", "Peru - abstained"; two at least."""
    phrases, row = _phrases(lexicon, _LABELS), _row(lexicon)
    found = []
    for mention in mentions:
        match = row.match(text, mention.end, span.end) if mention.record and mention.record.type == "state" else None
        if match:
            found.append(RollCall(phrases.kind(match["label"]), match.span("label"), (mention,)))
    if len(found) > 1:
        yield from found


@lru_cache(maxsize=4)
def _row(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands behind the name of a state in such a table."""
    return re.compile(rf"\s*(?:[:\u2013\u2014]|\s-)\s*(?P<label>{_phrases(lexicon, _LABELS).words})(?=\s*[,;.)\n]|\s*$)", re.IGNORECASE)


def opened(text: str, span: Span, lexicon: Lexicon) -> RollCall | None:
    """The label that a sentence consists of, so that names in the blocks below it are its list: "In favour (9):"."""
    label = _phrases(lexicon, _LABELS).pattern.match(text, span.start, span.end)
    if label is None or not re.fullmatch(r"\s*(?:\(?\d{1,3}\)?)?\s*[:.\u2013\u2014-]?\s*", text[label.end() : span.end]):
        return None
    return RollCall(_phrases(lexicon, _LABELS).kind(label.group()), label.span(), ())


def below(text: str, span: Span, mentions: list[Mention], label: RollCall) -> RollCall | None:
    """The list below a label, in a sentence that is nothing but names."""
    names = names_from(text, span.start, mentions)
    if not names or not re.fullmatch(r"[\s.,;*]*(?:\([^()]*\)[\s.,;*]*)?", text[names[-1].end : span.end]):
        return None
    return RollCall(label.kind, label.label, tuple(names))


def _behind(text: str, span: Span, label: re.Match[str], mentions: list[Mention], lexicon: Lexicon, found: bool) -> list[Mention]:
    """The names that a label leads in: behind a colon, in brackets, or by "from" and "by"."""
    weak = lexicon.has("list_weak", " ".join(label.group().lower().split()))
    counted = _COUNT.search(text, max(span.start, label.start() - 40), label.start()) is not None
    bracket = _IN_BRACKETS.match(text, label.end(), span.end)
    if bracket and (counted or not weak):
        names = names_from(text, bracket.end(), mentions)
        if names and _CLOSED.match(text, names[-1].end):
            return names
    colon = _COLON.match(text, label.end(), span.end)
    if colon:
        names = names_from(text, colon.end(), mentions)
        opens = label.group()[0].isupper() or _OPENING.search(text, span.start, label.start()) is not None or label.start() == span.start
        if len(names) >= 3:
            return names if opens or not weak else []
        counted = any(c.isdigit() for c in colon.group())
        alone = found or counted or label.start() == span.start or _LINE.search(text, span.start, label.start()) is not None
        return names if names and alone and _ENDED.match(text, names[-1].end) else []
    by = None if weak else _BY.match(text, label.end(), span.end)
    if by:
        names = names_from(text, by.end(), mentions)
        return names if names and _ENDED.match(text, names[-1].end) else []
    return []


def _before(text: str, at: int, mentions: list[Mention]) -> list[Mention]:
    """The states named one after the other right before *at*."""
    run: list[Mention] = []
    edge, last = at, _AUXILIARY
    for mention in reversed([m for m in mentions if m.end <= at]):
        between = text[mention.end : edge]
        if not (last.fullmatch(between) or (run and GAP.fullmatch(between))):
            break
        if mention.record and mention.record.type in ("state", "organisation"):
            run.insert(0, mention)
        edge, last = mention.start, GAP
    return run
