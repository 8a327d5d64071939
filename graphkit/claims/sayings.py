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
from graphkit.claims.tone import Tone
from graphkit.model.entity import Entity


class Sayings(Tone):
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
            inside = [t for t in self.sentence.tokens if start <= offsets[t.i][0] < end]
            marks = {t.i for t in inside}
            for token in inside:
                if token.pos_ in ("VERB", "AUX") and token.head.i not in marks | {token.i} and token.dep_ in ("parataxis", "conj", "dep"):
                    return token
        return None

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

    def interposed(self, found: list[Stance]) -> list[Stance]:
        """The sentence as told by whoever is named in words inserted: "The talks, he said, had failed"."""
        who = who_inserted(self.sentence.text, self.sentence.shape)
        root = next((t for t in self.sentence.tokens if t.head == t and t.pos_ in ("VERB", "AUX")), None)
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
        words = [t for t in self.sentence.tokens if not t.is_punct]
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
