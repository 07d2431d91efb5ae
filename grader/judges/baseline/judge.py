"""The judge: coverage of key points, turned into levels by fixed thresholds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...records import Call, Capability, Criterion, Line, Reply, Rung, Task
from ...text import Grams, grams
from ...text.turns import candidate_lines, candidate_spans
from .key_points import key_points

VERSION = 1
# Values at which the second level begins, and at which the highest does.
_FIRST, _TOP = 0.24, 0.46
_BEST_POINTS = 2
_FULL_LENGTH = 120
_LENGTH_SHARE = 0.15
_FEWEST_SHARED = 2
_MOST_QUOTES = 2

_WORDS = {
    "zh": {
        "why": "字面覆盖约 {share}%（不是语言模型的判断）。",
        "none": "没有找到与这条标准字面相近的句子（不是语言模型的判断）。",
    },
    "en": {
        "why": "Words in common with this criterion: about {share}% (not a model's judgement).",
        "none": "No sentence shares enough words with this criterion (not a model's judgement).",
    },
}


@dataclass(frozen=True, slots=True)
class _Coverage:
    share: float
    level: int
    lines: tuple[int, ...]


class BaselineJudge:
    """
    Rates by word coverage, offline; every mark above the lowest names its sentences.

    Per criterion: the share of a key point's character pairs (or words) found in the answer,
    averaged over the two best covered, plus a little for length; fixed thresholds turn that into
    a level. Nothing is learnt from other answers.
    """

    name = "baseline"
    identity = f"baseline|{VERSION}"
    rungs: tuple[Rung, ...] = ("text",)

    def __init__(self) -> None:
        self.taken = Capability(rung="text")
        self._points: dict[str, dict[str, tuple[Grams, ...]]] = {}

    async def ask(self, task: Task, call: Call) -> Reply:  # noqa: ARG002 - the port's form
        """The rating of *task* as a reply; see `ports.Judge`."""
        return Reply(text=json.dumps(self._rate(task), ensure_ascii=False), model=self.name)

    async def close(self) -> None:
        """Nothing to give back."""

    def _rate(self, task: Task) -> dict[str, Any]:
        language = task.prompt.language
        words = _WORDS[language]
        # An interviewer's words are no candidate's coverage.
        lines = candidate_lines(task.lines, candidate_spans(task.answer.text or ""))
        sentences = [grams(line.text) for line in lines]
        length = sum(len(line.text) for line in lines)
        points = self._key_points(task)
        marks: dict[str, Any] = {}
        good: list[str] = []
        better: list[str] = []
        for criterion in task.prompt.item.criteria:
            cover = _cover(criterion, points[criterion.id], sentences, length)
            why = words["why"] if cover.lines else words["none"]
            marks[criterion.id] = {
                "evidence": [_quote(number, lines) for number in cover.lines],
                "rationale": why.format(share=round(100 * cover.share)),
                "level": cover.level,
            }
            remarks = good if cover.level == len(criterion.steps) - 1 else better
            remarks.append(criterion.description.of(language))
        reply: dict[str, Any] = {"criteria": marks, "strengths": good, "improvements": better}
        return {**reply, "addresses_grader": False}

    def _key_points(self, task: Task) -> dict[str, tuple[Grams, ...]]:
        prompt = task.prompt
        if prompt.digest not in self._points:
            self._points[prompt.digest] = key_points(prompt.item, prompt.language)
        return self._points[prompt.digest]


def _cover(
    criterion: Criterion, points: tuple[Grams, ...], sentences: list[Grams], length: int
) -> _Coverage:
    said = frozenset().union(*sentences)
    shares = sorted((len(point & said) / len(point) for point in points), reverse=True)
    best = shares[:_BEST_POINTS]
    share = sum(best) / len(best) if best else 0.0
    wanted = frozenset().union(*points)
    ranked = sorted(range(len(sentences)), key=lambda i: (-len(sentences[i] & wanted), i))
    lines = tuple(
        i + 1 for i in ranked[:_MOST_QUOTES] if len(sentences[i] & wanted) >= _FEWEST_SHARED
    )
    if not lines:
        return _Coverage(share, 0, ())
    value = (1 - _LENGTH_SHARE) * share + _LENGTH_SHARE * min(1.0, length / _FULL_LENGTH)
    level = _level(value, len(criterion.steps))
    return _Coverage(share, level, tuple(sorted(lines)) if level else ())


def _level(value: float, levels: int) -> int:
    if levels == 2:
        return int(value >= (_FIRST + _TOP) / 2)
    step = (_TOP - _FIRST) / (levels - 2)
    return sum(value >= _FIRST + step * i - 1e-9 for i in range(levels - 1))


def _quote(number: int, lines: Sequence[Line]) -> dict[str, Any]:
    return {"line": number, "quote": lines[number - 1].text}
