"""Whose subject and object it is: the doer of a verb, through control, coordination and relative clauses."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.annotate.view import Sentence
from graphkit.claims.discourse import Discourse
from graphkit.claims.lexicon import Lexicon

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
FINITE = ("VBD", "VBZ", "VBP")
#: Classes of texts, and kinds of acts by which somebody speaks through one.
_TEXTS = ("text", "report", "speech", "statement")
_VOICED = {"reports", "adopts", "sponsors", "signs", "supports", "participates"}


class Subjects:
    """Finds the subjects of the verbs of one sentence."""

    def __init__(self, sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> None:
        self.sentence, self.discourse, self.lexicon = sentence, discourse, lexicon

    def owner(self, noun: Token) -> Token | None:
        """Where it stands whose something is: the "X" of "X's decision", "the decision of X", "taken by X"."""
        for child in noun.children:
            if child.dep_ == "poss":
                own = child.lower_ in ("its", "their", "his", "her") and noun.dep_ == "dobj" and noun.head.pos_ == "VERB"
                own = own and self._taken(noun) and not self.lexicon.speaks_of(noun.head.lemma_.lower())
                return (self.subject(noun.head) if own else None) or child  # "stepped up its efforts to": whoever did
        for child in noun.subtree:
            if child.lower_ in ("of", "by") and child.head in (noun, *noun.children) and child.i > noun.i:
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        return inner
        verb = noun.head
        own = not self.lexicon.speaks_of(verb.lemma_.lower()) or self.lexicon.has("deciding_on", verb.lemma_.lower())
        if noun.dep_ == "dobj" and verb.pos_ == "VERB" and own:
            return self.subject(verb)  # who "made efforts to" or "announced plans to", not who "noted efforts to"
        return None

    def _outer(self, verb: Token) -> Token | None:
        """The verb over the clause to which the parser joined *verb*, where their tenses say that it goes on there.

        "X regretted that the country had declined, and expressed concern": it is X who expressed it.
        """
        first = verb.head
        if verb.tag_ in FINITE and first.tag_ == "VB":
            return next((a for a in first.ancestors if a.tag_ == verb.tag_), None)
        if verb.tag_ == "VBZ" and first.dep_ == "relcl" and "VBD" in (first.tag_, *(c.tag_ for c in first.children if c.dep_ == "aux")):
            return next(
                (a for a in first.ancestors if a.tag_ == verb.tag_), None
            )  # "rejects the arrest of those who marched and calls for"
        perfect = any(c.dep_ == "aux" and c.lower_ in ("had", "would", "could", "should") for c in first.children)
        if verb.tag_ != "VBD" or not perfect or any(c.dep_ == "aux" for c in verb.children):
            return None
        for ancestor in first.ancestors:
            if ancestor.tag_ == "VBD" and first.dep_ in ("ccomp", "acl", "relcl", "advcl"):
                return ancestor
        return None

    def _adjacent(self, verb: Token) -> Token | None:
        """A name right before a finite verb that has no subject: the last of a list the parser ran on."""
        if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ == "conj":
            return None
        at = verb.i - 1
        while at >= 0 and (verb.doc[at].pos_ in ("ADV", "AUX") or verb.doc[at].dep_ == "neg"):
            at -= 1
        mention = self.sentence.mentions.get(at) if at >= 0 else None
        if mention is None or mention.sense == "adjective" or verb.doc[at].dep_ not in ("conj", "pobj", "appos"):
            return None
        last = verb.doc[at]
        before = last.head
        other = self.sentence.mentions.get(before.i)
        alike = other is not None and other.candidates[0].type == mention.candidates[0].type
        between = [t.lower_ for t in verb.doc[before.i + 1 : last.i]]
        if last.dep_ == "conj" and alike and between and between[0] in ("and", "or") and len(between) <= 2:
            return before
        return last

    def subject(self, verb: Token) -> Token | None:
        """The noun that is the doer of *verb*, through control, coordination and relative clauses."""
        if not self.discourse.stages.patterns:
            return next((c for c in verb.children if c.dep_ == "nsubj"), None)
        seen: set[int] = set()
        while verb.i not in seen:
            seen.add(verb.i)
            subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "csubj"]
            if subjects:
                # Of two, the nearer one is the verb's own; the other belongs to a clause the parser lost.
                return self._past_dateline(subjects[-1])
            lost = [s for c in verb.children if c.dep_ in ("aux", "auxpass", "prep") for s in c.children if s.dep_ in SUBJECTS]
            if lost:
                return lost[-1]  # hung by the parser on the auxiliary, or on "on behalf of"
            behind = self.behind_a_quotation(verb)
            if behind is not None:
                return behind
            adjacent = self._adjacent(verb)
            if adjacent is not None:
                return adjacent
            if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
                verb = self._outer(verb) or verb.head
            elif verb.dep_ == "pcomp" and verb.head.lower_ == "including":
                return None  # one of the acts listed, not one of whoever speaks of them: "examined the raids, including burning ..."
            elif verb.dep_ == "pcomp" and verb.head.head.pos_ == "NOUN" and self._spoken_of(verb.head.head):
                return self.owner(verb.head.head)  # "noted X's progress in acceding": not who notes it
            elif verb.dep_ == "pcomp" and self.blamed_for(verb) is not None:
                return self.blamed_for(verb)
            elif verb.dep_ == "pcomp" and self._quoted(verb) is not None:
                return self._quoted(verb)
            elif self._told_along(verb) is not None:
                verb = self._told_along(verb) or verb
            elif verb.dep_ == "xcomp" or (verb.dep_ in ("advcl", "pcomp") and verb.tag_ in ("VBG", "VB")):
                if (
                    verb.tag_ == "VBG"
                    and verb.head.dep_ == "acl"
                    and verb.head.tag_ == "VBN"
                    and self.lexicon.has("text", verb.head.head.lemma_.lower())
                ):
                    return verb.head.head  # "a resolution prepared by X denouncing Y": the resolution denounces
                objects = [c for c in verb.head.children if c.dep_ == "dobj" and not self._taken(c) and not c.like_num]
                objects = objects if verb.dep_ == "xcomp" else []
                if self.lexicon.has("using", verb.head.lemma_.lower()) or any(self.lexicon.has("spell", o.lemma_.lower()) for o in objects):
                    objects = []  # who "uses the law to silence critics" silences them, who "took a year to act" acted
                if objects:
                    return objects[0]
                head = verb.head
                while head.pos_ not in ("VERB", "AUX") and head.head != head:
                    if head.pos_ in ("NOUN", "PROPN") and head.dep_ != "pobj" and verb.dep_ != "pcomp":
                        return head
                    head = head.head
                verb = head
            elif verb.dep_ in ("acl", "relcl") and verb.head.lower_ == "position" and verb.head.head.lower_ == "in":
                verb = verb.head.head.head  # "is not in a position to accept it"
            elif verb.dep_ == "acl" and verb.tag_ == "VBG" and self._issued(verb.head):
                verb = verb.head.head  # who "issued a statement deploring" it deplores it
            elif verb.dep_ == "acl" and verb.tag_ == "VBG" and self._written_to(verb.head) is not None:
                verb = self._written_to(verb.head) or verb  # who "sent a letter to X urging ..." urges it
            elif verb.dep_ == "acl" and verb.tag_ != "VBG" and self._taken(verb.head):
                return self.owner(verb.head)
            elif verb.dep_ == "acl" and any(self.lexicon.has("sole", c.lower_) for c in verb.head.children):
                return self.subject(verb.head.head) if verb.head.dep_ == "attr" else verb.head
            elif verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.dep_ == "pobj" and verb.head.head.lower_ == "by":
                text = verb.head.head.head.head  # "a resolution prepared by X denouncing Y": the resolution denounces
                return text if self.lexicon.has("text", text.lemma_.lower()) else verb.head
            elif verb.dep_ in ("acl", "relcl"):
                # Of a sentence whose root is a noun, the parser has the finite verb for a participle: "The report called on X to act."
                finite = verb.tag_ == "VBD" and verb.head.head == verb.head and verb.head.dep_ == "ROOT"
                return verb.head if verb.tag_ == "VBG" or verb.dep_ == "relcl" or finite else None
            else:
                break
            if verb.head == verb and verb.i in seen:
                break
        return self._before(verb)

    def _quoted(self, verb: Token) -> Token | None:
        """Who is quoted: the "X" of "quoted X as saying", "X was quoted as saying"."""
        over = verb.head.head
        if verb.head.lower_ != "as" or not self.lexicon.has("quoting", over.lemma_.lower()):
            return None
        return next((c for c in over.children if c.dep_ in ("nsubjpass", "dobj")), None)

    def behind_a_quotation(self, verb: Token) -> Token | None:
        """Who speaks behind what they are quoted with, where the parser has them for the object: ' "...," read the statement'."""
        if not self.lexicon.speaks(verb.lemma_.lower()) or any(c.dep_ in SUBJECTS for c in verb.children):
            return None
        at = self.sentence.offsets[verb.i][0]
        if not any(0 <= at - end <= 2 for _, end in self.discourse.quotations):
            return None
        behind = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i and c.pos_ in ("NOUN", "PROPN")), None)
        # "read" is taken for an imperative.
        finite = verb.tag_ in FINITE or (behind is not None and self.lexicon.has("text_reference", behind.lemma_.lower()))
        return behind if finite else None

    def is_subject(self, noun: Token) -> bool:
        """Whether a noun is the subject of its clause, wherever it stands."""
        return noun.dep_ in SUBJECTS or (noun.dep_ == "dobj" and self.behind_a_quotation(noun.head) == noun)

    def _told_along(self, verb: Token) -> Token | None:
        """The verb of saying that another goes along with, hung by the parser on what is said: "said that X had fled, stressing ..."."""
        clause = verb.head
        if verb.dep_ != "advcl" or verb.tag_ != "VBG" or clause.dep_ != "ccomp" or verb.i < clause.i or verb.doc[verb.i - 1].text != ",":
            return None
        told, along = (self.lexicon.frames("verb", v.lemma_.lower()) for v in (clause.head, verb))
        both = any(f.frame == "say" for f in told) and any(f.frame == "say" for f in along)
        return clause.head if both and all(f.kind != "condemns" for f in along) else None

    def _past_dateline(self, subject: Token) -> Token:
        """Who stands behind a place and a day, to which the parser joined them: "LIMA (2 May 2019) - Experts urged ..."."""
        brackets = [t.i for t in subject.subtree if t.text in ("(", ")")]
        if subject.i > 0 or len(brackets) < 2 or not any(t.like_num for t in subject.doc[brackets[0] : brackets[1]]):
            return subject
        return next((c for c in subject.children if c.dep_ == "appos" and c.i > brackets[1]), subject)

    def _spoken_of(self, noun: Token) -> bool:
        """Whether a noun is what somebody only speaks of: the "progress" of "noted progress in acceding"."""
        return noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and self.lexicon.speaks_of(noun.head.lemma_.lower())

    def _issued(self, text: Token) -> bool:
        """Whether a noun is a text that the subject of its verb speaks through: "issued a joint statement"."""
        if (
            text.dep_ == "dobj"
            and self.lexicon.has("utterance", text.lemma_.lower())
            and self.lexicon.has("sending", text.head.lemma_.lower())
        ):
            return True
        if text.dep_ != "dobj" or not (self.lexicon.has("text", text.lemma_.lower()) or self.lexicon.has("speech", text.lemma_.lower())):
            return False
        frames = [f for f in self.lexicon.frames("verb", text.head.lemma_.lower()) if not f.prep]
        of_texts = {f.kind for f in frames if f.object == "any" or (f.object in _TEXTS and self.lexicon.has(f.object, text.lemma_.lower()))}
        another = any(c.dep_ in ("poss", "compound", "nmod") and c.i in self.sentence.mentions for c in text.lefts)
        if another and of_texts & _VOICED == {"supports"}:
            return False  # "welcomed the Council's statement urging ...": the Council urges
        return bool(of_texts & _VOICED)

    def _written_to(self, noun: Token) -> Token | None:
        """The verb by which somebody sends words to whoever is named: the "sent" of "sent a letter to the head of X"."""
        over = noun
        while over.dep_ in ("pobj", "prep", "dative", "dobj") and over.head != over:
            over = over.head
        if noun.dep_ != "pobj" or over.pos_ != "VERB":
            return None
        sends = any(c.dep_ == "dobj" and self.lexicon.has("statement", c.lemma_.lower()) for c in over.children)
        return over if sends or self.lexicon.has("writing", over.lemma_.lower()) else None

    def _taken(self, noun: Token) -> bool:
        """Whether who takes, or has, something is who acts: "took the floor to oppose", "the decision to oppose"."""
        return self.lexicon.has("occasion", noun.lower_) or self.lexicon.has("resolve", noun.lemma_.lower())

    def _before(self, verb: Token) -> Token | None:
        """The subject of the finite verb before, where *verb* goes on after a semicolon, a comma or "and"."""
        if verb.tag_ not in FINITE:
            return None
        at = verb.i - 1
        while at >= 0 and (verb.doc[at].pos_ in ("ADV", "AUX") or verb.doc[at].dep_ == "neg"):
            at -= 1
        if at < 0 or not (verb.doc[at].pos_ == "CCONJ" or verb.doc[at].text in (";", ",")):
            return None
        for token in reversed(list(verb.doc[:at])):
            if token.tag_ == verb.tag_ and token.pos_ in ("VERB", "AUX"):
                subjects = [c for c in token.children if c.dep_ in SUBJECTS and c.lower_ not in ("who", "which", "that")]
                if subjects:
                    return subjects[-1]
        return None

    def blamed_for(self, verb: Token) -> Token | None:
        """Who did what they are blamed for: the "X" of "condemned X for jailing", "X was accused of jailing"."""
        prep = verb.head
        if verb.dep_ != "pcomp" or prep.lower_ not in ("for", "of"):
            return None
        over = prep.head.head if prep.head.dep_ == "dobj" else prep.head  # the parser hangs the "of" of "accused the army of" on the army
        if not any(f.kind == "condemns" for f in self.lexicon.frames("verb", over.lemma_.lower())):
            return None
        passive = [c for c in over.children if c.dep_ == "nsubjpass"]
        if passive:
            return passive[0]
        return next((c for c in over.children if c.dep_ == "dobj"), None)
