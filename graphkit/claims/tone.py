"""Which stance a speaker takes by what is said: an accusation, a worry, praise, a denial, a demand, a threat, or a mere report."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.claims.context import Context
from graphkit.claims.subjects import SUBJECTS
from graphkit.claims.voice import Voice
from graphkit.model.entity import Entity


def _nothing_but(word: Token) -> bool:
    """Whether "nothing" leads in what there is: "nothing but contempt"."""
    return any(t.lower_ in ("but", "except") for t in word.doc[word.i + 1 : word.i + 2])


class Tone(Voice):
    """Judges the clauses that somebody is said to say."""

    def _tone(self, verb: Token, clause: Token, speaker: Entity, accused: list[Entity], inner: Context) -> str:
        words = [t for t in clause.subtree if t.i != verb.i]
        own = {speaker.key, (self.discourse.state_of(speaker) or speaker).key}
        discredited = self.discredited(clause)
        bad = discredited or any(self.bad(t) or self.abusive(t) for t in words) or bool(self.unwilling(clause, own))
        loaded = discredited or any(self.means(t, "invective") for t in words if self.bad(t))
        topic = self.discourse.topic_state()
        itself = topic is not None and topic.key in own
        official = self._official(speaker)
        if self._menaced(clause, speaker, inner):
            return "threatens"
        turn = self.idiom(clause)
        if official and turn in ("threatens", "rejects"):
            return turn
        if official and (self._denied(clause) or self._own_innocence(clause, own, inner)):
            return "rejects"
        if official and self._own_act(clause, own):
            return "threatens" if self._harms(clause) else "offers"
        if official and self._conceded(clause, own):
            return "offers"
        found_out = self.lexicon.has("finding", verb.lemma_.lower())
        adverse = turn in ("condemns", "expresses-concern")
        if turn is not None and not (adverse and ((itself and not self._of_others(clause, own)) or found_out)):
            return turn
        if self._needful(clause) and not inner.negated:
            return "calls-for"
        if self._owed(clause) and not inner.negated:
            return "calls-for"  # "has a duty to end the killings": asked of whoever has it
        if self._own_past(clause, own):
            return "reports"
        if accused and (bad or loaded):
            # What an organisation found out is a finding, however bad; what it calls brutal is its own judgement.
            told = speaker.type in ("organisation", "body", "document") and self._event(clause) and not loaded and found_out
            return "reports" if told else "condemns"
        if loaded and (discredited or not inner.negated) and (itself or official):
            return "condemns"
        if bad and speaker.type != "document" and (discredited or not inner.negated) and self._of_a_deed(clause):
            return "condemns"
        if self._unfair(clause):
            return "condemns"
        if itself:
            return "reports"  # what a state says of itself is a report, whatever it speaks of
        if self._asks(clause):
            return "calls-for"
        if self._worries(clause) and not inner.negated:
            return "expresses-concern"
        if self._praised(clause) and not inner.negated:
            return "supports"
        finding = found_out or self._counted_victims(clause) or (speaker.type in ("organisation", "document") and self._event(clause))
        # A state that speaks of what happened elsewhere does not merely tell it.
        stately = speaker.type == "state" or (official and self.discourse.ordering)
        if bad and (stately or not finding):
            return "expresses-concern"
        return "reports"

    def _of_a_deed(self, clause: Token) -> bool:
        """Whether a clause says something bad of what somebody chose to do: "the report would erode trust"."""
        if not any(c.dep_ in SUBJECTS and self.deed(c) for c in clause.children) or any(
            self.lexicon.has(name, clause.lemma_.lower()) for name in ("mending", "finding", "content_verb")
        ):
            return False
        return self.spoken_ill_of(clause)

    def _menaced(self, clause: Token, speaker: Entity, inner: Context) -> bool:
        """Whether somebody who can make it come true foretells harm."""
        words = list(clause.subtree)
        if not self._official(speaker):
            return False
        if inner.negated and not self.lexicon.has("hesitating", clause.lemma_.lower()):  # "will not go unanswered"
            return any(self.lexicon.has("let_go", t.lemma_.lower()) for t in words)
        conditional = any(c.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in c.children) for c in clause.children)
        if conditional and self._own_act(clause, {speaker.key, (self.discourse.state_of(speaker) or speaker).key}):
            return bool(self.abusive(clause) or self.bad(clause) or self.lexicon.has("severing", clause.lemma_.lower()))
        foretold = any(c.lower_ in ("will", "would") for t in words if t.pos_ in ("VERB", "AUX") for c in t.children if c.dep_ == "aux")
        return foretold and self.menacing(words)

    def _official(self, speaker: Entity) -> bool:
        """Whether a state speaks, through whatever organ, or a person."""
        return speaker.type in ("state", "person") or self.discourse.state_of(speaker) is not None

    def _event(self, clause: Token) -> bool:
        """Whether a clause tells of something done, rather than how things are."""
        return clause.pos_ == "VERB" and any(f.kind == "violates" for f in self.lexicon.frames("verb", clause.lemma_.lower()))

    def _counted_victims(self, clause: Token) -> bool:
        """Whether a clause tells how many something befell: "a further 37 were killed"."""
        subjects = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass") and not self.phrases.entities(c)]
        return any(t.like_num and t.lower_ != "one" for s in subjects for t in (s, *s.children))

    def _denied(self, clause: Token) -> bool:
        """Whether a clause says of an allegation that it is untrue: "was doctored", "did not exist"."""
        main = [clause, *(c for c in clause.children if c.dep_ in ("acomp", "attr", "oprd"))]
        if clause.lemma_ == "have" and any(c.dep_ == "dobj" and c.lower_ == "nothing" and not _nothing_but(c) for c in clause.children):
            return True  # "had nothing to do with it"
        if self._without_truth(clause):
            return True
        return any(self.lexicon.has("denial_verb" if t.pos_ == "VERB" else "denial", w) for t in main for w in (t.lemma_.lower(), t.lower_))

    def _own_innocence(self, clause: Token, own: set[str | None], inner: Context) -> bool:
        """Whether somebody says that they have not done something bad: "said its army had not fired on the crowd"."""
        subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
        if subject is None or not inner.negated or clause.tag_ not in ("VBD", "VBN") or not (self.abusive(clause) or self.bad(clause)):
            return False
        return subject.lower_ in ("it", "we", "they", "no", "nobody") or any(e.key in own for e, _ in self.phrases.entities(subject))

    def _of_others(self, clause: Token, own: set[str | None]) -> bool:
        """Whether a clause names another state than the speaker's."""
        named = (self.discourse.entity(self.sentence.mentions[t.i]) for t in clause.subtree if t.i in self.sentence.mentions)
        return any(e is not None and e.type == "state" and e.key not in own for e in named)

    def _without_truth(self, clause: Token) -> bool:
        """Whether it is said that there is none of something: "there was no truth in it", "had no basis", "no such attack took place"."""
        there = clause.lemma_ == "be" and any(c.dep_ == "expl" for c in clause.children)
        held = ("attr",) if there else ("dobj",) if clause.lemma_ in ("have", "lack") else ()
        for noun in clause.children:
            none = any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)
            if none and noun.dep_ in SUBJECTS and any(c.lower_ == "such" for c in noun.children):
                return True
            without = none or (clause.lemma_ == "lack" and noun.dep_ == "dobj")
            charged = there and (self.abusive(noun) or self.lexicon.has("prisoner", noun.lemma_.lower()))
            if noun.dep_ in held and without and (charged or self.lexicon.has("truth", noun.lemma_.lower())):
                return True
        return False

    def _own_past(self, clause: Token, own: set[str | None]) -> bool:
        """Whether somebody tells what they themselves have done."""
        subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
        if subject is None or clause.tag_ not in ("VBD", "VBN"):
            return False
        return subject.lower_ in ("it", "we", "i") or any(e.key in own for e, _ in self.phrases.entities(subject))

    def _conceded(self, clause: Token, own: set[str | None]) -> bool:
        """Whether a state says that something of its own will be done away with or opened: "said that the laws would be repealed"."""
        subjects = [c for c in clause.children if c.dep_ == "nsubjpass"]
        if (
            not subjects
            or not self.lexicon.has("concession", clause.lemma_.lower())
            or any(c.dep_ in ("neg", "agent") for c in clause.children)
        ):
            return False
        if not any(c.lower_ in ("will", "would", "'ll") for c in clause.children if c.dep_ == "aux"):
            return False
        named = [self.discourse.entity(self.sentence.mentions[t.i]) for s in subjects for t in s.subtree if t.i in self.sentence.mentions]
        return all(e is None or e.type != "state" or e.key in own for e in named)

    def _own_act(self, clause: Token, own: set[str | None]) -> bool:
        """Whether somebody says what they themselves will do."""
        if clause.pos_ != "VERB" or not any(c.lower_ in ("will", "would", "'ll") for c in clause.children if c.dep_ == "aux"):
            return False
        if any(c.dep_ == "neg" for c in clause.children):
            return False
        subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
        if subject is None:
            return False
        at = self.sentence.offsets[subject.i][0]
        quoted = any(start <= at < end for start, end in self.discourse.quotations)
        themselves = ("we", "i") if quoted else ("it", "they", "we", "he", "she", "i")  # "they", in one's own words, are others
        if quoted and subject.pos_ == "PRON":
            return subject.lower_ in themselves
        return subject.lower_ in themselves or any(e.key in own for e, _ in self.phrases.entities(subject))

    def _harms(self, clause: Token) -> bool:
        """Whether what somebody says they will do is a penalty: "said that it would impose sanctions", "would cut off aid"."""
        particles = {"", *(c.lower_ for c in clause.children if c.dep_ == "prt")}
        frames = [f for f in self.lexicon.frames("verb", clause.lemma_.lower()) if f.prep in particles and f.frame == "object"]
        fitting = (f for f in frames if any(self.fits(o, f.object) for o in self.objects(clause, False)))
        first = next(fitting, None)
        return first is not None and first.kind in ("sanctions", "violates", "blocks")

    def _asks(self, clause: Token) -> bool:
        """Whether a clause says that something is needed, or is somebody's to do."""
        main = [clause, *(c for c in clause.children if c.dep_ in ("acomp", "attr"))]
        come = clause.lemma_ == "come" and any(c.dep_ == "nsubj" and c.lemma_ == "time" for c in clause.children)
        if come or self._owed(clause):
            return True  # "the time had come to act"
        return any(self.lexicon.has("needed", t.lower_) for t in main)

    def _needful(self, clause: Token) -> bool:
        """Whether it is said to matter that something be done: "it was important to punish those responsible"."""
        said_of_it = any(c.lower_ == "it" and c.dep_ in ("nsubj", "expl") for c in clause.children)
        words = [c for c in clause.children if c.dep_ in ("acomp", "attr", "oprd")]
        behind = [c for w in (clause, *words) for c in w.children if c.i > clause.i]
        to_do = any(c.dep_ in ("xcomp", "ccomp", "advcl") or self._to_be_done(c) for c in behind)
        return said_of_it and to_do and any(self.lexicon.has("mattering", w.lower_) for w in words)

    def _to_be_done(self, clause: Token) -> bool:
        """Whether a clause behind a noun says what is to be done: "time for X to lift the ban"."""
        return clause.dep_ in ("relcl", "acl") and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)

    def _worries(self, clause: Token) -> bool:
        """Whether a clause says that something is a cause of worry: "was causing deep concern", "remains a matter of concern"."""
        heads = [c for c in clause.children if c.dep_ in ("dobj", "attr", "acomp")]
        heads += [o for h in heads for p in h.children if p.lower_ in ("of", "for") for o in p.children if o.dep_ == "pobj"]
        if not any(self.lexicon.has("concern", h.lemma_.lower()) for h in heads):
            return False
        return self.lexicon.has("causing", clause.lemma_.lower())

    def _unfair(self, clause: Token) -> bool:
        """Whether a clause denies that something was fair: "was neither free nor fair", "were not credible"."""
        main = [c for c in clause.children if c.dep_ in ("acomp", "attr")]
        denied = [c for t in (clause, *main) for c in t.children if c.dep_ in ("neg", "preconj") or c.lower_ in ("neither", "no", "nor")]
        return bool(denied) and any(self.lexicon.has("fairness", t.lower_) for m in main for t in (m, *m.children))

    def _owed(self, clause: Token) -> bool:
        """Whether a clause says whose duty something is: "it is up to X to act", "X has a duty to act"."""
        if any(c.dep_ == "neg" for c in clause.children):
            return False
        if clause.lemma_ == "have":
            held = [c for c in clause.children if c.dep_ == "dobj"]
        elif clause.lemma_ == "be":
            held = [o for p in clause.children if p.dep_ == "prep" and p.lower_ == "under" for o in p.children if o.dep_ == "pobj"]
            up = any(c.lower_ == "up" for c in clause.children) and any(c.lower_ == "it" and c.dep_ in SUBJECTS for c in clause.children)
            if up and any(c.lower_ == "to" for c in clause.subtree):
                return True
        else:
            return False
        return any(
            self.lexicon.has("duty", o.lemma_.lower()) and any(t.dep_ == "aux" and t.lower_ == "to" for t in o.subtree) for o in held
        )

    def _praised(self, clause: Token) -> bool:
        """Whether a clause says of something that it is good."""
        main = [t for t in clause.children if t.dep_ in ("acomp", "attr")]
        main += [c for t in main for c in t.children if c.dep_ == "amod"]
        if self.lexicon.has("deserving", clause.lemma_.lower()):
            return self._praises(clause)  # "believes that they deserve support"
        return any(self.lexicon.has("praise", t.lemma_.lower()) for t in main)
