"""What of a sentence the parser is shown otherwise: a subject put in; "he said", votes, emphasis and a dateline left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from graphkit.annotate.layout import Span
from graphkit.annotate.view import Shape
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.tallies import set_off

#: What leads in a clause of a preamble and says nothing by itself.
_WHEREAS = re.compile(r"(?:[A-Z]{1,2}\.\s+)?[Ww]hereas,?\s+(?:that\s+)?")
_FIRST = re.compile(r"(?:[A-Z][a-z]+ly\s+|(?:Also|Further|Again)\s+)*(?P<verb>[A-Za-z]+)\b")

#: The place, day and agency before the first words of a report: "LIMA, March 4 (ANC) -", "May 2, 2001 (LIMA) \u2013", "Lima, ANC_".
#: A name before a bracket and a colon is a speaker: "Jane Roe (Chile):".
_PLACE: Final = r"[A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,2}(?:, [A-Z][\w.'-]+(?: [A-Z][\w.'-]+)?)??"
_CAPITALS: Final = r"[A-Z]{3,}(?: [A-Z]{2,}){0,2}(?:, [A-Z][\w.'-]+(?: [A-Z][\w.'-]+)?)?"
_DAY: Final = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_AGENCY: Final = r"(?:\([^()\n]{2,30}\)|/[A-Z]{3,}/)"
_DATELINE: Final = re.compile(
    rf"(?:{_DAY} ?\([A-Z][A-Z .'/-]+\) ?[-\u2013\u2014]|{_PLACE},? {_DAY}\.? ?{_AGENCY}? ?(?:--|[-\u2013\u2014:]|(?<=/)\.)"
    rf"|{_PLACE} \({_DAY}\) ?(?:--|[-\u2013\u2014])|{_CAPITALS} {_AGENCY} ?(?:--|[-\u2013\u2014])|{_PLACE}, [A-Z]{{2,}}_"
    rf"|{_CAPITALS} ?(?:--+|[\u2013\u2014]|- |:))"
    "\\s*(?=[A-Z\"\u201c\u2018'])"
)


#: How the preamble of a resolution, and what it resolves, begin.
_PREAMBLE = re.compile(r"^\W*(?:[A-Z]{1,2}\.\s+)?(?:whereas|having regard to|recalling|resolved)\b", re.IGNORECASE | re.MULTILINE)


def is_resolution(title: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a text is one that somebody adopts, in paragraphs that begin with their verb."""
    titled = any(lexicon.has("adopted_text", word) for word in re.findall(r"[a-z]+", title.lower()))
    return len(_PREAMBLE.findall(text)) >= (1 if titled else 2)


def agency_in(text: str) -> str:
    """The agency that the dateline of a report names ("LIMA, March 4 (ANC) -"), or ""."""
    for line in text.splitlines():
        match = _DATELINE.match(line.strip())
        if match is not None:
            return next((name for name in re.findall(r"\b[A-Za-z]+(?=_|\)|/)", match.group())[::-1] if name[1:] != name[1:].lower()), "")
    return ""


def shaper(text: str, provides: bool, lexicon: Lexicon) -> Callable[[Span], Shape]:
    """The shape of each sentence of *text*.

    Args:
        provides: whether it is a text of a deliberating body, or a resolution: a sentence that begins with its verb
            is then a provision, and who adopts it its subject.
    """
    inserted, emphasis = _inserted(lexicon), _emphasis(lexicon)

    def shape(span: Span) -> Shape:
        match = inserted.search(text, span.start, span.end)
        left_out = match.span() if match and match.start() > span.start else None
        # "condemns in the strongest terms the attack": the parser takes the terms for what is condemned
        lists = (*set_off(text, span, lexicon), *(m.span() for m in emphasis.finditer(text, span.start, span.end)))
        whereas = _WHEREAS.match(text, span.start, span.end) if provides else None
        if whereas is not None:
            lists = (whereas.span(), *lists)
        first = _DATELINE.match(text, span.start, span.end) if span.start == span.block.start else None
        return Shape(_understood(text, span, lexicon) if provides else "", left_out, lists, first.span() if first else None)

    return shape


@lru_cache(maxsize=4)
def _emphasis(lexicon: Lexicon) -> re.Pattern[str]:
    """What is put into a clause to stress it: "in the strongest terms"."""
    stressed = r"(?:" + "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in lexicon.longest_first("emphasis")) + ")"
    return re.compile(rf",\s+{stressed},(?=\s)|(?<=\w\s){stressed}(?!\w)")


@lru_cache(maxsize=4)
def _inserted(lexicon: Lexicon) -> re.Pattern[str]:
    """Who says it, where that parts the clause: ", he said,"."""
    verbs = "|".join(map(re.escape, lexicon.longest_first("interposed")))
    return re.compile(rf",\s+(?P<who>he|she|it|they)\s+(?:also\s+|then\s+|further\s+)?(?:{verbs}),(?=\s)")


def _understood(text: str, span: Span, lexicon: Lexicon) -> str:
    match = _FIRST.match(text, span.start, span.end)
    if match is None:
        return ""
    word = match["verb"].lower()
    if word in ("is", "has"):
        return "It"  # "Is deeply concerned at ..."
    if word.endswith("s") and any(
        lexicon.speaks(lemma) or lexicon.frames("verb", lemma) or lexicon.has("deciding", lemma) for lemma in (word[:-1], word[:-2])
    ):
        return "It"
    if text[span.start : span.end].rstrip()[-1:] not in (",", ";"):
        return ""  # a sentence with a full stop has its subject further on: "Noting the report, it regretted ..."
    if word.endswith("ing") and any(lexicon.speaks(lemma) for lemma in (word[:-3], word[:-3] + "e")):
        return "It is"
    return "It is" if lexicon.frames("adjective", word) else ""


def who_inserted(text: str, shape: Shape) -> str:
    """The pronoun of the words left out ("he", "she", "it", "they"), or ""."""
    return text[shape.left_out[0] : shape.left_out[1]].split()[1].lower() if shape.left_out else ""
