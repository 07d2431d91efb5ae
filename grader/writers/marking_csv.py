"""The marking sheet as a CSV file: a row per criterion, with room for points, name and reason."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..core.report import decimal
from ..core.review_queue import Listed
from ..records import Mark
from .csv_tables import Table
from .whole import whole_file

_IDS = ("candidate_id", "item_id", "criterion_id")
_ENTRY = ("points", "reviewer", "reason")
_BLIND = (*_IDS, "allowed", "answer", *_ENTRY)
_SEEING = (
    *_IDS, "doubt", "status", "status_reason", "flags", "machine_points", "low", "high", "allowed",
    "answer", *_ENTRY,
)  # fmt: skip


def write_marking_csv(path: Path, listed: Sequence[Listed], *, is_blind: bool) -> None:
    """
    Write *listed* to *path*; for a second marker without what machines gave.

    Raises:
        StoreError: the folder or disk does not take it.
    """
    headers = _BLIND if is_blind else _SEEING
    with whole_file(path, encoding="utf-8-sig") as file:
        table = Table(file, headers)
        for each in listed:
            for row in _rows(each):
                table.add([row[header] for header in headers])


def _rows(each: Listed) -> Iterator[dict[str, str]]:
    item, score = each.item, each.score
    rating = score.of_machine.rating
    marks = rating.marks if rating else (None,) * len(item.criteria)
    for criterion, mark in zip(item.criteria, marks, strict=True):
        worths = [item.worth(criterion, level) for level in range(len(criterion.steps))]
        yield {
            "candidate_id": score.candidate_id,
            "item_id": item.id,
            "criterion_id": criterion.id,
            "doubt": each.doubt,
            "status": score.status,
            "status_reason": score.reason,
            "flags": ";".join(score.flags),
            **_of_machine(mark),
            "allowed": ";".join(map(decimal, worths)),
            "answer": score.answer.text or "",
            **dict.fromkeys(_ENTRY, ""),
        }


def _of_machine(mark: Mark | None) -> dict[str, str]:
    if mark is None:
        return dict.fromkeys(("machine_points", "low", "high"), "")
    low = mark.lowest if mark.lacks_evidence else mark.points
    return {
        "machine_points": decimal(mark.points),
        "low": decimal(low),
        "high": decimal(mark.points),
    }
