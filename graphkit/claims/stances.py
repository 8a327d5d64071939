"""Stances: who takes one toward what, told by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from spacy.tokens import Token

from graphkit.claims.attribution import Attribution
from graphkit.claims.context import Context
from graphkit.claims.doers import Agents
from graphkit.claims.phrases import coordinated
from graphkit.model.claim import Status
from graphkit.model.entity import Entity

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


@dataclass(slots=True)
class Act:
    """A verb with who does it, as constructions are tried on it.

    Attributes:
        passive: whether its subject is what is acted on.
        context: what stands over the clause; a construction that uses up a negation takes it away.
    """

    verb: Token
    passive: bool
    agents: Agents
    context: Context

    @property
    def lemma(self) -> str:
        """The lemma of the verb, in lower case."""
        return self.verb.lemma_.lower()


def told_by(stances: list[Stance], by: str) -> list[Stance]:
    """*stances*, each with what it was read by, where it does not say so yet."""
    for stance in stances:
        stance.by = stance.by or by
    return stances


class Stances(Attribution):
    """Makes stances of the parts of one sentence."""

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

    def _target_entity(self, kind: str, targets: list[Token], phrase: list[Token], agent: Entity) -> Entity | None:
        heads = [e for t in targets if t.i in self.sentence.mentions for e, _ in self.phrases.entities(t)]
        if heads and heads[0].key != agent.key:
            return heads[0]
        asides = _asides(targets)
        about = [t for t in phrase if t.i not in asides]
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
