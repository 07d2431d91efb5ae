"""The table in a sheet: where its header is, and the rows below."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...errors import InputError
from ...message import Message
from ...records import Place, Row, RowProblem
from ..header import headers_of
from .book import Book, Sheet
from .merged import Merged
from .sheet import Survey, letters_of, rows_of, survey_of
from .values import Fault, Value, Values

# As far down as a header is looked for, and no further than that many characters.
_LOOKED_AT = 20
_CHARACTERS_LOOKED_AT = 2_000_000
_MOST_CHARACTERS = 10_000_000
# Excel takes 32,767 in a cell, so a sheet that is no table passes.
_LONGEST_HEADER = 50_000
# Of a million rows with a value for each, more would take hours.
_MOST_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    is_hidden: bool
    cells: dict[int, Value]

    @property
    def is_blank(self) -> bool:
        return not any(isinstance(each, Fault) or each.strip() for each in self.cells.values())

    @property
    def width(self) -> int:
        return sum(map(bool, self.cells.values()))

    @property
    def size(self) -> int:
        return sum(len(each) for each in self.cells.values() if isinstance(each, str))


class Table:
    """
    A sheet as a table, of which nothing is kept but its header until `rows` reads it.

    `is_empty` where no cell holds anything; `has_rows` for a header of two columns or more with
    something below it.

    Args:
        book, sheet: Which sheet.
        values: What reads its cells.
        names_candidate: True for a text that heads the column of the candidates.
    """

    def __init__(
        self, book: Book, sheet: Sheet, values: Values, names_candidate: Callable[[str], bool]
    ) -> None:
        self.name = sheet.name
        self._book, self._sheet, self._values = book, sheet, values
        merged = Merged(self._survey().merges)
        head = _first_of(self._lines(merged, values.afresh()))
        at = _header_at(head, merged, names_candidate)
        self._header = head[at] if head else None
        if self._header and self._header.size > _LONGEST_HEADER:
            raise InputError(
                "{where}:{row}: {size:,} characters, where a header has few; head each "
                "column with its name",
                where=self._where,
                row=self._header.number,
                size=self._header.size,
            )
        self._above = _quoted(head[:at])
        self.is_empty = not head
        self.has_rows = len(head) > at + 1 and head[at].width > 1

    @property
    def headers(self) -> dict[int, str]:
        """
        The names of the columns that have one, by column.

        Raises:
            InputError: the sheet has no header, or not one that can be used.
        """
        header = self._header
        where = f"{self._book.path}[{self.name}]:{header.number if header else 1}"
        cells = header.cells if header else {}
        for column, value in cells.items():
            if isinstance(value, Fault):
                raise InputError(
                    "{where}: header in column {column} {problem}",
                    where=where,
                    column=letters_of(column),
                    problem=value.problem,
                )
        columns = sorted(cells)
        if len(columns) > _MOST_COLUMNS:
            raise InputError(
                "{where}: {count:,} columns, at most {most:,} are read; is that the header?",
                where=where,
                count=len(columns),
                most=_MOST_COLUMNS,
            )
        names = headers_of([str(cells[column]) for column in columns], where)
        return {column: name for column, name in zip(columns, names, strict=True) if name}

    def rows(self, note: Callable[[str], None]) -> Iterator[Row | RowProblem]:
        """The rows below the header; *note* is told what was passed over or filled in."""
        headers, survey = self.headers, self._survey()
        merged = Merged(survey.merges)
        where = f"{self._book.path.name}[{self.name}]"
        first = self._header.number if self._header else 0
        if self._above:
            note(
                Message(
                    "{where}: the header is row {first}; above it: {above}",
                    where=where,
                    first=first,
                    above=self._above,
                )
            )
        _tell_unseen(survey, headers, where, note)
        hidden, unnamed = 0, set[int]()
        for line in self._lines(merged, self._values):
            if line.number <= first:
                continue
            hidden += line.is_hidden
            unnamed.update(each for each, value in line.cells.items() if value)
            yield self._row(line, headers)
        for said in _read_anyhow(where, hidden, merged.filled, unnamed - set(headers)):
            note(said)

    @property
    def _where(self) -> str:
        return f"{self._book.path}[{self.name}]"

    def _survey(self) -> Survey:
        with self._book.open(self._sheet.member) as member:
            return survey_of(member, self._where)

    def _lines(self, merged: Merged, values: Values) -> Iterator[_Line]:
        with self._book.open(self._sheet.member) as member:
            for number, is_hidden, raw in rows_of(member, self._where):
                line = _Line(
                    number,
                    is_hidden,
                    {column: values.read(cell) for column, cell in raw.items()},
                )
                if line.size > _MOST_CHARACTERS:
                    raise InputError(
                        "{where}:{number}: more than {most:,} characters in a row; shorten it",
                        where=self._where,
                        number=number,
                        most=_MOST_CHARACTERS,
                    )
                if not line.is_blank:
                    merged.fill(number, line.cells)
                    yield line

    def _row(self, line: _Line, headers: dict[int, str]) -> Row | RowProblem:
        place = Place(file=self._book.path.name, sheet=self.name, row=line.number)
        faults = [
            Message(
                "{cell} ({header}) {problem}",
                cell=f"{letters_of(column)}{line.number}",
                header=headers[column],
                problem=value.problem,
            )
            for column, value in sorted(line.cells.items())
            if isinstance(value, Fault) and column in headers
        ]
        if faults:
            more = (
                Message(" (and {count} more cells of this row)", count=len(faults) - 1)
                if faults[1:]
                else ""
            )
            return RowProblem(
                place=place,
                problem=Message(
                    "cell {cell}{more}", cell=faults[0], more=more if faults[1:] else ""
                ),
            )
        cells = line.cells
        return Row(
            place=place,
            cells={name: str(cells.get(column, "")) for column, name in headers.items()},
        )


def _first_of(lines: Iterator[_Line]) -> list[_Line]:
    head: list[_Line] = []
    for line in lines:
        head.append(line)
        if len(head) == _LOOKED_AT or sum(each.size for each in head) > _CHARACTERS_LOOKED_AT:
            break
    return head


def _header_at(
    head: Sequence[_Line], merged: Merged, names_candidate: Callable[[str], bool]
) -> int:
    """Which of *head* names the columns: not a title, nor what is merged above several."""
    wide = [
        merged.is_wide(line.number) and below.width > line.width for line, below in pairwise(head)
    ]
    lines = [
        (number, line)
        for number, (line, is_wide) in enumerate(zip(head, [*wide, False], strict=False))
        if line.width > 1 and not is_wide
    ]
    for number, line in lines:
        if any(isinstance(each, str) and names_candidate(each) for each in line.cells.values()):
            return number
    widest = max((line.width for line in head), default=0)
    return next((number for number, line in lines if 3 * line.width > 2 * widest), 0)


def _tell_unseen(
    survey: Survey, headers: dict[int, str], where: str, note: Callable[[str], None]
) -> None:
    hidden = {column for column in headers if survey.is_hidden(column)}
    if hidden:
        note(
            Message(
                "{where}: hidden columns, read like the others: {columns}",
                where=where,
                columns=_columns(hidden),
            )
        )
    if survey.has_pictures:
        note(
            Message(
                "{where}: pictures on the sheet are not read; an answer that is one has to "
                "be typed",
                where=where,
            )
        )


def _read_anyhow(where: str, hidden: int, filled: int, unnamed: set[int]) -> Iterator[Message]:
    if hidden:
        yield Message(
            "{where}: hidden rows, read like the others: {hidden}; delete those that are not to "
            "be graded",
            where=where,
            hidden=hidden,
        )
    if filled:
        yield Message(
            "{where}: cells filled with the value they are merged with: {count}",
            where=where,
            count=filled,
        )
    if unnamed:
        yield Message(
            "{where}: left out, for want of a header: {columns}",
            where=where,
            columns=_columns(unnamed),
        )


def _columns(numbers: set[int]) -> Message:
    more = " …" if len(numbers) > 20 else ""
    return Message(
        "column {letters}", letters=", ".join(map(letters_of, sorted(numbers)[:20])) + more
    )


def _quoted(lines: Sequence[_Line]) -> str:
    texts = [next(str(each) for each in line.cells.values() if each) for line in lines]
    return ", ".join(f"“{text[:30]}”" for text in texts[:3]) + (" …" if texts[3:] else "")
