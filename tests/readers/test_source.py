"""What is looked at before a byte of a file is read."""

import os
import socket
import stat
from pathlib import Path

import pytest

from grader.errors import InputError
from grader.readers.source import check_file, lines_of
from grader.wiring import read_rows


def why(path, **more):
    with pytest.raises(InputError) as raised:
        check_file(path, **more)
    assert "\n" not in str(raised.value)
    return str(raised.value)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,answer\n")
    return path


def test_plain_file_passes(file):
    check_file(file)


def test_link_to_a_plain_file_passes(file, tmp_path):
    link = tmp_path / "b.csv"
    link.symlink_to(file)
    check_file(link)


def test_missing_file_is_told_by_its_name(tmp_path):
    told = why(tmp_path / "nobody.csv")
    assert "nobody.csv" in told
    assert "check the file name" in told


def test_link_to_nothing_is_told(tmp_path):
    link = tmp_path / "b.csv"
    link.symlink_to(tmp_path / "gone.csv")
    assert "check the file name" in why(link)


def test_folder_is_refused(tmp_path):
    assert "a folder, not a plain file" in why(tmp_path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_device_is_refused_before_it_is_read(tmp_path):
    """It has no end."""
    link = tmp_path / "a.csv"
    link.symlink_to("/dev/zero")
    assert "a device, not a plain file" in why(link)


def test_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("a.csv")
        assert "a socket, not a plain file" in why(Path("a.csv"))


def test_link_to_itself_is_told(tmp_path):
    link = tmp_path / "a.csv"
    link.symlink_to(link)
    assert "check the file name" in why(link)


def test_name_that_no_file_can_have_is_told():
    assert "check the file name" in why(Path("a\0.csv"))


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".json", ".txt", ".docx"])
def test_pipe_is_refused_at_once_whatever_its_ending(tmp_path, ending):
    path = tmp_path / f"pipe{ending}"
    os.mkfifo(path)
    with pytest.raises(InputError, match="a pipe, not a plain file"):
        read_rows(path, print)


def test_line_without_an_end_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,answer\n" + "x" * 10_000_001)
    with pytest.raises(InputError, match=r"a\.csv:2: a line of more than 10,000,000 characters"):
        list(lines_of(path, "utf-8"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipe_is_refused_without_waiting_for_a_writer(tmp_path):
    """Opening it would block for ever."""
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    assert stat.S_ISFIFO(path.stat().st_mode)
    assert "not a plain file" in why(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_device_is_refused():
    """Reading it would never end."""
    assert "not a plain file" in why(Path("/dev/zero"))


@pytest.mark.parametrize(("most", "passes"), [(10, True), (9, False)])
def test_size_is_capped_and_the_way_out_is_told(file, most, passes):
    """The file has 10 bytes."""
    if passes:
        check_file(file, most)
        return
    told = why(file, most_bytes=most)
    assert "10 bytes, at most 9" in told
    assert "--max-bytes" in told


def test_size_beyond_the_usual_cap_is_refused_unread(tmp_path):
    """A sparse file of a terabyte costs nothing to make and nothing to refuse."""
    path = tmp_path / "huge.csv"
    with path.open("wb") as opened:
        opened.truncate(600_000_000)
    assert "600,000,000 bytes" in why(path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_file_that_may_not_be_read_is_told(file):
    file.chmod(0)
    assert "permissions" in why(file)


def test_name_that_is_too_long_is_told(tmp_path):
    assert "too long" in why(tmp_path / ("x" * 300 + ".csv"))
