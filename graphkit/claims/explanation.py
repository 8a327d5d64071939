"""How a claim was read, in words for people: which word, which row of the lexicon, who was linked how, dated by what.

The steps are kept on :attr:`graphkit.model.claim.Claim.reading`. They say what the rules went by, and no more than that:
where a name decided, its words and its table; where a pronoun or the speaker stands for somebody, that it does so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from graphkit.annotate.gazetteer import Mention
from graphkit.annotate.recurrence import Recurrence
from graphkit.annotate.view import Sentence
from graphkit.claims.dating import Dated
from graphkit.claims.discourse import Discourse
from graphkit.claims.recommendations import Stem
from graphkit.claims.stances import HEARD, OBLIGED, OWN_WORDS, Stance
from graphkit.model.claim import Claim, Target
from graphkit.model.dates import When
from graphkit.model.entity import Entity

Steps = tuple[tuple[str, str], ...]

_FIRST_PERSON: Final = frozenset({"i", "we", "us", "our", "ours", "my", "me"})
_TEXTS: Final = ("resolution", "draft")
_STATUS: Final = {
    "asserted": "asserted",
    "negated": "negated: the words deny it",
    "hypothetical": "hypothetical: it is only foreseen, hoped or possible",
}
#: How many candidates of a name that misleads are listed.
_LISTED: Final = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """In what a stance was read.

    Attributes:
        ground: why whoever speaks where nobody is named does so.
    """

    sentence: Sentence
    discourse: Discourse
    ground: str

    def words(self, token: Token) -> str:
        """What stands in the text where the parser saw *token*."""
        return _folded(self.sentence.text[slice(*self.sentence.offsets[token.i])])

    def named(self, mention: Mention, entity: Entity) -> str | None:
        """How a name stands for *entity*; None where it does not."""
        record = self.discourse.choose(mention)
        if record is None or record.key != entity.key:
            return None
        words, who = _folded(mention.text), linked(entity)
        table = f" in the table {record.table}" if record.table else ", introduced in the document"
        if len(mention.candidates) == 1:
            return f"{words!r} is a name of {who}{table}"
        might = [c.label for c in mention.candidates[:_LISTED]]
        more = ", ..." if len(mention.candidates) > _LISTED else ""
        return f"{words!r} may be {' or '.join(might)}{more}; here {who}{table}, by what the document speaks of"

    def speaker(self, entity: Entity) -> str:
        """Whoever has the floor, and why."""
        return f"{linked(entity)}, {self.ground}"


def reading_of(stance: Stance, target: Target, dated: Dated, forum: Entity | None, setting: Setting) -> Steps:
    """The steps by which *stance* was read, as (what, words)."""
    steps = [("trigger", repr(setting.words(stance.trigger))), ("frame", _frame(stance)), ("agent", _agent(stance, setting))]
    steps.append(("target", _target(stance, target, setting)))
    if target.addressee is not None:
        steps.append(("addressee", _addressee(stance, target.addressee, setting)))
    if forum is not None:
        steps.append(("forum", f"{linked(forum)}, the body in which it happened"))
    for voice in stance.according_to:
        speaks = stance.by not in ("", HEARD) and _same(voice, setting.discourse.author)
        steps.append(("according to", setting.speaker(voice) if speaks else linked(voice)))
    return (*steps, ("status", _STATUS[stance.status]), ("date", date_step(dated.when, dated.by)))


def list_reading(agent: Mention, entity: Entity, label: str, target: str, dated: Dated, setting: Setting) -> Steps:
    """The steps of a claim made from one name of a printed list.

    Args:
        target: on what the list is, and how that is known.
    """
    return (
        ("trigger", repr(_folded(label))),
        ("frame", "a printed list: each name that goes with the label is a claim of its own"),
        ("agent", setting.named(agent, entity) or f"{_folded(agent.text)!r} stands for {linked(entity)}"),
        ("target", target),
        ("status", "asserted: a list records what was done"),
        ("date", date_step(dated.when, dated.by)),
    )


def bullet_reading(stem: Stem, agent: Entity, addressee: Entity | None, asked: str, dated: Dated, setting: Setting) -> Steps:
    """The steps of a demand made by a stem and a bullet under it."""
    above = replace(setting, sentence=stem.sentence)
    speaks = _same(agent, setting.discourse.author)
    asks = _in_sentence(agent, above) or (
        f"the stem names nobody else who asks: {setting.speaker(agent)}" if speaks else f"{linked(agent)}, who asks in the stem"
    )
    return (
        ("trigger", f"the stem {stem.sentence.quote!r}"),
        ("frame", "a bullet under a stem: what the stem asks for, the bullet spells out"),
        ("agent", asks),
        ("target", f"{asked!r}: the bullet's words, linked to nothing"),
        *([("addressee", _in_sentence(addressee, above) or f"{linked(addressee)}, of whom the stem asks")] if addressee else []),
        ("status", "asserted: the demand is made; whether it was met is not said"),
        ("date", date_step(dated.when, dated.by)),
    )


def run_reading(source: Claim, phrase: Recurrence, run: When, status: str) -> Steps:
    """The steps of a claim that a phrase of recurrence implies beside *source*."""
    assert run.start is not None and run.end is not None and source.when.end is not None
    years = str(run.start.year) if run.start.year == run.end.year else f"each year from {run.start.year} to {run.end.year}"
    of = {
        "first-since": f"nothing of the kind in the years between {phrase.year} and that"
        if phrase.year
        else f"nothing of the kind in the {phrase.n} years before",
        "as-before": f"the same in {phrase.year or 'the year before'}",
        "unlike-before": "the other way round in the year before",
        "every-year-since": f"the same in every year from {phrase.year} on",
        "in-a-row": f"time number {phrase.n} of a run, so the same in the years before",
    }[phrase.kind]
    told = source.when.edtf if source.when.basis != "document" else f"by {source.when.end}, the document's date"
    return (
        ("trigger", repr(_folded(phrase.text))),
        ("frame", f"recurrence ({phrase.kind}): {of}"),
        ("derived from", f"claim {source.id}: {source.agent.label} {source.kind} {source.target.text!r}, {source.status}, {told}"),
        ("agent", f"{linked(source.agent)}, as in that claim"),
        ("target", f"{source.target.text!r}, as in that claim; each year has a text of its own"
         if source.target.entity and source.target.entity.type in _TEXTS else f"{source.target.text!r}, as in that claim"),
        *([("addressee", f"{linked(source.target.addressee)}, as in that claim")] if source.target.addressee else []),
        *(("according to", f"{linked(voice)}, as in that claim") for voice in source.according_to),
        ("status", f"{status}: " + ("as in that claim" if status == source.status else "the other way round than in that claim")),
        ("date", date_step(run, f"{years}, worked out from {_folded(phrase.text)!r} and the date of that claim")),
    )  # fmt: skip


def date_step(when: When, by: str) -> str:
    """A date, its basis, and what that rests on."""
    return f"{when.edtf} ({when.basis}): {by}" if when.edtf else f"none: {by}"


def linked(entity: Entity | None) -> str:
    """An entity with its key, or with the word that it has none."""
    if entity is None:
        return "linked to nothing"
    if entity.type == "document" and not entity.known:
        return f"{entity.label} (the document itself)"
    if not entity.known:
        return f"{entity.label} (known from this document only)"
    return entity.label if entity.key is None or entity.key in entity.label else f"{entity.label} ({entity.key})"


def _frame(stance: Stance) -> str:
    by = stance.by or "a rule of grammar"
    if " -> " not in by:
        return f"{by} -> {stance.kind}"
    # A verb of saying is read by what is said: the row's own kind is only where that starts.
    read_as = "" if by.endswith(f" -> {stance.kind}") else f"; {stance.kind} by what goes with it"
    return f"{by}, a row of the lexicon{read_as}"


def _agent(stance: Stance, setting: Setting) -> str:
    token, agent, discourse = stance.agent_token, stance.agent, setting.discourse
    if stance.by == OWN_WORDS:
        return f"nobody is named as taking this stance: whoever speaks takes it, {setting.speaker(agent)}"
    if stance.by == HEARD:
        return f"no speaker is named: {linked(agent)} spoke last, in a record of one speaker after the other"
    if stance.by.startswith(OBLIGED):
        return f"whoever says so asks it: {setting.speaker(agent) if _same(agent, discourse.author) else linked(agent)}"
    if token is None:
        inserted = setting.sentence.shape.left_out
        if inserted is not None:
            return f"{_folded(setting.sentence.text[slice(*inserted)]).strip(', ')!r} says who: {linked(agent)}"
        return f"whoever speaks: {setting.speaker(agent)}" if _same(agent, discourse.author) else linked(agent)
    mention = setting.sentence.mentions.get(token.i) or setting.sentence.asides.get(token.i)
    how = setting.named(mention, agent) if mention is not None else None
    if how is not None:
        return how
    words = setting.words(token)
    if token.i == stance.trigger.i and token.pos_ == "NOUN":
        return f"whose {words!r} it is: {_in_sentence(agent, setting) or linked(agent)}"
    if not words or setting.sentence.understood(token) or token.i == stance.trigger.i:
        return f"no doer is named: {setting.speaker(agent) if _same(agent, discourse.author) else linked(agent)}"
    if words.lower() in _FIRST_PERSON:
        if _same(agent, discourse.author):
            return f"{words!r} is whoever speaks: {setting.speaker(agent)}"
        return f"{words!r} is whoever is quoted here: {linked(agent)}"
    if stance.carried:
        return f"{words!r} goes back to {linked(agent)}"
    if any(token.i == t.i for t in stance.target):
        return f"no doer is named beside {setting.words(stance.trigger)!r}: {linked(agent)}, who acts on {words!r}"
    near = [m for t in token.subtree if (m := setting.sentence.mentions.get(t.i)) is not None]
    how = next((h for m in near if (h := setting.named(m, agent)) is not None), None)
    return f"{words!r} stands for {linked(agent)}" + (f": {how}" if how else "")


def _target(stance: Stance, target: Target, setting: Setting) -> str:
    entity = target.entity
    if entity is None:
        return f"{target.text!r}, linked to nothing"
    for token in stance.target:
        for mention in (setting.sentence.mentions.get(token.i), setting.sentence.asides.get(token.i)):
            how = setting.named(mention, entity) if mention is not None else None
            if how is not None:
                return f"{target.text!r}; {how}"
    if entity.type in _TEXTS:
        return f"{target.text!r}; {linked(entity)}, the text in hand, or the one of that body and day"
    how = _in_sentence(entity, setting)
    return f"{target.text!r}; {how or f'understood of {linked(entity)}'}"


def _addressee(stance: Stance, addressee: Entity, setting: Setting) -> str:
    how = _in_sentence(addressee, setting)
    if how is not None:
        return how
    if stance.by.startswith(OBLIGED) and stance.agent_token is not None:
        return f"{setting.words(stance.agent_token)!r} stands for {linked(addressee)}"
    return f"understood: {linked(addressee)}"


def _in_sentence(entity: Entity, setting: Setting) -> str | None:
    """How a name in the sentence stands for *entity*; None where none does."""
    mentions = (*setting.sentence.mentions.values(), *setting.sentence.asides.values())
    return next((how for m in mentions if (how := setting.named(m, entity)) is not None), None)


def _same(one: Entity, other: Entity) -> bool:
    return (one.key, one.label) == (other.key, other.label) or (one.key is not None and one.key == other.key)


def _folded(text: str) -> str:
    return " ".join(text.split())
