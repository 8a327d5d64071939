"""What may go wrong on the way to an answer, where it is not yet the user's to mend."""

from __future__ import annotations


class Unusable(Exception):
    """An answer that came, and cannot be used: cut short, not JSON, refused."""


class Passing(Exception):
    """A failure that may pass: the endpoint is busy, out of order, or silent.

    Attributes:
        wait: the ``Retry-After`` header as it came, or None.
    """

    def __init__(self, what: str, wait: str | None = None) -> None:
        super().__init__(what)
        self.wait = wait


class Dropped(Exception):
    """A claim that the text does not bear out; the message is the reason it is counted under."""
