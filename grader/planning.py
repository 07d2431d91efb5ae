"""What is asked of the staged answers, judge by judge, and how each of it ended."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from .core.plan import THIRD, Panel, Planned
from .desk import WHOLE, Desk, Heard
from .ports import Store
from .records import Opinion, Outcome, Task
from .stores.intake import Intake, StagedAnswer


def plan_intake(
    intake: Intake,
    desk: Desk,
    panel: Panel,
    store: Store,
    *,
    passed: Callable[[int], None] = lambda _: None,
    more: Callable[[int], None] = lambda _: None,
    at_once: int | None = None,
) -> Iterator[list[Planned]]:
    """
    What *store* lacks of the staged answers, block after block, or *at_once* of each.

    The keys of all opinions are kept, but for those of a third judge, which come up later. Of the
    first judge's, *passed* is told how many need no asking (settled early, or had before), and
    *more* how many there are beyond those of every answer.
    """
    usual = panel.samples
    for some in _slices(intake, at_once):
        planned = [
            (staged, desk.tasks(staged.answer, panel)) for staged in some if _is_asked(staged, desk)
        ]
        copies = intake.set_keys([(staged.number, tasks[0].key) for staged, tasks in planned])
        same = {
            (staged.number, tasks[0].key) for staged, tasks in planned if staged.number in copies
        }
        same |= intake.ratings.keep(_further(planned))
        lacking = _lacking(planned, store, same)
        first = sum(is_for(task, 0) for _, tasks in planned for task in tasks)
        left = sum(is_for(task, 0) for each in lacking for task in each.tasks)
        answered = sum(staged.answer.text is not None for staged in some)
        more(first - usual * len(planned))
        passed(usual * (answered - len(planned)) + first - left)
        yield lacking


def plan_judge(
    intake: Intake,
    desk: Desk,
    panel: Panel,
    store: Store,
    judge: int,
    *,
    passed: Callable[[int], None] = lambda _: None,
    more: Callable[[int], None] = lambda _: None,
) -> Iterator[list[Planned]]:
    """
    What *store* lacks of a later judge's opinions of what `plan_intake` planned.

    Of the third judge those are wanted where the first two differ; their keys are kept, and
    *more* is told how many there are.
    """
    panel = replace(panel, regrades=False)
    for some in _slices(intake):
        asked = [staged for staged in some if staged.key]
        if judge == THIRD:
            planned = _third(asked, intake, desk, panel, store)
            usual = 0
        else:
            planned = [(staged, _tasks_for(judge, staged, desk, panel)) for staged in asked]
            usual = panel.samples * sum(staged.answer.text is not None for staged in some)
        wanted = sum(len(tasks) for _, tasks in planned)
        lacking = _lacking(planned, store)
        more(max(0, wanted - usual))
        passed(max(usual, wanted) - sum(len(each.tasks) for each in lacking))
        yield lacking


def _tasks_for(judge: int, staged: StagedAnswer, desk: Desk, panel: Panel) -> list[Task]:
    return [each for each in desk.tasks(staged.answer, panel) if is_for(each, judge)]


def _third(
    asked: list[StagedAnswer], intake: Intake, desk: Desk, panel: Panel, store: Store
) -> list[tuple[StagedAnswer, list[Task]]]:
    heard = heard_of(asked, intake, store)
    planned = [
        (staged, desk.third_tasks(staged.answer, panel, heard[staged.number])) for staged in asked
    ]
    intake.ratings.keep(_further(planned, 0))
    return planned


def _slices(intake: Intake, at_once: int | None = None) -> Iterator[list[StagedAnswer]]:
    for block in intake.blocks():
        step = at_once or max(len(block), 1)
        yield from (block[first : first + step] for first in range(0, len(block), step))


def _is_asked(staged: StagedAnswer, desk: Desk) -> bool:
    return staged.answer.text is not None and desk.settle_early(staged.answer) is None


def is_for(task: Task, judge: int) -> bool:
    """True where *task* is for the judge at that place."""
    return task.opinion.judge == judge


def _further(
    planned: Iterable[tuple[StagedAnswer, list[Task]]], first: int = 1
) -> list[tuple[int, Opinion, str]]:
    return [
        (staged.number, task.opinion, task.key)
        for staged, tasks in planned
        for task in tasks[first:]
    ]


def _lacking(
    planned: Iterable[tuple[StagedAnswer, list[Task]]],
    store: Store,
    same: Collection[tuple[int, str]] = (),
) -> list[Planned]:
    """What *store* lacks of what was *planned*; *same* are keys that are asked before."""
    planned = list(planned)
    known = store.outcomes({task.key for _, tasks in planned for task in tasks})
    made = []
    for staged, tasks in planned:
        lacking = tuple(task for task in tasks if not _is_usable(known.get(task.key)))
        if lacking:
            copies = frozenset(
                key for key in (task.key for task in lacking) if (staged.number, key) in same
            )
            made.append(Planned(staged.key or tasks[0].key, lacking, copies))
    return made


def _is_usable(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.is_usable


def heard_of(
    asked: Iterable[StagedAnswer], intake: Intake, store: Store, *, has_more: bool = True
) -> dict[int, Heard]:
    """How each opinion of each of these answers ended, by the answer's number."""
    asked = list(asked)
    further = intake.ratings.of([staged.number for staged in asked]) if has_more else {}
    keys = {
        staged.number: {WHOLE: staged.key, **further.get(staged.number, {})} for staged in asked
    }
    outcomes = store.outcomes({key for each in keys.values() for key in each.values()})
    return {
        number: {opinion: outcomes.get(key) for opinion, key in each.items()}
        for number, each in keys.items()
    }
