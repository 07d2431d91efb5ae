"""What lets a worker make a call: a place among those on the wire, and a turn."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from ..errors import AnswerRefused, JudgeUnreachable
from ..message import Message
from ..records import Reply
from .pacer import Pacer, Sent
from .places import Places

# Not worth the cost of watching for the end of the run.
_SHORT_S = 0.1
# The first in the line looks again: a pause may have come, or a block may have gone.
_LOOK_S = 1.0


@dataclass(slots=True, kw_only=True)
class Traffic:
    """What the calls of one run have in common; `line` is where they wait for their turn."""

    places: Places
    pacer: Pacer
    draining: asyncio.Event = field(default_factory=asyncio.Event)
    line: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True, kw_only=True)
class Seat:
    """
    One worker's way onto the wire.

    `settle` is awaited before a wait that takes longer than a moment, to let go of what the
    worker still holds back. A run that drains ends every wait with `AnswerRefused`.
    """

    traffic: Traffic
    settle: Callable[[], Awaitable[None]]
    has_place: bool = False
    _sent: Sent | None = None

    async def take(self) -> None:
        """Take a place, unless it is held already."""
        if not self.has_place:
            await self.traffic.places.acquire()
            self.has_place = True

    def leave(self) -> None:
        """Give the place back, where one is held."""
        if self.has_place:
            self.traffic.places.release()
            self.has_place = False

    async def pause(self, seconds: float) -> None:
        """Wait without a place."""
        self.leave()
        await self._sleep(seconds)
        await self.take()
        self._check_wanted()

    async def turn(self) -> None:
        """
        Wait for the call's turn, in the order of asking.

        The place is kept: whoever gave it up would come back late, and bunched with others.
        """
        pacer, line = self.traffic.pacer, self.traffic.line
        if line.locked() or pacer.wait_s() > _SHORT_S:
            await self.settle()
        async with line:
            self._check_wanted()
            while (seconds := pacer.wait_s()) > 0:
                await self._sleep(min(seconds, _LOOK_S))
            self._sent = pacer.go()

    def heed(self, result: Reply | JudgeUnreachable) -> None:
        """Let the pace follow what came of the call that had its turn last."""
        places, pacer, sent = self.traffic.places, self.traffic.pacer, self._sent
        if sent is None:
            return
        if isinstance(result, Reply):
            places.succeed()
            pacer.succeed(sent, result.allowance)
            pacer.spread(result.seconds, places.size)
        elif result.status in {429, 503}:
            # A 503 tells of a moment (a model being loaded), a 429 of a limit.
            pacer.refuse(sent, result.retry_after_s, learns=result.status == 429)
            places.refuse(is_limit=pacer.is_blocked)

    async def _sleep(self, seconds: float) -> None:
        """Wait; a run that drains does not, and sends nothing after it."""
        if seconds < _SHORT_S:
            await asyncio.sleep(seconds)
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.traffic.draining.wait(), seconds)
        self._check_wanted()

    def _check_wanted(self) -> None:
        if self.traffic.draining.is_set():
            raise AnswerRefused(Message("stopped while waiting to try again"), reason="not_reached")
