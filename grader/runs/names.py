"""What each file is called in messages and tables, so that no two have one name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..records import Row, RowProblem

_Parts = tuple[str, ...]


def distinct_names(paths: Sequence[Path]) -> list[str]:
    """
    The name of each of *paths*: its own, with as many folders before it as tell it from others.

    A file that is given again is counted: `a.csv`, `a.csv (2)`.
    """
    wholes = [path.absolute().parts for path in paths]
    depths = _depths(set(wholes))
    seen: Counter[_Parts] = Counter()
    names = []
    for whole in wholes:
        seen[whole] += 1
        again = f" ({seen[whole]})" if seen[whole] > 1 else ""
        names.append("/".join(whole[-depths[whole] :]) + again)
    return names


def _depths(wholes: set[_Parts]) -> dict[_Parts, int]:
    """How many parts of each path, from its end, tell it from the others."""
    depths = dict.fromkeys(wholes, 1)
    while True:
        alike = Counter(whole[-depth:] for whole, depth in depths.items())
        shared = [whole for whole, depth in depths.items() if alike[whole[-depth:]] > 1]
        if not shared:
            return depths
        for whole in shared:
            depths[whole] += 1


def placed_in(
    name: str, path: Path, rows: Iterable[Row | RowProblem]
) -> Iterator[Row | RowProblem]:
    """*rows* of the file at *path*, placed in the file called *name*."""
    if name == path.name:
        yield from rows
        return
    for row in rows:
        yield replace(row, place=replace(row.place, file=name))
