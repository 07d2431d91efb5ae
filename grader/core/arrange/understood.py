"""How tables were understood, column by column, for the one who handed them in."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from ...message import Message
from ...records import Assumed
from ...text import is_empty_cell
from .columns import Columns, Sheet

Role = Literal["candidate", "candidate_part", "item_id", "question", "answer", "item", "about",
               "ungraded", "ignored"]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column was taken for; `sample` is its first cell that says something."""

    header: str
    role: Role
    item: str = ""
    how: str = ""
    percent: int = 0
    is_sure: bool = True
    sample: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a file, its columns in order; `missing` are items that have none."""

    file: str
    columns: tuple[Column, ...]
    missing: tuple[str, ...] = ()

    @property
    def doubts(self) -> list[str]:
        """What is not sure, a sentence each, with the option that settles it."""
        return [_doubt(self.file, each) for each in self.columns if not each.is_sure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """All tables of a run, and what else was assumed; `name` tells several runs apart."""

    tables: tuple[Table, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    name: str = ""
    was_agreed: bool = False

    @property
    def doubts(self) -> list[str]:
        """What needs a person's nod before anything is sent."""
        said = [each.message for each in self.assumed if not each.is_sure]
        return [doubt for table in self.tables for doubt in table.doubts] + said

    def text(self) -> str:
        """The whole but the samples, to be compared with another time."""
        tables = [
            [table.file, *({**asdict(each), "sample": ""} for each in table.columns)]
            for table in self.tables
        ]
        return json.dumps([tables, [asdict(each) for each in self.assumed]], ensure_ascii=False)


def _doubt(file: str, column: Column) -> Message:
    begins = column.header[:30]
    header = begins if begins == column.header else f"{begins}…"
    if column.role == "ungraded":
        return Message(
            "{file}: column {header!r} looks like a question and is none of the rubric's; say its "
            'item with --map "{begins}=ITEM", or pass it over with --map "{begins}="',
            file=file,
            header=header,
            begins=begins,
        )
    if column.how == "open":
        return Message(
            "{file}: column {header!r} is taken for a question to grade; pass it over with "
            '--map "{begins}="',
            file=file,
            header=header,
            begins=begins,
        )
    near = Message("few of its words are left")
    if column.percent:
        near = Message("{percent} per cent alike", percent=column.percent)
    return Message(
        "{file}: column {header!r} is taken for item {item!r} ({near}); say so with --map "
        '"{begins}={item}"',
        file=file,
        header=header,
        item=column.item,
        near=near,
        begins=begins,
    )


def understood(sheet: Sheet, columns: Columns, asked: Sequence[str]) -> Table:
    """
    What each column of *sheet* was taken for.

    A question that is no item's is doubtful where some of the items *asked* have no column.
    """
    items = {header: item_id for header, item_id, _ in columns.items}
    missing = [each for each in asked if each not in items.values()]
    is_whole = not missing
    return Table(
        file=sheet.file,
        missing=() if columns.is_long else tuple(missing),
        columns=tuple(
            _column(each, sheet, columns, items, is_whole=is_whole) for each in sheet.headers
        ),
    )


def _column(
    header: str, sheet: Sheet, columns: Columns, items: dict[str, str], *, is_whole: bool
) -> Column:
    cells = sheet.cells(header)
    sample = next((cell.strip() for cell in cells if not is_empty_cell(cell)), "")
    if header in items:
        found = columns.matches[header]
        return Column(
            header=header, role="item", item=items[header], how=found.how, percent=found.percent,
            is_sure=found.is_sure, sample=sample,
        )  # fmt: skip
    role = _role(header, columns)
    return Column(header=header, role=role, is_sure=role != "ungraded" or is_whole, sample=sample)


def _role(header: str, columns: Columns) -> Role:
    roles: dict[str, Role] = dict.fromkeys(columns.ungraded, "ungraded")
    roles |= dict.fromkeys(columns.ignored, "ignored")
    parts = [part.header for part in columns.who]
    roles |= dict.fromkeys(parts, "candidate" if len(parts) == 1 else "candidate_part")
    long: list[tuple[str, Role]] = [
        (columns.answer, "answer"), (columns.item, "item_id"), (columns.question, "question")
    ]  # fmt: skip
    roles |= {name: role for name, role in long if name}
    return roles.get(header, "about")
