"""Stances read from the verbs of one parsed sentence."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from graphkit.claims.announced import Announced
from graphkit.claims.appraisals import Appraisals
from graphkit.claims.ascriptions import Ascriptions
from graphkit.claims.context import Context, context_of, proving
from graphkit.claims.demands import Demands
from graphkit.claims.doers import Agents
from graphkit.claims.ellipsis import elided
from graphkit.claims.encounters import Encounters
from graphkit.claims.indirect import Indirect
from graphkit.claims.lexicon import Frame
from graphkit.claims.mouthpieces import without_mouthpieces
from graphkit.claims.phrases import coordinated
from graphkit.claims.refusals import Refusals
from graphkit.claims.stances import OBLIGED, Act, Stance, told_by
from graphkit.claims.verbs import done
from graphkit.claims.wordings import Wordings

_PROOF: Final = "proof that somebody has"
#: Stances that a speaker takes who says that "we" must take them.
_RESOLVED: Final = ("condemns", "supports", "opposes", "rejects")


def _subjunctive(clause: Token) -> bool:
    """Whether a clause says what is to be: "that the talks be resumed"."""
    verbs = [clause, *(c for c in clause.children if c.dep_ in ("aux", "auxpass"))]
    if clause.tag_ == "VBP" and any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") and not list(c.conjuncts) for c in clause.children):
        return verbs == [clause]  # "insisted that Kenya withdraw": one of them would withdraw_s_
    return (
        any(c.dep_ == "mark" for c in clause.children)
        and all(v.tag_ in ("VB", "VBN") for v in verbs)
        and any(v.tag_ == "VB" for v in verbs)
    )


def _result(clause: Token) -> bool:
    """Whether a clause says what comes of it: "with such zeal that nobody believed it"."""
    before = list(clause.head.subtree)
    return any(t.lower_ in ("so", "such") and clause.head.i < t.i < clause.left_edge.i for t in before)


class SentenceReader(Demands, Refusals, Appraisals, Ascriptions, Announced, Encounters, Wordings, Indirect):
    """Reads the stances of one sentence."""

    def read(self) -> list[Stance]:
        """All stances, in the order of their triggers."""
        found: list[Stance] = []
        for token in self.sentence.tokens:
            if token.i in self.sentence.mentions:
                continue
            if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD"):
                found += told_by(self._verb(token), f"verb {token.lemma_.lower()}")
            elif token.pos_ == "NOUN":
                found += told_by(self.noun(token), f"noun {token.lemma_.lower()}")
            elif token.pos_ == "ADJ":
                found += told_by(self.adjective(token), f"adjective {token.lower_}")
        stages = self.discourse.stages
        found = without_mouthpieces(found, self.phrases) if stages.patterns else found
        found += told_by(self.abuses(found), "the abuse that an accusation tells of")
        found += self._leaned_on(found)
        found += elided(self.sentence, self.phrases, found, self.lexicon) if stages.patterns else []
        return self.interposed(found) if self.sentence.shape.left_out and stages.attribution else found

    def _leaned_on(self, made: list[Stance]) -> list[Stance]:
        """What a sentence tells "according to X" is reported by X."""
        if self.leaning is None or self.leaning[0].head.pos_ not in ("VERB", "AUX"):
            return []
        token, told = self.leaning
        about = [t for t in token.head.subtree if t not in token.subtree and not t.is_punct]
        whose = next((s.agent for s in made if s.kind == "violates" and s.agent.type == "state"), None)
        accuses = {e.key for e, _ in told if e.type == "state" and self.accused(token.head, {e.key})}
        known = [(e, t) for e, t in told if e.type in ("organisation", "body", "state", "mandate", "office", "person")]
        return [
            Stance(
                e,
                "condemns" if e.key in accuses else "reports",
                token.head,
                t,
                about,
                whose if whose and whose.key != e.key else None,
                by="according to",
            )
            for e, t in known
        ]

    # -- verbs ---------------------------------------------------------------------------

    def _verb(self, verb: Token) -> list[Stance]:
        """What a verb tells: by a construction of its own, where one fits, else by its frames."""
        context = context_of(verb, self.lexicon)
        if context.asked:
            return []
        act = Act(verb, self.passive(verb), [], context)
        judged = self._as_adjective(act)
        if judged:
            return judged
        if self.lexicon.has("refuse", act.lemma) and any(c.dep_ == "xcomp" for c in verb.children):
            return []
        listed = self._on_a_list(verb, context) or self._of_concern(act)
        if listed:
            return listed
        act.agents = self.agents(verb, act.passive)
        for construction in (self._designated, self._ascribed, self._worded):
            found = construction(act)
            if found:
                return found
        if not act.agents and self._pleaded(verb):
            act.agents = [(self.discourse.author, verb)]
            return self._by_frames(act, [f for f in self.lexicon.frames("verb", act.lemma) if f.frame == "ask"])
        if not act.agents:
            return self._asked_of_a_set(verb, context) if context.obliged and not act.passive else []
        if self.only_voted(act):
            return []
        for construction in (self.ballot, self.voted_to, self._proven, self._unanswered):
            found = construction(act)
            if found:
                return found
        if context.refused is not None and context.obliged:
            return told_by(self.obliged(context.refused, context, act.agents), f"{OBLIGED} ({act.lemma})")
        if context.refused is not None:
            return self._refused(act)
        frames = self.lexicon.frames("verb", act.lemma)
        if self.discourse.ordering and any(c.dep_ == "aux" and c.lower_ == "shall" for c in verb.children):
            context.obliged = True
        if self._resolved(act, frames):
            context.obliged = False  # "we must denounce it": who says so denounces it
            frames = [f for f in frames if f.kind in _RESOLVED]
        if context.obliged and not act.passive and self._begged(verb) is None:
            return told_by(self.obliged(verb, context, act.agents), f"{OBLIGED} ({act.lemma})")
        for construction in (
            self._not_accepted, self._not_backed, self._left_undone, self._not_abided, self._not_let_in,
            self._characterised, self._with_feeling, self._felt_in_telling, self._held_responsible, self._held_guilty,
            self._sided_against, self._in_breach, self._asked_in_courtesy, self._sided_with, self._present_for,
            self._met_together, self._announced,
        ):  # fmt: skip
            found = construction(act)
            if found:
                return found
        return self._by_frames(act, frames)

    def _as_adjective(self, act: Act) -> list[Stance]:
        """A participle that says what somebody feels: "appalled by"."""
        predicate = act.passive or act.verb.dep_ in ("acl", "advcl", "acomp", "ROOT", "conj", "ccomp")
        return self.adjective(act.verb) if predicate and self.lexicon.frames("adjective", act.verb.lower_) else []

    def _resolved(self, act: Act, frames: list[Frame]) -> bool:
        """Whether a speaker takes a stance by saying that "we" must take it."""
        ours = any(t.lower_ == "we" for _, t in act.agents) and any(f.kind in _RESOLVED for f in frames)
        asked = act.verb.doc[-1].text == "?"  # "why must we go on appeasing it?"
        return ours and act.context.obliged and not act.passive and not act.context.negated and not asked

    def _by_frames(self, act: Act, frames: list[Frame]) -> list[Stance]:
        """The stances of the first frame that fits."""
        verb = act.verb
        if any(not _subjunctive(c) and not _result(c) for c in self.clause(verb)):
            # What is told in a clause goes before what is done to an object; "insisted that it be done" asks.
            frames = sorted(frames, key=lambda f: f.frame != "say")
        aside = verb.dep_ == "advcl" and verb.tag_ == "VBG"
        for frame in frames:
            if self._means_otherwise(act, frame, aside):
                continue
            found = self._frame(verb, frame, act.passive, act.agents, act.context)
            if aside:
                found = [s for s in found if s.kind != "reports"]
            if found:
                return told_by([*found, *self._met(verb, found)], f"verb {act.lemma}{frame}")
        return []

    def _means_otherwise(self, act: Act, frame: Frame, aside: bool) -> bool:
        """Whether doer or object give the verb another sense than that of *frame*."""
        verb, lemma = act.verb, act.lemma
        if frame.kind != "reports" and frame.frame == "object" and self.says(verb) and all(self._medium(t) for _, t in act.agents):
            return True  # "state media announced an amnesty": they only tell of it
        match frame.kind:
            case "reports":  # "noting the report, it urged ...": by the way
                return aside and frame.frame != "say"
            case "adopts":  # a state that endorses a text supports it; a body adopts it
                endorses = self.lexicon.has("endorse_verbs", lemma) and all(a.type in ("state", "person") for a, _ in act.agents)
                sitting = any(self.lexicon.has("chamber", t.lemma_.lower()) for _, t in act.agents)
                return endorses and not sitting and not any(self.fits(o, "law") for o in self.objects(verb, act.passive))
            case "cooperates":  # a body that agrees to do something decides it; one that invites somebody to do it asks for it
                decides = self.lexicon.has("deciding", lemma) or (self.lexicon.has("inviting", lemma) and bool(self.clause(verb)))
                return decides and all(a.type in ("body", "organisation") for a, _ in act.agents)
            case "calls-for":  # who is summoned so that somebody may protest is asked for nothing
                if frame.frame == "ask" and self._to_protest(verb):
                    return True
                if self.lexicon.has("proposing", lemma) and not self.clause(verb):
                    return True  # who proposes a thing offers it
                # who is invited, and to nothing, is let in
                return self.lexicon.has("inviting", lemma) and not self.clause(verb) and not self.governed(verb, "to")
            case "establishes":  # a fact that is established is found out
                if frame.object == "emergency":
                    return False  # bad as it is, it is declared
                return any(self.bad(o) or self.lexicon.has("fact", o.lemma_.lower()) for o in self.objects(verb, act.passive))
            case "participates":
                return verb.dep_ in ("acl", "relcl") and self.lexicon.has("speech", frame.object)
            case "violates":  # who seizes the headlines harms nobody
                return any(self.lexicon.has("notice", o.lemma_.lower()) for o in self.objects(verb, act.passive))
            case "threatens":  # what has been taken is no threat
                perfect = verb.tag_ == "VBN" and done(verb) and not self.lexicon.has("hypothetical", lemma)
                return frame.object.startswith("measure") and not frame.prep and perfect
            case "offers":  # what "offers an opportunity" is a thing, and no act
                return any(self.lexicon.has("benefit", o.lemma_.lower()) for o in self.objects(verb, act.passive))
        # a courtesy to whoever has given the floor
        return lemma == "thank" and [o.lower_ for o in self.objects(verb, act.passive)] == ["you"] and not self.governed(verb, "for")

    def _medium(self, token: Token) -> bool:
        return self.lexicon.has("news_medium", token.lemma_.lower())

    def _to_protest(self, verb: Token) -> bool:
        """Whether a verb by which a diplomat is summoned has for its purpose to protest."""
        summons = any((f.kind, f.object) == ("condemns", "diplomat") for f in self.lexicon.frames("verb", verb.lemma_.lower()))
        if not summons or not any(self.fits(o, "diplomat") for o in self.objects(verb, self.passive(verb))):
            return False
        purposes = [c for c in verb.children if c.dep_ in ("advcl", "xcomp", "ccomp") and c.tag_ == "VB"]
        adverse = ("opposes", "condemns", "expresses-concern")
        return any(f.kind in adverse for c in purposes for f in self.lexicon.frames("verb", c.lemma_.lower()))

    def _designated(self, act: Act) -> list[Stance]:
        """Who is put under sanctions, in a text that speaks of sanctions: "the Treasury designated X", "X is being designated"."""
        verb, passive, context = act.verb, act.passive, act.context
        if not self.discourse.sanctioning or context.negated or not self.lexicon.has("designating", act.lemma):
            return []
        if any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children):
            return []  # designated as something
        doers = act.agents or ([(self.discourse.author_state() or self.discourse.author, verb)] if passive else [])
        doers = [(e, t) for e, t in doers if e.type in ("state", "body", "organisation", "office")]
        targets = [
            m
            for o in self.objects(verb, passive)
            for m in coordinated(o)
            if m.pos_ == "PROPN" or m.i in self.sentence.mentions or passive or self.lexicon.has("sanctioned", m.lemma_.lower())
        ]
        made = [s for t in targets for s in self.stances(doers, "sanctions", verb, [t], context)]
        return told_by(made, f"verb {verb.lemma_.lower()}, of sanctions")

    def _asked_of_a_set(self, verb: Token, context: Context) -> list[Stance]:
        """What a closed set that nobody names should do: "member states should ..."."""
        subject = self.phrases.subject(verb)
        if subject is None or not self.lexicon.has("set", subject.lemma_.lower()) or verb.dep_ in ("advcl", "relcl", "acl"):
            return []
        if not any(c.dep_ in ("compound", "amod") and self.lexicon.has("closed", c.lower_) for c in subject.lefts):
            return []
        speakers = self.speakers(context)
        if (context.speakers and not speakers) or not (self.discourse.recommends or speakers):
            return []
        author = speakers[-1] if speakers else self.discourse.author
        return [Stance(author, "calls-for", verb, subject, list(verb.subtree), by="what a set should do")]

    def _frame(self, verb: Token, frame: Frame, passive: bool, agents: Agents, context: Context) -> list[Stance]:
        if frame.frame == "say":
            return self.said(verb, frame, agents, context)
        if frame.frame == "ask":
            return self.asked(verb, frame, passive, agents, context)
        if frame.prep == "that":
            targets = [c for c in verb.children if c.dep_ == "ccomp"]
        elif frame.prep:
            targets = self.governed(verb, frame.prep)
            if frame.kind == "visits" and frame.object != "visit" and self.objects(verb, passive):
                return []  # "returned the refugees to X" is no visit
        else:
            targets = self.objects(verb, passive)
            if not targets and frame.object == "any":
                # "oppose using the Council as a forum"
                targets = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG"]
        if frame.object == "none":
            bare = (
                not targets
                and not self.clause(verb)
                and not any(c.dep_ == "prep" and c.lower_ in ("with", "to", "for") and not self.of_time(c) for c in verb.children)
            )
            return self.stances(agents, frame.kind, verb, [], context) if bare and not passive else []
        targets = [t for t in targets if self.fits(t, frame.object) and not (t.tag_ == "PRP" and t.lower_.endswith(("self", "selves")))]
        if not targets:
            return []
        if frame.kind == "supports" and frame.object == "importance" and any(self.bad(c) for c in targets[0].children if c.dep_ == "amod"):
            return self.stances(agents, "expresses-concern", verb, targets, context)  # "highlighted the deteriorating rights"
        if frame.kind == "sanctions" and self.lexicon.has("hypothetical", verb.lemma_.lower()):
            context.hypothetical = True  # "is considering sanctions"
        if self.lexicon.has("empty_objects", frame.object):
            # Noun and verb together are the act: "took part in the talks", "added its name to the text".
            targets = self.content(verb, targets[0]) or targets
        elif self.lexicon.has("light_objects", frame.object):
            if self.lexicon.has("hope", targets[0].lemma_.lower()):
                context.hypothetical = True
            held = self.content(verb, targets[0])
            targets = targets if held and self._relative(held[0]) else held or targets
        told = self.content(verb, targets[0]) if frame.kind == "reports" and self.lexicon.has("hearsay", targets[0].lemma_.lower()) else []
        if told and told[0].pos_ in ("VERB", "AUX") and not self._relative(told[0]):
            return self.saying(verb, frame, agents, told[0], context)
        if frame.kind == "appoints" and self._blamed_as(verb):
            return []
        cited = self._cited_abuse(verb, targets[0]) if frame.kind == "reports" else None
        return self.stances(agents, cited or frame.kind, verb, targets, context)

    def _relative(self, clause: Token) -> bool:
        """Whether a clause says what a text itself tells ("a report that says"), not what is told in it ("reports that X fled")."""
        return clause.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in clause.children)

    def _proven(self, act: Act) -> list[Stance]:
        """What somebody has proof of: "found evidence that X had fled", "has reasonable grounds to believe that ..."."""
        verb, agents, context = act.verb, act.agents, act.context
        for noun in verb.children:
            if proving(noun, self.lexicon) is None or context.negated:
                continue
            clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp") and c.i > noun.i and c.pos_ in ("VERB", "AUX")), None)
            if clause is not None and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
                clause = next((c for c in clause.children if c.dep_ == "ccomp"), None)
            if clause is not None:
                return told_by(self.saying(verb, Frame("", "any", "say", "reports"), agents, clause, context), _PROOF)
            if any(self.abusive(t) for t in noun.subtree):
                return told_by(self.stances(agents, "reports", verb, [noun], context), _PROOF)
        return []
