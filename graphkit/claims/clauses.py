"""The parts of a clause: what is done to what, what is told in it, what it governs."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from graphkit.claims.context import teller_of
from graphkit.claims.doers import Doers
from graphkit.claims.phrases import coordinated
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity

_CLAUSES: Final = ("ccomp", "xcomp")
_GOVERNED: Final = ("prep", "prt", "advmod", "agent", "dative", "aux", "mark", "dobj", "det", "intj")


class Clauses(Doers):
    """Finds the parts of the clauses of one sentence."""

    def main_subject(self) -> list[Entity] | None:
        """Whom the main clause is about; None where its subject is a pronoun or missing."""
        root = next((t for t in self.sentence.tokens if t.head == t), None)
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
        if not found and any(c.dep_ == "prt" for c in verb.children):
            found = [c for c in verb.children if c.dep_ == "npadvmod" and c.i > verb.i and not c.text[:1].isupper()][
                :1
            ]  # "broke up a march"
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
        found = [c for c in verb.children if c.dep_ in _CLAUSES] or self._hung_on_a_venue(verb)
        behind = [c for c in found if c.i > verb.i]
        return behind if any(t.text == ";" for c in found for t in verb.doc[c.i : verb.i]) else found

    def _hung_on_a_venue(self, verb: Token) -> list[Token]:
        """What is told in a clause that the parser hangs on where it was told: "told a paper in an interview that X fled"."""
        below = (c for p in verb.children if p.dep_ == "prep" and p.i > verb.i for n in p.children for c in n.children)
        return [c for c in below if teller_of(c, self.lexicon) == verb][:1]

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
                # That of "pinned the blame for it on X" hangs on what they are blamed for.
                hung = list(child.subtree) if child.dep_ == "dobj" else []
                beside = beside or [c for c in hung if c.lower_ == word and c.dep_ == "prep" and c.i > child.i]
                last = [c for c in inner if c.lower_ == word] or beside
                inner = [n for c in last for n in c.children]
            inner = [c for c in inner if c.dep_ in ("pobj", "pcomp")]
            taken = any(c.dep_ == "dobj" and c != child for c in verb.children)  # "took X to task for it"
            if last and not inner and (taken or not any(c.dep_ == "prep" for w in last for c in w.children)):
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
            # The parser may hang the "on" of "lifted the ban on rallies" on the verb.
            behind = [c for c in token.head.children if c.dep_ == "prep" and c.i == token.i + 1]
            beside = [w for c in (*token.children, *behind) for w in c.subtree]
            return self.fits(token, head) and any(self.lexicon.has(modifier, w.lower_) for w in beside)
        if wanted == "prisoner" and self.lexicon.has("person_pronoun", token.lower_):
            return True
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
            named = coordinated(token)
            return any(t.i in mentions and mentions[t.i].sense != "adjective" for t in named) or any(
                t.pos_ == "PROPN" and t.i not in mentions and self.phrases.entities(t) for t in named
            )
        if wanted == "body" and token.i in mentions:
            return mentions[token.i].candidates[0].type == "body"
        if wanted == "institution" and token.i in mentions and mentions[token.i].candidates[0].type in ("organisation", "body", "mandate"):
            return True
        words = [mentions[t.i].text.lower().split()[-1] if t.i in mentions else t.lemma_.lower() for t in coordinated(token)]
        # "summoned Ambassador Jane Roe": an ambassador
        words += [c.lemma_.lower() for t in coordinated(token) if t.pos_ == "PROPN" for c in t.lefts if c.dep_ in ("compound", "nmod")]
        if token.pos_ == "PROPN" and token.i not in mentions and wanted == "prisoner":
            # Whoever bears a name alone is somebody who can be set free.
            if any(e.type == "person" for e, _ in self.phrases.entities(token)):
                return True
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

    def infinitive(self, verb: Token) -> bool:
        """Whether *verb* has "to" before it."""
        return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
