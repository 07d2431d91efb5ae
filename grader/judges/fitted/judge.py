"""The judge: levels foretold by small models that were fitted on people's marks."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from ...errors import AnswerRefused
from ...message import Message
from ...records import (
    Answer,
    Call,
    Capability,
    Criterion,
    Estimate,
    Item,
    Language,
    Learnt,
    Line,
    MarkedAnswer,
    Reply,
    Rung,
    Task,
)
from .lesson import FEWEST, Lesson, distinct

VERSION = 1
_MOST_QUOTES = 2
_WHY = {
    "zh": "由人工评过的 {n} 份答案拟合的小模型估计（不是语言模型的判断）。",
    "en": "Estimated by a small model fitted on {n} answers that people marked (no language "
    "model).",
}
_SHARED = {
    "zh": "小模型只学到整题的分数，这一条是按总分摊出来的。",
    "en": "It learnt points of the whole item only; this level is a share of them.",
}


class FittedJudge:
    """
    Rates by what people's marks on other answers foretell, offline.

    Items with fewer than 25 different marked texts are refused. An answer that was learnt from is
    rated by models fitted without it.
    """

    name = "baseline-fitted"
    rungs: tuple[Rung, ...] = ("text",)

    def __init__(self) -> None:
        self.taken = Capability(rung="text")
        self.identity = f"baseline-fitted|{VERSION}|nothing"
        self._lessons: dict[str, Lesson] = {}
        self._counts: dict[str, int] = {}

    def learn(
        self, items: Mapping[str, Item], marked: Mapping[str, Sequence[MarkedAnswer]],
        language: Language,
    ) -> tuple[Learnt, ...]:  # fmt: skip
        """Fit a model for each of *items* with enough *marked* answers; returns what was learnt."""
        self.identity = f"baseline-fitted|{VERSION}|{_digest(items, marked)}"
        self._counts = {item_id: distinct(marked.get(item_id, ())) for item_id in items}
        self._lessons = {
            item_id: Lesson(items[item_id], language, marked[item_id])
            for item_id, count in self._counts.items()
            if count >= FEWEST
        }
        return tuple(lesson.learnt for lesson in self._lessons.values())

    def estimate(self, answer: Answer, lines: Sequence[Line]) -> Estimate | None:
        """What it makes of *answer*, seen as *lines*, as far as it learnt enough to say so."""
        lesson = self._lessons.get(answer.item_id)
        return lesson.sure(lesson.estimate(answer.text or "", lines)) if lesson and lines else None

    async def ask(self, task: Task, call: Call) -> Reply:  # noqa: ARG002 - the port's form
        """The rating of *task* as a reply; see `ports.Judge`."""
        item_id = task.answer.item_id
        lesson = self._lessons.get(item_id)
        if lesson is None:
            raise AnswerRefused(
                Message(
                    "item {item!r}: {count} marked answers, {fewest} different ones are needed to "
                    "learn from",
                    item=item_id,
                    count=self._counts.get(item_id, 0),
                    fewest=FEWEST,
                ),
                reason="too_few_marks",
            )
        reply = self._rate(task, lesson)
        return Reply(text=json.dumps(reply, ensure_ascii=False), model=self.name)

    async def close(self) -> None:
        """Nothing to give back."""

    def _rate(self, task: Task, lesson: Lesson) -> dict[str, Any]:
        text, language = task.answer.text or "", task.prompt.language
        estimate = lesson.estimate(text, task.lines)
        why = _WHY[language].format(n=len(lesson.learnt.candidates))
        if not estimate.is_detailed:
            why = f"{why} {_SHARED[language]}" if language == "en" else why + _SHARED[language]
        levels = dict(estimate.levels)
        best = lesson.best_lines(text, task.lines, _MOST_QUOTES)
        marks = {
            each.id: {
                "evidence": _quotes(task.lines, numbers) if _rests(each, levels[each.id]) else [],
                "rationale": why,
                "level": levels[each.id],
            }
            for each, numbers in zip(task.prompt.item.criteria, best, strict=True)
        }
        reply: dict[str, Any] = {"criteria": marks, "strengths": [], "improvements": []}
        return {**reply, "addresses_grader": False}


def _rests(criterion: Criterion, level: int) -> bool:
    return level > 0 and criterion.evidence != "none"


def _quotes(lines: Sequence[Line], numbers: Sequence[int]) -> list[dict[str, Any]]:
    return [{"line": number, "quote": lines[number - 1].text} for number in numbers]


def _digest(items: Mapping[str, Item], marked: Mapping[str, Sequence[MarkedAnswer]]) -> str:
    """Of all it was learnt from, and of the library that did it."""
    said = [
        [item_id, each.answer.text, str(each.points), each.levels]
        for item_id in sorted(items)
        for each in marked.get(item_id, ())
    ]
    content = json.dumps([said, version("scikit-learn")], ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
