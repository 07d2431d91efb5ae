"""Sums over pairs of numbers, from which correlations come without keeping the numbers."""

from dataclasses import dataclass
from math import inf, sqrt

from ...records.agreement import Figure

# Fewer people than this say nothing about how an item parts them.
FEWEST_PEOPLE = 10


@dataclass(slots=True)
class Pairs:
    """
    Sums over pairs, taken from the first pair: far from zero, squares would drown the spread.

    The ends are kept, because a sum of squares cannot tell no spread from rounding.
    """

    n: int = 0
    x: float = 0.0
    y: float = 0.0
    xx: float = 0.0
    yy: float = 0.0
    xy: float = 0.0
    _from: tuple[float, float] = (0.0, 0.0)
    _low: tuple[float, float] = (inf, inf)
    _high: tuple[float, float] = (-inf, -inf)

    def add(self, x: float, y: float) -> None:
        """Take one pair into account."""
        if not self.n:
            self._from = x, y
        self._low = min(self._low[0], x), min(self._low[1], y)
        self._high = max(self._high[0], x), max(self._high[1], y)
        x, y = x - self._from[0], y - self._from[1]
        self.n += 1
        self.x, self.y = self.x + x, self.y + y
        self.xx, self.yy, self.xy = self.xx + x * x, self.yy + y * y, self.xy + x * y

    @property
    def variance_x(self) -> float:
        """The variance of the first numbers over n - 1; n is 2 or more."""
        return max(0.0, self.xx - self.x * self.x / self.n) / (self.n - 1)

    @property
    def variance_y(self) -> float:
        """The variance of the second numbers over n - 1; n is 2 or more."""
        return max(0.0, self.yy - self.y * self.y / self.n) / (self.n - 1)

    @property
    def covariance(self) -> float:
        """The covariance over n - 1; n is 2 or more."""
        return (self.xy - self.x * self.y / self.n) / (self.n - 1)

    @property
    def is_constant(self) -> bool:
        """True where one side has one value only, to nine places."""
        return any(high - low < 1e-9 for low, high in zip(self._low, self._high, strict=True))

    def correlation(self) -> Figure:
        """
        Pearson's r, -1 to 1; the point-biserial correlation where one side has two values.

        Undefined under 10 pairs, or where one side does not vary.
        """
        if self.n < FEWEST_PEOPLE:
            return Figure(why="too_few")
        if self.is_constant:
            return Figure(why="constant")
        r = self.covariance / sqrt(self.variance_x * self.variance_y)
        return Figure(max(-1.0, min(1.0, r)))
