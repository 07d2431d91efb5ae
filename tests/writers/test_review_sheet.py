"""A marking sheet tells each reason to look once."""

from decimal import Decimal

import openpyxl

from grader.core.review_queue import Listed
from grader.readers.resources import labels, messages
from grader.records import Answer, Run, Score
from grader.wiring import rubric_named
from grader.writers.page import Look
from grader.writers.workbook.marking import write_marking_book


def test_reason_that_is_a_flag_too_stands_once(tmp_path):
    rubric = rubric_named("service-manager")
    item = rubric.item("一/1", "")
    answer = Answer(candidate_id="A", item_id=item.id, text="我会先致歉。")
    score = Score(answer=answer, status="graded", max_points=item.max_points, points=Decimal(1),
                  points_low=Decimal(1), points_high=Decimal(1),
                  flags=("injection_suspected",))  # fmt: skip
    look = Look(folder=tmp_path, rubric=rubric, language="zh", labels=labels("zh", "report"),
                messages=messages("zh"), formats=("csv",), judge="")  # fmt: skip
    path = tmp_path / "review.xlsx"
    listed = [Listed(item=item, score=score, doubt="injection")]
    write_marking_book(path, look, listed, Run(judge=""), is_blind=False)
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if row[0] == "candidate_id")
    assert rows[at + 1][rows[at].index("why")] == "含面向评分者的文字"
