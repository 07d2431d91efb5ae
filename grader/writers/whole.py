"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ..errors import StoreError
from ..message import cause


@contextmanager
def whole_file(path: Path, *, encoding: str = "utf-8") -> Iterator[IO[str]]:
    """
    A text file that takes the place of *path* when the block ends well.

    Written beside it, flushed to the disk, then renamed; line ends stay as given.

    Raises:
        StoreError: the folder or disk does not take it.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding=encoding, newline="", errors="replace") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _move(part, path)
    except OSError as error:
        raise StoreError(
            "{path}: cannot be written ({reason}); check the disk and the folder, and "
            "close the file if a program has it open",
            path=path,
            reason=cause(error),
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()


def in_place(made: Path, path: Path) -> None:
    """
    Flush the finished file *made* to the disk and let it take the place of *path*.

    Raises:
        OSError: the folder or disk does not take it.
    """
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    _move(made, path)


def _move(made: Path, path: Path) -> None:
    made.replace(path)
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    # Windows cannot open a folder; there the rename is durable by itself.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
