"""Who is blamed for what: the bad words of a clause, and whose they are said to be."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from spacy.tokens import Span, Token

from graphkit.annotate.view import Sentence
from graphkit.claims.discourse import Discourse
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.phrases import Phrases
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity

_BAD = ("distress", "misdeed", "invective", "abuse")
_COUNTERED = ("mending", "countering")
#: The word class in which an idiom that blames, worries or praises counts.
_TONES: Final = {"condemns": "invective", "expresses-concern": "distress", "supports": "praise"}
_CULPRITS = ("state", "organisation", "person", "body", "mandate")


class Blame:
    """Finds culprits in the clauses of one sentence."""

    def __init__(self, sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> None:
        self.sentence, self.discourse, self.lexicon = sentence, discourse, lexicon
        self.phrases = Phrases(sentence, discourse, lexicon)

    def bad(self, token: Token) -> bool:
        """Whether a word speaks of abuse, distress or hostility."""
        if token.i in self.sentence.mentions or token.pos_ in ("PROPN", "ADP", "DET", "PRON", "AUX", "CCONJ", "SCONJ", "PART"):
            return False
        if token.dep_ == "amod" and token.head.i > token.i and self.lexicon.has("answerable", token.lower_):
            return False  # "a responsible government"
        if not any(self.means(token, name) for name in _BAD) or self._countered(token):
            return False
        # To "act" is no abuse, though an "act" may be one.
        return token.pos_ != "VERB" or self.abusive(token) or any(self.means(token, name) for name in _BAD if name != "abuse")

    def _countered(self, token: Token) -> bool:
        """Whether a clause says that somebody is nobody to speak, or misuses something: "has no right to", "used it as bait"."""
        over = token.head if token.dep_ == "dobj" else token.head.head if token.dep_ == "pobj" else None
        return over is not None and any(self.lexicon.has(name, over.lemma_.lower()) for name in _COUNTERED)

    @cached_property
    def idioms(self) -> dict[int, tuple[Span, str]]:
        """The idioms of the sentence with the stances they take, by the word that heads each."""
        return {span.root.i: (span, kind) for span, kind in self.lexicon.idioms.find(self.sentence.doc)}

    def idiom(self, clause: Token) -> str | None:
        """The stance that whoever says a clause takes by an idiom in it; none where that is denied."""
        for token in clause.subtree if self.idioms else ():
            span, kind = self.idioms.get(token.i, (None, ""))
            if span is not None and not (kind in _TONES and self._denied_over(span, clause)):
                return kind
        return None

    def _denied_over(self, span: Span, clause: Token) -> bool:
        above = [span.root, *(a for a in span.root.ancestors if clause in (a, *a.ancestors))]
        return any(c.dep_ == "neg" and not span.start <= c.i < span.end for t in above for c in t.children)

    def means(self, token: Token, name: str) -> bool:
        """Whether a word is in the class *name*, by itself or with one that qualifies it: "lie", "double standards", "fell short"."""
        if token.i in self.idioms and _TONES.get(self.idioms[token.i][1]) == name:
            return True
        words = {token.lemma_.lower(), token.lower_}
        words |= {f"{c.lower_} {word}" for c in token.lefts if c.dep_ in ("amod", "compound", "det", "advmod") for word in tuple(words)}
        words |= {f"{token.lemma_.lower()} {c.lower_}" for c in token.rights if c.dep_ in ("prt", "advmod", "acomp")}
        return any(self.lexicon.has(name, word) for word in words)

    def discredited(self, verb: Token) -> bool:
        """Whether a clause says that somebody is nobody to speak, or misuses something: "has no right to", "used it as a tool"."""
        if verb.lemma_ in ("have", "lack") and any(c.dep_ == "dobj" and self._wanting(verb, c) for c in verb.children):
            return True
        predicates = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]
        denied = any(c.dep_ == "neg" for c in verb.children)
        beyond = [c for c in verb.children if c.dep_ == "dobj"] if self.lexicon.has("exceeding", verb.lemma_.lower()) else []
        if not denied and any(self.means(c, "standing") for c in beyond):
            return True  # "had exceeded her mandate"
        if denied or any(c.dep_ == "preconj" and c.lower_ == "neither" for p in predicates for c in p.children):
            if any(self.lexicon.has("virtue", c.lower_) for c in predicates):
                return True  # "was neither free nor fair"
            met = self.lexicon.has("satisfying", verb.lemma_.lower())
            if met and any(c.dep_ == "dobj" and self.lexicon.has("standard", c.lemma_.lower()) for c in verb.children):
                return True  # "did not meet international standards"
            if verb.lemma_ == "go" and any(c.lower_ == "enough" for c in verb.subtree):
                return True  # "did not go far enough"
            within = [o for p in verb.children if p.dep_ == "prep" and p.lower_ == "in" for o in p.children if o.dep_ == "pobj"]
            if any(self.lexicon.has("conformity", o.lemma_.lower()) for o in within):
                return True  # "is not in line with its obligations"
        used_as = [o for p in verb.children if p.dep_ == "prep" and p.lower_ == "as" for o in p.children if o.dep_ == "pobj"]
        return self.lexicon.has("using", verb.lemma_.lower()) and any(self.means(o, "pretence") for o in used_as)

    def _wanting(self, verb: Token, noun: Token) -> bool:
        without = verb.lemma_ == "lack" or any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)
        return without and self.means(noun, "standing")

    def spoken_ill_of(self, verb: Token) -> bool:
        """Whether what a clause says of its subject, rather than something it mentions, is bad."""
        main = [verb, *(c for c in verb.children if c.dep_ in ("dobj", "acomp", "attr", "oprd", "xcomp", "conj"))]
        main += [c for m in main[1:] for c in m.children if c.dep_ in ("amod", "compound", "conj", "dobj")]
        main += [t for m in main[1:] if m.lower_ == "nothing" for t in m.subtree]  # "is nothing but a pack of lies"
        of = [
            o
            for m in main
            if m.dep_ == "attr" and self.means(m, "adverse")
            for p in m.children
            if p.dep_ == "prep" and p.lower_ == "of"
            for o in p.children
        ]
        return self.discredited(verb) or any(self.bad(t) or self.abusive(t) for t in (*main, *of))  # "is the fruit of pressure"

    def deed(self, token: Token) -> bool:
        """Whether a word is for something that somebody chose to do or to say, and can be criticised for."""
        return token.pos_ in ("NOUN", "PROPN") and token.i not in self.sentence.mentions and self.lexicon.has("deed", token.lemma_.lower())

    def abusive(self, token: Token) -> bool:
        """Whether a word tells of an abuse that somebody commits."""
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and any(
            f.kind == "violates" and f.object == "any" and not f.prep for f in self.lexicon.frames("verb", lemma)
        ):
            return True
        return token.pos_ == "NOUN" and self.lexicon.has("abuse", lemma)

    def menacing(self, words: Iterable[Token]) -> bool:
        """Whether words hold out harm: "retaliate", "respond in kind"."""
        tokens = list(words)
        said = f" {' '.join(t.lower_ for t in tokens)} "
        phrases = (p for p in self.lexicon.longest_first("menace") if " " in p)
        return any(self.lexicon.has("menace", t.lemma_.lower()) for t in tokens) or any(f" {p} " in said for p in phrases)

    def doer(self, noun: Token) -> Entity | None:
        """Who did it: "attacks by X", "rumours spread by X"."""
        over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
        told = over is not noun and self.lexicon.has("hearsay", over.lemma_.lower())
        # The parser hangs the "by" of "there were reports of torture by X" on the reports, or on the verb.
        around = [over, *([over.head] if over.dep_ == "attr" and over.head.lemma_ == "be" else [])] if told else []
        hung = [c for w in around for c in w.children if c.dep_ == "prep" and c.lower_ == "by" and c.i > noun.i]
        for child in (*noun.subtree, *hung):
            if child.lower_ == "by" and child.head in (noun, *around, *(c for c in noun.children if c.dep_ == "acl")):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        return next((e for e, _ in self.phrases.entities(inner)), None)
        return None

    def accused(self, clause: Token, speakers: Iterable[str | None]) -> list[Entity]:
        """Whom a clause blames: its subjects where the predicate is bad, the doer of a passive, the holder of a misdeed."""
        known = set(speakers)
        inner = next((c for c in clause.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
        if inner is not None and any(f.frame == "say" for f in self.lexicon.frames("verb", clause.lemma_.lower())):
            clause = inner  # "said that the panel found that X was to blame": not the panel
        for verb in (clause, *(c for c in clause.children if c.dep_ in ("conj", "ccomp", "advcl"))):
            supposed = verb.dep_ == "advcl" and any(
                c.dep_ == "mark" and c.lower_ in ("if", "unless", "should", "as", "while") for c in verb.children
            )
            if supposed or self.lexicon.has("mending", verb.lemma_.lower()) or self._pleads(verb):
                continue  # who reduces hunger is not blamed for it, nor who asks for prisoners to be freed
            for child in verb.children:
                if child.dep_ in SUBJECTS and child.dep_ != "nsubjpass" and not self._suffers(verb):
                    if self.discredited(verb) or any(self.bad(t) or self.abusive(t) for t in verb.subtree if t not in child.subtree):
                        named = [e for e, _ in self.phrases.entities(child) if e.type in _CULPRITS and e.key not in known]
                        whose = self.phrases.holder(child) if not named and self.deed(child) and self.spoken_ill_of(verb) else None
                        if whose is not None and whose.type == "state" and whose.key not in known:
                            return [whose]  # "X's policies restrict the freedom of worship"
                        if named:
                            return named
        for token in clause.subtree:
            if token.pos_ == "NOUN" and self.bad(token):
                holder = self.phrases.holder(token) or self.doer(token)
                if holder and holder.type == "state" and holder.key not in known:
                    return [holder]
            if token.dep_ == "agent" and self.bad(token.head):
                for inner in token.children:
                    named = [e for e, _ in self.phrases.entities(inner) if e.type == "state" and e.key not in known]
                    if named:
                        return named
        return self.unwilling(clause, known)

    def _pleads(self, verb: Token) -> bool:
        """Whether a verb can only ask: to demand, to urge, to call on; not to order."""
        frames = self.lexicon.frames("verb", verb.lemma_.lower())
        asks = any(f.frame == "ask" and f.kind == "calls-for" and f.object == "any" for f in frames)
        return asks and not any(f.kind in ("violates", "threatens") for f in frames)

    def _suffers(self, verb: Token) -> bool:
        """Whether a verb tells what befalls its subject, who is not to blame for it: "civilians were suffering", "X was worried"."""
        felt = [c for c in (verb, *verb.children) if c == verb or c.dep_ == "acomp"]
        worried = any(f.kind == "expresses-concern" for c in felt for f in self.lexicon.frames("adjective", c.lower_))
        return worried or self.lexicon.has("undergoing", verb.lemma_.lower())

    def unwilling(self, verb: Token, own: set[str | None]) -> list[Entity]:
        """Who in a clause turns down what is asked of them: "that X had expelled the envoy", "that X had not answered"."""
        lemma = verb.lemma_.lower()
        particles = {"", *(c.lower_ for c in verb.children if c.dep_ in ("prt", "prep"))}
        refused = any(f.kind == "refuses-cooperation" and f.prep in particles for f in self.lexicon.frames("verb", lemma))
        refused |= self.lexicon.has("access_verbs", lemma) and any(c.dep_ == "neg" for c in verb.children)
        refused |= (self.lexicon.has("refuse", lemma) or self.lexicon.has("fail", lemma)) and any(c.dep_ == "xcomp" for c in verb.children)
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        named = [e for s in subjects for e, _ in self.phrases.entities(s) if e.key not in own and e.type in _CULPRITS]
        return named if refused and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children) else []

    def blames(self, target: Token, agents: list[Entity]) -> bool:
        """Whether *target* is a misdeed of a state: "regretted the country's refusal", "regretted that it had refused"."""
        if target.pos_ in ("VERB", "AUX"):
            own = {a.key for a in agents}
            return any(e.type == "state" for e in self.accused(target, own))
        for token in (target, *(c for p in target.children if p.dep_ == "prep" for c in p.children)):
            if token.pos_ == "NOUN" and any(self.lexicon.has(name, token.lemma_.lower()) for name in ("misdeed", "blamed_only")):
                whose = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ in ("of", "by")) for c in token.children)
                holder = (self.phrases.holder(token) or self.doer(token)) if whose else None
                if holder and holder.type == "state" and all(holder.key != a.key for a in agents):
                    return True
        return False
