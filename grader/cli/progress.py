"""How a run goes: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self

from ..ports import Engine
from ..records import BatchNews, Outcome, Run
from ..wiring import price
from .told import say

_LINE_EVERY_S = 10.0
_PRICE_EVERY_S = 2.0


class Progress:
    """Shows done of total, rate, time left and cost; `engine` is what a signal may stop."""

    def __init__(self, words: dict[str, str], *, is_shown: bool) -> None:
        self.engine: Engine | None = None
        self._words = words
        self._is_shown = is_shown
        self._bar: object = None
        self._task: object = None
        self._total = self._done = self._asked = 0
        self._began = self._told = self._priced = 0.0
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

    def begin(self, total: int, engine: Engine) -> None:
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
        if run.endpoint and now - self._priced > _PRICE_EVERY_S:
            self._priced = now
            usd = price(run.model_asked, run.endpoint, run.tokens, engine=run.engine)
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
        leaves_work = getattr(self.engine, "leaves_work", False)
        say(self._words["stopping_batch" if leaves_work else "stopping"])

    def news(self, news: BatchNews) -> None:
        """Tell what became of a batch."""
        if self._is_shown:
            words = self._words[f"batch_{news.code}"]
            say(words.format(batch=news.batch, state=news.state, done=news.done, total=news.total))
