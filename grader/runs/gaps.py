"""Answers on which people differ by more than the rubric allows, for somebody to settle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ..core.report import decimal
from ..core.review_queue import Listed
from ..records import Item, Language, Rubric, Score, level_of
from ..writers.csv_tables import Table
from ..writers.whole import whole_file
from .marking import write_marking
from .opened import OpenRun

FILE = "calibration-gaps.csv"
_HEADERS = ("candidate_id", "item_id", "criterion_id", "max_points", "gap", "given")
_WHOLE_SHARE = 0.1
GivenTo = tuple[Item, Score, dict[str, dict[str, float]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """People's points that differ too much, on a criterion or, without one, on the whole item."""

    item: Item
    score: Score
    criterion_id: str
    given: tuple[tuple[str, float], ...]
    gap: float
    max_points: float


def gaps_in(given: Sequence[GivenTo], rubric: Rubric) -> list[Gap]:
    """Where people differ by more levels than *rubric* lets them; on whole items, by a tenth."""
    return [gap for each in given for gap in _of(each, rubric.adjudication.people_tolerance)]


def _of(each: GivenTo, tolerance: int) -> Iterator[Gap]:
    item, score, by_person = each
    for criterion in item.criteria:
        points = {name: of[criterion.id] for name, of in by_person.items() if criterion.id in of}
        levels = [level_of(item, criterion, _decimal(value)) or 0 for value in points.values()]
        if levels and max(levels) - min(levels) > tolerance:
            top = float(item.worth(criterion, len(criterion.steps) - 1))
            yield _gap(item, score, criterion.id, points, top)
    wholes = {name: of[""] for name, of in by_person.items() if "" in of}
    most = float(item.max_points)
    if len(wholes) > 1 and max(wholes.values()) - min(wholes.values()) > _WHOLE_SHARE * most:
        yield _gap(item, score, "", wholes, most)


def _gap(item: Item, score: Score, name: str, points: dict[str, float], most: float) -> Gap:
    gap = max(points.values()) - min(points.values())
    return Gap(item=item, score=score, criterion_id=name, given=tuple(sorted(points.items())),
               gap=gap, max_points=most)  # fmt: skip


def write_gaps(
    at: OpenRun, gaps: Sequence[Gap], adjudicator: str, language: Language | None
) -> Iterator[Path]:
    """
    Write *gaps* as a table, and a blind sheet of their answers for *adjudicator*, if one is named.

    Where there are none, an earlier table is taken away.

    Raises:
        StoreError: the folder or disk does not take them.
    """
    path = at.folder / FILE
    if not gaps:
        # What people differed on by earlier marks would be read as how it is now.
        path.unlink(missing_ok=True)
        return
    with whole_file(path, encoding="utf-8-sig") as file:
        table = Table(file, _HEADERS)
        for each in gaps:
            told = ";".join(f"{name}={_plain(points)}" for name, points in each.given)
            table.add([each.score.candidate_id, each.item.id, each.criterion_id,
                       _plain(each.max_points), _plain(each.gap), told])  # fmt: skip
    yield path
    if adjudicator:
        answers = {(each.score.candidate_id, each.item.id): each for each in gaps}
        listed = [Listed(item=each.item, score=each.score, doubt="reviewers_disagree")
                  for each in answers.values()]  # fmt: skip
        yield write_marking(at, adjudicator, listed, language)


def _decimal(points: float) -> Decimal:
    return Decimal(f"{points:.6f}")


def _plain(points: float) -> str:
    return decimal(_decimal(points))
