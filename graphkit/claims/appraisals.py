"""What is called good or bad, felt on telling it, or blamed on somebody."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from graphkit.claims.context import Context
from graphkit.claims.stances import Act, Stance, Stances, told_by

#: What is felt on noting something -> the stance that it is.
_FEELINGS: Final = {"concern": "expresses-concern", "sorrow": "expresses-concern", "appreciation": "supports", "interest": "reports"}


class Appraisals(Stances):
    """Reads verbs by which somebody judges a thing."""

    def _characterised(self, act: Act) -> list[Stance]:
        """What somebody calls a thing: "described the vote as a step forward", "called the session cynical"."""
        verb, passive = act.verb, act.passive
        if not self.lexicon.has("characterise", act.lemma):
            return []
        objects = [c for c in verb.children if (c.dep_ == "nsubjpass" if passive else c.dep_ == "dobj" and c.i > verb.i)] or [
            s
            for c in verb.children
            if c.dep_ == "ccomp" and c.i > verb.i
            for s in c.children
            if s.dep_ in ("nsubj", "nsubjpass")
            if not any(m.dep_ in ("mark", "aux") and m.lower_ != "to" for m in c.children)
        ]
        named = [c for c in verb.children if c.dep_ == "oprd" and c.i > verb.i]
        if not objects and len(named) > 1:
            objects = named[:1]  # "called the president a tyrant", as the parser has it
        if not objects:
            return []
        behind = [t for t in verb.subtree if t.i > max(objects[0].i, verb.i if passive else -1) and t not in objects[0].subtree]
        # "termed the remarks of the envoy unacceptable": the parser hangs the judgement on the envoy
        behind += [t for t in objects[0].subtree if t.dep_ == "amod" and t.pos_ == "ADJ" and t.i > t.head.i]
        for child in objects[0].rights:  # "described it as a step forward", "described X one of the worst"
            if child.dep_ == "appos" and child.left_edge.nbor(-1) == objects[0]:
                behind += child.subtree  # "termed the measure a violation of the law"
            elif (
                child.dep_ in ("nummod", "amod") or objects[0].like_num or (child.lower_ == "as" and child.dep_ in ("prep", "appos", "acl"))
            ):
                behind += child.subtree
        behind += self._scare_quoted(objects[0])
        if self.lexicon.has("allegation", objects[0].lemma_.lower()) and any(self.means(t, "denial") for t in behind):
            kind = "rejects"  # "called the allegations false"
        elif any(self.lexicon.has("concern", t.lemma_.lower()) for t in behind):
            kind = "expresses-concern"
        elif any(self.bad(t) or self.means(t, "adverse") for t in behind) or self._wanting_in_virtue(behind):
            kind = "condemns"
        elif any(self.means(t, "praise") for t in behind):
            if any(self.lexicon.has("negative", t.lower_) for t in behind):
                return []  # "called it no victory"
            kind = "supports"
        else:
            return []
        return told_by(self.stances(act.agents, kind, verb, objects[:1], act.context), f"verb {act.lemma} ... as")

    def _scare_quoted(self, noun: Token) -> list[Token]:
        """What of a noun's words stands in quotation marks that open behind its first word: 'termed the measure "a disgrace"'."""
        words = list(noun.subtree)
        opened = self.sentence.offsets[words[0].i][0]
        within = [(start, end) for start, end in self.discourse.quotations if opened < start]
        return [t for t in words for start, end in within if start <= self.sentence.offsets[t.i][0] < end]

    def _wanting_in_virtue(self, behind: list[Token]) -> bool:
        """Whether something is said to lack what it should be: "neither free nor fair", "far from credible"."""
        denied = next((t.i for t in behind if self.lexicon.has("negative", t.lower_) or self.lexicon.has("far_from", t.lower_)), None)
        return denied is not None and any(t.i > denied and self.lexicon.has("virtue", t.lower_) for t in behind)

    def _with_feeling(self, act: Act) -> list[Stance]:
        """ "notes with concern that ...", "learned with dismay of ...", "takes note with appreciation of ...", "positively noted ..."."""
        verb, passive, agents, context = act.verb, act.passive, act.agents, act.context
        for child in verb.children:
            if child.dep_ == "advmod" and self.lexicon.has("approving", child.lower_):
                told = self.clause(verb) or self.objects(verb, passive)
                if told and any(f.kind == "reports" for f in self.lexicon.frames("verb", act.lemma)):
                    return told_by(self.stances(agents, "supports", verb, told[:1], context), f"verb {child.lower_} {act.lemma}")
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
                    return told_by(self.stances(agents, kind, verb, targets[:1], context), f"verb {act.lemma} with {felt.lemma_.lower()}")
        return []

    def _felt_in_telling(self, act: Act) -> list[Stance]:
        """What somebody "regrets to note" or is "pleased to announce": a feeling about what is told."""
        verb = act.verb
        over = verb.head
        if verb.dep_ != "xcomp" or not self.infinitive(verb):
            return []
        if not self.lexicon.speaks(act.lemma) and not self.lexicon.has("learning", act.lemma):
            return []
        name = "adjective" if over.pos_ == "ADJ" or over.tag_ == "VBN" else "verb"
        word = over.lower_ if name == "adjective" else over.lemma_.lower()
        felt = next((f.kind for f in self.lexicon.frames(name, word) if f.kind in ("supports", "expresses-concern")), None)
        targets = self.clause(verb) or self.objects(verb, False)
        if felt is None or not targets or not self.lexicon.has("felt", word):
            return []
        return told_by(self.stances(act.agents, felt, verb, targets[:1], act.context), f"{word} to {act.lemma}")

    def _held_responsible(self, act: Act) -> list[Stance]:
        """Whom somebody holds responsible, and for what: two facts, who accuses and who did it."""
        verb, agents, context = act.verb, act.agents, act.context
        if not self.lexicon.has("holding", act.lemma) or act.passive or context.hypothetical:
            return []
        if not any(self.lexicon.has("answerable", t.lower_) for c in verb.children if c.i > verb.i for t in c.subtree):
            return []
        named = [t for t in verb.subtree if t.i > verb.i and t.i in self.sentence.mentions]
        held = next(iter(named or self.objects(verb, False)), None)
        if held is None:
            return []
        whom = self.phrases.entities(held)
        judges = [(e, t) for e, t in agents if all(e.key != w.key for w, _ in whom)]
        found = self.stances(judges, "condemns", verb, [held], context)
        for word in verb.subtree:
            if word.i < held.i or not self.lexicon.has("answerable", word.lower_):
                continue
            deeds = [c for p in word.children if p.dep_ == "prep" and p.lower_ == "for" for c in p.children if c.dep_ in ("pobj", "pcomp")]
            states = [(e, t) for e, t in whom if e.type == "state"]
            for deed in deeds[:1]:
                if judges and states and not context.negated and any(self.bad(t) or self.abusive(t) for t in deed.subtree):
                    told = self.stances(states, "violates", deed, [deed], context)
                    for stance in told:
                        stance.according_to = (*stance.according_to, *(e for e, _ in judges))
                    found += told
        return told_by(found, f"verb {act.lemma} ... responsible")

    def _held_guilty(self, act: Act) -> list[Stance]:
        """Whom a state's court finds guilty, who is no state."""
        verb = act.verb
        if not self.lexicon.has("holding", act.lemma) or not any(t.lower_ == "guilty" for c in verb.children for t in c.subtree):
            return []
        tried = self.objects(verb, act.passive)
        if not tried or any(e.type == "state" for t in tried for e, _ in self.phrases.entities(t)):
            return []
        courts = [(e, t) for e, t in act.agents if e.type == "state"]
        return told_by(self.stances(courts, "violates", verb, tried[:1], act.context), f"verb {act.lemma} ... guilty")

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
        return told_by(found, "stands on a list of offenders")

    def _blamed_as(self, verb: Token) -> bool:
        """Whether somebody is named as a culprit, and to no office: "naming the unit as responsible for deaths"."""
        behind = [t for p in verb.subtree if p.lower_ == "as" and p.i > verb.i for t in p.subtree]
        return any(self.bad(t) or self.lexicon.has("culpable", t.lower_) for t in behind)

    def _cited_abuse(self, verb: Token, told: Token) -> str | None:
        """How a speaker means what others told of abuses: "cited reports of beatings by the police"."""
        if not self.lexicon.has("relaying", verb.lemma_.lower()) or not self.lexicon.has("relayed", told.lemma_.lower()):
            return None
        abuses = [t for p in told.children if p.lower_ == "of" for t in p.subtree if self.abusive(t) and t.pos_ == "NOUN"]
        if not abuses:
            return None
        return "condemns" if any(self.doer(t) or self.phrases.holder(t) for t in (told, *abuses)) else "expresses-concern"

    def _in_breach(self, act: Act) -> list[Stance]:
        """Who is in breach of something."""
        broken = [n for n in self.governed(act.verb, "in") if self.lexicon.has("breach", n.lemma_.lower())] if self._bare_being(act) else []
        who = [(e, t) for e, t in act.agents if e.type in ("state", "organisation")]
        return told_by(self.stances(who, "violates", act.verb, broken, act.context), "who is in breach of it") if broken and who else []

    def _sided_against(self, act: Act) -> list[Stance]:
        """Who is against something."""
        against = self.governed(act.verb, "against") if self._bare_being(act) else []
        return told_by(self.stances(act.agents, "opposes", act.verb, against, act.context), "who is against it") if against else []

    def _sided_with(self, act: Act) -> list[Stance]:
        """Who is in favour of something."""
        backed = self._bare_being(act) and (self.governed(act.verb, "in favour of") or self.governed(act.verb, "in favor of"))
        return told_by(self.stances(act.agents, "supports", act.verb, backed, act.context), "who is in favour of it") if backed else []

    def _of_concern(self, act: Act) -> list[Stance]:
        """What is "of deep concern" to somebody, or to whoever speaks."""
        verb = act.verb
        felt = [n for n in self.governed(verb, "of") if self.lexicon.has("concern", n.lemma_.lower())]
        matter = self.phrases.subject(verb)
        if not self.lexicon.has("being", act.lemma) or not felt or matter is None:
            return []
        whom = [o for p in felt[0].children if p.dep_ == "prep" and p.lower_ == "to" for o in p.children if o.dep_ == "pobj"]
        agents = [a for o in (whom or self.governed(verb, "to")) for a in self.phrases.entities(o)]
        speaker = self.phrases.first_person(verb)
        if not agents and speaker.type != "document":
            agents = [(speaker, verb)]
        return told_by(self.stances(agents, "expresses-concern", verb, [matter], act.context), "what is of concern")

    def _bare_being(self, act: Act) -> bool:
        return act.lemma == "be" and not any(c.dep_ in ("attr", "acomp") for c in act.verb.children)
