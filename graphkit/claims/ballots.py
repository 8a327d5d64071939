"""Votes that are told in other words than "voted for": cast as a noun, or told by what they were cast to do."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.claims.context import Context
from graphkit.claims.stances import Act, Stance, Stances, told_by
from graphkit.model.entity import Entity


class Ballots(Stances):
    """Reads votes that somebody casts, that a sentence only names, and votes to do something."""

    def ballot(self, act: Act) -> list[Stance]:
        """What somebody votes by the noun: "cast the lone vote against the text", "exercised its veto"."""
        verb, context = act.verb, act.context
        if not self.lexicon.has("casting", act.lemma) or context.refused is not None:
            return []
        for noun in self.objects(verb, act.passive):
            kind = self.vote_kind(noun)
            if kind is not None:
                made = self.stances(act.agents, kind, verb, self.vote_target(noun, verb) or [noun], context)
                return told_by(made, "a vote or veto that is cast")
        return []

    def voted_to(self, act: Act) -> list[Stance]:
        """How one state among others votes: "voted to scrap the debate" is a vote against it, "voted to hold it" one for it.

        A body, or a state's parliament, that votes to do something does it.
        """
        if not self._votes(act.verb) or not self._one_among_many(act):
            return []
        clause = next(c for c in act.verb.children if c.dep_ == "xcomp")
        undone = [o for o in self.objects(clause, False) if self.is_text(o) or any(self.fits(o, n) for n in ("meeting", "institution"))]
        against = bool(undone) and self.lexicon.has("undoing", clause.lemma_.lower())
        targets = undone if against or self.is_text((undone or [clause])[0]) else [clause]
        made = self.stances(act.agents, "votes-against" if against else "votes-for", act.verb, targets, act.context)
        return told_by(made, "a vote to do away with something" if against else "a vote to do something")

    def only_voted(self, act: Act) -> bool:
        """Whether a verb tells what a state among others voted to do."""
        return act.verb.dep_ == "xcomp" and self._votes(act.verb.head) and self._one_among_many(act)

    def _votes(self, verb: Token) -> bool:
        return verb.lemma_ == "vote" and any(c.dep_ == "xcomp" and self.infinitive(c) for c in verb.children)

    def _one_among_many(self, act: Act) -> bool:
        return bool(act.agents) and all(e.type == "state" and t.i in self.sentence.mentions for e, t in act.agents)

    def vote_kind(self, noun: Token) -> str | None:
        """Which vote a noun speaks of: "a veto", "the negative vote", "the only vote against"; None for a vote as such."""
        lemma = noun.lemma_.lower()
        if self.lexicon.has("veto", lemma) or any(c.dep_ == "compound" and self.lexicon.has("veto", c.lower_) for c in noun.children):
            return "blocks"
        if self.lexicon.has("abstention", lemma):
            return "abstains"
        if not self.lexicon.has("vote", lemma):
            return None
        words = [c.lower_ for c in (*noun.children, *(d for d in noun.head.children if d.i > noun.i))]
        kinds = {"vote_against": "votes-against", "vote_for": "votes-for"}
        return next((kind for name, kind in kinds.items() if any(self.lexicon.has(name, w) for w in words)), None)

    def vote_target(self, noun: Token, verb: Token) -> list[Token]:
        """The text that a vote or veto is about: behind it, behind what it is cast to do, else the subject of the clause around."""
        for word in (noun, verb):
            for prep in word.children:
                if prep.dep_ == "prep" and prep.i > noun.i - 1 and not self.lexicon.has("by_whom", prep.lower_):
                    inner = [c for c in prep.children if c.dep_ == "pobj" and self.is_text(c)]
                    if inner:
                        return inner
        purposes = [c for w in (verb, noun) for c in w.children if c.dep_ in ("xcomp", "advcl", "acl") and c.i > noun.i]
        blocked = [o for c in purposes for o in self.objects(c, False)]
        if blocked:
            return blocked
        for above in (verb, *verb.ancestors):
            subject = self.phrases.subject(above) if above.pos_ in ("VERB", "AUX") else None
            if subject is not None and self.is_text(subject):
                return [subject]
            acted = [o for o in self.objects(above, self.passive(above)) if self.is_text(o)] if above.pos_ == "VERB" else []
            if acted:
                return acted
        return []

    def cast(self, noun: Token) -> list[Stance]:
        """Who cast a vote or veto that the sentence only names: "owing to the veto of X", "after a Kenyan veto"."""
        kind = self.vote_kind(noun)
        if kind is None or noun.i in self.sentence.mentions or self.lexicon.has("casting", noun.head.lemma_.lower()):
            return []
        accounted = noun.dep_ == "dobj" and self.lexicon.has("accounting", noun.head.lemma_.lower())  # "explained its abstention"
        if not accounted and (noun.dep_ not in ("pobj", "conj") or noun.head.pos_ == "VERB" or not self._due_to(noun)):
            return []
        behind = [p for p in noun.children if p.dep_ == "prep" and self.lexicon.has("by_whom", p.lower_)]
        named = [hit for p in behind for c in p.children if c.dep_ == "pobj" for hit in self._or_named_beside(c)]
        holder = self.phrases.holder(noun) if not named else None
        whose = named or ([(holder, noun)] if holder is not None else [])
        states = [(e, t) for e, t in whose if e.type == "state"]
        over = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), noun)
        return told_by(self.stances(states, kind, noun, self.vote_target(noun, over) or [noun], Context()), "whose vote or veto it was")

    def _or_named_beside(self, noun: Token) -> list[tuple[Entity, Token]]:
        """Whom a noun names, or the names set beside it: "a permanent member, X"."""
        beside = [hit for c in noun.children if c.dep_ in ("appos", "conj") for hit in self.phrases.entities(c)]
        return self.phrases.entities(noun) if noun.i in self.sentence.mentions or not beside else beside

    def _due_to(self, noun: Token) -> bool:
        """Whether a noun tells why or after what something happened: "owing to", "because of", "following", "after"."""
        first = noun
        while first.dep_ == "conj":
            first = first.head
        chain = [first.head, first.head.head]
        return any(self.lexicon.has("due_to", t.lower_) for t in chain)
