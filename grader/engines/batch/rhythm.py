"""How long to wait before looking again."""

import random
from dataclasses import dataclass

FIRST_S = 1.0
LONGEST_S = 60.0
_GROWTH = 1.6
_JITTER = 0.2


@dataclass(slots=True)
class Rhythm:
    """Waits between looks at batches: soon at first, then up to a minute, never in step."""

    _next_s: float = FIRST_S

    def reset(self) -> None:
        """Begin anew: something was just handed in."""
        self._next_s = FIRST_S

    def next_s(self) -> float:
        """Seconds to wait now."""
        now, self._next_s = self._next_s, min(LONGEST_S, self._next_s * _GROWTH)
        return now * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - no secret
