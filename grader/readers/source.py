"""Opening a file: what it is, how large it may be, and its lines without a surprise."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..errors import InputError
from ..message import Message, cause
from .encoding import encoding_of

__all__ = ["MOST_BYTES", "check_file", "encoding_of", "lines_of"]

MOST_BYTES = 500_000_000
MOST_LINE = 10_000_000
_KINDS = (
    (stat.S_ISDIR, Message("a folder")),
    (stat.S_ISFIFO, Message("a pipe")),
    (stat.S_ISSOCK, Message("a socket")),
    (stat.S_ISCHR, Message("a device")),
    (stat.S_ISBLK, Message("a device")),
)
_OTHER_KIND = Message("something else")


def check_file(path: Path, most_bytes: int = MOST_BYTES) -> None:
    """
    Make sure that *path* is a plain file of a sane size, before a byte of it is read.

    Raises:
        InputError: it is missing, no plain file (a folder, a pipe, a device), or too large.
    """
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        is_named = getattr(error, "strerror", None)
        reason = cause(error) if is_named else Message("no name a file can have")
        raise InputError(
            "{path}: {reason}; check the file name",
            path=str(path).replace(chr(0), "␀"),
            reason=reason,
        ) from error
    if not stat.S_ISREG(found.st_mode):
        what = next(
            (name for is_kind, name in _KINDS if is_kind(found.st_mode)), Message("something else")
        )
        raise InputError(
            "{path}: {what}, not a plain file; give a file, or a folder of files",
            path=path,
            what=what,
        )
    if found.st_size > most_bytes:
        raise InputError(
            "{path}: {size:,} bytes, at most {most:,} are read; split the file or raise "
            "--max-bytes",
            path=path,
            size=found.st_size,
            most=most_bytes,
        )
    if not os.access(path, os.R_OK):
        raise InputError("{path}: may not be read; check its permissions", path=path)


def lines_of(path: Path, encoding: str) -> Iterator[str]:
    """
    The lines of *path* with their ends as they are, without a mark that joining files left.

    Raises:
        InputError: a line so long that it is none.
    """
    with path.open(encoding=encoding, newline="") as file:
        number = 0
        while line := file.readline(MOST_LINE):
            number += 1
            if len(line) == MOST_LINE and line[-1] not in "\r\n":
                raise InputError(
                    "{path}:{number}: a line of more than {most:,} characters, so this is no "
                    "table of rows; save it again with a line for each",
                    path=path,
                    number=number,
                    most=MOST_LINE,
                )
            yield line.removeprefix("\ufeff")
