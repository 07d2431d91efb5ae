"""One run at a time in a folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from ..errors import StoreError
from ..message import cause

_LOCK = ".grader.lock"
_OWNER = ".grader.pid"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """
    Hold *folder* for this process; it is made if it is not there.

    One that was made and is as empty again when the block fails is taken away.

    Raises:
        StoreError: another process holds it, or the folder cannot be made or written.
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK)
        lock.acquire(blocking=False)
        (folder / _OWNER).write_text(str(os.getpid()), encoding="ascii")
    except Timeout:
        raise StoreError(
            "{folder}: another run is at work here (process {process}); wait for it, or "
            "choose another folder with -o",
            folder=folder,
            process=_owner(folder),
        ) from None
    except OSError as error:
        raise StoreError(
            "{folder}: cannot be written ({reason}); choose another folder with -o",
            folder=folder,
            reason=cause(error),
        ) from error
    is_done = False
    try:
        yield
        is_done = True
    finally:
        with suppress(OSError):
            (folder / _OWNER).unlink()
        lock.release()
        if is_new and not is_done:
            _take_away(folder)


def _take_away(folder: Path) -> None:
    """Remove *folder* if nothing but the lock is in it."""
    with suppress(OSError):
        if [each.name for each in folder.iterdir()] == [_LOCK]:
            (folder / _LOCK).unlink()
        folder.rmdir()


def _owner(folder: Path) -> str:
    with suppress(OSError):
        return (folder / _OWNER).read_text(encoding="ascii").strip() or "unknown"
    return "unknown"
