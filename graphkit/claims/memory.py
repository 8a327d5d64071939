"""What one sentence of a document leaves for the next: who acted, who "it" is, the text in hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Token

from graphkit.annotate.times import TimeExpression
from graphkit.annotate.view import Sentence
from graphkit.claims.dating import Calendar
from graphkit.claims.discourse import Discourse
from graphkit.claims.floor import Floor
from graphkit.claims.frames import SentenceReader
from graphkit.claims.indirect import root_of
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.runs import Made
from graphkit.claims.stances import OWN_WORDS, Stance
from graphkit.claims.subjects import SUBJECTS
from graphkit.claims.targets import Targets
from graphkit.model.claim import Claim
from graphkit.model.entity import Entity

_ON_TEXTS: Final = ("adopts", "sponsors", "rejects", "votes-for", "votes-against", "abstains")
#: Kinds of stances on things that the next sentence may call "it".
_ON_THINGS: Final = (*_ON_TEXTS, "supports", "opposes", "signs", "ratifies", "establishes", "convenes", "participates", "cosponsors")
#: Kinds of acts by which two deal with one another.
_DEALINGS: Final = ("cooperates", "visits", "participates")
_PUT_TO_THE_VOTE: Final = ("adopts", "sponsors", "rejects", "establishes")


@dataclass
class Memory:
    """Remembers what was told last, in one document.

    Attributes:
        agents: keys of who acted in the sentence before.
        kinds: what they did.
    """

    discourse: Discourse
    calendar: Calendar
    floor: Floor
    lexicon: Lexicon
    agents: set[str | None] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    _made: Made = field(default_factory=list)
    _block: int = -1

    def before(self, sentence: Sentence) -> Made:
        """What the sentence before *sentence* tells, in the same paragraph."""
        return self._made if self._block == sentence.span.block.start else []

    def goes_on(self, stance: Stance, sentence: Sentence, targets: Targets) -> bool:
        """Whether a stance is part of what was told before, and so of its day."""
        first = sentence.doc[0].lower_
        if self.lexicon.has("break", first) or (len(sentence.doc) > 2 and sentence.doc[:3].text.lower() == "in this context"):
            return False
        adds = stance.kind in self.kinds and any(self.lexicon.has("adding", c.lower_) for c in stance.trigger.children)
        return adds or stance.carried or stance.agent.key in self.agents or targets.points_back(stance)

    def remember(self, made: Made, sentence: Sentence) -> None:
        """Take in what *sentence* tells."""
        self._made, self._block = made, sentence.span.block.start
        self.floor.announced(sentence, [claim for _, claim in made], self.lexicon)
        if made and all(claim.when.basis == "document" for _, claim in made if not claim.according_to):
            self.calendar.forget()
        reader = SentenceReader(sentence, self.discourse, self.lexicon)
        self._acts(made, sentence, reader)
        self._issuers(sentence, reader)
        agents = self._spoken_of(made)
        if agents:
            self._actors(agents, made)
        else:
            self._subject(sentence, reader)

    def _acts(self, made: Made, sentence: Sentence, reader: SentenceReader) -> None:
        discourse = self.discourse
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
            elif claim.kind == "reports" and any(self.lexicon.has("report", t.lemma_.lower()) for t in stance.target[:6]):
                discourse.issuer, discourse.issued_at = claim.agent, sentence.span.block.start
                discourse.accusing = any(reader.bad(t) for t in stance.target)
            elif stance.agent_token is not None and self.lexicon.has("text_reference", stance.agent_token.lemma_.lower()):
                discourse.issuer, discourse.issued_at = claim.agent, sentence.span.block.start  # "a statement of X reads"

    def _issuers(self, sentence: Sentence, reader: SentenceReader) -> None:
        """Whose "the report" is: after "a report of the Rapporteur", theirs."""
        if self.lexicon.words("text_reference").isdisjoint(sentence.lemmas):
            return
        for token in sentence.tokens:
            as_such = token.dep_ == "pobj" and token.head.lower_ == "as"  # "a report of X, circulated as a document of Y": it is X's
            if token.pos_ == "NOUN" and not as_such and self.lexicon.has("text_reference", token.lemma_.lower()):
                issuer = reader.phrases.holder(token) or reader.doer(token) or self._speaking_in(token, reader)
                if issuer is not None and issuer.type in ("mandate", "body", "organisation"):
                    self.discourse.issuer, self.discourse.issued_at = issuer, sentence.span.block.start

    def _speaking_in(self, text: Token, reader: SentenceReader) -> Entity | None:
        """Who says something in a text: the "X" of "X said in a statement that ..."."""
        verb = text.head.head
        if text.dep_ != "pobj" or text.head.lower_ != "in" or not any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in text.children):
            return None
        subject = reader.phrases.subject(verb) if verb.pos_ == "VERB" else None
        subject = verb if subject is None and verb.dep_ in SUBJECTS else subject
        return next((e for e, _ in reader.phrases.entities(subject)), None) if subject is not None else None

    def _spoken_of(self, made: Made) -> list[Entity]:
        """Who acts: in a statement, "it" is whoever was spoken of, and not whoever speaks as "we"."""
        agents: dict[tuple[str | None, str], Entity] = {}
        for stance, claim in made:
            spoken_of = stance.by != OWN_WORDS and claim.according_to in ((), (self.discourse.author,))
            if spoken_of and stance.agent_token is not None and stance.agent_token.lower_ not in ("we", "i"):
                agents.setdefault((claim.agent.key, claim.agent.label), claim.agent)
        return list(agents.values())

    def _actors(self, agents: list[Entity], made: Made) -> None:
        discourse = self.discourse
        discourse.agents = agents
        if agents[0].type == "person":
            discourse.person, discourse.spoke = agents[0], None
        officers = [s.agent_token for s, _ in made if s.agent_token is not None and s.agent == agents[0]]
        titles = [t.head for t in officers if t.dep_ == "appos"]  # "the envoy of Peru, Jane Roe"
        if any(self.lexicon.has("officer", w.lemma_.lower()) for t in officers for w in (t, *t.children, *titles)):
            discourse.spoke = agents[0]
        self.agents = {a.key for a in agents}
        self.kinds = {claim.kind for _, claim in made}

    def _subject(self, sentence: Sentence, reader: SentenceReader) -> None:
        """Somebody else is spoken of now: "it" no longer means who acted before."""
        subject = reader.main_subject()
        if subject is None:
            return
        self.discourse.agents, self.agents = subject, set()
        root = root_of(sentence)
        named = reader.phrases.subject(root) if root is not None else None
        if subject and subject[0].type == "state" and named is not None:
            if any(self.lexicon.has("officer", w.lemma_.lower()) for w in (named, *named.children)):
                self.discourse.spoke = subject[0]  # "he" goes on about the officer

    def put_to_the_vote(self, reading: SentenceReader, sentence: Sentence, expressions: list[TimeExpression]) -> None:
        """Remember the text on which a vote is said to be taken, or that is said to be adopted, whoever did it."""
        for what in reading.voted_on():
            days = [e.when for e in expressions if e.when.start is not None and e.when.start == e.when.end]
            words = " ".join(sentence.text[slice(*sentence.cover(reading.title(what)))].split())
            self.discourse.matter = (words, days[0] if len(days) == 1 else None)

    def _take_up(self, stance: Stance, claim: Claim) -> None:
        """Remember the text that is acted on; "the draft" is the one in hand, by the words that say which it is."""
        matter = self.discourse.matter
        told = claim.when.basis in ("explicit", "relative") and claim.when.reading == "within"
        dated = claim.when if told and claim.kind != "sponsors" else None
        bare = all(t.pos_ in ("DET", "ADJ", "PRON") or self.lexicon.has("text", t.lemma_.lower()) for t in stance.target)
        definite = any(
            t.pos_ == "PRON" or self.lexicon.has("same", t.lower_) or (t.dep_ == "det" and t.lower_ not in ("a", "an"))
            for t in stance.target
        )
        if bare and definite and matter is not None:
            self.discourse.matter = (matter[0], dated or matter[1])
        else:
            self.discourse.matter = (claim.target.text, dated)
