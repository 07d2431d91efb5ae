"""The same answers graded again with words swapped: whether points follow the words."""

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

import numpy as np

from ..core.agreement.change import mean_change
from ..core.estimate import Fit, Forecast, Terms
from ..core.swaps import SIDES, Side, has_swap, swapped
from ..desk import WHOLE, Desk
from ..engines.local import LocalEngine
from ..errors import JudgeStopped
from ..message import cause
from ..ports import Judge
from ..records import Answer, Outcome, Run, Score, Task
from ..records.audit import Shift, Shifted, SwapKind
from ..stores.intake import StagedAnswer
from ..wiring import templates
from .limits import Account, Limits
from .opened import OpenRun
from .outlook import Outlook

SEED = 20240601
_LARGEST = 20
_AT_ONCE = 256
_Step = Callable[[Outcome | None, Run], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Who is told how it goes: of how many requests and the engine, and of each outcome."""

    begin: Callable[[int, LocalEngine], None] = lambda _total, _engine: None
    step: _Step = lambda _outcome, _run: None


@dataclass(slots=True, kw_only=True)
class Counterfactual:
    """
    Answers of a run, turned to both sides of each of *kinds* and graded by *judge*.

    With a limit, as many answers with a swap are drawn by chance. What the journal holds, which
    the answers as written are, is not asked again.
    """

    at: OpenRun
    kinds: tuple[SwapKind, ...]
    judge: Judge
    limits: Limits = field(default_factory=Limits)
    concurrency: int = 32
    most_output: int = 4096
    watched: Watched = field(default_factory=Watched)
    endpoint: str = field(init=False)
    run: Run = field(init=False)
    answers: int = field(init=False)
    stopped: str = ""
    is_interrupted: bool = False
    _desk: Desk = field(init=False)
    _numbers: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.endpoint = getattr(self.judge, "endpoint", "")
        model = getattr(self.judge, "model", "")
        self.limits.check(model, self.endpoint, "local", self.most_output)
        self.run = Run(judge=self.judge.name, endpoint=self.endpoint)
        # How answers are like each other's is no part of this, and moves no points.
        self._desk = Desk(self.at.rubric, templates(self.at.rubric.language))
        eligible = [staged.number for staged in self._staged() if self._kinds_in(staged.answer)]
        self.answers = self.limits.count(len(eligible))
        drawn = random.Random(SEED).sample(eligible, self.answers)  # noqa: S311 - a seeded draw
        self._numbers = frozenset(drawn)

    @property
    def is_judge_of_run(self) -> bool:
        """True where the answers as written are in the journal under this judge."""
        return self.judge.identity == self.at.intake.kept("identity")

    def ahead(self) -> Forecast:
        """What it will take."""
        outlook = Outlook(
            templates=templates(self.at.rubric.language),
            model=getattr(self.judge, "model", ""),
            is_sent=bool(self.endpoint),
            terms=Terms(self.concurrency, self.limits.price),
            most_output=self.most_output,
            fit=Fit(),
        )
        for task in self._lacking():
            outlook.add(task)
        return outlook.forecast()

    def requests(self) -> int:
        """How many ratings are still to be asked for."""
        return sum(1 for _ in self._lacking())

    def carry_out(self) -> tuple[Shift, ...]:
        """
        Ask for what is lacking, and tell what each kind of swap did.

        Where no request can succeed, or the budget is reached, `stopped` says why and what there
        is counts.

        Raises:
            StoreError: the journal cannot be written.
        """
        model = getattr(self.judge, "model", "")
        permit = self.limits.permit(self.endpoint, self.most_output)
        account = Account(run=self.run, limits=self.limits, permit=permit)
        engine = LocalEngine(
            templates(self.at.rubric.language), concurrency=self.concurrency, permit=permit
        )
        self.run.model_asked = model
        self._keep_keys()
        self.watched.begin(self.requests(), engine)
        stopped: JudgeStopped | None = None
        try:
            for _, outcome in engine.run(self._lacking(), self.judge, self.at.journal):
                account.add(outcome)
                if account.failing and not engine.is_stopping:
                    engine.stop()
                self.watched.step(outcome, self.run)
        except JudgeStopped as error:
            stopped = error
        account.price()
        stopped = stopped or account.stopped()
        self.stopped = cause(stopped) if stopped else ""
        self.is_interrupted = engine.is_stopping and not self.stopped
        return tuple(self._shifts())

    def _staged(self) -> Iterator[StagedAnswer]:
        """The answers that a judge was, or would be, asked about."""
        for block in self.at.intake.blocks():
            for staged in block:
                if (
                    staged.answer.text is not None
                    and self._desk.settle_early(staged.answer) is None
                ):
                    yield staged

    def _kinds_in(self, answer: Answer) -> list[SwapKind]:
        return [kind for kind in self.kinds if has_swap(answer, kind)]

    def _turned(self) -> Iterator[tuple[StagedAnswer, SwapKind, dict[Side, Answer]]]:
        """Every answer drawn, by each kind it has words of, turned to both sides."""
        for staged in self._staged():
            if staged.number in self._numbers:
                for kind in self._kinds_in(staged.answer):
                    yield staged, kind, {
                        side: swapped(staged.answer, kind, side) for side in SIDES
                    }  # fmt: skip

    def _tasks(self) -> Iterator[tuple[int, Task]]:
        for staged, _, sides in self._turned():
            for answer in sides.values():
                if self._desk.settle_early(answer) is None:
                    yield staged.number, self._desk.task(answer, self.judge.identity)

    def _lacking(self) -> Iterator[Task]:
        """What the journal has no rating of, each once."""
        seen: set[str] = set()
        tasks = self._tasks()
        while some := list(islice(tasks, _AT_ONCE)):
            known = self.at.journal.outcomes([task.key for _, task in some])
            for _, task in some:
                outcome = known.get(task.key)
                if task.key not in seen and (outcome is None or not outcome.is_usable):
                    yield task
                seen.add(task.key)

    def _keep_keys(self) -> None:
        """Keep the keys before anything of them is sent."""
        tasks = self._tasks()
        while some := list(islice(tasks, _AT_ONCE)):
            self.at.intake.groups.keep_swapped([(number, task.key) for number, task in some])

    def _shifts(self) -> Iterator[Shift]:
        """What each kind of swap did, of what the journal holds."""
        made = {kind.id: _Changes() for kind in self.kinds}
        for staged, kind, sides in self._turned():
            scores = {side: self._score(sides[side]) for side in SIDES}
            made[kind.id].add(staged, kind, scores)
        for kind in self.kinds:
            yield made[kind.id].shift(kind)

    def _score(self, answer: Answer) -> Score:
        early = self._desk.settle_early(answer)
        if early is not None:
            return early
        task = self._desk.task(answer, self.judge.identity)
        known = self.at.journal.outcomes([task.key]).get(task.key)
        return self._desk.score(answer, {WHOLE: known})


@dataclass(slots=True)
class _Changes:
    """What came of answers turned to both sides by one kind."""

    found: list[Shifted] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    unscored: int = 0
    held: int = 0

    def add(self, staged: StagedAnswer, kind: SwapKind, scores: dict[Side, Score]) -> None:
        points = [_judged(scores[side]) for side in SIDES]
        if points[0] is None or points[1] is None:
            self.unscored += 1
            return
        self.held += any(score.status == "held" for score in scores.values())
        self.people.append(staged.answer.candidate_id)
        self.found.append(
            Shifted(
                kind=kind.id,
                candidate_id=staged.answer.candidate_id,
                item_id=staged.answer.item_id,
                one=float(points[0]),
                other=float(points[1]),
                max_points=float(scores["one"].max_points),
            )
        )

    def shift(self, kind: SwapKind) -> Shift:
        """All of it together."""
        changes = np.array([each.change for each in self.found], dtype=float)
        people = np.unique(np.array(self.people), return_inverse=True)[1]
        return Shift(
            kind=kind,
            answers=len(self.found),
            people=len(set(self.people)),
            moved=int(np.count_nonzero(changes)),
            up=int((changes > 0).sum()),
            down=int((changes < 0).sum()),
            unscored=self.unscored,
            held=self.held,
            mean=mean_change(changes, people),
            largest=self.largest(),
        )

    def largest(self) -> tuple[Shifted, ...]:
        moved = (each for each in self.found if each.change)
        return tuple(heapq.nlargest(_LARGEST, moved, key=lambda each: abs(each.change)))


def _judged(score: Score) -> Decimal | None:
    """The points as judged, which a held answer has as well; None for one without a rating."""
    return None if score.rating is None else score.points_high
