"""
A judge without a model: how much of a criterion's own words an answer covers.

A hint for demos and offline practice, never a grade. On items it had not seen, coverage by
character n-grams with length agreed with people at a quadratic weighted kappa of 0.35 to 0.45,
length alone at 0 to 0.16; and the words of a good answer in any order get full marks.
"""

import json
from dataclasses import dataclass
from typing import Any

from ..records import Call, Capability, Criterion, Language, Line, Reply, Rung, Task, Text
from ..text import fold, is_cjk

VERSION = 1
# Coverage at which the second level begins, and at which the highest does.
_FIRST, _TOP = 0.16, 0.46
_FULL_LENGTH = 120
_LENGTH_SHARE = 0.15
_FEWEST_SHARED = 2
_MOST_QUOTES = 2
_COMMON = frozenset(
    """the a an and or of to in on for with is are was were be been it its this that these
    those i you we they he she my your our their his her as at by from not no do does did
    will would can could should may might have has had so if then than but about into over
    what when how why which who there here also just very more most""".split()
)

_WORDS = {
    "zh": {
        "why": "字面覆盖约 {share}%（不是语言模型的判断）。",
        "none": "没有找到与这条标准字面相近的句子（不是语言模型的判断）。",
        "good": "写到了：{what}",
        "better": "可以补充：{what}",
    },
    "en": {
        "why": "The answer's words cover about {share}% of this criterion's (not a model's judgement).",
        "none": "No sentence shares enough words with this criterion (not a model's judgement).",
        "good": "Covered: {what}",
        "better": "Could be added: {what}",
    },
}


@dataclass(frozen=True, slots=True)
class _Coverage:
    share: float
    level: int
    lines: tuple[int, ...]


def grams(text: str) -> frozenset[str]:
    """Pairs of Chinese characters, and the beginnings of other scripts' telling words."""
    folded = fold(text).text
    pairs = {
        folded[i : i + 2] for i in range(len(folded) - 1) if all(map(is_cjk, folded[i : i + 2]))
    }
    words = "".join(" " if is_cjk(char) else char for char in folded).split()
    return frozenset(pairs | {word[:6] for word in words if len(word) > 1 and word not in _COMMON})


class BaselineJudge:
    """
    Rates by word coverage, offline; every mark above the lowest names its sentences.

    Per criterion: the share of each key point's character pairs (or words) found in the answer,
    words of the question left out, averaged over the key points, plus a little for length; fixed
    thresholds turn that into a level. Nothing is learnt from other answers.
    """

    name = "baseline"
    identity = f"baseline|{VERSION}"
    rungs: tuple[Rung, ...] = ("text",)

    def __init__(self) -> None:
        self.taken = Capability(rung="text")
        self._points: dict[tuple[str, str], list[frozenset[str]]] = {}

    async def ask(self, task: Task, call: Call) -> Reply:  # noqa: ARG002 - the port's form
        """The rating of *task* as a reply; see `ports.Judge`."""
        return Reply(text=json.dumps(self._rate(task), ensure_ascii=False), model=self.name)

    async def close(self) -> None:
        """Nothing to give back."""

    def _rate(self, task: Task) -> dict[str, Any]:
        language = task.prompt.language
        words = _WORDS[language]
        sentences = [grams(line.text) for line in task.lines]
        length = sum(len(line.text) for line in task.lines)
        marks: dict[str, Any] = {}
        good: list[str] = []
        better: list[str] = []
        for criterion in task.prompt.item.criteria:
            cover = self._cover(criterion, task, sentences, length)
            why = words["why"] if cover.lines else words["none"]
            marks[criterion.id] = {
                "evidence": [_quote(number, task.lines) for number in cover.lines],
                "rationale": why.format(share=round(100 * cover.share)),
                "level": cover.level,
            }
            remarks = good if cover.level == len(criterion.steps) - 1 else better
            what = _short(criterion, language)
            remarks.append(words["good" if remarks is good else "better"].format(what=what))
        reply: dict[str, Any] = {"criteria": marks, "strengths": good, "improvements": better}
        return {**reply, "addresses_grader": False}

    def _cover(
        self, criterion: Criterion, task: Task, sentences: list[frozenset[str]], length: int
    ) -> _Coverage:
        points = self._key_points(criterion, task)
        said = frozenset().union(*sentences)
        shares = [len(point & said) / len(point) for point in points]
        share = sum(shares) / len(shares) if shares else 0.0
        wanted = frozenset().union(*points)
        ranked = sorted(range(len(sentences)), key=lambda i: (-len(sentences[i] & wanted), i))
        lines = tuple(
            i + 1 for i in ranked[:_MOST_QUOTES] if len(sentences[i] & wanted) >= _FEWEST_SHARED
        )
        if not lines:
            return _Coverage(share, 0, ())
        value = (1 - _LENGTH_SHARE) * share + _LENGTH_SHARE * min(1.0, length / _FULL_LENGTH)
        return _Coverage(share, _level(value, len(criterion.steps)), tuple(sorted(lines)))

    def _key_points(self, criterion: Criterion, task: Task) -> list[frozenset[str]]:
        name = (task.prompt.digest, criterion.id)
        if name not in self._points:
            language = task.prompt.language
            asked = grams(task.prompt.item.text.of(language))
            texts: list[Text] = [*criterion.indicators] or [criterion.description]
            points = [grams(text.of(language)) - asked for text in texts]
            self._points[name] = [point for point in points if point]
        return self._points[name]


def _level(value: float, levels: int) -> int:
    if levels == 2:
        return int(value >= (_FIRST + _TOP) / 2)
    step = (_TOP - _FIRST) / (levels - 2)
    return sum(value >= _FIRST + step * i - 1e-9 for i in range(levels - 1))


def _quote(number: int, lines: tuple[Line, ...]) -> dict[str, Any]:
    return {"line": number, "quote": lines[number - 1].text}


def _short(criterion: Criterion, language: Language) -> str:
    return criterion.label.of(language) or criterion.description.of(language)
