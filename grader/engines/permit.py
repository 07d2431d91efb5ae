"""Leave to make calls: always, or as long as a budget holds."""

import asyncio
import json
from decimal import Decimal

from ..core.budget import Budget
from ..errors import (
    AnswerRefused,
    BudgetReached,
    JudgeStopped,
    JudgeUnreachable,
    ModeRefused,
    ParameterRefused,
)
from ..message import Message, cause
from ..ports import Permit
from ..records import Call, Capability, Price, Prompt, Task, Usage

# Marks around messages, names of roles and of the tool: no chat template takes as many.
_AROUND = 256
_AROUND_A_TURN = 64
_MOST_PROMPTS = 4096
_LIMITS = ("max_tokens", "max_completion_tokens")


def costs_nothing(error: BaseException) -> bool:
    """True where *error* is a request turned away before any work, which no provider bills."""
    if isinstance(error, JudgeUnreachable):
        return error.status in {429, 503}
    return isinstance(error, AnswerRefused | JudgeStopped | ModeRefused | ParameterRefused)


class _Free:
    """Allows everything, keeps no account."""

    async def take(self, task: Task, call: Call, taken: Capability) -> Decimal:  # noqa: ARG002
        return Decimal(0)

    def settle(self, held: Decimal, used: Usage) -> None:
        pass


FREE: Permit = _Free()


class BudgetPermit:
    """
    Allows a call while the most it can cost fits what is left of a budget.

    A call takes at most as many input tokens as its text has bytes (no tokenizer makes more) and
    as many output tokens as it allows itself. One that does not fit waits for those in flight,
    which mostly cost less than was set aside; when none is left and it still does not fit,
    this call and all later ones are refused. `stopped` then says why.
    """

    def __init__(self, budget: Budget, price: Price, most_output: int) -> None:
        self.budget = budget
        self.stopped: BudgetReached | None = None
        self._price = price
        self._most_output = most_output
        self._settled = asyncio.Event()
        self._sizes: dict[str, int] = {}

    async def take(self, task: Task, call: Call, taken: Capability) -> Decimal:
        """See `ports.Permit`."""
        if set(_LIMITS) & set(taken.dropped):
            self._stop(
                Message(
                    "the model takes no limit on the length of a reply, so no budget can be kept"
                )
            )
        self._raise_if_stopped()
        usd = self._most(task, call)
        while not self.budget.fits(usd):
            if not self.budget.in_flight:
                self._stop(
                    Message(
                        "{spent:.4f} US dollars are spent, and the next call could cost {more:.4f}",
                        spent=self.budget.spent,
                        more=usd * self.budget.dearer,
                    )
                )
            self._raise_if_stopped()
            self._settled.clear()
            await self._settled.wait()
        self._raise_if_stopped()
        return self.budget.reserve(usd)

    def settle(self, held: Decimal, used: Usage) -> None:
        """See `ports.Permit`; where the tokens are not known, all that was held is spent."""
        is_known = used.input is not None and used.output is not None
        self.budget.settle(held, self._price.at_most(used, 1) if is_known else None)
        self._settled.set()

    def _stop(self, why: Message) -> None:
        self.stopped = self.stopped or BudgetReached(
            "--budget {usd:f} US dollars reached: {why}; the same command goes on with "
            "as much again",
            usd=self.budget.usd,
            why=why,
        )
        self._settled.set()

    def _raise_if_stopped(self) -> None:
        if self.stopped is not None:
            raise BudgetReached(cause(self.stopped))

    def _most(self, task: Task, call: Call) -> Decimal:
        own = len(call.user.encode()) + sum(
            len(turn.reply.encode()) + len(turn.problem.encode()) + 2 * _AROUND_A_TURN
            for turn in call.turns
        )
        used = Usage(
            input=self._size(task.prompt) + own + _AROUND,
            cached=0,
            output=self._most_output * (2 if call.more_room else 1),
        )
        return self._price.at_most(used, 1)

    def _size(self, prompt: Prompt) -> int:
        size = self._sizes.get(prompt.digest)
        if size is None:
            if len(self._sizes) >= _MOST_PROMPTS:
                self._sizes.clear()
            size = len(prompt.system.encode()) + len(json.dumps(prompt.schema))
            self._sizes[prompt.digest] = size
        return size
