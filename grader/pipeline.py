"""
The path of an answer, top to bottom.

    read → stage → plan → ask → validate → adjudicate → aggregate → report

`grade` is the path for answers in hand, `grade_intake` the one for a staged file; both end in
`score_outcome`, and reports are drawn from what the store holds.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from .core.adjudicate import settle_unrated
from .core.aggregate import aggregate
from .core.arrange import Arranger
from .core.minima import mind_minima
from .core.plan import Pick, Planned, everything
from .desk import Desk
from .ports import Engine, Judge, Store
from .records import (
    Answer,
    Outcome,
    Person,
    Place,
    Row,
    RowProblem,
    Score,
    Task,
)
from .stores.intake import Intake, StagedAnswer

# Few enough that the first calls go out at once, many enough to share a commit.
_PLANNED_AT_ONCE = 64


def stage(
    rows: Iterable[Row | RowProblem],
    arranger: Arranger,
    intake: Intake,
    report: Callable[[RowProblem], None],
) -> None:
    """Put every row into *intake*; what cannot be used goes to *report* and is accounted for."""
    read: Counter[tuple[str, str]] = Counter()
    last = Place()
    for row in arranger.looked_at(rows):
        place = row.place
        if place.row != last.row or place != last:
            last = place
            read[place.file, place.sheet] += 1
        for found in arranger.answers(row) if isinstance(row, Row) else (row,):
            if isinstance(found, Answer) and not arranger.is_kept(found.item_id):
                intake.set_aside(found, "left_out", "not among --items")
            elif isinstance(found, Answer):
                intake.add(found)
            else:
                intake.set_aside(found, "bad", found.problem)
                report(found)
    for (file, sheet), rows_read in read.items():
        intake.accounts.note_read(file, sheet, rows_read)


def grade(
    answers: Iterable[Answer], desk: Desk, *, judge: Judge, store: Store, engine: Engine
) -> Iterator[Score]:
    """
    Score every answer, in any order, as its outcome comes; nothing is asked that is in *store*.

    Raises:
        JudgeStopped: no request can succeed.
        StoreError: the journal cannot be written.
    """
    ready: deque[Score] = deque()

    def tasks() -> Iterator[Task]:
        for answer in answers:
            early = desk.settle_early(answer)
            if early is not None:
                ready.append(early)
                continue
            task = desk.task(answer, judge.identity)
            known = store.outcomes([task.key]).get(task.key)
            if known is not None and known.is_usable:
                ready.append(desk.score(answer, known))
                continue
            yield task

    for task, outcome in engine.run(tasks(), judge, store):
        while ready:
            yield ready.popleft()
        yield desk.score(task.answer, outcome)
    yield from ready


def plan_intake(
    intake: Intake,
    desk: Desk,
    identity: str,
    store: Store,
    *,
    passed: Callable[[int], None],
    at_once: int | None = None,
) -> Iterator[list[Planned]]:
    """
    What *store* lacks of the staged answers, block after block, or *at_once* of each.

    Their keys are kept. *passed* is told how many answers need no asking: settled early, or rated
    before.
    """
    for block in intake.blocks():
        for first in range(0, len(block), at_once or len(block)):
            some = block[first : first + (at_once or len(block))]
            planned = [
                (staged, desk.task(staged.answer, identity))
                for staged in some
                if staged.answer.text is not None and desk.settle_early(staged.answer) is None
            ]
            copies = intake.set_keys([(staged.number, task.key) for staged, task in planned])
            known = store.outcomes({task.key for _, task in planned})
            wanted = [
                Planned(task, staged.number in copies)
                for staged, task in planned
                if not _is_usable(known.get(task.key))
            ]
            passed(sum(staged.answer.text is not None for staged in some) - len(wanted))
            yield wanted


def grade_intake(
    intake: Intake,
    desk: Desk,
    *,
    judge: Judge,
    store: Store,
    engine: Engine,
    pick: Pick | None = None,
    seen: Callable[[Task, Outcome], None] = lambda _task, _outcome: None,
) -> Iterator[Outcome | None]:
    """
    Ask for the staged answers that *store* has no rating of; of whole blocks, those *pick* takes.

    Yields an outcome for each answer that was asked, None for each that needed no asking; *seen*
    is told what was asked as well.
    """
    ready: deque[None] = deque()
    blocks = plan_intake(
        intake,
        desk,
        judge.identity,
        store,
        passed=lambda count: ready.extend([None] * count),
        at_once=None if pick else _PLANNED_AT_ONCE,
    )
    for task, outcome in engine.run((pick or everything)(blocks), judge, store):
        while ready:
            yield ready.popleft()
        seen(task, outcome)
        yield outcome
    yield from ready


def _is_usable(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.is_usable


def people(
    intake: Intake, desk: Desk, store: Store, seen: Callable[[StagedAnswer, Outcome | None], None]
) -> Iterator[Person]:
    """
    Every candidate with the scores of all asked items, in the order of the file.

    *seen* is told each answer's outcome, for counting.
    """
    asked = [Answer(candidate_id="", item_id=item_id, text=None, question=question)
             for item_id, question in intake.items()]  # fmt: skip
    for block in intake.candidates():
        keys = {staged.key for _, answers in block for staged in answers if staged.key}
        outcomes = store.outcomes(keys)
        for candidate_id, answers in block:
            by_item = {staged.answer.item_id: staged for staged in answers}
            pairs = []
            for each in asked:
                staged = by_item.get(each.item_id)
                if staged is None:
                    score = _absent(replace(each, candidate_id=candidate_id), desk)
                else:
                    score = _stands(staged, desk, outcomes)
                    seen(staged, outcomes.get(staged.key))
                pairs.append((desk.item(score.answer), score))
            yield mind_minima(aggregate(candidate_id, pairs), desk.rubric)


def _absent(answer: Answer, desk: Desk) -> Score:
    return settle_unrated(answer, desk.item(answer), "not_answered")


def _stands(staged: StagedAnswer, desk: Desk, outcomes: Mapping[str, Outcome]) -> Score:
    if not staged.key:
        early = desk.settle_early(staged.answer)
        if early is not None:
            return early
    return desk.score(staged.answer, outcomes.get(staged.key))
