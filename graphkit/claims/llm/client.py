"""Chat completions of an OpenAI-compatible endpoint: JSON by a schema, temperature 0."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from graphkit.claims.llm.failures import Unusable
from graphkit.claims.llm.patience import Patience
from graphkit.claims.llm.proposals import SCHEMA
from graphkit.claims.llm.transport import Transport


@dataclass(frozen=True)
class Client:
    """Asks one model.

    Attributes:
        transport: the way to the endpoint.
        model: the name by which the endpoint knows the model.
        patience: what is done while it is busy.
    """

    transport: Transport
    model: str
    patience: Patience = field(default_factory=Patience)

    def ask(self, messages: list[dict[str, str]]) -> str:
        """The content of the model's answer.

        Raises:
            Unusable: an answer came that cannot be used.
            EndpointError: none came.
        """
        body = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "response_format": {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": SCHEMA}},
        }
        return _content(self.patience.keep_trying(lambda: self.transport.post(body), self.transport.address.shown))


def _content(raw: bytes) -> str:
    try:
        answer = json.loads(raw)
        choice = answer["choices"][0]
        content, reason = choice["message"].get("content"), choice.get("finish_reason")
    except (ValueError, RecursionError) as error:
        raise Unusable("the answer is not whole JSON") from error
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise Unusable("not an answer of chat completions") from error
    if reason == "length":
        raise Unusable("the answer is cut short")
    if reason == "content_filter" or choice["message"].get("refusal"):
        raise Unusable("the model refuses to answer")
    if not isinstance(content, str) or not content.strip():
        raise Unusable("the answer is empty")
    return content
