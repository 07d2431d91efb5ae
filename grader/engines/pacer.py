"""How fast calls may follow each other: what the endpoint allows a minute, and its pauses."""

from collections import deque
from collections.abc import Callable

from ..records import Allowance

_MINUTE_S = 60.0
# Refusals that ask for less than this come from a limit that refills by the second.
_SHORT_PAUSE_S = 5.0
_SHORT_WINDOW_S = 2.0
_UNSTATED_PAUSE_S = 0.5
# Fewer calls than this tell no rate: they may have been the first of a wave, or one lucky one.
_FEW = 5
# A shorter time between two refusals is too short to count in.
_COUNTABLE_S = 1.0
_CAUTION = 0.98
# Well below what was refused the rate recovers quickly, near it slowly.
_NEAR = 0.93
_QUICKLY, _SLOWLY = 1.05, 1.003
_GROW_EVERY_S = 10.0
# A limit stays where it is. A rate that falls further than this follows the pauses it makes
# itself: without an end to it, three refusals in ten took a thousand calls half a day.
_MOST_FALLEN = 4.0
_LET_GO_S = 60.0
# Of the distance at which calls would be spread evenly over the time that one takes.
_SPREAD = 0.6
_SMOOTHING = 0.1
# Where calls follow each other faster, reading replies is what takes the time, not the wire.
_WORTH_SPREADING_S = 0.004
_MOST_KEPT = 100_000
_SLOWEST = 1 / 60


class Pacer:
    """
    Spaces calls so that a rate limit is met, not run into.

    Where the endpoint tells its limit of requests a minute, calls keep to it from the first
    reply on. Where it only refuses, the rate becomes what was taken since the refusal before
    (at the first one: in the last minute, or in the last two seconds where it asked for a short
    pause), less a fiftieth, never more than before, and recovers every ten seconds. A rate that
    keeps falling is let go for a minute: something other than a limit refuses. A pause that one
    call is asked for holds for all.

    *clock* gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._counting_from: float | None = None
        self._paused_until = float("-inf")
        self._next_at = float("-inf")
        self._grown_at = clock()
        self._taken: deque[float] = deque(maxlen=_MOST_KEPT)
        self._stated: float | None = None
        self._learned: float | None = None
        self._refused_at = 0.0
        self._highest = 0.0
        self._learns_from = clock()
        self._share_s = 0.0

    @property
    def rate(self) -> float | None:
        """Calls a second that are kept to; None while no limit is known."""
        known = [each for each in (self._stated, self._learned) if each is not None]
        return min(known) if known else None

    def book(self) -> float:
        """When the next call may go, on the clock; every booking is the one call's own."""
        now = self._clock()
        at = max(now, self._next_at, self._paused_until)
        gap = _SPREAD * self._share_s if self._share_s > _WORTH_SPREADING_S else 0.0
        self._next_at = at + (gap if self.rate is None else max(gap, 1 / self.rate))
        return at

    def wait_s(self, booked: float) -> float:
        """Seconds until a call booked for *booked* may go."""
        return booked - self._clock()

    def is_void(self, booked: float) -> bool:
        """True where a pause has come over a booking: it must be made anew, lest all go at once."""
        return booked < self._paused_until

    def succeed(self, allowance: Allowance | None) -> None:
        """A call was taken; *allowance* is what the endpoint told of its limits."""
        now = self._clock()
        self._taken.append(now)
        if allowance is not None:
            self._hear(allowance, now)
        if self._learned is not None and now - self._grown_at >= _GROW_EVERY_S:
            self._grown_at = now
            is_near = self._learned >= _NEAR * self._refused_at
            self._learned *= _SLOWLY if is_near else _QUICKLY

    def spread(self, share_s: float) -> None:
        """
        Keep calls from going in waves; *share_s* is the time of a call over the calls at a time.

        Replies that come all at once are read one after another, and the calls that follow would
        go all at once again, with nothing on the wire in between.
        """
        self._share_s += _SMOOTHING * (share_s - self._share_s)

    def refuse(self, retry_after_s: float | None, *, learns: bool = True) -> None:
        """A call was refused for load; it *learns* where a rate limit is what refused."""
        now = self._clock()
        if now < self._paused_until:
            return  # one of those that were on the wire when the pause began
        pause = _UNSTATED_PAUSE_S if retry_after_s is None else retry_after_s
        is_short = pause < _SHORT_PAUSE_S
        taken = self._rate_taken(now, is_short=is_short)
        if learns and taken and now >= self._learns_from:
            self._learn(taken, now)
        if taken or not is_short or self._counting_from is None:
            # A short pause is part of the pace; after a long one the count begins anew.
            self._counting_from = now if is_short else now + pause
        self._paused_until = self._grown_at = self._next_at = now + pause

    def _learn(self, taken: float, now: float) -> None:
        lowered = max(_SLOWEST, min(taken, self._learned or taken) * _CAUTION)
        if lowered * _MOST_FALLEN < self._highest:
            self._learned, self._highest, self._learns_from = None, 0.0, now + _LET_GO_S
            return
        # The first rate may be that of a burst, which a limit takes beyond its own.
        if self._learned is not None and self._counted_from(now) is not None:
            self._highest = max(self._highest, lowered)
        self._refused_at, self._learned = taken, lowered

    def _counted_from(self, now: float) -> float | None:
        """The refusal before, if it is long enough ago to count what was taken since."""
        since = self._counting_from
        return None if since is None or now - since < _COUNTABLE_S else since

    def _rate_taken(self, now: float, *, is_short: bool) -> float:
        """Calls a second that were taken; 0 where too few were to tell."""
        since = self._counted_from(now)
        if since is None:
            since = now - (_SHORT_WINDOW_S if is_short else _MINUTE_S)
        count = sum(at > since for at in self._taken)
        return 0.0 if is_short and count < _FEW else count / (now - since)

    def _hear(self, allowance: Allowance, now: float) -> None:
        if allowance.limit:
            self._stated = _CAUTION * allowance.limit / _MINUTE_S
        if allowance.remaining == 0 and allowance.reset_s:
            self._paused_until = max(self._paused_until, now + min(allowance.reset_s, _MINUTE_S))
