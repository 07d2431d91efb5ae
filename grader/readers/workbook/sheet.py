"""The cells of a sheet, row after row, and what stands in it beside them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import IO, NamedTuple

from ...errors import InputError
from ...message import Message
from .markup import Starts, walk
from .values import RawCell

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
_LONGEST_REFERENCE = 10
_MOST_MERGED = 300_000
_MOST_CHARACTERS = 10_000_000
_TRUE = {"1", "true", "on"}


class RawRow(NamedTuple):
    """A row as the file has it: its number, whether it is hidden, its cells by column from 1."""

    number: int
    is_hidden: bool
    cells: dict[int, RawCell]


class Merge(NamedTuple):
    """A merged range, its corners counted from 1 and part of it."""

    top: int
    left: int
    bottom: int
    right: int


def survey_of(member: IO[bytes], where: str) -> "Survey":
    """
    What a sheet has beside its cells, most of it behind them.

    Raises:
        InputError: the sheet is damaged, or larger than any can be.
    """
    survey = Survey(where)
    for _ in walk(member, survey, where):
        pass
    return survey


def rows_of(member: IO[bytes], where: str) -> Iterator[RawRow]:
    """
    The rows of a sheet that have cells, in the order of the file.

    Raises:
        InputError: the sheet is damaged.
    """
    cells = _Cells(where)
    for _ in walk(member, cells, where):
        yield from cells.rows
        cells.rows.clear()


@lru_cache(maxsize=MOST_COLUMNS)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if not (letters.isascii() and letters.isalpha() and 0 < number <= MOST_COLUMNS):
        raise ValueError(Message("no column {value!r}", value=letters[:20]))
    return number


def letters_of(column: int) -> str:
    """The letters that head *column*, counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _letters(reference: str) -> str:
    """The letters of a reference such as XFD1048576, which is the longest."""
    if len(reference) > _LONGEST_REFERENCE:
        raise ValueError(Message("no cell {value!r}", value=reference[:20]))
    return reference.rstrip("0123456789")


def _corner(reference: str) -> tuple[int, int]:
    letters = _letters(reference)
    return int(reference[len(letters) :]), _column(letters)


class Survey(Starts):
    """What is merged, which columns are hidden, whether there are pictures."""

    def __init__(self, where: str) -> None:
        self.merges: list[Merge] = []
        self.has_pictures = False
        self._where = where
        self._rows = 0
        self._hidden: list[range] = []

    def is_hidden(self, column: int) -> bool:
        """True for a column that is not shown."""
        return any(column in each for each in self._hidden)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "row":
            self._rows += 1
            if self._rows > MOST_ROWS:
                raise InputError(
                    "{where}: more than {most:,} rows; split the file",
                    where=self._where,
                    most=MOST_ROWS,
                )
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").replace("$", "").partition(":")
            self.merges.append(Merge(*_corner(first), *_corner(last or first)))
            if len(self.merges) > _MOST_MERGED:
                raise InputError(
                    "{where}: more than {most:,} merged ranges; split the file",
                    where=self._where,
                    most=_MOST_MERGED,
                )
        elif name == "col" and attributes.get("hidden") in _TRUE:
            if len(self._hidden) == MOST_COLUMNS:
                raise ValueError(Message("more column ranges than columns"))
            first, last = attributes.get("min", "0"), attributes.get("max", "0")
            self._hidden.append(range(int(first), int(last) + 1))
        elif name == "drawing":
            self.has_pictures = True


class _Cells:
    """Puts cells together, and rows of those that hold something."""

    def __init__(self, where: str) -> None:
        self.rows: list[RawRow] = []
        self._where = where
        self._number = self._column = self._size = 0
        self._row: dict[int, RawCell] = {}
        self._is_hidden = False
        self._in_cell = self._is_taking = self._is_phonetic = False
        self._type, self._style = "n", 0
        self._parts: list[str] = []
        self._has_formula = self._has_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v":
            self._has_value = self._is_taking = self._in_cell
        elif name == "t":
            self._is_taking = self._in_cell and not self._is_phonetic
        elif name == "f":
            self._has_formula = self._in_cell
        elif name == "rPh":
            self._is_phonetic = True
        elif name == "row":
            number = attributes.get("r")
            self._number = int(number) if number else self._number + 1
            if not 0 < self._number <= MOST_ROWS:
                raise ValueError(
                    Message("row {value}", value=number[:20] if number else self._number)
                )
            self._is_hidden = attributes.get("hidden") in _TRUE
            self._row, self._column, self._size = {}, 0, 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference:
            self._column = _column(_letters(reference))
        else:
            self._column += 1
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s") or 0)
        self._parts.clear()
        self._in_cell = True
        self._has_formula = self._has_value = self._is_phonetic = False

    def text(self, piece: str) -> None:
        if self._is_taking:
            self._size += len(piece)
            if self._size > _MOST_CHARACTERS:
                raise InputError(
                    "{where}: row {row} holds more than {most:,} characters; shorten it",
                    where=self._where,
                    row=self._number,
                    most=_MOST_CHARACTERS,
                )
            self._parts.append(piece)

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._is_taking = False
        elif name == "c":
            self._in_cell = False
            if self._parts or self._has_formula:
                self._row[self._column] = RawCell(
                    self._type, self._style, "".join(self._parts),
                    self._has_formula, self._has_value,
                )  # fmt: skip
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "row":
            if len(self._row) > MOST_COLUMNS:
                raise ValueError(
                    Message(
                        "row {row} has more than {most:,} cells",
                        row=self._number,
                        most=MOST_COLUMNS,
                    )
                )
            if self._row:
                self.rows.append(RawRow(self._number, self._is_hidden, self._row))
