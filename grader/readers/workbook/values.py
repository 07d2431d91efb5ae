"""The value of a cell as a person sees it, as text."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from ...message import Message
from ..cell import plain
from .formats import PLAIN, Shape
from .strings import SharedTexts

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# WPS keeps a picture in a cell as a formula; what is said of it here holds the answer.
_PICTURE = re.compile(r"=(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
_HALF = re.compile("[\ud800-\udfff]")
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)?(?:T|(?<!\d)(?=\d)|\Z)(?:(\d\d:\d\d)(:\d\d)?(?:\.\d+)?)?Z?", re.ASCII
)
_SHORT = re.compile(r"-?[0-9]{1,15}")
_WHOLE = re.compile(r"[+-]?[0-9]{1,400}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,5})?")
_MOST_DIGITS = 15
_LONGEST = 400
# The day before 1 March 1900 that spreadsheets count and the calendar does not have.
_LEAP = 60
_LAST_DAY = 2_958_466
_SAVE_AGAIN = Message("open the file in Excel or WPS and save it again")


class RawCell(NamedTuple):
    """A cell as the file has it: its type, the number of its style, its text."""

    type: str
    style: int
    text: str
    has_formula: bool
    has_value: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read, and how to mend it."""

    problem: str


Value = str | Fault


class Values:
    """
    Reads the cells of one workbook.

    `formulas` counts those that a formula made, `cut` the numbers of more than 15 digits, which
    spreadsheets do not keep.
    """

    def __init__(self, shared: SharedTexts, shapes: Sequence[Shape], *, is_1904: bool) -> None:
        self.formulas = 0
        self.cut = 0
        self._shared = shared
        self._shapes = shapes
        self._is_1904 = is_1904

    def afresh(self) -> "Values":
        """The same, having counted nothing."""
        return Values(self._shared, self._shapes, is_1904=self._is_1904)

    def read(self, cell: RawCell) -> Value:
        """What a person sees of *cell*; empty for an empty one."""
        kind, _, text, has_formula, has_value = cell
        if has_formula:
            self.formulas += 1
            if not text and not (kind == "str" and has_value):
                return Fault(
                    Message(
                        "holds a formula without its result; {save_again}", save_again=_SAVE_AGAIN
                    )
                )
        if kind == "s":
            return self._shared_text(text)
        if has_formula and _PICTURE.match(text):
            return "[图片]"
        if kind in {"inlineStr", "str"}:
            return _written(text)
        if not text:
            return ""
        if kind == "b":
            return _boolean(text)
        if kind == "e":
            return Fault(
                Message(
                    "holds the error {value}; mend the formula, or type the value", value=text[:20]
                )
            )
        if kind == "d":
            return _iso(text)
        return self._number(text.strip(), cell.style)

    def _shared_text(self, text: str) -> Value:
        if not text:
            return ""
        try:
            return _written(self._shared[int(text)])
        except (ValueError, IndexError):
            return Fault(
                Message(
                    "refers to text number {value}, which is not there; {save_again}",
                    value=text[:20],
                    save_again=_SAVE_AGAIN,
                )
            )

    def _number(self, text: str, style: int) -> Value:
        shape = self._shapes[style] if style < len(self._shapes) else PLAIN
        if shape is PLAIN and _SHORT.fullmatch(text):
            return str(int(text))
        value = _decimal(text)
        if value is None:
            return Fault(
                Message("holds {value!r}, which is no number; type it again", value=text[:20])
            )
        if shape.kind in {"date", "time", "moment", "elapsed"}:
            return self._moment(value, shape)
        if shape.kind == "percent":
            return f"{_shown(value * 100)}%"
        if value == value.to_integral_value():
            if abs(value) >= 10**_MOST_DIGITS:
                self.cut += 1
            if shape.kind == "pattern" and value >= 0:
                return shape.fill(_shown(value))
        return _shown(value)

    def _moment(self, value: Decimal, shape: Shape) -> Value:
        if not 0 <= value < _LAST_DAY:
            return Fault(
                Message(
                    "is formatted as a date, and {value} is none; type the date",
                    value=_shown(value),
                )
            )
        seconds = round(value * 86_400)
        if shape.kind == "elapsed":
            return _clock(seconds)
        days, rest = divmod(seconds, 86_400)
        if shape.kind == "time" or (days == 0 and not self._is_1904):
            return _clock(rest)
        first = date(1904, 1, 1) if self._is_1904 else date(1899, 12, 30)
        shift = 0 if self._is_1904 or days >= _LEAP else 1
        try:
            day = first + timedelta(days=days + shift)
        except OverflowError:
            return Fault(
                Message(
                    "is formatted as a date, and {value} is none; type the date",
                    value=_shown(value),
                )
            )
        if shape.kind == "date" and not rest:
            return day.isoformat()
        return f"{day.isoformat()} {_clock(rest)}"


def _written(text: str) -> Value:
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        if _HALF.search(text):
            try:
                text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            except UnicodeDecodeError:
                return Fault(Message("holds half of a character; type it again"))
        if "\0" in text:
            return Fault(Message("holds NUL, so it is damaged; type it again"))
    return plain(text)


def _boolean(text: str) -> Value:
    found = {"1": "true", "true": "true", "0": "false", "false": "false"}.get(text.strip().lower())
    return found or Fault(
        Message("holds {value!r}, which is neither true nor false; type it again", value=text[:20])
    )


def _iso(text: str) -> Value:
    """A date that the file holds as text, which few programs write."""
    found = _ISO.fullmatch(text.strip())
    day, minutes, seconds = found.groups(default="") if found else ("", "", "")
    if not day and not minutes:
        return Fault(Message("holds {value!r}, which is no date; type it again", value=text[:30]))
    return f"{day} {minutes}{seconds if seconds != ':00' else ''}".strip()


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours:02}:{rest // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")


def _decimal(text: str) -> Decimal | None:
    """
    The number that *text* stands for; None for none.

    A whole one keeps its digits. A fraction has the 15 that spreadsheets show: 0.1 + 0.2 is 0.3.
    """
    if _WHOLE.fullmatch(text):
        return Decimal(text)
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    if not math.isfinite(number):
        return None
    if number.is_integer():
        return Decimal(repr(number))
    return Decimal(f"{number:.{_MOST_DIGITS}g}")


def _shown(value: Decimal) -> str:
    """*value* in digits, never in powers of ten."""
    if value == value.to_integral_value():
        return f"{value:f}".partition(".")[0].removeprefix("+") if value else "0"
    return f"{value:f}".rstrip("0")
