"""One person's paper, taken apart, as rows; whose it is and what it answers by its names."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from ..core.arrange.blocks import Asked, Block
from ..core.arrange.written import written_answers
from ..errors import InputError
from ..message import Message
from ..records import Place, Row, RowProblem
from ..text.numbered_answers import label_of

# What one person writes in an interview is far below; a table has another reader.
MOST_LINES = 20_000
_LAYOUT = Message(
    "write each question or its number on a line of its own (题目1：… or 1. …) and the answer "
    "under it (答：…), or use a table with the columns 题号 and 答案"
)


def paper_rows(
    path: Path, lines: Iterable[Block], asked: Asked, note: Callable[[str], None]
) -> Iterator[Row | RowProblem]:
    """
    A long row for each answer in *lines*, what the file *path* holds.

    The candidate is who the head names, else the file's name. A text that is not parted answers
    the only item there is, or the one that the folder or the end of the name (`ID_item`) means.

    Raises:
        InputError: more lines than one person writes.
    """
    blocks = _at_most(lines, path)
    item_id, stem = _told_by_names(path, asked)
    written = written_answers(blocks, asked, is_one=bool(item_id))
    parts = list(written.parts)
    if parts:
        stem = stem if item_id and len(parts) == 1 else path.stem.strip()
        count = len(parts)
        note(Message("{file}: taken as a paper of {count} answers", file=path.name, count=count))
    elif written.whole is not None:
        item_id = item_id or asked.whole
        is_nothing = not (written.whole.answer or asked.whole)
        if is_nothing or not (item_id or asked.question):
            yield RowProblem(place=Place(file=path.name, row=1), problem=_no_pair(asked))
            return
        note(Message("{file}: taken as one answer", file=path.name))
        parts = [replace(written.whole, item_id=item_id, question=asked.question)]
    if not written.candidate:
        note(Message("{file}: candidate named by the file's name", file=path.name))
    for part in parts:
        if part.has_object:
            note(_unread_object(path))
        cells = {
            "candidate_id": written.candidate or stem,
            "item_id": part.item_id,
            "question": part.question,
            "answer": part.answer,
        }
        yield Row(place=Place(file=path.name, row=part.row), cells=cells | written.about)


def _unread_object(path: Path) -> Message:
    return Message(
        "{file}: a picture or object beside an answer is not read, its words are", file=path.name
    )


def _at_most(lines: Iterable[Block], path: Path) -> list[Block]:
    blocks = list(islice(lines, MOST_LINES + 1))
    if len(blocks) > MOST_LINES:
        raise InputError(
            "{path}: more than {most:,} lines, so it is not one candidate's paper; give "
            "a file for each, or a table (.csv, .xlsx)",
            path=path,
            most=MOST_LINES,
        )
    return blocks


def _told_by_names(path: Path, asked: Asked) -> tuple[str, str]:
    """The item that the folder or the file's name means, empty for none, and the rest of it."""
    stem = path.stem.strip()
    is_single = bool(asked.whole)
    folder = "" if is_single else _item_named(path.absolute().parent.name, asked)
    if folder:
        return folder, stem
    for at, char in enumerate(stem):
        rest = stem[at + 1 :]
        if at and rest and char in "_-＿－":
            item_id = rest if rest in asked.ids else "" if is_single else _item_named(rest, asked)
            if item_id:
                return item_id, stem[:at]
    return "", stem


def _item_named(name: str, asked: Asked) -> str:
    if name in asked.ids:
        return name
    label, end = label_of(f"{name}、", asked.ids)
    return label if end > len(name) else ""


def _no_pair(asked: Asked) -> Message:
    if not asked.items:
        return Message("no question found in it; {layout}, or give --question", layout=_LAYOUT)
    ids = ", ".join(asked.ids[:12])
    return Message(
        "no answer to an item found in it; {layout}; or name a file that is one answer "
        "CANDIDATE_ITEM, put it into a folder named by the item, or give --items (one of {ids})",
        layout=_LAYOUT,
        ids=ids,
    )
