"""Stances read from the verbs of one parsed sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from graphkit.claims.context import Context, context_of, done, proving
from graphkit.claims.demands import Demands
from graphkit.claims.doers import Agents
from graphkit.claims.ellipsis import elided
from graphkit.claims.indirect import Indirect
from graphkit.claims.lexicon import Frame
from graphkit.claims.phrases import coordinated
from graphkit.claims.stances import OBLIGED, Stance, told_by

#: What is felt on noting something -> the stance that it is.
_FEELINGS: Final = {"concern": "expresses-concern", "sorrow": "expresses-concern", "appreciation": "supports", "interest": "reports"}
#: Stances that a speaker takes who says that "we" must take them.
_RESOLVED: Final = ("condemns", "supports", "opposes", "rejects")


def _subjunctive(clause: Token) -> bool:
    """Whether a clause says what is to be: "that the talks be resumed"."""
    verbs = [clause, *(c for c in clause.children if c.dep_ in ("aux", "auxpass"))]
    return (
        any(c.dep_ == "mark" for c in clause.children)
        and all(v.tag_ in ("VB", "VBN") for v in verbs)
        and any(v.tag_ == "VB" for v in verbs)
    )


def _result(clause: Token) -> bool:
    """Whether a clause says what comes of it: "with such zeal that nobody believed it"."""
    before = list(clause.head.subtree)
    return any(t.lower_ in ("so", "such") and clause.head.i < t.i < clause.left_edge.i for t in before)


class SentenceReader(Demands, Indirect):
    """Reads the stances of one sentence."""

    def read(self) -> list[Stance]:
        """All stances, in the order of their triggers."""
        found: list[Stance] = []
        for token in self.sentence.doc:
            if token.i in self.sentence.mentions:
                continue
            if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD"):
                found += told_by(self._verb(token), f"verb {token.lemma_.lower()}")
            elif token.pos_ == "NOUN":
                found += told_by(self.noun(token), f"noun {token.lemma_.lower()}")
            elif token.pos_ == "ADJ":
                found += told_by(self.adjective(token), f"adjective {token.lower_}")
        found += told_by(self.abuses(found), "the abuse that an accusation tells of")
        found += self._leaned_on(found)
        stages = self.discourse.stages
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
        lemma = verb.lemma_.lower()
        frames = self.lexicon.frames("verb", lemma)
        context = context_of(verb, self.lexicon)
        if context.asked:
            return []
        passive = self.passive(verb)
        adjectival = self.lexicon.frames("adjective", verb.lower_)
        if adjectival and (passive or verb.dep_ in ("acl", "advcl", "acomp", "ROOT", "conj", "ccomp")):
            found = self.adjective(verb)
            if found:
                return found
        if self.lexicon.has("refuse", lemma) and any(c.dep_ == "xcomp" for c in verb.children):
            return []
        listed = self._on_a_list(verb, context)
        if listed:
            return told_by(listed, "stands on a list of offenders")
        agents = self.agents(verb, passive)
        if self.discourse.sanctioning and self.lexicon.has("designating", lemma) and not context.negated:
            found = self._designated(verb, passive, agents, context)
            if found:
                return found
        if not agents and context.obliged and not passive:
            return self._asked_of_a_set(verb, context)
        if not agents:
            return []
        ballot = self._ballot(verb, passive, agents, context)
        if ballot:
            return told_by(ballot, "a vote or veto that is cast")
        proven = self._proven(verb, agents, context)
        if proven:
            return told_by(proven, "proof that somebody has")
        unanswered = self._unanswered(verb, context)
        if unanswered:
            return told_by(unanswered, "no answer had of somebody")
        if context.refused is not None:
            return told_by(self._refused(verb, context, agents), f"{context.refused.lemma_.lower()} to {lemma}: a refusal or failure")
        if self.discourse.ordering and any(c.dep_ == "aux" and c.lower_ == "shall" for c in verb.children):
            context.obliged = True
        resolved = any(t.lower_ == "we" for _, t in agents) and any(f.kind in _RESOLVED for f in frames)
        if context.obliged and not passive and resolved and not context.negated:
            context.obliged = False  # "we must denounce it": who says so denounces it
            frames = [f for f in frames if f.kind in _RESOLVED]
        if context.obliged and not passive and self._begged(verb) is None:
            return told_by(self.obliged(verb, context, agents), f"{OBLIGED} ({lemma})")
        if context.negated and self.lexicon.has("accept_verbs", lemma):
            targets = self.objects(verb, passive) or self.clause(verb)
            if targets:
                context.negated = False
                if any(c.dep_ == "aux" and c.lower_ in ("can", "ca") for c in verb.children):
                    context.hypothetical = False  # "cannot accept it": does not
                return told_by(self.stances(agents, "rejects", verb, targets, context), f"{lemma}, denied: a rejection")
        undone = "endeavour" if lemma == "make" else "measure" if self.lexicon.has("taking", lemma) else None
        if context.negated and undone and any(self.fits(o, undone) for o in self.objects(verb, passive)):
            # "did not take steps to punish the guilty": it left undone what it owed
            context.negated = False
            steps = self.objects(verb, passive)
            due = [c for w in (verb, *steps) for c in w.children if c.dep_ in ("acl", "advcl", "xcomp", "relcl") and self._infinitive(c)]
            return told_by(self.stances(agents, "refuses-cooperation", verb, due[:1] or steps, context), "took no steps")
        if context.negated and self.lexicon.has("abiding", lemma) and all(a.type == "state" for a, _ in agents):
            owed = [o for o in self.objects(verb, passive) if self.fits(o, "binding") or o.pos_ == "PRON"]
            if owed and (done(verb) or any(c.dep_ == "aux" and c.lemma_ == "do" for c in verb.children)):
                context.negated = False
                return told_by(self.stances(agents, "violates", verb, owed, context), f"{lemma}, denied: a violation")
        if (
            context.negated
            and self.lexicon.has("access_verbs", lemma)
            and all(a.type in ("state", "body", "organisation") or a == self.discourse.author for a, _ in agents)
        ):
            targets = self.objects(verb, passive) or self.governed(verb, "to") or self.governed(verb, "with") or self.clause(verb)
            if not targets and self.lexicon.has("response_verbs", lemma):
                targets = [verb]
            if targets and (not frames or any(f.frame == "say" or f.kind == "cooperates" for f in frames)):
                context.negated = False
                return told_by(self.stances(agents, "refuses-cooperation", verb, targets, context), f"{lemma}, denied: a refusal")
        if self.lexicon.has("characterise", lemma):
            found = self._characterised(verb, passive, agents, context)
            if found:
                return found
        told = self._with_feeling(verb, passive, agents, context) or self._felt_in_telling(verb, agents, context)
        if told:
            return told
        if self.lexicon.has("holding", lemma) and any(
            self.lexicon.has("answerable", t.lower_) for c in verb.children if c.i > verb.i for t in c.subtree
        ):
            held = [t for t in verb.subtree if t.i > verb.i and t.i in self.sentence.mentions][:1] or self.objects(verb, passive)
            if held and not passive and not context.hypothetical:
                return told_by(self._answerable(verb, held[0], agents, context), f"verb {lemma} ... responsible")
        if self.lexicon.has("holding", lemma) and any(t.lower_ == "guilty" for c in verb.children for t in c.subtree):
            tried = self.objects(verb, passive)
            if tried and not any(e.type == "state" for t in tried for e, _ in self.phrases.entities(t)):
                courts = [(e, t) for e, t in agents if e.type == "state"]
                return told_by(self.stances(courts, "violates", verb, tried[:1], context), f"verb {lemma} ... guilty")
        aside = verb.dep_ == "advcl" and verb.tag_ == "VBG"
        if any(not _subjunctive(c) and not _result(c) for c in self.clause(verb)):
            # What is told in a clause goes before what is done to an object; "insisted that it be done" asks.
            frames = sorted(frames, key=lambda f: f.frame != "say")
        if lemma == "be" and self.governed(verb, "against") and not any(c.dep_ in ("attr", "acomp") for c in verb.children):
            return told_by(self.stances(agents, "opposes", verb, self.governed(verb, "against"), context), "who is against it")
        favour = self._begged(verb)
        if favour is not None:
            context.hypothetical = False
            return told_by(self.stances(agents, "calls-for", verb, [favour], context), "what one would be grateful for")
        if lemma == "be" and not any(c.dep_ in ("attr", "acomp") for c in verb.children):
            backed = self.governed(verb, "in favour of") or self.governed(verb, "in favor of")
            if backed:
                return told_by(self.stances(agents, "supports", verb, backed, context), "who is in favour of it")
        if lemma == "be" and not passive:
            present = self._present_for(verb)
            if present:
                return told_by(self.stances(agents, "visits", verb, present, context), "who is there for talks")
        for frame in frames:
            if aside and frame.kind == "reports" and frame.frame != "say":
                continue  # "noting the report, it urged ...": by the way
            if (
                frame.kind == "adopts"
                and self.lexicon.has("endorse_verbs", lemma)
                and all(a.type in ("state", "person") for a, _ in agents)
            ):
                if not any(self.fits(o, "law") for o in self.objects(verb, passive)):
                    continue  # a state that endorses a text supports it; a body adopts it
            if (
                frame.kind == "cooperates"
                and (self.lexicon.has("deciding", lemma) or (self.lexicon.has("inviting", lemma) and self.clause(verb)))
                and all(a.type in ("body", "organisation") for a, _ in agents)
            ):
                continue  # a body that agrees to do something decides it; one that invites somebody to do it asks for it
            if frame.kind == "establishes" and any(
                self.bad(o) or self.lexicon.has("fact", o.lemma_.lower()) for o in self.objects(verb, passive)
            ):
                continue  # a fact that is established is found out
            if frame.kind == "participates" and verb.dep_ in ("acl", "relcl") and self.lexicon.has("speech", frame.object):
                continue
            if lemma == "thank" and [o.lower_ for o in self.objects(verb, passive)] == ["you"] and not self.governed(verb, "for"):
                continue  # a courtesy to whoever has given the floor
            perfect = verb.tag_ == "VBN" and done(verb) and not self.lexicon.has("hypothetical", lemma)
            if frame.kind == "threatens" and frame.object.startswith("measure") and not frame.prep and perfect:
                continue  # what has been taken is no threat
            if frame.kind == "offers" and any(self.lexicon.has("benefit", o.lemma_.lower()) for o in self.objects(verb, passive)):
                continue  # what "offers an opportunity" is a thing, and no act
            found = self._frame(verb, frame, passive, agents, context)
            if aside:
                found = [s for s in found if s.kind != "reports"]
            if found:
                return told_by([*found, *self._met(verb, found)], f"verb {lemma}{frame}")
        return []

    def _met(self, verb: Token, made: list[Stance]) -> list[Stance]:
        """The same of whom a leader met: where two who lead states meet, both do."""
        if not self.lexicon.has("mutual", verb.lemma_.lower()):
            return []
        found = []
        for stance in made:
            other, token = stance.target_entity, stance.agent_token
            if stance.kind != "cooperates" or other is None or token is None:
                continue
            if all(e.type == "state" or self.discourse.state_of(e) is not None for e in (stance.agent, other)):
                whose = [t for t in stance.target if t.i in self.sentence.mentions][:1]
                found.append(replace(stance, agent=other, agent_token=(whose or [verb])[0], target=[token], target_entity=stance.agent))
        return found

    def _begged(self, verb: Token) -> Token | None:
        """What is asked for in courtesy: "I should be grateful if you would circulate this letter"."""
        thankful = [verb, *(c for c in verb.children if c.dep_ == "acomp")]
        if not any(self.lexicon.has("thankful", t.lemma_.lower()) for t in thankful):
            return None
        clauses = [c for t in thankful for c in t.children if c.dep_ in ("advcl", "ccomp")]
        return next((c for c in clauses if any(m.dep_ == "mark" and m.lower_ == "if" for m in c.children)), None)

    def _present_for(self, verb: Token) -> list[Token]:
        """Where somebody is said to be for talks: "has been in Accra for talks with ..."."""
        places = [c for p in verb.children if p.dep_ == "prep" and p.lower_ == "in" for c in p.children if c.i in self.sentence.mentions]
        why = [c for t in verb.subtree if t.dep_ == "prep" and t.lower_ in ("for", "on") and t.i > verb.i for c in t.children]
        trips = [
            c
            for p in verb.children
            if p.dep_ == "prep" and p.lower_ == "on"
            for c in p.children
            if self.lexicon.has("visit", c.lemma_.lower())
        ]
        where = [o for t in trips for p in t.children if p.dep_ == "prep" and p.lower_ in ("to", "in") for o in p.children]
        if where:
            return where  # "is on a visit to Ghana"
        named = [t for t in places if self.sentence.mentions[t.i].candidates[0].type == "state"]
        return named if any(self.lexicon.has(name, w.lemma_.lower()) for w in why for name in ("talks", "visit")) else []

    def _answerable(self, verb: Token, held: Token, agents: Agents, context: Context) -> list[Stance]:
        """Whom somebody holds responsible, and for what: two facts, who accuses and who did it."""
        whom = self.phrases.entities(held)
        judges = [(e, t) for e, t in agents if all(e.key != w.key for w, _ in whom)]
        found = self.stances(judges, "condemns", verb, [held], context)
        for word in verb.subtree:
            if word.i < held.i or not self.lexicon.has("answerable", word.lower_):
                continue
            acts = [c for p in word.children if p.dep_ == "prep" and p.lower_ == "for" for c in p.children if c.dep_ in ("pobj", "pcomp")]
            states = [(e, t) for e, t in whom if e.type == "state"]
            for act in acts[:1]:
                if judges and states and not context.negated and any(self.bad(t) or self.abusive(t) for t in act.subtree):
                    told = self.stances(states, "violates", act, [act], context)
                    for stance in told:
                        stance.according_to = (*stance.according_to, *(e for e, _ in judges))
                    found += told
        return found

    def _on_a_list(self, verb: Token, context: Context) -> list[Stance]:
        """Whoever stands on a list of offenders is condemned by whose list it is: "X has been on this list since 2001"."""
        if not self.lexicon.has("listed_as", verb.lemma_.lower()):
            return []
        lists = [n for n in self.governed(verb, "on") if self.lexicon.has("offenders", n.lemma_.lower())]
        subject = self.phrases.subject(verb)
        if not lists or subject is None:
            return []
        blamed = any(self.bad(t) or self.lexicon.has("adverse", t.lemma_.lower()) for t in lists[0].subtree if t != lists[0])
        whose = self.phrases.holder(lists[0]) or (self.discourse.issuer if blamed or self.discourse.accusing else None)
        if whose is None or not (blamed or self.discourse.accusing):
            return []
        found = []
        for culprit, token in self.phrases.entities(subject):
            if culprit.key != whose.key:
                made = self.stances([(whose, lists[0])], "condemns", verb, lists[:1], context)
                for stance in made:
                    stance.target, stance.target_entity, stance.carried = [token, *stance.target], culprit, True
                found += made
        return found

    def _characterised(self, verb: Token, passive: bool, agents: Agents, context: Context) -> list[Stance]:
        """What somebody calls a thing: "described the vote as a step forward", "called the session cynical"."""
        objects = [c for c in verb.children if (c.dep_ == "nsubjpass" if passive else c.dep_ == "dobj" and c.i > verb.i)] or [
            s
            for c in verb.children
            if c.dep_ == "ccomp" and c.i > verb.i
            for s in c.children
            if s.dep_ in ("nsubj", "nsubjpass")
            if not any(m.dep_ in ("mark", "aux") and m.lower_ != "to" for m in c.children)
        ]
        if not objects:
            return []
        behind = [t for t in verb.subtree if t.i > max(objects[0].i, verb.i if passive else -1) and t not in objects[0].subtree]
        for child in objects[0].rights:  # "described it as a step forward", "described X one of the worst"
            if child.dep_ == "nummod" or objects[0].like_num or (child.lower_ == "as" and child.dep_ in ("prep", "appos", "acl")):
                behind += child.subtree
        if self.lexicon.has("allegation", objects[0].lemma_.lower()) and any(self.means(t, "denial") for t in behind):
            kind = "rejects"  # "called the allegations false"
        elif any(self.lexicon.has("concern", t.lemma_.lower()) for t in behind):
            kind = "expresses-concern"
        elif any(self.bad(t) or self.means(t, "adverse") for t in behind):
            kind = "condemns"
        elif any(self.lexicon.has("praise", t.lemma_.lower()) for t in behind):
            kind = "supports"
        else:
            return []
        return told_by(self.stances(agents, kind, verb, objects[:1], context), f"verb {verb.lemma_.lower()} ... as")

    def _designated(self, verb: Token, passive: bool, agents: Agents, context: Context) -> list[Stance]:
        """Who is put under sanctions, in a text that speaks of sanctions: "the Treasury designated X", "X is being designated"."""
        if any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children):
            return []  # designated as something
        doers = agents or ([(self.discourse.author_state() or self.discourse.author, verb)] if passive else [])
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

    def _with_feeling(self, verb: Token, passive: bool, agents: Agents, context: Context) -> list[Stance]:
        """ "notes with concern that ...", "learned with dismay of ...", "takes note with appreciation of ...", "positively noted ..."."""
        for child in verb.children:
            if child.dep_ == "advmod" and self.lexicon.has("approving", child.lower_):
                told = self.clause(verb) or self.objects(verb, passive)
                if told and any(f.kind == "reports" for f in self.lexicon.frames("verb", verb.lemma_.lower())):
                    return told_by(self.stances(agents, "supports", verb, told[:1], context), f"verb {child.lower_} {verb.lemma_.lower()}")
            if child.dep_ != "prep" or child.lower_ != "with" or child.i < verb.i:
                continue
            for felt in child.children:
                kind = next((k for name, k in _FEELINGS.items() if self.lexicon.has(name, felt.lemma_.lower())), None)
                if kind is None or felt.dep_ != "pobj":
                    continue
                after = [
                    o for p in (*felt.children, *verb.children) if p.dep_ == "prep" and p.i > felt.i for o in p.children if o.dep_ == "pobj"
                ]
                clauses = [c for c in (*verb.children, *felt.children) if c.dep_ in ("ccomp", "acl", "relcl") and c.i > felt.i]
                targets = clauses or self.objects(verb, passive) or after
                if targets:
                    return told_by(
                        self.stances(agents, kind, verb, targets[:1], context), f"verb {verb.lemma_.lower()} with {felt.lemma_.lower()}"
                    )
        return []

    def _felt_in_telling(self, verb: Token, agents: Agents, context: Context) -> list[Stance]:
        """What somebody "regrets to note" or is "pleased to announce": a feeling about what is told."""
        over = verb.head
        if verb.dep_ != "xcomp" or not self._infinitive(verb) or not self.lexicon.speaks(verb.lemma_.lower()):
            return []
        name = "adjective" if over.pos_ == "ADJ" or over.tag_ == "VBN" else "verb"
        word = over.lower_ if name == "adjective" else over.lemma_.lower()
        felt = next((f.kind for f in self.lexicon.frames(name, word) if f.kind in ("supports", "expresses-concern")), None)
        targets = self.clause(verb) or self.objects(verb, False)
        if felt is None or not targets or not self.lexicon.has("felt", word):
            return []
        return told_by(self.stances(agents, felt, verb, targets[:1], context), f"{word} to {verb.lemma_.lower()}")

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
        targets = [t for t in targets if self.fits(t, frame.object)]
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

    def _blamed_as(self, verb: Token) -> bool:
        """Whether somebody is named as a culprit, and to no office: "naming the unit as responsible for deaths"."""
        behind = [t for p in verb.subtree if p.lower_ == "as" and p.i > verb.i for t in p.subtree]
        return any(self.bad(t) or self.lexicon.has("culpable", t.lower_) for t in behind)

    def _relative(self, clause: Token) -> bool:
        """Whether a clause says what a text itself tells ("a report that says"), not what is told in it ("reports that X fled")."""
        return clause.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in clause.children)

    def _cited_abuse(self, verb: Token, told: Token) -> str | None:
        """How a speaker means what others told of abuses: "cited reports of beatings by the police"."""
        if not self.lexicon.has("relaying", verb.lemma_.lower()) or not self.lexicon.has("relayed", told.lemma_.lower()):
            return None
        abuses = [t for p in told.children if p.lower_ == "of" for t in p.subtree if self.abusive(t) and t.pos_ == "NOUN"]
        if not abuses:
            return None
        return "condemns" if any(self.doer(t) or self.phrases.holder(t) for t in (told, *abuses)) else "expresses-concern"

    def _proven(self, verb: Token, agents: Agents, context: Context) -> list[Stance]:
        """What somebody has proof of: "found evidence that X had fled", "has reasonable grounds to believe that ..."."""
        for noun in verb.children:
            if proving(noun, self.lexicon) is None or context.negated:
                continue
            clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp") and c.i > noun.i and c.pos_ in ("VERB", "AUX")), None)
            if clause is not None and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
                clause = next((c for c in clause.children if c.dep_ == "ccomp"), None)
            if clause is not None:
                return self.saying(verb, Frame("", "any", "say", "reports"), agents, clause, context)
            if any(self.abusive(t) for t in noun.subtree):
                return self.stances(agents, "reports", verb, [noun], context)
        return []

    def _ballot(self, verb: Token, passive: bool, agents: Agents, context: Context) -> list[Stance]:
        """What somebody votes by the noun: "cast the lone vote against the text", "exercised its veto"."""
        if not self.lexicon.has("casting", verb.lemma_.lower()) or context.refused is not None:
            return []
        for noun in self.objects(verb, passive):
            kind = self.vote_kind(noun)
            if kind is not None:
                return self.stances(agents, kind, verb, self.vote_target(noun, verb) or [noun], context)
        return []

    def _unanswered(self, verb: Token, context: Context) -> list[Stance]:
        """Who gave no answer, where those tell of it who got none: "they received no reply from X"."""
        if not self.lexicon.has("receiving", verb.lemma_.lower()):
            return []
        replies = [o for o in self.objects(verb, False) if self.lexicon.has("reply", o.lemma_.lower())]
        if not replies or not (context.negated or any(c.lower_ == "no" for c in replies[0].children)):
            return []
        sources = [p for w in (replies[0], verb) for p in w.children if p.dep_ == "prep" and p.lower_ == "from"]
        whose = [hit for p in sources for c in p.children if c.dep_ == "pobj" for hit in self.phrases.entities(c)]
        return self.stances(whose, "refuses-cooperation", verb, replies, replace(context, negated=False))

    def _refused(self, verb: Token, context: Context, agents: Agents) -> list[Stance]:
        """ "declined to co-sponsor", "failed to respond", "refused to endorse a debate"."""
        lemma, refused = verb.lemma_.lower(), context.refused
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

    def _texts_acted_on(self, verb: Token) -> list[Token]:
        """The texts that a verb acts on: those of "failed to adopt two texts", and of "two texts failed to be adopted"."""
        subject = self.phrases.subject(verb) if self.passive(verb) else None
        return [t for t in self.objects(verb, self.passive(verb)) or ([subject] if subject is not None else []) if self.is_text(t)]

    def _cosponsors(self, verb: Token) -> bool:
        return any(f.kind == "cosponsors" for f in self.lexicon.frames("verb", verb.lemma_.lower()))
