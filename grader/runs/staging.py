"""Reading: the rows of files, staged beside the folder they will be graded in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core.arrange import Arranger
from ..errors import AnswersError, InputError
from ..pipeline import stage
from ..records import Row, RowProblem, Rubric
from ..stores.intake import Intake
from ..wiring import read_rows

MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What is to be graded: files, and how their rows are read."""

    files: Sequence[Path]
    question: str = ""
    items: tuple[str, ...] = ()
    sheet: str = ""
    skip_bad_rows: bool = False
    most_characters: int = 100_000
    most_rows: int = 1_000_000
    most_bytes: int | None = None


def stage_files(
    part: Path, sources: Sources, rubric: Rubric, note: Callable[[str], None]
) -> Intake:
    """
    Every row of *sources*, staged in the file *part*; *note* is told what was assumed.

    Raises:
        InputError: rows cannot be used, or there are none.
    """
    intake = Intake.fresh(part)
    try:
        problems = _fill(intake, sources, rubric, note)
    except BaseException:
        intake.discard()
        raise
    if problems.total and not sources.skip_bad_rows:
        intake.discard()
        raise AnswersError(problems.shown, problems.total)
    if not intake.count(only_answered=False):
        intake.discard()
        names = ", ".join(str(path) for path in sources.files)
        raise InputError(f"{names}: no answers to grade; is the file empty?")
    return intake


@dataclass(slots=True)
class _Problems:
    shown: list[str] = field(default_factory=list)
    total: int = 0

    def add(self, problem: RowProblem) -> None:
        self.total += 1
        if len(self.shown) < MOST_PROBLEMS:
            self.shown.append(str(problem))


def _fill(
    intake: Intake, sources: Sources, rubric: Rubric, note: Callable[[str], None]
) -> _Problems:
    problems = _Problems()
    arranger = Arranger(
        rubric,
        question=sources.question,
        items=sources.items,
        most_characters=sources.most_characters,
    )
    for path in sources.files:
        rows = read_rows(path, note, sources.most_bytes, sources.sheet)
        stage(_at_most(rows, sources.most_rows, path), arranger, intake, problems.add)
    intake.set_item_order([item.id for item in rubric.items])
    return problems


def _at_most(rows: Iterable[Row | RowProblem], most: int, path: Path) -> Iterator[Row | RowProblem]:
    for number, row in enumerate(rows, start=1):
        if number > most:
            raise InputError(f"{path}: more than {most:,} rows; split the file or raise --max-rows")
        yield row
