"""What parts the columns of a separated file: told by all its first rows, not by the header."""

import csv
import re
from collections.abc import Sequence

from ..errors import InputError
from ..message import Message

WORDS = {
    ",": Message("comma"),
    "\t": Message("tab"),
    ";": Message("semicolon"),
    "|": Message("bar"),
    "，": Message("full-width comma"),
}
_QUOTED = re.compile(r'"[^"]*(?:"|\Z)')
_DECLARED = re.compile(r'\A"?sep=(.)"?\s*\Z', re.IGNORECASE)
# These stand in texts as well, so one row more must agree on them, and each of them.
_RARE = frozenset("|，")
_FEWEST_ROWS = 2


def declared(first: str) -> str:
    """The separator that Excel's own first line `sep=;` names; empty where there is none."""
    match = _DECLARED.match(first.lstrip("\ufeff"))
    return match[1] if match else ""


def separator_of(sample: Sequence[str], where: str) -> str:
    """
    The separator on which the rows of *sample*, the first lines of a file, agree most.

    Where no rows tell, the header does: what stands in it most often outside quotes.

    Raises:
        InputError: the header has full-width commas and the rows do not agree on them.
    """
    shares = ((each, _agreement(sample, each)) for each in WORDS)
    agreeing = {each: share for each, share in shares if share is not None}
    if agreeing:
        return max(agreeing, key=lambda each: (agreeing[each], each == ","))
    bare = _QUOTED.sub("", sample[0]) if sample else ""
    found = max(",\t;", key=lambda char: (bare.count(char), char == ","))
    if found not in bare and bare.count("，") and not sample[0].lstrip().startswith('"'):
        raise InputError(
            "{where}: columns seem to be separated by full-width commas （，）, which the "
            "answers hold as well; save the table as .xlsx, or as “CSV UTF-8” from Excel "
            "or WPS",
            where=where,
        )
    return found


def _agreement(sample: Sequence[str], separator: str) -> tuple[float, int] | None:
    """The share of rows as wide as the header, and that width; None where it parts nothing."""
    if not sample or separator not in sample[0]:
        return None
    try:
        rows = [cells for cells in csv.reader(sample, delimiter=separator) if any(cells)]
    except csv.Error:
        return None
    # The last row may be cut off by the end of the sample.
    width, body = len(rows[0]), rows[1:-1] if len(rows) > 3 else rows[1:]
    same = sum(len(cells) == width for cells in body)
    is_rare = separator in _RARE
    if width < 2 or len(body) < _FEWEST_ROWS or same < len(body) * (1.0 if is_rare else 0.6):
        return None
    return (round(same / len(body), 1), width)
