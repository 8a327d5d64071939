"""Stances read from the verbs of one parsed sentence."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from graphkit.claims.clauses import Agents, Stance
from graphkit.claims.context import Context, context_of
from graphkit.claims.demands import Demands
from graphkit.claims.lexicon import Frame
from graphkit.claims.phrases import SUBJECTS
from graphkit.claims.voice import Voice
from graphkit.model.entity import Entity


class SentenceReader(Demands, Voice):
    """Reads the stances of one sentence."""

    def read(self) -> list[Stance]:
        """All stances, in the order of their triggers."""
        found: list[Stance] = []
        for token in self.sentence.doc:
            if token.i in self.sentence.mentions:
                continue
            if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD"):
                found += self._verb(token)
            elif token.pos_ == "NOUN":
                found += self.noun(token)
            elif token.pos_ == "ADJ":
                found += self.adjective(token)
        return found

    # -- verbs ---------------------------------------------------------------------------

    def _verb(self, verb: Token) -> list[Stance]:
        lemma = verb.lemma_.lower()
        frames = self.lexicon.frames("verb", lemma)
        context = context_of(verb, self.lexicon)
        if context.asked:
            return []
        passive = self.passive(verb)
        adjectival = self.lexicon.frames("adjective", verb.lower_)
        if adjectival and (passive or verb.dep_ in ("acl", "acomp", "ROOT", "conj", "ccomp")):
            found = self.adjective(verb)
            if found:
                return found
        if self.lexicon.has("refuse", lemma) and any(c.dep_ == "xcomp" for c in verb.children):
            return []
        agents = self.agents(verb, passive)
        if not agents:
            return []
        if context.refused is not None:
            return self._refused(verb, context, agents)
        if context.obliged and not passive:
            return self.obliged(verb, context, agents)
        if context.negated and self.lexicon.has("accept_verbs", lemma):
            targets = self.objects(verb, passive) or self.clause(verb)
            if targets:
                # "We will never recognise it" rejects it now, whatever the tense.
                context.negated = context.hypothetical = False
                return self.stances(agents, "rejects", verb, targets, context)
        if (
            context.negated
            and self.lexicon.has("access_verbs", lemma)
            and all(a.type == "state" or a == self.discourse.author for a, _ in agents)
        ):
            targets = self.objects(verb, passive) or self.governed(verb, "to") or self.governed(verb, "with") or self.clause(verb)
            if not targets and self.lexicon.has("response_verbs", lemma):
                targets = [verb]
            if targets and all(f.frame == "say" or f.kind == "cooperates" for f in frames):
                context.negated = False
                return self.stances(agents, "refuses-cooperation", verb, targets, context)
        aside = verb.dep_ == "advcl" and verb.tag_ == "VBG"
        for frame in frames:
            if aside and frame.kind == "reports":
                continue  # "noting the report, it urged ...": by the way
            if frame.kind == "offers" and any(self.lexicon.has("benefit", o.lemma_.lower()) for o in self.objects(verb, passive)):
                continue  # what "offers an opportunity" is a thing, and no act
            found = self._frame(verb, frame, passive, agents, context)
            if found:
                return found
        return []

    def _frame(self, verb: Token, frame: Frame, passive: bool, agents: Agents, context: Context) -> list[Stance]:
        if frame.frame == "say":
            return self._said(verb, frame, agents, context)
        if frame.frame == "ask":
            return self.asked(verb, frame, passive, agents, context)
        if frame.prep == "that":
            targets = [c for c in verb.children if c.dep_ == "ccomp"]
        elif frame.prep:
            targets = self.governed(verb, frame.prep)
        else:
            targets = self.objects(verb, passive)
            if not targets and frame.object == "any":
                # "oppose using the Council as a forum"
                targets = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG"]
        targets = [t for t in targets if self.fits(t, frame.object)]
        if not targets:
            if verb.lemma_.lower() in ("abstain", "vote") and not frame.prep and frame.kind == "abstains":
                return self.stances(agents, frame.kind, verb, [], context)
            return []
        return self.stances(agents, frame.kind, verb, targets, context)

    def _said(self, verb: Token, frame: Frame, agents: Agents, context: Context) -> list[Stance]:
        clauses = [c for c in verb.children if c.dep_ in ("ccomp",) and c.pos_ in ("VERB", "AUX", "ADJ", "NOUN")]
        if not clauses:
            return []
        clause = clauses[0]
        words = [t for t in clause.subtree if t.i != verb.i]
        speaker = agents[0][0]
        accused = self._accused(words, clause, agents)
        distressed = any(self.lexicon.has("distress", t.lemma_.lower()) for t in words)
        inner = context_of(clause, self.lexicon)
        if inner.obliged:
            return []
        kind = frame.kind
        if kind == "reports":
            denied = any(self.lexicon.has("denial", t.lemma_.lower()) for t in words)
            topic = self.discourse.topic_state()
            if denied and distressed and speaker.type == "state":
                kind = "rejects"
            elif topic and speaker.key == topic.key and not accused:
                pass  # what a state says of itself is a report, whatever it speaks of
            elif distressed and accused:
                kind = "condemns"
            elif self._praised(clause) and not inner.negated:
                kind = "supports"
            elif distressed and speaker.type in ("state", "body", "person", "organisation", "document", "mandate"):
                kind = "expresses-concern" if speaker.type == "state" else "reports"
        found = self.stances(agents, kind, verb, [clause], context)
        for stance in found:
            stance.target_entity = stance.target_entity or accused
        return found

    def _praised(self, clause: Token) -> bool:
        """Whether a clause says of something that it is good."""
        main = [t for t in clause.children if t.dep_ in ("acomp", "attr")]
        main += [c for t in main for c in t.children if c.dep_ == "amod"]
        return any(self.lexicon.has("praise", t.lemma_.lower()) for t in main)

    def _accused(self, words: Iterable[Token], clause: Token, agents: Agents) -> Entity | None:
        speakers = {a.key for a, _ in agents}
        for child in clause.children:
            if child.dep_ in SUBJECTS:
                for entity, _ in self.phrases.entities(child):
                    if entity.type == "state" and entity.key not in speakers:
                        return entity
                for token in child.subtree:
                    if token.pos_ == "NOUN" and self.lexicon.has("abuse", token.lemma_.lower()):
                        holder = self.phrases.holder(token)
                        if holder and holder.type == "state" and holder.key not in speakers:
                            return holder
        return None

    def _refused(self, verb: Token, context: Context, agents: Agents) -> list[Stance]:
        """ "declined to co-sponsor", "failed to respond", "refused to endorse a debate"."""
        lemma, refused = verb.lemma_.lower(), context.refused
        assert refused is not None
        kinds = [f.kind for f in self.lexicon.frames("verb", lemma)]
        targets = self.objects(verb, False) or self.governed(verb, "with") or self.governed(verb, "to") or self.clause(verb) or [verb]
        outright = self.lexicon.has("refuse", refused.lemma_.lower())
        kind: str | None = None
        joins = self.lexicon.has("join_verbs", lemma) and self.discourse.cosponsoring
        if joins or "cosponsors" in kinds or ("sponsors" in kinds and lemma == "sponsor"):
            kind = "declines-to-cosponsor"
        elif self.lexicon.has("endorse_verbs", lemma) and any(self.fits(t, "meeting") for t in targets):
            kind = "blocks"
        elif self.lexicon.has("accept_verbs", lemma):
            kind = "rejects"
        elif self.lexicon.has("access_verbs", lemma) or outright:
            kind = "refuses-cooperation"
        elif self.lexicon.has("protect_verbs", lemma):
            kind = "violates"
        if kind is None:
            return []
        if joins:
            # "co-sponsored the resolution; X refused to join them": the text is the others' object.
            targets = [o for v in self.sentence.doc[: verb.i] if self._cosponsors(v) for o in self.objects(v, self.passive(v))] or targets
        found = self.stances(agents, kind, verb, targets, context)
        for stance in found:
            if joins and stance.target_entity and stance.target_entity.type == "state":
                stance.target_entity = None
        return found

    def _cosponsors(self, verb: Token) -> bool:
        return any(f.kind == "cosponsors" for f in self.lexicon.frames("verb", verb.lemma_.lower()))
