"""Stances read from verbs, nouns and adjectives of one parsed sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Token

from graphkit.annotate.view import Sentence
from graphkit.claims.context import Context, context_of
from graphkit.claims.discourse import Discourse
from graphkit.claims.lexicon import Frame, Lexicon
from graphkit.claims.phrases import SUBJECTS, Phrases, coordinated
from graphkit.model.claim import Status
from graphkit.model.entity import Entity

_CLAUSES: Final = ("ccomp", "xcomp")


@dataclass(slots=True)
class Stance:
    """A claim in the making.

    Attributes:
        trigger: the word that speaks of the stance.
        span: tokens of agent, trigger and target.
        target: tokens of the target's text.
        own_date: whether the sentence's date is that of the stance.
    """

    agent: Entity
    kind: str
    trigger: Token
    agent_token: Token | None
    target: list[Token]
    target_entity: Entity | None = None
    addressee: Entity | None = None
    status: Status = "asserted"
    according_to: tuple[Entity, ...] = ()
    carried: bool = False
    flags: list[str] = field(default_factory=list)


class SentenceReader:
    """Reads the stances of one sentence."""

    def __init__(self, sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> None:
        self.sentence, self.discourse, self.lexicon = sentence, discourse, lexicon
        self.phrases = Phrases(sentence, discourse, lexicon)

    def read(self) -> list[Stance]:
        """All stances, in the order of their triggers."""
        found: list[Stance] = []
        for token in self.sentence.doc:
            if token.i in self.sentence.mentions:
                continue
            if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD"):
                found += self._verb(token)
            elif token.pos_ == "NOUN":
                found += self._noun(token)
            elif token.pos_ == "ADJ":
                found += self._adjective(token)
        return found

    # -- verbs ---------------------------------------------------------------------------

    def _verb(self, verb: Token) -> list[Stance]:
        lemma = verb.lemma_.lower()
        frames = self.lexicon.frames("verb", lemma)
        context = context_of(verb, self.lexicon)
        if context.asked:
            return []
        passive = self._passive(verb)
        adjectival = self.lexicon.frames("adjective", verb.lower_)
        if adjectival and (passive or verb.dep_ in ("acl", "acomp", "ROOT", "conj", "ccomp")):
            found = self._adjective(verb)
            if found:
                return found
        if self.lexicon.has("refuse", lemma) and any(c.dep_ == "xcomp" for c in verb.children):
            return []
        agents = self._agents(verb, passive)
        if not agents:
            return []
        if context.refused is not None:
            return self._refused(verb, context, agents)
        if context.obliged and not passive:
            return self._obliged(verb, context, agents)
        if context.negated and self.lexicon.has("access_verbs", lemma) and all(a.type == "state" for a, _ in agents):
            targets = self._objects(verb, passive) or self._clause(verb)
            if targets and not frames:
                context.negated = False
                return self._stances(agents, "refuses-cooperation", verb, targets, context)
        for frame in frames:
            found = self._frame(verb, frame, passive, agents, context)
            if found:
                return found
        return []

    def _passive(self, verb: Token) -> bool:
        return any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children) or (
            verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl") and not any(c.dep_ in SUBJECTS for c in verb.children)
        )

    def _agents(self, verb: Token, passive: bool) -> list[tuple[Entity, Token]]:
        if passive:
            for child in verb.children:
                if child.dep_ in ("agent", "prep") and child.lower_ == "by":
                    return [hit for c in child.children if c.dep_ == "pobj" for hit in self.phrases.entities(c)]
            return self._implied(verb)
        subject = self.phrases.subject(verb)
        return self.phrases.entities(subject) if subject is not None else []

    def _implied(self, verb: Token) -> list[tuple[Entity, Token]]:
        """The doer of a passive that goes on about a known text: the resolution's body."""
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if subject is None:
            return []
        lemma = subject.lemma_.lower()
        if subject.lower_ == "it" and self._say(verb) and self.discourse.agents:
            return [(a, subject) for a in self.discourse.agents[:1]]
        if any(f.kind == "adopts" for f in self.lexicon.frames("verb", verb.lemma_.lower())) and self.lexicon.has("text", lemma):
            for token in subject.subtree:
                mention = self.sentence.mentions.get(token.i)
                entity = self.discourse.entity(mention) if mention else None
                if entity and entity.type == "body":
                    return [(entity, token)]
                if mention and mention.record and mention.record.fields.get("body"):
                    body = self.discourse.body(mention.record.fields["body"])
                    if body:
                        return [(body, token)]
            last = self.discourse.adopter
            return [(last, subject)] if last else []
        return []

    def _say(self, verb: Token) -> bool:
        return any(f.frame == "say" for f in self.lexicon.frames("verb", verb.lemma_.lower()))

    def _objects(self, verb: Token, passive: bool) -> list[Token]:
        if passive:
            if verb.dep_ in ("acl", "relcl"):
                return [verb.head]
            found = [c for c in verb.children if c.dep_ in ("nsubjpass",)]
            return found or [c for c in verb.head.children if verb.dep_ == "conj" and c.dep_ == "nsubjpass"]
        found = [c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd", "dative") and c.pos_ != "ADP"]
        if not found:
            # A small clause: "described North Korea one of the worst".
            found = [s for c in verb.children if c.dep_ == "ccomp" for s in c.children if s.dep_ in SUBJECTS]
        return found

    def _clause(self, verb: Token) -> list[Token]:
        return [c for c in verb.children if c.dep_ in _CLAUSES]

    def _governed(self, verb: Token, prep: str) -> list[Token]:
        """What the verb governs through *prep* (which may be two words: "in favour of")."""
        first, _, rest = prep.partition(" ")
        for child in verb.children:
            if child.lower_ != first or child.dep_ not in ("prep", "prt", "advmod", "agent", "dative", "aux", "mark", "dobj", "det", "intj"):
                continue
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if rest:
                inner = [p for c in inner for q in c.children if q.lower_ == rest.split()[-1] for p in q.children]
                inner = inner or [c for q in child.children for c in q.children]
            if child.dep_ == "prt" and not inner:
                return self._objects(verb, self._passive(verb))
            return inner or [child]
        return []

    def _frame(
        self, verb: Token, frame: Frame, passive: bool, agents: list[tuple[Entity, Token]], context: Context
    ) -> list[Stance]:
        if frame.frame == "say":
            return self._said(verb, frame, agents, context)
        if frame.frame == "ask":
            return self._asked(verb, frame, passive, agents, context)
        if frame.prep == "that":
            targets = [c for c in verb.children if c.dep_ == "ccomp"]
        elif frame.prep:
            targets = self._governed(verb, frame.prep)
        else:
            targets = self._objects(verb, passive)
        targets = [t for t in targets if self._fits(t, frame.object)]
        if not targets:
            if verb.lemma_.lower() in ("abstain", "vote") and not frame.prep and frame.kind == "abstains":
                return self._stances(agents, frame.kind, verb, [], context)
            return []
        return self._stances(agents, frame.kind, verb, targets, context)

    def _fits(self, token: Token, wanted: str) -> bool:
        if wanted == "any":
            return token.lower_ not in ("it", "that", "this", "so") or token.pos_ == "PRON"
        if wanted == "entity":
            return any(t.i in self.sentence.mentions and self.sentence.mentions[t.i].sense != "adjective" for t in coordinated(token))
        words = [t.lemma_.lower() for t in coordinated(token)]
        if wanted in ("adverse",):
            words = [t.lemma_.lower() for c in token.head.children for t in c.subtree if c.i >= token.i]
        if wanted == "money":
            words = [t.lemma_.lower() for t in token.subtree]
        if wanted in ("text", "treaty") and token.i in self.sentence.mentions:
            return self.sentence.mentions[token.i].candidates[0].type in ("resolution", "draft", "treaty")
        return any(self.lexicon.has(wanted, w) for w in words)

    def _said(self, verb: Token, frame: Frame, agents: list[tuple[Entity, Token]], context: Context) -> list[Stance]:
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
            if distressed and accused:
                kind = "condemns"
            elif distressed and speaker.type in ("state", "body", "person", "organisation", "document", "mandate"):
                kind = "expresses-concern" if speaker.type == "state" else "reports"
        found = self._stances(agents, kind, verb, [clause], context)
        for stance in found:
            stance.target_entity = stance.target_entity or accused
        return found

    def _accused(self, words: Iterable[Token], clause: Token, agents: list[tuple[Entity, Token]]) -> Entity | None:
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

    def _asked(
        self, verb: Token, frame: Frame, passive: bool, agents: list[tuple[Entity, Token]], context: Context
    ) -> list[Stance]:
        clauses = self._clause(verb)
        if passive:
            return []
        who: list[Token] = []
        content: list[Token] = list(clauses)
        if frame.prep in ("on", "upon", "to"):
            who = self._governed(verb, frame.prep)
            if not who or who[0].dep_ == "aux":
                return []
        elif frame.prep == "for":
            content = self._governed(verb, "for")
            who = [c for c in verb.children if c.dep_ == "dobj"] or self._governed(verb, "on")
            if not content:
                return []
        elif frame.prep == "that":
            content = [c for c in verb.children if c.dep_ == "ccomp"]
            if not content:
                return []
        else:
            who = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
            if not clauses:
                content = self._governed(verb, "for") or who
                if not content and not who:
                    return []
        if frame.kind != "calls-for":
            if not clauses and frame.kind == "cooperates":
                return []
            return self._stances(agents, frame.kind, verb, content or who, context)
        if not who and clauses:
            who = [s for c in clauses for s in c.children if s.dep_ in SUBJECTS]
        if not content and not who:
            return []
        addressees = [hit for w in who for hit in self.phrases.entities(w)]
        if not addressees:
            for token in [t for c in content for t in c.subtree]:
                mention = self.sentence.mentions.get(token.i)
                if not clauses and mention and mention.sense != "adjective":
                    record = self.discourse.choose(mention)
                    if record and record.type == "state":
                        addressees = self.phrases.entities(token)
                        break
        asked_of = addressees or [(None, None)]
        found = []
        for addressee, _ in asked_of:
            for stance in self._stances(agents, "calls-for", verb, content or who, context):
                stance.addressee = addressee
                stance.target_entity = None
                if not addressees and who and clauses:
                    stance.target = [*self._phrase(who[0]), *stance.target]
                found.append(stance)
        return found

    def _obliged(self, verb: Token, context: Context, agents: list[tuple[Entity, Token]]) -> list[Stance]:
        """ "X should V": whoever speaks asks it of X."""
        speakers = self._speakers(context)
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
            if addressee.key == author.key:
                continue
            if token.i not in self.sentence.mentions and token.pos_ == "PRON" and not self.discourse.agents:
                continue
            found.append(Stance(author, "calls-for", verb, token, clause, None, addressee))
        return found

    def _refused(self, verb: Token, context: Context, agents: list[tuple[Entity, Token]]) -> list[Stance]:
        """ "declined to co-sponsor", "failed to respond", "refused to endorse a debate"."""
        lemma, refused = verb.lemma_.lower(), context.refused
        assert refused is not None
        kinds = [f.kind for f in self.lexicon.frames("verb", lemma)]
        targets = self._objects(verb, False) or self._governed(verb, "with") or self._governed(verb, "to") or self._clause(verb) or [verb]
        outright = self.lexicon.has("refuse", refused.lemma_.lower())
        kind: str | None = None
        joins = self.lexicon.has("join_verbs", lemma) and self.discourse.cosponsoring
        if joins or "cosponsors" in kinds or ("sponsors" in kinds and lemma == "sponsor"):
            kind = "declines-to-cosponsor"
        elif self.lexicon.has("endorse_verbs", lemma) and any(self._fits(t, "meeting") for t in targets):
            kind = "blocks"
        elif lemma in ("recognize", "recognise", "acknowledge", "accept"):
            kind = "rejects"
        elif self.lexicon.has("access_verbs", lemma) or outright:
            kind = "refuses-cooperation"
        elif lemma in ("protect", "prevent", "ensure", "prioritise", "prioritize", "uphold"):
            kind = "violates"
        if kind is None:
            return []
        found = self._stances(agents, kind, verb, targets, context)
        for stance in found:
            if kind == "declines-to-cosponsor" and joins and self.discourse.text:
                stance.target_entity = None
        return found

    # -- nouns and adjectives ------------------------------------------------------------

    def _noun(self, noun: Token) -> list[Stance]:
        frames = self.lexicon.frames("noun", noun.lemma_.lower())
        if not frames:
            return []
        holder = self.phrases.holder(noun)
        if holder is None or not (holder.type in ("state", "body", "organisation", "person", "mandate", "document")):
            return []
        context = context_of(noun, self.lexicon) if noun.head != noun else Context()
        if context.asked:
            return []
        for frame in frames:
            if frame.kind == "violates":
                if noun.dep_ not in SUBJECTS or noun.head.pos_ != "VERB" or holder.type != "state":
                    continue
                inner = context_of(noun.head, self.lexicon)
                return self._stances([(holder, noun)], "violates", noun, [noun, noun.head], inner)
            targets = []
            for child in noun.children:
                infinitive = child.dep_ in ("acl", "xcomp", "relcl", "ccomp") and any(c.lower_ == "to" for c in child.children)
                if (frame.prep == "to" and infinitive) or (frame.prep == "that" and child.dep_ in ("acl", "ccomp", "relcl")):
                    targets.append(child)
                elif child.dep_ == "prep" and child.lower_ == frame.prep:
                    targets += [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if targets and any(c.dep_ in ("poss", "nmod", "amod", "compound") and c.i < noun.i for c in noun.children):
                if frame.kind == "refuses-cooperation":
                    targets = [t for t in targets for t in (t, *(c for c in t.children if c.dep_ == "conj"))][:2]
                return self._stances([(holder, noun)], frame.kind, noun, targets, context)
        return []

    def _adjective(self, word: Token) -> list[Stance]:
        frames = self.lexicon.frames("adjective", word.lower_)
        if not frames:
            return []
        verb = word.head if word.dep_ in ("acomp", "attr", "oprd") else word
        subject = self.phrases.subject(verb)
        if subject is None:
            subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if subject is None:
            return []
        agents = self.phrases.entities(subject)
        context = context_of(verb, self.lexicon)
        if not agents or context.asked:
            return []
        for frame in frames:
            if frame.frame == "say":
                targets = [c for c in (*word.children, *verb.children) if c.dep_ == "ccomp"]
            else:
                targets = self._governed(word, frame.prep) or self._governed(verb, frame.prep)
            if targets:
                return self._stances(agents, frame.kind, word, targets, context)
        return []

    # -- making stances --------------------------------------------------------------------

    def _phrase(self, token: Token) -> list[Token]:
        """The phrase under *token*, without loose clauses after it."""
        dropped: set[int] = set()
        for child in token.subtree:
            if child.dep_ in ("advcl", "parataxis") and child.head.i == token.i and child.i > token.i:
                dropped.update(t.i for t in child.subtree)
        kept = [t for t in token.subtree if t.i not in dropped]
        while kept and kept[-1].is_punct:
            kept.pop()
        while kept and (kept[0].is_punct or kept[0].dep_ == "mark"):
            kept.pop(0)
        return kept

    def _speakers(self, context: Context) -> list[Entity]:
        found: list[Entity] = []
        for verb in context.speakers:
            agents = self._agents(verb, self._passive(verb))
            found += [a for a, _ in agents]
        return found

    def _stances(
        self, agents: list[tuple[Entity, Token]], kind: str, trigger: Token, targets: list[Token], context: Context
    ) -> list[Stance]:
        speakers = self._speakers(context)
        if context.speakers and not speakers:
            return []
        status: Status = "negated" if context.negated else "hypothetical" if context.hypothetical else "asserted"
        phrase = [t for target in targets for t in self._phrase(target)]
        found = []
        for agent, token in agents:
            according = tuple(s for s in speakers if s.key != agent.key)
            found.append(Stance(
                agent, kind, trigger, token, phrase,
                self._target_entity(kind, targets, phrase, agent), None, status, according,
                carried=token.pos_ == "PRON",
            ))  # fmt: skip
        return found

    def _target_entity(self, kind: str, targets: list[Token], phrase: list[Token], agent: Entity) -> Entity | None:
        heads = [e for t in targets for e, _ in self.phrases.entities(t) if t.i in self.sentence.mentions]
        if heads and heads[0].key != agent.key:
            return heads[0]
        if kind in ("condemns", "expresses-concern", "reports", "rejects", "supports"):
            for state in self._states(phrase):
                if state.key != agent.key:
                    return state
        elif kind in ("establishes", "renews", "ends", "refuses-cooperation", "participates", "visits", "opposes", "blocks"):
            for token in phrase:
                mention = self.sentence.mentions.get(token.i)
                entity = self.discourse.entity(mention) if mention and mention.sense != "adjective" else None
                if entity and entity.type in ("body", "mandate", "mechanism", "treaty") and entity.key != agent.key:
                    return entity
        return None

    def _states(self, phrase: list[Token]) -> Iterator[Entity]:
        for token in phrase:
            mention = self.sentence.mentions.get(token.i)
            entity = self.discourse.entity(mention) if mention else None
            if entity and entity.type == "state":
                yield entity
