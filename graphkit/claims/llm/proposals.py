"""What the model is asked to answer with, and its answer as plain values; nothing here is believed yet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from graphkit.claims.llm.failures import Unusable
from graphkit.model.claim import KINDS

STATUSES: Final = ("asserted", "negated", "hypothetical")

_TEXT: Final = {"type": "string"}
_TEXT_OR_NULL: Final = {"type": ["string", "null"]}
_FIELDS: Final[dict[str, Any]] = {
    "sentence": {"type": "integer"},
    "quote": _TEXT,
    "agent": _TEXT,
    "agent_name": _TEXT_OR_NULL,
    "agent_name_sentence": {"type": ["integer", "null"]},
    "kind": {"type": "string", "enum": list(KINDS)},
    "target": _TEXT,
    "addressee": _TEXT_OR_NULL,
    "forum": _TEXT_OR_NULL,
    "according_to": {"type": "array", "items": _TEXT},
    "status": {"type": "string", "enum": list(STATUSES)},
    "date_words": _TEXT_OR_NULL,
    "date_start": _TEXT_OR_NULL,
    "date_end": _TEXT_OR_NULL,
}

#: The JSON Schema of an answer: closed, with every field required, as strict endpoints want it.
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "claims": {
            "type": "array",
            "items": {"type": "object", "properties": _FIELDS, "required": list(_FIELDS), "additionalProperties": False},
        }
    },
    "required": ["claims"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as the model words it; the fields are those of the schema."""

    sentence: int
    quote: str
    agent: str
    agent_name: str | None
    agent_name_sentence: int | None
    kind: str
    target: str
    addressee: str | None
    forum: str | None
    according_to: tuple[str, ...]
    status: str
    date_words: str | None
    date_start: str | None
    date_end: str | None


def read_answer(content: str) -> list[object]:
    """The items of an answer.

    Raises:
        Unusable: it is not whole JSON, or not of the form asked for.
    """
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unusable("the answer is not whole JSON") from error
    if not isinstance(answer, dict) or not isinstance(answer.get("claims"), list):
        raise Unusable("the answer has no list of claims")
    items: list[object] = answer["claims"]
    return items


def proposal(item: object) -> Proposal | None:
    """An item of an answer, or None where it has not the form asked for.

    Kinds and statuses are taken as they come. What may be null may be left out, and an empty
    string stands for null.
    """
    if not isinstance(item, dict):
        return None
    texts = {name: item.get(name) for name in ("quote", "agent", "kind", "target", "status")}
    optional = {name: item.get(name) or None for name in ("agent_name", "addressee", "forum", "date_words", "date_start", "date_end")}
    number, named_in = item.get("sentence"), item.get("agent_name_sentence")
    cited = item.get("according_to") or []
    fits = (
        all(isinstance(text, str) and text.strip() for text in texts.values())
        and all(text is None or isinstance(text, str) for text in optional.values())
        and _is_number(number)
        and (named_in is None or _is_number(named_in))
        and isinstance(cited, list)
        and all(isinstance(name, str) and name.strip() for name in cited)
    )
    if not fits:
        return None
    return Proposal(sentence=number, agent_name_sentence=named_in, according_to=tuple(cited), **texts, **optional)  # type: ignore[arg-type]


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
