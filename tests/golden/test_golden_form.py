"""The golden sentences are annotated in the form that their page describes."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from benchmarks.sets import PARTS, Golden, read_golden
from graphkit.model.claim import KINDS

FIELDS = ["id", "part", "genre", "title", "author", "publisher", "date", "before", "sentence", "claims"]
CLAIM = ["agent", "kind", "target", "target_key", "date_start", "date_end", "status", "according_to", "rule", "quote"]
GENRES = ("un", "government", "agency", "ngo", "opinion", "broadcast")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
SENTENCES = read_golden()
CLAIMS = [(s, c) for s in SENTENCES for c in s["claims"]]


def faults(sentence: Golden, claim: Golden) -> list[str]:
    """What is wrong with a claim; ids and fields, never the words: the held-back half is not to be read."""
    text = sentence["sentence"]
    context = f"{sentence['before'] or ''}\n{text}"
    checks = {
        "fields": [k for k in claim if k != "value"] == CLAIM,
        "agent": bool(claim["agent"]) and all(claim["agent"]),
        "kind": claim["kind"] in KINDS,
        "target": all(words in context for words in claim["target"].split(" ... ")),
        "date": all(d is None or DATE.fullmatch(d) for d in (claim["date_start"], claim["date_end"])),
        "dates in order": (claim["date_start"] or "0") <= (claim["date_end"] or "9") + "~",
        "status": claim["status"] in ("asserted", "negated", "hypothetical"),
        "rule": claim["rule"] in (None, "recurrence"),
        "quote": bool(re.search(rf"(?<!\w){re.escape(claim['quote'])}(?!\w)|^{re.escape(claim['quote'])}$", text))
        or (claim["quote"] in text and not claim["quote"][-1].isalnum()),
        "no bars or tabs": not any(mark in name for name in [*claim["agent"], *claim["according_to"]] for mark in "|;\t"),
    }
    return [f"{sentence['id']}: {name}" for name, holds in checks.items() if not holds]


def test_sentences_have_the_fields_of_their_page() -> None:
    assert [s["id"] for s in SENTENCES if list(s) != FIELDS or not s["sentence"].strip()] == []
    assert [s["id"] for s in SENTENCES if s["genre"] not in GENRES or not re.fullmatch(r"\d{4}-\d\d-\d\d", s["date"])] == []


def test_claims_have_the_form_of_their_page() -> None:
    assert [fault for sentence, claim in CLAIMS for fault in faults(sentence, claim)] == []


def test_no_claim_stands_twice() -> None:
    same = Counter((s["id"], *(str(c[name]) for name in CLAIM if name not in ("quote", "according_to"))) for s, c in CLAIMS)
    assert [key[0] for key, times in same.items() if times > 1] == []


def test_ids_and_sentences_are_unique() -> None:
    for name in ("id", "sentence"):
        assert [times for times in Counter(s[name] for s in SENTENCES).values() if times > 1] == []
    assert all(re.fullmatch(r"[a-z]+-\d{3}", s["id"]) for s in SENTENCES)


def test_half_is_held_back_in_each_genre() -> None:
    assert len(SENTENCES) >= 200
    assert set(Counter((s["part"], s["genre"]) for s in SENTENCES).values()) == {len(SENTENCES) // len(PARTS) // len(GENRES)}


@pytest.mark.parametrize("part", PARTS)
def test_each_half_has_sentences_that_claim_nothing(part: str) -> None:
    assert any(s["part"] == part and not s["claims"] for s in SENTENCES)
