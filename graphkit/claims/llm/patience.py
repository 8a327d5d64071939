"""How long to wait for an endpoint that is busy, and when to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from graphkit.claims.llm.failures import Passing
from graphkit.errors import EndpointError


@dataclass(frozen=True)
class Patience:
    """Tries a few times, ever more slowly.

    Attributes:
        attempts: how often in all.
        first: seconds before the second attempt; each wait after it is twice the last.
        longest: no wait is longer; an endpoint that asks for more is given up.
        sleep, now: the clock.
    """

    attempts: int = 4
    first: float = 1.0
    longest: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time

    def keep_trying(self, send: Callable[[], bytes], where: str) -> bytes:
        """What *send* gives, once it does.

        Raises:
            EndpointError: it has failed as often as may be, or asks to wait too long.
        """
        for attempt in range(1, self.attempts + 1):
            try:
                return send()
            except Passing as failure:
                wait = self._wait(failure.wait, attempt)
                if wait > self.longest:
                    what = f"it asks to wait {wait:.0f} seconds: {failure}"
                elif attempt < self.attempts:
                    self.sleep(wait)
                    continue
                else:
                    what = f"{failure}, {attempt} times over"
                raise EndpointError(what, where=where, mend="try again later; what was answered so far is in the cache") from None
        raise AssertionError("no attempt at all")

    def _wait(self, asked: str | None, attempt: int) -> float:
        """Seconds to wait: what ``Retry-After`` asks for, as seconds or as a date; else ever more."""
        if asked is not None:
            stated = asked.strip()
            if stated.isascii() and stated.isdigit():
                return float(stated[:9])
            try:
                return max(0.0, parsedate_to_datetime(stated).timestamp() - self.now())
            except (ValueError, OverflowError):
                pass
        return min(self.first * float(2 ** (attempt - 1)), self.longest)
