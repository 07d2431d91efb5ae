"""How fast calls may follow each other: what the endpoint allows, and the pauses it asks for."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from ..records import Allowance
from .chance import probability_of_gaps, probability_of_runs, probability_of_share
from .found import Found

_MINUTE_S = 60.0
_CAUTION = 0.98
# Refusals are looked at again and again: a thousand calls must not look like a limit by chance.
_BEYOND_CHANCE = 1e-5
# Where a limit was met before, it is the likelier cause.
_UNLIKELY = 1e-2
_LOOKED_AT, _GAPS = 100, 12
# While all is refused one call asks whether it still is, after twice the time whenever it is.
_FIRST_TRY_S, _LAST_TRY_S = 0.5, 8.0
# Nobody asks for as long a pause by chance.
_LONG_PAUSE_S = 5.0
# No limit a minute refuses for longer; what does is down, and tells no pace.
_LONGEST_S = 90.0
_LATE_S = 3.0
# What was counted over less, or first of all, may be a burst that a limit takes beyond its own.
_SURE_S = 30.0
# Of the distance at which calls would be spread evenly over the time that one takes.
_SPREAD = 0.6
_SMOOTHING = 0.1
# Where calls follow each other faster, reading replies is what takes the time, not the wire.
_WORTH_SPREADING_S = 0.0024


@dataclass(slots=True)
class Sent:
    """A call that was let go, and whether it is known to have been refused."""

    number: int
    is_refused: bool = False


class Pacer:
    """
    Spaces calls so that a rate limit is met, not run into.

    Where the endpoint tells its limit of requests a minute, calls keep to it. A pause that one
    call is asked for holds for all. Refusals that fall in runs, as chance would not have them,
    or are more than it brings, come from a limit. One call at a time then asks whether it still
    holds, and once one is taken, the pace becomes what was taken since the last such moment,
    over the time between, less a fiftieth: that is the limit, however it is counted. How it
    goes on from there, see `Found`. Refusals by chance teach nothing.

    *clock* gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._paused_until = float("-inf")
        self._next_at = float("-inf")
        self._number = 0
        self._lately: deque[Sent] = deque(maxlen=_LOOKED_AT)
        self._gaps: deque[int] = deque(maxlen=_GAPS)
        self._gap_from = 0
        self._stated: float | None = None
        self._found: Found | None = None
        self._counted_from: float | None = None
        self._counted = 0
        self._blocked_at: float | None = None
        self._blocked_from = 0
        self._is_limit = False
        self._try_s = _FIRST_TRY_S
        self._call_s = self._distance_s = 0.0

    @property
    def rate(self) -> float | None:
        """Calls a second that are kept to; None while no limit is known."""
        known = [] if self._stated is None else [self._stated]
        if self._found is not None:
            known.append(self._found.rate(self._clock()))
        return min(known) if known else None

    @property
    def is_blocked(self) -> bool:
        """True while more is refused than by chance, until a call is taken again."""
        return self._blocked_at is not None

    def wait_s(self) -> float:
        """Seconds until the next call may go; 0 or less lets it go now."""
        return max(self._next_at, self._paused_until) - self._clock()

    def go(self) -> Sent:
        """Let one call go, which others have to keep a distance from."""
        now = self._clock()
        gap = self._distance_s
        if (rate := self.rate) is not None:
            gap = max(gap, 1 / rate)
        # One that woke up late may not make the next one late as well.
        self._next_at = max(self._next_at, now - gap) + gap
        if self._blocked_at is not None:
            self._next_at = now + self._try_s
        if self._counted_from is None:
            self._counted_from = now
        self._number += 1
        sent = Sent(self._number)
        self._lately.append(sent)
        return sent

    def succeed(self, sent: Sent, allowance: Allowance | None) -> None:
        """A call was taken; *allowance* is what the endpoint told of its limits."""
        now = self._clock()
        if self._blocked_at is not None and sent.number > self._blocked_from:
            self._resume(now, self._blocked_at)
        self._counted += 1
        if self._found is not None:
            self._found.succeed()
        if allowance is not None:
            self._hear(allowance, now)

    def refuse(self, sent: Sent, retry_after_s: float | None, *, learns: bool = True) -> None:
        """A call was refused for load; it *learns* where a rate limit is what refused."""
        now = self._clock()
        self._note(sent, now, retry_after_s or 0.0)
        self._pause(now + (retry_after_s or 0.0))
        if sent.number <= self._blocked_from:
            return  # on the wire since before the block, which it cannot tell more of
        if self._blocked_at is not None:
            self._blocked_from = self._number
            self._try_s = min(2 * self._try_s, _LAST_TRY_S)
            self._pause(now + self._try_s)
        elif (retry_after_s or 0.0) >= _LONG_PAUSE_S or self._is_met():
            self._blocked_at, self._blocked_from = now, self._number
            self._is_limit, self._try_s = learns, _FIRST_TRY_S
            self._pause(now + self._try_s)
        elif self._found is not None and learns:
            self._found.refuse(now)

    def spread(self, seconds: float, places: float) -> None:
        """
        Keep calls from going in waves; a call took *seconds*, and so many may go at a time.

        Replies that come all at once are read one after another, and the calls that follow would
        go all at once again, with nothing on the wire in between.
        """
        self._call_s += (_SMOOTHING if self._call_s else 1.0) * (seconds - self._call_s)
        distance_s = _SPREAD * self._call_s / places
        self._distance_s = distance_s if distance_s > _WORTH_SPREADING_S else 0.0

    def _note(self, sent: Sent, now: float, pause_s: float) -> None:
        sent.is_refused = True
        # Those on the wire when a pause began say nothing of how far the next would have come.
        if sent.number > self._gap_from and now >= self._paused_until:
            self._gaps.append(sent.number - self._gap_from)
            self._gap_from = self._number if pause_s else sent.number

    def _is_met(self) -> bool:
        """True where the refusals lately are those of a limit, or of a server that is down."""
        refused = [each.is_refused for each in self._lately]
        unlikely = _BEYOND_CHANCE if self._found is None or self._found.is_sure else _UNLIKELY
        return (
            probability_of_share(refused) < (_BEYOND_CHANCE if self._found is None else _UNLIKELY)
            or probability_of_runs(refused) < unlikely
            or probability_of_gaps(self._gaps) < unlikely
        )

    def _pause(self, until: float) -> None:
        self._paused_until = max(self._paused_until, until)

    def _resume(self, now: float, blocked_at: float) -> None:
        """A call was taken again: what was taken since the last time was all there was."""
        since = now if self._counted_from is None else self._counted_from
        if self._is_limit and self._counted and now - blocked_at < _LONGEST_S:
            counted_s = now - since
            if 0 < counted_s - _MINUTE_S <= self._try_s + _LATE_S:
                counted_s = _MINUTE_S  # the limit was gone before a call asked for it
            taken = self._counted / counted_s
            is_sure = self._found is not None and counted_s >= _SURE_S
            self._found = Found(_CAUTION * min(taken, self.rate or taken), now, is_sure=is_sure)
        self._blocked_at, self._counted_from, self._counted = None, now, 0
        self._next_at = now
        self._lately.clear()
        self._gaps.clear()
        self._gap_from = self._number

    def _hear(self, allowance: Allowance, now: float) -> None:
        if allowance.limit:
            self._stated = _CAUTION * allowance.limit / _MINUTE_S
        if allowance.remaining == 0 and allowance.reset_s:
            self._pause(now + min(allowance.reset_s, _MINUTE_S))
