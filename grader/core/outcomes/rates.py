"""Two rates side by side: their ratio with its interval, and whether chance alone would do."""

from math import sqrt

import numpy as np

from ...records.agreement import Figure

Count = tuple[int, int]
"""How many of a group, and how many there are in it."""

# Below this expected number in any cell the z test is too rough, and Fisher's exact test is used.
_LEAST_EXPECTED = 5


def ratio_interval(one: Count, other: Count) -> Figure:
    """The rate of *one* over that of *other*, with Katz's interval on the logarithm."""
    (a, n), (b, m) = one, other
    if not n or not m:
        return Figure(why="too_few")
    if not b:
        return Figure(why="constant")
    value = (a / n) / (b / m)
    # Nobody or everybody: that side would add no width, as if one person told for sure.
    if a in {0, n} or b == m:
        return Figure(value, why="constant")
    half = 1.959964 * sqrt(1 / a - 1 / n + 1 / b - 1 / m)
    return Figure(value, float(value * np.exp(-half)), float(value * np.exp(half)))


def compared(one: Count, other: Count) -> tuple[float, str]:
    """
    How likely a gap as wide as that of the two rates is by chance alone, and the test used.

    `fisher` where a cell expects fewer than 5, else `z` (two proportions, pooled).
    """
    from scipy import stats

    (a, n), (b, m) = one, other
    table = [[a, n - a], [b, m - b]]
    share = (a + b) / (n + m)
    expected = min(size * part for size in (n, m) for part in (share, 1 - share))
    if expected < _LEAST_EXPECTED:
        return float(stats.fisher_exact(np.array(table)).pvalue), "fisher"
    z = (a / n - b / m) / sqrt(share * (1 - share) * (1 / n + 1 / m))
    return float(2 * stats.norm.sf(abs(z))), "z"
