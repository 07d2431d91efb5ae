"""Reading: the rows of files, staged beside the folder they will be graded in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core.arrange import Arranger, Understood, Wish
from ..core.arrange.blocks import asked_of
from ..core.arrange.named import names_in
from ..core.redact import Names, redactions
from ..errors import AnswersError, InputError
from ..message import Message
from ..pipeline import stage
from ..records import Row, RowProblem, Rubric
from ..stores.intake import Intake
from ..wiring import read_rows
from .names import distinct_names, placed_in
from .submissions import Choose, Duplicates, settle_submissions
from .told import Told

MOST_PROBLEMS = 200
Found = Row | RowProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """
    What is to be graded: files, and how their rows are read.

    `wishes` are what --map says of columns; with `redact` private data is replaced in what judges
    see. Of several runs from the same files, `pick` takes a
    row or leaves it to another, and `others` are their rubrics.
    """

    files: Sequence[Path]
    question: str = ""
    items: tuple[str, ...] = ()
    wishes: tuple[Wish, ...] = ()
    sheet: str = ""
    skip_bad_rows: bool = False
    duplicates: Duplicates = "ask"
    most_characters: int = 100_000
    most_rows: int = 1_000_000
    most_bytes: int | None = None
    others: tuple[Rubric, ...] = ()
    pick: Callable[[Found], Found | None] = lambda found: found
    redact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A staged intake, and how its tables were understood."""

    intake: Intake
    understood: Understood


def stage_files(
    part: Path,
    sources: Sources,
    rubric: Rubric,
    note: Callable[[str], None],
    choose: Choose | None = None,
) -> Staged:
    """
    Every row of *sources*, staged in the file *part*; *note* is told how files were read.

    Where one candidate handed in different texts to one item and no rule was given, *choose* is
    asked for one; without it such rows are problems.

    Raises:
        InputError: rows cannot be used, or there are none.
    """
    intake = Intake.fresh(part)
    try:
        arranger = _arranger(sources, rubric)
        named: set[str] = set()
        problems = _fill(intake, arranger, sources, rubric, note, named=named)
        intake.set_item_order([item.id for item in rubric.items])
        _settle(intake, sources, problems, note, choose)
        _redact(intake, sources, rubric, named)
    except BaseException:
        intake.discard()
        raise
    if problems.total and not sources.skip_bad_rows:
        intake.discard()
        raise AnswersError(problems.told(distinct_names(sources.files)), problems.total)
    if not intake.count(only_answered=False):
        intake.discard()
        names = ", ".join(str(path) for path in sources.files[:5])
        raise InputError("{names}: no answers to grade; is the file empty?", names=names)
    understood = Understood(tables=tuple(arranger.tables), assumed=tuple(arranger.assumed))
    return Staged(intake=intake, understood=understood)


@dataclass(slots=True)
class _Problems:
    shown: list[RowProblem] = field(default_factory=list)
    total: int = 0

    def add(self, problem: RowProblem) -> None:
        self.total += 1
        if len(self.shown) < MOST_PROBLEMS:
            self.shown.append(problem)

    def told(self, names: list[str]) -> list[Message]:
        """In the order of the files called *names*, and of their rows."""
        order = {name: at for at, name in enumerate(names)}

        def where(problem: RowProblem) -> tuple[int, str, int]:
            place = problem.place
            return order.get(place.file, len(order)), place.sheet, place.row

        return [each.message for each in sorted(self.shown, key=where)]


def _settle(
    intake: Intake,
    sources: Sources,
    problems: _Problems,
    note: Callable[[str], None],
    choose: Choose | None,
) -> None:
    # Nobody is asked in vain: other bad rows end the run whatever the answer.
    is_usable = sources.skip_bad_rows or not problems.total
    settle_submissions(
        intake,
        sources.duplicates,
        choose=choose if is_usable else None,
        report=None if sources.skip_bad_rows else problems.add,
        note=note,
    )


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
    *,
    named: set[str],
) -> _Problems:
    """Stage every row, and add to *named* what the name columns hold."""
    problems = _Problems()
    told = Told(note)
    for path, name in zip(sources.files, distinct_names(sources.files), strict=True):
        rows = placed_in(name, path, rows_of(path, sources, told.of(path), rubric))
        rows = _naming(rows, named) if sources.redact else rows
        picked = (found for row in rows if (found := sources.pick(row)) is not None)
        stage(picked, arranger, intake, problems.add)
    told.finish()
    arranger.finish()
    return problems


def _naming(rows: Iterable[Found], named: set[str]) -> Iterator[Found]:
    for row in rows:
        if isinstance(row, Row):
            named.update(names_in(row.cells))
        yield row


def _redact(intake: Intake, sources: Sources, rubric: Rubric, named: set[str]) -> None:
    """Keep beside every answer what no judge is to see of it; *named* are the people's names."""
    intake.keep(redact="yes" if sources.redact else "no")
    if sources.redact:
        known = Names(named)
        intake.private.redact(lambda text: redactions(text, known, rubric.language))


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
