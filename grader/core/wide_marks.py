"""wide_marks: a column per item, scoring point or rater becomes rows of a long table."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..records import Criterion, Item, Row

_OF_RATER = re.compile(r"(?:points|score|分数|评分|得分|人工评分)\s*[:：]\s*(\S.*)", re.IGNORECASE)
_BETWEEN = re.compile(r"[/:：|#\s]+")


class Told(NamedTuple):
    """What the cells of a column are points of, and whose; empty where another column says it."""

    item_id: str = ""
    criterion: str = ""
    reviewer: str = ""


def wide_columns(
    headers: Iterable[str],
    known: Mapping[str, str],
    find: Callable[[str], Item | None],
    criteria: Iterable[Criterion],
) -> dict[str, Told]:
    """
    Which of *headers*, those *known* left out, are columns of points.

    `points:NAME` is a rater's; an item's id, an item's and a scoring point's with a sign between,
    and, where a column names the item, the id or the words of one of the *criteria*.
    """
    names = {_plain(name) for each in criteria for name in _names(each)}
    taken, found = set(known.values()), {}
    for header in headers:
        told = _told(header, find)
        if told is None and "item" in known and _plain(header) in names:
            told = Told(criterion=header)
        if header not in taken and told is not None:
            found[header] = told
    return found


def _told(header: str, find: Callable[[str], Item | None]) -> Told | None:
    of_rater = _OF_RATER.fullmatch(header.strip())
    if of_rater:
        return Told(reviewer=of_rater[1].strip())
    if item := find(header.strip()):
        return Told(item_id=item.id)
    for sign in reversed(list(_BETWEEN.finditer(header.strip()))):
        item = find(header.strip()[: sign.start()])
        rest = header.strip()[sign.end() :]
        if item and criterion_named(item.criteria, rest):
            return Told(item_id=item.id, criterion=rest)
    return None


def criterion_named(criteria: Iterable[Criterion], name: str) -> Criterion | None:
    """The one of *criteria* whose id, or whose words in either language, are *name*."""
    plain = _plain(name)
    return next((each for each in criteria if plain in map(_plain, _names(each))), None)


def _names(criterion: Criterion) -> Iterator[str]:
    yield criterion.id
    yield from filter(None, (criterion.description.zh, criterion.description.en))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def long_rows(row: Row, known: Mapping[str, str], wide: Mapping[str, Told],
              find: Callable[[str], Item | None]) -> Iterator[Row]:  # fmt: skip
    """A row for each cell with points of *row*, under the names of a long table."""
    there = {name: row.cells.get(header, "").strip() for name, header in known.items()}
    for header, told in wide.items():
        points = row.cells.get(header, "").strip()
        if not points:
            continue
        item_id = told.item_id or there.get("item", "")
        criterion = told.criterion or there.get("criterion", "")
        item = find(item_id)
        named = criterion_named(item.criteria, criterion) if item and criterion else None
        cells = {
            "candidate_id": there.get("candidate", ""),
            "item_id": item_id,
            "criterion_id": named.id if named else criterion,
            "points": points,
            "reviewer": told.reviewer or there.get("reviewer", ""),
            "reason": there.get("reason", ""),
        }
        yield Row(place=row.place, cells=cells)
