"""What of a sentence the parser is shown otherwise: an understood subject put in, an inserted "he said" and figures of votes left out."""

from __future__ import annotations

import re
from collections.abc import Callable

from graphkit.annotate.layout import Span
from graphkit.annotate.view import Shape
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.tallies import set_off

#: What leads in a clause of a preamble and says nothing by itself.
_WHEREAS = re.compile(r"(?:[A-Z]{1,2}\.\s+)?[Ww]hereas,?\s+(?:that\s+)?")
#: Where and from whom a news item comes, before its first sentence: "NAIROBI, Kenya (AP) - ", "New York, 3 May 2010 - ", "DUBAI: ".
_DATELINE = re.compile(
    r"(?:[A-Z]{3,}(?:[ -][A-Z]{2,})*(?:,\s[A-Z][\w.]*(?:\s[A-Z]\w+)?)?"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?,\s(?:\d{1,2}\s[A-Z][a-z]+|[A-Z][a-z]{2,8}\.?\s\d{1,2},?)\s\d{4})"
    r"\s*(?:\([A-Z][\w /]+\)\s*)?(?:--+|[\u2013\u2014]|(?<=\s)-(?=\s)|:)\s*(?=[A-Z])"
)
_FIRST = re.compile(r"(?:[A-Z][a-z]+ly\s+|(?:Also|Further|Again)\s+)*(?P<verb>[A-Za-z]+)\b")


#: How the preamble of a resolution, and what it resolves, begin.
_PREAMBLE = re.compile(r"^\W*(?:[A-Z]{1,2}\.\s+)?(?:whereas|having regard to|recalling|resolved)\b", re.IGNORECASE | re.MULTILINE)


def is_resolution(title: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a text is one that somebody adopts, in paragraphs that begin with their verb."""
    titled = any(lexicon.has("adopted_text", word) for word in re.findall(r"[a-z]+", title.lower()))
    return len(_PREAMBLE.findall(text)) >= (1 if titled else 2)


def shaper(text: str, provides: bool, lexicon: Lexicon) -> Callable[[Span], Shape]:
    """The shape of each sentence of *text*.

    Args:
        provides: whether it is a text of a deliberating body, or a resolution: a sentence that begins with its verb
            is then a provision, and who adopts it its subject.
    """
    verbs = "|".join(map(re.escape, lexicon.longest_first("interposed")))
    inserted = re.compile(rf",\s+(?P<who>he|she|it|they)\s+(?:also\s+|then\s+|further\s+)?(?:{verbs}),(?=\s)")

    def shape(span: Span) -> Shape:
        match = inserted.search(text, span.start, span.end)
        left_out = match.span() if match and match.start() > span.start else None
        lists = tuple(set_off(text, span, lexicon))
        whereas = _WHEREAS.match(text, span.start, span.end) if provides else None
        if whereas is not None:
            lists = (whereas.span(), *lists)
        dateline = _DATELINE.match(text, span.start, span.end) if span.start == span.block.start else None
        if dateline is not None and dateline.end() < span.end:
            lists = (dateline.span(), *lists)
        return Shape(_understood(text, span, lexicon) if provides else "", left_out, lists)

    return shape


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
