"""What is known of the reading of a claim that a language model proposed: no reasons, but what was checked.

The model says what it found, not why. Each part of the claim was looked up in its sentence before it was kept
(:mod:`graphkit.claims.llm.grounding`); here the quote is looked up once more.
"""

from __future__ import annotations

from graphkit.claims.explanation import Steps, date_step, linked
from graphkit.model.claim import Claim, Evidence
from graphkit.model.provenance import ReadBy


def model_reading(claim: Claim, read_by: ReadBy, text: str | None) -> Steps:
    """The steps for a claim read by a model.

    Args:
        text: the document's text as loaded, or None where it is not kept.
    """
    steps = [("reasons", f"none: {read_by.model or 'the language model'} proposed the claim and gave no reasons; what follows was checked")]
    for evidence in claim.evidence:
        steps.append(("quote", f"characters {evidence.start} to {evidence.end}: {_found(evidence, text)}"))
    by = "the words for it stand in the sentence, its stem or an earlier one, and the tables link them"
    steps.append(("agent", f"{linked(claim.agent)}: {by}"))
    words, entity = claim.target.text, claim.target.entity
    place = "stands in the quote" if any(words in " ".join(e.quote.split()) for e in claim.evidence) else "was looked up in the sentence"
    steps.append(("target", f"{words!r} {place}, {f'and the tables link it to {linked(entity)}' if entity else 'linked to nothing'}"))
    if claim.target.addressee is not None:
        steps.append(("addressee", f"{linked(claim.target.addressee)}: {by}"))
    steps += [("according to", f"{linked(voice)}: {by}") for voice in claim.according_to]
    if claim.forum is not None:
        steps.append(("forum", linked(claim.forum)))
    steps += [("kind", f"{claim.kind}, as the model chose among the kinds"), ("status", f"{claim.status}, as the model says")]
    return (*steps, ("date", date_step(claim.when, _dated(claim))))


def _found(evidence: Evidence, text: str | None) -> str:
    if text is None:
        return "the text is not kept, so that the quote cannot be looked up again"
    there = text[evidence.start : evidence.end]
    return "verbatim in the text" if there == evidence.quote else f"NOT what stands there, which is {there!r}"


def _dated(claim: Claim) -> str:
    if claim.when.basis == "document":
        return "the document's date bounds it"
    if claim.when.basis is None:
        return "nothing says when"
    return "words of time in the sentence, read by the same rules as in any other document"
