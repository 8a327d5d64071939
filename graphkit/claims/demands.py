"""Who asks what of whom: "urged the Council to act", "the Council should act"."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.claims.context import Context
from graphkit.claims.doers import Agents
from graphkit.claims.lexicon import Frame
from graphkit.claims.stances import Act, Stance, Stances, told_by
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity


class Demands(Stances):
    """Reads demands from verbs of asking, and from what should be done."""

    def asked(self, verb: Token, frame: Frame, passive: bool, agents: Agents, context: Context) -> list[Stance]:
        """Stances of a verb that takes an addressee and what is asked."""
        clauses = self.clause(verb)
        if passive:
            return self._hereby(verb, frame, agents, context)
        who: list[Token] = []
        content: list[Token] = list(clauses)
        if frame.prep in ("about", "after"):
            content = self.governed(verb, frame.prep)
            if not content:
                return []
        elif frame.prep in ("on", "upon", "to", "with", "of"):
            who = self.governed(verb, frame.prep)
            if not who or who[0].dep_ == "aux":
                return []
        elif frame.prep == "for":
            content = self.governed(verb, "for")
            # "called for the militias to be disarmed": the parser makes a clause of its own of it
            marked = [c for c in verb.children if c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ == "for" for m in c.children)]
            if not content and marked and marked[0].i > verb.i and self.infinitive(marked[0]):
                clauses = content = marked[:1]
            who = [c for c in verb.children if c.dep_ == "dobj"] or self.governed(verb, "on")
            wanted = [] if content else self._wanted_of(verb)
            if wanted:
                content = clauses = wanted
                who = who or [s for c in wanted for s in c.children if s.dep_ == "nsubj" and self.phrases.entities(s)]
            if not content:
                return []
        elif frame.prep == "that":
            content = [c for c in verb.children if c.dep_ == "ccomp"]
            if not content:
                return []
        else:
            who = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
            if not clauses:
                content = self.governed(verb, "for") or who
                if not content and not who:
                    return []
        if not clauses and frame.prep in ("", "on", "upon", "to"):
            # The parser may hang the infinitive on the last of those who are asked.
            asked = [t for w in who for t in w.subtree if t.dep_ in ("acl", "relcl", "xcomp", "advcl") and self.infinitive(t)]
            if asked:
                clauses = content = asked[:1]
        if frame.object == "clause" and not any(self.infinitive(c) for c in clauses):
            return []
        if frame.kind != "calls-for":
            if not clauses and frame.kind == "cooperates":
                return []
            if frame.kind == "cooperates" and any(self.abusive(c) for c in clauses):
                return self.stances(agents, "violates", verb, content or who, context)  # "allowed the militia to torture them"
            return self.stances(agents, frame.kind, verb, content or who, context)
        if not who and clauses:
            who = [s for c in clauses for s in c.children if s.dep_ in SUBJECTS]
        if not content and not who:
            return []
        addressees = [hit for w in who for hit in self.phrases.entities(w)]
        addressees = [(self._other(e, t, agents), t) for e, t in addressees]
        addressees = [(e, t) for e, t in addressees if not (self._pointing(t) and any(e.key == a.key for a, _ in agents))]
        if frame.object == "clause" and not addressees and all(self.lexicon.has("effort", w.lemma_.lower()) for w in who):
            return []  # one orders somebody; "directed efforts to" orders nobody
        if not addressees:
            for token in [t for c in content for t in c.subtree]:
                mention = self.sentence.mentions.get(token.i)
                if not clauses and mention and mention.sense != "adjective":
                    record = self.discourse.choose(mention)
                    if record and record.type == "state":
                        addressees = self.phrases.entities(token)
                        break
        asked_of: list[Entity | None] = [entity for entity, _ in addressees] or [None]
        found = []
        for addressee in asked_of:
            for stance in self.stances(agents, "calls-for", verb, content or who, context):
                stance.addressee = addressee
                stance.target_entity = None
                if not addressees and who and clauses:
                    stance.target = [*self.phrase(who[0]), *stance.target]
                found.append(stance)
        return found

    def _wanted_of(self, verb: Token) -> list[Token]:
        """What somebody is to do, or is to be done: "called for the court to drop the case", "called for all of them to be freed"."""
        return [
            c
            for c in verb.children
            if c.dep_ in ("advcl", "ccomp", "xcomp")
            and self.infinitive(c)
            and any(m.dep_ == "mark" and m.lower_ == "for" and m.i == verb.i + 1 for m in c.children)
        ]

    def _hereby(self, verb: Token, frame: Frame, agents: Agents, context: Context) -> list[Stance]:
        """What an order asks by saying so: "All agencies are hereby directed to take measures"."""
        clauses = [c for c in self.clause(verb) if self.infinitive(c)]
        performed = any(self.lexicon.has("performing", c.lower_) for c in verb.children)
        if not clauses or not performed or frame.kind != "calls-for":
            return []
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        asked = [e for e, _ in self.phrases.entities(subject)] if subject is not None else []
        made = self.stances(agents, "calls-for", verb, clauses[:1], context)
        for stance in made:
            stance.addressee, stance.target_entity = next(iter(asked), None), None
            if not asked and subject is not None:
                stance.target = [*self.phrase(subject), *stance.target]
        return made

    def _other(self, asked: Entity, token: Token, agents: Agents) -> Entity:
        """Whom a pronoun asks, where it cannot be the one who asks: "urged Syria ... and demanded that it open"."""
        if (token.pos_ != "PRON" and not self._pointing(token)) or all(asked.key != a.key for a, _ in agents):
            return asked
        for before in reversed(list(token.doc[: token.i])):
            mention = self.sentence.mentions.get(before.i)
            entity = self.discourse.entity(mention) if mention and mention.sense != "adjective" else None
            if entity is not None and entity.type in ("state", "organisation", "body") and all(entity.key != a.key for a, _ in agents):
                return entity
        topic = self.discourse.topic_state()
        return topic if topic is not None and all(topic.key != a.key for a, _ in agents) else asked

    def _pointing(self, token: Token) -> bool:
        """Whether a noun only points to a state: "urged the authorities to investigate"."""
        return token.i not in self.sentence.mentions and self.lexicon.has("state_reference", token.lemma_.lower())

    def obliged(self, verb: Token, context: Context, agents: Agents) -> list[Stance]:
        """ "X should V": whoever speaks asks it of X."""
        speakers = self.speakers(context)
        author = speakers[-1] if speakers else self.discourse.author
        if context.speakers and not speakers:
            return []
        if not self.discourse.recommends and not speakers:
            return []
        if verb.dep_ in ("advcl", "relcl", "acl"):
            return []
        found = []
        clause = [t for t in verb.subtree if t.i >= verb.i]
        for addressee, token in agents:
            mention = self.sentence.mentions.get(token.i)
            if addressee.key == author.key or (mention is not None and mention.sense == "people"):
                continue  # a people is nobody to ask anything of
            if token.i not in self.sentence.mentions and token.pos_ == "PRON" and not self.discourse.agents:
                continue
            found.append(Stance(author, "calls-for", verb, token, clause, None, addressee))
        return found

    def _pleaded(self, verb: Token) -> bool:
        """Whether a reader is asked to ask something of others: "Please urge the Minister to act"."""
        return verb.tag_ == "VB" and verb.head == verb and any(c.dep_ == "intj" and c.i < verb.i for c in verb.children)

    def _begged(self, verb: Token) -> Token | None:
        """What is asked for in courtesy: "I should be grateful if you would circulate this letter"."""
        thankful = [verb, *(c for c in verb.children if c.dep_ == "acomp")]
        if not any(self.lexicon.has("thankful", t.lemma_.lower()) for t in thankful):
            return None
        clauses = [c for t in thankful for c in t.children if c.dep_ in ("advcl", "ccomp")]
        return next((c for c in clauses if any(m.dep_ == "mark" and m.lower_ == "if" for m in c.children)), None)

    def _asked_in_courtesy(self, act: Act) -> list[Stance]:
        """What somebody would be grateful for."""
        favour = self._begged(act.verb)
        if favour is None:
            return []
        act.context.hypothetical = False
        return told_by(self.stances(act.agents, "calls-for", act.verb, [favour], act.context), "what one would be grateful for")
