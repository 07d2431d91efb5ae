"""A pace that was found: how it is raised while calls are taken, and lowered by refusals."""

# A pace that was kept to for as long is known to be near the limit that then refuses.
_SURE_S = 30.0
# A sure pace has grown by a fiftieth after so many calls, another after so many seconds.
_CALLS, _SECONDS = 500, 60.0
_STEP = 0.02
# Below what was found a refusal in twenty keeps the level where it is.
_BACK = 0.001
_LOWEST = 0.7


class Found:
    """
    A pace that a limit taught; *is_sure* where it was counted well.

    It grows by the cube of what went well since it was last refused: hardly at first, quickly
    where nothing is refused for long. Refused above what was found, it begins from there anew,
    or from what was taken meanwhile. Refused below, it may be by chance: it falls by a fiftieth,
    to seven tenths at most, and comes back.
    """

    def __init__(self, rate: float, now: float, *, is_sure: bool) -> None:
        self._base = rate
        self.is_sure = is_sure
        self._refused_at = now
        self._taken = 0
        self._level = 1.0

    def rate(self, now: float) -> float:
        """Calls a second."""
        went_well = self._taken / _CALLS if self.is_sure else self._quiet_s(now) / _SECONDS
        return self._base * self._level * (1 + _STEP * went_well**3)

    def succeed(self) -> None:
        """A call was taken."""
        self._level = min(1.0, self._level + _BACK)
        self._taken += 1

    def refuse(self, now: float) -> None:
        """A call was refused, and others near it were not."""
        rate = self.rate(now)
        if rate <= self._base:
            self._level = max(_LOWEST, self._level - _STEP)
        elif self._quiet_s(now) >= _SURE_S:
            lately = self._taken / self._quiet_s(now)
            self._base = max(self._base, (1 - _STEP) * min(rate, lately))
            self.is_sure = True
        else:
            self._level = 1 - _STEP
        self._refused_at, self._taken = now, 0

    def _quiet_s(self, now: float) -> float:
        return now - self._refused_at
