"""What the model is told (``data/extractor/prompt.txt``), and the document as data for it."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any, Final

import rdflib
from rdflib import SKOS

from graphkit.claims.llm.parts import Numbered, Part
from graphkit.claims.llm.proposals import SCHEMA
from graphkit.errors import InputError
from graphkit.model.claim import KINDS
from graphkit.model.document import Document
from graphkit.namespaces import stance_iri
from graphkit.resources import shipped

#: A ``<`` opens the control tokens of many chat templates: escaped, it cannot.
_OPENING: Final = ("<", "\\u003c")


@cache
def system_prompt() -> str:
    """The instructions, with the kinds as the vocabulary of stances defines them.

    Raises:
        InputError: the shipped prompt is missing.
    """
    path = shipped("data") / "extractor" / "prompt.txt"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path), mend="install graphkit anew") from error
    return text.replace("{kinds}", "\n".join(_kinds()))


def _kinds() -> list[str]:
    graph = rdflib.Graph().parse(shipped("ontology") / "vocabularies" / "stances.ttl")
    return [f"- {kind}: {graph.value(rdflib.URIRef(stance_iri(kind)), SKOS.definition)}" for kind in KINDS]


@cache
def fingerprint() -> str:
    """What tells this prompt and schema from any other: eight hexadecimal digits of their SHA-256."""
    whole = system_prompt() + json.dumps(SCHEMA, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:8]


def messages(document: Document, part: Part) -> list[dict[str, str]]:
    """The messages that ask for the claims of a part.

    The document goes as one JSON value in a message of its own, so that no word of it can end
    the data and begin an instruction.
    """
    told = document.about or document.citation
    stated = {"title": told.title, "author": told.author, "publisher": told.publisher, "date": str(told.date) if told.date else None}
    data: dict[str, Any] = {
        "document": {name: value for name, value in stated.items() if value},
        "before": [_shown(document, sentence) for sentence in part.before],
        "sentences": [_shown(document, sentence) for sentence in part.sentences],
    }
    user = json.dumps(data, ensure_ascii=False).replace(*_OPENING)
    return [{"role": "system", "content": system_prompt()}, {"role": "user", "content": user}]


def _shown(document: Document, sentence: Numbered) -> dict[str, Any]:
    span = sentence.span
    shown: dict[str, Any] = {"n": sentence.number, "block": span.block.kind}
    if sentence.stem is not None:
        shown["stem"] = sentence.stem.number
    return {**shown, "text": " ".join(document.text[span.start : span.end].split())}
