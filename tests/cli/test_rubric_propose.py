"""What a person is told of proposed criteria: by whom, at what price, and what is missing."""

from decimal import Decimal

import pytest

from grader.cli.rubric_propose import tell_proposals
from grader.errors import JudgeStopped
from grader.readers.resources import labels
from grader.records import Counts, Proposal, Run
from grader.runs import Proposals


@pytest.fixture
def made():
    by = {"一/1": Proposal(criteria=(), by="judge")}
    for name in ("一/2", "一/3"):
        by[name] = Proposal(criteria=(), by="list", detail="invalid: criteria: sum: 5")
    run = Run(counts=Counts(requests=7), cost_usd=Decimal("0.0123"))
    return Proposals(by_id=by, run=run, stopped=JudgeStopped("the quota is used up"))


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ["为 1 道题", "7 次，费用约 0.0123 美元", "题 一/2、一/3：", "sum: 5", "没有再问下去：the quota"]),
        ("en", ["of 1 item (7 requests, about 0.0123", "item 一/2, 一/3:", "sum: 5", "Nothing more was asked: the quota"]),
    ],
)  # fmt: skip
def test_people_are_told_by_whom_at_what_price_and_what_is_missing(made, capsys, lang, told):
    assert tell_proposals(made, labels(lang, "rubric"), ["rubric", "import", "till.txt"]) == 3
    err = capsys.readouterr().err
    assert [each for each in told if each not in err] == []
    assert err.splitlines()[-1].endswith("grader rubric import till.txt")
    assert len(err.splitlines()) == 4
