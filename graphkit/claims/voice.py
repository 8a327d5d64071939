"""What a speaker says in the first person without a verb of stance: accusations, worries, praise.

In a statement, "their shameless plot" accuses and "the images are horrifying" voices concern, though
neither sentence says that anybody condemns or worries: the speaker does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from graphkit.claims.context import context_of
from graphkit.claims.nouns import Nouns
from graphkit.claims.stances import Stance
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity

#: What a speaker's own stance of these kinds covers is not said a second time.
_COVERING = ("calls-for", "condemns", "expresses-concern", "supports", "reports")
_ADVERSE = ("condemns", "rejects", "opposes", "threatens")
#: How the parser hangs what it is time for on "time".
_OPEN_CLAUSES = ("xcomp", "advcl", "ccomp", "relcl", "acl")
#: What somebody does of whom nothing bad is said by mentioning it.
_HARMLESS = ("calls-for", "expresses-concern", "visits", "participates", "signs", "ratifies", "cosponsors", "votes-for")
#: What others do not do, or keep from being done, by which a speaker who tells it blames them.
_OBSTRUCTING = ("refuses-cooperation", "blocks")
#: What is an evil where what it stands behind is one.
_BACKING = ("supports", "funds", "offers")
_BLAMED = ("state", "mandate", "organisation", "body", "person")


class Voice(Nouns):
    """Reads a sentence as its speaker's own words."""

    def own(self, speaker: Entity, made: list[Stance]) -> list[Stance]:
        """Stances of *speaker* that the sentence takes without saying so.

        Args:
            made: the stances already read from the sentence.
        """
        if self.discourse.ordering and any(t.head == t and t.pos_ == "NOUN" for t in self.sentence.tokens):
            return []  # "persons found to be complicit in abuses": whom an order is to reach, and no finding of its own
        for stance in made:
            if stance.agent.key != speaker.key and not stance.according_to and stance.kind != "violates":
                stance.according_to = (speaker,)  # what others did, as the speaker tells it
        said = {t.i for s in made if s.agent.key == speaker.key and s.kind in _COVERING for t in (*s.target, s.trigger)}
        heads = {s.target[0].head.i for s in made if s.agent.key == speaker.key and s.target}
        found: list[Stance] = []
        blamed: set[str | None] = set()
        for stance in made:
            if stance.kind == "violates" and not stance.according_to and stance.agent.key not in (speaker.key, *blamed):
                stance.according_to = (speaker,)
                blamed.add(stance.agent.key)
                done = [stance.trigger, *stance.target]
                found.append(Stance(speaker, "condemns", stance.trigger, stance.agent_token, done, stance.agent, status=stance.status))
        for stance in made:
            others = stance.agent.type == "state" and stance.agent.key not in (*self._own_keys(speaker), *blamed)
            told = stance.according_to == (speaker,) and stance.status == "asserted"
            evil = stance.kind in _BACKING and any(self.means(t, "invective") or self.abusive(t) for t in stance.target)
            if (stance.kind in _OBSTRUCTING or evil) and others and told and stance.trigger.i not in said:
                blamed.add(stance.agent.key)
                done = [stance.trigger, *stance.target]
                found.append(Stance(speaker, "condemns", stance.trigger, stance.agent_token, done, stance.agent))
        harmless = {s.agent.key for s in made if s.kind in _HARMLESS and s.agent.key != speaker.key}
        required = self._required(speaker, made)
        # What must end, or be set right, is asked for, and whoever does it is blamed for it.
        silent = any(not self._to_be_ended(s.trigger) for s in required)
        for culprit, trigger, words in self._accusations(speaker) if not silent else ():
            whom = culprit.key if culprit is not None else None
            mild = (
                (whom in harmless or self._condemning_evil(whom, trigger, made))
                and trigger.dep_ in SUBJECTS
                and not any(self.means(t, "invective") for t in words)
            )
            if whom in blamed or mild or trigger.i in said or trigger.i in heads or self._open(trigger):
                continue
            blamed.add(whom)
            found.append(Stance(speaker, "condemns", trigger, None, words, culprit))
        if not found and not required and not any(s.agent.key == speaker.key for s in made):
            found += self._judgement(speaker, made)
        found += required
        if speaker.type in ("state", "person"):
            found += self._menaces(speaker, [*made, *found])
        culprits = [s.target_entity for s in found if s.kind == "condemns"]
        culprits += [s.target_entity for s in made if s.agent.key == speaker.key and s.kind in _ADVERSE]
        culprits = [c for c in culprits if c is not None]
        if culprits:
            self.discourse.blamed = culprits[0]
        return found

    def _open(self, trigger: Token) -> bool:
        """Whether the words stand under a condition or a demand."""
        context = context_of(trigger, self.lexicon)
        return context.asked or context.obliged

    def _condemning_evil(self, whom: str | None, subject: Token, made: list[Stance]) -> bool:
        """Whether somebody is only said to speak out against an evil that is not the speaker's."""
        own = self._own_keys(self.discourse.author)
        return any(
            s.agent.key == whom
            and s.trigger.i == subject.head.i
            and s.kind in _ADVERSE
            and (s.target_entity is None or s.target_entity.key not in own)
            and any(self.bad(t) for t in s.target)
            for s in made
        )

    def _own_keys(self, speaker: Entity) -> set[str | None]:
        """The keys of a speaker, and of the state that it speaks for."""
        own = {speaker.key, (self.discourse.state_of(speaker) or speaker).key}
        home = self.discourse.author_state() or self.discourse.home
        return own | {home.key} if home is not None else own

    def _accusations(self, speaker: Entity) -> Iterator[tuple[Entity | None, Token, list[Token]]]:
        """Who is blamed, by which word, and for what; nobody known, where it is something done."""
        named: Sequence[Entity | None]
        own = self._own_keys(speaker)
        yield from self._in_what_they_do(own)
        for token in self.sentence.tokens:
            if token.i in self.sentence.mentions and token.dep_ not in SUBJECTS:
                continue
            if token.dep_ in SUBJECTS and token.head.pos_ in ("VERB", "AUX") and not self.bad(token):
                verb = token.head
                if self.lexicon.has("mending", verb.lemma_.lower()):
                    continue  # who curbs terrorism is not blamed for it
                after = [t for t in self._clause(verb) if t.i > token.i]
                if token.lower_ == "you" and any(self.means(t, "invective") for t in (verb, *after)):
                    yield None, token, [t for t in verb.subtree if not t.is_punct]  # whoever a letter is to
                    continue
                if token.dep_ == "nsubjpass" or not (self.discredited(verb) or any(self.bad(t) for t in (verb, *after))):
                    continue
                named = [*(e for e, _ in self.phrases.entities(token))]
                if self.deed(token) and not self.spoken_ill_of(verb):
                    continue  # a text that only mentions something bad
                about = verb.head if verb.dep_ == "relcl" and token.lower_ in ("which", "that") else token
                if not named and self.deed(about) and self.spoken_ill_of(verb):
                    holder = self.phrases.holder(about)
                    named = [holder] if holder is not None else [None] if verb.dep_ == "relcl" else []
                words = list(verb.subtree)
            elif token.pos_ == "NOUN" and self.bad(token) and (self._loaded(token) or not self._others(token, own)):
                holder = self.phrases.holder(token) or self.doer(token)
                named = [holder] if holder else self._where(token)
                words = list(token.subtree)
            else:
                continue
            for entity in named:
                if entity is None or (entity.type in _BLAMED and entity.key not in own):
                    yield entity, token, [t for t in words if not t.is_punct] or [token]

    def _in_what_they_do(self, own: set[str | None]) -> Iterator[tuple[Entity, Token, list[Token]]]:
        """Who is blamed by what is said of their doings: "What X is doing is a threat to peace"."""
        for doing in self.sentence.tokens:
            if doing.dep_ not in ("csubj", "nsubj") or doing.pos_ not in ("VERB", "AUX") or doing.head.pos_ not in ("VERB", "AUX"):
                continue
            subject = next((c for c in doing.children if c.dep_ == "nsubj"), None)
            after = [t for t in self._clause(doing.head) if t.i > doing.head.i or t == doing.head]
            if subject is None or not any(self.bad(t) or self.abusive(t) for t in after):
                continue
            for entity, _ in self.phrases.entities(subject):
                if entity.type in _BLAMED and entity.key not in own:
                    yield entity, subject, [t for t in doing.head.subtree if not t.is_punct]

    def _where(self, noun: Token) -> list[Entity]:
        """The states in which a misdeed is said to happen: "the discrimination in X and Y"."""
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ == "in" and self.lexicon.has("abuse", noun.lemma_.lower()):
                return [e for c in prep.children for e, _ in self.phrases.entities(c) if e.type == "state"]
        return []

    def _menaces(self, speaker: Entity, made: list[Stance]) -> list[Stance]:
        """What is held out to somebody who does not yield: "will bear all the consequences"."""
        if any(s.kind == "threatens" for s in made):
            return []
        for token in self.sentence.tokens:
            if token.pos_ == "VERB" and any(c.lower_ in ("will", "would", "shall", "'ll") for c in token.children if c.dep_ == "aux"):
                if any(self.lexicon.has("menace", t.lemma_.lower()) and self._against_an_evil(t) for t in token.subtree):
                    continue
                denied = any(c.dep_ == "neg" for c in token.children)
                idle = denied and any(self.lexicon.has("let_go", t.lemma_.lower()) for t in token.subtree)  # "will not sit idle"
                if idle or self.menacing(t for t in token.subtree if t.i >= token.i):
                    words = [t for t in token.subtree if not t.is_punct]
                    return [Stance(speaker, "threatens", token, None, words, self.discourse.blamed)]
        return []

    def _against_an_evil(self, verb: Token) -> bool:
        """Whether an act is aimed at something bad: "will eliminate terrorism"."""
        objects = [c for c in verb.children if c.dep_ == "dobj"]
        return any(self.means(t, name) for o in objects for t in (o, *o.children) for name in ("distress", "invective", "abuse"))

    def _clause(self, verb: Token) -> Iterator[Token]:
        """The words of the clause of *verb*, without clauses in it that have a subject of their own."""
        yield verb
        for child in verb.children:
            if child.dep_ in ("advcl", "ccomp", "relcl", "conj", "parataxis") and any(c.dep_ in SUBJECTS for c in child.children):
                continue
            yield from self._clause(child)

    def _loaded(self, noun: Token) -> bool:
        """Whether the words are so hostile that they are the speaker's, whoever else acts in the clause."""
        verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
        if verb is not None and any(f.kind in ("condemns", "opposes") for f in self.lexicon.frames("verb", verb.lemma_.lower())):
            return False
        words = (noun, *(c for c in noun.children if c.dep_ in ("amod", "compound", "poss")))
        return any(self.means(t, "invective") for t in words)

    def _others(self, noun: Token, own: set[str | None]) -> bool:
        """Whether it is somebody else's act to speak of it: "nations condemn X's aggression"."""
        verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
        if verb is None or not (self.lexicon.speaks(verb.lemma_.lower()) or self.lexicon.frames("verb", verb.lemma_.lower())):
            return False
        subject = self.phrases.subject(verb)
        if subject is None or subject in noun.subtree or noun in subject.subtree or subject.pos_ == "PRON":
            return False
        named = {e.key for e, _ in self.phrases.entities(subject)}
        return not named & own if named else subject.pos_ in ("NOUN", "PROPN") and not self.bad(subject) and not self.deed(subject)

    def _in_its_own_clause(self, token: Token, root: Token) -> bool:
        """Whether a word stands in the main clause, and not in one that says what for, or which."""
        while token not in (root, token.head):  # a sentence may be parsed into two
            if token.dep_ in ("relcl", "advcl", "acl", "pcomp") and not any(c.dep_ in SUBJECTS for c in token.children):
                return False
            token = token.head
        return True

    def _judgement(self, speaker: Entity, made: list[Stance]) -> list[Stance]:
        """Concern at something that nobody is blamed for, or praise of something."""
        root = next((t for t in self.sentence.tokens if t.head == t), None)
        if root is None or root.pos_ not in ("VERB", "AUX"):
            return []
        context = context_of(root, self.lexicon)
        words = [t for t in self.sentence.tokens if not t.is_punct]
        subject = self.phrases.subject(root)
        speaks = subject is not None and any(e.key == speaker.key for e, _ in self.phrases.entities(subject))
        if context.asked or context.obliged or speaks or not words:
            return []
        if self._denied_outright(root, subject):
            return [Stance(speaker, "rejects", root, None, words, self.discourse.blamed)]
        if self._praises(root) and not context.negated:
            thing = self._praised_thing(root, subject)
            phrase = [t for t in thing.subtree if not t.is_punct] if thing is not None else words
            whose = self._target_entity("supports", [thing], phrase, speaker) if thing is not None else None
            return [Stance(speaker, "supports", root, None, phrase, whose)]
        bad = [t for t in self.sentence.tokens if self.bad(t) and not self._others(t, {speaker.key})]
        goes_on = any(t.dep_ in SUBJECTS and self._points_back(t) for t in root.children)
        loaded = self.discredited(root) or any(self.means(t, "invective") for t in bad)
        abates = self.lexicon.has("abating", root.lemma_.lower()) and not any(c.dep_ == "dobj" for c in root.children)
        if abates and subject is not None and any(self.bad(t) for t in subject.subtree):
            return []  # "poverty has fallen"
        ruefully = any(c.dep_ == "advmod" and self.lexicon.has("ruefully", c.lower_) for c in root.children)
        if ruefully and not context.negated and not any(s.trigger.i == root.i for s in made):
            named = [e for e, _ in self.phrases.entities(subject) if e.type == "state"] if subject is not None else []
            culprit = next((e for e in named if e.key not in self._own_keys(speaker)), None)
            return [Stance(speaker, "condemns" if culprit else "expresses-concern", root, None, words, culprit)]
        if bad and (goes_on or loaded) and self.discourse.blamed is not None:
            # "This constitutes a wanton violation": of whoever was blamed just before.
            return [Stance(speaker, "condemns", root, None, words, self.discourse.blamed)]
        if loaded and subject is not None and (self.deed(subject) or goes_on):
            return [Stance(speaker, "condemns", root, None, words)]  # "the resolution is a mockery": of whoever made it
        quoted = self.discourse.author is self.discourse.quoting
        busy = any(s.trigger.i == root.i for s in made)  # it tells what somebody else does
        if not busy and any((quoted or self.means(t, "distress")) and self._in_its_own_clause(t, root) for t in bad):
            return [Stance(speaker, "expresses-concern", root, None, words, self.discourse.topic_state())]
        return []

    def _praises(self, root: Token) -> bool:
        """Whether a sentence says of something that it is good, well done, or to be thanked for."""
        opening = [t.lower_ for t in self.sentence.doc[:2]]
        if len(opening) > 1 and self.lexicon.has("appreciation", opening[0]) and opening[1] == "to":
            return True  # "Thanks to the volunteers, ..."
        if opening[:1] == ["to"] and any(self.lexicon.has("merit", t.lower_) for t in self.sentence.doc[1:5]):
            return True  # "To their great credit, ..."
        main = [t for t in root.children if t.dep_ in ("acomp", "attr", "oprd")]
        if self.lexicon.has("achieving", root.lemma_.lower()):
            main += [t for t in root.children if t.dep_ == "dobj"]  # "played a vital role"
        main += [t for m in main for t in m.subtree]
        if self.lexicon.has("deserving", root.lemma_.lower()):
            due = [t for c in root.children if c.dep_ in ("dobj", "xcomp", "ccomp") for t in c.subtree]
            return any(self.means(t, name) for t in due for name in ("support", "appreciation", "praise"))
        well = [c for c in root.children if c.dep_ == "advmod"]
        return any(self.means(t, "praise") for t in (root, *main)) or any(self.lexicon.has("admirably", t.lower_) for t in well)

    def _praised_thing(self, root: Token, subject: Token | None) -> Token | None:
        """What is praised: the "people" of "is a tribute to the people" and "thanks to the people", else the subject."""
        to = next((t for t in self.sentence.doc[:2] if t.lower_ == "to"), None)
        of_merit = [c for c in root.children if c.dep_ == "attr" and self.lexicon.has("merit", c.lemma_.lower())]
        preps = [p for c in of_merit for p in c.children if p.dep_ == "prep" and p.lower_ == "to"] or ([to] if to is not None else [])
        inner = next((c for p in preps for c in p.children if c.dep_ == "pobj"), None)
        if inner is not None and self.lexicon.has("merit", inner.lemma_.lower()):  # "To the credit of the monitors"
            inner = next((o for p in inner.children if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"), None)
        if inner is not None:
            return inner
        if any(c.dep_ == "attr" for c in root.children):
            return None  # "it is the only path to peace": what it is said to be belongs to it
        return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None

    def _denied_outright(self, root: Token, subject: Token | None) -> bool:
        """Whether a sentence says that something said is untrue: "It is a lie that ...", "has nothing to do with"."""
        if root.lemma_ == "have" and any(c.dep_ == "dobj" and c.lower_ == "nothing" for c in root.children):
            return not any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in root.children)
        if root.lemma_ == "be" and self._said_not_to_exist(root):
            return True
        if root.lemma_ != "be" or subject is None:
            return False
        said = [c for c in root.children if c.dep_ in ("attr", "acomp")]
        untrue = any(self.means(t, "denial") for t in said)
        told = subject.lower_ == "it" and any(t.dep_ in ("ccomp", "acl", "relcl") and t.i > root.i for t in self.sentence.tokens)
        return untrue and (told or self.lexicon.has("allegation", subject.lemma_.lower()))

    def _said_not_to_exist(self, root: Token) -> bool:
        """Whether a sentence says that there is no such evil: "There has never been any torture in our prisons"."""
        if not any(c.dep_ == "expl" for c in root.children) or any(c.dep_ == "aux" and c.tag_ == "MD" for c in root.children):
            return False
        evil = [c for c in root.children if c.dep_ in ("attr", "nsubj") and self.lexicon.has("abuse", c.lemma_.lower())]
        denied = any(c.dep_ == "neg" for c in root.children) or any(d.lower_ == "no" for c in evil for d in c.children)
        return bool(evil) and denied

    def _required(self, speaker: Entity, made: list[Stance]) -> list[Stance]:
        """What a speaker says must be, where no verb of asking says so: "There must be an inquiry", "It is time for X to act"."""
        root = next((t for t in self.sentence.tokens if t.head == t), None)
        if root is None or any(s.kind == "calls-for" and s.agent.key == speaker.key for s in made):
            return []
        words = [t for t in self.sentence.tokens if not t.is_punct]
        context, subject = context_of(root, self.lexicon), self.phrases.subject(root)
        duty = next((c for c in root.children if c.dep_ == "attr" and self.lexicon.has("duty", c.lemma_.lower())), None)
        needed = next((c for c in root.children if c.dep_ == "acomp" and self.lexicon.has("needed", c.lower_)), None)
        if needed is not None and subject is not None and subject.lower_ == "it" and not context.negated:
            told = [c for w in (root, needed) for c in w.children if c.dep_ in _OPEN_CLAUSES and c.i > needed.i]
            whom = next((e for t in told for c in t.children if c.dep_ in SUBJECTS for e, _ in self.phrases.entities(c)), None)
            return [Stance(speaker, "calls-for", root, None, words, None, whom)] if told else []  # "It is necessary to lift the ban"
        if duty is not None and subject is not None and subject.lower_ == "it" and not context.negated:
            return [Stance(speaker, "calls-for", root, None, words, None, self.phrases.holder(duty))]
        due = self._high_time(root, subject)
        if due is not None and not context.negated:
            whom = next((e for c in due.children if c.dep_ in SUBJECTS for e, _ in self.phrases.entities(c)), None)
            return [Stance(speaker, "calls-for", root, None, words, None, whom)]
        if self._to_be_ended(root):
            whose = self._whose_misdeed(root)
            return [Stance(speaker, "calls-for", root, None, words, None, whose)]
        if subject is None or any(c.dep_ == "expl" for c in root.children):
            return [Stance(speaker, "calls-for", root, None, words)] if context.obliged and self._asked_in(root) else []
        named = [e for e, _ in self.phrases.entities(subject)]
        unable = any(c.dep_ == "aux" and c.lower_ in ("can", "ca") for c in root.children) and context.negated
        if (
            unable
            and named
            and named[0].type == "body"
            and named[0].key != speaker.key
            and self.lexicon.has("inaction", root.lemma_.lower())
        ):
            return [Stance(speaker, "calls-for", root, subject, words, None, named[0])]  # "The Council cannot remain silent"
        return []

    def _asked_in(self, root: Token) -> bool:
        """Whether what must be is asked for, rather than said or supposed: not "it must be noted", not "must have been lost"."""
        supposed = any(c.dep_ == "aux" and c.lower_ == "have" for c in root.children)
        return not supposed and not self.lexicon.speaks(root.lemma_.lower())

    def _to_be_ended(self, root: Token) -> bool:
        """Whether something must be done, or must stop, with nobody named who should do it: "the raids must end", "must be freed"."""
        main = next((c for c in root.children if c.dep_ == "xcomp"), None) if root.lemma_ in ("need", "have") else root
        if main is None or not self._asked_in(main):
            return False
        context = context_of(main, self.lexicon)
        owed = context.obliged or (main is not root and root.lemma_ == "need")
        by = [o for c in main.children if c.dep_ == "agent" for o in c.children]
        if not owed or context.negated or context.speakers or any(self.phrases.entities(o) for o in by):
            return False
        subject = self.phrases.subject(main)
        subject = subject or next((c for c in main.children if c.dep_ == "nsubjpass"), None)
        if subject is None or subject.lower_ in ("it", "i", "we", "one"):
            return False
        if self.passive(main) or any(c.dep_ == "auxpass" for c in main.children):
            return True
        ends = self.lexicon.has("ceasing", main.lemma_.lower()) and not any(c.dep_ in ("dobj", "xcomp", "prt") for c in main.children)
        return ends and not (self.phrases.entities(subject) and not self.bad(subject))

    def _whose_misdeed(self, root: Token) -> Entity | None:
        """Who should stop it, or set it right: whose the subject is."""
        subject = next((c for c in root.children if c.dep_ in SUBJECTS), None)
        if subject is None:
            return None
        return self.phrases.holder(subject) or self.doer(subject) or next((e for e, _ in self.phrases.entities(subject)), None)

    def _high_time(self, root: Token, subject: Token | None) -> Token | None:
        """What it is time for: the "act" of "it is high time for X to act", "it is time X acted", "the time has come for X to act"."""
        come = root.lemma_ == "come" and subject is not None and subject.lemma_ == "time"
        attr = next((c for c in root.children if c.dep_ == "attr" and c.lemma_ == "time"), None)
        if not come and (attr is None or subject is None or subject.lower_ not in ("it", "now")):
            return None
        over = [root, *([attr] if attr is not None else []), *([subject] if come and subject is not None else [])]
        after = [c for w in over for c in w.children]
        return next((c for c in after if c.i > root.i and c.pos_ in ("VERB", "AUX") and c.dep_ in _OPEN_CLAUSES), None)

    def _points_back(self, subject: Token) -> bool:
        if subject.lower_ in ("it", "this", "they", "these", "such", "he", "she", "that"):
            return True
        return self.lexicon.has("text_reference", subject.lemma_.lower()) or any(
            c.dep_ in ("det", "poss") and (self.lexicon.has("same", c.lower_) or c.lower_ in ("their", "its", "his", "her"))
            for c in subject.children
        )
