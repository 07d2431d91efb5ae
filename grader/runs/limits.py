"""What a run may spend, how much of it is asked now, and what it has used so far."""

import time
from dataclasses import dataclass, field
from decimal import Decimal

from ..core.budget import Budget
from ..core.failures import FailureCount
from ..engines.permit import BudgetPermit
from ..errors import BudgetReached, JudgeStopped, SettingError
from ..message import cause
from ..records import Outcome, Price, Run, Usage

_PRICE_EVERY_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """
    Where a run ends of itself.

    `price` is None where it is not known; `most_answers` (0: all) and `most_failures` (a share)
    are what --limit and --fail-over give.
    """

    price: Price | None = None
    budget: Decimal | None = None
    most_answers: int = 0
    most_failures: float | None = None

    def check(self, model: str, endpoint: str, engine: str, most_output: int) -> None:
        """
        See that a budget can be kept.

        Raises:
            SettingError: the price or the length of a reply is not known, or the engine cannot.

        """
        if self.budget is None or not endpoint:
            return
        if engine != "local":
            raise SettingError(
                "--budget: cannot be kept by --engine {engine}, which hands in many requests "
                "at once; use --engine local, or hand in a part with --limit",
                engine=engine,
            )
        if self.price is None:
            raise SettingError(
                "--budget: no price is known for {model!r} at {endpoint}; give one with "
                "--prices FILE, or leave --budget out",
                model=model,
                endpoint=endpoint,
            )
        if not most_output:
            raise SettingError("--budget: needs --max-tokens, the longest reply to be paid for")

    def count(self, answers: int) -> int:
        """How many of *answers* are asked for at most."""
        return min(self.most_answers or answers, answers)

    def permit(
        self, endpoint: str, most_output: int, before: BudgetPermit | None = None
    ) -> BudgetPermit | None:
        """
        Leave to make calls within the budget; None where there is none.

        What another judge spent *before* is spent.
        """
        if self.budget is None or self.price is None or not endpoint:
            return None
        budget = Budget(self.budget) if before is None else before.budget
        return BudgetPermit(budget, self.price, most_output)


@dataclass(slots=True, kw_only=True)
class Account:
    """
    Adds up what the outcomes of a run used, and sees when it is failing.

    Judges of different prices have their turns one after another.
    """

    run: Run
    limits: Limits
    permit: BudgetPermit | None = None
    failing: str = ""
    _failures: FailureCount | None = field(init=False)
    _last: Outcome | None = None
    _priced: float = 0.0
    _lost: int = 0
    _earlier: Decimal | None = Decimal(0)
    _before: tuple[Usage, int] = (Usage(), 0)

    def __post_init__(self) -> None:
        most = self.limits.most_failures
        self._failures = None if most is None else FailureCount(most)

    def add(self, outcome: Outcome | None) -> None:
        """One answer more; equal answers share one outcome, which counts once."""
        if outcome is None or outcome is self._last:
            return
        self._last = outcome
        if self.run.endpoint:
            _spend(self.run, outcome)
        if self._failures is not None and not self.failing:
            self.failing = self._failures.note(outcome)
        if time.monotonic() - self._priced > _PRICE_EVERY_S:
            self._priced = time.monotonic()
            self.price()

    def add_lost(self, requests: int) -> None:
        """So many *requests* more that ended in no outcome, and were refused rather than billed."""
        if self.run.endpoint:
            self.run.counts.requests += requests
            self._lost += requests

    def begin(self, limits: Limits, permit: BudgetPermit | None) -> None:
        """The turn of the next judge: what comes now is paid by its price, out of *permit*."""
        self.price()
        self._earlier = self.run.cost_usd
        self._before = self.run.tokens, self._billed
        self.limits, self.permit = limits, permit

    @property
    def _billed(self) -> int:
        return self.run.counts.requests - self.run.counts.retries - self._lost

    def price(self) -> None:
        """Tell the run what it costs so far."""
        price, (used, billed) = self.limits.price, self._before
        run = self.run
        run.cost_usd = None
        if price is not None and self._earlier is not None:
            own = price.of(_less(run.tokens, used), self._billed - billed)
            run.cost_usd = self._earlier + own
        run.is_priced = run.cost_usd is not None

    def stopped(self) -> JudgeStopped | None:
        """Why the run ends of itself, if it does."""
        if self.permit is not None and self.permit.stopped is not None:
            return BudgetReached(cause(self.permit.stopped))
        return JudgeStopped(self.failing) if self.failing else None


def _less(used: Usage, before: Usage) -> Usage:
    """What was *used* since *before*; unknown stays unknown."""

    def since(now: int | None, then: int | None) -> int | None:
        return now if now is None else now - (then or 0)

    return Usage(
        input=since(used.input, before.input),
        cached=since(used.cached, before.cached),
        output=since(used.output, before.output),
    )


def _spend(run: Run, outcome: Outcome) -> None:
    run.counts.requests += outcome.requests
    run.counts.retries += outcome.retries
    run.counts.repaired += outcome.repaired
    used, more = run.tokens, outcome.usage
    run.tokens = Usage(
        input=(used.input or 0) + (more.input or 0),
        cached=(used.cached or 0) + (more.cached or 0),
        output=(used.output or 0) + (more.output or 0),
    )
