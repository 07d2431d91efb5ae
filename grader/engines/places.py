"""How many calls may be on the wire: more while they succeed, fewer when the endpoint objects."""

import asyncio
from collections import deque

FIRST = 16
_SHRINK = 0.7
# Calls sent before the last shrink still come back refused; they tell nothing new.
_SETTLE_S = 1.0


class Places:
    """
    A semaphore whose size follows the endpoint, between 1 and *ceiling*.

    It starts at 16 and grows by one per success. A refusal for load takes one off; where refusals
    are more than chance, three tenths, at most once a second, and from then on it grows by one
    per round of successes only, so that it settles below what was refused.
    """

    def __init__(self, ceiling: int) -> None:
        self.ceiling = ceiling
        self.size = float(min(FIRST, ceiling))
        self.peak = 0
        self.in_use = 0
        self._has_met_limit = False
        self._shrunk_at = float("-inf")
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def acquire(self) -> None:
        """Take a place, in the order of asking."""
        if self.in_use < int(self.size) and not self._waiting:
            self._take()
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()  # the place was given in the same moment
            raise

    def release(self) -> None:
        """Give a place back."""
        self.in_use -= 1
        self._fill()

    def succeed(self) -> None:
        """A call came back well."""
        grown = self.size + (1 / self.size if self._has_met_limit else 1)
        self.size = min(float(self.ceiling), grown)
        self._fill()

    def refuse(self, *, is_limit: bool) -> None:
        """The endpoint refused a call for load (429, 503), by chance or for *is_limit*."""
        now = asyncio.get_running_loop().time()
        if now - self._shrunk_at < _SETTLE_S:
            return
        self._shrunk_at = now
        self._has_met_limit = self._has_met_limit or is_limit
        if self._has_met_limit:
            self.size = max(1.0, min(self.size, max(self.in_use, 1)) * _SHRINK)
        else:
            self.size = max(1.0, self.size - 1)

    def _take(self) -> None:
        self.in_use += 1
        self.peak = max(self.peak, self.in_use)

    def _fill(self) -> None:
        while self._waiting and self.in_use < int(self.size):
            turn = self._waiting.popleft()
            if not turn.done():
                self._take()
                turn.set_result(None)
