"""Meetings and trips that no verb of meeting tells: "has been in Accra for talks", and what both sides of a meeting do."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from graphkit.claims.stances import Act, Stance, Stances, told_by


class Encounters(Stances):
    """Reads who meets whom, and where."""

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

    def _met_together(self, act: Act) -> list[Stance]:
        """Who meet, where several are the subject: "the ministers of X and Y met on Monday"; a body that meets holds a session."""
        verb = act.verb
        alone = not self.objects(verb, act.passive) and not self.governed(verb, "with") and not self.clause(verb)
        if act.lemma != "meet" or act.passive or len(act.agents) < 2 or not alone:
            return []
        if not all(e.type in ("state", "person") for e, _ in act.agents):
            return []
        others = {e.key: other for e, _ in act.agents for other, _ in act.agents if other.key != e.key}
        found = self.stances(act.agents, "cooperates", verb, [verb], act.context)
        for stance in found:
            stance.target_entity = others.get(stance.agent.key)
        return told_by(found, "who meet")

    def _present_for(self, act: Act) -> list[Stance]:
        """Who is there for talks."""
        places = self._whereabouts(act.verb) if act.lemma == "be" and not act.passive else []
        return told_by(self.stances(act.agents, "visits", act.verb, places, act.context), "who is there for talks") if places else []

    def _whereabouts(self, verb: Token) -> list[Token]:
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
