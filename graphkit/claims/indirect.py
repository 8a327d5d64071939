"""Indirect speech that goes on: in a record, a sentence that names no speaker is still the last speaker's.

"Chad commended the reforms. Further efforts were needed." It is Chad that asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Token

from graphkit.annotate.view import Sentence
from graphkit.claims.context import context_of
from graphkit.claims.lexicon import Lexicon
from graphkit.claims.sayings import Sayings
from graphkit.claims.stances import Stance
from graphkit.claims.subjects import SUBJECTS
from graphkit.model.entity import Entity

#: So many states that say something, and so large a share of the sentences, make a document a record.
_SPEAKERS: Final = 4
_SHARE: Final = 0.2
#: What a record tells of a meeting in its own voice, whoever spoke before.
PROCEEDINGS: Final = ("participates", "sponsors", "cosponsors", "votes-for", "votes-against", "abstains", "adopts", "convenes")
STANCES: Final = ("calls-for", "supports", "expresses-concern", "condemns", "reports", "rejects")


def root_of(sentence: Sentence) -> Token | None:
    """The main verb."""
    return next((t for t in sentence.tokens if t.head == t and t.pos_ in ("VERB", "AUX")), None)


def is_record(sentences: Iterable[Sentence], lexicon: Lexicon) -> bool:
    """Whether a document tells what one speaker after the other said, as records and summaries of meetings do."""
    speakers: set[str] = set()
    said = count = 0
    for sentence in sentences:
        count += 1
        root = root_of(sentence)
        if root is None or not lexicon.speaks(root.lemma_.lower()):
            continue
        for child in root.children:
            named = [t for t in (child, *child.subtree) if t.i in sentence.mentions] if child.dep_ == "nsubj" else []
            states = [r.key for t in named if (r := sentence.mentions[t.i].candidates[0]).type == "state"]
            speakers.update(states)
            said += bool(states)
    return len(speakers) >= _SPEAKERS and said >= _SHARE * count


class Indirect(Sayings):
    """Reads a sentence as the indirect speech of whoever spoke last."""

    def indirect(self, speaker: Entity, made: list[Stance]) -> list[Stance]:
        """What *speaker* says in a sentence that names no speaker; what it tells of others is according to *speaker*.

        Args:
            made: the stances already read from the sentence.
        """
        root = root_of(self.sentence)
        if root is None:
            return []
        for stance in made:
            if stance.agent.key != speaker.key and not stance.according_to and stance.kind not in PROCEEDINGS:
                stance.according_to = (speaker,)
        if any(s.agent.key == speaker.key and (s.trigger.i == root.i or s.kind == "calls-for") for s in made):
            return []
        words = [t for t in self.sentence.tokens if not t.is_punct and t.pos_ != "CCONJ"]
        kind, culprit = self._heard(root, speaker)
        if kind is None or not words:
            return []
        context = context_of(root, self.lexicon)
        return [Stance(speaker, kind, root, None, words, culprit, None, "hypothetical" if context.hypothetical else "asserted")]

    def _heard(self, root: Token, speaker: Entity) -> tuple[str | None, Entity | None]:
        context = context_of(root, self.lexicon)
        if self.passive(root) or any(c.dep_ == "expl" or (c.dep_ in SUBJECTS and c.lower_ == "it") for c in root.children):
            frames = [f for f in self.lexicon.frames("verb", root.lemma_.lower()) if f.kind in STANCES]
            frames.sort(key=lambda f: (f.frame == "say") != bool(self.clause(root)))
            if frames and not self.agents(root, True):
                return frames[0].kind, None
        if context.obliged or self._asks(root):
            return "calls-for", None
        topic = self.discourse.topic_state()
        itself = topic is not None and topic.key in {speaker.key, (self.discourse.state_of(speaker) or speaker).key}
        culprit = next(iter(self.accused(root, {speaker.key})), None)
        words = [t for t in root.subtree if self.bad(t)]
        if itself:
            # What a state tells of itself in defence is no worry of its own; what it calls unjust is.
            words = [t for t in words if self.means(t, "invective")]
        if words and (culprit is not None or itself):
            return "condemns", culprit
        if self._praised(root) and not context.negated:
            return "supports", None
        return ("expresses-concern" if words else None), None
