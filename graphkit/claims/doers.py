"""Who does what a verb tells: its subject, its "by", or who is implied."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from graphkit.claims.blame import Blame
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity

#: Who acts, each with the token that names them.
Agents = list[tuple[Entity, Token]]

_DECISIONS: Final = ("adopts", "establishes", "renews", "ends")
_PUT_TO_THE_VOTE: Final = ("adopts", "rejects")
#: What is done with sanctions: "X's sanctions were imposed", "were lifted".
_MEASURES: Final = frozenset({"sanctions", "lifts-sanctions"})


class Doers(Blame):
    """Finds the agents of a verb."""

    def says(self, verb: Token) -> bool:
        """Whether *verb* can introduce what somebody says."""
        return any(f.frame == "say" for f in self.lexicon.frames("verb", verb.lemma_.lower()))

    def adopts(self, verb: Token) -> bool:
        """Whether *verb* can tell of an adoption."""
        return any(f.kind == "adopts" for f in self.lexicon.frames("verb", verb.lemma_.lower()))

    def sponsors(self, verb: Token) -> bool:
        """Whether *verb* can tell of a sponsorship."""
        return any(f.kind in ("sponsors", "cosponsors") for f in self.lexicon.frames("verb", verb.lemma_.lower()))

    def is_text(self, noun: Token) -> bool:
        """Whether *noun* is a text that can be adopted."""
        mention = self.sentence.mentions.get(noun.i)
        if mention is not None:
            return mention.candidates[0].type in ("resolution", "draft")
        return noun.pos_ in ("NOUN", "PROPN") and self.lexicon.has("text", noun.lemma_.lower())

    def passive(self, verb: Token) -> bool:
        """Whether the subject of *verb* is what is acted on; so with "the resolution passed"."""
        if not self.discourse.stages.patterns:
            return False
        if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children):
            return True
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
        if verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl") and not subjects:
            return True
        if verb.tag_ in ("VBN", "VBD") and not subjects and self._set_off(verb) is not None:
            return True
        if (
            verb.dep_ == "conj"
            and verb.tag_ in ("VBN", "VBD")
            and not subjects
            and not any(c.dep_ in ("aux", "dobj") for c in verb.children)
        ):
            feels = bool(self.lexicon.frames("adjective", verb.head.lower_))  # "was appalled and called on X to act": it is no passive
            return verb.head.pos_ == "VERB" and not feels and self.passive(verb.head)
        if verb.lemma_ == "pass" and not any(c.dep_ == "dobj" for c in verb.children):
            return any(self.is_text(s) for s in subjects) or (verb.dep_ == "acl" and self.is_text(verb.head))
        return False

    def _set_off(self, verb: Token) -> Token | None:
        """The noun before a participle set off by a comma: "the motion, brought by X"."""
        by = any(c.dep_ == "agent" and c.i == verb.i + 1 for c in verb.children)
        if not by or verb.i < 2 or verb.doc[verb.i - 1].text != "," or verb.doc[verb.i - 2].pos_ not in ("NOUN", "PROPN"):
            return None
        return verb.doc[verb.i - 2]

    def agents(self, verb: Token, passive: bool) -> Agents:
        """Who does *verb*."""
        if not passive:
            subject = self.phrases.subject(verb)
            if subject is not None and subject.lower_ == "it" and subject.head != verb and subject.head.lemma_ == "be":
                return []  # "it is crucial to underscore": nobody does
            if subject is None:
                return self._provision(verb)
            teller = self._telling(verb, subject)
            if teller:
                return teller
            together = [hit for t in self._joined(verb) for hit in self.phrases.entities(t)]
            return [*self.phrases.entities(subject), *together] or self._waging(verb, subject) or self._asking(verb, subject)
        judgements: list[Token] = []
        if self.lexicon.has("characterise", verb.lemma_.lower()):
            # The parser hangs the "by" of "described as an aggressor by X" on the aggressor.
            judgements = [c for c in verb.subtree if c.lower_ == "by" and c.head.dep_ in ("pobj", "dobj", "oprd") and c.i > verb.i]
        if self.lexicon.has("giving", verb.lemma_.lower()):  # "was denied entry by X"
            judgements += [c for o in verb.children if o.dep_ == "dobj" for c in o.children if c.lower_ == "by"]
        for child in (*verb.children, *judgements):
            if child.dep_ in ("agent", "prep") and child.lower_ == "by":
                doers = [c for c in child.children if c.dep_ == "pobj"]
                # "by consensus", "by a vote of ..." tell how, not who.
                if not any(self.lexicon.has("manner", d.lemma_.lower()) for d in doers):
                    named = [hit for d in doers for hit in self.phrases.entities(d)]
                    first = verb.head if verb.dep_ == "conj" and self.passive(verb.head) else None
                    if first is not None and not named and all(self.is_text(d) for d in doers):
                        return self.agents(first, True)  # "established by X and extended by resolution 9"
                    return named
        if any(self.lexicon.has("performing", c.lower_) for c in verb.children):
            return [(self.discourse.author_state() or self.discourse.author, verb)]  # "is hereby suspended": by whoever says so
        return self._told_in(verb) or self._implied(verb) or self._whose_sanctions(verb) or self._ordered(verb)

    def _ordered(self, verb: Token) -> Agents:
        """Who freezes what an order says is frozen: "All property of X is blocked"."""
        now = any((c.dep_ == "auxpass" and c.tag_ in ("VBZ", "VBP")) or c.lower_ == "shall" for c in verb.children)
        if not self.discourse.ordering or not now or verb.dep_ in ("relcl", "acl", "advcl"):
            return []
        # So much stands between "All property" and "are blocked" that the parser loses the subject.
        if not any(self.lexicon.has("asset", t.lemma_.lower()) for t in (*verb.lefts, *verb.doc[:3])):
            return []
        frozen = any(f.kind == "sanctions" for f in self.lexicon.frames("verb", verb.lemma_.lower()))
        return [(self.discourse.author_state() or self.discourse.author, verb)] if frozen else []

    def _whose_sanctions(self, verb: Token) -> Agents:
        """Whose sanctions they are that are imposed or lifted: "US sanctions were imposed on X"."""
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if subject is None or not self.lexicon.has("sanction", subject.lemma_.lower()):
            return []
        if not any(f.kind in ("sanctions", "lifts-sanctions") for f in self.lexicon.frames("verb", verb.lemma_.lower())):
            return []
        whose = self.phrases.holder(subject)
        return [(whose, subject)] if whose is not None and whose.type in ("state", "body", "organisation") else []

    def _waging(self, verb: Token, subject: Token) -> Agents:
        """Whose attack, war or law it is that kills or silences: "X's war on Y has killed ...", "X's laws criminalise ..."."""
        if not any(self.lexicon.has(name, subject.lemma_.lower()) for name in ("abuse", "misdeed", "violence", "doing", "deed")):
            return []
        if not any(f.kind in ("violates", "blocks") for f in self.lexicon.frames("verb", verb.lemma_.lower())):
            return []
        whose = self.phrases.holder(subject) or self.doer(subject)
        return [(whose, subject)] if whose is not None and whose.type in ("state", "organisation") else []

    def _joined(self, verb: Token) -> list[Token]:
        """Whom the doer joins in it: the "Y" of "X joined Y in condemning"."""
        over = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "in" else None
        if over is None or not self.lexicon.has("join_verbs", over.lemma_.lower()):
            return []
        return [c for c in over.children if c.dep_ == "dobj"]

    def _asking(self, verb: Token, subject: Token) -> Agents:
        """Who asks, where the parser joined the asking to what is said: "X said that the trial was unfair and called on Y to ..."."""
        said = verb.head
        asks = any(f.frame == "ask" or f.kind in ("condemns", "rejects") for f in self.lexicon.frames("verb", verb.lemma_.lower()))
        if not asks or verb.dep_ != "conj" or said.dep_ != "ccomp" or not self.says(said.head) or subject.head != said:
            return []
        if any(c.dep_ in SUBJECTS for c in verb.children) or subject.pos_ == "PRON":
            return []
        teller = self.phrases.subject(said.head)
        return self.phrases.entities(teller) if teller is not None else []

    def _telling(self, verb: Token, subject: Token) -> Agents:
        """Who asks the state that is spoken of, where the parser joined the asking to what is told of that state.

        "X asked whether Y planned a reform and urged the Government to ...": it is X who urges.
        """
        clause = verb.head
        if verb.dep_ != "conj" or clause.dep_ not in ("ccomp", "relcl", "xcomp") or subject.head != clause or verb.tag_ != "VBD":
            return []
        topic = self.discourse.topic_state()
        asks = any(f.kind in ("calls-for", "supports") for f in self.lexicon.frames("verb", verb.lemma_.lower()))
        if not asks or topic is None or all(e.key != topic.key for e, _ in self.phrases.entities(subject)):
            return []
        over = next((a for a in clause.ancestors if a.pos_ == "VERB" and a.tag_ == "VBD"), None)
        if over is None or not (self.says(over) or any(f.frame == "ask" for f in self.lexicon.frames("verb", over.lemma_.lower()))):
            return []
        teller = self.phrases.subject(over)
        named = self.phrases.entities(teller) if teller is not None else []
        return named if named and all(e.type == "state" and e.key != topic.key for e, _ in named) else []

    def _provision(self, verb: Token) -> Agents:
        """Who adopted a text whose provisions begin with their verb: "Demands that ...", "Strongly condemns ..."."""
        author = self.discourse.author
        if (
            not (author.type == "body" or self.discourse.resolving)
            or verb.tag_ not in ("VBZ", "VBG", "VBN", "VBP", "NNS")
            or any(c.dep_ in SUBJECTS for c in verb.children)
        ):
            return []
        first = verb
        while first.dep_ == "conj" and first.head.pos_ in ("VERB", "AUX"):
            first = first.head
        leading = [t for t in verb.doc[: first.i] if t.pos_ not in ("ADV", "PUNCT", "NUM", "X", "CCONJ", "SPACE")]
        return [(author, verb)] if not leading and first.head == first else []

    def _told_in(self, verb: Token) -> Agents:
        """Whose text tells it: "violations highlighted in the report of X"."""
        if verb.dep_ not in ("acl", "relcl") or not any(f.kind == "reports" for f in self.lexicon.frames("verb", verb.lemma_.lower())):
            return []
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("in", "by"):
                for inner in child.children:
                    if self.lexicon.has("text_reference", inner.lemma_.lower()) or inner.i in self.sentence.mentions:
                        return self.phrases.entities(inner)
        return []

    def _implied(self, verb: Token) -> Agents:
        """The doer of a passive that goes on about a known text: the body that adopts it."""
        subject = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")), None)
        if subject is None and verb.dep_ == "conj":
            subject = next((c for c in verb.head.children if c.dep_ == "nsubjpass"), None)
        if subject is None and verb.dep_ in ("acl", "relcl"):
            subject = verb.head
        if subject is None:
            return []
        if subject.lower_ == "it" and self.says(verb):
            # "it is noted that": by the text in hand, else by whoever acted last
            issuer = self.discourse.issuer_here() if not self.discourse.spoke and not self.discourse.agents else None
            return [(a, subject) for a in ([issuer] if issuer else self.discourse.agents[:1])]
        kinds = [f.kind for f in self.lexicon.frames("verb", verb.lemma_.lower())]
        if not _MEASURES.isdisjoint(kinds) and self.lexicon.has("sanction", subject.lemma_.lower()):
            whose = self.phrases.holder(subject)
            return [(whose, subject)] if whose is not None and whose.type in ("state", "organisation", "body") else []
        if "reports" in kinds and self.lexicon.has("text_reference", subject.lemma_.lower()) and subject.i not in self.sentence.mentions:
            return self.phrases.entities(subject)  # "after the report was released"
        judged = self.lexicon.has("characterise", verb.lemma_.lower()) or self.lexicon.has("ranking", verb.lemma_.lower())
        issuer = self.discourse.issuer_here()
        if judged and issuer is not None and subject.i in self.sentence.mentions:
            return [(issuer, subject)]  # "X was described as ...", in the report in hand
        voted = self._voted(verb, subject)
        if not voted and not any(f.kind in _DECISIONS for f in self.lexicon.frames("verb", verb.lemma_.lower())):
            return []
        for token in verb.subtree:
            # "renewed on an annual basis by the Council"
            own = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
            if token.lower_ == "by" and token.dep_ in ("prep", "agent") and own == verb:
                for inner in token.children:
                    if inner.i in self.sentence.mentions:
                        return self.phrases.entities(inner)
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("in", "at"):
                for inner in child.children:
                    mention = self.sentence.mentions.get(inner.i)
                    entity = self.discourse.entity(mention) if mention else None
                    if entity and entity.type == "body":
                        return [(entity, inner)]
        if not voted and not self.adopts(verb):
            return []
        named = self.phrases.adopter(subject)
        if named:
            return [named]
        main = self.main_body(verb)
        if main:
            return main
        adopter = self.discourse.adopter or self.discourse.acting
        if any(self.is_text(t) for t in subject.subtree) and adopter:
            return [(adopter, subject)]
        return []

    def _voted(self, verb: Token, subject: Token) -> bool:
        """Whether it tells how a vote on a text went: "the amendment was rejected by 25 votes to 12"."""
        if not self.is_text(subject) or not any(f.kind in _PUT_TO_THE_VOTE for f in self.lexicon.frames("verb", verb.lemma_.lower())):
            return False
        by = [c for p in verb.children if p.lower_ == "by" for c in p.children if c.dep_ == "pobj"]
        return any(self.lexicon.has("manner", c.lemma_.lower()) for c in by)

    def main_body(self, verb: Token) -> Agents:
        """The body that is the subject of the clause around: "In a resolution adopted by 22 votes, the Council condemned ..."."""
        for above in verb.ancestors:
            subject = self.phrases.subject(above) if above.pos_ in ("VERB", "AUX") else None
            if subject is not None and subject not in verb.subtree and verb not in subject.subtree:
                return [(e, t) for e, t in self.phrases.entities(subject) if e.type == "body"]
        return []
