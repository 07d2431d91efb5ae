"""
The library in one sitting, offline: rubric, answers, scores, reasons, feedback, reports.

Then what makes it yours: a judge of your own, and a reader of your own. `walk_through.py [FOLDER]`
writes its reports into FOLDER; read it from the top.
"""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from grader import (
    Answer,
    BaselineJudge,
    InputError,
    Rubric,
    Score,
    agrade,
    feedback,
    grade,
    load_rubric,
    read_answers,
    write_reports,
)
from grader.records import Call, Capability, Reply, Rung, Task

HERE = Path(__file__).resolve().parent


class OurModel:
    """
    A judge of your own: what carries one request to a model that speaks no OpenAI.

    grader writes the request and checks the reply: levels, quotes, points are not your business.
    What `ask` raises costs that answer alone, and is its reason.
    """

    name = "our-model"  # stands in every file as the rater
    identity = "our-model/1"  # part of each key of a store: raise it when the model changes
    rungs: tuple[Rung, ...] = ("text",)  # the ways to ask it for JSON; in words needs nothing
    taken = Capability(rung="text")

    async def ask(self, task: Task, call: Call) -> Reply:
        """One attempt."""
        return Reply(text=await our_model(task.prompt.system, call.user, task.prompt.schema))

    async def close(self) -> None:
        """Nothing is kept open."""


async def our_model(_system: str, user: str, schema: dict[str, Any]) -> str:
    """Stands in for your model: level 1 on each criterion, for one line of the answer each."""
    lines = [each.partition("] ")[2] for each in user.splitlines() if each.startswith("[")]
    marks = {}
    for at, criterion in enumerate(schema["properties"]["criteria"]["properties"]):
        line = at % len(lines)
        quote = {"line": line + 1, "quote": lines[line]}
        marks[criterion] = {"evidence": [quote], "rationale": "这一句写到了。", "level": 1}
    reply: dict[str, Any] = {"criteria": marks, "addresses_grader": False}
    reply |= {"strengths": ["先听后说。"], "improvements": ["写出时间和负责人。"]}
    if "critical" in schema["properties"]:
        reply["critical"] = []
    return json.dumps(reply, ensure_ascii=False)


def rows_of(base: sqlite3.Connection) -> Iterator[dict[str, str]]:
    """A reader of your own: cells by header, as text; which column is what, grader finds."""
    found = base.execute("SELECT 编号, 题号, 回答, 城市 FROM answers ORDER BY 编号")
    headers = [column[0] for column in found.description]
    for row in found:
        yield dict(zip(headers, row, strict=True))


def example_base() -> sqlite3.Connection:
    """Answers in a database, as a product of yours may keep them."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE answers (编号 TEXT, 题号 TEXT, 回答 TEXT, 城市 TEXT)")
    text = "我先听客户讲完再道歉。接着查订单和物流。和当事同事一起听录音。签收后再回访。"
    base.execute("INSERT INTO answers VALUES ('0007', '一/1', ?, '苏州')", [text])
    base.execute("INSERT INTO answers VALUES ('0008', '一/1', '不知道', '无锡')")
    return base


def show(score: Score) -> None:
    """Points, or the range where a person has to look, and the words each mark rests on."""
    points = score.points if score.points is not None else f"{score.points_low}-{score.points_high}"
    print(f"{score.candidate_id} {score.item_id}: {points} of {score.max_points}, {score.status}")
    for mark in score.rating.marks if score.rating else ():
        quotes = " … ".join(each.quote for each in mark.evidence)
        print(f"    {mark.criterion_id}: {mark.points} of {mark.max_points}  {quotes}")


async def first_scores(answers: list[Answer], rubric: Rubric, count: int) -> list[Score]:
    """In a running loop, scores stream as they come; whoever has enough leaves."""
    found: list[Score] = []
    scores = agrade(answers, rubric, judge=BaselineJudge())
    async for score in scores:
        found.append(score)
        if len(found) == count:
            break
    await scores.aclose()
    return found


def main(folder: Path) -> None:
    """Each step prints what it came to."""
    rubric = load_rubric("service-manager")
    print(f"{rubric.title.zh}: {len(rubric.by_id)} items")

    answers = list(read_answers(HERE / "answers.csv", rubric, items=("一/1",)))
    print(f"{len(answers)} answers, the first of {answers[0].place}")
    try:
        list(read_answers([{"编号": "1", "题号": "九/9", "回答": "…"}], rubric))
    except InputError as error:
        print(f"a row that cannot be used: {error}")

    scores = list(grade(answers, rubric, judge=BaselineJudge()))
    show(min(scores, key=lambda score: score.candidate_id))
    print(feedback(scores[0], rubric).missed[0].asks)
    print(len(asyncio.run(first_scores(answers, rubric, 3))), "scores of a stream")

    with closing(example_base()) as base:
        of_base = list(read_answers(rows_of(base), rubric))
    own = list(grade(of_base, rubric, judge=OurModel()))
    for score in own:
        show(score)
    print("own judge:", write_reports(folder / "own", own, rubric))
    print("baseline:", write_reports(folder / "baseline", scores, rubric))


if __name__ == "__main__":
    main(Path(*sys.argv[1:2] or ["walk-through"]))
