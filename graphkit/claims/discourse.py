"""What a document has spoken of so far: who "it", "the Council" and "the report" are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graphkit.annotate.gazetteer import Ambiguous, Mention
from graphkit.claims.stages import ALL, Stages
from graphkit.model.dates import When
from graphkit.model.document import Document
from graphkit.model.entity import Entity, Record
from graphkit.model.names import fold
from graphkit.model.reference import Reference


def entity_of(record: Record, surface: str | None = None) -> Entity:
    """A record as a claim names it.

    An organ of a state is shown by the name the document uses; its link to the state stands
    in the reference data.
    """
    label = surface if surface and record.fields.get("state") and record.type in ("body", "office") else record.label
    return Entity(record.key, " ".join(label.split()).removeprefix("the "), record.type, known=record.table != "")


def _has(text: str, word: str) -> bool:
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@dataclass
class Discourse:
    """The memory of one document while it is read from left to right.

    Attributes:
        document: the document.
        author: who speaks where nobody is named.
        recommends: whether what "should" be done is asked by the author.
        agents: agents of the last sentence that had any.
        issuer: who issued the text last spoken of ("the report").
        issued_at: where the block begins in which that text was spoken of.
        accusing: whether that text names offenders.
        block: where the block begins that is being read.
        adopter: the body that adopted the text last spoken of.
        text: the text last adopted or sponsored.
        acting: the deliberating body named last, which may be acting on texts.
        matter: what is voted on or sponsored: its words, and the day of the act where it is told.
        toward: the block, and the words of what the sentence before took a stance on.
        cosponsoring: whether co-sponsorship is being spoken of.
        quotations: where the sentence in hand quotes somebody.
        quoting: who speaks in a quotation that began in a sentence before.
        blamed: whom the author accused last.
        spoke: the state or body whose officer spoke last in the paragraph ("he", "she").
        person: the person who acted or spoke last.
        section: the state whose name alone is the heading.
        seen: records named so far, last one last.
        focus: how often each state is named in the whole document.
        surnames: last word of a person's name -> the person, for persons whom only the document knows.
        organs: word for an organ or officer ("spokesman") -> whose it was when last named.
        resolving: whether it is a resolution, in paragraphs that begin with their verb.
        ordering: whether it is an order, in which "shall" asks.
        adjectives: states named by an adjective, by the offset of what stands behind it.
        officers: the states of authors who write in office, by name.
        sanctioning: whether the document speaks of sanctions.
        capitalised: how often a word stands with a capital inside a sentence.
        stages: which stages of the reading take part.
        parties: the two who were last said to deal with one another ("the two leaders").
        agency: the agency that the document's dateline names, or "".
        published_in: the state that the name of the publisher gives ("Syrian State News Agency"), where the tables do not know it.
    """

    document: Document
    author: Entity
    reference: Reference
    ambiguous: Mapping[str, Ambiguous]
    recommends: bool = True
    agents: list[Entity] = field(default_factory=list)
    issuer: Entity | None = None
    issued_at: int = -1
    accusing: bool = False
    block: int = -1
    adopter: Entity | None = None
    text: Entity | None = None
    acting: Entity | None = None
    matter: tuple[str, When | None] | None = None
    toward: tuple[int, str] | None = None
    cosponsoring: bool = False
    quotations: tuple[tuple[int, int], ...] = ()
    quoting: Entity | None = None
    blamed: Entity | None = None
    section: Entity | None = None
    spoke: Entity | None = None
    person: Entity | None = None
    seen: list[Record] = field(default_factory=list)
    focus: Counter[str] = field(default_factory=Counter)
    surnames: dict[str, Entity] = field(default_factory=dict)
    organs: dict[str, Entity] = field(default_factory=dict)
    stages: Stages = ALL
    resolving: bool = False
    ordering: bool = False
    adjectives: dict[int, Record] = field(default_factory=dict)
    officers: dict[str, Entity] = field(default_factory=dict)
    parties: tuple[Entity, Entity] | None = None
    agency: str = ""
    published_in: Entity | None = None

    def __post_init__(self) -> None:
        self.sanctioning = re.search(r"\b(?:sanction(?:s|ed)|asset freeze|blocked persons|OFAC)\b", self.document.text) is not None
        self.capitalised = Counter(re.findall(r"(?<=[a-z,;] )[A-Z][\w\u2019'-]+", self.document.text))

    def forget(self) -> None:
        """Forget who and what was spoken of; the names stay known."""
        self.agents, self.surnames, self.organs = [], {}, {}
        self.issuer = self.adopter = self.text = self.acting = self.matter = self.blamed = self.spoke = None

    def note(self, mention: Mention) -> None:
        """Remember a name."""
        record = self.choose(mention)
        if record:
            if record.type == "person" and " " in mention.text:
                self.surnames.setdefault(mention.text.split()[-1], entity_of(record))
            if record.type == "body" and re.search(
                r"council|assembly|committee|commission|parliament|conference|congress", record.label.lower()
            ):
                self.acting = entity_of(record)
            if record in self.seen:
                self.seen.remove(record)
            self.seen.append(record)

    def weigh(self, mention: Mention, weight: int = 1) -> None:
        """Count a state's name towards what the document is about."""
        if mention.sense != "ambiguous" and mention.record and mention.record.type == "state":
            self.focus[mention.record.key] += weight
            if mention.sense == "adjective" and weight == 1:
                self.adjectives[mention.end + 1] = mention.record

    def choose(self, mention: Mention) -> Record | None:
        """The record a name stands for, or None where it stays ambiguous.

        What decides, in this order: a telling word near the name, the candidate named last,
        a telling word anywhere in the document.
        """
        holder = self._of_another_state(mention)
        if holder is not None:
            return holder
        if mention.record and mention.sense != "ambiguous":
            return mention.record
        name = " ".join(mention.text.split()).removeprefix("the ").removeprefix("The ")
        row = self.ambiguous.get(name)
        context = row.context if row else ()
        context = tuple((word, record) for word, record in context if self._existed(record))
        for record in mention.candidates:
            if (record.type, record.key) == (self.author.type, self.author.key):
                return record  # "the Committee" in its own report
        near = self.document.text[max(0, mention.start - 300) : mention.end + 300]
        for word, record in context:
            if _has(near, word):
                return record
        for record in reversed(self.seen):
            if record in mention.candidates and self._existed(record):
                return record
        topic = self.topic_state()
        for word, record in context:
            elsewhere = record.fields.get("state") and topic is not None and record.fields["state"] != topic.key
            if _has(self.document.text, word) and not elsewhere:
                return record
        if row and row.use == "context" and len(row.candidates) == 1:
            return row.candidates[0]
        return None

    def _of_another_state(self, mention: Mention) -> Record | None:
        """The state whose organ is meant by a name that others have, too: "the Pakistani Foreign Office"."""
        if not any(r.type == "body" and r.fields.get("state") for r in mention.candidates):
            return None
        held = self.adjectives.get(mention.start)
        return held if held is not None and all(r.fields.get("state") != held.key for r in mention.candidates) else None

    def _existed(self, record: Record) -> bool:
        """Whether *record* may be meant: a body of 2013 is not, in a document of 2010."""
        told = (self.document.about or self.document.citation).date
        since = record.fields.get("valid_from", "")
        return told is None or not since or str(told)[: len(since)] >= since[: len(str(told))]

    def entity(self, mention: Mention) -> Entity | None:
        """The same as an entity."""
        record = self.choose(mention)
        return entity_of(record, mention.text) if record else None

    def unlinked(self, mention: Mention) -> Entity | None:
        """A title that the tables know but cannot be sure of here, by the words of the text alone.

        The author's own title ("the Special Rapporteur" in a report of hers) is the author.
        """
        if mention.sense != "ambiguous" or mention.candidates[0].type not in ("mandate", "body", "office"):
            return None
        name = " ".join(mention.text.split()).removeprefix("the ").removeprefix("The ")
        if self.author.type != "document" and name.lower() in self.author.label.lower():
            return self.author
        return Entity(name, name, mention.candidates[0].type) if " " in name else None

    @cached_property
    def home(self) -> Entity | None:
        """The state whose agency publishes the document: its unnamed organs are that state's."""
        told = self.document.about or self.document.citation
        for record in (r for name in (told.publisher or "", self.agency) for r in self.reference.by_name.get(fold(name), ())):
            state = self.reference.by_key.get(("state", record.fields.get("state", ""))) if record.type == "organisation" else None
            if state is not None:
                return entity_of(state)
        return self.published_in

    @cached_property
    def _country_mandates(self) -> dict[tuple[str, str], list[Record]]:
        """The mandates on one state each, by who holds them ("rapporteur", "expert") and that state's key."""
        found: dict[tuple[str, str], list[Record]] = {}
        for (kind, _), record in self.reference.by_key.items():
            title, _, place = record.label.rpartition(" human rights in ")
            states = self.reference.by_name.get(fold(place.removeprefix("the ")), ()) if kind == "mandate" and title else ()
            for state in states:
                if state.type == "state":
                    found.setdefault((title.lower().removeprefix("special ").split()[0], state.key), []).append(record)
        return found

    def mandate_on(self, holder: str, state: Entity) -> Entity | None:
        """Whose mandate it is that a text calls by its holder and its state: "the special rapporteur for Eritrea"."""
        held = [r for r in self._country_mandates.get((holder, state.key or ""), ()) if self._existed(r)]
        lasting = [r for r in held if not r.fields.get("valid_to")] or held
        if not lasting:
            return None
        if lasting[0] in self.seen:
            self.seen.remove(lasting[0])
        self.seen.append(lasting[0])
        return entity_of(lasting[0])

    def issuer_here(self) -> Entity | None:
        """Who issued the text that this passage is about."""
        return self.issuer if self.issued_at == self.block else None

    def issued_by(self, word: str) -> bool:
        """Whether the document's author, publisher or title says that such an organ speaks in it."""
        told = self.document.about or self.document.citation
        return any(_has(line.lower(), word) for line in (told.author, told.publisher, told.title) if line)

    def author_state(self) -> Entity | None:
        """The state for which the author speaks: itself, or the one whose organ or officer it is."""
        if self.author.type == "state":
            return self.author
        if self.author.type == "person" and self.author.label in self.officers:
            return self.officers[self.author.label]
        record = self.reference.by_key.get((str(self.author.type), self.author.key or ""))
        state = self.reference.by_key.get(("state", record.fields.get("state", ""))) if record else None
        return entity_of(state) if state else None

    def body(self, key: str) -> Entity | None:
        """The body of that key."""
        record = self.reference.by_key.get(("body", key))
        return entity_of(record) if record else None

    def acts_for(self, body: Entity, whole: Entity) -> bool:
        """Whether what *body* says may be told of *whole*: of itself, or of the organisation that it belongs to."""
        key = body.key or ""
        while key and key != whole.key:
            record = self.reference.by_key.get(("body", key))
            key = (record.fields.get("parent", "") if record else "").rpartition("/")[2]
        return bool(key)

    def state_of(self, person: Entity) -> Entity | None:
        """The state for which a person holds or held office ("the Biden administration"), or whose organ a body is."""
        record = self.reference.by_key.get((str(person.type), person.key or ""))
        state = self.reference.by_key.get(("state", record.fields.get("state", ""))) if record else None
        return entity_of(state) if state else None

    def issuer_of(self, mention: Mention) -> Entity | None:
        """The body or mandate whose work the name is ("the 2019 Religious Freedom Report")."""
        record = self.choose(mention)
        kind, _, key = (record.fields.get("parent", "") if record else "").partition("/")
        parent = self.reference.by_key.get((kind, key))
        return entity_of(parent) if parent and parent.type in ("body", "mandate", "organisation") else None

    def last(self, *types: str, word: str | None = None) -> Entity | None:
        """The entity of one of *types* named last, whose name holds *word* where one is given."""
        for record in reversed(self.seen):
            if record.type in types and (word is None or word in record.label.lower()):
                return entity_of(record)
        return None

    def topic_state(self) -> Entity | None:
        """The state that the document speaks of most ("the country")."""
        if self.section is not None:
            return self.section
        own = self.author_state()
        ranked = [key for key, _ in self.focus.most_common(2)]
        for key in [k for k in ranked if own is None or k != own.key] or ranked:
            record = self.reference.by_key.get(("state", key))
            if record:
                return entity_of(record)
        return None
