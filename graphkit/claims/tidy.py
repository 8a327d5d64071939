"""Stances of one sentence, made tidy: no repeats, no words of time at the end of a target."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.annotate.view import Sentence
from graphkit.claims.stances import Stance


def without_tail(target: list[Token], sentence: Sentence, asides: list[tuple[int, int]]) -> list[Token]:
    """*target* without a last phrase that only says when, or how often in a row."""
    kept = list(target)
    for start, end in asides:
        last = [t for t in kept if sentence.offsets[t.i][0] >= start]
        if last and all(sentence.offsets[t.i][1] <= end or t.is_punct for t in last) and len(last) < len(kept) - 1:
            kept = kept[: len(kept) - len(last)]
            while len(kept) > 1 and (kept[-1].pos_ in ("ADP", "DET") or kept[-1].is_punct):
                kept.pop()
    return kept


def without_asides(target: list[Token]) -> list[Token]:
    """*target* without what is said of a thing between commas: "the text, brought by X, which ..."."""
    head = min(target, key=lambda t: len(list(t.ancestors)))
    aside: set[int] = set()
    for child in head.children:
        if child.dep_ in ("acl", "relcl", "appos") and child.i > head.i:
            words = list(child.subtree)
            if words[0].i > 0 and child.doc[words[0].i - 1].text == ",":
                aside.update(range(words[0].i - 1, max(t.i for t in target) + 1))
    return [t for t in target if t.i not in aside] or target


def without_clause(target: list[Token], trigger: Token, told: bool) -> list[Token]:
    """*target* without the clause on it that tells of the act: "the text that X had put forward" is the text.

    Args:
        told: whether the act is one of telling, so that what follows it belongs to the target: "hunger, which X says affects many".
    """
    clause = next((t for t in (trigger, *trigger.ancestors) if t.dep_ in ("acl", "relcl")), None)
    inside = {t.i for t in target}
    if clause is None or trigger.i not in inside or clause.head.i not in inside or clause.head.i > trigger.i:
        return target
    first = clause.left_edge.i
    if told:
        return [t for t in target if not first <= t.i <= trigger.i] or target
    last = clause.right_edge.i
    # "a text prepared by X denouncing Y": the parser hangs on X what the text does.
    own = {t.i for c in clause.subtree if c.dep_ == "acl" and c.tag_ == "VBG" and c.head.dep_ == "pobj" for t in c.subtree}
    return [t for t in target if t.i < first or t.i in own or (t.i > last and not t.is_punct)] or target


def without_repeats(stances: list[Stance]) -> list[Stance]:
    """Of two stances of one kind and agent whose targets overlap, the first read."""
    kept: list[Stance] = []
    for stance in stances:
        indexes = {t.i for t in stance.target}
        if not any(
            other.kind == stance.kind
            and other.agent == stance.agent
            and other.status == stance.status
            and other.addressee == stance.addressee
            and other.target_entity == stance.target_entity
            and (indexes & {t.i for t in other.target} or other.trigger.i == stance.trigger.i)
            for other in kept
        ):
            kept.append(stance)
    kept = _one_abuse(kept)
    # What somebody tells of an act of their own is no accusation: "it announced that it had detained him".
    kept = [s for s in kept if not (s.kind == "violates" and any(_tells(other, s) for other in kept))]
    return [s for s in kept if not any(_tells(s, other) for other in kept)]


def _one_abuse(stances: list[Stance]) -> list[Stance]:
    """Abuses that a sentence lists under one agent are one; a denied abuse is none that anybody claims."""
    seen: dict[tuple[str | None, str, tuple[str | None, ...]], Stance] = {}
    kept = []
    for stance in stances:
        if stance.kind == "violates":
            if stance.status == "negated" and not stance.according_to:
                continue
            key = (stance.agent.key, stance.status, tuple(v.key for v in stance.according_to))
            if key in seen:
                first = seen[key]
                first.target = sorted({t.i: t for t in (*first.target, stance.trigger, *stance.target)}.values(), key=lambda t: t.i)
                continue
            seen[key] = stance
        kept.append(stance)
    return kept


def _tells(report: Stance, other: Stance) -> bool:
    """Whether *report* only leads in what its speaker does: "said that it rejected the text"."""
    if report is other or report.kind not in ("reports", "offers", "expresses-concern") or other.kind == "reports":
        return False
    if report.kind != "reports" and other.kind in ("violates", "expresses-concern", "cooperates"):
        return False
    if any(_published(t, report) and t.is_ancestor(other.trigger) for t in report.target):
        return False  # "issued a report that accuses X": it is published, and it accuses
    return other.agent == report.agent and any(t.i == other.trigger.i for t in report.target)


def _published(noun: Token, report: Stance) -> bool:
    """Whether a noun is what is put out, with a clause on it that says what it tells."""
    on_it = any(c.dep_ == "relcl" and any(w.dep_ == "nsubj" and w.tag_ == "WDT" for w in c.children) for c in noun.children)
    return report.kind == "reports" and noun.dep_ == "dobj" and noun.head.i == report.trigger.i and on_it


def governors(token: Token) -> list[int]:
    """Indexes of the words above *token*, nearest first."""
    found = []
    while token.head != token:
        token = token.head
        found.append(token.i)
    return found
