"""One person's paper, taken apart, as rows; whose it is and what it answers by its names."""

from collections.abc import Callable, Iterator
from pathlib import Path

from ..core.arrange.written import Asked, Part, Written
from ..records import Place, Row, RowProblem
from ..text.numbered_answers import label_of

_LAYOUT = (
    "write each question or its number on a line of its own (题目1：… or 1. …) and the answer "
    "under it (答：…), or use a table with the columns 题号 and 答案"
)


def paper_rows(
    path: Path, written: Written, asked: Asked, note: Callable[[str], None]
) -> Iterator[Row | RowProblem]:
    """
    A long row for each part of *written*, or for the whole where it has none.

    The candidate is who the head names, else the file's name. A whole text answers the only item
    there is, or the one that the folder or the end of the file's name (`ID_item`) means.
    """
    stem = path.stem.strip()
    parts = list(written.parts)
    candidate = written.candidate
    if parts:
        note(f"{path.name}: taken as a paper of {len(parts)} answers")
    elif written.whole is not None:
        item_id, named = _whole_item(path, asked)
        stem = named or stem
        if item_id is None or (not written.whole.answer and len(asked.items) > 1):
            yield RowProblem(place=Place(file=path.name, row=1), problem=_no_pair(asked))
            return
        note(f"{path.name}: taken as one answer")
        parts = [_of_item(written.whole, item_id, asked)]
    if not candidate:
        candidate = stem
        note(f"{path.name}: candidate named by the file's name")
    for part in parts:
        if part.has_object:
            note(f"{path.name}: a picture or object beside an answer is not read, its words are")
        cells = {
            "candidate_id": candidate,
            "item_id": part.item_id,
            "question": part.question,
            "answer": part.answer,
        }
        yield Row(place=Place(file=path.name, row=part.row), cells=cells | written.about)


def _of_item(part: Part, item_id: str, asked: Asked) -> Part:
    return Part(
        item_id=item_id,
        question="" if item_id else asked.question,
        answer=part.answer,
        row=part.row,
        has_object=part.has_object,
    )


def _whole_item(path: Path, asked: Asked) -> tuple[str | None, str]:
    """The item that a whole file answers, None for none, and the candidate where its name says."""
    if not asked.items:
        return ("" if asked.question else None), ""
    folder = _item_named(path.absolute().parent.name, asked)
    if folder and len(asked.items) > 1:
        return folder, ""
    for at, char in enumerate(path.stem):
        rest = path.stem[at + 1 :]
        if char in "_-＿－" and at and rest:
            is_one = len(asked.items) == 1
            item_id = rest if rest in asked.ids else "" if is_one else _item_named(rest, asked)
            if item_id:
                return item_id, path.stem[:at]
    return (asked.items[0].id, "") if len(asked.items) == 1 else (None, "")


def _item_named(name: str, asked: Asked) -> str:
    if name in asked.ids:
        return name
    label, end = label_of(f"{name}、", asked.ids)
    return label if end > len(name) else ""


def _no_pair(asked: Asked) -> str:
    if not asked.items:
        return f"no question found in it; {_LAYOUT}, or give --question"
    ids = ", ".join(asked.ids[:12])
    return (
        f"no answer to an item found in it; {_LAYOUT}; or name a file that is one answer "
        f"CANDIDATE_ITEM, put it into a folder named by the item, or give --items (one of {ids})"
    )
