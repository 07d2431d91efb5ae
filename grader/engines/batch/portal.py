"""A way from plain code to an event loop that lives in a thread of its own."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import CancelledError, Future, wait
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")
_LOOK_S = 0.2


class Interrupted(Exception):
    """The run was told to stop while it waited; what is handed in stays handed in."""


class Portal:
    """
    Runs coroutines on one loop, one after another, for a caller that has none.

    The loop goes on between calls, so that connections the server closes are noticed.
    """

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="grader-batch", daemon=True
        )
        self._under_way: Future[Any] | None = None
        self._is_cancelled = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def call(self, what: Coroutine[Any, Any, T]) -> T:
        """
        What the coroutine returns or raises.

        Raises:
            Interrupted: `cancel` was called.

        """
        if self._is_cancelled:
            what.close()
            raise Interrupted
        future = asyncio.run_coroutine_threadsafe(what, self._loop)
        self._under_way = future
        try:
            # In short waits, so that a signal gets its turn on every system.
            while not wait([future], timeout=_LOOK_S).done:
                pass
            return future.result()
        except CancelledError:
            raise Interrupted from None
        finally:
            self._under_way = None

    def close(self, what: Coroutine[Any, Any, None]) -> None:
        """Run a last coroutine, also after `cancel`."""
        wait([asyncio.run_coroutine_threadsafe(what, self._loop)])

    def cancel(self) -> None:
        """Let go of the call under way and of those to come."""
        self._is_cancelled = True
        under_way = self._under_way
        if under_way is not None:
            under_way.cancel()
