"""Number formats: what a cell's format makes of its number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal

Kind = Literal["plain", "percent", "pattern", "date", "time", "moment", "elapsed"]

# Formats that a file may name by number alone. Those of 27 to 36 and 50 to 58 depend on the
# country; what kind they are does not.
_BUILT_IN = {
    **dict.fromkeys((9, 10), "0%"),
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), "hh:mm"),
    22: "yyyy-mm-dd hh:mm",
    46: "[h]:mm:ss",
}
_TOKEN = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|general|g/通用格式|am/pm|a/p|上午/下午|.',
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_GENERAL = {"general", "g/通用格式"}
_HALF_DAYS = {"am/pm", "a/p", "上午/下午"}
LONGEST_CODE = 1_000


@dataclass(frozen=True, slots=True)
class Shape:
    """
    What is seen of a number.

    A `pattern` is of tokens: (text, True) puts a digit (0 or #), (text, False) stands as it is.
    """

    kind: Kind
    pattern: tuple[tuple[str, bool], ...] = ()

    def fill(self, digits: str) -> str:
        """*digits* in the pattern, from the right; those too many stand before its first."""
        missing = sum(takes for _, takes in self.pattern) - len(digits)
        made, place = [], 0
        for text, takes in self.pattern:
            if not takes:
                made.append(text)
                continue
            if place == 0 and missing < 0:
                made.append(digits[:-missing])
            if place >= missing:
                made.append(digits[place - missing])
            elif text == "0":
                made.append("0")
            place += 1
        return "".join(made)


PLAIN = Shape("plain")


def shape_of(number: int, codes: dict[int, str]) -> Shape:
    """The shape of the format *number*, whose code *codes* may hold."""
    return _shape(codes.get(number) or _BUILT_IN.get(number, ""))


@lru_cache(maxsize=1024)
def _shape(code: str) -> Shape:
    tokens = list(_first_section(code))
    literal = re.compile(r'["\\_*\[]')
    letters = {token.lower() for token in tokens if not literal.match(token)}
    if any(_ELAPSED.fullmatch(token) for token in tokens):
        return Shape("elapsed")
    is_clock = bool(letters & {"h", "s", *_HALF_DAYS})
    is_calendar = bool(letters & {"y", "d"}) or ("m" in letters and not is_clock)
    # Of the years of an era there is an e, which beside digits means a power of ten.
    is_calendar = is_calendar or ("e" in letters and not letters & {"0", "#", "?"})
    if is_clock or is_calendar:
        return Shape("moment" if is_clock and is_calendar else "time" if is_clock else "date")
    if "%" in letters:
        return Shape("percent")
    return _pattern(tokens)


def _first_section(code: str) -> Iterator[str]:
    return takewhile(lambda each: each != ";", _TOKEN.findall(code))


def _pattern(tokens: list[str]) -> Shape:
    """A pattern of digits and words around them; plain where there is more to it, or less."""
    made: list[tuple[str, bool]] = []
    for token in tokens:
        if token in {"0", "#", "?"} or token.lower() in _GENERAL:
            made.append((token if token in {"#", "?"} else "0", True))
        elif token.startswith("["):
            # A condition (>), or numbers in Chinese characters (DBNum).
            if token[1:2] in set("<>=") or token.lower().startswith("[dbnum"):
                return PLAIN
        elif token.startswith('"'):
            made.append((token.strip('"'), False))
        elif token.startswith("\\"):
            made.append((token[1:], False))
        elif token in set("-/():+ ") or not token.isascii():
            made.append((token, False))
        elif not token.startswith(("_", "*")):
            return PLAIN
    zeros = sum(text == "0" for text, takes in made if takes)
    words = "".join(text for text, takes in made if not takes).strip()
    takes_digits = any(takes for _, takes in made)
    return Shape("pattern", tuple(made)) if takes_digits and (zeros > 1 or words) else PLAIN
