"""One run at a time in a folder."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from grader.errors import StoreError
from grader.stores.lock import locked

HOLD = """
import sys
from pathlib import Path
from grader.stores.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(folder):
    """Another process that holds *folder*."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "held\n"
        yield process


def test_second_process_is_refused_by_the_first_ones_number(tmp_path):
    with holder(tmp_path) as process:
        with pytest.raises(StoreError, match=rf"process {process.pid}\).*-o"), locked(tmp_path):
            raise AssertionError("two runs at once")
        process.stdin.close()
    with locked(tmp_path):
        pass


def test_killed_process_leaves_the_folder_free(tmp_path):
    """`kill -9` and the same command again must go on, not ask for a file to be removed."""
    with holder(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (tmp_path / ".grader.pid").exists(), "it had no time to clean up"
    with locked(tmp_path):
        assert (tmp_path / ".grader.pid").read_text() == str(os.getpid())


def test_folder_is_made_with_its_parents(tmp_path):
    with locked(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b").is_dir()


def test_lock_is_given_back_after_an_error(tmp_path):
    with pytest.raises(RuntimeError, match="within"), locked(tmp_path):
        raise RuntimeError("within")
    assert not (tmp_path / ".grader.pid").exists()
    with locked(tmp_path):
        pass


@pytest.mark.parametrize("name", ["", ".grader.pid", ".grader.lock"])
def test_folder_that_cannot_be_written_is_told(tmp_path, name):
    """Something else stands where the folder or one of its files should be."""
    folder = tmp_path / "run"
    if name:
        (folder / name).mkdir(parents=True)
    else:
        folder.write_text("a file")
    with pytest.raises(StoreError, match=r"run: cannot be written .*-o"), locked(folder):
        raise AssertionError("locked")


def test_new_folder_is_taken_away_where_nothing_came_into_it(tmp_path):
    class Refused(Exception):
        pass

    with pytest.raises(Refused), locked(tmp_path / "new"):
        raise Refused
    assert not (tmp_path / "new").exists()


def test_folder_with_anything_in_it_stays(tmp_path):
    class Refused(Exception):
        pass

    with pytest.raises(Refused), locked(tmp_path / "new"):
        (tmp_path / "new" / "kept.txt").write_text("x", encoding="utf-8")
        raise Refused
    assert (tmp_path / "new" / "kept.txt").is_file()
    (tmp_path / "there").mkdir()
    with pytest.raises(Refused), locked(tmp_path / "there"):
        raise Refused
    assert (tmp_path / "there").is_dir()
