"""One document while it is read: what each sentence gives, and what it leaves for the next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from graphkit.annotate.gazetteer import Gazetteer
from graphkit.annotate.times import TimeExpression
from graphkit.annotate.view import Sentence
from graphkit.claims.authorship import is_yearly
from graphkit.claims.dating import Calendar, Dated
from graphkit.claims.discourse import Discourse
from graphkit.claims.explanation import Setting, reading_of
from graphkit.claims.extent import evidence, extent
from graphkit.claims.frames import SentenceReader
from graphkit.claims.indirect import STANCES, root_of
from graphkit.claims.lists import Lists, Matter
from graphkit.claims.memory import Memory
from graphkit.claims.recommendations import Stem, read_stem
from graphkit.claims.rollcall import RollCall, speaker_lists, sponsor_lists
from graphkit.claims.runs import disagrees, implied, repeated
from graphkit.claims.shaping import agency_in
from graphkit.claims.stances import HEARD, OWN_WORDS, Stance, told_by
from graphkit.claims.standing import Standing
from graphkit.claims.tallies import below, opened, tallies
from graphkit.claims.targets import VOTES, Targets
from graphkit.claims.tidy import without_repeats, without_tail
from graphkit.claims.verbs import done
from graphkit.model.claim import Claim
from graphkit.model.dates import When
from graphkit.model.document import Document
from graphkit.model.entity import Entity

if TYPE_CHECKING:
    from graphkit.claims.reader import Reader

#: How often a name in the title counts as one in the text.
_TITLE_WEIGHT: Final = 5

#: Kinds whose target goes on to the end of the clause.
_OPEN_ENDED: Final = ("reports", "condemns", "expresses-concern", "calls-for", "supports", "opposes", "rejects", "violates", "threatens",
                      "offers", "cooperates", "refuses-cooperation", "funds", "sanctions", "lifts-sanctions", "blocks")  # fmt: skip
_SPOKEN: Final = (*STANCES, "opposes", "threatens", "offers")
_ON_TEXTS: Final = ("adopts", "sponsors", "rejects", "votes-for", "votes-against", "abstains")


@dataclass
class Reading:
    """One document while it is read.

    Attributes:
        names: the names known to it: those of the reference data, and those that the document introduces.
        author: who speaks where nobody is named.
        resolves: whether it is a resolution, in which the author is who adopts it.
        record: whether it tells what one speaker after the other said.
        teller: who spoke last, in a record.
    """

    reader: Reader
    document: Document
    names: Gazetteer
    author: Entity
    resolves: bool = False
    record: bool = False
    teller: Entity | None = None
    claims: list[Claim] = field(default_factory=list)

    def __post_init__(self) -> None:
        reader = self.reader
        told = self.document.about or self.document.citation
        title = told.title or ""
        author = self.author
        self.discourse = Discourse(self.document, author, reader.reference, reader.gazetteer.ambiguous, stages=reader.stages)
        self.discourse.resolving = self.resolves
        for mention in self.names.find(self.document.text, 0, len(self.document.text)):
            self.discourse.weigh(mention)
        for mention in self.reader.gazetteer.find(title, 0, len(title)):
            self.discourse.weigh(mention, _TITLE_WEIGHT)
            if mention.record is not None and mention.record.type == "body":
                self.discourse.note(mention)  # "the Committee" in the record of its meeting
        self.discourse.section = self._headed()
        standing = Standing(reader.reference, reader.gazetteer, reader.lexicon)
        self.discourse.published_in = standing.state_of_the_press(told.publisher or "")
        self.discourse.agency = agency_in(self.document.text)
        self.targets = Targets(self.discourse, reader.lexicon, reader.texts, reader.words)
        self.calendar = Calendar(reader.times, told.date or self.document.citation.date, is_yearly(title, told.date))
        self.floor = standing.floor(self.document, self.discourse, author, self.record)
        self.memory = Memory(self.discourse, self.calendar, self.floor, reader.lexicon)
        self.lists = Lists(self.document.name, self.names, self.discourse, self.calendar)
        self.stem: Stem | None = None
        self.listed: set[tuple[str | None, str]] = set()
        self.label: RollCall | None = None  # a label above a list that has not ended
        self.atoms: set[tuple[Any, ...]] = set()

    def _headed(self) -> Entity | None:
        """The state that stands with a colon at the head: "Ghana: Ministry Welcomes Truce"."""
        told = self.document.about or self.document.citation
        for line in (told.title or "", self.document.text.lstrip().partition("\n")[0][:200]):
            first = next(iter(self.reader.gazetteer.find(line, 0, len(line))), None)
            entity = self.discourse.entity(first) if first is not None and first.start == 0 and line[first.end :].startswith(": ") else None
            if entity is not None and entity.type == "state":
                return entity
        return None

    def add(self, sentence: Sentence) -> None:
        """Read one sentence."""
        if not self.reader.stages.coreference:
            self.discourse.forget()
            self.memory.agents = set()
        with self.floor.given(sentence):
            self._add(sentence)

    def _add(self, sentence: Sentence) -> None:
        block = sentence.span.block
        self.discourse.block = block.start
        if self.floor.turn(sentence, self.names, self.reader.lexicon) or self._roll_calls(sentence):
            return
        if block.kind == "heading":
            named = list(sentence.mentions.values())
            alone = len(named) == 1 and sum(t.is_alpha for t in sentence.tokens) == 1
            state = self.discourse.entity(named[0]) if alone else None
            if state is not None and state.type == "state":
                self.discourse.section = state
            self.calendar.take_heading(sentence)
            self._note(sentence)
            return
        if block.kind == "stem":
            self.stem = read_stem(sentence, self.discourse, self.reader.lexicon) if self.reader.stages.lists else None
            self._note(sentence)
            if self.stem is None:
                self._read(sentence)
            return
        if block.kind == "bullet" and self.stem and block.stem is self.stem.sentence.span.block:
            asked = list(self.lists.bulleted(sentence, self.stem, self._setting(sentence))) if sentence.span.start == block.start else []
            for claim in asked:
                self._keep(claim)
            if asked:
                self._note(sentence)
                return
        self._read(sentence)

    def _note(self, sentence: Sentence) -> None:
        for mention in sentence.mentions.values():
            self.discourse.note(mention)

    def _roll_calls(self, sentence: Sentence) -> bool:
        """Votes and sponsors printed as lists: a claim for each name, with its label and its name as evidence."""
        if not self.reader.stages.lists:
            return False
        span, text, lexicon = sentence.span, sentence.text, self.reader.lexicon
        mentions = list(sentence.names)
        if not mentions:  # a list is one of names
            self.label = opened(text, span, lexicon)
            return self.label is not None
        listed = below(text, span, mentions, self.label) if self.label is not None else None
        if listed is not None:
            self._list(listed, sentence, None, self.discourse.matter, vote=True)
            return True
        self.label = None
        votes = list(tallies(text, span, mentions, lexicon))
        others = [*sponsor_lists(text, span, mentions, lexicon), *speaker_lists(text, span, mentions, lexicon)]
        if not votes and not others:
            return False
        # A printed list stands below what is voted on; prose after it is about something else.
        printed = {vote.label for vote in votes if text[vote.label[0]].isupper()}
        shown = {mention.start for mention in sentence.mentions.values()}
        before, read = self.discourse.matter, len(self.claims)
        if not any(vote.label in printed and mention.start in shown for vote in votes for mention in vote.names):
            # What is voted on is told in the sentence itself, and what else it tells is no less told.
            ahead = [(vote.kind, m) for vote in votes for m in vote.names if vote.label[0] < m.start]
            ahead += [(kind, m) for call in others for m in call.names for kind in ("sponsors", "cosponsors", call.kind)]
            self.listed |= {(e.key, kind) for kind, m in ahead if (e := self.discourse.entity(m)) is not None}
            self._read(sentence)
        told = {(claim.agent.key, claim.kind) for claim in self.claims[read:]}
        matter = self.discourse.matter
        for roll_call in others:
            self._list(roll_call, sentence, None, matter)
        for vote in votes:
            under = vote.label in printed
            names = tuple(m for m in vote.names if (e := self.discourse.entity(m)) is None or (e.key, vote.kind) not in told)
            own = None if under or matter == before else matter
            self._list(replace(vote, names=names), sentence, own, before if under else matter, vote=True)
        self.listed.clear()
        return True

    def _list(self, roll_call: RollCall, sentence: Sentence, told: Matter, matter: Matter, vote: bool = False) -> None:
        for claim in self.lists.called(roll_call, sentence, told, matter, vote, self._setting(sentence)):
            self._keep(claim)
            self.listed |= {(claim.agent.key, kind) for kind in ("sponsors", "cosponsors", roll_call.kind)}

    def _read(self, sentence: Sentence) -> None:
        lexicon, discourse = self.reader.lexicon, self.discourse
        before = discourse.cosponsoring
        told = "sponsor" in sentence.text[sentence.span.start : sentence.span.end].casefold()
        here = told and any(t.lemma_.lower().endswith("cosponsor") for t in sentence.tokens)
        discourse.cosponsoring = here or before
        reading = SentenceReader(sentence, discourse, lexicon)
        reading.phrases.introduce()
        stances = reading.read()
        self._note(sentence)
        discourse.cosponsoring = here
        stages = self.reader.stages
        phrases = self.reader.recurrences.find(sentence.text, sentence.span.start, sentence.span.end)
        phrases = phrases if stages.recurrence else []
        # The years of a run date the run, not the act that is told.
        expressions = [e for e in self.calendar.expressions(sentence) if not any(p.dates_the_run(e.start, e.end) for p in phrases)]
        made: list[tuple[Stance, Claim]] = []
        kept = [s for s in without_repeats(stances) if (s.agent.key, s.kind) not in self.listed]
        self.listed.clear()
        if self.floor.voiced():
            kept += told_by(reading.own(discourse.author, kept), OWN_WORDS) if stages.own_voice else []
        elif self.record:
            kept += self._heard(sentence, reading, kept)
        self._quoted(sentence, reading, kept)
        # Of coordinated agents, one that goes on with an act is enough for all.
        going_on = {s.trigger.i for s in kept if self.memory.goes_on(s, sentence, self.targets)}
        going_on |= {s.trigger.i for s in kept if s.trigger.dep_ == "conj" and s.trigger.head.i in going_on}
        asides = [(p.start, p.end) for p in phrases] + [(e.start, e.end) for e in expressions]
        if reading.leaning is not None:  # "according to X" is no part of what was done, nor is a date before it
            asides.insert(0, sentence.cover(list(reading.leaning[0].subtree)))
        for stance in kept:
            stance.target = without_tail(extent(stance, kept) if stance.kind in _OPEN_ENDED else stance.target, sentence, asides)
            claim = self._claim(stance, sentence, expressions, stance.trigger.i in going_on)
            if self._keep(claim):
                made.append((stance, claim))
        for phrase in phrases:
            for claim, span in repeated(phrase, made, self.memory.before(sentence), sentence):
                if disagrees(phrase, claim):
                    self._replace(claim, replace(claim, flags=(*claim.flags, "arithmetic")))
                run = implied(claim, phrase)
                if run:
                    self._keep(replace(run, evidence=(evidence(sentence, *span),)))
        self.floor.note_speaker(sentence, reading.phrases.quoted_speaker if discourse.quotations else None)
        self.calendar.take_lead(sentence, expressions)
        self.memory.put_to_the_vote(reading, sentence, expressions)
        self.memory.remember(made, sentence)

    def _quoted(self, sentence: Sentence, reading: SentenceReader, kept: list[Stance]) -> None:
        """What others are said to do inside quotation marks is the word of whoever is quoted."""
        offsets, quotations = sentence.offsets, self.discourse.quotations
        for stance in kept:
            who = stance.agent_token
            if stance.according_to or who is None or stance.trigger.pos_ != "VERB" or not self.reader.stages.attribution:
                continue
            at = offsets[who.i][0], offsets[stance.trigger.i][0]
            if any(start <= min(at) and max(at) < end for start, end in quotations):
                speaker = reading.phrases.quoted_speaker or self.discourse.quoting
                if speaker is not None and speaker.key != stance.agent.key:
                    stance.according_to = (speaker,)

    def _heard(self, sentence: Sentence, reading: SentenceReader, kept: list[Stance]) -> list[Stance]:
        """In a record, note who speaks; what nobody is said to say is said by whoever spoke last."""
        root = root_of(sentence)
        if root is None:
            return []
        spoken = [s for s in kept if s.agent_token is not None and s.kind in STANCES]
        main = [s for s in spoken if s.trigger.i == root.i or s.trigger.head.i == root.i]
        subject = reading.phrases.subject(root)
        speaking = self.reader.lexicon.speaks(root.lemma_.lower()) and subject is not None and subject.pos_ != "PRON"
        if main and not any(s.according_to for s in main):
            teller = main[0].agent
            self.teller = teller if teller.type != "document" else None
            for stance in kept if self.teller is not None else ():
                if stance.agent.key != teller.key and not stance.according_to:
                    stance.according_to = (teller,)  # what a speaker takes for granted is told by that speaker
            return []
        if speaking and subject is not None and reading.phrases.entities(subject):
            self.teller = reading.phrases.entities(subject)[0][0]  # somebody else has the word, whatever was read of it
            return []
        if self.teller is None or (speaking and subject is not None and subject.pos_ == "PROPN"):
            return []
        return told_by(reading.indirect(self.teller, kept), HEARD)

    def _claim(self, stance: Stance, sentence: Sentence, expressions: list[TimeExpression], goes_on: bool) -> Claim:
        when, by = self.calendar.date(stance, sentence, expressions, goes_on)
        if stance.status == "asserted" and self.calendar.ahead(when):
            if done(stance.trigger):
                when, by = self.calendar.bounded()  # "has taken part, and will go to the review in 2024": another act's day
            else:
                stance.status = "hypothetical"  # "flies to Cairo tomorrow"
                when, by = self.calendar.date(stance, sentence, expressions, goes_on)
        span = self._span(stance, sentence)
        matter = self.discourse.matter
        if stance.kind in VOTES and matter and matter[1] and when.basis == "document" and stance.status != "hypothetical":
            when, by = matter[1], "a vote on the text in hand is cast on the day of that text"
        elif when.basis == "document" and stance.status == "asserted" and not stance.according_to:
            found = self._day_of_the_text(stance, sentence)
            when, by = (found, "the day of the text in hand, or of the session told of") if found else (when, by)
        target = self.targets.target(stance, sentence, when)
        forum = self.targets.forum(stance, sentence, target)
        value, malformed = self.targets.value(stance, sentence, span)
        flags = [
            *stance.flags,
            *(["ambiguous-agent"] if not stance.agent.known and stance.agent.type in ("body", "mandate") else []),
            *(["malformed-figure"] if malformed else []),
        ]
        if when.start is None and when.end is None and stance.status != "hypothetical":
            flags.append("undated")
        return Claim(
            document=self.document.name, agent=stance.agent, kind=stance.kind, target=target, when=when,
            evidence=(evidence(sentence, *span),), status=stance.status, forum=forum,
            according_to=stance.according_to if self.reader.stages.attribution else (), value=value, flags=tuple(flags),
            reading=reading_of(stance, target, Dated(when, by), forum, self._setting(sentence)),
        )  # fmt: skip

    def _setting(self, sentence: Sentence) -> Setting:
        return Setting(sentence, self.discourse, self.floor.ground())

    def _day_of_the_text(self, stance: Stance, sentence: Sentence) -> When | None:
        """When a body speaks through the text it has just adopted, or acts on texts in the session told of."""
        matter, adopter, told = self.discourse.matter, self.discourse.adopter, self.calendar.told
        if matter and matter[1] and stance.kind in STANCES and adopter is not None and self.discourse.acts_for(adopter, stance.agent):
            return matter[1]
        if told is None or told.start != told.end:
            return None
        if stance.kind in _ON_TEXTS and self.calendar.recent(told):
            return told
        # What is said in the same passage, in the past tense, is said on the day that the passage tells of.
        spoken = stance.kind in _SPOKEN and stance.trigger.tag_ in ("VBD", "VBG")
        return told if spoken and (self.calendar.recent(told) or self.calendar.block == sentence.span.block.start) else None

    def _span(self, stance: Stance, sentence: Sentence) -> tuple[int, int]:
        tokens = [stance.trigger, *stance.target]
        if stance.agent_token is not None:
            tokens.append(stance.agent_token)
        return sentence.cover(tokens)

    def _keep(self, claim: Claim) -> bool:
        atom = claim.atom
        if atom in self.atoms:
            return False
        self.atoms.add(atom)
        self.claims.append(claim)
        return True

    def _replace(self, old: Claim, new: Claim) -> None:
        self.claims[self.claims.index(old)] = new
