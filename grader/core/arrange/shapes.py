"""Rows moved by one column: what stands in a column is not of its kind, its neighbour's is."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .headers import COUNT, DATE, DURATION, EMAIL, GENDER, IP, PHONE, plain, polite

_DATE = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T　].{1,30})?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?: .{1,30})?"
)
_DURATION = re.compile(
    r"(?:\d+\s*(?:小时|时|hours?|h))?\s*(?:\d+\s*(?:分钟?|minutes?|mins?|m))?\s*"
    r"(?:\d+(?:\.\d+)?\s*(?:秒|seconds?|secs?|s))?|\d{1,3}:\d\d(?::\d\d)?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?\d[\d\s()（）-]{5,18}")
_MOBILE = re.compile(r"(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_IP = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){3}(?:\s*[(（].*[)）])?|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7}"
)
_COUNT = re.compile(r"-?\d+(?:\.\d+)?(?:岁|分)?")
_GENDER = re.compile(
    r"男性?|女性?|其他|保密|不愿透露|不便透露|male|female|man|woman|m|f|other|non-?binary"
    r"|prefer not to say",
    re.IGNORECASE,
)
_PROBED, _FEWEST_PROBED = 0.5, 4
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Shape:
    """What a column may hold, and what can hardly be anything else (None: nothing is so clear)."""

    fits: re.Pattern[str]
    speaks: re.Pattern[str] | None = None


_SHAPES = (
    (GENDER, Shape(_GENDER)),
    (DATE, Shape(_DATE, _DATE)),
    (
        DURATION,
        Shape(re.compile(f"{_DURATION.pattern}|\\d+(?:\\.\\d+)?", re.IGNORECASE), _DURATION),
    ),
    (PHONE, Shape(_PHONE, _MOBILE)),
    (EMAIL, Shape(re.compile(f"{_EMAIL.pattern}|anonymous", re.IGNORECASE), _EMAIL)),
    (IP, Shape(_IP, _IP)),
    (COUNT, Shape(_COUNT)),
)
_BY_NAME = {plain(name): shape for names, shape in _SHAPES for name in names}


def shapes_of(headers: Sequence[str], probe: Callable[[str], Sequence[str]]) -> dict[str, Shape]:
    """
    The shape of each header that has one.

    A column whose first cells, as *probe* gives them, mostly do not fit is something else.
    """
    found = {}
    for header in headers:
        shape = _BY_NAME.get(plain(header)) or _BY_NAME.get(polite(header))
        if shape is None:
            continue
        cells = [each.strip() for each in probe(header) if each.strip()]
        fitting = sum(bool(shape.fits.fullmatch(each)) for each in cells)
        if len(cells) < _FEWEST_PROBED or fitting >= _PROBED * len(cells):
            found[header] = shape
    return found


def moved(cells: dict[str, str], shapes: dict[str, Shape], questions: frozenset[str]) -> str:
    """The first column from which on a row looks moved by one column; empty where none does."""
    headers = list(cells)
    values = [cells[header].strip() for header in headers]
    for step in (1, -1):
        first, evidence, is_clear = "", 0, False
        for at, header in enumerate(headers):
            shape = shapes.get(header)
            beside = at + step
            if shape is None or not 0 <= beside < len(headers) or not values[beside]:
                continue
            if values[at] and shape.fits.fullmatch(values[at]):
                continue
            if headers[beside] in questions:
                found = bool(shape.speaks and shape.speaks.fullmatch(values[beside]))
                is_clear = is_clear or found
            else:
                found = bool(values[at] and shape.fits.fullmatch(values[beside]))
            if found:
                first, evidence = first or header, evidence + 1
        if evidence >= _FEWEST or is_clear:
            return first
    return ""
