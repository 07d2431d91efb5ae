"""A task to ask about, and what came of asking."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from grader import OpenAIJudge
from grader.core.render import answer_message, fence
from grader.errors import JudgeError
from grader.ports import Judge
from grader.records import Call, Reply, Task
from grader.testing import LoopbackServer
from grader.wiring import templates


def _call(task: Task, **options: Any) -> Call:
    """A first attempt at *task*."""
    nonce = fence(b"secret", task.key, 1, task.lines)
    return Call(user=answer_message(task.lines, nonce, templates("zh")), **options)


@pytest.fixture
def task(make_task) -> Task:
    return make_task()


@pytest.fixture
def ask(task: Task) -> Callable[..., Reply | JudgeError]:
    """Asks a judge once about the task: its reply, or the error it raised."""

    def asked(judge: Judge, about: Task = task, **options: Any) -> Reply | JudgeError:
        async def attempt() -> Reply | JudgeError:
            try:
                return await judge.ask(about, _call(about, **options))
            except JudgeError as error:
                return error
            finally:
                await judge.close()

        return asyncio.run(attempt())

    return asked


@pytest.fixture
def judge_at() -> Callable[..., OpenAIJudge]:
    """A judge that asks a loopback server."""

    def make(server: LoopbackServer, **options: Any) -> OpenAIJudge:
        settings = {"base_url": server.base_url, "api_key": "sk-test", "timeout_s": 5.0, **options}
        return OpenAIJudge("scripted-1", **settings)

    return make
