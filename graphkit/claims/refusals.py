"""What is refused, failed or left undone, and answers that nobody gave."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from graphkit.claims.stances import Act, Stance, Stances, told_by
from graphkit.claims.verbs import done


class Refusals(Stances):
    """Reads refusals, and denied verbs that amount to one."""

    def _refused(self, act: Act) -> list[Stance]:
        """ "declined to co-sponsor", "failed to respond", "refused to endorse a debate"."""
        verb, context, agents = act.verb, act.context, act.agents
        lemma, refused = act.lemma, context.refused
        assert refused is not None
        targets = self.objects(verb, False) or self.governed(verb, "with") or self.governed(verb, "to") or self.clause(verb) or [verb]
        if any(self.fits(targets[0], name) for name in self.lexicon.words("empty_objects")):
            targets = self.content(verb, targets[0]) or targets
        outright = self.lexicon.has("refuse", refused.lemma_.lower())
        kind: str | None = None
        governs = {"", *(c.lower_ for c in verb.children if c.dep_ in ("prep", "prt"))}
        kinds = [f.kind for f in self.lexicon.frames("verb", lemma) if f.prep.split(" ")[0] in governs]
        joins = self.lexicon.has("join_verbs", lemma) and self.discourse.cosponsoring
        if joins or "cosponsors" in kinds or ("sponsors" in kinds and lemma == "sponsor"):
            kind = "declines-to-cosponsor"
        elif self.lexicon.has("endorse_verbs", lemma) and any(self.fits(t, "meeting") for t in targets):
            kind = "blocks"
        elif self.lexicon.has("accept_verbs", lemma):
            kind = "rejects"
        elif not outright and self.adopts(verb) and (texts := self._texts_acted_on(verb)):
            context.negated, kind, targets = True, "adopts", texts  # a body that fails to adopt a text has not adopted it
        elif self.lexicon.has("access_verbs", lemma) or outright:
            kind = "refuses-cooperation"
        elif self.lexicon.has("protect_verbs", lemma):
            kind = "violates"
        elif all(a.type == "state" for a, _ in agents) and any(self.fits(t, "owed") for t in targets):
            kind = "refuses-cooperation"  # "failed to conduct an investigation"
        if kind is None:
            return []
        if joins:
            # "co-sponsored the resolution; X refused to join them": the text is the others' object.
            targets = [o for v in self.sentence.doc[: verb.i] if self._cosponsors(v) for o in self.objects(v, self.passive(v))] or targets
        found = self.stances(agents, kind, verb, targets, context)
        for stance in found:
            if joins and stance.target_entity and stance.target_entity.type == "state":
                stance.target_entity = None
        return told_by(found, f"{refused.lemma_.lower()} to {lemma}: a refusal or failure")

    def _unanswered(self, act: Act) -> list[Stance]:
        """Who gave no answer, where those tell of it who got none: "they received no reply from X"."""
        verb, context = act.verb, act.context
        if not self.lexicon.has("receiving", act.lemma):
            return []
        replies = [o for o in self.objects(verb, False) if self.lexicon.has("reply", o.lemma_.lower())]
        if not replies or not (context.negated or any(c.lower_ == "no" for c in replies[0].children)):
            return []
        sources = [p for w in (replies[0], verb) for p in w.children if p.dep_ == "prep" and p.lower_ == "from"]
        whose = [hit for p in sources for c in p.children if c.dep_ == "pobj" for hit in self.phrases.entities(c)]
        made = self.stances(whose, "refuses-cooperation", verb, replies, replace(context, negated=False))
        return told_by(made, "no answer had of somebody")

    def _texts_acted_on(self, verb: Token) -> list[Token]:
        """The texts that a verb acts on: those of "failed to adopt two texts", and of "two texts failed to be adopted"."""
        subject = self.phrases.subject(verb) if self.passive(verb) else None
        return [t for t in self.objects(verb, self.passive(verb)) or ([subject] if subject is not None else []) if self.is_text(t)]

    def _cosponsors(self, verb: Token) -> bool:
        return any(f.kind == "cosponsors" for f in self.lexicon.frames("verb", verb.lemma_.lower()))

    # -- verbs denied --------------------------------------------------------------------

    def _not_accepted(self, act: Act) -> list[Stance]:
        """ "does not recognise the resolution": rejects it."""
        verb, context = act.verb, act.context
        targets = self.objects(verb, act.passive) or self.clause(verb)
        if not (context.negated and self.lexicon.has("accept_verbs", act.lemma) and targets):
            return []
        context.negated = False
        if any(c.dep_ == "aux" and c.lower_ in ("can", "ca") for c in verb.children):
            context.hypothetical = False  # "cannot accept it": does not
        return told_by(self.stances(act.agents, "rejects", verb, targets, context), f"{act.lemma}, denied: a rejection")

    def _not_backed(self, act: Act) -> list[Stance]:
        """ "could not support the draft", "will not endorse it": opposes."""
        verb, context = act.verb, act.context
        backs = any(f.kind == "supports" for f in self.lexicon.frames("verb", act.lemma)) or self.lexicon.has("endorse_verbs", act.lemma)
        if (
            not context.negated
            or not backs
            or self.lexicon.has("access_verbs", act.lemma)
            or not any(self.lexicon.has("decided", c.lower_) for c in verb.children if c.dep_ == "aux")
        ):
            return []
        targets = self.objects(verb, act.passive) or self.governed(verb, "to") or self.governed(verb, "with") or self.clause(verb)
        if not targets or act.passive or context.obliged:
            return []
        context.negated = context.hypothetical = False
        return told_by(self.stances(act.agents, "opposes", verb, targets, context), f"{act.lemma}, denied: opposition")

    def _left_undone(self, act: Act) -> list[Stance]:
        """ "did not take steps to punish the guilty": left undone what it owed."""
        verb, context = act.verb, act.context
        owed = "endeavour" if act.lemma == "make" else "measure" if self.lexicon.has("taking", act.lemma) else None
        steps = self.objects(verb, act.passive) if context.negated and owed else []
        if owed is None or not any(self.fits(o, owed) for o in steps):
            return []
        context.negated = False
        due = [c for w in (verb, *steps) for c in w.children if c.dep_ in ("acl", "advcl", "xcomp", "relcl") and self.infinitive(c)]
        return told_by(self.stances(act.agents, "refuses-cooperation", verb, due[:1] or steps, context), "took no steps")

    def _not_abided(self, act: Act) -> list[Stance]:
        """ "has not respected the truce": a state violates what it does not abide by."""
        verb, context = act.verb, act.context
        if not context.negated or not self.lexicon.has("abiding", act.lemma) or any(a.type != "state" for a, _ in act.agents):
            return []
        owed = [o for o in self.objects(verb, act.passive) if self.fits(o, "binding") or o.pos_ == "PRON"]
        if not owed or not (done(verb) or any(c.dep_ == "aux" and c.lemma_ == "do" for c in verb.children)):
            return []
        context.negated = False
        return told_by(self.stances(act.agents, "violates", verb, owed, context), f"{act.lemma}, denied: a violation")

    def _not_let_in(self, act: Act) -> list[Stance]:
        """ "did not allow a visit", "has not responded": does not cooperate."""
        verb, context, lemma = act.verb, act.context, act.lemma
        if not context.negated or not self.lexicon.has("access_verbs", lemma):
            return []
        if any(a.type not in ("state", "body", "organisation") and a != self.discourse.author for a, _ in act.agents):
            return []
        targets = self.objects(verb, act.passive) or self.governed(verb, "to") or self.governed(verb, "with") or self.clause(verb)
        if not targets and self.lexicon.has("response_verbs", lemma):
            targets = [verb]
        frames = self.lexicon.frames("verb", lemma)
        if not targets or (frames and not any(f.frame == "say" or f.kind == "cooperates" for f in frames)):
            return []
        context.negated = False
        return told_by(self.stances(act.agents, "refuses-cooperation", verb, targets, context), f"{lemma}, denied: a refusal")
