"""
What figures meet, judged by the nearer bound of their intervals.

The values are those of Williamson, Xi and Breyer (2012, Educational Measurement: Issues and
Practice 31(1), 2-13): quadratic weighted kappa and correlation of 0.70 or more, no more than 0.10
below two people, means no more than 0.15 standard deviations apart.
"""

from collections.abc import Collection

from ...records.agreement import Agreement, Figure, Verdict

LEAST, MOST_LOST, MOST_APART = 0.70, 0.10, 0.15
FEWEST_PEOPLE = 30


def judged(found: Agreement, lost: Figure | None = None) -> Verdict:
    """
    What *found* meets; *lost* is how much two people agree better, where that is known.

    `too_few` under 30 people or where an interval wants more; `undefined` where points are all
    the same, or nearly so; `does_not` where one figure itself misses; `partly` where all reach
    their values but not with their intervals.
    """
    checks = [at_least(found.qwk), at_least(found.pearson), within(found.smd, MOST_APART)]
    if lost is not None:
        checks.append(at_most(lost))
    return settled(found.candidates, checks)


def settled(people: int, checks: Collection[Verdict]) -> Verdict:
    """What *checks* of figures on so many *people* come to."""
    if people < FEWEST_PEOPLE:
        return "too_few"
    ranked: tuple[Verdict, ...] = ("too_few", "undefined", "does_not", "partly")
    return next((each for each in ranked if each in checks), "meets")


def at_least(figure: Figure, least: float = LEAST) -> Verdict:
    """Whether *figure* is *least* or more, by its lower bound."""
    if figure.value is None or figure.low is None:
        return _open(figure)
    return "meets" if figure.low >= least else "partly" if figure.value >= least else "does_not"


def at_most(figure: Figure, most: float = MOST_LOST) -> Verdict:
    """Whether *figure* is *most* or less, by its upper bound."""
    if figure.value is None or figure.high is None:
        return _open(figure)
    return "meets" if figure.high <= most else "partly" if figure.value <= most else "does_not"


def within(figure: Figure, most: float) -> Verdict:
    """Whether *figure* lies between -*most* and *most*, with all of its interval."""
    if figure.value is None or figure.low is None or figure.high is None:
        return _open(figure)
    if -most <= figure.low and figure.high <= most:
        return "meets"
    return "partly" if abs(figure.value) <= most else "does_not"


def _open(figure: Figure) -> Verdict:
    """More people would not tell where there is no spread, or too little for most of the draws."""
    return "undefined" if figure.why in {"constant", "unstable"} else "too_few"
