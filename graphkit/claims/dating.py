"""When a stance holds: the words of time that belong to it, or what the document's date allows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from spacy.tokens import Token

from graphkit.annotate.times import TimeContext, TimeExpression, Times
from graphkit.annotate.view import Sentence
from graphkit.claims.phrases import coordinated
from graphkit.claims.stances import Stance
from graphkit.model.dates import PartialDate, When

_UNTIL: Final = ("until", "till", "through")
#: Kinds of acts whose end may be told: what lasts is not the act.
_LASTING: Final = ("renews", "establishes", "appoints", "suspends", "sanctions", "adopts", "calls-for", "offers")
#: What is said is said of things that have dates of their own: "condemned the attack of 3 May".
_SPOKEN: Final = ("calls-for", "condemns", "expresses-concern", "supports", "opposes", "rejects", "reports")
#: What is done to a text in the year by which it is called.
_ON_TEXTS: Final = ("sponsors", "cosponsors", "declines-to-cosponsor", "votes-for", "votes-against", "abstains", "adopts")
#: So near the beginning of a sentence, in characters, words of time move the narrative on.
_OPENING: Final = 6
_CLAUSE_LINKS: Final = ("conj", "xcomp", "ccomp", "advcl", "relcl", "acl", "pcomp", "prep", "agent", "parataxis", "dep")


class Dated(NamedTuple):
    """A date, and what it rests on, in words for people."""

    when: When
    by: str


@dataclass
class Calendar:
    """Dates the stances of one document.

    Attributes:
        block: start of the block in which *told* was told.
        passage: start of the block in which *acted* was told.
        acted: when each agent has acted in the passage, as last told.
        mentioned: the block, and the day to which its narrative has come without telling of any act.
        told: the date last told of an act.
        lead: the date that stood before the sentence as one of its own ("2 September 2020. The office ...").
        section: the day that stands as a heading above.
        yearly: whether the document tells of the year before its own.
        found: the expressions of the sentence in hand, and what they were found by.
    """

    times: Times
    document: PartialDate | None
    yearly: bool = False
    told: When | None = None
    lead: TimeExpression | None = None
    section: When | None = None
    block: int = -1
    passage: int = -1
    acted: dict[str | None, When] = field(default_factory=dict)
    mentioned: tuple[int, tuple[date, date]] | None = None
    found: tuple[tuple[int, int, TimeContext], list[TimeExpression]] | None = None

    def expressions(self, sentence: Sentence) -> list[TimeExpression]:
        """The expressions of time in a sentence."""
        anchor = None
        if self.told and self.told.start and self.told.end:
            anchor = (self.told.start, self.told.end)
        if self.mentioned and self.mentioned[0] == sentence.span.block.start:
            anchor = self.mentioned[1]
        year = anchor[0].year if anchor and self.block == sentence.span.block.start and self._far(anchor[0]) else None
        if year is None and self.yearly and self.document:
            year = self.document.year - 1
        context = TimeContext(self.document, anchor, year)
        # A list of two hundred sponsors asks for the dates of its sentence as often.
        if self.found is None or self.found[0] != (sentence.span.start, sentence.span.end, context):
            found = self.times.find(sentence.text, sentence.span.start, sentence.span.end, context)
            self.found = (sentence.span.start, sentence.span.end, context), found
        return self.found[1]

    def _far(self, told: date) -> bool:
        """Whether the passage tells of a year well before the document's."""
        return self.document is None or self.document.last().year - told.year > 1

    def date(self, stance: Stance, sentence: Sentence, expressions: list[TimeExpression], same_act: bool) -> Dated:
        """The date of *stance*.

        Args:
            same_act: whether the sentence goes on with the act or text of the one before it.
        """
        own = self._respective(stance, sentence, expressions) or self._own(stance, sentence, expressions)
        if stance.status == "hypothetical":
            if own and own.when.basis == "explicit":
                return Dated(own.when, self._words(own))
            return Dated(When(), "what is only foreseen, hoped or possible has no date unless one is spelt out")
        if own:
            return Dated(own.when, self._words(own))
        if self.lead is not None and not (stance.kind == "violates" and stance.according_to):
            return Dated(self.lead.when, f"{self._words(self.lead)}, which stands before the sentence as one of its own")
        told = stance.kind == "violates" and stance.according_to
        year = _year_of_the_text(stance)
        if year is not None:
            return Dated(year, "the year by which the text is called")
        acted = self.acted.get(stance.agent.key) if self.passage == sentence.span.block.start and not told else None
        if same_act and not told and self.told and self.block == sentence.span.block.start:
            return Dated(acted or self.told, "the day told of before: the passage goes on with that act or text")
        if acted is not None and stance.trigger.tag_ == "VBD":
            return Dated(acted, "the day on which the same agent has acted in this passage")
        return self.bounded()

    def _respective(self, stance: Stance, sentence: Sentence, expressions: list[TimeExpression]) -> TimeExpression | None:
        """The date of one of several agents: "X and Y met in March and November respectively"."""
        first = stance.agent_token
        if first is None or len(expressions) < 2 or not any(t.lower_ == "respectively" for t in sentence.tokens):
            return None
        while first.dep_ == "conj":
            first = first.head
        everyone = coordinated(first)
        at = next((n for n, token in enumerate(everyone) if token == stance.agent_token), None)
        return expressions[at] if at is not None and len(everyone) == len(expressions) else None

    def bounded(self) -> Dated:
        """:meth:`bound`, with what it rests on."""
        if self.section is not None and not self._dateline():
            return Dated(self.section, "the heading above is that day")
        return Dated(self.bound(), "the document's date bounds it" if self.document else "nothing says when, and the document has no date")

    def _words(self, expression: TimeExpression) -> str:
        """The words of time themselves, and on what they lean."""
        quoted = repr(" ".join(expression.text.split()))
        if expression.when.basis != "relative":
            return quoted
        leant_on = [f"the document's date, {self.document}"] if self.document else []
        leant_on += [f"the date told before, {self.told.edtf}"] if self.told else []
        return f"{quoted}, reckoned from {' or '.join(leant_on)}" if leant_on else quoted

    def bound(self) -> When:
        """What the document's date alone allows, or the day in the heading above."""
        if self.section is not None and not self._dateline():
            return self.section
        return When.until(self.document.last()) if self.document else When()

    def _dateline(self) -> bool:
        """Whether the heading is no more than the document's own date."""
        return self.section is not None and self.document is not None and self.section.end == self.document.last()

    def recent(self, told: When) -> bool:
        """Whether a day told of is of the week before the document's own."""
        return self.document is not None and told.end is not None and 0 <= (self.document.last() - told.end).days <= 7

    def ahead(self, when: When) -> bool:
        """Whether a date is still to come for whoever writes the document."""
        return self.document is not None and self.document.day is not None and when.start is not None and when.start > self.document.last()

    def take_heading(self, sentence: Sentence) -> None:
        """A heading that is no more than a day dates what stands below it."""
        days = [e.when for e in self.expressions(sentence) if e.when.start is not None and e.when.start == e.when.end]
        letters = sum(t.is_alpha for t in sentence.tokens)
        self.section = days[0] if len(days) == 1 and letters <= 3 else None

    def printed(self, sentence: Sentence, vote: bool, label: int | None = None) -> Dated:
        """The date of a printed list: the day named beside it, or of the meeting last told of.

        Args:
            vote: whether it is a recorded vote, which is printed right after the meeting is told of.
            label: where a list of votes begins; a date behind it is of something else.
        """
        told = self.expressions(sentence)
        days = [
            e for e in told if e.when.start is not None and e.when.start == e.when.end and (not vote or label is None or e.start < label)
        ]
        if days:
            return Dated(days[0].when, self._words(days[0]))
        near = vote or self.block == sentence.span.block.start
        if near and self.told and self.told.start == self.told.end:
            return Dated(self.told, "the day of the meeting told of before the list")
        return self.bounded()

    def take_lead(self, sentence: Sentence, expressions: list[TimeExpression]) -> None:
        """Note whether the sentence is no more than a date, and so dates the next one."""
        opening = expressions[0] if expressions and expressions[0].start - sentence.span.start <= _OPENING else None
        if opening is not None and opening.when.start is not None and opening.when.start == opening.when.end:
            self.mentioned = sentence.span.block.start, (opening.when.start, opening.when.end)
        verbs = any(t.pos_ in ("VERB", "AUX") for t in sentence.tokens)
        alone = not verbs and len(sentence.doc) <= 10 and len(expressions) == 1
        self.lead = expressions[0] if alone and expressions[0].when.reading == "within" else None

    def forget(self) -> None:
        """The passage goes on with another act: its date is not that of what follows."""
        self.block = -1

    def remember(self, when: When, sentence: Sentence, agent: str | None = None) -> None:
        """Keep the date of an act, and of what its agent does, for the sentences that follow."""
        if self.passage != sentence.span.block.start:
            self.passage, self.acted = sentence.span.block.start, {}
        if agent and when.basis in ("explicit", "relative") and when.reading == "within":
            self.acted[agent] = when
        if when.basis in ("explicit", "relative") and when.reading == "within":
            self.told, self.block = when, sentence.span.block.start
            if self.mentioned and self.mentioned[0] == self.block and when.start and when.end:
                self.mentioned = self.block, (when.start, when.end)
        elif self.block != sentence.span.block.start:
            self.block = -1

    def _own(self, stance: Stance, sentence: Sentence, expressions: list[TimeExpression]) -> TimeExpression | None:
        best: tuple[int, int, int] | None = None
        found: TimeExpression | None = None
        if stance.elided and stance.agent_token is not None:
            at = sentence.offsets[stance.agent_token.i][1]
            behind = next((e for e in expressions if e.start >= at), None)
            if behind is not None:
                return behind  # "X left in 2017, as did Y two years later"
        for expression in expressions:
            score = self._belonging(stance, sentence, expression)
            if not score:
                continue
            distance = -abs(expression.start - sentence.offsets[stance.trigger.i][0])
            precise = int(expression.when.start is not None and expression.when.start == expression.when.end)
            if best is None or (score, precise, distance) > best:
                best, found = (score, precise, distance), expression
        return found

    def _belonging(self, stance: Stance, sentence: Sentence, expression: TimeExpression) -> int:
        """How surely *expression* dates *stance*; 0 where it does not."""
        covered = [t for t in sentence.tokens if sentence.offsets[t.i][0] < expression.end and expression.start < sentence.offsets[t.i][1]]
        if not covered:
            return 0
        inside = {t.i for t in covered}
        head = next((t for t in covered if t.head.i not in inside or t.head == t), covered[0])
        up, through_noun = _climb(head, inside)
        precise = expression.when.start is not None and expression.when.start == expression.when.end
        told_abuse = stance.kind == "violates" and bool(stance.according_to)
        if expression.when.reading == "throughout" and covered[0].lower_ == "for" and not _perfect(stance.trigger):
            return 0  # "sentenced for ten years" tells for how long, and not when
        if covered[0].i > 0 and covered[0].nbor(-1).lower_ in _UNTIL and precise and stance.kind in _LASTING:
            return 0  # "extended the mandate until 3 June"
        if through_noun and inside & {t.i for t in stance.target} and stance.kind != "adopts" and head.head.lower_ == "of":
            return 0  # "condemned the attack of 3 May"
        if up is not None and up.i == stance.trigger.i and not (through_noun and not precise):
            return 5
        if _perfect(stance.trigger) and up is not None and up == stance.trigger.head and stance.trigger.dep_ == "conj" and not _perfect(up):
            return 0  # "signed it in 2019 but has not ratified it"
        first = covered[0].i <= 2 or _leads(head)
        if stance.trigger.pos_ == "NOUN" and not first and stance.trigger in head.ancestors:
            return 4  # "its accession to the treaty in 2018"
        target = {t.i for t in stance.target}
        if told_abuse:
            return 4 if inside & target and not first else 0
        if first:
            return 5
        above = _clauses_above(stance.trigger)
        if up is not None and up.i in above and not through_noun:
            return 3
        if stance.trigger.pos_ == "NOUN" and up is not None and up.i == stance.trigger.head.i:
            return 2
        if stance.kind in _SPOKEN and up is not None and up.dep_ in ("relcl", "acl") and up.head.dep_ in ("nsubj", "nsubjpass", "dobj"):
            return 0  # "X, who was elected on 3 May, urged Y": the day of the election
        if precise and (through_noun or not inside & target) and not (inside & target and stance.kind in _SPOKEN):
            return 1
        if not through_noun and up is not None and stance.trigger.i in _clauses_above(up) and not inside & target:
            return 1
        return 0


def _year_of_the_text(stance: Stance) -> When | None:
    """The year by which a text is called, for what is done to it: "drafted the 2011 text"."""
    if stance.kind not in _ON_TEXTS:
        return None
    for token in stance.target[:8]:
        named = token.like_num and len(token) == 4 and token.text.startswith(("19", "20")) and token.text.isdigit()
        if named and token.dep_ in ("nummod", "amod", "compound", "nmod") and token.i < token.head.i:
            return When.between(date(int(token.text), 1, 1), date(int(token.text), 12, 31), "explicit", "within")
    return None


def _perfect(verb: Token) -> bool:
    """Whether a verb tells of what has gone on until now: "has passed", "had not met"."""
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _leads(head: Token) -> bool:
    """Whether words of time end a phrase that opens the sentence: "At its session in 2010, the Council ..."."""
    while head.dep_ in ("prep", "pobj") and head.head.dep_ in ("prep", "pobj"):
        head = head.head
    return head.dep_ == "prep" and head.head.pos_ in ("VERB", "AUX") and head.left_edge.i <= 1 and head.i < head.head.i


def _climb(token: Token, inside: set[int]) -> tuple[Token | None, bool]:
    """The verb that *token* depends on, and whether a noun stands between."""
    through_noun = False
    while token.head != token:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token, through_noun
        if token.pos_ in ("NOUN", "PROPN") and token.i not in inside:
            through_noun = True
    return (token, through_noun) if token.pos_ in ("VERB", "AUX") else (None, through_noun)


def _clauses_above(token: Token) -> set[int]:
    found: set[int] = set()
    while token.head != token and (token.dep_ in _CLAUSE_LINKS or token.pos_ in ("NOUN", "ADJ")):
        token = token.head
        found.add(token.i)
    return found
