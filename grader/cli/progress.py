"""How a run goes: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self

from ..engines.local import LocalEngine
from ..records import Outcome, Run
from .told import say

_LINE_EVERY_S = 10.0


class Progress:
    """Shows done of total, rate, time left and cost; `engine` is what a signal may stop."""

    def __init__(self, words: dict[str, str], *, is_shown: bool) -> None:
        self.engine: LocalEngine | None = None
        self._words = words
        self._is_shown = is_shown
        self._bar: object = None
        self._task: object = None
        self._total = self._done = self._asked = 0
        self._began = self._told = 0.0
        self._cost = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()  # type: ignore[attr-defined]

    def begin(self, total: int, engine: LocalEngine) -> None:
        """Start counting to *total*."""
        self.engine = engine
        self._total = total
        self._began = self._told = time.monotonic()
        if self._is_shown and sys.stderr.isatty():
            self._open_bar()

    def _open_bar(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[cost]}"),
            console=Console(stderr=True),
        )
        self._task = bar.add_task(self._words["grading"], total=self._total, rate="", cost="")
        bar.start()
        self._bar = bar

    def step(self, outcome: Outcome | None, run: Run) -> None:
        """One answer more is done; *outcome* is None where nothing had to be asked."""
        self._done += 1
        self._asked += outcome is not None
        now = time.monotonic()
        usd = run.cost_usd if run.endpoint else None
        self._cost = "" if usd is None else self._words["cost"].format(usd=f"{usd:.4f}")
        rate = self._asked / max(now - self._began, 1e-6)
        if self._bar is not None:
            self._bar.update(  # type: ignore[attr-defined]
                self._task, completed=self._done, rate=f"{rate:.1f}/s", cost=self._cost
            )
        elif self._is_shown and now - self._told > _LINE_EVERY_S:
            self._told = now
            self._line(rate)

    def _line(self, rate: float) -> None:
        left = (self._total - self._done) / rate if rate else 0
        eta = f"{left / 60:.0f} min" if left > 90 else f"{left:.0f} s"
        say(
            self._words["progress"].format(
                done=self._done, total=self._total, rate=f"{rate:.1f}", eta=eta, cost=self._cost
            )
        )

    def say_stopping(self) -> None:
        """Tell that the run is coming to its end."""
        say(self._words["stopping"])
