"""One document while it is read: what each sentence gives, and what it leaves for the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from spacy.tokens import Token

from graphkit.annotate.gazetteer import Gazetteer
from graphkit.annotate.recurrence import Recurrence
from graphkit.annotate.times import TimeExpression
from graphkit.annotate.view import Sentence
from graphkit.claims.authorship import is_yearly, publishing_state
from graphkit.claims.context import done
from graphkit.claims.dating import Calendar, Dated
from graphkit.claims.discourse import Discourse, entity_of
from graphkit.claims.explanation import Setting, bullet_reading, linked, list_reading, reading_of
from graphkit.claims.extent import extent
from graphkit.claims.floor import Floor
from graphkit.claims.frames import SentenceReader
from graphkit.claims.heads import declared_in
from graphkit.claims.indirect import STANCES, root_of
from graphkit.claims.recommendations import Stem, read_stem
from graphkit.claims.rollcall import RollCall, speaker_lists, sponsor_lists, text_voted_on
from graphkit.claims.runs import disagrees, implied
from graphkit.claims.stances import HEARD, OWN_WORDS, Stance, told_by
from graphkit.claims.tallies import below, opened, tallies
from graphkit.claims.targets import VOTES, Targets
from graphkit.claims.tidy import governors, without_repeats, without_tail
from graphkit.model.claim import Claim, Evidence, Target
from graphkit.model.dates import When
from graphkit.model.document import Document
from graphkit.model.entity import Entity

if TYPE_CHECKING:
    from graphkit.claims.reader import Reader

#: A text in hand: its words, and the day of the act on it where it is told.
_Matter = tuple[str, When | None] | None
#: How often a name in the title counts as one in the text.
_TITLE_WEIGHT: Final = 5

#: Kinds whose target goes on to the end of the clause.
_OPEN_ENDED: Final = ("reports", "condemns", "expresses-concern", "calls-for", "supports", "opposes", "rejects", "violates", "threatens",
                      "offers", "cooperates", "refuses-cooperation", "funds", "sanctions", "lifts-sanctions", "blocks")  # fmt: skip
_SPOKEN: Final = (*STANCES, "opposes", "threatens", "offers")
_ON_TEXTS: Final = ("adopts", "sponsors", "rejects", "votes-for", "votes-against", "abstains")
#: Kinds of stances on things that the next sentence may call "it".
_ON_THINGS: Final = (*_ON_TEXTS, "supports", "opposes", "signs", "ratifies", "establishes", "convenes", "participates", "cosponsors")
#: Kinds of acts by which two deal with one another.
_DEALINGS: Final = ("cooperates", "visits", "participates")
_PUT_TO_THE_VOTE: Final = ("adopts", "sponsors", "rejects", "establishes")


def _in_its_own_voice(text: str) -> bool:
    """Whether a text of a state speaks as "we" outside quotation marks, rather than reporting."""
    outside = re.sub('[\u201c"][^\u201d"]*[\u201d"]', " ", text)
    return len(re.findall(r"\b(?:[Ww]e|[Oo]ur|[Mm]y delegation|us)\b", outside)) >= 2


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
        self.discourse.published_in = self._state_of_the_press(told.publisher or "")
        self.targets = Targets(self.discourse, reader.lexicon, reader.texts, reader.words)
        self.calendar = Calendar(reader.times, told.date or self.document.citation.date, is_yearly(title, told.date))
        # In a statement, an adverse sentence is the speaker's own accusation; in an article it is told, not made.
        titled = any(reader.lexicon.has("statement", word) for word in re.findall(r"\w+", title.lower()))
        declared = None if self.document.about else declared_in(title, self.document.text, reader.gazetteer, reader.lexicon)
        # A byline over somebody's own words names the officer; who is declared, the state.
        headed = declared is not None and (not told.author or author.type == "person")
        in_office = (
            author.type == "person" and publishing_state(self.document, reader.reference, reader.gazetteer, reader.lexicon) is not None
        )
        own_voice = (author.type == "state" or in_office) and _in_its_own_voice(self.document.text)
        statement = titled or headed or own_voice or self._polemic(title)
        official = any(reader.lexicon.has("issuing_organ", word) for word in re.findall(r"\w+", title.lower()))
        official |= in_office or (declared is not None and declared.official)
        self.floor = Floor(self.discourse, author, statement, official)
        if statement:
            why = "by its title" if titled else "by its head or foot" if headed else 'in which it speaks as "we", or scolds'
            self.floor.standing = f"whose statement the document is, {why}"
        self.stem: Stem | None = None
        self.listed: set[tuple[str | None, str]] = set()
        self.label: RollCall | None = None  # a label above a list that has not ended
        self.agents_before: set[str | None] = set()
        self.kinds_before: set[str] = set()
        self.made_before: list[tuple[Stance, Claim]] = []
        self.told_at = -1
        self.ids: set[str] = set()

    def _state_of_the_press(self, publisher: str) -> Entity | None:
        """The state whose agency or broadcaster publishes, by its name: "Syrian State News Agency"."""
        words = re.findall(r"\w+", publisher.lower())
        if not any(self.reader.lexicon.has("press", word) for word in words):
            return None
        named = {
            m.record.key: m.record
            for m in self.reader.gazetteer.find(publisher, 0, len(publisher))
            if m.record and m.record.type == "state"
        }
        return entity_of(next(iter(named.values()))) if len(named) == 1 else None

    def _polemic(self, title: str) -> bool:
        """Whether a state's press scolds in its own voice, outside quotation marks; a record of what others say does not."""
        if self.record or self.discourse.home is None or self.author.type not in ("organisation", "state"):
            return False
        text = f"{title}. {self.document.text}"
        outside = re.sub('[\u201c"][^\u201d"]*[\u201d"]', " ", text).lower()
        return any(self.reader.lexicon.has("scolding", word) for word in re.findall(r"[\w-]+", outside))

    def add(self, sentence: Sentence) -> None:
        """Read one sentence."""
        if not self.reader.stages.coreference:
            self.discourse.forget()
            self.agents_before = set()
        with self.floor.given(sentence):
            self._add(sentence)

    def _add(self, sentence: Sentence) -> None:
        block = sentence.span.block
        self.discourse.block = block.start
        if self.floor.turn(sentence, self.names, self.reader.lexicon) or self._roll_calls(sentence):
            return
        if block.kind == "heading":
            named = list(sentence.mentions.values())
            alone = len(named) == 1 and sum(t.is_alpha for t in sentence.doc) == 1
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
            if sentence.span.start == block.start and self._bullet(sentence, self.stem):
                self._note(sentence)
                return
        self._read(sentence)

    def _note(self, sentence: Sentence) -> None:
        for mention in sentence.mentions.values():
            self.discourse.note(mention)

    # -- lists under a stem --------------------------------------------------------------

    def _bullet(self, sentence: Sentence, stem: Stem) -> bool:
        text = " ".join(sentence.text[sentence.span.start : sentence.span.end].split()).rstrip(".;")
        text = f"{stem.lead} {text}".strip()
        addressees: tuple[Entity | None, ...] = stem.addressees or ((None,) if stem.lead else ())
        for agent in stem.agents:
            for addressee in addressees:
                dated = self.calendar.bounded()
                self._keep(Claim(
                    self.document.name, agent, "calls-for", Target(text, None, addressee), dated.when,
                    (self._evidence(stem.sentence, stem.sentence.span.start, stem.sentence.span.end),
                     self._evidence(sentence, sentence.span.start, sentence.span.end)),
                    reading=bullet_reading(stem, agent, addressee, text, dated, self._setting(sentence)),
                ))  # fmt: skip
        return bool(stem.agents and addressees)

    # -- sentences -----------------------------------------------------------------------

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

    def _list(self, roll_call: RollCall, sentence: Sentence, told: _Matter, matter: _Matter, vote: bool = False) -> None:
        """A claim for each name of a list; *told* is the text that the sentence itself says it is on, *matter* the one in hand."""
        text = sentence.text
        target, on, dated = self._listed(roll_call, sentence, told, matter, vote)
        for mention in roll_call.names:
            agent = self.discourse.entity(mention)
            if agent is not None:
                spans = (roll_call.label, (mention.start, mention.end))
                evidence = tuple(Evidence(*s, text[slice(*s)], " ".join(text[slice(*s)].split())) for s in spans)
                reading = list_reading(mention, agent, text[slice(*roll_call.label)], on, dated, self._setting(sentence))
                self._keep(Claim(self.document.name, agent, roll_call.kind, target, dated.when, evidence, reading=reading))
                self.listed |= {(agent.key, kind) for kind in ("sponsors", "cosponsors", roll_call.kind)}

    def _listed(self, roll_call: RollCall, sentence: Sentence, told: _Matter, matter: _Matter, vote: bool) -> tuple[Target, str, Dated]:
        """On what text a printed list is, how that is known, and of what day: the draft named last before it, else the text in hand."""
        text, matter = sentence.text, told or matter
        if roll_call.kind == "participates":
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

    def _read(self, sentence: Sentence) -> None:
        lexicon, discourse = self.reader.lexicon, self.discourse
        before = discourse.cosponsoring
        here = any(t.lemma_.lower().endswith("cosponsor") for t in sentence.doc)
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
        going_on = {s.trigger.i for s in kept if self._same_act(s, sentence)}
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
            self._run(phrase, made, sentence)
        self.floor.note_speaker(sentence, reading.phrases.quoted_speaker if discourse.quotations else None)
        self.calendar.take_lead(sentence, expressions)
        self._put_to_the_vote(reading, sentence, expressions)
        self.made_before, self.told_at = made, sentence.span.block.start
        self._remember(made, sentence)

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
            evidence=(self._evidence(sentence, *span),), status=stance.status, forum=forum,
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

    def _evidence(self, sentence: Sentence, start: int, end: int) -> Evidence:
        return Evidence(start, end, sentence.text[start:end], sentence.quote)

    def _same_act(self, stance: Stance, sentence: Sentence) -> bool:
        lexicon = self.reader.lexicon
        first = sentence.doc[0].lower_
        if lexicon.has("break", first) or (len(sentence.doc) > 2 and sentence.doc[:3].text.lower() == "in this context"):
            return False
        adds = stance.kind in self.kinds_before and any(lexicon.has("adding", c.lower_) for c in stance.trigger.children)
        return adds or stance.carried or stance.agent.key in self.agents_before or self.targets.points_back(stance)

    # -- what one sentence leaves for the next -------------------------------------------

    def _run(self, phrase: Recurrence, made: list[tuple[Stance, Claim]], sentence: Sentence) -> None:
        """Expand a phrase of recurrence for the act it belongs to, once for each agent."""
        covered = [t for t in sentence.doc if sentence.offsets[t.i][0] < phrase.end and phrase.start < sentence.offsets[t.i][1]]
        if not covered:
            return
        here = self._opened(made, covered) or made
        made = here or self._meant(sentence, covered[-1])
        if not made:
            return
        # The words of another sentence are neither over the phrase nor near it.
        governing = governors(covered[0]) if here else []
        ranked = sorted(
            made,
            key=lambda item: (
                governing.index(item[0].trigger.i) if item[0].trigger.i in governing else 99,
                item[1].kind in ("reports", "condemns") and len(made) > 1,
                abs(sentence.offsets[item[0].trigger.i][0] - phrase.start) if here else 0,
            ),
        )
        trigger, kind = ranked[0][0].trigger.i, ranked[0][1].kind
        for stance, claim in made:
            if stance.trigger.i != trigger or claim.kind != kind:
                continue
            span = (min(claim.evidence[0].start, phrase.start), max(claim.evidence[0].end, phrase.end))
            if claim.evidence[0].end <= sentence.span.start:
                span = sentence.cover(list(sentence.doc))  # told in the sentence before
            if disagrees(phrase, claim):
                self._replace(claim, replace(claim, flags=(*claim.flags, "arithmetic")))
            run = implied(claim, phrase)
            if run:
                self._keep(replace(run, evidence=(self._evidence(sentence, *span),)))

    def _opened(self, made: list[tuple[Stance, Claim]], phrase: list[Token]) -> list[tuple[Stance, Claim]]:
        """The acts of the clause that a phrase between commas opens: "Although ..., for the first time since 2008, X declined"."""
        doc, first, last = phrase[0].doc, phrase[0].i, phrase[-1].i
        if first == 0 or last + 2 >= len(doc) or doc[first - 1].text != "," or doc[last + 1].text != "," or doc[last + 2].pos_ == "CCONJ":
            return []
        return [m for m in made if (who := m[0].agent_token) is not None and 0 < who.left_edge.i - last <= 2]

    def _meant(self, sentence: Sentence, last: Token) -> list[tuple[Stance, Claim]]:
        """The acts of the sentence before, where this one only says how often: "This is the second year in a row"."""
        opening = list(sentence.doc[:5])
        if not opening or opening[0].pos_ not in ("PRON", "DET") or self.told_at != sentence.span.block.start:
            return []
        words = [t.lemma_.lower() for t in opening[1:] if (t.lemma_.lower() != "have" and t.pos_ != "ADV") or t.lower_ == "so"]
        if words[:1] != ["be"] and words[:2] != ["do", "so"]:
            return []
        if any(t.lower_ == "of" for t in sentence.doc[last.i + 1 : last.i + 2]):
            return []  # "the third consecutive year of drought"
        return self.made_before

    def _remember(self, made: list[tuple[Stance, Claim]], sentence: Sentence) -> None:
        discourse, lexicon = self.discourse, self.reader.lexicon
        self.floor.announced(sentence, [claim for _, claim in made], lexicon)
        if made and all(claim.when.basis == "document" for _, claim in made if not claim.according_to):
            self.calendar.forget()
        reader = SentenceReader(sentence, discourse, lexicon)
        on = [claim.target.text for _, claim in made if claim.kind in _ON_THINGS]
        discourse.toward = (sentence.span.block.start, on[-1]) if on else None
        for stance, claim in made:
            other = claim.target.entity
            if claim.kind in _DEALINGS and other is not None and {other.type, claim.agent.type} <= {"state", "person"}:
                discourse.parties = (claim.agent, other)
            if claim.status != "hypothetical":
                self.calendar.remember(claim.when, sentence, None if claim.according_to else claim.agent.key)
            if claim.kind == "adopts" and claim.agent.type == "body":
                discourse.adopter, discourse.text = claim.agent, claim.target.entity
                discourse.issuer, discourse.issued_at = claim.agent, sentence.span.block.start
            elif claim.kind in ("sponsors", "cosponsors") and claim.target.entity:
                discourse.text = claim.target.entity
            if claim.kind in _PUT_TO_THE_VOTE and claim.status == "asserted" and not stance.carried:
                self._take_up(stance, claim)
            elif claim.kind == "reports" and any(self.reader.lexicon.has("report", t.lemma_.lower()) for t in stance.target[:6]):
                discourse.issuer, discourse.issued_at = claim.agent, sentence.span.block.start
                discourse.accusing = any(reader.bad(t) for t in stance.target)
        phrases = reader.phrases
        for token in sentence.doc:
            if token.pos_ == "NOUN" and lexicon.has("text_reference", token.lemma_.lower()):
                issuer = phrases.holder(token)
                if issuer is not None and issuer.type in ("mandate", "body", "organisation"):
                    discourse.issuer, discourse.issued_at = (
                        issuer,
                        sentence.span.block.start,
                    )  # "a report of the Rapporteur": "the report" is theirs
        agents: dict[tuple[str | None, str], Entity] = {}
        for stance, claim in made:
            # In a statement, "it" is whoever was spoken of, and not whoever speaks as "we".
            spoken_of = stance.by != OWN_WORDS and claim.according_to in ((), (discourse.author,))
            if spoken_of and stance.agent_token is not None and stance.agent_token.lower_ not in ("we", "i"):
                agents.setdefault((claim.agent.key, claim.agent.label), claim.agent)
        if agents:
            discourse.agents = list(agents.values())
            if discourse.agents[0].type == "person":
                discourse.person, discourse.spoke = discourse.agents[0], None
            officers = [t.agent_token for t, c in made if t.agent_token is not None and t.agent == discourse.agents[0]]
            if any(lexicon.has("officer", w.lemma_.lower()) for t in officers for w in (t, *t.children)):
                discourse.spoke = discourse.agents[0]
            self.agents_before = {a.key for a in agents.values()}
            self.kinds_before = {claim.kind for _, claim in made}
        else:
            subject = reader.main_subject()
            if subject is not None:
                # Somebody else is spoken of now: "it" no longer means who acted before.
                discourse.agents, self.agents_before = subject, set()
                root = root_of(sentence)
                named = phrases.subject(root) if root is not None else None
                if subject and subject[0].type == "state" and named is not None:
                    if any(lexicon.has("officer", w.lemma_.lower()) for w in (named, *named.children)):
                        discourse.spoke = subject[0]  # "he" goes on about the officer

    def _put_to_the_vote(self, reading: SentenceReader, sentence: Sentence, expressions: list[TimeExpression]) -> None:
        """Remember the text on which a vote is said to be taken, or that is said to be adopted, whoever did it."""
        for what in reading.voted_on():
            days = [e.when for e in expressions if e.when.start is not None and e.when.start == e.when.end]
            words = " ".join(sentence.text[slice(*sentence.cover(reading.title(what)))].split())
            self.discourse.matter = (words, days[0] if len(days) == 1 else None)

    def _take_up(self, stance: Stance, claim: Claim) -> None:
        """Remember the text that is acted on; "the draft" is the one in hand, by the words that say which it is."""
        matter, lexicon = self.discourse.matter, self.reader.lexicon
        told = claim.when.basis in ("explicit", "relative") and claim.when.reading == "within"
        dated = claim.when if told and claim.kind != "sponsors" else None
        bare = all(t.pos_ in ("DET", "ADJ", "PRON") or lexicon.has("text", t.lemma_.lower()) for t in stance.target)
        definite = any(
            t.pos_ == "PRON" or lexicon.has("same", t.lower_) or (t.dep_ == "det" and t.lower_ not in ("a", "an")) for t in stance.target
        )
        if bare and definite and matter is not None:
            self.discourse.matter = (matter[0], dated or matter[1])
        else:
            self.discourse.matter = (claim.target.text, dated)

    def _keep(self, claim: Claim) -> bool:
        identity = claim.id
        if identity in self.ids:
            return False
        self.ids.add(identity)
        self.claims.append(claim)
        return True

    def _replace(self, old: Claim, new: Claim) -> None:
        self.claims[self.claims.index(old)] = new
