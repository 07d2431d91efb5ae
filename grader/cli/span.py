"""How long something takes, as people say it."""

from collections.abc import Mapping


def span(seconds: float, words: Mapping[str, str]) -> str:
    """How long *seconds* are, in seconds, minutes or hours."""
    if seconds < 90:
        return words["span_seconds"].format(n=f"{seconds:.0f}")
    if seconds < 5400:
        return words["span_minutes"].format(n=f"{seconds / 60:.0f}")
    return words["span_hours"].format(n=f"{seconds / 3600:.1f}")
