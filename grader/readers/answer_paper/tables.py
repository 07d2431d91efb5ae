"""Tables of a document: questions and answers, or what is said of the person; else text."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ...core.arrange.blocks import Asked, Block
from ...core.arrange.headings import head_pairs
from ...core.arrange.questions import is_asked
from ...text import fold

_ITEM = frozenset("题号 序号 编号 no number item itemid item_id 题目编号 题目序号".split())
_QUESTION = frozenset("题目 问题 题干 题目内容 试题 question questions q".split())
_ANSWER = frozenset(
    """答案 回答 作答 答 作答内容 回答内容 考生答案 考生作答 你的答案 您的答案 我的答案 answer
    answers""".split()
)

Cells: TypeAlias = Sequence[Sequence[Block]]


def table_blocks(rows: Sequence[tuple[int, Cells]], asked: Asked) -> Iterator[Block]:
    """The blocks of a table; each of *rows* is its first paragraph's number and its cells."""
    texts = [(row, [_text(cell) for cell in cells]) for row, cells in rows]
    header = [_plain(text) for text in texts[0][1]] if texts else []
    answer = _column(header, _ANSWER)
    if answer >= 0 and len(texts) > 1 and (_column(header, _ITEM | _QUESTION) >= 0):
        yield from _columns(texts[1:], header, answer)
    elif any(_is_pair(cells, asked) for _, cells in texts):
        yield from _side_by_side(texts, asked)
    else:
        for (row, cells), (_, blocks) in zip(texts, rows, strict=True):
            yield from _of_person(row, cells) or _as_text(row, cells, blocks)


def _text(cell: Sequence[Block]) -> str:
    return "\n".join(block.text for block in cell).strip()


def _plain(text: str) -> str:
    return fold(text).text.replace(" ", "")


def _column(header: Sequence[str], names: frozenset[str]) -> int:
    return next((n for n, name in enumerate(header) if name in names), -1)


def _columns(
    rows: Sequence[tuple[int, list[str]]], header: Sequence[str], answer: int
) -> Iterator[Block]:
    item, question = _column(header, _ITEM), _column(header, _QUESTION)
    for row, cells in rows:
        if any(cells):
            full = [*cells, *[""] * len(header)]
            yield _asking(
                row, full[question] if question >= 0 else "", full[item] if item >= 0 else ""
            )
            yield Block(text=f"答：{full[answer]}", row=row)


def _asking(row: int, question: str, label: str = "") -> Block:
    return Block(text=" ".join(question.split()), row=row, is_question=True, label=label)


def _is_pair(cells: Sequence[str], asked: Asked) -> bool:
    """True for a row that begins with a question, or with the word for one."""
    if len(cells) < 2:
        return False
    first = _plain(cells[0])
    is_row = first in _QUESTION | _ANSWER or is_asked(cells[0], asked)
    return is_row or (len(cells) == 3 and is_asked(cells[1], asked))


def _side_by_side(rows: Sequence[tuple[int, list[str]]], asked: Asked) -> Iterator[Block]:
    for number, (row, cells) in enumerate(rows):
        first, *others = cells
        if not any(cells):
            continue
        after = rows[number + 1][1] if number + 1 < len(rows) else [""]
        person = list(_of_person(row, cells))
        if _plain(first) in _ANSWER:
            yield Block(text="答：" + "\n".join(filter(None, others)), row=row)
        elif _plain(first) in _QUESTION:
            yield _asking(row, " ".join(others))
        elif person and not is_asked(first, asked):
            yield from person
        elif len(cells) == 3 and not is_asked(first, asked):
            yield _asking(row, cells[1], cells[0])
            yield Block(text=f"答：{cells[2]}", row=row)
        elif _plain(after[0]) in _ANSWER:
            yield _asking(row, " ".join(others), first)
        else:
            yield _asking(row, first)
            yield Block(text="答：" + "\n".join(filter(None, others)), row=row)


def _of_person(row: int, cells: Sequence[str]) -> list[Block]:
    """Name beside value, once or more in a row: 姓名 | 张三 | 岗位 | 客服."""
    named = [
        (key.strip().rstrip("：:"), told)
        for key, told in zip(cells[::2], cells[1::2], strict=False)
    ]
    lines = [f"{key}：{told}" for key, told in named if key and told]
    is_known = bool(lines) and all(head_pairs(line) for line in lines)
    return [Block(text=line, row=row) for line in lines] if is_known else []


def _as_text(row: int, cells: Sequence[str], blocks: Cells) -> list[Block]:
    if len(cells) == 1:
        return list(blocks[0])
    return [Block(text="\t".join(text.replace("\n", " ") for text in cells), row=row)]
