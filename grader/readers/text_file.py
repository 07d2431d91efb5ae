"""Plain text: one answer a file, or several, numbered or under their questions."""

from collections.abc import Callable, Iterator
from pathlib import Path

from ..core.arrange.blocks import Asked, Block
from ..records import Row, RowProblem
from .paper import paper_rows
from .source import check_file, encoding_of, lines_of

# A paper of one person, not a table of thousands.
_MOST_BYTES = 5_000_000


def read_text(path: Path, note: Callable[[str], None], asked: Asked) -> Iterator[Row | RowProblem]:
    """
    One long row for each answer in a .txt or .md file; a row is named by its line.

    Raises:
        InputError: it is too large for one person's answers, or in no known encoding.
    """
    check_file(path, _MOST_BYTES)
    lines = lines_of(path, encoding_of(path, note))
    blocks = (
        Block(text=line.rstrip("\r\n"), row=number, is_heading=line.startswith("#"))
        for number, line in enumerate(lines, start=1)
    )
    yield from paper_rows(path, blocks, asked, note)
