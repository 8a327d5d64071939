"""Every kind is read from the examples of its trigger words, and not from sentences that only look alike."""

from __future__ import annotations

import pytest

from graphkit.claims.lexicon_check.check import Report, check
from graphkit.claims.lexicon_check.trial import Results
from graphkit.model.claim import KINDS
from graphkit.model.reference import Reference
from graphkit.resources import read_table, shipped

LEXICON = shipped("data") / "lexicon"


@pytest.fixture(scope="module")
def report(reference: Reference) -> Report:
    return check(LEXICON, reference)


@pytest.fixture(scope="module")
def results(report: Report) -> Results:
    assert report.results is not None
    return report.results


def test_the_shipped_words_pass_their_check(report: Report) -> None:
    assert [str(f) for f in report.findings] == []


@pytest.mark.parametrize("kind", KINDS)
def test_examples_are_read_with_their_kind(results: Results, kind: str) -> None:
    outcomes = {e.sentence: outcome for e, outcome in results.outcomes.items() if e.trigger.kind == kind and e.known != "fails"}
    assert outcomes
    assert [sentence for sentence, outcome in outcomes.items() if outcome == "fails"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_in_another_sense_is_not_taken_for_the_kind(results: Results, kind: str) -> None:
    mistaken = {c.sentence: wrong for c, wrong in results.mistaken.items() if c.kind == kind and c.known != "fails"}
    assert mistaken
    assert [sentence for sentence, wrong in mistaken.items() if wrong] == []


def test_each_frame_of_each_kind_has_an_example(results: Results) -> None:
    asked = {(r["kind"], r["pos"], r["frame"], bool(r["prep"])) for r in read_table(LEXICON / "kinds.tsv")}
    triggers = [e.trigger for e, outcome in results.outcomes.items() if outcome != "fails"]
    read = {(t.kind, t.pos, t.frame, bool(t.prep)) for t in triggers}
    assert asked - read == set()


def test_a_mark_says_what_is_so(report: Report) -> None:
    assert [str(n) for n in report.notes if "take away the mark" in n.what] == []
