"""
Figures of two raters from sums over pairs, for one sample or a thousand draws at once.

Each figure is a function of weighted sums (of ones, of points, of squares and products), so a
bootstrap draw costs one row of a matrix product instead of another pass over the answers.
"""

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]

SUMS = ("n", "h", "m", "hh", "mm", "hm", "off", "exact", "near", "rh", "rm", "rhrh", "rmrm", "rhrm")
# Variances below this share of the squared range are rounding, not spread.
_NOTHING = 1e-12


def terms(first: Array, second: Array, reach: float) -> Array:
    """
    What is summed, one row per pair, in the order of `SUMS`.

    Points are taken from their common mean, which changes no figure and keeps squares small.
    *reach* is the largest difference that still counts as near.
    """
    middle = float(np.concatenate([first, second]).mean()) if first.size else 0.0
    h, m = first - middle, second - middle
    off = np.abs(h - m)
    rh, rm = _ranks(first), _ranks(second)
    columns = [np.ones_like(h), h, m, h * h, m * m, h * m, off]
    columns += [off < _SAME, off <= reach + _SAME, rh, rm, rh * rh, rm * rm, rh * rm]
    return np.column_stack(columns).astype(np.float64)


_SAME = 1e-9


def _ranks(points: Array) -> Array:
    """Mid-ranks, centred and scaled to the number of points: ties share theirs."""
    # Takes a second to load; who only writes down figures needs none of it.
    from scipy.stats import rankdata

    if not points.size:
        return points
    ranks: Array = rankdata(points)
    return (ranks - (points.size + 1) / 2) / points.size


def figures(sums: Array) -> dict[str, Array]:
    """
    The figures of each row of *sums*; NaN where one is undefined.

    QWK is the continuous form, 2 cov / (var + var + (difference of means)²): on whole numbers
    it equals quadratic weighted kappa over the full scale. Where one rater gave everything the
    same, libraries say 0; nothing can be told then, so it is undefined.
    """
    column = dict(zip(SUMS, np.moveaxis(sums, -1, 0), strict=True))
    n = np.where(column["n"] > 0, column["n"], np.nan)
    mean = {name: column[name] / n for name in SUMS[1:]}
    var_h, var_m = _variance(mean["hh"], mean["h"]), _variance(mean["mm"], mean["m"])
    cov = mean["hm"] - mean["h"] * mean["m"]
    bias = mean["m"] - mean["h"]
    varies = (var_h > 0) & (var_m > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            "exact": mean["exact"],
            "near": mean["near"],
            "qwk": 2 * cov / _positive(np.where(varies, var_h + var_m + bias**2, np.nan)),
            "pearson": cov / _positive(np.sqrt(var_h * var_m)),
            "spearman": _rank_correlation(mean),
            "smd": bias / _positive(np.sqrt(var_h)),
            "mae": mean["off"],
            "bias": bias,
            "spread": np.sqrt(np.maximum(var_h + var_m - 2 * cov, 0) * n / _positive(n - 1)),
        }


def _variance(square: Array, mean: Array) -> Array:
    found = square - mean**2
    return np.where(found > _NOTHING * np.maximum(square, _NOTHING), found, 0.0)


def _positive(value: Array) -> Array:
    return np.where(value > 0, value, np.nan)


def _rank_correlation(mean: dict[str, Array]) -> Array:
    var_h = _variance(mean["rhrh"], mean["rh"])
    var_m = _variance(mean["rmrm"], mean["rm"])
    cov = mean["rhrm"] - mean["rh"] * mean["rm"]
    return cov / _positive(np.sqrt(var_h * var_m))
