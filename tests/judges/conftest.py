"""A task to ask about, and what came of asking."""

import asyncio
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from grader import OpenAIJudge
from grader.core.plan import key_of
from grader.core.render import answer_message, fence, render_prompt
from grader.errors import JudgeError
from grader.ports import Judge
from grader.records import (
    Answer,
    Call,
    Criterion,
    Dimension,
    Item,
    Reply,
    Rubric,
    Section,
    Task,
    Text,
)
from grader.testing import LoopbackServer
from grader.text import numbered
from grader.wiring import templates

ANSWER = "我会先安抚客户，认真听他说完。\n然后核对订单，两小时内给出方案。\n最后回访确认，并把处理结果记录下来。"


def build_rubric(language: str = "zh", **criterion: Any) -> Rubric:
    """Two criteria of two points; *criterion* changes both."""
    made = tuple(
        Criterion(
            id=name,
            points=Decimal(2),
            dimension="empathy",
            **{"description": Text(zh=zh, en=en), **criterion},
        )
        for name, zh, en in (
            ("calm", "先安抚客户的情绪，认真倾听", "calms the customer and listens"),
            ("plan", "核对订单并给出解决方案", "checks the order and offers a solution"),
        )
    )
    item = Item(
        id="1", text=Text(zh="客户来投诉，怎么办？", en="What do you do?"), points=Decimal(4),
        criteria=made,
    )  # fmt: skip
    name = Text(zh="同理心", en="Empathy")
    return Rubric(
        id="r", version="1", title=Text(zh="客服", en="Service"), language=language, use="practice",
        dimensions=(Dimension(id="empathy", name=name, description=name),),
        sections=(Section(id="一", title=Text(zh="一"), items=(item,)),),
    )  # fmt: skip


def build_task(text: str = ANSWER, rubric: Rubric | None = None, identity: str = "j") -> Task:
    """A task as `pipeline.Desk` makes it."""
    rubric = rubric or build_rubric()
    item = next(iter(rubric.items))
    prompt, lines = render_prompt(item, rubric, templates(rubric.language)), numbered(text)
    answer = Answer(candidate_id="c1", item_id=item.id, text=text)
    return Task(key=key_of(identity, prompt, lines), prompt=prompt, answer=answer, lines=lines)


def build_call(task: Task, **options: Any) -> Call:
    """A first attempt at *task*."""
    nonce = fence(b"secret", task.key, 1, task.lines)
    return Call(user=answer_message(task.lines, nonce, templates("zh")), **options)


@pytest.fixture
def task() -> Task:
    return build_task()


def outcome_of(judge: Judge, task: Task, **options: Any) -> Reply | JudgeError:
    """What *judge* gives for *task*: its reply, or the error it raised."""

    async def asked() -> Reply | JudgeError:
        try:
            return await judge.ask(task, build_call(task, **options))
        except JudgeError as error:
            return error
        finally:
            await judge.close()

    return asyncio.run(asked())


@pytest.fixture
def ask(task: Task) -> Callable[..., Reply | JudgeError]:
    """Asks a judge about the task, once."""
    return lambda judge, **options: outcome_of(judge, task, **options)


@pytest.fixture
def judge_at() -> Callable[..., OpenAIJudge]:
    """A judge that asks a loopback server."""

    def make(server: LoopbackServer, **options: Any) -> OpenAIJudge:
        settings = {"base_url": server.base_url, "api_key": "sk-test", "timeout_s": 5.0, **options}
        return OpenAIJudge("scripted-1", **settings)

    return make
