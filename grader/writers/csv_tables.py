"""The CSV tables, written in one pass over the candidates."""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from ..core.report import (
    CANDIDATES,
    CRITERIA,
    INTAKE,
    NUMBERS,
    RATINGS,
    REDACTIONS,
    SCORES,
    candidate_row,
    criterion_rows,
    intake_row,
    rating_rows,
    redaction_rows,
    score_row,
)
from ..records import Person, RowProblem
from ..text import controls_shown
from .whole import whole_file

TABLES = {
    "intake.csv": INTAKE,
    "scores.csv": SCORES,
    "criteria.csv": CRITERIA,
    "candidates.csv": CANDIDATES,
    "redactions.csv": REDACTIONS,
    "ratings.csv": RATINGS,
}
# There only where an answer was asked for more than one rating.
_SOMETIMES = "ratings.csv"
_RUNNABLE = frozenset("=+-@\t\r\n＝＋－＠")


def inert(cell: str) -> str:
    """
    *cell* so that no spreadsheet runs it and no terminal obeys it.

    Readers take the apostrophe off again; a control character has become a sign.
    """
    first = cell.lstrip(" '\"")[:1]
    return controls_shown(f"'{cell}" if first in _RUNNABLE and first else cell)


class Table:
    """Rows of a CSV file under its headers, inert for spreadsheets; *numbers* are as they are."""

    def __init__(
        self, file: object, headers: Sequence[str], numbers: Collection[str] = NUMBERS
    ) -> None:
        self._writer = csv.writer(file, lineterminator="\n")  # type: ignore[arg-type]
        # The module leaves a lone carriage return unquoted, where readers see a new row.
        self._quoting = csv.writer(
            file,  # type: ignore[arg-type]
            lineterminator="\n",
            quoting=csv.QUOTE_ALL,
        )
        self._is_text = [header not in numbers for header in headers]
        self._writer.writerow(headers)

    def add(self, row: Sequence[str]) -> None:
        """Write a row; what stands in columns of numbers stays as it is."""
        pairs = zip(row, self._is_text, strict=True)
        cells = [inert(cell) if is_text else cell for cell, is_text in pairs]
        has_return = any("\r" in cell for cell in cells)
        (self._quoting if has_return else self._writer).writerow(cells)


def write_tables(
    folder: Path,
    people: Iterable[Person],
    other_rows: Iterable[tuple[RowProblem, str]] = (),
    *,
    language: str = "zh",
) -> Iterator[Person]:
    """
    Write the tables of *people* into *folder*, yielding each person on the way.

    The files take their places when the last person has been taken; `ratings.csv` is there only
    where an answer has more than one rating.

    Raises:
        StoreError: the folder or disk does not take them.
    """
    with ExitStack() as stack:
        tables = _Tables(folder, stack)
        for person in people:
            _add(tables, person, language)
            yield person
        for row, state in other_rows:
            tables["intake.csv"].add(_other(row, state))
    if _SOMETIMES not in tables.made:
        with suppress(OSError):
            (folder / _SOMETIMES).unlink(missing_ok=True)


class _Tables:
    """The tables of *folder*; one that is there only sometimes is begun with its first row."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.made: dict[str, Table] = {}
        self._folder, self._stack = folder, stack
        for name in TABLES:
            if name != _SOMETIMES:
                self._begin(name)

    def __getitem__(self, name: str) -> Table:
        return self.made.get(name) or self._begin(name)

    def _begin(self, name: str) -> Table:
        file = self._stack.enter_context(whole_file(self._folder / name, encoding="utf-8-sig"))
        made = self.made[name] = Table(file, TABLES[name])
        return made


def _add(tables: _Tables, person: Person, language: str) -> None:
    tables["candidates.csv"].add(candidate_row(person))
    for item, score in person.scored:
        tables["scores.csv"].add(score_row(score))
        if score.answer.place.file or score.answer.place.row:
            tables["intake.csv"].add(intake_row(score))
        for row in criterion_rows(item, score, language):
            tables["criteria.csv"].add(row)
        for row in redaction_rows(score):
            tables["redactions.csv"].add(row)
        for row in rating_rows(item, score):
            tables["ratings.csv"].add(row)


def _other(row: RowProblem, state: str) -> list[str]:
    place = row.place
    number = str(place.row)
    return [place.file, place.sheet, number, row.candidate_id, row.item_id, state, row.problem]
