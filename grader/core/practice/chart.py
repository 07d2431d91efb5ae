"""Shares as a line of small bars."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

BARS = "▁▂▃▄▅▆▇█"
MOST = 20
"""Bars that are shown; older ones are left out."""


def chart(shares: Sequence[Decimal]) -> str:
    """
    A bar for each of the last *shares* (0 to 1), oldest first.

    >>> chart([Decimal(0), Decimal("0.5"), Decimal(1)])
    '▁▅█'
    """
    top = len(BARS) - 1
    return "".join(
        BARS[int((min(max(share, Decimal(0)), Decimal(1)) * top).quantize(1, ROUND_HALF_UP))]
        for share in shares[-MOST:]
    )
