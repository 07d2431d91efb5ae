"""Figures as people read them: rounded, with their interval, or undefined and why."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from ...records.agreement import Figure, Unit
from ..views import Words
from .document import Amount


class Amounts:
    """Figures in the words of one language; none is ever 0 or empty for being undefined."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def plain(self, figure: Figure) -> Amount:
        """A figure with two decimal places: kappa, a correlation, a ratio."""
        return self._amount(figure, lambda value: number(value, 2))

    def signed(self, figure: Figure) -> Amount:
        """A difference with two decimal places and its sign."""
        return self._amount(figure, lambda value: number(value, 2, is_signed=True))

    def share(self, figure: Figure) -> Amount:
        """A share in percent with one decimal place."""
        return self._amount(figure, lambda value: f"{number(value, 1)}%", times=100)

    def points(self, figure: Figure, unit: Unit = "points", *, is_signed: bool = False) -> Amount:
        """Points, or percent of the most that can be had, with one decimal place."""
        after = "%" if unit == "percent" else ""
        return self._amount(figure, lambda value: f"{number(value, 1, is_signed=is_signed)}{after}")

    def chance(self, p: float | None, why: str) -> Amount:
        """A p value with three decimal places; undefined for the reason *why*."""
        if p is None or not isfinite(p):
            return self.undefined(why)
        return Amount("< 0.001" if p < 0.001 else number(p, 3), p)

    def why(self, code: str) -> str:
        """What a figure lacks."""
        return self._words.name("why", code) if code else ""

    def undefined(self, why: str) -> Amount:
        """No figure, for the reason *why* in words."""
        words = self._words
        said = words("undefined")
        text = words("undefined_why", why=why) if why else said
        return Amount(text, why=why, said=said, beside=why)

    def _amount(
        self, figure: Figure, told: Callable[[float], str], *, times: float = 1.0
    ) -> Amount:
        value, low, high = (
            None if each is None or not isfinite(each) else each * times
            for each in (figure.value, figure.low, figure.high)
        )
        why = self.why(figure.why)
        if value is None:
            return self.undefined(why)
        words, said = self._words, told(value)
        if low is None or high is None:
            beside = words("no_interval", why=why) if why else ""
            text = words("with", value=said, beside=beside) if why else said
            return Amount(text, value, why=why, said=said, beside=beside)
        beside = words("from_to", low=told(low), high=told(high))
        text = words("with", value=said, beside=beside)
        return Amount(text, value, low, high, said=said, beside=beside)


def number(value: float, places: int, *, is_signed: bool = False) -> str:
    """*value* with so many decimal places and a true minus; nothing is minus nothing."""
    # Rounded as spreadsheets do: 0.625 is 0.63 on the page and in the workbook.
    step = Decimal(1).scaleb(-places)
    shown = Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP) + 0
    text = f"{shown:{'+' if is_signed and shown else ''},.{places}f}"
    return text.replace("-", "\u2212")


def scale_point(value: float) -> str:
    """A point of a scale, with no more decimal places than it has."""
    return f"{round(value, 4):g}"
