"""The parts of a clause: who does it, to what, told by whom; and stances made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from spacy.tokens import Token

from graphkit.claims.context import Context
from graphkit.claims.doers import Agents, Doers
from graphkit.claims.phrases import coordinated
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.claim import Status
from graphkit.model.entity import Entity

_CLAUSES: Final = ("ccomp", "xcomp")
_GOVERNED: Final = ("prep", "prt", "advmod", "agent", "dative", "aux", "mark", "dobj", "det", "intj")
#: Kinds whose target is what is said, asked or done, never somebody alone.
_ONE_TARGET: Final = ("calls-for", "reports", "violates", "offers", "threatens", "sponsors", "cosponsors", "adopts")
_ABOUT_STATES: Final = ("condemns", "expresses-concern", "reports", "rejects", "supports", "sanctions", "lifts-sanctions")
_ABOUT_BODIES: Final = (
    "establishes", "renews", "ends", "refuses-cooperation", "participates", "visits", "opposes", "blocks", "supports", "rejects",
)  # fmt: skip
#: Kinds of acts that are not done by saying so.
_DEEDS: Final = ("ratifies", "signs", "cooperates", "participates", "visits", "funds", "establishes", "violates", "refuses-cooperation")
#: Kinds whose target is the state concerned, said or not.
_ABOUT_SITUATIONS: Final = ("condemns", "expresses-concern", "sanctions")
_OF_TREATIES: Final = ("ratifies", "signs", "party-to", "withdraws")
#: Kinds of stances on what others do.
_OF_DEEDS: Final = ("supports", "condemns", "opposes", "rejects", "expresses-concern")
#: Kinds that judge a text by judging whose it is.
_JUDGING: Final = ("rejects", "condemns")


#: What a stance was read by, where no row of the lexicon says it: the words of whoever has the floor.
OWN_WORDS: Final = "the speaker's own words, in which nobody else takes the stance"
#: The same in a record: what no speaker is named for.
HEARD: Final = "indirect speech that goes on"
#: What should be done; the agent's token is then whoever should do it.
OBLIGED: Final = "what somebody should or must do is asked of them"


def _embedded(token: Token, targets: list[Token]) -> bool:
    """Whether a word stands in a clause on a target, rather than in its own phrase."""
    above = {t.i for t in targets}
    while token.i not in above and token.head != token:
        if token.dep_ in ("acl", "relcl", "advcl") or (token.dep_ == "conj" and token.pos_ == "VERB"):
            return True
        token = token.head
    return False


def _asides(targets: list[Token]) -> set[int]:
    """Indexes of the words that only add to a target, set off by a comma: "the report, a product of X"."""
    found: set[int] = set()
    adding = [c for t in targets for c in t.children if c.dep_ in ("appos", "acl", "relcl")]
    if not any(c.dep_ == "cc" for t in targets for c in t.children):
        adding += targets[1:]  # the parser takes an apposition for a second object
    for word in adding:
        if word.left_edge.i > 0 and word.doc[word.left_edge.i - 1].text == ",":
            found.update(t.i for t in word.subtree)
    return found


@dataclass(slots=True)
class Stance:
    """A claim in the making.

    Attributes:
        trigger: the word that speaks of the stance.
        agent_token: where the agent stands in the sentence, or None.
        target: tokens of the target's text.
        carried: whether the agent is only pointed back to ("it").
        elided: whether the act is told by leaving it out ("as did X").
        by: the row of the lexicon, or the rule, by which it was read.
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
    elided: bool = False
    flags: list[str] = field(default_factory=list)
    by: str = ""


def told_by(stances: list[Stance], by: str) -> list[Stance]:
    """*stances*, each with what it was read by, where it does not say so yet."""
    for stance in stances:
        stance.by = stance.by or by
    return stances


class Clauses(Doers):
    """Finds the parts of the clauses of one sentence."""

    def main_subject(self) -> list[Entity] | None:
        """Whom the main clause is about; None where its subject is a pronoun or missing."""
        root = next((t for t in self.sentence.doc if t.head == t), None)
        subject = self.phrases.subject(root) if root is not None else None
        if subject is None or subject.pos_ not in ("NOUN", "PROPN"):
            return None
        return [entity for entity, _ in self.phrases.entities(subject)]

    def objects(self, verb: Token, passive: bool) -> list[Token]:
        """What *verb* is done to."""
        if not self.discourse.stages.patterns:
            return [c for c in verb.children if c.dep_ == "dobj"]
        if passive:
            found = [c for c in verb.children if c.dep_ == "nsubjpass" or (c.dep_ == "nsubj" and self.is_text(c))]
            if found and self.lexicon.has("giving", verb.lemma_.lower()):
                found += [c for c in verb.children if c.dep_ == "dobj"]  # "was denied entry"
            if not found and verb.dep_ == "advcl" and any(c.lower_ == "as" for c in verb.children):
                # "the situation as reported by X"
                return [t for t in verb.head.subtree if t.i < verb.i and t.dep_ in ("dobj", "pobj", "attr")][:1]
            if not found and verb.dep_ in ("acl", "relcl"):
                return [verb.head]
            set_off = self._set_off(verb)
            if not found and set_off is not None:
                return [set_off]
            if verb.dep_ == "relcl":
                found = [verb.head if c.lower_ in ("that", "which", "who") else c for c in found]
            return found or [c for c in verb.head.children if verb.dep_ == "conj" and c.dep_ == "nsubjpass"]
        found = [c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd", "dative") and c.pos_ != "ADP"]
        found = found or [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "NOUN"]  # "expressed dismay", as the parser has it
        # "the vaccines that they had offered"
        found = [verb.head if c.lower_ in ("that", "which", "whom") and verb.dep_ == "relcl" else c for c in found]
        if not found and verb.dep_ == "relcl" and verb.head.pos_ in ("NOUN", "PROPN"):
            subject = self.phrases.subject(verb)
            if subject is not None and subject.head == verb and subject.lower_ not in ("that", "which", "who") and not self.clause(verb):
                return [verb.head]  # "a claim we reject"
        if not found:
            found = self._shared(verb)
        if not found:
            # A small clause: "described North Korea one of the worst"; not "ordered that talks be held".
            small = [c for c in verb.children if c.dep_ == "ccomp" and not any(m.dep_ == "mark" for m in c.children)]
            apart = [c for c in small if any(t.text == ";" for t in verb.doc[c.i : verb.i])]
            if apart:  # "X hosted the talks; Y attended"
                return [o for c in apart for o in c.children if o.dep_ == "dobj"]
            found = [s for c in small for s in c.children if s.dep_ in SUBJECTS]
        return found

    def _shared(self, verb: Token) -> list[Token]:
        """The object that coordinated verbs share: the "text" of "drafted and tabled the text"."""
        for other in verb.children:
            if other.dep_ == "conj" and other.tag_ == verb.tag_ and other.i - verb.i <= 4 and not self.governs(verb):
                return [c for c in other.children if c.dep_ == "dobj"]
        return []

    def governs(self, verb: Token) -> bool:
        """Whether anything but auxiliaries and adverbs stands between *verb* and the conjunction after it."""
        return any(c.i > verb.i and c.dep_ not in ("cc", "conj", "advmod", "punct") for c in verb.children)

    def content(self, verb: Token, noun: Token) -> list[Token]:
        """What a noun of stance under a light verb is about: "voiced its regret at X", "expressed hope that ..."."""
        after = sorted(
            (c for c in (*noun.children, *verb.children) if c.i > noun.i and c.dep_ in ("prep", "acl", "ccomp", "relcl")), key=lambda c: c.i
        )
        for child in after:
            if child.dep_ != "prep":
                return [child]
            heads = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if heads and not all(self.lexicon.has("months", h.lower_) or h.like_num for h in heads):
                return heads
        return []

    def clause(self, verb: Token) -> list[Token]:
        """The clauses that complete *verb*."""
        found = [c for c in verb.children if c.dep_ in _CLAUSES]
        behind = [c for c in found if c.i > verb.i]
        return behind if any(t.text == ";" for c in found for t in verb.doc[c.i : verb.i]) else found

    def _tells_when(self, noun: Token) -> bool:
        return noun.like_num or self.lexicon.has("months", noun.lower_) or self.lexicon.has("times", noun.lemma_.lower())

    def of_time(self, prep: Token) -> bool:
        """Whether a preposition only leads in words of time: "for the first time"."""
        inner = [c for c in prep.children if c.dep_ == "pobj"]
        return bool(inner) and all(self._tells_when(c) for c in inner)

    def governed(self, verb: Token, prep: str) -> list[Token]:
        """What the word governs through *prep* (which may be of several words: "in favour of")."""
        first, _, rest = prep.partition(" ")
        for child in verb.children:
            if child.lower_ != first or child.dep_ not in _GOVERNED or child.i < verb.i:
                continue  # what stands before the word ("On 3 May, ...") is not governed by it
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp", "prep")]
            last: list[Token] = []
            for word in rest.split():
                # The parser hangs the "to" of "reached out to" on the verb.
                beside = [c for c in verb.children if c.lower_ == word and c.i > child.i and c.dep_ in _GOVERNED]
                last = [c for c in inner if c.lower_ == word] or beside
                inner = [n for c in last for n in c.children]
            inner = [c for c in inner if c.dep_ in ("pobj", "pcomp")]
            if last and not inner and not any(c.dep_ == "prep" for w in last for c in w.children):
                return self.objects(verb, self.passive(verb)) or last  # "put the plan on hold", "voted in favour"
            if inner and all(
                self.lexicon.has("months", c.lower_) or self.lexicon.has("times", c.lemma_.lower()) or c.like_num for c in inner
            ):
                continue  # "called a session on 2 October", "voted against it for the first time"
            if rest and not inner:
                continue
            if child.dep_ == "prt" and not inner:
                return self.objects(verb, self.passive(verb))
            return inner or [child]
        for held in verb.children:
            # "warned delegates of a war": the parser hangs "of" on the delegates
            if held.dep_ == "dobj" and not rest and first in ("of", "about", "against"):
                hung = [c for c in held.children if c.dep_ == "prep" and c.lower_ == first]
                inner = [c for p in hung for c in p.children if c.dep_ in ("pobj", "pcomp")]
                if inner:
                    return inner
        return []

    def fits(self, token: Token, wanted: str) -> bool:
        """Whether *token* heads an object of the class *wanted*; ``head&modifier`` asks for a modifier of a class, too."""
        if "&" in wanted:
            head, _, modifier = wanted.partition("&")
            return self.fits(token, head) and any(self.lexicon.has(modifier, w.lower_) for c in token.children for w in c.subtree)
        if token.pos_ in ("NUM", "ADJ", "DET", "PRON") or self.lexicon.has("quantity", token.lemma_.lower()):
            counted = [c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
            if counted and wanted not in ("any", "entity", "money"):
                return self.fits(counted[0], wanted)
        if wanted == "bad":
            return any(self.bad(t) or self.abusive(t) for t in token.subtree)
        if wanted == "any":
            return token.lower_ not in ("that", "this", "so", "what", "which", "who", "whom") and (
                token.lower_ != "it" or token.pos_ == "PRON"
            )
        mentions = self.sentence.mentions
        if wanted == "entity":
            return any(t.i in mentions and mentions[t.i].sense != "adjective" for t in coordinated(token))
        if wanted == "body" and token.i in mentions:
            return mentions[token.i].candidates[0].type == "body"
        if wanted == "institution" and token.i in mentions and mentions[token.i].candidates[0].type in ("organisation", "body", "mandate"):
            return True
        words = [mentions[t.i].text.lower().split()[-1] if t.i in mentions else t.lemma_.lower() for t in coordinated(token)]
        if wanted == "adverse":
            words = [t.lemma_.lower() for c in token.head.children for t in c.subtree if c.i >= token.i]
            return any(self.lexicon.has("adverse", w) or self.lexicon.has("invective", w) for w in words)
        if self.lexicon.has("quantity", token.lemma_.lower()):
            words += [c.lemma_.lower() for p in token.children if p.lower_ == "of" for c in p.children]
        if wanted == "money":
            words = [t.lemma_.lower() for t in token.subtree]
        if wanted in ("text", "treaty") and token.i in mentions:
            return mentions[token.i].candidates[0].type in ("resolution", "draft", "treaty")
        return any(self.lexicon.has(wanted, w) for w in words)

    def phrase(self, token: Token) -> list[Token]:
        """The phrase under *token*, without loose clauses after it."""
        dropped: set[int] = set()
        for child in token.subtree:
            loose = child.dep_ in ("advcl", "parataxis") and child.head.i == token.i
            if child.i > token.i and (loose or self.lexicon.has("attribution", child.lower_)):
                dropped.update(t.i for t in child.subtree)
        kept = [t for t in token.subtree if t.i not in dropped]
        while kept and kept[-1].is_punct:
            kept.pop()
        while kept and (kept[0].is_punct or kept[0].dep_ == "mark"):
            kept.pop(0)
        return kept

    def speakers(self, context: Context) -> list[Entity]:
        """Who is said to say it, outermost first: "according to X", "X said that"."""
        if not self.discourse.stages.attribution:
            context.speakers = []  # all is told in the document's own voice
        told = [*self._according, *(a for verb in context.speakers for a in self._saying(verb))]
        return list({(a.key, a.label): a for a in told}.values())

    def _saying(self, verb: Token) -> list[Entity]:
        """Who says it; where nobody known does, whoever the words name ("detainees told the Office that ...")."""
        passive = self.passive(verb)
        named = [a for a, _ in self.agents(verb, passive)]
        subject = self.phrases.subject(verb) if not passive else None
        cited = self._cited(verb) if subject is None else [*self._cited(verb), *self._cited(subject)]
        if named or subject is None or subject.pos_ not in ("NOUN", "PROPN"):
            return named + cited
        behind = self._source(subject) or self.doer(subject)
        label = self.phrases.label(subject)
        return [behind or Entity(label, label, None), *cited]

    def _source(self, noun: Token) -> Entity | None:
        """For whom an unnamed source speaks: "an official source at the Foreign Ministry"."""
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ in ("at", "in", "from", "within", "of"):
                for inner in prep.children:
                    if inner.dep_ == "pobj" and self.lexicon.has("organ", inner.lemma_.lower()):
                        return self.discourse.home or next((e for e, _ in self.phrases.entities(inner)), None)
        return None

    def _cited(self, word: Token) -> list[Entity]:
        """Whom somebody who tells something cites for it: "X, citing data from Y, reported"."""
        found: list[Entity] = []
        for child in word.children:
            if child.dep_ in ("advcl", "acl") and child.tag_ == "VBG" and self.lexicon.has("citing", child.lemma_.lower()):
                for source in (c for c in child.children if c.dep_ == "dobj"):
                    found += self._whose_word(source)
        return found

    def _whose_word(self, source: Token) -> list[Entity]:
        """Who stands behind what is cited: the Y of "data from Y"; else the words themselves."""
        named = [e for e, _ in self.phrases.entities(source)]
        if not named:
            inside = [t for t in source.subtree if t.i in self.sentence.mentions and t.i > source.i and t.dep_ == "pobj"]
            named = [e for t in inside[:1] if (e := self.discourse.entity(self.sentence.mentions[t.i])) is not None]
        if named:
            return named
        label = self.phrases.label(source)
        return [Entity(label, label, None)]

    def stances(self, agents: Agents, kind: str, trigger: Token, targets: list[Token], context: Context) -> list[Stance]:
        """One stance for each agent; none where it is told by somebody who cannot be named."""
        speakers = self.speakers(context)
        if context.speakers and not speakers:
            return []
        if kind == "expresses-concern" and any(self.blames(t, [a for a, _ in agents]) for t in targets):
            kind = "condemns"
        if kind == "offers" and any(t.pos_ == "VERB" and self.menacing(t.subtree) for t in targets):
            kind = "threatens"  # "vowed to retaliate"
        members = self._named_members(kind, targets) if kind not in _ONE_TARGET else []
        if len(members) > 1 or (members and members != targets[:1]):
            # Coordinated targets that are named are one stance each.
            return [s for member in members for s in self._toward(agents, kind, trigger, [member], [member], context, speakers)]
        made = self._toward(agents, kind, trigger, targets, [t for target in targets for t in self.phrase(target)], context, speakers)
        doers = self._several_doers(targets) if kind in _OF_DEEDS else []
        return [replace(stance, target_entity=doer) for doer in doers for stance in made] or made

    def _several_doers(self, targets: list[Token]) -> list[Entity]:
        """Who is praised or blamed for one thing that several do: "the efforts by X and Y"."""
        by = [c for t in targets[:1] for p in t.children if p.lower_ == "by" for c in p.children if c.dep_ == "pobj"]
        named = [t for c in by for t in coordinated(c) if t.i in self.sentence.mentions]
        found = [e for t in named if (e := self.discourse.entity(self.sentence.mentions[t.i])) is not None]
        return found if len(found) > 1 else []

    def _named_members(self, kind: str, targets: list[Token]) -> list[Token]:
        """The heads of a coordinated target, where each of them is a name."""
        if len(targets) != 1 or not self.discourse.stages.patterns:
            return []
        if kind in _OF_TREATIES:
            among = [p for p in targets[0].children if p.dep_ == "prep" and p.lower_ in ("as", "including", "like")]
            listed = [t for p in among for c in p.children if c.dep_ == "pobj" for t in coordinated(c) if t.i in self.sentence.mentions]
            if listed:
                return listed  # "acceded to several instruments, such as X and Y"
        members = coordinated(targets[0])
        if targets[0].i in self.sentence.mentions:
            along = self.phrases.listed(targets[0].doc, targets[0].i)
            members += [t for t in along if t not in members]
        named = [
            m for m in members if (m.i in self.sentence.mentions and self.sentence.mentions[m.i].sense != "adjective") or m.pos_ == "PROPN"
        ]
        return members if len(named) == len(members) else []

    def _toward(
        self, agents: Agents, kind: str, trigger: Token, targets: list[Token], phrase: list[Token], context: Context, speakers: list[Entity]
    ) -> list[Stance]:
        # A threat is made by saying what one will do.
        made = kind == "threatens" and not self.says(trigger) and any(self.lexicon.has("announcing", c.lower_) for c in trigger.children)
        status: Status = "negated" if context.negated else "hypothetical" if context.hypothetical and not made else "asserted"
        found = []
        doers = {a.key for a, _ in agents}
        together = doers if doers <= {s.key for s in speakers} else set()  # "X and Y said that they ..."
        for agent, token in agents:
            # What one tells of one's own deeds is one's own word for them; a stance is taken by saying it.
            others = [s for s in speakers if s.key == agent.key or s.key not in together]
            according = tuple(s for s in others if s.key != agent.key or (kind in _DEEDS and context.speakers))
            found.append(Stance(
                agent, kind, trigger, token, phrase, self._target_entity(kind, targets, phrase, agent),
                None, status, according, carried=token.pos_ == "PRON",
            ))  # fmt: skip
        return found

    @cached_property
    def _according(self) -> list[Entity]:
        """Whom the sentence as a whole leans on."""
        if self.leaning is None:
            return self._as_told()
        heads = [t for t in self.leaning[0].subtree if t.dep_ == "pobj"]
        return [e for e, _ in self.leaning[1]] + [e for h in heads for e in self._cited(h)]

    def _as_told(self) -> list[Entity]:
        """Who tells the sentence in an aside: "as X has documented", "as noted by X"."""
        if not self.discourse.stages.attribution:
            return []
        for token in self.sentence.doc:
            aside = token.dep_ == "advcl" and token.head.head == token.head and any(c.lower_ == "as" for c in token.lefts)
            if aside and self.says(token) and not any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in token.children):
                return [e for e, _ in self.agents(token, self.passive(token))]
        return []

    @cached_property
    def leaning(self) -> tuple[Token, Agents] | None:
        """The words by which a sentence leans on somebody ("according to X"), and who that is."""
        if not self.discourse.stages.attribution:
            return None
        for token in self.sentence.doc:
            if self.lexicon.has("attribution", token.lower_):
                named = [c for p in token.children if p.lower_ == "to" for c in p.children if c.dep_ == "pobj"]
                named = named or [c for c in token.children if c.dep_ == "pobj"]
                found = [hit for n in named for hit in self.phrases.entities(n)]
                if not found:  # "according to a tally of X"
                    inside = [t for n in named for t in n.subtree if t.i in self.sentence.mentions]
                    found = [(e, t) for t in inside[:1] if (e := self.discourse.entity(self.sentence.mentions[t.i])) is not None]
                if not found:  # "according to news reports"
                    labels = [(self.phrases.label(n), n) for n in named if self.lexicon.has("source", n.lemma_.lower())]
                    found = [(Entity(label, label, None), n) for label, n in labels]
                if found:
                    return None if self._after_a_quotation(token) else (token, found)
        return None

    def _after_a_quotation(self, token: Token) -> bool:
        """Whether what leans on somebody is only words quoted just before it, and not the sentence around them."""
        at = self.sentence.offsets[token.i][0]
        root = next((t for t in self.sentence.doc if t.head == t), token)
        main = self.sentence.offsets[root.i][0]
        return any(end <= at <= end + 2 and not start <= main < end for start, end in self.discourse.quotations)

    def _target_entity(self, kind: str, targets: list[Token], phrase: list[Token], agent: Entity) -> Entity | None:
        heads = [e for t in targets if t.i in self.sentence.mentions for e, _ in self.phrases.entities(t)]
        if heads and heads[0].key != agent.key:
            return heads[0]
        about = [t for t in phrase if t.i not in _asides(targets)]
        issuer = self._issuer(kind, targets, agent)
        if issuer is not None:
            return issuer
        wanted: tuple[tuple[str, ...], ...] = (("state",),) if kind in _ABOUT_STATES else ()
        if kind in _ABOUT_BODIES:
            wanted = (*wanted, ("body", "mandate", "mechanism", "treaty"))
        for types in wanted:
            near = [t for t in about if kind != "sanctions" or not _embedded(t, targets)]
            if types != ("state",):
                near = sorted(about, key=lambda t: t.dep_ == "poss")  # "the UN's Working Group": the group
                near = [t for t in near if kind not in _ABOUT_STATES or not _embedded(t, targets)]
            for entity in self._named(near, adjectives=kind in _ABOUT_STATES):
                if entity.type in types and entity.key != agent.key:
                    return entity
        return self._state_spoken_of(kind, about, agent) if kind in _ABOUT_STATES else None

    def _issuer(self, kind: str, targets: list[Token], agent: Entity) -> Entity | None:
        """Who is judged by another name, or issued the text that is: "rejects the report", "condemns the rapporteur"."""
        if kind not in _JUDGING or not targets or targets[0].pos_ != "NOUN":
            return None
        lemma = targets[0].lemma_.lower()
        if self.lexicon.has("posts", lemma):
            return None  # who rejects a mandate does not reject its holder
        body = self.lexicon.has("reference", lemma) and not self.lexicon.has("state_reference", lemma)
        if not body and not self.lexicon.has("text_reference", lemma):
            return None
        # A text that a body adopts is about a state; a report is its issuer's.
        body = body or (not self.lexicon.has("adopted_text", lemma) and self.phrases.holder(targets[0]) is not None)
        for entity, _ in self.phrases.entities(targets[0]):
            if entity.key != agent.key and entity.type in ("mandate", "organisation", "person", *(("body",) if body else ())):
                return entity
        return None

    def _state_spoken_of(self, kind: str, about: list[Token], agent: Entity) -> Entity | None:
        """The state that the words only point to ("the situation in the country"); else the one that the document is about."""
        for token in about:
            if token.pos_ == "NOUN" and self.lexicon.has("state_reference", token.lemma_.lower()):
                for entity, _ in self.phrases.entities(token):
                    if entity.type == "state" and entity.key != agent.key:
                        return entity
        topic = self.discourse.topic_state() if kind in _ABOUT_SITUATIONS else None
        own = {agent.key, (self.discourse.state_of(agent) or agent).key}
        if topic is None or topic.key in own or self.phrases.named_only_in_passing(topic):
            return None
        return topic

    def _named(self, phrase: list[Token], adjectives: bool) -> Iterator[Entity]:
        for token in phrase:
            mention = self.sentence.mentions.get(token.i) or self.sentence.asides.get(token.i)
            if mention and (adjectives or mention.sense != "adjective"):
                entity = self.discourse.entity(mention)
                if entity:
                    yield entity
