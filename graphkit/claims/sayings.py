"""What somebody is said to say: a report, an accusation, a worry, praise, a denial, a demand.

The verb of saying tells only that it is said; what is said decides which stance it is.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from graphkit.claims.context import Context, context_of, inserted
from graphkit.claims.doers import Agents
from graphkit.claims.lexicon import Frame
from graphkit.claims.shaping import who_inserted
from graphkit.claims.stances import Stance
from graphkit.claims.subjects import SUBJECTS
from graphkit.claims.voice import Voice
from graphkit.model.entity import Entity


def _nothing_but(word: Token) -> bool:
    """Whether "nothing" leads in what there is: "nothing but contempt"."""
    return any(t.lower_ in ("but", "except") for t in word.doc[word.i + 1 : word.i + 2])


class Sayings(Voice):
    """Reads verbs that introduce a clause told."""

    def said(self, verb: Token, frame: Frame, agents: Agents, context: Context) -> list[Stance]:
        """The stance that *agents* take by what they say; none where nothing is told."""
        clause = self._told(verb)
        return [] if clause is None else self.saying(verb, frame, agents, clause, context)

    def saying(self, verb: Token, frame: Frame, agents: Agents, clause: Token, context: Context) -> list[Stance]:
        """The stance that *agents* take by saying *clause*; one for each whom they accuse."""
        speaker = agents[0][0]
        inner = context_of(clause, self.lexicon)
        if frame.kind == "calls-for":
            return self._hoped(agents, verb, clause, context)
        if inner.obliged:
            return self._needed(agents, verb, clause, context)
        if speaker.type == "state" and not inner.negated and self._convicted(agents[0][1], clause):
            return self.stances(agents, "violates", verb, [clause], context)
        accused = self.accused(clause, {a.key for a, _ in agents})
        kind = frame.kind
        warned = self.lexicon.has("forewarning", verb.lemma_.lower()) and self._own_act(clause, {speaker.key})
        if warned or (kind == "expresses-concern" and self._menaced(clause, speaker, inner)):
            kind = "threatens"
        if kind == "reports":
            kind = self._tone(verb, clause, speaker, accused, inner)
        if kind == "calls-for" or self._commanded(clause):
            return self._needed(agents, verb, clause, context)
        found: list[Stance] = []
        culprits: list[Entity | None] = [*accused] if kind == "condemns" else [*accused[:1]]
        for culprit in culprits or [None]:
            made = self.stances(agents, kind, verb, [clause], context)
            for stance in made:
                stance.target_entity = culprit if kind == "condemns" and culprit else stance.target_entity or culprit
            found += made
        return found

    def _convicted(self, judge: Token, clause: Token) -> bool:
        """Whether a court says that somebody is guilty, who is no state: "the court said the pair were guilty"."""
        if not self.lexicon.has("bench", judge.lemma_.lower()) or not any(
            c.dep_ == "acomp" and c.lower_ == "guilty" for c in clause.children
        ):
            return False
        tried = [e for c in clause.children if c.dep_ in SUBJECTS for e, _ in self.phrases.entities(c)]
        return all(e.type != "state" for e in tried)

    def _told(self, verb: Token) -> Token | None:
        """The head of the clause told: the verb's own complement, else what stands in quotation marks beside it."""
        for child in self.clause(verb):
            if child.dep_ != "xcomp" and child.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
                return child
        if verb.dep_ == "parataxis" and inserted(verb.head, self.lexicon) == verb:
            return verb.head
        if verb.dep_ in ("conj", "parataxis", "dep", "advcl") and verb.head.i < verb.i:
            if self.phrases.behind_a_quotation(verb) is not None:
                return verb.head
        offsets = self.sentence.offsets
        for start, end in self.discourse.quotations:
            if start <= offsets[verb.i][0] < end:
                continue
            inside = [t for t in self.sentence.doc if start <= offsets[t.i][0] < end]
            marks = {t.i for t in inside}
            for token in inside:
                if token.pos_ in ("VERB", "AUX") and token.head.i not in marks | {token.i} and token.dep_ in ("parataxis", "conj", "dep"):
                    return token
        return None

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
        weighed = self._evaluative(clause) or stately or official
        if bad and (stately or not finding) and (loaded or (weighed and self._at_heart(clause))):
            return "expresses-concern"
        return "reports"

    def _of_a_deed(self, clause: Token) -> bool:
        """Whether a clause says something bad of what somebody chose to do: "the report would erode trust"."""
        if not any(c.dep_ in SUBJECTS and self.deed(c) for c in clause.children) or any(
            self.lexicon.has(name, clause.lemma_.lower()) for name in ("mending", "finding", "content_verb")
        ):
            return False
        return self.spoken_ill_of(clause)

    def _at_heart(self, clause: Token) -> bool:
        """Whether what a clause says, rather than something it mentions, is bad."""
        heads = [c for c in clause.children if c.dep_ in ("acomp", "attr", "dobj", "oprd", "nsubj", "nsubjpass", "xcomp", "conj", "ccomp")]
        words = [clause, *heads, *(c for h in heads for c in h.children if c.dep_ in ("amod", "compound", "acomp", "dobj", "conj"))]
        words += [o for h in (clause, *heads) for p in h.children if p.dep_ in ("prep", "agent") for o in p.children]
        return any(self.bad(t) or self.abusive(t) for t in words)

    def _evaluative(self, clause: Token) -> bool:
        """Whether a clause says how things are, or could become, rather than what happened."""
        if clause.pos_ == "AUX" or any(c.dep_ in ("acomp", "attr", "expl") for c in clause.children):
            return True
        if any(c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ in ("do", "does")) for c in clause.children):
            return True
        return any(self.lexicon.has("distress", w) for w in (clause.lemma_.lower(), clause.lower_)) or clause.tag_ in ("VBZ", "VBP", "VBG")

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
        subjects = [c for c in clause.children if c.dep_ == "nsubjpass"]
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
        return subject.lower_ in ("it", "they", "we", "he", "she", "i") or any(e.key in own for e, _ in self.phrases.entities(subject))

    def _harms(self, clause: Token) -> bool:
        """Whether what somebody says they will do is a penalty: "said that it would impose sanctions", "would cut off aid"."""
        particles = {"", *(c.lower_ for c in clause.children if c.dep_ == "prt")}
        frames = [f for f in self.lexicon.frames("verb", clause.lemma_.lower()) if f.prep in particles and f.frame == "object"]
        fitting = (f for f in frames if any(self.fits(o, f.object) for o in self.objects(clause, False)))
        first = next(fitting, None)
        return first is not None and first.kind in ("sanctions", "violates", "blocks")

    def _needed(self, agents: Agents, verb: Token, clause: Token, context: Context) -> list[Stance]:
        """A demand that names in its subject nobody who could do it: "said that more aid was needed"."""
        subjects = [c for c in clause.children if c.dep_ == "nsubj"]
        asks = self._asks(clause) or self._needful(clause) or self.idiom(clause) == "calls-for"
        if any(self.phrases.entities(s) for s in subjects) and not asks:
            return []  # read as a demand on the subject
        made = self.stances(agents, "calls-for", verb, [clause], replace(context, obliged=False))
        due = [c for t in clause.subtree if t.tag_ == "VB" and t != clause for c in t.children if c.dep_ == "nsubj"]
        whom = next((e for s in due for e, _ in self.phrases.entities(s)), None)
        for stance in made:
            stance.addressee = stance.addressee or whom  # "it was time for X to act"
        return made

    def _commanded(self, clause: Token) -> bool:
        """Whether words quoted are an order: "Stop the raids"."""
        if clause.tag_ != "VB" or any(c.dep_ in (*SUBJECTS, "aux", "auxpass", "mark") for c in clause.children):
            return False
        at = self.sentence.offsets[clause.left_edge.i][0]
        return any(start <= at <= start + 2 for start, _ in self.discourse.quotations)

    def _hoped(self, agents: Agents, verb: Token, clause: Token, context: Context) -> list[Stance]:
        """What is hoped of somebody: "hopes that the Office will stay objective"."""
        found = self.stances(agents, "calls-for", verb, [clause], replace(context, hypothetical=True))
        hoped_of = [e for c in clause.children if c.dep_ in ("nsubj", "nsubjpass") for e, _ in self.phrases.entities(c)]
        for stance in found:
            others = [e for e in hoped_of if e.key != stance.agent.key]
            stance.addressee, stance.target_entity = (others[0] if others else None), None
        return found

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

    def interposed(self, found: list[Stance]) -> list[Stance]:
        """The sentence as told by whoever is named in words inserted: "The talks, he said, had failed"."""
        who = who_inserted(self.sentence.text, self.sentence.shape)
        root = next((t for t in self.sentence.doc if t.head == t and t.pos_ in ("VERB", "AUX")), None)
        speakers = self.phrases.going_on(who, self.discourse.agents) if who else []
        if not speakers or root is None:
            return found
        speaker = speakers[0]
        for stance in found:
            if stance.agent.key != speaker.key and not stance.according_to:
                stance.according_to = (speaker,)
        if any(s.agent.key == speaker.key for s in found):
            return found
        inner = context_of(root, self.lexicon)
        accused = self.accused(root, {speaker.key})
        kind = "calls-for" if inner.obliged else self._tone(root, root, speaker, accused, inner)
        words = [t for t in self.sentence.doc if not t.is_punct]
        return [
            *found,
            Stance(speaker, kind, root, None, words, accused[0] if accused else None, carried=True, by="inserted words of saying"),
        ]

    def abuses(self, made: list[Stance]) -> list[Stance]:
        """The abuse that an accusation tells of, where no verb of abuse has told it: two facts, who accuses and who did it."""
        found: list[Stance] = []
        for stance in made:
            culprit = stance.target_entity
            if stance.kind != "condemns" or culprit is None or culprit.type != "state" or stance.status != "asserted":
                continue
            found += self._deeds_named(stance, culprit)
            for clause in stance.target:
                if clause.head.i != stance.trigger.i or clause.dep_ != "ccomp" or clause.pos_ != "VERB":
                    continue
                if self.lexicon.has("fail", clause.lemma_.lower()) or self.lexicon.has("refuse", clause.lemma_.lower()):
                    continue  # "has failed to investigate the killings": left undone, and told as that
                inside = {t.i for t in clause.subtree}
                if any(s.kind == "violates" and s.trigger.i in inside for s in (*made, *found)):
                    continue
                subjects = [c for c in clause.children if c.dep_ == "nsubj"]
                if not any(e.key == culprit.key for s in subjects for e, _ in self.phrases.entities(s)):
                    continue
                if is_open(context_of(clause, self.lexicon)):
                    continue
                begins = max((s.right_edge.i for s in subjects if s.i < clause.i), default=-1)
                predicate = [t for t in clause.subtree if t.i > begins and all(t not in s.subtree for s in subjects)]
                if any(self.abusive(t) for t in predicate):
                    accusers = [s.agent for s in made if s.trigger.i == stance.trigger.i and s.target_entity == culprit]
                    told = (*stance.according_to, *accusers)
                    found.append(Stance(culprit, "violates", clause, subjects[0], predicate, None, according_to=told))
        return found

    def _deeds_named(self, stance: Stance, culprit: Entity) -> list[Stance]:
        """The abuse that the parser has for a name of what it is done to: the "bombing" of "accused X of bombing hospitals"."""
        found: list[Stance] = []
        for prep in stance.trigger.children:
            for noun in prep.children if prep.dep_ == "prep" and prep.lower_ in ("of", "for") else ():
                for deed in noun.children if noun.dep_ == "pobj" else ():
                    if deed.dep_ == "compound" and deed.i == noun.left_edge.i and any(self._violating(w) for w in stems(deed.lower_)):
                        told = (*stance.according_to, stance.agent)
                        words = [t for t in noun.subtree if t.i >= deed.i]
                        found.append(Stance(culprit, "violates", deed, deed, words, None, according_to=told))
        return found

    def _violating(self, lemma: str) -> bool:
        return any(f.kind == "violates" and not f.prep for f in self.lexicon.frames("verb", lemma))


def stems(word: str) -> tuple[str, ...]:
    """The verbs of which a word may be the participle: "bombing", "raping", "beating"."""
    return (word[:-3], word[:-3] + "e", word[:-4]) if word.endswith("ing") else ()


def is_open(context: Context) -> bool:
    """Whether a clause is denied, only possible, or asked for."""
    return context.negated or context.hypothetical or context.asked or context.obliged
