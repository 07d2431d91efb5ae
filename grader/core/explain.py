"""explain: how a candidate's scores came about, as that candidate may read it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from ..records import (
    LANGUAGES,
    Criterion,
    Item,
    Language,
    Mark,
    Observation,
    Person,
    Rubric,
    Score,
    SeenPoints,
)
from ..text import shares_passage

_ONE_PLACE = Decimal("0.1")
# What these checks say is about other people's answers or the key.
_OF_OTHERS = frozenset({"near_duplicate", "matches_reference"})
_BARE = {"zh": ("没有做到", "部分做到", "完整做到"), "en": ("absent", "partly", "fully")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    One criterion: what it asks, the level given in words, the words quoted, and why.

    `given` are the points of each rating where there are several. `is_withheld` where the reason
    would tell what is not for a candidate.
    """

    name: str
    asks: str
    level: str
    points: str
    max_points: str
    quotes: tuple[str, ...]
    why: str
    is_withheld: bool
    lacks_evidence: bool
    is_whole: bool
    is_persons: bool = False
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a check of the program saw: its flag, the words it is about, what it says of them."""

    flag: str
    words: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Points that a person gave, on a criterion or (empty) the whole item, and their state."""

    at: str
    points: str
    criterion: str
    why: str
    is_withheld: bool
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAccount:
    """
    How the score of one answer came about; points as text, `points` empty while open.

    `is_overruled` where the steps are a machine's, and a person gave the item other points.
    """

    item_id: str
    question: str
    status: str
    reason: str
    rater: str
    points: str
    low: str
    high: str
    max_points: str
    steps: tuple[Step, ...]
    seen: tuple[Seen, ...]
    people: tuple[Decided, ...]
    is_overruled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All of it, of one candidate and nobody else."""

    candidate_id: str
    total: str
    low: str
    high: str
    max_total: str
    open: int
    items: tuple[ItemAccount, ...]


def explain(
    person: Person,
    rubric: Rubric,
    language: Language,
    *,
    words: Mapping[str, str],
    instructions: str,
    names_others: Callable[[str], bool],
    only: Collection[str] = (),
) -> Explanation:
    """
    How the scores of *person* came about, of the items *only* where any are given.

    What a rater or a check wrote is left out where it repeats 12 characters or 8 words in a row
    of an item's reference or of the *instructions* to raters, or where it *names_others*.
    *words* are what checks say, by their English templates.
    """
    guard = _Guard(language, words, instructions, names_others)
    total = person.total
    return Explanation(
        candidate_id=total.candidate_id,
        total="" if total.total is None else plain(total.total),
        low=plain(total.low),
        high=plain(total.high),
        max_total=plain(total.max_total),
        open=total.held + total.unscored,
        items=tuple(
            guard.account(item, score, rubric)
            for item, score in person.scored
            if not only or item.id in only
        ),
    )


def plain(points: Decimal) -> str:
    """Points with at most one decimal place: a second one would claim too much."""
    return f"{points.quantize(_ONE_PLACE, ROUND_HALF_UP):f}".removesuffix(".0")


def _given(item: Item, score: Score) -> list[tuple[str, ...]]:
    """What each of several ratings of the whole answer gave, criterion by criterion."""
    whole = [each for each in score.ratings if each.opinion.part == "whole"]
    if len(whole) < 2:
        return [()] * len(item.criteria)
    rows = zip(*(each.marks for each in whole), strict=True)
    return [tuple(plain(mark.points) for mark in row) for row in rows]


class _Guard:
    """Words a score in *language*, without what is not for the candidate."""

    def __init__(
        self,
        language: Language,
        words: Mapping[str, str],
        instructions: str,
        names_others: Callable[[str], bool],
    ) -> None:
        self._language = language
        self._words = words
        self._instructions = instructions
        self._names_others = names_others

    def account(self, item: Item, score: Score, rubric: Rubric) -> ItemAccount:
        """How *score* came about."""
        rating = score.rating or score.of_machine.rating
        marks = rating.marks if rating else ()
        names = {each.id: each.name.of(self._language) for each in rubric.dimensions}
        return ItemAccount(
            item_id=item.id,
            question=item.text.of(self._language),
            status=score.status,
            reason=score.reason,
            rater=score.rater,
            points="" if score.points is None else plain(score.points),
            low=plain(score.points_low),
            high=plain(score.points_high),
            max_points=plain(score.max_points),
            steps=tuple(
                replace(self._step(item, criterion, mark, names), given=points)
                for criterion, mark, points in zip(
                    item.criteria, marks, _given(item, score), strict=bool(marks)
                )
            ),
            seen=tuple(self._seen(item, score)),
            people=tuple(self._decided(item, each) for each in score.people),
            is_overruled=score.rating is None and bool(marks),
        )

    def _decided(self, item: Item, each: SeenPoints) -> Decided:
        asked = (c for c in item.criteria if c.id == each.given.criterion_id)
        asks = next((c.description.of(self._language) for c in asked), "")
        may_pass = self._may_pass(each.given.reason, item)
        return Decided(
            at=each.mark.at,
            points=plain(each.given.points),
            criterion="" if self._leaks(asks, item) else asks,
            why=each.given.reason if may_pass else "",
            is_withheld=not may_pass,
            state=each.state,
        )

    def _step(self, item: Item, criterion: Criterion, mark: Mark, names: Mapping[str, str]) -> Step:
        language = self._language
        name = criterion.label.of(language) or names.get(criterion.dimension, criterion.dimension)
        asks = criterion.description.of(language)
        if criterion.levels:
            level = criterion.levels[mark.level].description.of(language)
        else:
            level = _BARE[language][mark.level]
        may_pass = self._may_pass(mark.rationale, item)
        return Step(
            name=name,
            asks=name if self._leaks(asks, item) else asks,
            level="" if self._leaks(level, item) else level,
            points=plain(mark.points),
            max_points=plain(mark.max_points),
            quotes=tuple(dict.fromkeys(each.quote for each in mark.evidence)),
            why=mark.rationale if may_pass else "",
            is_withheld=bool(mark.rationale) and not may_pass,
            lacks_evidence=mark.lacks_evidence,
            is_whole=criterion.evidence != "span" and not mark.evidence,
            is_persons=mark.rater.startswith("person:"),
        )

    def _seen(self, item: Item, score: Score) -> Iterator[Seen]:
        told: set[str] = set()
        for each in score.observations:
            told.add(each.flag)
            yield self._observed(item, score, each)
        # What is told by the state already is no finding of its own.
        told |= {score.status, score.reason}
        yield from (Seen(flag=flag) for flag in score.flags if flag not in told)

    def _observed(self, item: Item, score: Score, each: Observation) -> Seen:
        text = score.answer.text or ""
        said = ""
        if each.told is not None and each.flag not in _OF_OTHERS:
            said = each.told.told(self._words)
        return Seen(
            flag=each.flag,
            words=tuple(dict.fromkeys(text[start:end] for start, end in each.spans)),
            told=said if self._may_pass(said, item) else "",
        )

    def _may_pass(self, text: str, item: Item) -> bool:
        return not self._leaks(text, item) and not self._names_others(text)

    def _leaks(self, text: str, item: Item) -> bool:
        references = "\n".join(item.reference.of(language) for language in LANGUAGES)
        return shares_passage(text, references) or shares_passage(text, self._instructions)
