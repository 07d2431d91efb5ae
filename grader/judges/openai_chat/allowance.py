"""What an endpoint tells of its rate limits, read from the headers of a reply."""

import re
from collections.abc import Mapping

from ...records import Allowance

_PARTS = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def seconds(text: str) -> float | None:
    """The length of "6m0s", "120ms" or "1.5" in seconds; None for anything else."""
    text = text.strip()
    found = _PARTS.findall(text)
    if found and "".join(number + unit for number, unit in found) == text:
        return sum(float(number) * _SECONDS[unit] for number, unit in found)
    try:
        return float(text)
    except ValueError:
        return None


def read_allowance(headers: Mapping[str, str]) -> Allowance | None:
    """
    The tighter of the limits told for requests and for tokens; None where nothing is told.

    A limit of tokens counts by what is left of it alone: how many requests it means depends on
    their size.
    """
    limit = _number(headers.get("x-ratelimit-limit-requests"))
    requests = _number(headers.get("x-ratelimit-remaining-requests"))
    tokens = _number(headers.get("x-ratelimit-remaining-tokens"))
    if limit is None and requests is None and tokens is None:
        return None
    kind = "tokens" if tokens == 0 and requests != 0 else "requests"
    return Allowance(
        limit=limit,
        remaining=tokens if kind == "tokens" else requests,
        reset_s=seconds(headers.get(f"x-ratelimit-reset-{kind}") or ""),
    )


def _number(text: str | None) -> int | None:
    try:
        return None if text is None else int(float(text))
    except ValueError:
        return None
