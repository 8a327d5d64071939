"""Claims from what is printed as a list: votes and sponsors by name, bullets under a stem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.annotate.gazetteer import Gazetteer
from graphkit.annotate.view import Sentence
from graphkit.claims.dating import Calendar, Dated
from graphkit.claims.discourse import Discourse
from graphkit.claims.explanation import Setting, bullet_reading, linked, list_reading
from graphkit.claims.extent import evidence
from graphkit.claims.recommendations import Stem
from graphkit.claims.rollcall import RollCall, text_voted_on
from graphkit.model.claim import Claim, Evidence, Target
from graphkit.model.dates import When
from graphkit.model.entity import Entity

#: A text in hand: its words, and the day of the act on it where it is told.
Matter = tuple[str, When | None] | None


@dataclass(frozen=True)
class Lists:
    """Makes the claims of the printed lists of one document."""

    document: str
    names: Gazetteer
    discourse: Discourse
    calendar: Calendar

    def bulleted(self, sentence: Sentence, stem: Stem, setting: Setting) -> Iterator[Claim]:
        """What a bullet asks of each whom its stem names."""
        text = " ".join(sentence.text[sentence.span.start : sentence.span.end].split()).rstrip(".;")
        text = f"{stem.lead} {text}".strip()
        addressees: tuple[Entity | None, ...] = stem.addressees or ((None,) if stem.lead or stem.unaddressed else ())
        for agent in stem.agents:
            for addressee in addressees:
                dated = self.calendar.bounded()
                yield Claim(
                    self.document, agent, "calls-for", Target(text, None, addressee), dated.when,
                    (evidence(stem.sentence, stem.sentence.span.start, stem.sentence.span.end),
                     evidence(sentence, sentence.span.start, sentence.span.end)),
                    reading=bullet_reading(stem, agent, addressee, text, dated, setting),
                )  # fmt: skip

    def called(
        self, roll_call: RollCall, sentence: Sentence, told: Matter, matter: Matter, vote: bool, setting: Setting
    ) -> Iterator[Claim]:
        """A claim for each name of a list; *told* is the text that the sentence itself says it is on, *matter* the one in hand."""
        text = sentence.text
        target, on, dated = self._on(roll_call, sentence, told, matter, vote)
        for mention in roll_call.names:
            agent = self.discourse.entity(mention)
            if agent is not None:
                spans = (roll_call.label, (mention.start, mention.end))
                shown = tuple(Evidence(*s, text[slice(*s)], " ".join(text[slice(*s)].split())) for s in spans)
                reading = list_reading(mention, agent, text[slice(*roll_call.label)], on, dated, setting)
                yield Claim(self.document, agent, roll_call.kind, target, dated.when, shown, reading=reading)

    def _on(self, roll_call: RollCall, sentence: Sentence, told: Matter, matter: Matter, vote: bool) -> tuple[Target, str, Dated]:
        """On what text a printed list is, how that is known, and of what day: the draft named last before it, else the text in hand."""
        text, matter = sentence.text, told or matter
        if roll_call.kind in ("participates", "supports"):
            words = text[slice(*(roll_call.what or roll_call.label))]
            return Target(" ".join(words.split())), f"{words!r}, as the list says", self.calendar.printed(sentence, False)
        about = None if told else text_voted_on(text, roll_call.label[0])
        entity = None
        if about:
            named = [m for m in self.names.find(text, *about) if m.record and m.record.type in ("resolution", "draft")]
            entity = self.discourse.entity(named[0]) if named else None
        words = text[slice(*about)] if about else matter[0] if matter else text[slice(*roll_call.label)]
        known = "the draft named last before the list" if about else "the text in hand" if matter else "the list's own label"
        dated = self.calendar.printed(sentence, vote, roll_call.label[0])
        if matter and matter[1] and (told or dated.when.basis == "document"):
            dated = Dated(matter[1], "the day of the text in hand")
        return Target(words, entity), f"{words!r}, {known}" + (f", {linked(entity)}" if entity else ", linked to nothing"), dated
