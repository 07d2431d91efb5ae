"""sampling: which answers people mark, so that easy and hard, flagged and plain ones all count."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

_PARTS = 5
_NORMAL_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Drawn:
    """
    An answer that can be chosen: its item, the share of the points, and the number chance gave it.

    Where two have the same number, they are of the same answer.
    """

    item_id: str
    share: float
    number: str
    is_flagged: bool


def chosen(pool: Sequence[Drawn], count: int) -> list[Drawn]:
    """
    *count* of *pool*, or all: by item, fifth of its points and flag in proportion, then by chance.

    What a part's share leaves over one answer goes to the parts with the largest remainders.
    """
    if count >= len(pool):
        return sorted(pool, key=lambda each: each.number)
    parts: dict[tuple[str, int, bool], list[Drawn]] = {}
    for each, fifth in zip(pool, _fifths(pool), strict=True):
        parts.setdefault((each.item_id, fifth, each.is_flagged), []).append(each)
    exact = {key: count * len(part) / len(pool) for key, part in parts.items()}
    taken = {key: int(share) for key, share in exact.items()}
    # Equal remainders are settled by chance, so that no part of the order of a file wins.
    luck = {key: min(each.number for each in part) for key, part in parts.items()}
    rest = sorted(parts, key=lambda key: (taken[key] - exact[key], luck[key]))
    for key in rest[: count - sum(taken.values())]:
        taken[key] += 1
    found = [each for key, part in parts.items()
             for each in sorted(part, key=_number)[: taken[key]]]  # fmt: skip
    return sorted(found, key=_number)


def _number(each: Drawn) -> str:
    return each.number


def _fifths(pool: Sequence[Drawn]) -> list[int]:
    """In which fifth of its item's answers, by points, each of *pool* lies; equal ones together."""
    by_item: dict[str, list[float]] = {}
    for each in pool:
        by_item.setdefault(each.item_id, []).append(each.share)
    cuts: dict[str, list[float]] = {}
    for item_id, shares in by_item.items():
        ordered = sorted(shares)
        cuts[item_id] = [ordered[len(ordered) * part // _PARTS] for part in range(1, _PARTS)]
    return [sum(each.share >= cut for cut in cuts[each.item_id]) for each in pool]


def marks_needed(width: float, agreement: float) -> int:
    """
    About how many marks give a 95 percent interval of *width* at a correlation of *agreement*.

    By the large-sample error of a correlation, (1 - r²) / √n, which quadratic weighted kappa
    comes close to where both raters have like means; marks of one person are taken to say as
    much as those of several.
    """
    return ceil((2 * _NORMAL_95 * (1 - agreement**2) / width) ** 2)


def width_of(count: int, agreement: float) -> float:
    """About how wide the interval is with *count* marks."""
    return 2 * _NORMAL_95 * (1 - agreement**2) / sqrt(count)
