"""letter: what a candidate can be told of the scores, and who gets no letter and why."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from ..records import (
    LANGUAGES,
    Criterion,
    Item,
    Language,
    Person,
    Rating,
    Rubric,
    Score,
    Text,
)
from ..text import content_size, fold, shares_passage

MOST_REMARKS = 3
_LONGEST = 300
_MOST_READ = 10 * _LONGEST
# What would speak of the person, of others or of the key instead of the answer; and addresses.
_OUT_OF_PLACE = re.compile(
    r"""
    淘汰 | 不合格 | 录用 | 录取 | 聘用 | 抄袭 | 作弊 | 注入攻击
    | 排名 | 名列 | 第\s*\d+\s*名 | (?:其他|别的)(?:考生|候选人|应聘者)
    | (?:参考|标准)答案 | 评分(?:点|标准)
    | :// | www\. | \S@\S
    | \bhir(?:e|ed|ing)\b | \breject(?:ed|ion)\b | \b(?:un|dis)qualif | \bplagiari | \bcheat
    | \brank(?:ed|ing|s)\b | \bpercentile\b | \bother[ ]candidates?\b
    | \b(?:reference|model)[ ]answer | \b(?:scoring|grading)[ ](?:point|criteri|rubric)
    | \bunbiased\b | \bfit[ ]for[ ]use\b | \bproves\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    Points of points in one dimension, with the number of criteria behind them.

    `labels` are what the criteria call it themselves, where a candidate may read that.
    """

    dimension: str
    points: Decimal
    max_points: Decimal
    criteria: int
    labels: tuple[str, ...] = ()

    @property
    def share(self) -> Decimal:
        """The share of the points that was reached, 0 to 1."""
        return self.points / self.max_points if self.max_points else Decimal(0)


@dataclass(frozen=True, slots=True)
class Remark:
    """
    One strength, or one thing to work on.

    A `remark` is a rater's sentence and a `criterion` a scoring point, each of the item
    `item_id`; of a `dimension` the text is its id.
    """

    kind: Literal["remark", "criterion", "dimension"]
    text: str
    item_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one candidate is told: of nobody else, and nothing of what raters go by."""

    candidate_id: str
    total: Decimal
    max_total: Decimal
    asked: int
    answered: int
    parts: tuple[Part, ...]
    strengths: tuple[Remark, ...]
    improvements: tuple[Remark, ...]
    raters: tuple[str, ...]


def why_no_letter(person: Person) -> str:
    """
    Why *person* gets no letter; empty for one.

    `held`, `unscored`, `below_minimum`, `not_answered` or `gated`. The first two can stand
    together, with `;` between; they and the third wait for a person. `gated` is one of whose
    answers none was rated, so that there is nothing to tell.
    """
    total = person.total
    if total.held or total.unscored or total.total is None:
        open_ = {"held": total.held, "unscored": total.unscored}
        return ";".join(status for status, n in open_.items() if n)
    if total.below:
        return "below_minimum"
    if not total.answered:
        return "not_answered"
    return "" if any(_is_rated(score) for _, score in person.scored) else "gated"


def _is_rated(score: Score) -> bool:
    """True where somebody gave it points, also where a person gave them to the whole item."""
    return score.rating is not None or score.is_settled_by_people


def letter(person: Person, rubric: Rubric, language: Language, *, instructions: str) -> Letter:
    """
    The letter to *person*, for whom nothing is open.

    No remark repeats 12 characters or 8 words in a row of an item's reference or of
    *instructions*; with a rubric for selection none repeats a criterion either.
    """
    total = person.total
    parts = tuple(_parts(person, language, is_open=rubric.use == "practice"))
    rated = [(item, score) for item, score in person.scored if _is_rated(score)]
    best = sorted(rated, key=lambda each: -_share(each[1]))
    worst = sorted(rated, key=lambda each: _share(each[1]))
    guard = _Guard(rubric, language, instructions)
    strengths = [*guard.remarks(best, lambda rating: rating.strengths)]
    better = [*guard.remarks(worst, lambda rating: rating.improvements)]
    if rubric.use == "practice":
        strengths += guard.criteria(best, is_hit=True)
        better += guard.criteria(worst, is_hit=False)
    return Letter(
        candidate_id=total.candidate_id,
        total=total.low,
        max_total=total.max_total,
        asked=total.asked,
        answered=total.answered,
        parts=parts,
        strengths=_few(strengths) or _highest(parts),
        improvements=_few(better) or _lowest(parts),
        raters=tuple(dict.fromkeys(score.rater for _, score in rated)),
    )


def _parts(person: Person, language: Language, *, is_open: bool) -> Iterator[Part]:
    for name, part in person.total.by_dimension.items():
        if part.points is None:
            # A person gave points to a whole item: nobody knows how they part.
            continue
        labels = (
            each.label.of(language)
            for item, _ in person.scored
            for each in item.criteria
            if each.dimension == name and is_open
        )
        yield Part(
            dimension=name,
            points=part.points,
            max_points=part.max_points,
            criteria=part.criteria,
            labels=tuple(dict.fromkeys(label for label in labels if label)),
        )


def _share(score: Score) -> Decimal:
    return (score.points or Decimal(0)) / score.max_points if score.max_points else Decimal(0)


def _highest(parts: tuple[Part, ...]) -> tuple[Remark, ...]:
    """The dimension where the largest share was reached; none where nothing was."""
    found = max(parts, key=lambda part: part.share, default=None)
    return (Remark("dimension", found.dimension),) if found and found.points else ()


def _lowest(parts: tuple[Part, ...]) -> tuple[Remark, ...]:
    """The dimension where the smallest share was reached; none where all points were."""
    found = min(parts, key=lambda part: part.share, default=None)
    is_short = found is not None and found.points < found.max_points
    return (Remark("dimension", found.dimension),) if found and is_short else ()


def _few(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """The first few that differ; of one item's remarks the first goes before another's second."""
    seen: dict[str, Remark] = {}
    for each in remarks:
        seen.setdefault(fold(each.text).text, each)
    turns: dict[tuple[str, str], int] = {}
    ranked = []
    for each in seen.values():
        turn = turns[each.kind, each.item_id] = turns.get((each.kind, each.item_id), 0) + 1
        ranked.append(((each.kind == "criterion", turn), each))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(each for _, each in ranked[:MOST_REMARKS])


_Rated = list[tuple[Item, Score]]


class _Guard:
    """Lets through what a candidate may read."""

    def __init__(self, rubric: Rubric, language: Language, instructions: str) -> None:
        self._language = language
        self._instructions = instructions
        self._is_open = rubric.use == "practice"

    def remarks(self, rated: _Rated, of: Callable[[Rating], tuple[str, ...]]) -> Iterator[Remark]:
        """The rater's sentences that may be passed on."""
        for item, score in rated:
            for text in of(score.rating) if score.rating else ():
                if self._may_pass(text[:_MOST_READ], item):
                    yield Remark("remark", _brief(text), item.id)

    def criteria(self, rated: _Rated, *, is_hit: bool) -> Iterator[Remark]:
        """The scoring points that were reached in full, or were not."""
        for item, score in rated:
            if score.rating is None:
                continue
            for criterion, mark in zip(item.criteria, score.rating.marks, strict=True):
                text = criterion.description.of(self._language)
                is_full = mark.level == len(criterion.steps) - 1
                if is_full is is_hit and text and not self._leaks(text, _references(item)):
                    yield Remark("criterion", _brief(text), item.id)

    def _may_pass(self, text: str, item: Item) -> bool:
        if not _is_written_in(self._language, text) or _OUT_OF_PLACE.search(text):
            return False
        if self._leaks(text, _references(item)):
            return False
        return self._is_open or not _tells_criteria(text, item.criteria)

    def _leaks(self, text: str, references: str) -> bool:
        return shares_passage(text, references) or shares_passage(text, self._instructions)


def _is_written_in(language: Language, text: str) -> bool:
    """True where a reader of *language* can make something of *text*."""
    cjk, words = content_size(fold(text).text)
    return cjk > 0 if language == "zh" else words > cjk


def _brief(text: str) -> str:
    """*text* on one line, cut where it is longer than a remark can be."""
    line = " ".join(text[:_MOST_READ].split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _references(item: Item) -> str:
    return "\n".join(item.reference.of(language) for language in LANGUAGES)


def _tells_criteria(text: str, criteria: tuple[Criterion, ...]) -> bool:
    """True where *text* repeats a passage of a criterion, or a short one as a whole."""
    passages, whole = _criterion_texts(criteria)
    folded = fold(text).text
    return shares_passage(text, passages) or any(each in folded for each in whole)


@lru_cache(maxsize=32)
def _criterion_texts(criteria: tuple[Criterion, ...]) -> tuple[str, tuple[str, ...]]:
    texts: list[Text] = []
    for each in criteria:
        texts += [each.description, each.label, *each.indicators]
        texts += [level.description for level in each.levels]
    written = {text.of(language) for text in texts for language in LANGUAGES}
    folded = {fold(text).text for text in written}
    return "\n".join(sorted(written)), tuple(sorted(text for text in folded if _says(text)))


def _says(folded: str) -> bool:
    """True of a text that is more than one common word."""
    cjk, words = content_size(folded)
    return cjk >= 4 or words >= 2
