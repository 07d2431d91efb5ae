"""What --map says of columns: "COLUMN=ITEM", "COLUMN=" and "姓名+手机[-4:]=candidate_id"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...errors import InputError, SettingError
from ...text import fold
from .headers import PHONE, all_of, listed, plain
from .matching import ItemIndex

CANDIDATE = "candidate_id"
_LAST = re.compile(r"\A(?P<name>.+?)\s*\[\s*-(?P<count>\d{1,3})\s*:\s*\]\Z", re.DOTALL)
_LAST_DIGITS = re.compile(r"\A(?P<name>.+?)(?:的)?(?:后|末|尾)(?P<count>四|六|4|6)位\Z", re.DOTALL)
_COUNTS = {"四": 4, "六": 6, "4": 4, "6": 6}
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A column of the candidate's id; `last` characters of it, 0 for all."""

    header: str
    last: int = 0

    def of(self, cells: dict[str, str]) -> str:
        """What the part is in a row."""
        text = cells[self.header].strip()
        return text[-self.last :] if self.last else text

    def __str__(self) -> str:
        return f"{self.header}[-{self.last}:]" if self.last else self.header


@dataclass(slots=True, kw_only=True)
class Told:
    """What --map told of one table: items by header, headers to pass over, the candidate."""

    items: dict[str, str] = field(default_factory=dict)
    ignored: set[str] = field(default_factory=set)
    who: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One --map: what stands before the last "=", and behind it."""

    column: str
    target: str

    def __str__(self) -> str:
        return f"--map {self.column + '=' + self.target!r}"


def parse_wish(text: str) -> Wish:
    """
    The wish that *text* is.

    Raises:
        SettingError: it has no "=" or no column.
    """
    column, equals, target = text.rpartition("=")
    if not equals or not column.strip():
        raise SettingError(
            '--map {text!r}: write "COLUMN=ITEM", "COLUMN=" to pass a column over, or '
            '"COLUMN=candidate_id"',
            text=text,
        )
    return Wish(column=column.strip(), target=target.strip())


class Mapping:
    """
    What all --map together say.

    Raises:
        SettingError: one of them is no wish, or names no item of the rubric.
    """

    def __init__(self, wishes: Sequence[Wish], index: ItemIndex, *, is_open: bool = False) -> None:
        self._wishes: list[tuple[Wish, str]] = []
        self._used: set[Wish] = set()
        for wish in wishes:
            target = wish.target
            if target and plain(target) != plain(CANDIDATE) and not is_open:
                item = index.by_id(target)
                if item is None:
                    raise SettingError(
                        "{wish}: no item {target!r}; write candidate_id or one of {ids}",
                        wish=wish,
                        target=target,
                        ids=", ".join(index.ids),
                    )
                target = item.id
            self._wishes.append((wish, target))

    def told(self, headers: Sequence[str]) -> Told:
        """
        What they say of a table with *headers*.

        Raises:
            SettingError: a column is meant to be two things, or a beginning fits several.
        """
        told = Told()
        for wish, target in self._wishes:
            parts = _parts(wish, headers)
            if not parts:
                continue
            self._used.add(wish)
            if target and plain(target) == plain(CANDIDATE):
                told.who = parts
            elif len(parts) > 1 or parts[0].last:
                raise SettingError(
                    "{wish}: only candidate_id is made of several columns", wish=wish
                )
            elif target:
                told.items[parts[0].header] = target
            else:
                told.ignored.add(parts[0].header)
        return told

    def check_used(self, headers: Sequence[str], file: str) -> None:
        """
        See that every wish found its column in a table so far.

        Raises:
            InputError: one did not.
        """
        for wish, _ in self._wishes:
            if wish not in self._used:
                raise InputError(
                    "{file}: {wish}: no such column; write it as in the file: {found}",
                    file=file,
                    wish=wish,
                    found=listed(headers),
                )


def _parts(wish: Wish, headers: Sequence[str]) -> tuple[Part, ...]:
    """The columns that *wish* means, none where one of them is not there."""
    whole = _part(wish.column, headers, wish)
    if whole or "+" not in wish.column.replace("＋", "+"):
        return (whole,) if whole else ()
    parts = [
        _part(each.strip(), headers, wish) for each in wish.column.replace("＋", "+").split("+")
    ]
    return tuple(each for each in parts if each) if all(parts) else ()


def _part(name: str, headers: Sequence[str], wish: Wish) -> Part | None:
    header = _header(name, headers, wish)
    if header:
        return Part(header=header)
    if cut := _LAST.match(name):
        header = _header(cut["name"], headers, wish)
        return Part(header=header, last=int(cut["count"])) if header else None
    if cut := _LAST_DIGITS.match(name):
        header = _header(cut["name"], headers, wish)
        if not header and plain(cut["name"]) in PHONE:
            header = next(iter(all_of(headers, PHONE, dressed=True)), "")
        return Part(header=header, last=_COUNTS[cut["count"]]) if header else None
    return None


def _header(name: str, headers: Sequence[str], wish: Wish) -> str:
    """The header that *name* is, or begins."""
    if name in headers:
        return name
    wanted = plain(name)
    if not wanted:
        return ""
    same = [header for header in headers if plain(header) == wanted]
    if not same and len(wanted) >= _FEWEST:
        same = [header for header in headers if _begins(header, wanted)]
    if len(same) > 1:
        raise SettingError(
            "{wish}: {count} columns begin so; write more of the one that is meant",
            wish=wish,
            count=len(same),
        )
    return same[0] if same else ""


def _begins(header: str, wanted: str) -> bool:
    return fold(header).text.replace(" ", "").startswith(wanted)
