"""When a call is tried again, and after how long."""

from collections.abc import Awaitable, Callable

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
)
from tenacity.wait import wait_base, wait_random_exponential

from ..errors import JudgeUnreachable

MOST_ATTEMPTS = 6
# A server that asks for a longer pause than this is treated as down for this answer.
LONGEST_PAUSE_S = 300.0


def retrying(sleep: Callable[[float], Awaitable[None]]) -> AsyncRetrying:
    """The house's retries: up to six attempts at what another attempt can help."""
    return AsyncRetrying(
        retry=retry_if_exception(_is_worth_waiting),
        wait=_Pause(),
        stop=stop_after_attempt(MOST_ATTEMPTS),
        sleep=sleep,
        reraise=True,
    )


def retrying_plainly(sleep: Callable[[float], None]) -> Retrying:
    """The same for code that is not on a loop."""
    house = retrying(_never)
    return Retrying(retry=house.retry, wait=house.wait, stop=house.stop, sleep=sleep, reraise=True)


async def _never(_: float) -> None:
    """Nobody sleeps by this."""


class _Pause(wait_base):
    """What the server asked for, else a random wait that doubles: 1, 2, 4 … at most 20 s."""

    def __init__(self) -> None:
        self._own = wait_random_exponential(multiplier=1, min=0.25, max=20)

    def __call__(self, retry_state: RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        asked = error.retry_after_s if isinstance(error, JudgeUnreachable) else None
        return self._own(retry_state) if asked is None else asked


def _is_worth_waiting(error: BaseException) -> bool:
    return isinstance(error, JudgeUnreachable) and (error.retry_after_s or 0) <= LONGEST_PAUSE_S
