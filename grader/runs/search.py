"""Every file of a folder searched for what should be gone."""

import csv
import html
import io
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
        content = path.read_bytes()
    except OSError as error:
        raise StoreError(
            "{path}: cannot be read ({reason}); check the file", path=path, reason=cause(error)
        ) from error
    for text in _texts(content):
        if what := traces.found_in(text):
            return what
    if traces.quiet and path.suffix.lower() in _TABLES:
        text = content.decode("utf-8-sig", "replace")
        csv.field_size_limit(2**31 - 1)
        if any(traces.quiet & set(row) for row in csv.reader(io.StringIO(text, newline=""))):
            return "id"
    return None


def _texts(content: bytes) -> Iterator[str]:
    """*content* in each of the ways in which its words could be read."""
    if content.startswith(_ZIPPED):
        yield from _members(content)
        return
    text = content.decode("utf-8", "ignore")
    yield from read_ways(text)
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        yield content.decode("utf-16", "ignore")


def read_ways(text: str) -> Iterator[str]:
    """*text* as it is, with escapes of JSON read, and without markup."""
    yield text
    if "\\u" in text:
        yield _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if "<" in text and ">" in text:
        yield html.unescape(_TAG.sub("", text))


def _members(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            for name in book.namelist():
                yield from read_ways(book.read(name).decode("utf-8", "ignore"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        yield content.decode("utf-8", "ignore")
