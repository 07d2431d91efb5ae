"""A journal, tasks, and a batch engine that does not wait, over the loopback server."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader import OpenAIJudge
from grader.core.plan import key_of
from grader.engines.batch import BatchEngine
from grader.engines.batch.bench import Limits
from grader.records import BatchNews, Outcome, Task
from grader.stores.journal import Journal
from grader.testing import LoopbackServer
from grader.text import numbered
from grader.wiring import templates

FILLED = templates("zh")

TEXT = "我会先安抚客户，认真听他说完第{}遍。\n然后核对订单，两小时内给出方案。\n最后回访确认，并把处理结果记录下来。"


class Runner:
    """Runs engines one after another against one server and one journal file, as commands do."""

    def __init__(self, server: LoopbackServer, path: Path, make_task: Callable[..., Task]) -> None:
        self.server = server
        self.path = path
        self.news: list[BatchNews] = []
        self.waits: list[float] = []
        self.engine: BatchEngine | None = None
        self.options: dict[str, Any] = {}
        self._task = make_task()

    def judge(self) -> OpenAIJudge:
        settings = {"base_url": self.server.base_url, "api_key": "sk-test", "timeout_s": 5.0}
        return OpenAIJudge("scripted-1", **{**settings, **self.options})

    def tasks(self, count: int, first: int = 0) -> list[Task]:
        """As many tasks with answers of their own."""
        identity = self.judge().identity
        made = []
        for number in range(first, first + count):
            text = TEXT.format(number)
            lines = numbered(text)
            answer = replace(self._task.answer, candidate_id=f"c{number}", text=text)
            key = key_of(identity, self._task.prompt, lines)
            made.append(replace(self._task, key=key, answer=answer, lines=lines))
        return made

    def engine_of(self, *, lines: int = 50_000, group: int = 500, **options: Any) -> BatchEngine:
        limits = Limits(lines=lines, bytes=options.pop("most_bytes", 200_000_000), group=group)
        options = {"pause": self.waits.append, "news": self.news.append, **options}
        self.engine = BatchEngine(FILLED, limits=limits, **options)
        return self.engine

    def run(self, tasks: list[Task], **options: Any) -> dict[str, Outcome]:
        """The outcome of each candidate's task, of those that came."""
        engine = self.engine_of(**options)
        with self.journal() as journal:
            known = journal.outcomes({task.key for task in tasks})
            left = [task for task in tasks if not known.get(task.key, _NONE).is_usable]
            found = {}
            for task, outcome in engine.run(iter(left), self.judge(), journal):
                assert task.answer.candidate_id not in found, "one outcome per task"
                found[task.answer.candidate_id] = outcome
        return found

    def journal(self) -> Any:
        """The journal, to be closed."""
        return closing(Journal(self.path))

    def settled(self, tasks: list[Task]) -> int:
        """How many of *tasks* have a usable outcome in the journal."""
        with self.journal() as journal:
            found = journal.outcomes({task.key for task in tasks})
        return sum(found[task.key].is_usable for task in tasks if task.key in found)

    @property
    def paid(self) -> int:
        """Completions that the provider would bill."""
        return self.server.batches.answered.total()


_NONE = Outcome(key="", reason="not_reached")


@pytest.fixture
def runner(grader_server, tmp_path, make_task) -> Iterator[Runner]:
    """Runs batch engines on a journal in the test's folder."""
    return Runner(grader_server, tmp_path / "grader.db", make_task)
