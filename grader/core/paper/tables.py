"""Tables of a paper as lines: questions by row, labels beside their words, marks, bands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .numerals import number_of
from .words import folded, label_at

_NUMBER = re.compile(r"(?:题号|序号|编号|题目编号|题目序号|no\.?|number|#|item)$", re.IGNORECASE)
_QUESTION = re.compile(
    r"(?:面试|考试)?(?:题目|问题|试题|题干|考题|情景题?|题目内容|试题内容|questions?|question\stext|scenario)$",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"(?:评分|评价|评估|考核|考察|考查|测评|采分|得分)?(?:点|要点|项目?|指标|要素|内容|标准|细则|维度)|要点说明|说明"
    r"|criteri(?:on|a)|scoring\spoints?|description|what\sto\slook\sfor",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:本题)?(?:分值|分数|满分|配分|得分|标准分|points?|marks?|max\.?(?:\spoints)?)(?:\(分\))?$",
    re.IGNORECASE,
)
_BAND = re.compile(r"(?:等级|档次|级别|评定|层次|level|band|grade|rating)$", re.IGNORECASE)
_SUM = re.compile(r"(?:合计|总计|总分|小计|sum|total)", re.IGNORECASE)
_FIGURE = re.compile(
    r"\(?\s?([0-9]{1,3}(?:\.[0-9]{1,2})?)\s?(?:分|points?|marks?|pts)?\s?\)?$", re.IGNORECASE
)
_SHOWN = re.compile(r"[0-9]{1,3}|[零〇一二两三四五六七八九十]{1,3}")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NAMES = {
    "answer": "参考答案：", "explanation": "解析：", "examines": "考察点：", "marks": "评分标准：",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line or paragraph of a document, numbered from 1."""

    number: int
    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: each row with the number of its line and the text of its cells."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]


Blocks: TypeAlias = Iterable[TextLine | Table]
Rows: TypeAlias = Sequence[tuple[int, tuple[str, ...]]]


def flowed(blocks: Blocks) -> Iterator[TextLine]:
    """The blocks of a document as lines, tables written out as a paper without tables says it."""
    for block in blocks:
        if isinstance(block, Table):
            yield from _table(block)
        else:
            for place, text in enumerate(block.text.splitlines() or [""]):
                yield TextLine(block.number, text, block.is_heading and not place)


def _table(table: Table) -> Iterator[TextLine]:
    rows = [(n, _apart(cells)) for n, cells in table.rows if any(cell.strip() for cell in cells)]
    if not rows:
        return
    header = [folded(cell).strip(" :") for cell in rows[0][1]]
    question = _column(header, _QUESTION)
    points = _column(header, _POINTS)
    band = _column(header, _BAND)
    if question >= 0 and len(header) > 1 and len(rows) > 1 and not _is_pairs(rows):
        yield from _questions(rows[1:], header, question, points)
    elif band >= 0 and len(rows) > 2:
        yield from _bands(rows[1:], header, band, points)
    elif points >= 0 and any(_POINT.match(cell) for cell in header) and len(rows) > 1:
        yield from _marks(rows[1:], header, points)
    elif _is_pairs(rows):
        yield from _pairs(rows)
    else:
        for number, cells in rows:
            yield from _lines(
                number, "\t".join(filter(None, cells)) if len(cells) > 1 else cells[0]
            )


def _apart(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells, one that is merged over several columns told once."""
    if len(cells) > 1 and len(set(cells)) == 1:
        return (cells[0].strip(),)
    return tuple(cell.strip() for cell in cells)


def _lines(number: int, text: str) -> Iterator[TextLine]:
    for line in text.splitlines():
        yield TextLine(number, line)


def _column(header: Sequence[str], name: re.Pattern[str]) -> int:
    return next((n for n, cell in enumerate(header) if name.match(cell)), -1)


def _kind(cell: str) -> str:
    return label_at(f"{folded(cell).strip(' :')}:")[0]


def _questions(rows: Rows, header: Sequence[str], question: int, points: int) -> Iterator[TextLine]:
    number_at = _column(header, _NUMBER)
    kinds = [_kind(cell) for cell in header]
    count = 0
    for number, cells in rows:
        if len(cells) == 1 and len(header) > 1:
            yield from _lines(number, cells[0])
            count = 0
            continue
        full = [*cells, *[""] * len(header)]
        if full[question]:
            count = (_number(full[number_at]) if number_at >= 0 else 0) or count + 1
            worth = _FIGURE.match(folded(full[points])) if points >= 0 and full[points] else None
            marks = f"（{worth[1]}分）" if worth else ""
            yield from _lines(number, f"题目{count}：{full[question]}{marks}")
        for place, kind in enumerate(kinds):
            if kind in _NAMES and full[place] and place not in {question, points}:
                yield from _lines(number, _NAMES[kind] + full[place])


def _number(text: str) -> int:
    found = _SHOWN.search(folded(text))
    return number_of(found[0]) if found else 0


def _marks(rows: Rows, header: Sequence[str], points: int) -> Iterator[TextLine]:
    """A table of scoring points and their marks, as a numbered list of them."""
    yield TextLine(rows[0][0], "评分标准：")
    skipped = {points, _column(header, _NUMBER)}
    count = 0
    for number, cells in rows:
        worth = _FIGURE.match(folded(cells[points])) if points < len(cells) else None
        words = [
            cell.replace("\n", " ") for n, cell in enumerate(cells) if n not in skipped and cell
        ]
        if worth is None or not words or _SUM.match(words[0]):
            continue
        sign = _CIRCLED[count % len(_CIRCLED)]
        count += 1
        yield TextLine(number, f"{sign}{'：'.join(words[:2])}（{worth[1]}分）")


def _bands(rows: Rows, header: Sequence[str], band: int, points: int) -> Iterator[TextLine]:
    yield TextLine(rows[0][0], "评分标准：")
    for number, cells in rows:
        full = [*cells, *[""] * len(header)]
        span = full[points] if points >= 0 else ""
        words = [cell for n, cell in enumerate(cells) if n not in {band, points}]
        yield TextLine(number, f"{full[band]}（{span}）：{' '.join(' '.join(words).split())}")


def _is_pairs(rows: Rows) -> bool:
    """True where labels stand beside their words."""
    named = sum(_is_name(cells[0]) for _, cells in rows if len(cells) > 1)
    return named >= 2 and named * 2 >= len(rows)


def _is_name(cell: str) -> bool:
    key = folded(cell).strip(" :")
    is_title = _QUESTION.match(key) or _NUMBER.match(key) or _POINTS.match(key)
    return len(key) <= 12 and (is_title is not None or bool(_kind(cell)))


def _pairs(rows: Rows) -> Iterator[TextLine]:
    shown = ""
    for number, cells in rows:
        for name, words in zip(cells[::2], cells[1::2], strict=False):
            key = folded(name).strip(" :")
            if _NUMBER.match(key):
                shown = str(_number(words) or "")
            elif _QUESTION.match(key):
                yield from _lines(number, f"题目{shown}：{words}")
                shown = ""
            elif name and words:
                yield from _lines(number, f"{name.strip(' ：:')}：{words}")
            else:
                yield from _lines(number, name or words)
        if len(cells) == 1:
            yield from _lines(number, cells[0])
