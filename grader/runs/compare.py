"""Two runs side by side: what differs between them, and who moved."""

import heapq
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..core.compare_rubrics import RubricDifference, compare_rubrics
from ..core.movement import Movement, MovementTally, Outline, movement, outline
from ..core.render import render_prompt
from ..errors import InputError
from ..records import Item, Person, Rubric
from ..stores.earlier import Earlier
from ..wiring import templates
from ..writers.comparison import ComparisonTable
from .opened import OpenRun, opened

# So many of those that moved most are shown one by one on the page.
MOST_SHOWN = 200


class Setting(NamedTuple):
    """A setting of the runs, by its name, before and after."""

    name: str
    old: str
    new: str


@dataclass(slots=True, kw_only=True)
class Comparison:
    """
    What two runs have to do with each other.

    `settings` are those that differ. `shown` are the answers that moved most, largest first.
    `totals_moved` of `totals` candidates in both have another total, range included.
    """

    settings: tuple[Setting, ...]
    rubric: RubricDifference
    old_rubric: Rubric
    new_rubric: Rubric
    tally: MovementTally = field(default_factory=MovementTally)
    shown: tuple[Movement, ...] = ()
    totals: int = 0
    totals_moved: int = 0


def compare_folders(old: Path, new: Path, table: Path) -> Comparison:
    """
    Hold the run in *new* against the one in *old*, and write what moved to the file *table*.

    Answers are matched by the ids of candidate and item; an item that was only renamed is known
    by its content.

    Raises:
        InputError: there is no run in one of them, or both are the same.
        StoreError: files cannot be read or written.
    """
    if old.resolve() == new.resolve():
        raise InputError("{folder}: compared with itself; name the folders of two runs", folder=old)
    with ExitStack() as stack:
        one, other = stack.enter_context(opened(old)), stack.enter_context(opened(new))
        found = compare_rubrics(one.rubric, other.rubric, _digest)
        made = Comparison(
            settings=tuple(_settings(one, other)),
            rubric=found,
            old_rubric=one.rubric,
            new_rubric=other.rubric,
        )
        kept = stack.enter_context(closing(Earlier()))
        totals = stack.enter_context(closing(Earlier()))
        for person in one.people():
            totals.put(person.total.candidate_id, "", _total(person))
            for _, score in person.scored:
                kept.put(score.candidate_id, score.item_id, outline(score))
        most = _Most()
        with ComparisonTable(table) as rows:
            for each in _movements(other, Earliers(kept, totals), made):
                made.tally.add(each)
                rows.add(each)
                most.add(each)
        made.shown = most.ranked()
    return made


class Earliers(NamedTuple):
    """What the old run said: of answers, and of candidates as a whole."""

    scores: Earlier
    totals: Earlier


def _movements(at: OpenRun, earlier: Earliers, made: Comparison) -> Iterator[Movement]:
    renamed = {each.item_id: each.was for each in made.rubric.items if each.was}
    for person in at.people():
        total = earlier.totals.take(person.total.candidate_id, "")
        if total is not None:
            made.totals += 1
            made.totals_moved += total != _total(person)
        for _, score in person.scored:
            was = renamed.get(score.item_id, score.item_id)
            before: Outline | None = earlier.scores.take(score.candidate_id, was)
            yield movement(before, outline(score))
    yield from (movement(each, None) for each in earlier.scores.rest())


def _total(person: Person) -> tuple[object, ...]:
    return person.total.total, person.total.low, person.total.high


class _Most:
    """The movements that matter most, as many as a page shows."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Movement]] = []
        self._count = 0

    def add(self, each: Movement) -> None:
        if not each.has_moved:
            return
        self._count -= 1  # of equal ones the first stay
        entry = (_weight(each), self._count, each)
        if len(self._heap) < MOST_SHOWN:
            heapq.heappush(self._heap, entry)
        else:
            heapq.heappushpop(self._heap, entry)

    def ranked(self) -> tuple[Movement, ...]:
        return tuple(each for _, _, each in sorted(self._heap, reverse=True))


def _weight(each: Movement) -> float:
    """How far an answer moved; one that is open now, or no longer, by the move of its low end."""
    if each.old is None or each.new is None:
        return 0.0
    if each.difference is not None:
        return abs(float(each.difference))
    return max(abs(float(each.new.low - each.old.low)), abs(float(each.new.high - each.old.high)))


def _digest(item: Item, rubric: Rubric) -> str:
    return render_prompt(item, rubric, templates(rubric.language)).digest


def _settings(old: OpenRun, new: OpenRun) -> Iterator[Setting]:
    for name, tell in _TOLD.items():
        one, other = tell(old), tell(new)
        if one != other:
            yield Setting(name, one, other)


def _version(at: OpenRun) -> str:
    try:
        told = json.loads((at.folder / "run.json").read_text(encoding="utf-8"))
        return str(told["versions"]["interview-grader"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _object(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value not in (None, {}) else ""


_TOLD: dict[str, Callable[[OpenRun], str]] = {
    "rubric": lambda at: f"{at.rubric.id} {at.rubric.version}",
    "rubric_file": lambda at: at.run.rubric_digest[:12],
    "template": lambda at: at.run.template,
    "wording": lambda at: at.intake.kept("wording")[:12],
    "language": lambda at: at.run.language,
    "judge": lambda at: at.run.judge,
    "model_asked": lambda at: at.run.model_asked,
    "models_returned": lambda at: ", ".join(at.run.models_returned),
    "endpoint": lambda at: at.run.endpoint,
    "parameters": lambda at: _object(at.run.parameters),
    "rungs": lambda at: ", ".join(at.run.rungs),
    "redaction": lambda at: {True: "on", False: "off", None: ""}[at.run.redacts],
    "ratings": lambda at: _object(getattr(at.run, "ratings", None)),
    "version": _version,
}
