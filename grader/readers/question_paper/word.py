"""Question papers in Word: paragraphs, headings, and tables in their place."""

from collections.abc import Callable, Iterator
from pathlib import Path

from ...core.paper import Table, TextLine
from ...message import Message
from ..word import Body, Grid, Paragraph, opened

_MOST_XML = 60_000_000


def word_blocks(path: Path, note: Callable[[str], None]) -> Iterator[TextLine | Table]:
    """
    The paragraphs and tables of a .docx file, numbered by paragraph.

    Raises:
        InputError: it is damaged, protected, dangerous or too large.
        SettingError: the extra that reads such files is not installed.
    """
    body = Body(opened(path, _MOST_XML))
    for part in body.parts():
        if isinstance(part, Paragraph):
            yield TextLine(part.number, part.text, part.is_heading)
        else:
            yield from _table(part)
    if body.left_out:
        note(Message("{file}: holds a pasted file, which is not read", file=path.name))


def _table(grid: Grid) -> Iterator[TextLine | Table]:
    rows = tuple((begins, tuple(map(_said, cells))) for begins, cells in grid.rows)
    if len(rows) == 1 and len(rows[0][1]) == 1:
        yield TextLine(rows[0][0], rows[0][1][0])
    elif rows:
        yield Table(rows)


def _said(cell: tuple[Paragraph | Grid, ...]) -> str:
    said: list[str] = []
    for part in cell:
        if isinstance(part, Paragraph):
            said.append(part.text)
        else:
            said += ["\t".join(map(_said, cells)) for _, cells in part.rows]
    return "\n".join(said).strip()
