"""Reading: the rows of files, staged beside the folder they will be graded in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core.arrange import Arranger, Understood, Wish
from ..core.arrange.blocks import asked_of
from ..errors import AnswersError, InputError
from ..pipeline import stage
from ..records import Row, RowProblem, Rubric
from ..stores.intake import Intake
from ..wiring import read_rows
from .told import Told

MOST_PROBLEMS = 200
Found = Row | RowProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """
    What is to be graded: files, and how their rows are read.

    `wishes` are what --map says of columns. Of several runs from the same files, `pick` takes a
    row or leaves it to another, and `others` are their rubrics.
    """

    files: Sequence[Path]
    question: str = ""
    items: tuple[str, ...] = ()
    wishes: tuple[Wish, ...] = ()
    sheet: str = ""
    skip_bad_rows: bool = False
    most_characters: int = 100_000
    most_rows: int = 1_000_000
    most_bytes: int | None = None
    others: tuple[Rubric, ...] = ()
    pick: Callable[[Found], Found | None] = lambda found: found


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A staged intake, and how its tables were understood."""

    intake: Intake
    understood: Understood


def stage_files(
    part: Path, sources: Sources, rubric: Rubric, note: Callable[[str], None]
) -> Staged:
    """
    Every row of *sources*, staged in the file *part*; *note* is told how files were read.

    Raises:
        InputError: rows cannot be used, or there are none.
    """
    intake = Intake.fresh(part)
    try:
        arranger = _arranger(sources, rubric)
        problems = _fill(intake, arranger, sources, rubric, note)
        intake.set_item_order([item.id for item in rubric.items])
    except BaseException:
        intake.discard()
        raise
    if problems.total and not sources.skip_bad_rows:
        intake.discard()
        raise AnswersError(problems.shown, problems.total)
    if not intake.count(only_answered=False):
        intake.discard()
        names = ", ".join(str(path) for path in sources.files[:5])
        raise InputError("{names}: no answers to grade; is the file empty?", names=names)
    understood = Understood(tables=tuple(arranger.tables), assumed=tuple(arranger.assumed))
    return Staged(intake=intake, understood=understood)


@dataclass(slots=True)
class _Problems:
    shown: list[str] = field(default_factory=list)
    total: int = 0

    def add(self, problem: RowProblem) -> None:
        self.total += 1
        if len(self.shown) < MOST_PROBLEMS:
            self.shown.append(problem.message)


def _arranger(sources: Sources, rubric: Rubric) -> Arranger:
    return Arranger(
        rubric,
        question=sources.question,
        items=sources.items,
        most_characters=sources.most_characters,
        wishes=sources.wishes,
        others=sources.others,
    )


def _fill(
    intake: Intake,
    arranger: Arranger,
    sources: Sources,
    rubric: Rubric,
    note: Callable[[str], None],
) -> _Problems:
    problems = _Problems()
    told = Told(note)
    for path in sources.files:
        rows = rows_of(path, sources, told.of(path), rubric)
        picked = (found for row in rows if (found := sources.pick(row)) is not None)
        stage(picked, arranger, intake, problems.add)
    told.finish()
    arranger.finish()
    return problems


def rows_of(
    path: Path, sources: Sources, note: Callable[[str], None], rubric: Rubric | None = None
) -> Iterator[Found]:
    """
    The rows of *path*, within the bounds of *sources*; *rubric* tells the questions of papers.

    Raises:
        InputError: it cannot be read, or has too many.
    """
    asked = asked_of(rubric, sources.items, sources.question) if rubric else None
    rows = read_rows(path, note, sources.most_bytes, sources.sheet, asked)
    return _at_most(rows, sources.most_rows, path)


def _at_most(rows: Iterable[Found], most: int, path: Path) -> Iterator[Found]:
    for number, row in enumerate(rows, start=1):
        if number > most:
            raise InputError(
                "{path}: more than {most:,} rows; split the file or raise --max-rows",
                path=path,
                most=most,
            )
        yield row
