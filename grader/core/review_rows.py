"""review_rows: rows of a marking sheet become people's marks, or say what is wrong with them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from ..message import Message
from ..records import Criterion, GivenPoints, Item, Place, Row, RowProblem, Score, level_of

# By column: what heads it, in the order in which one is taken.
HEADERS = {
    "candidate": "candidate_id candidate 考生编号 候选人编号 应聘者编号 准考证号 编号 考生 姓名",
    "item": "item_id item question_id 题号 题目编号",
    "criterion": "criterion_id criterion 评分点编号 评分点",
    "points": "points 人工评分 复核分数 复核得分 分数 得分 评分",
    "reviewer": "reviewer 复核人 评分人 评阅人 阅卷人",
    "reason": "reason 复核理由 理由 原因 说明",
}  # fmt: skip
NEEDED = ("candidate", "item", "points", "reviewer")
_ASIDE = re.compile(r"\s*[（(][^（()）]*[)）]\s*\Z")
_MOST_NAME = 60
_MOST_REASON = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRow:
    """A row with points, as somebody wrote it."""

    place: Place
    candidate_id: str
    item_id: str
    criterion_id: str
    points: str
    reviewer: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one reviewer gave one answer in one file; `place` is its first row's."""

    place: Place
    item: Item
    score: Score
    reviewer: str
    given: tuple[GivenPoints, ...]


def columns_of(headers: Iterable[str]) -> dict[str, str]:
    """Which header is which column; those that are not there are left out."""
    plain = {_plain(header): header for header in headers}
    found = {}
    for name, known in HEADERS.items():
        header = next((plain[each] for each in known.split() if each in plain), "")
        if header:
            found[name] = header
    return found


def _plain(header: str) -> str:
    return _ASIDE.sub("", unicodedata.normalize("NFKC", header)).strip().casefold()


def written_row(row: Row, columns: Mapping[str, str]) -> WrittenRow | None:
    """What *row* says; None where it gives no points."""

    def cell(name: str) -> str:
        return row.cells.get(columns.get(name, ""), "").strip()

    if not cell("points"):
        return None
    return WrittenRow(
        place=row.place,
        candidate_id=cell("candidate"),
        item_id=cell("item"),
        criterion_id=cell("criterion"),
        points=cell("points"),
        reviewer=" ".join(cell("reviewer").split()),
        reason=cell("reason"),
    )


@dataclass(slots=True)
class Marking:
    """
    Rows held against the answers of a run.

    `find` gives the item and the score of an answer, or says what is wrong with its names.
    `problems` are the rows that cannot be used.
    """

    find: Callable[[WrittenRow], tuple[Item, Score] | Message]
    problems: list[RowProblem] = field(default_factory=list)

    def given(self, rows: Iterable[WrittenRow]) -> list[Given]:
        """What each reviewer gave each answer, without the rows that cannot be used."""
        sheets: dict[tuple[str, str, str], list[tuple[WrittenRow, GivenPoints]]] = {}
        targets: dict[tuple[str, str], tuple[Item, Score]] = {}
        for row in rows:
            checked = self._checked(row)
            if isinstance(checked, Message):
                self._refuse(row, checked)
                continue
            item, score, points = checked
            targets[score.candidate_id, item.id] = item, score
            sheet = sheets.setdefault((score.candidate_id, item.id, row.reviewer), [])
            if self._fits(row, points, sheet):
                sheet.append((row, points))
        return [
            Given(
                place=sheet[0][0].place,
                item=targets[candidate, item_id][0],
                score=targets[candidate, item_id][1],
                reviewer=reviewer,
                given=tuple(points for _, points in sheet),
            )
            for (candidate, item_id, reviewer), sheet in sheets.items()
            if sheet
        ]

    def _refuse(self, row: WrittenRow, problem: Message) -> None:
        self.problems.append(
            RowProblem(
                place=row.place,
                problem=problem,
                candidate_id=row.candidate_id,
                item_id=row.item_id,
            )
        )

    def _checked(self, row: WrittenRow) -> tuple[Item, Score, GivenPoints] | Message:
        wrong = _wrong_person(row)
        if wrong:
            return wrong
        found = self.find(row)
        if isinstance(found, Message):
            return found
        item, score = found
        points = _points(row, item)
        return points if isinstance(points, Message) else (item, score, points)

    def _fits(
        self,
        row: WrittenRow,
        given: GivenPoints,
        sheet: Sequence[tuple[WrittenRow, GivenPoints]],
    ) -> bool:
        """False, and told, where an earlier row of the same reviewer says something else."""
        for earlier, other in sheet:
            if other.criterion_id == given.criterion_id:
                if other.points != given.points:
                    self._refuse(
                        row,
                        Message(
                            "the same reviewer gave {points} in row {row}; leave one of the two",
                            points=f"{other.points:f}",
                            row=earlier.place.row,
                        ),
                    )
                return False
            if not (other.criterion_id and given.criterion_id):
                self._refuse(
                    row,
                    Message(
                        "points for the whole item and points for its scoring points, here and "
                        "in row {row}; give one or the other",
                        row=earlier.place.row,
                    ),
                )
                return False
        return True


def _wrong_person(row: WrittenRow) -> Message | None:
    if not row.reviewer:
        return Message("points without a reviewer; write who gave them")
    if len(row.reviewer) > _MOST_NAME:
        return Message("reviewer: more than {most} characters; write a name", most=_MOST_NAME)
    if len(row.reason) > _MOST_REASON:
        return Message("reason: more than {most:,} characters; shorten it", most=_MOST_REASON)
    return None


def _points(row: WrittenRow, item: Item) -> GivenPoints | Message:
    number = _number(row.points)
    if number is None:
        return Message("points {points!r}: no number", points=row.points[:40])
    if not row.criterion_id:
        return _of_whole(row, item, number)
    criterion = next((each for each in item.criteria if each.id == row.criterion_id), None)
    if criterion is None:
        return Message(
            "item {item!r} has no scoring point {criterion!r}; it has {ids}",
            item=item.id,
            criterion=row.criterion_id,
            ids=", ".join(each.id for each in item.criteria),
        )
    level = level_of(item, criterion, number)
    if level is None:
        return Message(
            "{points} points are no level of scoring point {criterion!r}; give one of {allowed}",
            points=f"{number:f}",
            criterion=criterion.id,
            allowed=", ".join(allowed_points(item, criterion)),
        )
    return GivenPoints(criterion_id=criterion.id, points=number, reason=row.reason)


def _of_whole(row: WrittenRow, item: Item, number: Decimal) -> GivenPoints | Message:
    if not item.lowest() <= number <= item.max_points:
        return Message(
            "{points} points for item {item!r}; give {low} to {high}",
            points=f"{number:f}",
            item=item.id,
            low=plain_decimal(item.lowest()),
            high=plain_decimal(item.max_points),
        )
    return GivenPoints(points=number, reason=row.reason)


def _number(text: str) -> Decimal | None:
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("分").strip()
    if not re.fullmatch(r"[+-]?\d{1,6}(?:\.\d{1,6})?", plain):
        return None
    try:
        return Decimal(plain).normalize() + 0
    except InvalidOperation:
        return None


def allowed_points(item: Item, criterion: Criterion) -> Iterator[str]:
    """The points that *criterion* can be given, lowest first."""
    return (plain_decimal(item.worth(criterion, n)) for n in range(len(criterion.steps)))


def plain_decimal(points: Decimal) -> str:
    """*points* as tables write them: at most four places."""
    text = f"{points:.4f}"
    return text.rstrip("0").rstrip(".")
