"""Which resolution is meant: by its symbol, or by the body that adopted it and the day."""

from __future__ import annotations

from collections import defaultdict

from graphkit.claims.discourse import entity_of
from graphkit.model.dates import When
from graphkit.model.entity import Entity, Record
from graphkit.model.reference import Reference


class TextIndex:
    """The adopted texts of the reference data."""

    def __init__(self, reference: Reference) -> None:
        self._by_day: dict[tuple[str, str], list[Record]] = defaultdict(list)
        self._of_draft: dict[str, Record] = {}
        self._body: dict[str, str] = {}
        for record in reference.records:
            if record.type not in ("resolution", "draft"):
                continue
            body, day = record.fields.get("body", ""), record.fields.get("adopted", "")
            self._body[record.key] = body
            if body and len(day) == 10:
                self._by_day[body, day].append(record)
            if record.type == "resolution" and record.fields.get("draft"):
                self._of_draft[record.fields["draft"]] = record

    def adopted(self, body: Entity, when: When, states: list[str]) -> Entity | None:
        """The one text *body* adopted on that day, on one of *states* where several were.

        A draft that became a resolution is named by the resolution.
        """
        if body.type != "body" or body.key is None or when.start is None or when.start != when.end:
            return None
        found = self._by_day.get((body.key, when.start.isoformat()), [])
        about = [r for r in found if r.fields.get("about") in states]
        found = about or (found if not states else [])
        if len(found) != 1:
            return None
        return entity_of(self._of_draft.get(found[0].key, found[0]))

    def body_of(self, text: Entity) -> str | None:
        """Key of the body that adopted *text*."""
        return self._body.get(text.key or "") or None
