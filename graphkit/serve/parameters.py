"""What the parameters of saved queries take, as JSON Schema."""

from __future__ import annotations

from typing import Any, Final

from graphkit.model.claim import KINDS
from graphkit.query.binding import CHANGES, STATUSES, VERDICTS
from graphkit.query.catalogue import Parameter

#: A year that may be a leap year by the Gregorian calendar.
_LEAP: Final = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)"
_YEAR: Final = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
#: A year, a month or a day that there is (:class:`graphkit.model.dates.PartialDate`).
DATE: Final = (
    f"^({_YEAR}(-(0[1-9]|1[0-2]))?"
    f"|{_YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP}-02-29)$"
)
#: A name holds something that is no space.
_NAME: Final = "[^\\s\\x1c-\\x1f\\x85]"
_CHOICES: Final = {"kind": tuple(KINDS), "status": STATUSES, "verdict": VERDICTS, "change": CHANGES}


def parameter_schema(parameter: Parameter, example: str | None) -> dict[str, Any]:
    """The parameter of an address.

    Args:
        example: a value, where one is known.
    """
    described: dict[str, Any] = {
        "name": parameter.name, "in": "query", "required": parameter.required,
        "description": parameter.description, "schema": _schema(parameter.type),
    }  # fmt: skip
    if parameter.type not in (*_CHOICES, "from", "to"):
        described["description"] += "; one that the graph does not know gets 404, one that several bear 400 with the candidates"
    if example is not None:
        described["example"] = example
    return described


def _schema(kind: str) -> dict[str, Any]:
    if kind in _CHOICES:
        return {"type": "string", "enum": list(_CHOICES[kind])}
    if kind in ("from", "to"):
        return {"type": "string", "pattern": DATE}
    return {"type": "string", "pattern": _NAME}
