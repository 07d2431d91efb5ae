"""Code of someone else's, for mypy to read against the installed wheel; it is never run."""

from collections.abc import AsyncGenerator, Generator, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal, assert_type

import grader
import grader.testing
from grader import Answer, Criterion, Evidence, Item, Rating, Rubric, Score
from grader.ports import Judge, Store
from grader.records import Call, Capability, Reply, Rung, Task
from grader.testing import ScriptedJudge


class OwnJudge:
    """A judge by its form alone: nothing to inherit."""

    name = "own"
    identity = "own/1"
    rungs: tuple[Rung, ...] = ("text",)

    def __init__(self) -> None:
        self.taken = Capability(rung="text")

    async def ask(self, task: Task, call: Call) -> Reply:
        assert_type(task.prompt.system, str)
        assert_type(call.user, str)
        return Reply(text="")

    async def close(self) -> None: ...


class NoJudge:
    name = "none"


def reading(rubric: Rubric) -> None:
    assert_type(grader.load_rubric("service-manager"), Rubric)
    assert_type(grader.load_rubric(Path("mine.yaml")), Rubric)
    assert_type(grader.read_answers("a.csv", rubric), Iterator[Answer])
    rows: list[dict[str, str]] = []
    assert_type(
        grader.read_answers(rows, rubric, question="", items=("1",), columns=("A=1",), sheet="2"),
        Iterator[Answer],
    )
    grader.read_answers([{"id": 1}], rubric)  # type: ignore[dict-item]
    assert_type(rubric.item("一/1"), Item)
    assert_type(rubric.item("一/1").criteria, tuple[Criterion, ...])
    assert_type(rubric.id, str)


def asking(rubric: Rubric, store: Store) -> None:
    scores = grader.grade([], rubric, judge=grader.BaselineJudge())
    assert_type(scores, Generator[Score])
    judge = grader.OpenAIJudge("m", base_url="http://127.0.0.1:8080/v1", api_key="k", seed=1)
    grader.grade(iter(()), rubric, judge=judge, store=store, concurrency=8, redact=False)
    grader.grade([], rubric, judge=grader.ReplayJudge(Path("replies.jsonl")))
    grader.grade([], rubric, judge=ScriptedJudge(["lowest", "top"]))
    grader.grade([], rubric, judge=OwnJudge())
    ports: list[Judge] = [OwnJudge(), judge, ScriptedJudge()]
    grader.agrade([], rubric, judge=ports[0])
    grader.grade([], rubric, judge=NoJudge())  # type: ignore[arg-type]
    grader.grade([], rubric)  # type: ignore[call-arg]
    grader.grade([""], rubric, judge=judge)  # type: ignore[list-item]


async def streaming(rubric: Rubric) -> None:
    scores = grader.agrade([], rubric, judge=grader.BaselineJudge())
    assert_type(scores, AsyncGenerator[Score])
    async for score in scores:
        looking(score, rubric)
        break
    await scores.aclose()


def looking(score: Score, rubric: Rubric) -> None:
    assert_type(score.points, Decimal | None)
    assert_type(score.points_low, Decimal)
    assert_type(score.status, Literal["graded", "held", "gated", "unscored", "not_answered"])
    assert_type(score.flags, tuple[str, ...])
    assert_type(score.rating, Rating | None)
    print(score.rating.marks)  # type: ignore[union-attr]
    if score.rating:
        assert_type(score.rating.marks[0].evidence, tuple[Evidence, ...])
    score.points = Decimal(1)  # type: ignore[misc]
    told = grader.feedback(score, rubric)
    assert_type(told.points, str)
    assert_type(told.missed[0].asks, str)
    assert_type(grader.write_reports("out", [score], rubric, language="en"), Path)
    grader.write_reports("out", [score], rubric, language="de")  # type: ignore[arg-type]


def failing() -> None:
    try:
        grader.load_rubric("none")
    except (grader.InputError, grader.JudgeError, grader.StoreError) as error:
        assert_type(error, grader.InputError | grader.JudgeError | grader.StoreError)
        is_one: grader.GraderError = error
        raise is_one from None
    print(grader.graed)  # type: ignore[attr-defined]
    print(grader.testing.ScriptedJugde)  # type: ignore[attr-defined]
