"""Who has the floor: the author, a delegate in a record, or somebody quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graphkit.annotate.gazetteer import Gazetteer
from graphkit.annotate.layout import TURN, Block
from graphkit.annotate.quotation import quoted
from graphkit.annotate.view import Sentence
from graphkit.claims.discourse import Discourse
from graphkit.claims.lexicon import Lexicon
from graphkit.model.claim import Claim
from graphkit.model.entity import Entity


def _member(name: str) -> Entity:
    """A member of parliament, whose name a record may print in capitals."""
    label = " ".join(w.capitalize() if len(w) > 2 and w.isupper() else w for w in name.split())
    return Entity(label, label, "person")


@dataclass
class Floor:
    """Keeps ``discourse.author`` true from sentence to sentence.

    Attributes:
        author: who speaks where nobody else has the floor.
        statement: whether the document is the author's own statement.
        official: whether the title names an office, so that a person speaks for a state.
        inside: whether a quotation is still open.
        block: the block of the last sentence.
        standing: why the author may say "we".
    """

    discourse: Discourse
    author: Entity
    statement: bool
    official: bool = False
    inside: bool = False
    block: Block | None = None
    standing: str = "the author of the document"

    @contextmanager
    def given(self, sentence: Sentence) -> Iterator[None]:
        """Give the floor to whoever is quoted, where the sentence is all quotation."""
        discourse = self.discourse
        if discourse.stages.attribution:
            self._hear(sentence)
        speaking, quoted_here = discourse.author, None
        if discourse.quoting is not None and discourse.quotations and discourse.quotations[0][0] == sentence.span.start:
            discourse.author = quoted_here = discourse.quoting
        yield
        if quoted_here is not None and discourse.author is quoted_here:
            discourse.author = speaking  # whoever took the floor in the sentence keeps it

    def _hear(self, sentence: Sentence) -> None:
        """Take up the quotations of a sentence."""
        span, discourse = sentence.span, self.discourse
        if span.block is not self.block:
            # A quotation of several paragraphs opens anew in each.
            self.block, self.inside = span.block, False
            discourse.spoke = discourse.quoting or discourse.spoke
        inside = self.inside
        discourse.quotations, self.inside = quoted(sentence.text, span.start, span.end, inside)
        whole = bool(discourse.quotations) and discourse.quotations[0] == (span.start, span.end)
        if not inside and not whole:
            discourse.quoting = None

    def note_speaker(self, sentence: Sentence, speaker: Entity | None) -> None:
        """Remember who is quoted, for a quotation that goes on in the next sentence."""
        discourse = self.discourse
        if discourse.quotations and discourse.quotations[-1] != (sentence.span.start, sentence.span.end):
            discourse.quoting = speaker or discourse.quoting

    def voiced(self) -> bool:
        """Whether the sentence is somebody's own statement, so that what it accuses of is their accusation."""
        author = self.discourse.author
        if author is not self.author:
            return True
        speaks_for_itself = author.type not in ("person", "document") or self.discourse.author_state() is not None
        return self.statement and (speaks_for_itself or (self.official and author.type == "person"))

    def ground(self) -> str:
        """Why it is that whoever has the floor speaks, in words for people."""
        author = self.discourse.author
        if author is self.discourse.quoting:
            return "who is quoted: the quotation marks opened in a sentence before"
        if author is not self.author:
            return "who has taken the floor above"
        return self.standing if author.type != "document" else "as it names no author who is known"

    def turn(self, sentence: Sentence, gazetteer: Gazetteer, lexicon: Lexicon) -> bool:
        """Whether the sentence only says who takes the floor; "we" and "my delegation" are then theirs."""
        turn = TURN.fullmatch(sentence.text, sentence.span.start, sentence.span.end)
        if turn is None:
            return False
        self.discourse.author = self.author
        if not self.discourse.stages.attribution:
            return True
        if turn["part"] and not re.match("A$|Answer|Spokes", turn["part"]):
            name = self.discourse.document.name
            self.discourse.author = Entity(f"document/{name}", name, "document")
        elif turn["member"]:
            self.discourse.author = _member(turn["member"])
        elif turn["office"]:
            words = turn.group().partition("(")[0].rstrip(": ").split()[1:]
            if not any(lexicon.has("officer", w.lower()) or lexicon.has("presiding", w.lower()) for w in words):
                return False
            # Where one officer speaks throughout, "THE PRESIDENT:" is the author.
            if self.author.type != "person":
                office = " ".join(w if w.islower() else w.lower() if w in ("OF", "AND", "FOR", "THE") else w.capitalize() for w in words)
                self.discourse.author = Entity(office, office, "office")
        elif not turn["part"] and not turn["whose"]:
            chair = turn.group().rstrip(": ").removeprefix("The ")
            self.discourse.author = Entity(chair, chair, "office")
        elif turn["whose"]:
            for mention in gazetteer.find(sentence.text, *turn.span("whose")):
                entity = self.discourse.entity(mention)
                if entity and entity.type in ("state", "body", "organisation", "mandate"):
                    self.discourse.author = entity
        self.discourse.agents = [self.discourse.author]
        return True

    def announced(self, sentence: Sentence, claims: list[Claim], lexicon: Lexicon) -> None:
        """Whoever "issued the following statement" speaks from here on."""
        if "following" not in sentence.forms:
            return
        leading = (t for t in sentence.tokens if t.lower_ == "following")
        if not self.discourse.stages.attribution or not any(lexicon.has("statement", t.head.lemma_.lower()) for t in leading):
            return
        for claim in claims:
            if claim.kind == "reports" and any(lexicon.has("statement", word) for word in claim.target.text.lower().split()):
                self.author = self.discourse.author = claim.agent
                self.statement = True
                self.standing = f"whose own words follow: {sentence.quote!r}"
