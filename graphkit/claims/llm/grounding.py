"""From what the model proposes to claims: each quote and name is looked up in its sentence, or the claim is dropped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, cast

from graphkit.annotate.quotation import quoted
from graphkit.annotate.words import TimeWords
from graphkit.claims.figures import Value, counts, money, sponsor_count, tally
from graphkit.claims.llm.dating import Dated, Dating
from graphkit.claims.llm.failures import Dropped
from graphkit.claims.llm.linking import Linked, Linker
from graphkit.claims.llm.parts import Numbered, Part
from graphkit.claims.llm.proposals import STATUSES, Proposal
from graphkit.claims.llm.verbatim import Folded, Place
from graphkit.model.claim import KINDS, Claim, Evidence, Status, Target
from graphkit.model.document import Document
from graphkit.model.entity import Entity

#: Kinds that are about a text: a state or body named in it is not their target.
_TEXT_KINDS: Final = frozenset({
    "sponsors", "cosponsors", "declines-to-cosponsor", "votes-for", "votes-against", "abstains",
    "joins-consensus", "dissociates-from-consensus", "adopts",
})  # fmt: skip
_COUNTING: Final = frozenset({"reports", "calls-for", "violates", "cooperates", "condemns", "expresses-concern", "sanctions"})


@dataclass
class _Unit:
    """The sentence of a claim: where it stands, and the stem that it goes on from.

    Attributes:
        leans: whether something was found in the stem alone.
    """

    text: str
    sentence: Numbered
    quote: Place = (0, 0)
    leans: bool = False

    def __post_init__(self) -> None:
        self.folded = self._fold(self.sentence)
        self.stem = self._fold(self.sentence.stem) if self.sentence.stem else None

    def _fold(self, sentence: Numbered) -> Folded:
        return Folded.of(self.text, sentence.span.start, sentence.span.end)

    def find(self, words: str, what: str) -> Place:
        """Where *words* stand: inside the quote if they can, else in the sentence, else in its stem.

        Raises:
            Dropped: nowhere there.
        """
        place = self.folded.find(words, within=self.quote)
        if place is None and self.stem is not None:
            place = self.stem.find(words)
            self.leans = self.leans or place is not None
        if place is None:
            raise Dropped(f"{what} not in its sentence")
        return place

    def own(self, place: Place) -> bool:
        """Whether *place* is in the sentence itself."""
        return self.sentence.span.start <= place[0] < self.sentence.span.end


@dataclass(frozen=True)
class Grounder:
    """Grounds the proposals for one document.

    Attributes:
        left_out: reasons why something of a claim was not taken, one for each time.
    """

    document: Document
    linker: Linker
    dating: Dating
    words: TimeWords
    left_out: list[str] = field(default_factory=list)

    def claims(self, part: Part, proposal: Proposal) -> list[Claim]:
        """The claim of *proposal*: one for each of several coordinated agents.

        Raises:
            Dropped: the text does not bear it out.
        """
        unit = self._unit(part, proposal)
        found = self._agent(proposal, unit)
        named = self._name(part, proposal) if self._asks_for_a_name(proposal, found) else None
        agents = [linked for linked in (self.linker.each(*named[0]) if named else found) if linked.entity is not None]
        if not agents:
            raise Dropped("agent without a name")
        target = unit.find(proposal.target, "target")
        voices, addressee = self._voices(proposal, unit), self._addressee(proposal, unit)
        forum, dated = self._forum(proposal, unit), self._date(proposal, unit)
        linked, ambiguous = self._target(proposal.kind, target)
        value, malformed = self._value(proposal.kind, unit, target)
        evidence = self._evidence(unit, [unit.quote, target, unit.find(proposal.agent, "agent")], named)
        made: list[Claim] = []
        for agent in agents:
            assert agent.entity is not None
            flags = {
                "ambiguous-agent": agent.ambiguous,
                "ambiguous-target": ambiguous,
                "malformed-figure": malformed,
                "undated": dated.when.start is None and dated.when.end is None and proposal.status != "hypothetical",
                "low-confidence": dated.uncertain,
            }
            own_forum = agent.entity if proposal.kind == "adopts" and agent.entity.type == "body" else forum
            made.append(Claim(
                document=self.document.name, agent=agent.entity, kind=proposal.kind,
                target=Target(self._shown(target), linked, addressee), when=dated.when, evidence=evidence,
                status=cast(Status, proposal.status), forum=own_forum, according_to=voices, value=value,
                flags=tuple(flag for flag, is_so in flags.items() if is_so),
            ))  # fmt: skip
        return made

    def _unit(self, part: Part, proposal: Proposal) -> _Unit:
        """The sentence of a claim that is of the form known, and whose quote stands in it."""
        if proposal.kind not in KINDS:
            raise Dropped("unknown kind")
        if proposal.status not in STATUSES:
            raise Dropped("unknown status")
        sentence = next((s for s in part.sentences if s.number == proposal.sentence), None)
        if sentence is None:
            raise Dropped("not a sentence of its part")
        if sentence.span.block.kind == "heading":
            raise Dropped("in a heading")
        unit = _Unit(self.document.text, sentence)
        place = unit.folded.find(proposal.quote)
        if place is None:
            raise Dropped("quote not in its sentence")
        unit.quote = place
        return unit

    def _agent(self, proposal: Proposal, unit: _Unit) -> list[Linked]:
        place = unit.find(proposal.agent, "agent")
        return self.linker.each(*place, quoted=self._in_quotation(unit, place))

    def _asks_for_a_name(self, proposal: Proposal, found: list[Linked]) -> bool:
        """Whether the name that the model gives for a pronoun counts: not where the words themselves say who it is."""
        said = all(f.entity is not None and (f.entity.known or f.entity == self.linker.author) for f in found)
        return bool(proposal.agent_name) and not said

    def _name(self, part: Part, proposal: Proposal) -> tuple[Place, Numbered]:
        """Where the agent's name stands, in the same sentence or an earlier one that the model was shown."""
        sentence = part.shown(proposal.agent_name_sentence or proposal.sentence)
        if sentence is not None and sentence.number <= proposal.sentence:
            place = Folded.of(self.document.text, sentence.span.start, sentence.span.end).find(proposal.agent_name or "")
            if place is not None:
                return place, sentence
        raise Dropped("name of the agent not in its sentence")

    def _voices(self, proposal: Proposal, unit: _Unit) -> tuple[Entity, ...]:
        """Whom the claim is according to; a voice that is lost would make it the document's own."""
        made: list[Entity] = []
        for words in proposal.according_to:
            place = unit.find(words, "source")
            entity = self.linker.who(*place, quoted=self._in_quotation(unit, place)).entity
            if entity is None:
                raise Dropped("source without a name")
            if entity != self.linker.author and entity not in made:
                made.append(entity)
        return tuple(made)

    def _addressee(self, proposal: Proposal, unit: _Unit) -> Entity | None:
        if proposal.kind != "calls-for" or not proposal.addressee:
            return None
        place = unit.find(proposal.addressee, "addressee")
        entity = self.linker.who(*place, quoted=self._in_quotation(unit, place)).entity
        if entity is None:
            raise Dropped("addressee without a name")
        return entity

    def _forum(self, proposal: Proposal, unit: _Unit) -> Entity | None:
        """The body in which it happened, where it is a known one."""
        if not proposal.forum:
            return None
        try:
            place = unit.find(proposal.forum, "forum")
        except Dropped as reason:
            self.left_out.append(str(reason))
            return None
        entity = self.linker.who(*place).entity
        return entity if entity is not None and entity.known and entity.type == "body" else None

    def _date(self, proposal: Proposal, unit: _Unit) -> Dated:
        bound = Dated(self.dating.bound(proposal.status))
        if not proposal.date_words:
            if proposal.date_start or proposal.date_end:
                self.left_out.append("date without its words")
            return bound
        place = unit.folded.find(proposal.date_words, within=unit.quote)
        if place is None:
            self.left_out.append("date words not in its sentence")
            return bound
        span = unit.sentence.span
        stated = (proposal.date_start, proposal.date_end)
        dated = self.dating.read(self.document.text, (span.start, span.end), place, stated, proposal.status)
        if dated.left_out:
            self.left_out.append(dated.left_out)
        return dated

    def _target(self, kind: str, place: Place) -> tuple[Entity | None, bool]:
        """What the target is known as; words that only speak of a known entity are not it."""
        if kind in _TEXT_KINDS:
            return self.linker.only(*place, ("resolution", "draft")), False
        linked = self.linker.who(*place)
        if linked.entity is not None and linked.entity.known:
            return linked.entity, False
        if kind in ("condemns", "expresses-concern"):
            return self.linker.only(*place, ("state",)), linked.ambiguous
        return None, linked.ambiguous

    def _value(self, kind: str, unit: _Unit, target: Place) -> tuple[Value, bool]:
        """Figures, read from the words by the same rules as everywhere."""
        text, span, quote = self.document.text, unit.sentence.span, unit.quote
        if kind == "adopts":
            return tally(text[span.start : span.end], self.words), False
        if kind == "cosponsors":
            return sponsor_count(text[slice(*quote)], self.words), False
        if kind == "funds":
            return money(text[slice(*quote)]), False
        return counts(text[slice(*target)], self.words) if kind in _COUNTING else ((), False)

    def _evidence(self, unit: _Unit, places: list[Place], named: tuple[Place, Numbered] | None) -> tuple[Evidence, ...]:
        """One run of words in the sentence, its stem where it leans on it, and where its agent is named; in the text's order."""
        own = [place for place in places if unit.own(place)]
        spans = {(min(start for start, _ in own), max(end for _, end in own)): unit.sentence}
        stem = unit.sentence.stem
        if unit.leans and stem is not None:
            spans[stem.span.start, stem.span.end] = stem
        if named and not any(start <= named[0][0] and named[0][1] <= end for start, end in spans):
            spans[named[0]] = named[1]
        return tuple(
            Evidence(start, end, self.document.text[start:end], self._shown((sentence.span.start, sentence.span.end)))
            for (start, end), sentence in sorted(spans.items(), key=lambda item: item[0])
        )

    def _shown(self, place: Place) -> str:
        return " ".join(self.document.text[slice(*place)].split())

    def _in_quotation(self, unit: _Unit, place: Place) -> bool:
        span = unit.sentence.span
        found, _ = quoted(self.document.text, span.start, span.end, inside=False)
        return any(start <= place[0] < end for start, end in found)
