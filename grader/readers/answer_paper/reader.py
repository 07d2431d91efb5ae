"""One candidate's paper in a .docx file: a long row for each answer."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ...core.arrange.blocks import Asked, Block
from ...message import Message
from ...records import Row, RowProblem
from ..paper import paper_rows
from ..word import Body, Grid, Paragraph, opened
from .tables import table_blocks

MOST_XML = 20_000_000


def read_answer_paper(
    path: Path, note: Callable[[str], None], asked: Asked
) -> Iterator[Row | RowProblem]:
    """
    A long row for each answer in the .docx file of one candidate.

    A row's number is that of the paragraph the question begins in, cells of tables counted.

    Raises:
        InputError: it is damaged, protected, or too large.
        SettingError: the extra that reads such files is not installed.
    """
    body = Body(opened(path, MOST_XML))
    blocks = list(_blocks(body.parts(), asked))
    if body.left_out:
        note(Message("{file}: holds a pasted file, which is not read", file=path.name))
    yield from paper_rows(path, blocks, asked, note)


def _blocks(parts: Iterable[Paragraph | Grid], asked: Asked) -> Iterator[Block]:
    for part in parts:
        if isinstance(part, Paragraph):
            yield Block(text=part.text, row=part.number, is_heading=part.is_heading)
        else:
            rows = [
                (begins, [list(_blocks(cell, asked)) for cell in cells])
                for begins, cells in part.rows
            ]
            yield from table_blocks(rows, asked)
