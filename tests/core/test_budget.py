"""Money set aside, spent and given back; and when failures have one cause."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.core.budget import Budget
from grader.core.failures import OWN, FailureCount
from grader.records import Outcome


def test_budget_takes_calls_up_to_its_last_cent():
    budget = Budget(Decimal("0.30"))
    for _ in range(3):
        assert budget.fits(Decimal("0.10"))
        budget.reserve(Decimal("0.10"))
    assert not budget.fits(Decimal("0.01"))


def test_what_a_call_did_not_need_comes_back():
    budget = Budget(Decimal(1))
    held = budget.reserve(Decimal("0.9"))
    budget.settle(held, Decimal("0.1"))
    assert (budget.spent, budget.reserved, budget.in_flight) == (Decimal("0.1"), 0, 0)
    assert budget.fits(Decimal("0.9"))


def test_a_call_of_unknown_cost_is_spent_as_set_aside():
    budget = Budget(Decimal(1))
    budget.settle(budget.reserve(Decimal("0.9")), None)
    assert budget.spent == Decimal("0.9")


def test_a_call_that_was_refused_costs_nothing():
    budget = Budget(Decimal(1))
    budget.settle(budget.reserve(Decimal("0.9")), Decimal(0))
    assert budget.fits(Decimal(1))


def test_a_call_dearer_than_set_aside_makes_the_next_be_reckoned_dearer():
    budget = Budget(Decimal(10))
    budget.settle(budget.reserve(Decimal(1)), Decimal(2))
    assert budget.reserve(Decimal(1)) == Decimal(2)


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 100), st.booleans()), max_size=80))
def test_budget_is_never_passed(calls):
    """Whatever the calls ask for and use, in whatever order they end."""
    budget, flying = Budget(Decimal(200)), []
    for most, percent, ends_first in calls:
        if budget.fits(Decimal(most)):
            flying.append((budget.reserve(Decimal(most)), Decimal(most) * percent / 100))
        if ends_first and flying:
            budget.settle(*flying.pop(0))
        assert budget.spent + budget.reserved <= budget.usd
    for each in flying:
        budget.settle(*each)
    assert budget.spent <= budget.usd
    assert budget.reserved == budget.in_flight == 0


def note(count, reasons):
    told = [
        count.note(Outcome(key="k", reason=reason, detail=f"why {reason}")) for reason in reasons
    ]
    return next(((n, text) for n, text in enumerate(told, start=1) if text), None)


def test_failures_of_one_cause_above_the_share_are_told():
    number, text = note(FailureCount(0.2), [*["", "", "invalid"] * 20])
    assert number == 20
    assert "6 of 20" in text
    assert "why invalid" in text


def test_nothing_is_told_before_20_have_finished():
    assert note(FailureCount(0.2), ["invalid"] * 19) is None


def test_share_has_to_be_passed_not_reached():
    assert note(FailureCount(0.25), ["invalid"] * 5 + [""] * 15) is None
    assert note(FailureCount(0.24), ["invalid"] * 5 + [""] * 15) is not None


@pytest.mark.parametrize("reason", sorted(OWN))
def test_answers_that_fail_for_their_own_sake_never_count(reason):
    assert note(FailureCount(0.0), [reason, ""] * 50) is None


def test_causes_are_not_added_up():
    assert note(FailureCount(0.3), ["invalid", "unreachable", "", ""] * 10) is None


def test_a_few_failures_are_not_a_cause_however_small_the_share():
    assert note(FailureCount(0.0), ["invalid"] * 4 + [""] * 40) is None


def test_answers_not_tried_are_not_finished():
    count = FailureCount(0.2)
    assert note(count, ["not_reached", "budget"] * 30) is None
    assert count.finished == 0
