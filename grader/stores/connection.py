"""SQLite as both stores use it: WAL, FULL, one error class, numbered migrations."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from ..errors import StoreError
from ..message import cause

_BUSY_MS = 10_000


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the disk raise into a `StoreError` that names *path*."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            "{path}: {reason}; check that the disk has room, the folder can be written "
            "and the file was not changed by another program",
            path=path,
            reason=cause(error),
        ) from error


def connect(path: Path, *migrations: str) -> sqlite3.Connection:
    """
    Open *path* and bring it to the newest of *migrations* (numbered .sql files beside this one).

    WAL with synchronous FULL: a commit is on the disk when it returns. Where WAL is not to be
    had (network file systems) SQLite keeps its rollback journal, which is as safe.
    """
    with told(path):
        # Absolute, because SQLite takes a name that begins with "file:" for an address.
        place = path.absolute()
        connection = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        done = connection.execute("PRAGMA user_version").fetchone()[0]
        if done > len(migrations):
            raise StoreError(
                "{path}: written by a newer grader (format {done}); install that version",
                path=path,
                done=done,
            )
        for number, name in enumerate(migrations, start=1):
            if number > done:
                script = files(__package__).joinpath(name).read_text(encoding="utf-8")
                # One transaction with its version number: a kill leaves all of it or none.
                connection.executescript(
                    f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;"
                )
    return connection
