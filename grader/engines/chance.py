"""Whether refusals are those of chance, or in runs or more than those, as a limit makes them."""

from collections.abc import Sequence
from itertools import groupby
from math import comb

# As many as are met by chance, on an endpoint that many share.
_SHARE = 0.4


def probability_of_runs(refused: Sequence[bool]) -> float:
    """
    Chance of as few runs of refusals as in *refused*, were they spread at random.

    With t calls taken and r refused, C(r-1, k-1) · C(t+1, k) of all C(t+r, r) orders have
    k runs of refusals; summed up to the number seen. It holds whatever the share of refusals
    is: three in ten by chance are no limit, three in a hundred at one place may be. 1 where
    all were taken or all refused, for then there is no order to speak of.

    Source: Wald and Wolfowitz (1940), Annals of Mathematical Statistics 11(2), 147-162.

    >>> probability_of_runs([False] * 3 + [True] * 2)
    0.4
    >>> probability_of_runs([True, False, True, False])
    1.0
    """
    count = sum(refused)
    taken = len(refused) - count
    if not count or not taken:
        return 1.0
    runs = sum(is_refused for is_refused, _ in groupby(refused))
    orders = sum(comb(count - 1, k - 1) * comb(taken + 1, k) for k in range(1, runs + 1))
    return orders / comb(len(refused), count)


def probability_of_share(refused: Sequence[bool]) -> float:
    """
    Chance of as many refusals as in *refused*, were each call refused with 4 in 10.

    The upper tail of a binomial distribution; servers that refuse more are not worth asking
    at full pace, whatever their reason is.

    >>> round(probability_of_share([True, True, False]), 3)
    0.352
    """
    n = len(refused)
    return sum(comb(n, k) * _SHARE**k * (1 - _SHARE) ** (n - k) for k in range(sum(refused), n + 1))


def probability_of_gaps(gaps: Sequence[int]) -> float:
    """
    Chance, at most, of distances between refusals that are as much alike as *gaps*.

    By chance a distance is geometric, with a mean of that of *gaps*; that all n lie between the
    smallest and the largest, wherever the range is, has n² times the n-th power of the chance
    that one does. A limit run into again and again refuses at even distances. 1 for none.

    >>> round(probability_of_gaps([10, 11, 10, 12, 10, 11]), 5)
    5e-05
    >>> probability_of_gaps([1, 9])
    1.0
    """
    n = len(gaps)
    if not n:
        return 1.0
    taken = 1 - n / sum(gaps)
    return min(1.0, n * n * (taken ** (min(gaps) - 1) - taken ** max(gaps)) ** n)
