"""What a small model learns from people's marks, and what it makes of an answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """
    Levels by criterion that a small model foretells.

    Without `is_detailed` it learnt points of the whole item, and the levels only share them out.
    """

    levels: tuple[tuple[str, int], ...]
    is_detailed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """
    What was learnt of an item, and how well it foretells marks that it had not seen.

    `given` by people and `foretold` without them, answer by answer, under each criterion's id:
    levels, or points of the whole item under the empty one. `qwk` is how they agree, None where
    that is undefined.
    """

    item_id: str
    candidates: tuple[str, ...]
    given: dict[str, tuple[float, ...]]
    foretold: dict[str, tuple[float, ...]]
    qwk: dict[str, float | None]
