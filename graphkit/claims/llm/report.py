"""What became of the model's answers: nothing that is dropped is dropped in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Unread:
    """Sentences of a document that could not be read, first and last, and why."""

    document: str
    first: int
    last: int
    why: str


@dataclass
class Report:
    """Counts over all documents that one extractor reads.

    Attributes:
        kept: claims that the text bears out.
        dropped: reason -> claims that it does not.
        left_out: reason -> parts of kept claims (a date, a forum) that it does not.
        asked: requests that were answered.
        cached: answers that were there from before.
        unread: what could not be read.
    """

    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    cached: int = 0
    unread: list[Unread] = field(default_factory=list)

    def unread_in(self, document: str) -> int:
        """How many sentences of *document* could not be read."""
        return sum(u.last - u.first + 1 for u in self.unread if u.document == document)

    def lines(self) -> list[str]:
        """The report in words, a line a matter."""
        made = [f"{_many(self.kept, 'claim')} kept; {_many(self.asked, 'answer')} from the endpoint, {self.cached} from the cache"]
        if self.dropped:
            made.append(f"{_many(self.dropped.total(), 'claim')} dropped: {_by_reason(self.dropped)}")
        if self.left_out:
            made.append(f"{_many(self.left_out.total(), 'detail')} left out: {_by_reason(self.left_out)}")
        made += [f"{u.document}: sentences {u.first} to {u.last} not read: {u.why}" for u in self.unread]
        return made


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _by_reason(counts: Counter[str]) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
