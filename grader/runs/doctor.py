"""Whether an endpoint answers, as whom and how: one small call."""

from dataclasses import dataclass
from typing import Any

from ..desk import Desk
from ..engines.local import LocalEngine
from ..errors import AnswerRefused, GraderError, JudgeUnreachable
from ..message import cause
from ..ports import Judge
from ..readers.resources import folder
from ..readers.rubric_yaml import load_rubric
from ..records import Answer, Call, Capability, Language, Outcome, Reply, Rung, Task
from ..stores.memory import MemoryStore
from ..wiring import templates

_ANSWER = {"zh": "我先查订单走到哪一步了。", "en": "First I look up where the order is."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """
    What one call showed.

    `reason` and `detail` are empty where a rating came back; else why there was none, and what
    the endpoint said. `rung` is how it gives JSON, `dropped` are parameters it does not take.
    """

    endpoint: str
    model_asked: str
    model: str = ""
    rung: str = ""
    dropped: tuple[str, ...] = ()
    seconds: float = 0.0
    requests: int = 0
    tokens: tuple[int | None, int | None] = (None, None)
    reason: str = ""
    detail: str = ""

    @property
    def is_well(self) -> bool:
        """True where a rating came back."""
        return not self.reason

    def as_object(self) -> dict[str, Any]:
        """In the form of the JSON of grader doctor."""
        return {
            "ok": self.is_well,
            "endpoint": self.endpoint,
            "model_asked": self.model_asked,
            "model_returned": self.model or None,
            "rung": self.rung or None,
            "parameters_dropped": list(self.dropped),
            "seconds": round(self.seconds, 3),
            "requests": self.requests,
            "tokens": {"input": self.tokens[0], "output": self.tokens[1]},
            "reason": self.reason or None,
            "detail": self.detail or None,
        }


def see_health(judge: Judge, language: Language) -> Health:
    """Ask *judge* for one small rating, once, and tell how that went."""
    rubric = load_rubric(folder("trials") / "check.yaml").with_language(language)
    filled = templates(language)
    desk = Desk(rubric, filled)
    answer = Answer(candidate_id="doctor", item_id="1", text=_ANSWER[language])
    engine = LocalEngine(filled, concurrency=1)
    endpoint, model = getattr(judge, "endpoint", ""), getattr(judge, "model", judge.name)
    try:
        task = desk.task(answer, judge.identity)
        [(_, outcome)] = engine.run([task], _Once(judge), MemoryStore())
    except GraderError as error:
        return Health(
            endpoint=endpoint, model_asked=model, reason="stopped", detail=str(cause(error))
        )
    return _health(outcome, judge, endpoint, model)


def _health(outcome: Outcome, judge: Judge, endpoint: str, model: str) -> Health:
    return Health(
        endpoint=endpoint,
        model_asked=model,
        model=outcome.model,
        rung=outcome.rung if outcome.is_usable else "",
        dropped=judge.taken.dropped,
        seconds=outcome.seconds,
        requests=outcome.requests,
        tokens=(outcome.usage.input, outcome.usage.output),
        reason=outcome.reason,
        detail=outcome.detail,
    )


class _Once:
    """*judge*, of whom nothing is asked again: whoever looks wants to know now."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self.name, self.identity = judge.name, judge.identity
        self.rungs: tuple[Rung, ...] = judge.rungs

    @property
    def taken(self) -> Capability:
        """What the judge was found to take."""
        return self._judge.taken

    @taken.setter
    def taken(self, found: Capability) -> None:
        self._judge.taken = found

    async def ask(self, task: Task, call: Call) -> Reply:
        """One attempt; what could be tried again is told as it is."""
        try:
            return await self._judge.ask(task, call)
        except JudgeUnreachable as error:
            raise AnswerRefused(cause(error), reason="unreachable") from error

    async def close(self) -> None:
        """Close the judge."""
        await self._judge.close()
