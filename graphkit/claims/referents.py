"""Whom one noun stands for: a name, an office, "the Ministry", "the authorities", "the report"."""

from __future__ import annotations

from typing import TypeAlias

from spacy.tokens import Token

from graphkit.annotate.gazetteer import Mention
from graphkit.claims.holders import Holders
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity

#: Whom a noun stands for, each with the word that says so; None where that is for another rule to say.
Found: TypeAlias = list[tuple[Entity, Token]] | None


class Referents(Holders):
    """Resolves the nouns of one sentence, one by one."""

    def _one(self, head: Token) -> list[tuple[Entity, Token]]:
        mention = self.sentence.mentions.get(head.i)
        if mention is not None:
            return self._mentioned(head, mention)
        if head.pos_ == "PRON" or head.lower_ in ("who", "which", "that"):
            return self._pronoun(head)
        for pointed in (self._beside, self._speaking, self._inquiring, self._own_organ):
            found = pointed(head)
            if found is not None:
                return found
        holder = self.holder(head)
        for held in (
            self._presiding,
            self._organ,
            self._group,
            self._own_office,
            self._text,
            self._pointed_at,
            self._new_name,
            self._voice,
        ):
            found = held(head, holder)
            if found is not None:
                return found
        return []

    # -- by the noun and what stands beside it -------------------------------------------

    def _mentioned(self, head: Token, mention: Mention) -> list[tuple[Entity, Token]]:
        if mention.sense == "adjective":
            return []
        chapter = self.chapter(head)
        if chapter is not None:
            return [(chapter, head)]
        entity = self.discourse.entity(mention) or self.discourse.unlinked(mention)
        if entity is None and any(c.dep_ == "compound" and c.i not in self.sentence.mentions for c in head.lefts):
            return self._named(head, None)  # "Post" may be one of several; "Jakarta Post" is none of them
        # What a report says is said by whoever issued it.
        issuer = self.discourse.issuer_of(mention) if entity and entity.type == "document" else None
        self.remember_panel(mention, entity)
        if entity is not None and entity.type == "body" and self.discourse.state_of(entity) is not None:
            for word in mention.text.lower().split():
                if self.lexicon.has("issuing_organ", word):
                    self.discourse.organs.setdefault(word, entity)  # "the Ministry", once "the Foreign Ministry of X" is told of
        return [(issuer or entity, head)] if entity else []

    def _beside(self, head: Token) -> Found:
        """The name beside a noun: "the ambassador of Kenya, Jane Roe"."""
        officer = self.lexicon.has("officer", self._lemma(head))
        for child in head.children:
            if self._named_in_office(head, child):
                break
            titled = head.pos_ == "NOUN" or officer
            if child.dep_ == "appos" and (child.i in self.sentence.mentions or (child.pos_ == "PROPN" and titled)):
                state = self.holder(head) if officer and child.i not in self.sentence.mentions else None
                if state is not None and state.type == "state" and not self._rivals(head):
                    self.discourse.surnames[child.text] = state
                    return [(state, child)]  # "the ambassador of Kenya, Jane Roe, ..." speaks for Kenya
                return self._one(child) or self._called(head, child)
        return None

    def _called(self, head: Token, name: Token) -> list[tuple[Entity, Token]]:
        """The group that a text calls by one word: "the rights group Viasna", "the union federation, COSATU"."""
        lemma = self._lemma(head)
        set_off = name.i == head.i + 2 and name.doc[head.i + 1].text == "," and name.text.isupper() and len(name) > 2
        if not (name.i == head.i + 1 or set_off) or not (self.lexicon.has("voice_noun", lemma) or self.lexicon.has("named_group", lemma)):
            return []
        return [(self.discourse.surnames.setdefault(name.text, Entity(name.text, name.text, "organisation")), name)]

    def _speaking(self, head: Token) -> Found:
        """Whoever speaks, by another name than "we": "the authors", "this House", "the undersigned"."""
        lemma, author = self._lemma(head), self.discourse.author
        if self.lexicon.has("self_reference", lemma) and self._definite(head):
            # "the authors" in the press are those of the report that it tells of
            several = head.tag_ in ("NNS", "NNPS") and self.discourse.issuer is not None
            return [((self.discourse.issuer if several else None) or author, head)]
        itself = self.discourse.resolving or lemma in author.label.lower().split()
        if itself and self.lexicon.has("chamber", lemma) and any(c.lower_ == "this" for c in head.lefts):
            return [(author, head)]  # "this House", in its own text
        if any(c.dep_ == "poss" and c.lower_ == "today" for c in head.lefts) and author.type not in ("person", "document"):
            return [(author, head)]  # "today's action", of whoever publishes
        if any(self.lexicon.has("undersigned", c.lower_) for c in (head, *head.lefts)):
            return [(author, head)]
        if self.lexicon.has("own_text", lemma) and any(c.lower_ == "this" for c in head.lefts) and head.dep_ in SUBJECTS:
            return [(author, head)]  # "this letter urges": its writer does
        return None

    def _inquiring(self, head: Token) -> Found:
        """Experts and inquiries: "the experts", "the mission"."""
        if not self.discourse.stages.coreference:
            return None
        panel = self.panel(head)
        if panel is not None:
            return [(panel, head)]
        lemma = self._lemma(head)
        inquiry = self.discourse.last("body", word=lemma) if self.lexicon.has("inquiring", lemma) and self._definite(head) else None
        if inquiry is not None and self.holder(head) is None:
            return [(inquiry, head)]  # "the mission" is the fact-finding mission told of, and no embassy
        return None

    def _own_organ(self, head: Token) -> Found:
        lemma = self._lemma(head)
        own = any(c.dep_ == "poss" and c.lower_ in ("my", "our") for c in head.children)
        if own and any(self.lexicon.has(kind, lemma) for kind in ("organ", "state_reference", "voice_noun")):
            return [(self.first_person(head), head)]
        return None

    # -- by whose it is ------------------------------------------------------------------

    def _presiding(self, head: Token, holder: Entity | None) -> Found:
        addressed = any(self.lexicon.has("honorific", c.lower_.rstrip(".")) for c in head.lefts)
        ours = head.lower_ == "president" and head.text[0].isupper() and not addressed and self.discourse.author_state() is not None
        if holder is None and ours:
            return [(self.discourse.author, head)]  # in an official text, its issuer
        return None

    def _organ(self, head: Token, holder: Entity | None) -> Found:
        """An organ acts for whoever has it: "the Ministry", "the spokesman", "a court in Baku", "police"."""
        lemma = self._lemma(head)
        if holder is not None and holder.type == "state" and self.lexicon.has("state_body", lemma) and head.dep_ in SUBJECTS:
            return [(holder, head)]  # "Peru's electoral commission"
        if not self.lexicon.has("organ", lemma) or self._membership(head, holder):
            return None
        if holder is None and not self.lexicon.has("source", lemma):  # "sources in Chad" are not Chad
            holder = self._seated(head)
        if holder is None:
            return self._unheld(head, lemma)
        if holder.type in ("state", "organisation", "mandate"):
            self.discourse.organs[lemma] = holder
        if holder.type in ("person", "body"):
            state = self.discourse.state_of(holder)
            if state is None and holder.type == "body" and head.tag_ in ("NNS", "NNPS"):
                self.discourse.organs[lemma] = holder  # "the ministers", after "the foreign ministers of ASEAN"
            return [(state or holder, head)]
        if holder.type == "office" and self.lexicon.has("deputy", lemma):
            title = self.label(head)
            return [(Entity(title, title, "office"), head)]  # the envoy of the Secretary-General is not the Secretary-General
        return [(holder, head)] if holder.type in ("state", "organisation", "mandate", "office") else None

    def _unheld(self, head: Token, lemma: str) -> Found:
        """An organ of which nothing beside it says whose it is."""
        elsewhere = self._elsewhere(head)
        if elsewhere is not None:
            self.discourse.organs.setdefault(lemma, elsewhere)
            return [(elsewhere, head)]
        if not self.discourse.stages.coreference:
            return []
        known, definite = self.discourse.organs.get(lemma), self._definite(head)
        if known is not None and definite and not self.lexicon.has("state_reference", lemma):
            return [(known, head)]  # "the spokesman", of whom the document has told whose he is
        home = self.discourse.home
        if home is not None and (head.pos_ == "PROPN" or definite) and known is None:
            return [(home, head)]  # the Foreign Minister, for the agency of a state
        own_state = self.discourse.author_state()
        if self.discourse.ordering and head.pos_ == "PROPN":
            name = self._office(head)
            return [(Entity(name, name, "office"), head)]
        titled = self._capital(head) and self.lexicon.has("issuing_organ", lemma)
        if own_state is not None and definite and (titled or self.discourse.issued_by(lemma)):
            return [(own_state, head)]  # "the Ministry" in a text of a ministry
        topic = self.discourse.topic_state()
        if topic and self._of_the_state(head) and not self.named_only_in_passing(topic) and not self._served(topic):
            return [(topic, head)]
        return None

    def _group(self, head: Token, holder: Entity | None) -> Found:
        """A set or a group that goes by what it is: "members of the Council", "twelve delegations", "rebels of X"."""
        if self._membership(head, holder):
            owner = next((c for p in head.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), None)
            name = self.written([head, owner] if owner is not None else [*self._words(head)])
        elif self._closed_set(head) or self._side(head):
            name = self.label(head)
        elif self.lexicon.has("armed_group", self._lemma(head)):
            if holder and holder.type == "organisation":
                return [(holder, head)]
            name = self.label(head)
        elif (styled := self._styled(head)) is not None:
            return [(styled, head)]  # "the Chama movement", "the Chama office in Lima"
        elif self.lexicon.has("faction", self._lemma(head)) and self._acts(head):
            name = self.label(head)
        else:
            return None
        return [(Entity(name, name, "organisation"), head)]

    def _own_office(self, head: Token, holder: Entity | None) -> Found:
        """Whoever speaks through an office: "the office of the EU's envoy has criticised it"."""
        of = self.lexicon.has("own_office", self._lemma(head)) and head.dep_ in SUBJECTS and any(c.lower_ == "of" for c in head.rights)
        return [(holder, head)] if of and holder is not None else None

    def _styled(self, head: Token) -> Entity | None:
        """The organisation whose name stands before a noun that only says what it is."""
        if not self.lexicon.has("styled", self._lemma(head)):
            return None
        before = [self.sentence.mentions[c.i] for c in head.lefts if c.i in self.sentence.mentions and c.dep_ in ("compound", "nmod")]
        named = (e for e in map(self.discourse.entity, before) if e is not None and e.type in ("organisation", "body"))
        return next(named, None)

    def _acts(self, head: Token) -> bool:
        """Whether a noun is who does something, and no doing itself: "the opposition denied it", not "opposition to it grew"."""
        definite = self._definite(head) or any(c.i in self.sentence.mentions or c.dep_ == "poss" for c in head.lefts)
        doing = self.is_subject(head) or (head.dep_ == "pobj" and head.head.dep_ == "agent")
        return doing and definite and not any(c.dep_ == "prep" and c.lower_ in ("to", "from") for c in head.rights)

    def _text(self, head: Token, holder: Entity | None) -> Found:
        """A text speaks for whoever issued it."""
        lemma = self._lemma(head)
        if not self.lexicon.has("text_reference", lemma):
            return None
        if holder and holder.type not in ("state", "topic", "resolution", "draft"):
            return [(holder, head)]
        if holder and holder.type == "state" and self.is_subject(head) and (self._owned(head) or self.lexicon.has("text", lemma)):
            return [(holder, head)]  # "the Russian draft urged": Russia does
        adopter = self.adopter(head) if self.lexicon.has("text", lemma) else None
        if adopter:
            return [(adopter[0], head)]
        published = self._published(head)
        if published:
            return published
        if self._definite(head) and self.discourse.issuer:
            return [(self.discourse.issuer, head)]
        body = self.discourse.adopter or self.discourse.acting
        if self._definite(head) and body and self.lexicon.has("adopted_text", lemma):
            return [(body, head)]
        return []

    def _pointed_at(self, head: Token, holder: Entity | None) -> Found:
        """Who has been told of: "the special rapporteur", "the country", "the Council"."""
        mandate = self._mandate(head)
        if mandate is not None:
            return [(mandate, head)]
        lemma = self._lemma(head)
        if self.lexicon.has("reference", lemma) and self._definite(head) and not self._proper(head) and not self._rivals(head):
            pointed = self._definite_entity(head, lemma)
            if pointed or not self.lexicon.has("panellist", lemma):
                return pointed
        return None

    def _new_name(self, head: Token, holder: Entity | None) -> Found:
        return (self._named(head, holder) or None) if head.pos_ == "PROPN" or self._proper(head) else None

    def _voice(self, head: Token, holder: Entity | None) -> Found:
        """Who speaks through an office or a paper: "Smith's office says", "state television"."""
        lemma = self._lemma(head)
        if not self.lexicon.has("voice_noun", lemma) or head.dep_ not in SUBJECTS:
            return None
        topic = self.discourse.home or self.discourse.topic_state()
        if topic is not None and any(c.lower_ in ("state", "state-run", "state-owned") for c in head.lefts):
            return [(topic, head)]
        if holder is not None and holder.type in ("person", "mandate", "office") and self._owned(head):
            return [(holder, head)]  # "Smith's office says": through it Smith does
        name = self.label(head)
        if name.lower() == head.lower_ and lemma in self.discourse.organs:
            return [(self.discourse.organs[lemma], head)]  # "the agency", of which the text has told the name
        entity = Entity(name, name, "organisation")
        self.discourse.organs.setdefault(lemma, entity)
        return [(entity, head)]

    def _definite_entity(self, head: Token, lemma: str) -> list[tuple[Entity, Token]]:
        found: Entity | None
        if not self.discourse.stages.coreference:
            return []
        if head.tag_ in ("NNS", "NNPS") and self.lexicon.has("several_states", lemma):
            return []  # "the countries" are not the country
        party = lemma == "party" and any(c.dep_ in ("compound", "nmod") and c.lower_ == "state" for c in head.children)
        if lemma == "state" and self.discourse.blamed and any(c.dep_ == "det" and c.lower_ == "this" for c in head.children):
            return [(self.discourse.blamed, head)]
        if party or self.lexicon.has("state_reference", lemma):
            if head.tag_ in ("NNS", "NNPS") and not self.lexicon.has("state_reference", head.lower_):
                return []  # "the countries" are not the one spoken of
            own = self.discourse.author_state()
            states = [e for e in self.discourse.agents if e.type == "state" and (own is None or e.key != own.key)]
            topic = self.discourse.topic_state()
            found = topic or (states[0] if states else None)
            if topic and states and self.named_only_in_passing(topic):
                found = states[0]
        elif lemma in ("rapporteur", "expert", "mandate"):
            found = self.discourse.last("person", "mandate") if head.tag_ not in ("NNS", "NNPS") else None
        elif lemma in ("council", "assembly", "committee", "commission", "court"):
            found = self.discourse.last("body", word=lemma)
            found = found or next((a for a in self.discourse.agents if lemma in a.label.lower().split()), None)
        elif lemma in ("parties", "party"):
            return [(e, head) for e in self.discourse.agents]
        else:
            found = next(iter(e for e in self.discourse.agents if e.type in ("organisation", "body", "person")), None)
        return [(found, head)] if found else []

    def _named_in_office(self, head: Token, beside: Token) -> bool:
        """Whether somebody is named in full before the office they hold: "Jane Roe, the High Commissioner for Refugees"."""
        mention = self.sentence.mentions.get(beside.i)
        if beside.dep_ != "appos" or head.pos_ != "PROPN" or mention is None or beside.i < head.i:
            return False
        full = any(c.dep_ == "compound" and c.pos_ == "PROPN" and c.i == head.i - 1 for c in head.lefts)
        return full and mention.candidates[0].type in ("mandate", "office")

    def _office(self, head: Token) -> str:
        """The name of an office, with what is behind its head: "Secretary of State"."""
        start, end = self.sentence.offsets[head.i][0], self.sentence.offsets[self._name_end(head)][1]
        return " ".join(self.sentence.text[start:end].split())

    def _membership(self, head: Token, holder: Entity | None) -> bool:
        """Whether the members of a body are meant, who are not the body: "all members of the Security Council"."""
        plural = head.tag_ in ("NNS", "NNPS") and self.lexicon.has("fellow", self._lemma(head))
        return plural and holder is not None and holder.type in ("body", "organisation") and head.dep_ in (*SUBJECTS, "pobj", "conj")

    def _side(self, head: Token) -> bool:
        """Whether one side of a country's politics acts: "the opposition", "Peru's ruling party"."""
        if head.dep_ not in SUBJECTS or head.tag_ != "NN":
            return False
        whole = self.lexicon.has("political_side", head.lower_) and (self._definite(head) or self._owned(head))
        return whole or (head.lower_ == "party" and any(self.lexicon.has("political_side", c.lower_) for c in head.lefts))

    def _closed_set(self, head: Token) -> bool:
        """Whether a plural is a set of so many states, delegations or experts, none of them named."""
        if (
            head.tag_ not in ("NNS", "NNPS")
            or not self.lexicon.has("set", self._lemma(head))
            or head.dep_ not in (*SUBJECTS, "pobj", "conj")
        ):
            return False
        return any(c.dep_ == "nummod" and not self.lexicon.has("quantity", c.lower_) for c in head.lefts)
