"""The texts that the cells of a workbook share, kept on disk."""

import tempfile
from array import array
from typing import IO

from ...errors import InputError
from .markup import walk

_MOST_TEXTS = 10_000_000
_MOST_CHARACTERS = 10_000_000
# Questions and towns repeat, answers hardly: so much for the one, and this many times for all.
_REPEATED = 500_000_000
_TIMES = 4


class SharedTexts:
    """
    Texts by number.

    A table of a hundred thousand answers has them all here, so they stand in a temporary file,
    of which memory holds only where each begins.

    Raises:
        InputError: a text is longer, or there are more, than any real workbook has.
    """

    def __init__(self, member: IO[bytes] | None, where: str) -> None:
        self._where = where
        self._ends = array("Q", [0])
        self._taken = 0
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the texts
        if member is not None:
            for _ in walk(member, _Collector(self._file, self._ends, where), where):
                pass
        self._file.flush()
        self._most_taken = _REPEATED + _TIMES * self._ends[-1]

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise IndexError(number)
        begins, ends = self._ends[number], self._ends[number + 1]
        self._taken += ends - begins
        if self._taken > self._most_taken:
            raise InputError(
                "{where}: cells repeat texts to more than {most:,} bytes; split the file",
                where=self._where,
                most=self._most_taken,
            )
        self._file.seek(begins)
        return self._file.read(ends - begins).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class _Collector:
    """Writes text after text; what tells how to pronounce it is left out."""

    def __init__(self, file: IO[bytes], ends: "array[int]", where: str) -> None:
        self._file = file
        self._ends = ends
        self._where = where
        self._parts: list[str] = []
        self._size = 0
        self._is_taking = False
        self._is_phonetic = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "t":
            self._is_taking = not self._is_phonetic
        elif name == "rPh":
            self._is_phonetic = True
        elif name == "si":
            self._parts.clear()
            self._size = 0

    def text(self, piece: str) -> None:
        if self._is_taking:
            self._size += len(piece)
            if self._size > _MOST_CHARACTERS:
                raise InputError(
                    "{where}: a text of more than {most:,} characters; shorten it",
                    where=self._where,
                    most=_MOST_CHARACTERS,
                )
            self._parts.append(piece)

    def end(self, name: str) -> None:
        if name == "t":
            self._is_taking = False
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "si":
            written = self._file.write("".join(self._parts).encode("utf-8", "surrogatepass"))
            self._ends.append(self._ends[-1] + written)
            if len(self._ends) > _MOST_TEXTS:
                raise InputError(
                    "{where}: more than {most:,} texts; split the file",
                    where=self._where,
                    most=_MOST_TEXTS,
                )
