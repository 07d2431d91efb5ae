"""Files as people bring them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import InputError
from grader.readers.csv_file import read_csv
from grader.readers.json_file import read_json
from grader.readers.jsonl_file import read_jsonl
from grader.records import Row, RowProblem


class Read:
    """What came of reading one file."""

    def __init__(self, path: Path) -> None:
        self.notes: list[str] = []
        reader = {".jsonl": read_jsonl, ".json": read_json}.get(path.suffix, read_csv)
        found = list(reader(path, self.notes.append))
        self.rows = [(each.place.row, each.cells) for each in found if isinstance(each, Row)]
        self.problems = [str(each) for each in found if isinstance(each, RowProblem)]

    @property
    def cells(self) -> list[dict[str, str]]:
        """The cells of each row."""
        return [cells for _, cells in self.rows]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read]:
    """Reads *content*, text in UTF-8 or bytes, from a file of that name."""

    def _read(content: str | bytes, name: str = "a.csv") -> Read:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Read(path)

    return _read


@pytest.fixture
def refused(read: Callable[..., Read]) -> Callable[..., str]:
    """Why a file as a whole is refused."""

    def _refused(content: str | bytes, name: str = "a.csv") -> str:
        with pytest.raises(InputError) as raised:
            read(content, name)
        return str(raised.value)

    return _refused
