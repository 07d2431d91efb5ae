"""Several posts in one file: which there are, told by the values of a column."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core.arrange.headers import listed, plain, polite
from ..errors import InputError, SettingError
from ..message import Message, joined
from ..records import Row, RowProblem
from ..text import is_empty_cell
from .staging import Found, Sources, rows_of

MOST_POSTS = 50
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\s]+')
_RESERVED = re.compile(r"\A(?:con|prn|aux|nul|com\d|lpt\d|index\.html)\Z", re.IGNORECASE)
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One value of the column that tells posts apart: its rows, its rubric, its folder."""

    column: str
    value: str
    rubric: str
    folder: str
    rows: int
    is_first: bool = False

    def pick(self, found: Found) -> Found | None:
        """*found* where it belongs to this post; what belongs to none goes to the first."""
        if isinstance(found, RowProblem):
            return found if self.is_first else None
        value = _key(found.cells.get(self.column, ""))
        if value == _key(self.value):
            return found
        if value or not self.is_first:
            return None
        return RowProblem(
            place=found.place,
            problem=Message("no {column}; say for which post", column=self.column),
        )


def find_posts(
    sources: Sources, asked: Sequence[str], fallback: str, note: Callable[[str], None]
) -> list[Post]:
    """
    The posts in the files of *sources*, as --by asks for them, in the order of the file.

    *asked* are "COLUMN=RUBRIC" for all values of a column or "COLUMN:VALUE=RUBRIC" for one;
    *fallback* is the rubric of the others.

    Raises:
        InputError: no such column or value, values without a rubric, or too many of them.
    """
    pairs = [_pair(each) for each in asked]
    column = ""
    rubrics: dict[str, str] = {}
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for path in sources.files:
        for row in rows_of(path, sources, note):
            if not isinstance(row, Row):
                continue
            if not column:
                column, rubrics = _column(pairs, tuple(row.cells), path)
            value = row.cells.get(column, "").strip()
            if key := _key(value):
                spelled.setdefault(key, value)
                counts[key] += 1
                _see_few(column, counts, path)
    names = ", ".join(str(path) for path in sources.files)
    if not counts:
        raise InputError("{names}: no row names a post in {column}", names=names,
                         column=column or Message("the column of --by"))  # fmt: skip
    chosen = {key: rubrics.get(key) or rubrics.get("") or fallback for key in counts}
    _see_covered(names, column, chosen, counts, spelled)
    _see_there(names, column, rubrics, spelled)
    folders = _folders(spelled)
    return [
        Post(column=column, value=spelled[key], rubric=chosen[key], folder=folders[key],
             rows=counts[key], is_first=number == 0) for number, key in enumerate(spelled)
    ]  # fmt: skip


def _key(value: str) -> str:
    """What makes two values one: not width, case or spaces, but every sign, for C is not C++."""
    if is_empty_cell(value):
        return ""
    return "".join(unicodedata.normalize("NFKC", value).casefold().split())


def _pair(text: str) -> tuple[str, str]:
    left, equals, rubric = text.rpartition("=")
    if not equals or not left.strip() or not rubric.strip():
        raise SettingError("--by {text!r}: write COLUMN=RUBRIC or COLUMN:VALUE=RUBRIC", text=text)
    return left.strip(), rubric.strip()


def _column(
    pairs: Sequence[tuple[str, str]], headers: tuple[str, ...], path: Path
) -> tuple[str, dict[str, str]]:
    """The one column of all *pairs*, and the rubric by value; under "" the one of the others."""
    columns: dict[str, dict[str, str]] = {}
    for left, rubric in pairs:
        ends = [match.start() for match in re.finditer("[:：]", left)]
        cuts = [(left, ""), *((left[:at], left[at + 1 :]) for at in reversed(ends))]
        found = [(header, value) for name, value in cuts if (header := _header(name, headers))]
        if not found:
            raise InputError(
                "{path}: --by {wish!r}: no such column; columns: {found}",
                path=path,
                wish=left + "=" + rubric,
                found=listed(headers),
            )
        header, value = found[0]
        columns.setdefault(header, {})[_key(value)] = rubric
    if len(columns) > 1:
        raise SettingError(
            "--by: names {count} columns; posts are told apart by one", count=len(columns)
        )
    return next(iter(columns.items()))


def _header(name: str, headers: Sequence[str]) -> str:
    wanted = plain(name)
    return next((each for each in headers if wanted in {plain(each), polite(each)}), "")


def _see_few(column: str, counts: Counter[str], path: Path) -> None:
    if len(counts) > MOST_POSTS:
        raise InputError(
            "{path}: {column} has more than {most} values, so it hardly names posts; "
            "choose another column for --by",
            path=path,
            column=column,
            most=MOST_POSTS,
        )


def _see_covered(
    names: str,
    column: str,
    chosen: dict[str, str],
    counts: Counter[str],
    spelled: dict[str, str],
) -> None:
    bare = [key for key, rubric in chosen.items() if not rubric]
    if bare:
        values = joined(
            [
                Message("{value!r} ({count} rows)", value=spelled[key], count=counts[key])
                for key in bare
            ],
            ", ",
        )
        raise InputError(
            "{names}: no rubric for {column} {values}; give one with --by "
            "{column}:{value}=RUBRIC each, or -r RUBRIC for all of them",
            names=names,
            column=column,
            values=values,
            value=spelled[bare[0]],
        )


def _see_there(names: str, column: str, rubrics: dict[str, str], spelled: dict[str, str]) -> None:
    for key in rubrics:
        if key and key not in spelled:
            raise InputError(
                "{names}: --by names {column} {key!r}, and no row has it; there are {found}",
                names=names,
                column=column,
                key=key,
                found=listed(list(spelled.values())),
            )


def _folders(spelled: dict[str, str]) -> dict[str, str]:
    """A name for the folder of each value: readable, and good on every system."""
    names = {key: _folder_name(value) for key, value in spelled.items()}
    often = Counter(name.casefold() for name in names.values())
    return {
        key: name if often[name.casefold()] == 1 else f"{name}-{_digest(key)}"
        for key, name in names.items()
    }


def _folder_name(value: str) -> str:
    shown = "".join(
        char for char in unicodedata.normalize("NFC", value)
        if unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs"}
    )  # fmt: skip
    name = _UNSAFE.sub("-", shown)[:_LONGEST_NAME].strip("-. ")
    if not name:
        return f"post-{_digest(value)}"
    is_reserved = _RESERVED.match(name) or _RESERVED.match(name.split(".")[0])
    return f"{name}-{_digest(value)}" if is_reserved else name


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:6]
