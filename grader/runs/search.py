"""Every file of a folder searched for what should be gone."""

import csv
import html
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..core.traces import Trace, Traces
from ..errors import StoreError
from ..message import cause

_TAG = re.compile(r"<[^<>]{0,2000}>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ZIPPED = b"PK\x03\x04"
_TABLES = frozenset([".csv", ".tsv"])
_AT_ONCE = 1 << 22
# Longer than any trace with the markup and escapes inside it.
_OVERLAP = 1 << 16


class Left(NamedTuple):
    """A file that still holds something of an erased person."""

    file: str
    what: Trace


class Searched(NamedTuple):
    """How many files were searched, and which of them still hold something."""

    files: int
    left: tuple[Left, ...]


def search(folder: Path, traces: Traces, more: Iterable[Path] = ()) -> Searched:
    """
    Look for *traces* in every file of *folder*, at any depth, and in *more* files.

    Workbooks and documents are searched inside, pages with and without their markup, JSON with
    its escapes read.

    Raises:
        StoreError: a file cannot be read.
    """
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    paths += [path for path in more if path.is_file() and path.resolve() not in
              {each.resolve() for each in paths}]  # fmt: skip
    left = []
    for path in paths:
        what = _found(path, traces)
        if what:
            name = path.relative_to(folder) if path.is_relative_to(folder) else path
            left.append(Left(name.as_posix(), what))
    return Searched(len(paths), tuple(left))


def _found(path: Path, traces: Traces) -> Trace | None:
    try:
        for text in _texts(path):
            if what := traces.found_in(text):
                return what
        return "id" if traces.quiet and _is_in_cells(path, traces) else None
    except OSError as error:
        raise StoreError(
            "{path}: cannot be read ({reason}); check the file", path=path, reason=cause(error)
        ) from error


def _is_in_cells(path: Path, traces: Traces) -> bool:
    """True where an id that tells a person in tables only is a whole cell of one."""
    if path.suffix.lower() not in _TABLES:
        return False
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return any(traces.quiet & set(row) for row in csv.reader(file))


def _texts(path: Path) -> Iterator[str]:
    """The words of *path* in each of the ways in which they could be read, part by part."""
    with path.open("rb") as file:
        start = file.read(len(_ZIPPED))
        if start == _ZIPPED:
            yield from _members(path)
            return
        is_wide = start[:2] in {b"\xff\xfe", b"\xfe\xff"}
        wide = "utf-16-le" if start[:1] == b"\xff" else "utf-16-be"
        kept = start
        while content := kept + file.read(_AT_ONCE):
            yield from read_ways(content.decode("utf-8", "ignore"))
            if is_wide:
                yield content.decode(wide, "ignore")
            if len(content) - len(kept) < _AT_ONCE:
                return
            # An even number, so that it begins where a character of UTF-16 does.
            kept = content[-_OVERLAP:]


def read_ways(text: str) -> Iterator[str]:
    """*text* as it is, with escapes of JSON read, and without markup."""
    yield text
    if "\\u" in text:
        yield _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if "<" in text and ">" in text:
        yield html.unescape(_TAG.sub("", text))


def _members(path: Path) -> Iterator[str]:
    try:
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                yield from read_ways(book.read(name).decode("utf-8", "ignore"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        yield path.read_bytes().decode("utf-8", "ignore")
