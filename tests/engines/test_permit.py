"""Calls within a budget: reserved, settled, refused, whatever the endpoint does."""

import asyncio
from decimal import Decimal

import pytest

from grader import OpenAIJudge
from grader.core.budget import Budget
from grader.core.render import answer_message
from grader.engines.conversation import Conversation
from grader.engines.permit import BudgetPermit, costs_nothing
from grader.errors import (
    AnswerRefused,
    BudgetReached,
    JudgeStopped,
    JudgeUnreachable,
    ModeRefused,
    ParameterRefused,
)
from grader.records import Call, Capability, Price, Usage
from grader.testing import LoopbackServer
from grader.testing.replies import rating_content, said
from grader.wiring import templates

PRICE = Price(input=Decimal("2.5"), cached=Decimal("1.25"), output=Decimal(10))
MOST = 1000


class Bill:
    """A script that counts tokens, one for each character, and keeps what it billed."""

    def __init__(self, length=0, **options):
        self.used, self.length, self.options = [], length, options

    def __call__(self, body, _number):
        content = rating_content(body, **self.options)
        sent = sum(len(message["content"]) for message in body["messages"])
        self.used.append(
            Usage(input=sent, cached=0, output=min(self.length or len(content), body["max_tokens"]))
        )
        last = self.used[-1]
        return said(
            body, content, usage={"prompt_tokens": last.input, "completion_tokens": last.output}
        )

    @property
    def usd(self):
        return sum((PRICE.of(used) for used in self.used), Decimal(0))


@pytest.fixture
def converse(make_task):
    """Holds conversations about *count* answers, 32 at a time, and returns how each ended."""

    def run(server, permit, count=200, **options):
        async def one(places, judge, text):
            async def commit(_records):
                await asyncio.sleep(0)

            async with places:
                task = make_task(text)
                try:
                    return await Conversation(
                        task=task, judge=judge, templates=templates("zh"), secret=b"s",
                        commit=commit, pause=lambda _: asyncio.sleep(0), permit=permit,
                    ).run()  # fmt: skip
                except BudgetReached as reached:
                    return reached

        async def all_of_them():
            judge = OpenAIJudge("m", base_url=server.base_url, max_tokens=MOST, **options)
            places = asyncio.Semaphore(32)
            texts = [f"我会先安抚客户，然后核对订单。编号{number}" for number in range(count)]
            try:
                return await asyncio.gather(*(one(places, judge, text) for text in texts))
            finally:
                await judge.close()

        return asyncio.run(asyncio.wait_for(all_of_them(), 60))

    return run


def permit_of(usd):
    return BudgetPermit(Budget(Decimal(usd)), PRICE, MOST)


@pytest.fixture
def for_one_call(make_task):
    """A budget that is just enough for what one call reserves."""
    permit, task = permit_of(1), make_task("我会先安抚客户，然后核对订单。编号0")
    call = Call(user=answer_message(task.lines, "0" * 16, templates("zh")))
    usd = asyncio.run(permit.take(task, call, Capability(rung="json_schema")))
    return permit_of(usd)


@pytest.mark.parametrize("length", [0, MOST])
def test_true_spend_never_passes_the_budget_at_concurrency_32(converse, length):
    bill, permit = Bill(length), permit_of("0.5")
    with LoopbackServer(bill, latency_s=0.02) as server:
        ended = converse(server, permit)
        peak = server.peak_in_flight
    refused = [each for each in ended if isinstance(each, BudgetReached)]
    assert refused
    assert 0 < bill.usd <= Decimal("0.5")
    assert permit.budget.spent == bill.usd
    assert permit.budget.reserved == 0
    assert peak > 8


def test_calls_wait_for_those_in_flight_so_that_little_of_a_budget_is_left(converse):
    """A call reserves some five times what it takes: refusing at once would waste most of it."""
    bill, permit = Bill(), permit_of("1")
    with LoopbackServer(bill, latency_s=0.01) as server:
        converse(server, permit, count=400)
    assert bill.usd > Decimal("0.9")


def test_budget_too_small_for_one_call_sends_nothing(converse):
    with LoopbackServer(Bill()) as server:
        ended = converse(server, permit_of("0.001"), count=5)
        assert server.requests == []
    assert all(isinstance(each, BudgetReached) for each in ended)


def test_retries_reserve_again_and_429_costs_nothing(converse):
    bill, permit = Bill(), permit_of("0.5")
    with LoopbackServer(bill, faults={"rate_limited_bare": 0.3}, seed=3) as server:
        converse(server, permit)
    assert Decimal("0.4") < bill.usd <= Decimal("0.5")
    assert permit.budget.spent == bill.usd


def test_a_call_whose_end_nobody_saw_is_spent_as_reserved(converse):
    bill, permit = Bill(), permit_of("0.5")
    with LoopbackServer(bill, faults={"disconnect": 0.2}, seed=3) as server:
        converse(server, permit)
    assert bill.usd < permit.budget.spent <= Decimal("0.5")


def test_a_reply_without_usage_is_spent_as_reserved(converse):
    permit = permit_of("0.5")
    with LoopbackServer(["no_usage"]) as server:
        ended = converse(server, permit)
        graded = [each for each in ended if not isinstance(each, BudgetReached)]
    assert 0 < len(graded) < 40
    assert permit.budget.spent <= Decimal("0.5")


def test_what_was_paid_for_is_kept_where_mending_it_is_refused(converse, for_one_call):
    """The first reply has no quote that can be found; there is no money for a second."""
    bill = Bill(quotes="invented")
    with LoopbackServer(bill) as server:
        [ended] = converse(server, for_one_call, count=1)
    assert ended.is_usable
    assert (len(bill.used), ended.requests) == (1, 1)
    assert for_one_call.stopped is not None


def test_an_unusable_reply_with_no_money_for_another_ends_as_budget(converse, for_one_call):
    with LoopbackServer(["malformed"]) as server:
        [ended] = converse(server, for_one_call, count=1)
    assert (ended.reason, ended.requests) == ("budget", 1)


def test_a_model_without_a_limit_on_its_replies_is_not_asked(make_task):
    permit = permit_of("5")
    taken = Capability(rung="json_schema", dropped=("max_tokens",))
    with pytest.raises(BudgetReached, match="no limit on the length"):
        asyncio.run(permit.take(make_task(), None, taken))


def test_once_refused_no_later_call_is_allowed(converse):
    permit = permit_of("0.5")
    with LoopbackServer(Bill()) as server:
        converse(server, permit)
        count = len(server.requests)
        permit.budget.usd += 10
        ended = converse(server, permit, count=3)
        assert len(server.requests) == count
    assert all(isinstance(each, BudgetReached) for each in ended)


@pytest.mark.parametrize(
    ("error", "is_free"),
    [
        (JudgeUnreachable("429", status=429), True),
        (JudgeUnreachable("reset"), False),
        (AnswerRefused("too long", reason="too_long"), True),
        (ModeRefused("no schema"), True),
        (ParameterRefused("no seed", parameter="seed"), True),
        (JudgeStopped("no key"), True),
        (asyncio.CancelledError(), False),
    ],
)
def test_only_what_was_turned_away_costs_nothing(error, is_free):
    assert costs_nothing(error) is is_free
