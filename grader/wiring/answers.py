"""From a file, or the rows of a reader of one's own, to answers."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..core.arrange import Arranger, Understood, parse_wish
from ..core.arrange.blocks import Asked, asked_of
from ..errors import AnswersError, InputError
from ..records import Answer, Place, Row, RowProblem, Rubric
from .readers import read_rows


def read_answers(
    source: str | Path | Iterable[Mapping[str, str | None]],
    rubric: Rubric,
    *,
    question: str = "",
    items: tuple[str, ...] = (),
    columns: tuple[str, ...] = (),
    sheet: str = "",
) -> Iterator[Answer]:
    """
    The answers of *source*, one after another.

    *source* is a file (a table, long or wide, or one person's paper; *sheet* chooses one of a
    workbook), or the rows a reader of yours gives, cells by header; messages call those `rows`.
    *columns* say what columns are, each as `--map` takes it ("COLUMN=ITEM"). A column that is
    only likely to be an item must be said so.

    Raises:
        AnswersError: rows that cannot be used, all at once, after the last row.
        InputError: the file as a whole cannot be read, or a column is not sure.

    >>> from grader import load_rubric, read_answers
    >>> rows = [{"编号": "0012", "题号": "一/1", "回答": "先听客户讲完，再核对订单。"}]
    >>> [answer] = read_answers(rows, load_rubric("service-manager"))
    >>> (answer.candidate_id, answer.item_id, answer.text)
    ('0012', '一/1', '先听客户讲完，再核对订单。')
    """
    wishes = tuple(map(parse_wish, columns))
    arranger = Arranger(rubric, question=question, items=items, wishes=wishes)
    rows = _rows_of(source, sheet, asked_of(rubric, items, question))
    problems: list[str] = []
    for found in _arranged(arranger, rows):
        if isinstance(found, Answer):
            yield found
        else:
            problems.append(str(found))
    if problems:
        raise AnswersError(problems)


def _arranged(
    arranger: Arranger, rows: Iterable[Row | RowProblem]
) -> Iterator[Answer | RowProblem]:
    seen = 0
    for row in arranger.looked_at(rows):
        for found in arranger.answers(row) if isinstance(row, Row) else (row,):
            if not isinstance(found, Answer):
                yield found
            elif arranger.is_kept(found.item_id):
                if seen != (seen := len(arranger.tables) + len(arranger.assumed)):
                    _see_sure(arranger)
                yield found
    arranger.finish()


def _rows_of(
    source: str | Path | Iterable[Mapping[str, str | None]], sheet: str, asked: Asked
) -> Iterator[Row | RowProblem]:
    if isinstance(source, str | Path):
        return read_rows(Path(source), lambda _: None, sheet=sheet, asked=asked)
    return (_row(cells, number) for number, cells in enumerate(source, 1))


def _row(cells: Mapping[str, str | None], number: int) -> Row:
    place = Place(file="rows", row=number)
    for header, cell in cells.items():
        # As text only its reader knows it: 12.0 may be the id 12, and 00012 is no number.
        if not isinstance(cell, str | None):
            raise InputError(
                "{place}: {header!r} is of type {type}, and cells are text; make it a str",
                place=place, header=header, type=type(cell).__name__,
            )  # fmt: skip
    return Row(place=place, cells={header: cell or "" for header, cell in cells.items()})


def _see_sure(arranger: Arranger) -> None:
    tables, assumed = tuple(arranger.tables), tuple(arranger.assumed)
    doubts = Understood(tables=tables, assumed=assumed).doubts
    if doubts:
        raise InputError(doubts[0])
