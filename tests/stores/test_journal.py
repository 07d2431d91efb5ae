"""The journal on disk: append-only, durable, and clear about what it cannot use."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from grader.errors import StoreError
from grader.records import Capability, Outcome, Received, Reply, Started
from grader.stores.journal import Journal

USABLE = Outcome(key="k", text="reply", rater="r", requests=1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "grader.db"


def rows(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_everything_is_there_after_reopening(path):
    with closing(Journal(path)) as first:
        first.append([USABLE])
        first.remember("j", Capability(rung="tool"))
        secret = first.secret
    with closing(Journal(path)) as again:
        assert again.outcomes(["k"]) == {"k": USABLE}
        assert again.recall("j") == Capability(rung="tool")
        assert again.secret == secret, "a prompt can only be reproduced with the same secret"


def test_records_are_only_ever_added(path):
    with closing(Journal(path)) as journal:
        for number in range(3):
            reply = Reply(text=f"reply {number}")
            journal.append([
                Started(key="k", attempt=number, rung="text", dropped=("seed",)),
                Received(key="k", attempt=number, rung="text", reply=reply, verdict="invalid"),
                Outcome(key="k", reason="invalid", attempt=number),
            ])  # fmt: skip
    assert rows(path, "SELECT attempt FROM started ORDER BY id") == [(0,), (1,), (2,)]
    assert rows(path, "SELECT text FROM reply ORDER BY id") == [
        ("reply 0",), ("reply 1",), ("reply 2",)
    ]  # fmt: skip
    assert rows(path, "SELECT attempt FROM outcome ORDER BY id") == [(0,), (1,), (2,)]


def test_group_is_written_whole_or_not_at_all(path):
    class Broken(Outcome):
        """A record the database does not take."""

        __slots__ = ()

    with closing(Journal(path)) as journal:
        journal.append([USABLE])
        with pytest.raises(StoreError):
            journal.append([USABLE.for_key("a"), Broken(key="b", attempt={}), USABLE.for_key("c")])
        assert list(journal.outcomes(["k", "a", "b", "c"])) == ["k"]
        journal.append([USABLE.for_key("d")])
        assert "d" in journal.outcomes(["d"]), "and it can be used after that"


CRASH = """
import os, sys
from pathlib import Path
from grader.records import Outcome
from grader.stores.journal import Journal
journal = Journal(Path(sys.argv[1]))
journal.append([Outcome(key="k", text="reply")])
os._exit(9)
"""


def test_what_was_appended_outlives_the_process(path):
    """`append` is durable when it returns: nothing is closed or flushed later."""
    done = subprocess.run([sys.executable, "-c", CRASH, str(path)], check=False)
    assert done.returncode == 9
    with closing(Journal(path)) as journal:
        assert journal.outcomes(["k"])["k"].text == "reply"


def test_commits_are_flushed_to_the_disk(path):
    """FULL is 2: with NORMAL a power cut could take what the provider was already paid for."""
    with closing(Journal(path)) as journal:
        pragma = journal._connection.execute
        assert pragma("PRAGMA synchronous").fetchone() == (2,)
        assert pragma("PRAGMA journal_mode").fetchone() == ("wal",)


def test_capability_is_forgotten_after_a_day(path):
    """Endpoints learn: one that refused schemas last month is tried again."""
    with closing(Journal(path)) as journal:
        journal.remember("old", Capability(rung="text"))
        journal.remember("young", Capability(rung="tool"))
    now = time.time()
    with closing(sqlite3.connect(path)) as connection, connection:
        for name, hours in (("old", 24.1), ("young", 23.9)):
            connection.execute(
                "UPDATE capability SET at = ? WHERE identity = ?", (now - 3600 * hours, name)
            )
    with closing(Journal(path)) as journal:
        assert journal.recall("old") is None
        assert journal.recall("young") == Capability(rung="tool")


def test_newer_format_is_refused_and_left_alone(path):
    Journal(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"written by a newer grader \(format 99\)"):
        Journal(path)
    assert rows(path, "PRAGMA user_version") == [(99,)]


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to look" * 50, b"SQLite format 3\x00junk"]
)
def test_file_that_is_no_database_is_told(path, content):
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"grader\.db: .*changed by another program"):
        Journal(path)
    assert path.read_bytes()[: len(content)] == content


def test_damage_in_the_middle_is_told(path):
    with closing(Journal(path)) as journal:
        journal.append([Outcome(key=f"k{n}", text="x" * 2000) for n in range(200)])
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"grader\.db"), closing(Journal(path)) as journal:
        journal.outcomes([f"k{n}" for n in range(200)])


@pytest.mark.parametrize("kind", ["folder missing", "a folder"])
def test_place_that_cannot_be_written_is_told(tmp_path, kind):
    path = tmp_path / "none" / "grader.db" if kind == "folder missing" else tmp_path
    with pytest.raises(StoreError, match="check that the disk has room"):
        Journal(path)


def test_closed_journal_says_so_as_a_store_error(path):
    journal = Journal(path)
    journal.close()
    with pytest.raises(StoreError):
        journal.append([USABLE])


def test_interrupted_migration_leaves_nothing_behind(path):
    """Tables and version number come in one transaction: a kill leaves all of it or none."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE meta (name TEXT)")
    with closing(Journal(path)) as journal:
        journal.append([USABLE])
        assert journal.outcomes(["k"]) == {"k": USABLE}
