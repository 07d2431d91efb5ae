"""Groups and what they are grouped by, in words."""

from ...records.outcome import GroupOutcome, Outcomes
from ..views import Words

SHOWN_FROM = 5
"""Fewest people whose mean is shown: that of fewer could be read as one person's points."""


def columns_of(each: Outcomes, words: Words) -> str:
    """What people are grouped by."""
    return words("audit_joint").join(each.columns)


def group_of(group: GroupOutcome, words: Words) -> str:
    """The group's name, with the parts of an intersection beside one another."""
    return words("audit_joint").join(group.names)


def counts_told(each: Outcomes, median: str, words: Words) -> str:
    """How many people there are, known and unknown, and how many at the median."""
    return words(
        "audit_counts",
        columns=columns_of(each, words),
        people=f"{each.people:,}",
        scored=f"{each.scored:,}",
        unknown=f"{each.unknown:,}",
        median=median,
        tied=f"{each.tied:,}",
    )
