"""Asking for the criteria of an item until they add up to its points."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from itertools import count, pairwise

from ..records import Criterion, Dimension, Language, Level, Text
from .asking import Asker, as_points
from .told import say

_BACK = {"<", "＜"}
_MOST_LEVELS = 8


def ask_criteria(
    asker: Asker, points: Decimal, dimensions: Sequence[Dimension], language: Language
) -> tuple[Criterion, ...]:
    """Criteria that sum to *points*; what is left is shown before each, `<` takes one back."""
    made: list[Criterion] = []
    while left := points - sum((each.points for each in made), Decimal(0)):
        text = asker.text("criterion", n=str(len(made) + 1), left=f"{left:f}")
        if text in _BACK:
            if made:
                say(asker.words["new_taken_back"].format(text=made.pop().description.of(language)))
            continue
        made.append(_criterion(asker, text, left, dimensions, language, made))
    return tuple(made)


def _criterion(
    asker: Asker,
    text: str,
    left: Decimal,
    dimensions: Sequence[Dimension],
    language: Language,
    made: Sequence[Criterion],
) -> Criterion:
    points = asker.points("criterion_points", left, left)
    names = [each.name.of(language) for each in dimensions]
    dimension = dimensions[asker.choice("dimension", names)].id
    label = asker.text("label") if dimension == "other" else ""
    return Criterion(
        id=_id(dimension, {each.id for each in made}),
        points=points,
        dimension=dimension,
        description=Text(zh=text, en=text),
        label=Text(zh=label, en=label),
        levels=_levels(asker, points),
    )


def _id(dimension: str, taken: set[str]) -> str:
    names = (f"{dimension}{number}" if number > 1 else dimension for number in count(1))
    return next(name for name in names if name not in taken)


def _levels(asker: Asker, points: Decimal) -> tuple[Level, ...]:
    if not asker.agrees("levels", default=False):
        return ()
    steps = _steps(asker, points)
    texts = [asker.text("level", points=f"{step:f}") for step in steps]
    return tuple(
        Level(points=step, description=Text(zh=text, en=text))
        for step, text in zip(steps, texts, strict=True)
    )


def _steps(asker: Asker, points: Decimal) -> list[Decimal]:
    half = as_points(str(points / 2))
    usual = [Decimal(0), *([half] if half is not None else []), points]
    default = " ".join(f"{step:f}" for step in usual)
    while True:
        told = asker.text("level_points", default, most=f"{points:f}")
        words = unicodedata.normalize("NFKC", told).replace("、", " ").replace(",", " ").split()
        steps = [step for word in words if (step := as_points(word)) is not None]
        is_read = len(steps) == len(words) and 2 <= len(steps) <= _MOST_LEVELS
        rises = all(low < high for low, high in pairwise(steps))
        if is_read and rises and steps[0] >= 0 and steps[-1] == points:
            return steps
        say(asker.words["new_wrong_levels"].format(most=f"{points:f}"))
