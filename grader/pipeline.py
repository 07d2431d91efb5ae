"""
The path of an answer, top to bottom.

    read → stage → plan → ask → validate → adjudicate → aggregate → report

`grade` is the path for answers in hand, `grade_intake` the one for a staged file; both end in
`score_outcome`, and reports are drawn from what the store holds.
"""

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from .core.adjudicate import settle_unrated
from .core.aggregate import aggregate
from .core.arrange import Arranger
from .core.minima import mind_minima
from .core.plan import Panel, Pick, everything
from .desk import WHOLE, Desk, Heard
from .planning import heard_of, is_for, plan_intake, plan_judge
from .ports import Engine, Judge, Store
from .records import (
    Answer,
    Outcome,
    Person,
    PersonMark,
    Place,
    Row,
    RowProblem,
    Score,
    Task,
)
from .stores.intake import Intake, StagedAnswer

MarksOf = Callable[[Sequence[str]], Mapping[tuple[str, str], Sequence[PersonMark]]]
"""What people gave to these candidates, by candidate and item."""

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
                ready.append(desk.score(answer, {WHOLE: known}))
                continue
            yield task

    for task, outcome in engine.run(tasks(), judge, store):
        while ready:
            yield ready.popleft()
        yield desk.score(task.answer, {WHOLE: outcome})
    yield from ready


def grade_intake(
    intake: Intake,
    desk: Desk,
    panel: Panel,
    at: int = 0,
    *,
    judge: Judge,
    store: Store,
    engine: Engine,
    pick: Pick | None = None,
    seen: Callable[[Task, Outcome], None] = lambda _task, _outcome: None,
    more: Callable[[int], None] = lambda _: None,
) -> Iterator[Outcome | None]:
    """
    Ask *judge*, who sits at place *at* of *panel*, for the opinions that *store* does not have.

    Of whole blocks, only what *pick* takes. The first judge comes first: what it is asked about,
    the others are. Yields an outcome for each opinion that was asked, None for each that needed
    no asking; *seen* is told what was asked as well, *more* of opinions beyond the usual.
    """
    ready: deque[None] = deque()

    def passed(count: int) -> None:
        ready.extend([None] * count)

    if at:
        blocks = plan_judge(intake, desk, panel, store, at, passed=passed, more=more)
    else:
        at_once = None if pick else _PLANNED_AT_ONCE
        blocks = plan_intake(intake, desk, panel, store, passed=passed, more=more, at_once=at_once)
    picked = (pick or everything)(blocks)
    tasks = (task for planned in picked for task in planned.tasks if is_for(task, at))
    for task, outcome in engine.run(tasks, judge, store):
        while ready:
            yield ready.popleft()
        seen(task, outcome)
        yield outcome
    yield from ready


def people(
    intake: Intake,
    desk: Desk,
    store: Store,
    seen: Callable[[StagedAnswer, Heard], None] = lambda _staged, _heard: None,
    *,
    marks: MarksOf | None = None,
    only: Collection[str] | None = None,
) -> Iterator[Person]:
    """
    Every candidate with the scores of all asked items, in the order of the file.

    *seen* is told how each opinion of an answer ended, for counting. *marks* are asked once for
    each block of candidates what people gave. With *only*, the others are passed over.
    """
    asked = [Answer(candidate_id="", item_id=item_id, text=None, question=question)
             for item_id, question in intake.items()]  # fmt: skip
    has_more = not intake.ratings.is_empty()
    for everyone in intake.candidates():
        block = [each for each in everyone if only is None or each[0] in only]
        given = marks([candidate_id for candidate_id, _ in block]) if marks else {}
        planned = [staged for _, answers in block for staged in answers if staged.key]
        heard = heard_of(planned, intake, store, has_more=has_more)
        for candidate_id, answers in block:
            by_item = {staged.answer.item_id: staged for staged in answers}
            pairs = []
            for each in asked:
                staged = by_item.get(each.item_id)
                if staged is None:
                    score = _absent(replace(each, candidate_id=candidate_id), desk)
                else:
                    score = _stands(staged, desk, heard.get(staged.number, {}))
                    said = given.get((candidate_id, each.item_id), ())
                    if said:
                        score = desk.settle_people(score, said)
                    seen(staged, heard.get(staged.number, {}))
                pairs.append((desk.item(score.answer), score))
            yield mind_minima(aggregate(candidate_id, pairs), desk.rubric)


def _absent(answer: Answer, desk: Desk) -> Score:
    return settle_unrated(answer, desk.item(answer), "not_answered")


def _stands(staged: StagedAnswer, desk: Desk, heard: Heard) -> Score:
    if not heard:
        early = desk.settle_early(staged.answer)
        if early is not None:
            return early
    return desk.score(staged.answer, heard)
