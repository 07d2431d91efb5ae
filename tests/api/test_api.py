"""The library: grade, agrade, read_answers, write_reports, feedback."""

import asyncio
import csv
import json
import threading
import time

import pytest

from grader import (
    Answer,
    BaselineJudge,
    InputError,
    JudgeError,
    StoreError,
    agrade,
    feedback,
    grade,
    load_rubric,
    read_answers,
    write_reports,
)
from grader.errors import AnswerRefused, AnswersError, JudgeStopped
from grader.records import Reply
from grader.stores.memory import MemoryStore
from grader.testing import ScriptedJudge

RUBRIC = load_rubric("service-manager")
TEXT = "我会先听客户说完，再核对订单，当天回访确认第{}件事。"


def answers(count, item="一/1"):
    return [Answer(candidate_id=f"C{n}", item_id=item, text=TEXT.format(n)) for n in range(count)]


def test_grade_scores_every_answer():
    scores = list(grade(answers(12), RUBRIC, judge=ScriptedJudge()))
    assert sorted(score.candidate_id for score in scores) == sorted(f"C{n}" for n in range(12))
    assert {(score.status, score.points, score.rater) for score in scores} == {
        ("graded", 8, "scripted")
    }


def test_grade_settles_answers_without_content_unasked():
    judge = ScriptedJudge()
    given = [Answer(candidate_id="a", item_id="一/1", text="不知道"),
             Answer(candidate_id="b", item_id="一/1", text=None),
             Answer(candidate_id="c", item_id="一/1", text="见附件")]  # fmt: skip
    found = {score.candidate_id: score.status for score in grade(given, RUBRIC, judge=judge)}
    assert found == {"a": "gated", "b": "not_answered", "c": "held"}
    assert judge.calls == []


def test_grade_says_why_an_answer_has_no_score():
    judge = ScriptedJudge(AnswerRefused("prompt too long", reason="too_long"))
    [score] = grade(answers(1), RUBRIC, judge=judge)
    assert (score.status, score.reason, score.points) == ("unscored", "too_long", None)
    assert (score.points_low, score.points_high) == (0, 8)
    assert score.detail == "prompt too long"


def test_grade_with_a_store_pays_once():
    store, judge = MemoryStore(), ScriptedJudge()
    first = list(grade(answers(5), RUBRIC, judge=judge, store=store))
    again = list(grade(answers(6), RUBRIC, judge=judge, store=store))
    assert (len(first), len(again), len(judge.calls)) == (5, 6, 6)


def test_grade_raises_what_stops_it():
    with pytest.raises(JudgeError, match="no quota") as caught:
        list(grade(answers(50), RUBRIC, judge=ScriptedJudge(JudgeStopped("no quota"))))
    assert type(caught.value) is JudgeStopped


def test_grade_pulls_answers_as_it_goes():
    pulled = []

    def endless():
        number = 0
        while True:
            pulled.append(number)
            yield Answer(candidate_id=str(number), item_id="一/1", text=TEXT.format(number))
            number += 1

    scores = grade(endless(), RUBRIC, judge=ScriptedJudge(), concurrency=2)
    assert [next(scores).status for _ in range(5)] == ["graded"] * 5
    scores.close()
    assert len(pulled) < 60


def test_grade_of_an_item_that_is_not_there_names_it():
    with pytest.raises(KeyError, match="9/9"):
        list(grade([Answer(candidate_id="a", item_id="9/9", text=TEXT)], RUBRIC,
                   judge=BaselineJudge()))  # fmt: skip


def test_agrade_gives_the_same_in_a_running_loop():
    async def collect():
        scores = [score async for score in agrade(answers(9), RUBRIC, judge=BaselineJudge())]
        return {score.candidate_id: score.points for score in scores}

    expected = grade(answers(9), RUBRIC, judge=BaselineJudge())
    assert asyncio.run(collect()) == {score.candidate_id: score.points for score in expected}


def test_agrade_leaves_the_loop_free():
    """A web service goes on answering while a judge thinks."""

    class Slow(ScriptedJudge):
        async def ask(self, task, call):
            await asyncio.sleep(0.05)
            return await super().ask(task, call)

    async def count_ticks():
        ticks = 0

        async def tick():
            nonlocal ticks
            while True:
                await asyncio.sleep(0.005)
                ticks += 1

        ticking = asyncio.create_task(tick())
        scores = [s async for s in agrade(answers(6), RUBRIC, judge=Slow(), concurrency=2)]
        ticking.cancel()
        return len(scores), ticks

    scores, ticks = asyncio.run(count_ticks())
    assert scores == 6
    assert ticks >= 5


def test_agrade_raises_what_stops_it():
    async def collect():
        judge = ScriptedJudge(JudgeStopped("no quota"))
        return [score async for score in agrade(answers(3), RUBRIC, judge=judge)]

    with pytest.raises(JudgeStopped, match="no quota"):
        asyncio.run(collect())


def test_agrade_left_early_does_not_hold_up_the_loop():
    """What is in flight is waited for, but not by the caller's loop."""

    class Slow(ScriptedJudge):
        async def ask(self, task, call):
            await asyncio.sleep(1.5 if self.calls else 0)
            return await super().ask(task, call)

    async def longest_gap():
        scores = agrade(answers(40), RUBRIC, judge=Slow(rungs=("text",)), concurrency=4)
        gaps, last = [], time.monotonic()

        async def tick():
            nonlocal last
            while True:
                await asyncio.sleep(0.01)
                gaps.append(time.monotonic() - last)
                last = time.monotonic()

        ticking = asyncio.create_task(tick())
        await anext(scores)
        await scores.aclose()
        del scores
        await asyncio.sleep(0.05)
        ticking.cancel()
        return max(gaps)

    assert asyncio.run(longest_gap()) < 1


def test_agrade_left_early_ends_its_thread():
    judge = ScriptedJudge()

    async def first_two():
        found = []
        scores = agrade(answers(200), RUBRIC, judge=judge, concurrency=2)
        async for score in scores:
            found.append(score)
            if len(found) == 2:
                break
        await scores.aclose()
        return found

    assert len(asyncio.run(first_two())) == 2
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        if not [each for each in threading.enumerate() if each.name == "grader-engine"]:
            break
        time.sleep(0.01)
    else:
        raise AssertionError("the engine still runs")
    assert len(judge.calls) < 200


@pytest.fixture
def csv_file(tmp_path):
    def write(*rows, header=("candidate_id", "item_id", "answer", "city")):
        path = tmp_path / "a.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    return write


def test_read_answers_gives_them_with_their_places(csv_file):
    [one] = read_answers(csv_file(("001", "1-1", TEXT, "上海")), RUBRIC)
    assert (one.candidate_id, one.item_id, one.text) == ("001", "一/1", TEXT)
    assert (one.place.file, one.place.row) == ("a.csv", 2)
    assert one.attributes == {"city": "上海"}


def test_read_answers_tells_all_bad_rows_after_the_last(csv_file):
    path = csv_file(("", "一/1", "x", ""), ("a", "一/1", TEXT, ""), ("b", "9/9", "x", ""))
    found = []
    with pytest.raises(AnswersError) as caught:
        for answer in read_answers(path, RUBRIC):
            found.append(answer)  # noqa: PERF402 - the ones before the error are wanted
    assert [answer.candidate_id for answer in found] == ["a"]
    assert [line.split(": ")[0] for line in caught.value.problems] == ["a.csv:2", "a.csv:4"]


def test_read_answers_of_no_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv"):
        list(read_answers(tmp_path / "none.csv", RUBRIC))


def test_read_answers_keeps_to_the_items_asked_for(csv_file):
    path = csv_file(("a", "一/1", TEXT, ""), ("a", "一/2", TEXT, ""))
    assert [one.item_id for one in read_answers(path, RUBRIC, items=("1/2",))] == ["一/2"]


def test_write_reports_writes_all_and_counts(tmp_path):
    given = [*answers(3), Answer(candidate_id="C0", item_id="一/2", text="不知道")]
    page = write_reports(tmp_path / "out", grade(given, RUBRIC, judge=BaselineJudge()), RUBRIC)
    assert page == tmp_path / "out" / "report.html"
    assert {each.name for each in page.parent.iterdir()} == {
        "intake.csv", "scores.csv", "criteria.csv", "candidates.csv", "report.html", "report.md",
        "report.xlsx", "run.json", "redactions.csv",
    }  # fmt: skip
    told = json.loads((page.parent / "run.json").read_text(encoding="utf-8"))
    # Three candidates, two items: the two who have no second answer have not answered it.
    assert told["counts"]["answers"] == 6
    assert (told["counts"]["gated"], told["counts"]["not_answered"]) == (1, 2)
    assert told["judge"] == "baseline"


def test_write_reports_into_a_file_is_a_store_error(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StoreError, match="cannot be made"):
        write_reports(tmp_path / "out", [], RUBRIC)


def test_feedback_of_a_score_tells_hits_and_misses():
    [score] = grade(answers(1), RUBRIC, judge=ScriptedJudge(1))
    made = feedback(score, RUBRIC)
    assert made.status == "graded"
    assert all(point.quotes for point in made.hit)
    assert {point.asks for point in made.missed} == {point.asks for point in made.hit}
    assert made.instead == ("Scripted improvement.",)


def test_judge_of_ones_own_is_enough():
    """The port is small: a name, an identity, the rungs, `ask` and `close`."""

    class Mine:
        name, identity, rungs = "mine", "mine/1", ("text",)
        taken = ScriptedJudge(rungs=("text",)).taken

        async def ask(self, task, call):
            marks = {
                c.id: {
                    "evidence": [{"line": 1, "quote": task.lines[0].text}],
                    "rationale": "",
                    "level": 1,
                }
                for c in task.prompt.item.criteria
            }
            made = {"criteria": marks, "strengths": [], "improvements": [],
                    "addresses_grader": False}  # fmt: skip
            return Reply(text=json.dumps(made))

        async def close(self):
            pass

    [score] = grade(answers(1), RUBRIC, judge=Mine())
    assert (score.status, score.rater) == ("graded", "mine")


def test_read_answers_takes_the_rows_of_a_reader_as_it_takes_a_file(csv_file):
    rows = [("001", "一/1", TEXT, "苏州"), ("002", "一/2", TEXT, "")]
    by_file = list(read_answers(csv_file(*rows), RUBRIC))
    header = ("candidate_id", "item_id", "answer", "city")
    by_rows = list(read_answers((dict(zip(header, row, strict=True)) for row in rows), RUBRIC))
    seen = [[(each.candidate_id, each.item_id, each.text, each.attributes) for each in found]
            for found in (by_file, by_rows)]  # fmt: skip
    assert seen[0] == seen[1]
    assert [str(each.place) for each in by_rows] == ["rows:1", "rows:2"]


def test_read_answers_takes_none_for_an_empty_cell():
    rows = [
        {"编号": "1", "题号": "一/1", "回答": None},
        {"编号": "2", "题号": "一/1", "回答": TEXT},
    ]
    assert [each.text for each in read_answers(rows, RUBRIC)][1] == TEXT


def test_read_answers_asks_for_text_where_a_cell_is_a_number():
    """12.0 may be the id 12, and 00012 is no number: only who reads knows."""
    rows = [{"编号": 12.0, "题号": "一/1", "回答": TEXT}]
    with pytest.raises(InputError, match=r"rows:1: '编号' is of type float, .*make it a str"):
        list(read_answers(rows, RUBRIC))
