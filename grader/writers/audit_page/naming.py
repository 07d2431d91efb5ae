"""Groups and what they are grouped by, in words."""

from ...records.agreement import Figure, Unit
from ...records.outcome import GroupOutcome, Outcomes
from ..measure import Amounts
from ..views import Words

SHOWN_FROM = 5
"""Fewest people whose mean is shown: that of fewer could be read as one person's points."""


def columns_of(each: Outcomes, words: Words) -> str:
    """What people are grouped by."""
    return words("audit_joint").join(each.columns)


def group_of(group: GroupOutcome, words: Words) -> str:
    """The group's name, with the parts of an intersection beside one another."""
    return words("audit_joint").join(group.names)


def counts_told(each: Outcomes, unit: Unit, words: Words) -> str:
    """How many people there are, known and unknown, and how many at the median."""
    median = Figure(each.median, why="too_few" if each.median is None else "")
    return words(
        "audit_counts",
        columns=columns_of(each, words),
        people=f"{each.people:,}",
        scored=f"{each.scored:,}",
        unknown=f"{each.unknown:,}",
        median=Amounts(words).points(median, unit).text,
        tied=f"{each.tied:,}",
    )
