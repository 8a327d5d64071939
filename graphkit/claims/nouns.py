"""Stances read from nouns and adjectives: "its refusal to", "concerned about", "the text's sponsors"."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.claims.ballots import Ballots
from graphkit.claims.context import Context, context_of, told_over
from graphkit.claims.stances import Stance, told_by
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity


class Nouns(Ballots):
    """Reads stances from words that are no verbs."""

    def noun(self, noun: Token) -> list[Stance]:
        """Stances that a noun speaks of, where it says whose they are."""
        if not self.discourse.stages.nouns:
            return []
        lemma = noun.lemma_.lower()
        for name, kind in (("cosponsor_noun", "cosponsors"), ("sponsor_noun", "sponsors")):
            if self.lexicon.has(name, lemma):
                return self._sponsors(noun, kind)
        cast = self.cast(noun)
        if cast:
            return cast
        if self.lexicon.has("draft_noun", lemma):
            drafters = self._from_whom(noun)
            if drafters:
                return drafters
        if self.lexicon.has("meeting", lemma):
            between = self._between(noun)
            if between:
                return between
        if self.lexicon.has("abuse", lemma) or self.lexicon.has("violence", lemma):
            suffered = self._suffered(noun)
            if suffered:
                return suffered
        if self.lexicon.has("asking", lemma) and noun.dep_ == "pobj" and noun.head.lower_ == "at":
            return self._at_the_request(noun)
        frames = self.lexicon.frames("noun", lemma)
        if not frames:
            return self._done_by(noun) if self.lexicon.has("abuse", lemma) else []
        if noun.dep_ == "attr" and frames[0].kind == "party-to":
            return self._party(noun)
        doer = self.doer(noun) if not self._worried_by(noun) else None
        sources = self._coming_from(noun)
        holder = doer or next(iter(sources), None) or self.phrases.holder(noun) or self._shared_holder(noun)
        if self.lexicon.has("role", lemma):
            holder = next((e for t in self._in_the_role(noun) for e, _ in self.phrases.entities(t)), None)
            doer = holder
        if holder is None or holder.type not in ("state", "body", "organisation", "person", "mandate", "mechanism", "document"):
            return []
        context = context_of(noun, self.lexicon) if noun.head != noun else Context()
        if context.asked:
            return []
        over = told_over(noun, self.lexicon)
        if over is not None and over not in context.speakers and self.agents(over, self.passive(over)):
            context.speakers.append(over)
        if self.phrases.answered(noun):  # whoever answers a demand does not tell of it
            context.speakers = [v for v in context.speakers if not self.lexicon.has("answering", v.lemma_.lower())]
        for frame in frames:
            if frame.kind in ("calls-for", "opposes") and self._not_for_a_cause(noun):
                continue
            if frame.kind == "violates":
                if holder.type != "state":
                    continue
                over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
                if (
                    over is not noun
                    and over.dep_ in SUBJECTS
                    and over.head.pos_ == "VERB"
                    and not self.lexicon.frames("noun", over.lemma_.lower())
                ):
                    # "the systematic nature of X's violations shows": they are the subject all the same
                    return self.stances([(holder, noun)], "violates", noun, [noun], context_of(over.head, self.lexicon))
                if noun.dep_ in SUBJECTS and self.lexicon.has("revealing", noun.head.lemma_.lower()):
                    return []  # "the attacks lay bare its weakness": what they show, not what they do
                if noun.dep_ in SUBJECTS and noun.head.pos_ == "VERB":
                    done = [c for c in noun.head.children if c.dep_ in ("dobj", "prep") and c.i > noun.i]
                    return self.stances([(holder, noun)], "violates", noun, [noun, *done], context_of(noun.head, self.lexicon))
                if noun.dep_ == "attr":
                    return self.stances([(holder, noun)], "violates", noun, [noun], context)
                return self._done_by(noun)
            targets = []
            for child in noun.children:
                infinitive = child.dep_ in ("acl", "xcomp", "relcl", "ccomp") and any(c.lower_ == "to" for c in child.children)
                if (frame.prep == "to" and infinitive) or (frame.prep == "that" and child.dep_ in ("acl", "ccomp", "relcl")):
                    targets.append(child)
                elif child.dep_ == "prep" and child.lower_ == frame.prep:
                    targets += [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            targets = [t for t in targets if frame.object == "any" or self.fits(t, frame.object)]
            if frame.prep == "of" and targets and not sources and doer is None and self._only_owner(noun, targets[0], holder):
                continue  # "criticism of X" is not X's
            if not targets and sources and noun.dep_ == "pobj" and noun.head.lower_ == "under":
                targets = [c for c in noun.head.head.children if c.dep_ == "nsubj"]  # "came under criticism from X"
                context.speakers = []
            scant = any(self.lexicon.has(name, c.lower_) for c in noun.lefts for name in ("naught", "negative"))
            if not targets and sources and noun.dep_ in ("dobj", "pobj") and frame.prep != "that" and not scant:
                # "the trial drew condemnation from X", "the junta rules thanks to support from X"
                over = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), noun)
                targets = [c for c in over.children if c.dep_ == "nsubj"]
            named = (
                doer is not None
                or bool(sources)
                or any(
                    c.dep_ in ("poss", "nmod", "amod", "compound") and c.i < noun.i for w in (noun, self._first(noun)) for c in w.children
                )
            )
            if targets and named:
                if frame.kind == "refuses-cooperation":
                    targets = [t for t in targets for t in (t, *(c for c in t.children if c.dep_ == "conj"))][:2]
                return self.stances([(e, noun) for e in sources] or [(holder, noun)], frame.kind, noun, targets, context)
        return []

    def _only_owner(self, noun: Token, target: Token, holder: Entity) -> bool:
        """Whether nobody but whoever it is about could be the holder: "international criticism of X"."""
        owned = any(c.dep_ == "poss" or c.i in self.sentence.mentions for c in noun.lefts)
        return not owned and any(e.key == holder.key for e, _ in self.phrases.entities(target))

    def _worried_by(self, noun: Token) -> bool:
        """Whether a "by" is of what causes concern, and not of whose concern it is: "concerns about pressure on X by Y"."""
        by = next((c for c in noun.children if c.lower_ == "by" and c.i > noun.i), None)
        return by is not None and self.lexicon.has("concern", noun.lemma_.lower()) and any(map(self.bad, noun.doc[noun.i + 1 : by.i]))

    def _from_whom(self, text: Token) -> list[Stance]:
        """Who wrote a text: "a draft from X and Y", "two texts, one from X and the other from Y"."""
        several = [c for c in text.subtree if c != text and self.lexicon.has("one_of_several", c.lower_) and c.dep_ in ("appos", "conj")]
        found: list[Stance] = []
        for word in (text, *several):
            for prep in word.children:
                if prep.dep_ == "prep" and prep.lower_ == "from":
                    whose = [hit for c in prep.children if c.dep_ == "pobj" for hit in self.phrases.entities(c)]
                    states = [(e, t) for e, t in whose if e.type == "state" or e.key == "EU"]
                    found += self.stances(states, "sponsors", text, [text], Context())
        return told_by(found, "from whom a text comes")

    def _not_for_a_cause(self, noun: Token) -> bool:
        """Whether a noun of striving is itself an evil or a sanction: "its smear campaign for ...", "X's sanctions campaign"."""
        beside = [c for c in noun.lefts if c.dep_ in ("amod", "compound")]
        return self.means(noun, "invective") or any(
            self.means(c, "invective") or self.lexicon.has("sanction", c.lemma_.lower()) for c in beside
        )

    def _suffered(self, noun: Token) -> list[Stance]:
        """Whose attack it is in which people die: "were killed in Russian shelling", "died after beatings by the police"."""
        verb = noun.head.head
        if noun.dep_ != "pobj" or noun.head.dep_ not in ("prep", "agent") or not self.lexicon.has("suffering_verb", verb.lemma_.lower()):
            return []
        if verb.pos_ != "VERB" or not (self.passive(verb) or not self.objects(verb, False)):
            return []
        by = [c for p in verb.children if p.dep_ == "agent" for c in p.children if c.dep_ == "pobj" and c != noun]
        culprit = self.doer(noun) or next((e for c in by for e, _ in self.phrases.entities(c)), None) or self.phrases.holder(noun)
        context = context_of(verb, self.lexicon)
        if culprit is None or culprit.type != "state" or context.asked or context.negated:
            return []
        victims = [c for c in verb.children if c.dep_ in SUBJECTS]
        return self.stances([(culprit, noun)], "violates", verb, [*victims, verb, noun], context)

    def _coming_from(self, noun: Token) -> list[Entity]:
        """Whose word it is: "criticism from X of the decision", "under pressure from X to agree"."""
        # The parser may hang the "from" of "drew criticism from X" on the verb.
        over = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "under" else None
        behind = [p for p in over.children if p.i == noun.i + 1] if over is not None else []
        for prep in (*noun.children, *behind):
            if prep.dep_ == "prep" and prep.lower_ == "from":
                return [e for c in prep.children if c.dep_ == "pobj" for e, _ in self.phrases.entities(c)]
        return []

    def _in_the_role(self, noun: Token) -> list[Token]:
        """Who is said to be a friend or a foe of something: "X has been a critic of the Court", "X, a champion of the treaty, ..."."""
        if noun.dep_ == "attr":
            subject = self.phrases.subject(noun.head)
            return [subject] if subject is not None else []
        return [noun.head] if noun.dep_ == "appos" else []

    def _at_the_request(self, noun: Token) -> list[Stance]:
        """What is done because somebody asks for it: "at the request of X, a vote was taken"."""
        over = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None)
        asker = self.phrases.holder(noun)
        if over is None or asker is None or asker.type not in ("state", "organisation", "body", "person"):
            return []
        words = [t for t in over.subtree if t not in noun.head.subtree and not t.is_punct]
        return [Stance(asker, "calls-for", noun, noun, words or [over])]

    def _done_by(self, noun: Token) -> list[Stance]:
        """An abuse that the text tells of with who did it ("there were killings by the army"), where no stance is taken over it."""
        doer, context = self.doer(noun), context_of(noun, self.lexicon)
        if doer is None or doer.type != "state" or context.asked or context.negated:
            return []
        over = told_over(noun, self.lexicon)
        if any(
            self._takes_up(above) or self.lexicon.has("relaying", above.lemma_.lower()) for above in noun.ancestors if above is not over
        ):
            return []
        if over is not None:
            if any(f.kind != "reports" for f in self.lexicon.frames("verb", over.lemma_.lower())):
                return []  # an abuse that somebody condemns stands in their condemnation
            if over not in context.speakers and self.agents(over, self.passive(over)):
                context.speakers.append(over)
        return self.stances([(doer, noun)], "violates", noun, [noun], context)

    def _takes_up(self, word: Token) -> bool:
        """Whether a word speaks of a stance or an act toward what stands under it."""
        name = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}.get(word.pos_)
        if name is None:
            return False
        governs = {"", *(c.lower_ for c in word.children if c.dep_ in ("prep", "prt"))}
        frames = [f for f in self.lexicon.frames(name, word.lemma_.lower()) if f.prep.split(" ")[0] in governs]
        felt = self.lexicon.frames("adjective", word.lower_)  # "alarmed by the killings"
        return any(f.kind not in ("reports", "violates") for f in (*frames, *felt))

    def voted_on(self) -> list[Token]:
        """The texts on which the sentence says that a vote is taken: "a vote was taken on X", "X was put to the vote"."""
        found: list[Token] = []
        for token in self.sentence.tokens:
            part = token.pos_
            if part not in ("NOUN", "VERB"):
                continue
            vote = self.lexicon.has("vote", token.lemma_.lower())
            if part == "NOUN" and vote and token.i not in self.sentence.mentions:
                verb = token.head
                if token.dep_ in ("dobj", "nsubjpass") and verb.pos_ == "VERB":
                    found += self.governed(token, "on") or self.governed(verb, "on")
                elif token.dep_ == "pobj" and verb.lower_ == "to" and verb.head.pos_ == "VERB":
                    found += self.objects(verb.head, self.passive(verb.head))
            elif part == "VERB" and vote:
                found += self.governed(token, "on")
            elif part == "VERB" and self.adopts(token):
                found += [o for o in self.objects(token, self.passive(token)) if o.i in self.sentence.mentions and self.is_text(o)]
            elif part == "VERB" and self.sponsors(token):
                texts = [o for o in self.objects(token, self.passive(token)) if self.is_text(o)]
                found += [o for o in texts if self.discourse.matter is None or any(c.dep_ not in ("det", "punct") for c in o.children)]
        nouns = [t for t in found if t.pos_ in ("NOUN", "PROPN", "VERB") and not self.lexicon.has("months", t.lower_)]
        return (nouns or self._counted_on())[:1]

    def title(self, text: Token) -> list[Token]:
        """The words by which a text is called, without the clause on it where they tell it apart without."""
        whole = self.phrase(text)
        clauses = [c for c in text.children if c.dep_ == "relcl" and c.left_edge.i > text.i]
        first = min((c.left_edge.i for c in clauses), default=whole[-1].i + 1)
        short = [t for t in whole if t.i < first]
        while len(short) > 1 and (short[-1].is_punct or short[-1].pos_ == "ADP"):
            short.pop()
        telling = [t for t in short if t.pos_ in ("NOUN", "PROPN", "ADJ") and not self.lexicon.has("text", t.lemma_.lower())]
        return short if telling else whole

    def _counted_on(self) -> list[Token]:
        """The text that is the subject or the object of a clause that tells how votes fell: "The text received two negative votes"."""
        lemmas = self.sentence.lemmas
        if self.lexicon.words("voting").isdisjoint(lemmas) and self.lexicon.words("veto").isdisjoint(lemmas):
            return []
        matter = self.discourse.matter
        for verb in (t for t in self.sentence.tokens if t.pos_ == "VERB" and t.dep_ in ("ROOT", "conj", "ccomp")):
            subject = self.phrases.subject(verb)
            for noun in (*([subject] if subject is not None else []), *self.objects(verb, self.passive(verb))):
                told = any(c.dep_ not in ("det", "appos", "punct") for c in noun.children) or noun.i in self.sentence.mentions
                if self.is_text(noun) and (told or matter is None):
                    return [noun]
        return []

    def _between(self, noun: Token) -> list[Stance]:
        """Who meets: "the summit between X and Y", "talks between the leaders of X and Y"."""
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ == "between":
                both = [hit for c in prep.children if c.dep_ == "pobj" for hit in self.phrases.entities(c)]
                if len(both) > 1:
                    context = context_of(noun, self.lexicon) if noun.head != noun else Context()
                    return [] if context.asked else self.stances(both, "participates", noun, [noun], context)
        return []

    def _first(self, noun: Token) -> Token:
        """The first of coordinated nouns, where the later ones have no owner of their own."""
        while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
            noun = noun.head
        return noun

    def _shared_holder(self, noun: Token) -> Entity | None:
        """Whose it is, where coordinated nouns share their owner: "its prevention of access and rejection of findings"."""
        first = self._first(noun)
        return self.phrases.holder(first) if first != noun else None

    def adjective(self, word: Token) -> list[Stance]:
        """Stances that an adjective speaks of, as a verb's complement."""
        frames = self.lexicon.frames("adjective", word.lower_)
        if not frames or not self.discourse.stages.nouns:
            return []
        verb = word.head if word.dep_ in ("acomp", "attr", "oprd") else word
        subject = self._beside(word) or self.phrases.subject(verb)
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
                targets = self.governed(word, frame.prep) or self.governed(verb, frame.prep)
                if frame.prep == "to" and (not targets or targets[0].dep_ == "aux"):  # "ready to host the talks"
                    targets = [c for w in (word, verb) for c in w.children if c.dep_ == "xcomp" and c.i > word.i]
                if not targets:  # "distressed and shocked at"
                    targets = [t for c in word.children if c.dep_ == "conj" for t in self.governed(c, frame.prep)]
            targets = [t for t in targets if frame.frame != "object" or frame.object == "any" or self.fits(t, frame.object)]
            if targets and not (context.negated and frame.kind == "offers"):  # "is not ready to" offers nothing
                return self.stances(agents, frame.kind, word, targets, context)
        return []

    def _beside(self, word: Token) -> Token | None:
        """Who is said to feel it between commas: "X, concerned about the arrests, urged"."""
        if word.dep_ not in ("acl", "amod", "appos", "relcl", "advcl") or word.i < 1 or word.doc[word.i - 1].text != ",":
            return None
        if word.dep_ == "advcl":
            return self.phrases.subject(word.head) if word.tag_ in ("VBN", "JJ") else None
        return word.head if word.head.i < word.i and word.head.pos_ in ("PROPN", "NOUN") else None

    def _sponsors(self, noun: Token, kind: str) -> list[Stance]:
        """ "the resolution's sponsors, Japan and the EU", "the EU, penholder of the text"."""
        texts = [c for c in noun.children if c.dep_ == "poss" and (self.is_text(c) or c.lower_ == "its")]
        texts += [o for p in noun.children if p.dep_ == "prep" and p.lower_ in ("of", "on") for o in p.children if self.is_text(o)]
        if not texts:
            return []
        mentions = self.sentence.mentions
        named = [c for c in noun.children if c.dep_ in ("appos", "conj") and c.i > noun.i and c.i in mentions]
        if noun.dep_ == "appos" and noun.head.i in mentions:
            named.append(noun.head)
        if noun.dep_ == "attr":
            named += [c for c in noun.head.children if c.dep_ in SUBJECTS]
        agents = [hit for n in named for hit in self.phrases.entities(n)]
        agents = [(e, t) for e, t in agents if e.type in ("state", "organisation")]
        context = context_of(noun.head, self.lexicon) if noun.head.pos_ in ("VERB", "AUX") else Context()
        return self.stances(agents, kind, noun, texts[:1], context) if agents and not context.asked else []

    def _party(self, noun: Token) -> list[Stance]:
        """ "is a state party to the Covenant"."""
        subject = self.phrases.subject(noun.head)
        targets = [c for word in (noun, noun.head) for c in self.governed(word, "to")]
        if subject is None or not targets:
            return []
        context = context_of(noun.head, self.lexicon)
        return [] if context.asked else self.stances(self.phrases.entities(subject), "party-to", noun, targets, context)
