"""How long to wait before looking again."""

import random
from dataclasses import dataclass

from tenacity import RetryCallState
from tenacity.wait import wait_base, wait_random_exponential

from ...errors import JudgeUnreachable

FIRST_S = 1.0
LONGEST_S = 60.0
LONGEST_PAUSE_S = 300.0
_GROWTH = 1.6
_JITTER = 0.2


@dataclass(slots=True)
class Pace:
    """Waits between looks at batches: soon at first, then up to a minute, never in step."""

    _next_s: float = FIRST_S

    def reset(self) -> None:
        """Begin anew: something was just handed in."""
        self._next_s = FIRST_S

    def next_s(self) -> float:
        """Seconds to wait now."""
        now, self._next_s = self._next_s, min(LONGEST_S, self._next_s * _GROWTH)
        return now * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - no secret


class AskedWait(wait_base):
    """What the server asked for, within reason, else a random wait that doubles up to 20 s."""

    def __init__(self) -> None:
        self._own = wait_random_exponential(multiplier=1, min=0.25, max=20)

    def __call__(self, retry_state: RetryCallState) -> float:
        """Seconds to wait after what *retry_state* tells of."""
        error = retry_state.outcome.exception() if retry_state.outcome else None
        asked = error.retry_after_s if isinstance(error, JudgeUnreachable) else None
        return self._own(retry_state) if asked is None else min(asked, LONGEST_PAUSE_S)
