"""Who a noun phrase stands for, and whose subject and object it is."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graphkit.annotate.view import Sentence
from graphkit.claims.discourse import Discourse
from graphkit.claims.lexicon import Frame, Lexicon
from graphkit.claims.panels import Panels
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity


def coordinated(token: Token) -> list[Token]:
    """*token* and what is coordinated with it."""
    found = [token]
    for child in token.children:
        if child.dep_ in ("conj",) and child.pos_ in ("PROPN", "NOUN", "PRON", "ADJ", "NUM"):
            found += coordinated(child)
        elif child.dep_ == "prep" and child.lower_ in ("as", "alongside", "with"):
            # "X as well as Y"
            found += [c for inner in child.children if inner.dep_ == "pobj" for c in coordinated(inner) if child.i > token.i + 1]
        elif child.dep_ == "cc" and child.lower_ == "as":
            continue
    return found


def _alike(token: Token) -> list[Token]:
    """*token* and what is coordinated with it, adjectives too."""
    return [token, *(t for c in token.children if c.dep_ in ("conj", "appos") for t in _alike(c))]


class Phrases(Panels):
    """Resolves the noun phrases of one sentence."""

    def __init__(self, sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> None:
        super().__init__(sentence, discourse, lexicon)
        self._resolved: dict[int, list[tuple[Entity, Token]]] = {}

    def entities(self, token: Token) -> list[tuple[Entity, Token]]:
        """Whom the phrase headed by *token* names: one entry for each coordinated or listed member.

        A phrase that leans on itself (a pronoun in its own antecedent) names nobody.
        """
        if token.i in self._resolved:
            return self._resolved[token.i]
        self._resolved[token.i] = []
        self._resolved[token.i] = found = self._resolve(token)
        return found

    def _resolve(self, token: Token) -> list[tuple[Entity, Token]]:
        if not self.discourse.stages.patterns:
            return self._one(token)
        first = self._presented(token)
        if first is not None:
            return self._one(first)  # "I, Jane Roe, President of X, find": one person, however much follows the name
        found: list[tuple[Entity, Token]] = self._one_of_those(token)
        for head in coordinated(token) if not found else ():
            members = self._members(head)
            found += members or self._plural(head) or self._both(head) or self._one(head)
        if found and token.dep_ in SUBJECTS:
            found += self._companions(token)
        if found:
            found += self._bracketed(found)
        unique: dict[tuple[str | None, str], tuple[Entity, Token]] = {}
        for entity, at in found:
            unique.setdefault((entity.key, entity.label), (entity, at))
        return list(unique.values())

    def _one_of_those(self, head: Token) -> list[tuple[Entity, Token]]:
        """Who is said to be one of a set that a clause tells of: "X was the only member to object", "X was among those that left"."""
        over = head.head if head.dep_ == "attr" else head.head.head if head.dep_ == "pobj" and head.head.lower_ in ("among", "of") else head
        if over.dep_ == "attr" and over.pos_ in ("NUM", "PRON"):
            over = over.head  # "was one of the states that"
        if over.lemma_ != "be" or over.i >= head.i or not self.lexicon.has("set", self._lemma(head)):
            return []
        alone = head.dep_ == "pobj" or any(self.lexicon.has("sole", c.lower_) for c in head.subtree if c.i < head.i)
        if not alone or not any(c.dep_ in ("acl", "relcl") for c in head.children):
            return []
        subject = self.subject(over)
        named = subject is not None and subject.i < over.i and any(t.i in self.sentence.mentions for t in coordinated(subject))
        return self.entities(subject) if named and subject is not None else []

    def _presented(self, token: Token) -> Token | None:
        """The "I" of somebody who names themselves behind it: "I, Jane Roe, President of X"."""
        if token.lower_ == "i" and token.pos_ == "PRON":
            return token
        doc, at = token.doc, token.i
        while at > 1 and doc[at - 1].text != ",":
            at -= 1
        named = at > 1 and token.i - at <= 3 and doc[at - 2].text == "I" and token.pos_ == "PROPN"
        return doc[at - 2] if named and token.dep_ in SUBJECTS else None

    def _members(self, head: Token) -> list[tuple[Entity, Token]]:
        """Named members of a set: "58 countries, including X and Y", "a group led by X"."""
        if head.i in self.sentence.mentions or head.pos_ not in ("NOUN", "PRON", "NUM", "PROPN"):
            return []
        if head.pos_ in ("NOUN", "PROPN") and not self.lexicon.has("set", self._lemma(self._counted(head))):
            return []
        found: list[tuple[Entity, Token]] = []
        for child in head.subtree:
            if child.dep_ == "prep" and self.lexicon.has("including", child.lower_) and child.head in (head, head.head):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        found += self._those_of(inner) or [hit for c in coordinated(inner) for hit in self._one(c)]
            elif child.dep_ == "acl" and child.head == head and self.lexicon.has("led", child.lemma_.lower()):
                doers = [c for by in child.children if by.lower_ == "by" for c in by.children if c.dep_ == "pobj"]
                found += [hit for doer in doers for c in coordinated(doer) for hit in self._one(c)]
            elif child.dep_ == "appos" and child.head == head and not self._officer(head):
                found += self._plural(child) or [hit for c in coordinated(child) for hit in self._one(c)]
        if not found and head.dep_ in (*SUBJECTS, "pobj"):
            words = [t.lower_ for t in head.doc]
            for i in range(head.i, len(words) - 2):
                if words[i : i + 2] in (["among", "them"], ["among", "these"]):
                    officers = next((t for t in head.doc[i + 2 : i + 4] if t.pos_ == "NOUN"), None)
                    several = self._plural(officers) if officers is not None else []
                    found = several or [hit for t in self.listed(head.doc, i + 2) for hit in self._one(t)]
        if not found:
            # The parser often hangs "including" on the verb.
            for child in head.head.children:
                if child.dep_ == "prep" and child.lower_ == "including" and child.i == head.i + 2:
                    for inner in child.children:
                        if inner.dep_ == "pobj":
                            found += [hit for c in coordinated(inner) for hit in self._one(c)]
        return found

    def _officer(self, head: Token) -> bool:
        """Whether one person in office is meant, whose name may stand beside."""
        return head.tag_ == "NN" and self.lexicon.has("officer", self._lemma(head))

    def _those_of(self, pronoun: Token) -> list[tuple[Entity, Token]]:
        """Whose they are: "delegates, including those of X and Y"."""
        if pronoun.lower_ != "those":
            return []
        owners = [o for p in pronoun.children if p.dep_ == "prep" and p.lower_ in ("of", "from") for o in p.children if o.dep_ == "pobj"]
        return [hit for o in owners for c in coordinated(o) for hit in self._one(c)]

    def _counted(self, head: Token) -> Token:
        """What is counted: the "countries" of "dozens of countries"; else the head itself."""
        if not self.lexicon.has("quantity", self._lemma(head)):
            return head
        return next((c for p in head.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), head)

    def _plural(self, head: Token) -> list[tuple[Entity, Token]]:
        """Organs of several states: "the Foreign Ministers of Chile, Peru and Ghana", "Russian and Chinese diplomats"."""
        if head.tag_ not in ("NNS", "NNPS") or head.i in self.sentence.mentions or not self.lexicon.has("organ", self._lemma(head)):
            return []
        owners = [c for c in head.children if c.dep_ in ("amod", "nmod", "compound", "poss") and c.i in self.sentence.mentions]
        owners += [o for c in head.children if c.dep_ == "prep" and c.lower_ in ("of", "from") for o in c.children if o.dep_ == "pobj"]
        everyone = [t for o in owners for t in _alike(o) if t.i in self.sentence.mentions]
        if len(everyone) < 2:
            # "representatives of several states, including X and Y"
            return [hit for o in owners if o.i not in self.sentence.mentions for hit in self._members(o)]
        found = [(self.discourse.entity(self.sentence.mentions[t.i]), t) for t in everyone]
        return [(e, t) for e, t in found if e is not None]

    def _both(self, head: Token) -> list[tuple[Entity, Token]]:
        """The two who deal with one another: "the two leaders", "both sides"."""
        parties = self.discourse.parties
        if parties is None or head.tag_ not in ("NNS", "NNPS") or not self.discourse.stages.coreference:
            return []
        counted = any(self.lexicon.has("pair", c.lower_) for c in head.lefts)
        paired = self.lexicon.has("organ", self._lemma(head)) or self.lexicon.has("set", self._lemma(head))
        only_talk = head.dep_ in SUBJECTS and self.lexicon.has("discussing", head.head.lemma_.lower())
        return [(entity, head) for entity in parties] if counted and paired and not only_talk else []

    def _companions(self, token: Token) -> list[tuple[Entity, Token]]:
        """Who acts with the subject: "X, together with Y and Z, ..."."""
        doc = token.doc
        at = max([token.i, *(t.i for t in token.subtree if t.i < token.head.i and t.i in self.sentence.mentions and t.i - token.i < 6)])
        rest = " ".join(t.lower_ for t in doc[at + 1 : at + 7]).removeprefix(", ")
        phrase = next((p for p in self.lexicon.longest_first("together") if rest.startswith(p + " ")), None)
        if phrase is None:
            return []
        at += 1 + len(phrase.split()) + (doc[at + 1].text == ",")
        return [hit for t in self.listed(doc, at) for hit in self._one(t)]

    def _bracketed(self, found: list[tuple[Entity, Token]]) -> list[tuple[Entity, Token]]:
        """Who is added in brackets: "X and Y (as well as Z)"."""
        doc, at = found[-1][1].doc, max(t.i for _, t in found)
        if at + 3 >= len(doc) or doc[at + 1].text != "(":
            return []
        rest = " ".join(t.lower_ for t in doc[at + 2 : at + 7])
        phrase = next((p for p in self.lexicon.longest_first("together") if rest.startswith(p + " ")), None)
        return [hit for t in self.listed(doc, at + 2 + len(phrase.split())) for hit in self._one(t)] if phrase else []

    def listed(self, doc: Doc, at: int) -> list[Token]:
        """The names that stand one after the other from token *at*, with commas and "and" between them."""
        found: list[Token] = []
        for token in doc[at:]:
            if token.i in self.sentence.mentions:
                if self.sentence.mentions[token.i].sense != "adjective":
                    found.append(token)
            elif not (token.text == "," or token.pos_ in ("CCONJ", "DET")):
                break
        return found

    def _one(self, head: Token) -> list[tuple[Entity, Token]]:
        mention = self.sentence.mentions.get(head.i)
        if mention is not None:
            if mention.sense == "adjective":
                return []
            entity = self.discourse.entity(mention) or self.discourse.unlinked(mention)
            # What a report says is said by whoever issued it.
            issuer = self.discourse.issuer_of(mention) if entity and entity.type == "document" else None
            self.remember_panel(mention, entity)
            return [(issuer or entity, head)] if entity else []
        lower, lemma = head.lower_, self._lemma(head)
        if head.pos_ == "PRON" or lower in ("who", "which", "that"):
            return self._pronoun(head)
        for child in head.children:
            if self._named_in_office(head, child):
                break
            titled = head.pos_ == "NOUN" or self.lexicon.has("officer", lemma)
            if child.dep_ == "appos" and (child.i in self.sentence.mentions or (child.pos_ == "PROPN" and titled)):
                state = self.holder(head) if self.lexicon.has("officer", lemma) and child.i not in self.sentence.mentions else None
                if state is not None and state.type == "state" and not self._rivals(head):
                    self.discourse.surnames[child.text] = state
                    return [(state, child)]  # "the ambassador of Kenya, Jane Roe, ..." speaks for Kenya
                return self._one(child)
        if self.lexicon.has("self_reference", lemma) and self._definite(head):
            # "the authors" in the press are those of the report that it tells of
            several = head.tag_ in ("NNS", "NNPS") and self.discourse.issuer is not None
            return [((self.discourse.issuer if several else None) or self.discourse.author, head)]
        author = self.discourse.author
        itself = self.discourse.resolving or lemma in author.label.lower().split()
        if itself and self.lexicon.has("chamber", lemma) and any(c.lower_ == "this" for c in head.lefts):
            return [(author, head)]  # "this House", in its own text
        if any(self.lexicon.has("undersigned", c.lower_) for c in (head, *head.lefts)):
            return [(self.discourse.author, head)]
        panel = self.panel(head) if self.discourse.stages.coreference else None
        if panel is not None:
            return [(panel, head)]
        inquiry = self.discourse.last("body", word=lemma) if self.lexicon.has("inquiring", lemma) and self._definite(head) else None
        if inquiry is not None and self.discourse.stages.coreference and self.holder(head) is None:
            return [(inquiry, head)]  # "the mission" is the fact-finding mission told of, and no embassy
        own = any(c.dep_ == "poss" and c.lower_ in ("my", "our") for c in head.children)
        if own and (self.lexicon.has("organ", lemma) or self.lexicon.has("state_reference", lemma)):
            return [(self.first_person(head), head)]
        holder = self.holder(head)
        if holder is None and lower == "president" and head.text[0].isupper() and self.discourse.author_state() is not None:
            return [(self.discourse.author, head)]  # in an official text, its issuer
        if self.lexicon.has("organ", lemma) and not self._membership(head, holder):
            if holder is None and not self.lexicon.has("source", lemma):  # "sources in Chad" are not Chad
                holder = self._seated(head)
            elsewhere = self._elsewhere(head) if holder is None else None
            if elsewhere is not None:
                self.discourse.organs.setdefault(lemma, elsewhere)
                return [(elsewhere, head)]
            if holder is None and not self.discourse.stages.coreference:
                return []
            if holder is not None and holder.type in ("state", "organisation", "mandate"):
                self.discourse.organs[lemma] = holder
            known = self.discourse.organs.get(lemma)
            if holder is None and known is not None and self._definite(head) and not self.lexicon.has("state_reference", lemma):
                return [(known, head)]  # "the spokesman", of whom the document has told whose he is
            home = self.discourse.home
            if holder is None and home is not None and (head.pos_ == "PROPN" or self._definite(head)) and known is None:
                return [(home, head)]  # the Foreign Minister, for the agency of a state
            own_state = self.discourse.author_state()
            if holder is None and self.discourse.ordering and head.pos_ == "PROPN":
                name = self._office(head)
                return [(Entity(name, name, "office"), head)]
            titled = self._capital(head) and self.lexicon.has("issuing_organ", lemma)
            if holder is None and own_state is not None and self._definite(head) and (titled or self.discourse.issued_by(lemma)):
                return [(own_state, head)]  # "the Ministry" in a text of a ministry
            if holder and holder.type in ("person", "body"):
                state = self.discourse.state_of(holder)
                return [(state or holder, head)]
            if holder and holder.type == "state":
                return [(holder, head)]
            if holder and holder.type == "office" and self.lexicon.has("deputy", lemma):
                title = self.label(head)
                return [(Entity(title, title, "office"), head)]  # the envoy of the Secretary-General is not the Secretary-General
            if holder and holder.type in ("organisation", "mandate", "office"):
                return [(holder, head)]
            topic = self.discourse.topic_state()
            if holder is None and topic and self._of_the_state(head) and not self.named_only_in_passing(topic) and not self._served(topic):
                return [(topic, head)]
        if self._membership(head, holder):
            owner = next((c for p in head.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), None)
            name = self.written([head, owner] if owner is not None else [*self._words(head)])
            return [(Entity(name, name, "organisation"), head)]
        if self._closed_set(head):
            name = self.label(head)
            return [(Entity(name, name, "organisation"), head)]
        if self.lexicon.has("armed_group", lemma):
            if holder and holder.type == "organisation":
                return [(holder, head)]
            name = self.label(head)
            return [(Entity(name, name, "organisation"), head)]
        if self.lexicon.has("text_reference", lemma):
            if holder and holder.type not in ("state", "topic", "resolution", "draft"):
                return [(holder, head)]
            if holder and holder.type == "state" and head.dep_ in SUBJECTS and (self._owned(head) or self.lexicon.has("text", lemma)):
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
        mandate = self._mandate(head)
        if mandate is not None:
            return [(mandate, head)]
        if self.lexicon.has("reference", lemma) and self._definite(head) and not self._proper(head) and not self._rivals(head):
            pointed = self._definite_entity(head, lemma)
            if pointed or not self.lexicon.has("panellist", lemma):
                return pointed
        if head.pos_ == "PROPN" or self._proper(head):
            named = self._named(head, holder)
            if named:
                return named
        if self.lexicon.has("voice_noun", lemma) and head.dep_ in SUBJECTS:
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
        return []

    def _published(self, text: Token) -> list[tuple[Entity, Token]]:
        """Who puts a text out in the clause that names it: the "X" of "X issued a report that says"."""
        verb = text.head
        if text.dep_ != "dobj" or not any(
            f.kind == "reports" and f.frame == "object" for f in self.lexicon.frames("verb", verb.lemma_.lower())
        ):
            return []
        subject = self.subject(verb)
        return self.entities(subject) if subject is not None and subject not in text.subtree else []

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

    def _seated(self, organ: Token) -> Entity | None:
        """The state in whose city an organ sits: "a court in Baku"."""
        for child in organ.children:
            if child.dep_ == "prep" and child.lower_ == "in":
                for inner in child.children:
                    mention = self.sentence.mentions.get(inner.i)
                    if mention is not None and mention.candidates[0].type == "state":
                        return self.discourse.entity(mention)
        return None

    def _elsewhere(self, organ: Token) -> Entity | None:
        """An organ of power whose place is no known state ("the health ministry in Gaza", "the enclave's ministry"): its own.

        A court or the police of a town is still the state's; a ministry that sits somewhere else than in a state is not.
        """
        if not self.lexicon.has("ruling", self._lemma(organ)):
            return None
        place = next((c for p in organ.children if p.dep_ == "prep" and p.lower_ == "in" for c in p.children if c.pos_ == "PROPN"), None)
        known = self.sentence.mentions.get(place.i) if place is not None else None
        if place is not None and (known is None or known.candidates[0].type != "state"):
            name = self.written([*self._words(organ), place])
            return Entity(name, name, "office")
        if any(c.dep_ == "poss" and self.lexicon.has("territory", c.lemma_.lower()) for c in organ.lefts):
            name = self.label(organ)
            return Entity(name, name, "office")
        return None

    def _mandate(self, head: Token) -> Entity | None:
        """The mandate that a text calls by its holder and its state: the "special rapporteur" for Eritrea."""
        if not self.lexicon.has("mandate_holder", head.lemma_.lower()):
            return None
        for token in head.subtree:
            mention = self.sentence.mentions.get(token.i)
            if token.i > head.i and mention is not None and token.dep_ in ("pobj", "poss", "amod", "compound"):
                if any(a.dep_ in ("relcl", "acl") for a in token.ancestors if a in head.subtree and a != head):
                    break
                state = self.discourse.entity(mention)
                return self.discourse.mandate_on(head.lemma_.lower(), state) if state is not None and state.type == "state" else None
        return None

    def _served(self, state: Entity) -> bool:
        """Whether the sentence speaks of people who act for *state*: who charges them is somebody else's court."""
        for at, mention in self.sentence.mentions.items():
            if self.discourse.entity(mention) == state:
                above = [self.sentence.doc[at], *self.sentence.doc[at].ancestors]
                prep = next((t for t in above if t.dep_ in ("prep", "dative") and t.lower_ in ("for", "to", "with")), None)
                if prep is not None and self.lexicon.has("serving", prep.head.lemma_.lower()):
                    return True
        return False

    def _membership(self, head: Token, holder: Entity | None) -> bool:
        """Whether the members of a body are meant, who are not the body: "all members of the Security Council"."""
        plural = head.tag_ in ("NNS", "NNPS") and self.lexicon.has("fellow", self._lemma(head))
        return plural and holder is not None and holder.type in ("body", "organisation") and head.dep_ in (*SUBJECTS, "pobj", "conj")

    def _closed_set(self, head: Token) -> bool:
        """Whether a plural is a set of so many states, delegations or experts, none of them named."""
        if (
            head.tag_ not in ("NNS", "NNPS")
            or not self.lexicon.has("set", self._lemma(head))
            or head.dep_ not in (*SUBJECTS, "pobj", "conj")
        ):
            return False
        return any(c.dep_ == "nummod" and not self.lexicon.has("quantity", c.lower_) for c in head.lefts)

    def _of_the_state(self, head: Token) -> bool:
        """Whether an unnamed organ ("police", "a court", "security forces") is one of the state spoken of."""
        if not self.lexicon.has("state_organ", head.lemma_.lower()):
            return False
        return not self._rivals(head)

    def _rivals(self, head: Token) -> bool:
        """Whether an organ is said to be another's than the state's: "the rebel authorities", "foreign troops"."""
        if any(c.lower_ == "foreign" for c in head.lefts) and self.lexicon.has("issuing_organ", self._lemma(head)):
            return False  # a foreign minister is no foreigner
        return any(c.i < head.i and self.lexicon.has("no_organ", c.lemma_.lower()) for c in head.children)

    def _owned(self, head: Token) -> bool:
        return any(c.dep_ == "poss" for c in head.children)

    def _definite(self, head: Token) -> bool:
        return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "its", "such") for c in head.children)

    def _definite_entity(self, head: Token, lemma: str) -> list[tuple[Entity, Token]]:
        found: Entity | None
        if not self.discourse.stages.coreference:
            return []
        party = lemma == "party" and any(c.dep_ in ("compound", "nmod") and c.lower_ == "state" for c in head.children)
        if lemma == "state" and self.discourse.blamed and any(c.dep_ == "det" and c.lower_ == "this" for c in head.children):
            return [(self.discourse.blamed, head)]
        if party or self.lexicon.has("state_reference", lemma):
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
        elif lemma in ("parties", "party"):
            return [(e, head) for e in self.discourse.agents]
        else:
            found = next(iter(e for e in self.discourse.agents if e.type in ("organisation", "body", "person")), None)
        return [(found, head)] if found else []

    def named_only_in_passing(self, topic: Entity) -> bool:
        """Whether the document is about several states alike, so that none is "the country" throughout."""
        own = self.discourse.author_state()
        others = [count for key, count in self.discourse.focus.most_common(3) if own is None or key != own.key]
        return self.discourse.section is None and len(others) > 1 and others[0] < 2 * others[1]

    def holder(self, noun: Token) -> Entity | None:
        """Whose something is: "Pyongyang's demands", "the North Korean regime", "the mission of Japan"."""
        before = [c for c in noun.children if c.dep_ in ("poss", "nmod", "amod", "compound") and c.i < noun.i]
        if self.lexicon.has("organ", self._lemma(noun)):
            # "his Russian counterpart" is Russia's: a name goes before the pronoun.
            before.sort(key=lambda c: c.i not in self.sentence.mentions)
        for child in before:
            mention = self.sentence.mentions.get(child.i)
            if mention:
                return self.discourse.entity(mention)
            if child.dep_ == "poss":
                if child.lower_ == "whose":
                    clause = next((a for a in noun.ancestors if a.dep_ == "relcl"), None)
                    owners = self.entities(clause.head) if clause is not None else []
                    return owners[0][0] if owners else None
                if child.lower_ in ("its", "their", "his", "her"):
                    if not self.discourse.stages.coreference:
                        return None
                    subject = self._asker(noun) if self.answered(noun) else self._clause_subject(noun)
                    if subject:
                        return subject
                    agents = self.discourse.agents
                    if child.lower_ in ("his", "her"):
                        agents = [e for e in agents if e != self.discourse.author]  # who speaks says "my"
                    return agents[0] if agents else None
                found = self._one(child)
                if found:
                    return found[0][0]
        for child in noun.children:
            if (
                child.dep_ in ("amod", "compound")
                and self.lexicon.has("state_adjective", child.lower_)
                and self.lexicon.has("abuse", noun.lemma_.lower())
            ):
                topic = self.discourse.topic_state()
                if topic is not None and not self.named_only_in_passing(topic):
                    return topic
        for child in noun.children:
            if child.dep_ in ("nmod", "amod", "compound") and child.i < noun.i:
                inner = self.holder(child)
                if inner:
                    return inner
        for child in noun.children:
            if child.dep_ == "prep" and (
                child.lower_ == "of"
                or (child.lower_ == "for" and self.lexicon.has("organ", noun.lemma_.lower()))
                or (child.lower_ in ("at", "in", "within", "from") and self.lexicon.has("insider", noun.lemma_.lower()))
            ):
                for inner_token in child.children:
                    if inner_token.dep_ == "pobj" and inner_token.i in self.sentence.mentions:
                        mention = self.sentence.mentions[inner_token.i]
                        if child.lower_ in ("in", "from") and mention.candidates[0].type == "state":
                            continue  # "sources in Chad" are there, and do not speak for it
                        return self.discourse.entity(mention)
                    mandate = self._mandate(inner_token) if inner_token.dep_ == "pobj" else None
                    if mandate is not None:
                        return mandate
                    if inner_token.dep_ == "pobj" and self.lexicon.has("organ", inner_token.lemma_.lower()):
                        found = self._one(inner_token)
                        return self.holder(inner_token) or (found[0][0] if found else None)
        return None

    def answered(self, noun: Token) -> bool:
        """Whether a demand is one that the clause tells the answer to: "did not respond to his request"."""
        over = noun.head.head if noun.dep_ == "pobj" else noun.head
        return self.lexicon.has("demand", noun.lemma_.lower()) and self.lexicon.has("answering", over.lemma_.lower())

    def _asker(self, noun: Token) -> Entity | None:
        """Who made a demand that somebody else answers: whoever tells of it, else who acted last."""
        over = noun.head.head if noun.dep_ == "pobj" else noun.head
        for above in over.ancestors:
            subject = self.subject(above) if above.pos_ == "VERB" and any(f.frame == "say" for f in self._frames(above)) else None
            if subject is not None and subject not in over.children:
                return next((e for e, _ in self.entities(subject)), None)
        return self.discourse.agents[0] if self.discourse.agents else None

    def _frames(self, verb: Token) -> list[Frame]:
        return self.lexicon.frames("verb", verb.lemma_.lower())

    def _clause_subject(self, token: Token) -> Entity | None:
        for ancestor in token.ancestors:
            for child in ancestor.children:
                if child.dep_ in SUBJECTS and child in token.ancestors and child.i in self.sentence.mentions and child.i < token.i:
                    return self.discourse.entity(self.sentence.mentions[child.i])  # "X, with its arrogance, ..."
                if child.dep_ in SUBJECTS and token not in child.subtree:
                    found = self.entities(child) if child.lower_ not in ("it", "they") else []
                    if found or not self.lexicon.has("organ", self._lemma(token)):
                        return found[0][0] if found else None
                    # "said that the text was bad and that his delegation would oppose it": a text has no delegation
        return None

    def adopter(self, text: Token) -> tuple[Entity, Token] | None:
        """The body in whose name a text stands: "the Assembly resolution", "adopted a resolution"."""
        for token in text.subtree:
            if token.i > text.i and token.dep_ in ("acl", "relcl"):
                break
            mention = self.sentence.mentions.get(token.i) or self.sentence.asides.get(token.i)
            entity = self.discourse.entity(mention) if mention else None
            if entity and entity.type == "body":
                return entity, token
            record = self.discourse.choose(mention) if mention else None
            if record and record.fields.get("body"):
                body = self.discourse.body(record.fields["body"])
                if body:
                    return body, token
        verb = text.head
        if text.dep_ == "dobj" and any(f.kind == "adopts" for f in self.lexicon.frames("verb", verb.lemma_.lower())):
            subject = self.subject(verb)
            found = self.entities(subject) if subject is not None else []
            if found and found[0][0].type == "body":
                return found[0]
        return None
