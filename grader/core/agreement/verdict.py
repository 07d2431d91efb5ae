"""
What figures meet, judged by the nearer bound of their intervals.

The values are those of Williamson, Xi and Breyer (2012, Educational Measurement: Issues and
Practice 31(1), 2-13): quadratic weighted kappa and correlation of 0.70 or more, no more than 0.10
below two people, means no more than 0.15 standard deviations apart.
"""

from ...records.agreement import Agreement, Figure, Verdict

LEAST, MOST_LOST, MOST_APART = 0.70, 0.10, 0.15
FEWEST_PEOPLE = 30


def judged(found: Agreement, lost: Figure | None = None) -> Verdict:
    """
    What *found* meets; *lost* is how much two people agree better, where that is known.

    `too_few` under 30 people or where a figure or its interval is undefined; `does_not` where one
    figure itself misses; `partly` where all reach their values but not with their intervals.
    """
    checks = [at_least(found.qwk), at_least(found.pearson), within(found.smd, MOST_APART)]
    if lost is not None:
        checks.append(at_most(lost))
    if found.candidates < FEWEST_PEOPLE or "too_few" in checks:
        return "too_few"
    return "does_not" if "does_not" in checks else "partly" if "partly" in checks else "meets"


def at_least(figure: Figure, least: float = LEAST) -> Verdict:
    """Whether *figure* is *least* or more, by its lower bound."""
    if figure.value is None or figure.low is None:
        return "too_few"
    return "meets" if figure.low >= least else "partly" if figure.value >= least else "does_not"


def at_most(figure: Figure, most: float = MOST_LOST) -> Verdict:
    """Whether *figure* is *most* or less, by its upper bound."""
    if figure.value is None or figure.high is None:
        return "too_few"
    return "meets" if figure.high <= most else "partly" if figure.value <= most else "does_not"


def within(figure: Figure, most: float) -> Verdict:
    """Whether *figure* lies between -*most* and *most*, with all of its interval."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "too_few"
    if -most <= figure.low and figure.high <= most:
        return "meets"
    return "partly" if abs(figure.value) <= most else "does_not"
