"""How a run goes: a bar on a terminal, plain lines elsewhere, JSON lines for machines."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Any, Self

from ..ports import Engine
from ..records import BatchNews, Outcome, Run
from .span import span
from .told import say

_LINE_EVERY_S = 10.0
_JSON_EVERY_S = 1.0
Words = dict[str, str]


@dataclass(slots=True)
class Standing:
    """Where a run stands; `usd` is None where no price is known."""

    done: int = 0
    total: int = 0
    per_second: float = 0.0
    left_s: float | None = None
    in_flight: int = 0
    places: int = 0
    requests: int = 0
    retries: int = 0
    flagged: int = 0
    usd: float | None = None

    def values(self, words: Words) -> dict[str, object]:
        """What the labels put into their sentences."""
        left = self.left_s or 0.0
        return {
            **asdict(self),
            "rate": f"{self.per_second:.1f}",
            "eta": span(left, words),
            "cost": "" if self.usd is None else words["cost"].format(usd=f"{self.usd:.4f}"),
        }


Show = Callable[[Standing, bool], None]


class Progress:
    """
    Watches a run; `engine` is what a signal may stop.

    *kind* is `auto` (a bar where stderr is a terminal, else a line every ten seconds), `json`
    (an object a line on stderr, at most one a second and one at the end) or `none`.
    """

    def __init__(self, words: Words, kind: str) -> None:
        self.engine: Engine | None = None
        self._words = words
        self._kind = kind
        self._at = Standing()
        self._asked = 0
        self._began = 0.0
        self._show: Show = _nothing
        self._bar: _Bar | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._began:
            self._show(self._at, True)
        if self._bar is not None:
            self._bar.close()

    def begin(self, total: int, engine: Engine) -> None:
        """Start counting to *total*."""
        self.engine = engine
        self._at.total = total
        self._began = time.monotonic()
        if self._kind == "json":
            self._show = _JsonLines()
        elif self._kind == "auto" and sys.stderr.isatty():
            self._show = self._bar = _Bar(self._words, total)
        elif self._kind == "auto":
            self._show = _Lines(self._words)

    def more(self, count: int) -> None:
        """Count to *count* more."""
        self._at.total += count

    def follow(self, engine: Engine) -> None:
        """Go on with *engine*, which carries the requests to the next judge."""
        self.engine = engine

    def step(self, outcome: Outcome | None, run: Run) -> None:
        """One rating more is done; *outcome* is None where nothing had to be asked."""
        now = time.monotonic()
        at = self._at
        at.done += 1
        if outcome is not None:
            self._asked += 1
            at.flagged += outcome.is_flagged or not outcome.is_usable
        at.per_second = self._asked / max(now - self._began, 1e-6)
        at.left_s = (at.total - at.done) / at.per_second if self._asked else None
        at.requests, at.retries = run.counts.requests, run.counts.retries
        if self.engine is not None:
            at.in_flight, at.places = self.engine.pace.in_flight, self.engine.pace.places
        if run.endpoint and run.cost_usd is not None:
            at.usd = float(run.cost_usd)
        self._show(at, False)

    def say_stopping(self) -> None:
        """Tell that the run is coming to its end."""
        leaves_work = getattr(self.engine, "leaves_work", False)
        say(self._words["stopping_batch" if leaves_work else "stopping"])

    def news(self, news: BatchNews) -> None:
        """Tell what became of a batch."""
        told = {"batch": news.batch, "state": news.state, "done": news.done, "total": news.total}
        if self._kind == "json":
            print(json.dumps({"batch": {"code": news.code, **told}}), file=sys.stderr, flush=True)
        elif self._kind == "auto":
            say(self._words[f"batch_{news.code}"].format(**told))


def _nothing(_: Standing, is_last: bool) -> None:  # noqa: FBT001 - as Show
    """Show nothing."""


class _Lines:
    """A sentence every ten seconds."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._told = time.monotonic()

    def __call__(self, at: Standing, is_last: bool) -> None:  # noqa: FBT001 - as Show
        now = time.monotonic()
        if not is_last and now - self._told > _LINE_EVERY_S:
            self._told = now
            say(self._words["progress"].format(**at.values(self._words)))


class _JsonLines:
    """An object a second, and one at the end."""

    def __init__(self) -> None:
        self._told = float("-inf")

    def __call__(self, at: Standing, is_last: bool) -> None:  # noqa: FBT001 - as Show
        now = time.monotonic()
        if is_last or now - self._told > _JSON_EVERY_S:
            self._told = now
            told = {key: round(value, 4) if isinstance(value, float) else value
                    for key, value in asdict(at).items()}  # fmt: skip
            print(json.dumps({"progress": told, "is_last": is_last}), file=sys.stderr, flush=True)


class _Bar:
    """A bar with what matters behind it."""

    def __init__(self, words: Words, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        self._words = words
        self._bar: Any = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[told]}"),
            console=Console(stderr=True),
        )
        self._task = self._bar.add_task(words["grading"], total=total, told="")
        self._bar.start()

    def __call__(self, at: Standing, is_last: bool) -> None:  # noqa: FBT001 - as Show
        told = self._words["bar"].format(**at.values(self._words))
        self._bar.update(self._task, completed=at.done, total=at.total, told=told)
        if is_last:
            self._bar.refresh()

    def close(self) -> None:
        """Leave the bar as it is and free the line."""
        self._bar.stop()
