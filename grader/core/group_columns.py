"""group_columns: which columns tell people apart, what their entries say, and bands of numbers."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import combinations, pairwise
from math import floor, inf

from ..errors import SettingError
from ..message import Message
from ..text import is_empty_cell

# A column with more entries than these is names, numbers or dates, unless people share them.
_MANY = 12
_FEWEST_EACH = 3
_UNKNOWN = frozenset(
    """未知 不详 不明 保密 未填 未填写 不愿透露 不便透露 不回答 无 unknown none n/a na nil
    undisclosed - – — / ?""".split()
) | {"not stated", "not known", "not given", "prefer not to say", "prefer not to answer"}
_NUMBER = re.compile(
    r"\A\s*(\d+(?:\.\d+)?)\s*(?:岁|周岁|年|years?(?: old)?|yrs?)?\s*\Z", re.IGNORECASE
)
_SPAN = re.compile(r"\A(\d+(?:\.\d+)?)\s*(?:-|–|—|~|～|至|到)\s*(\d+(?:\.\d+)?)\Z")
_UP = re.compile(r"\A(?:(?:>=|≥)\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*(?:\+|＋|及以上|以上))\Z")
_DOWN = re.compile(r"\A(?:(?:<|＜)\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*以下)\Z")


@dataclass(frozen=True, slots=True)
class Band:
    """Numbers from `low` to below `high`, under the name they were given with."""

    name: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands of the numbers of one column, lowest first."""

    column: str
    bands: tuple[Band, ...]

    def of(self, entry: str) -> str:
        """The band *entry* lies in; empty where it lies in none, or is no number."""
        number = number_of(entry)
        if number is None:
            return ""
        return next((each.name for each in self.bands if each.low <= number < each.high), "")


@dataclass(slots=True)
class Spelling:
    """Entries of one column as groups: those that differ in width or case only are one."""

    known: dict[str, str] = field(default_factory=dict)

    def of(self, entry: str) -> str:
        """The group of *entry*; empty where it says nothing."""
        text = " ".join(entry.split())
        folded = _plain(text)
        if is_empty_cell(text) or not folded or folded in _UNKNOWN:
            return ""
        return self.known.setdefault(folded, text)


def _plain(text: str) -> str:
    # Signs stay, unlike in `fold`: <30 and 30+ are two groups.
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def number_of(entry: str) -> float | None:
    """The number that *entry* is, "28岁" too; None where it is none."""
    found = _NUMBER.match(_plain(entry))
    return float(found[1]) if found else None


def parse_bands(said: str) -> Bands:
    """
    The bands of `COLUMN=<30,30-39,40+`; both ends of a span belong to it.

    Raises:
        SettingError: they are none, or two of them share numbers.
    """
    column, sign, told = said.replace("＝", "=", 1).partition("=")
    names = [each.strip() for each in re.split(r"[,，;；、]", told) if each.strip()]
    bands = sorted((_band(name, said) for name in names), key=lambda each: each.low)
    if not (sign and column.strip() and bands):
        raise _not_bands(said)
    for one, other in pairwise(bands):
        if other.low < one.high:
            raise SettingError(
                "--bands {said!r}: {one!r} and {other!r} share numbers; let each number lie in "
                "one band",
                said=said,
                one=one.name,
                other=other.name,
            )
    return Bands(column.strip(), tuple(bands))


def _band(name: str, said: str) -> Band:
    if found := _SPAN.match(name):
        low, high = map(float, found.groups())
        # 30-39 holds whoever is 39, half a year later too.
        end = high + 1 if high == floor(high) else high
        if low <= high:
            return Band(name, low, end)
    if found := _UP.match(name):
        return Band(name, float(found[1] or found[2]), inf)
    if found := _DOWN.match(name):
        return Band(name, 0.0, float(found[1] or found[2]))
    raise _not_bands(said)


def _not_bands(said: str) -> SettingError:
    return SettingError(
        '--bands {said!r}: not understood; write --bands "{example}"', said=said, example=_EXAMPLE
    )


_EXAMPLE = Message("AGE=<30,30-39,40+")


def chosen(wished: Sequence[str], known: Sequence[str], where: str) -> list[str]:
    """
    The columns of *known* that are *wished*, whatever their width and case.

    Raises:
        SettingError: one is not among them; it tells those that are, and what is near.
    """
    by_plain = {_plain(each): each for each in reversed(known)}
    made = []
    for name in wished:
        found = name if name in known else by_plain.get(_plain(name))
        if found is None:
            raise _unknown_column(name, known, where)
        made.append(found)
    return list(dict.fromkeys(made))


def _unknown_column(name: str, known: Sequence[str], where: str) -> SettingError:
    near = [each for each in known if name and (name in each or each in name)]
    near += [each for each in get_close_matches(name, known, n=3, cutoff=0.5) if each not in near]
    told = Message(" (near to it: {near})", near=_listed(near[:3])) if near else ""
    if not known:
        return SettingError(
            "--group {name!r}: {where} keeps no column but ids, items and answers; give a file "
            "with candidate_id and {name} by --groups FILE",
            name=name,
            where=where,
        )
    return SettingError(
        "--group {name!r}: no such column in {where}{near}; it has {known}",
        name=name,
        where=where,
        near=told,
        known=_listed(known),
    )


def _listed(names: Iterable[str]) -> str:
    shown = [each[:30] for each in names]
    return ", ".join(shown[:30]) + (" …" if shown[30:] else "")


def combined(columns: Sequence[str], wished: Sequence[str], known: Sequence[str],
             where: str) -> list[tuple[str, ...]]:  # fmt: skip
    """
    What is looked at: each column, then those *wished* together (`A+B`), else every two of them.

    `none` as the only wish leaves columns alone.

    Raises:
        SettingError: a wish is no two columns, or names one that is not among *known*.
    """
    alone: list[tuple[str, ...]] = [(each,) for each in columns]
    if not wished:
        return alone + list(combinations(columns, 2))
    if [each.strip() for each in wished] == ["none"]:
        return alone
    for wish in wished:
        names = chosen([each.strip() for each in re.split(r"[+＋×]", wish)], known, where)
        if len(names) < 2:
            raise SettingError(
                "--intersect {wish!r}: names one column; write two with a plus between, A+B",
                wish=wish,
            )
        alone.append(tuple(names))
    return list(dict.fromkeys(alone))


def check_entries(column: str, entries: Sequence[str]) -> None:
    """
    See that *entries* of *column* make groups.

    Raises:
        SettingError: they are numbers, which need bands, or nearly everybody has another one.
    """
    said = [each for each in entries if each]
    counted = Counter(said)
    if len(counted) <= _MANY:
        return
    numbers = [number for each in said if (number := number_of(each)) is not None]
    if len(numbers) > len(said) / 2:
        raise SettingError(
            "--group {column!r}: has {count} different numbers, from {low:g} to {high:g}, which "
            'make no groups; say which belong together, as in --bands "{column}=<30,30-39,40+"',
            column=column,
            count=len(set(numbers)),
            low=min(numbers),
            high=max(numbers),
        )
    if len(said) < _FEWEST_EACH * len(counted):
        raise SettingError(
            "--group {column!r}: has {count} different entries for {people} people, so it makes no "
            "groups; choose another column, or give one by --groups FILE",
            column=column,
            count=len(counted),
            people=len(said),
        )
