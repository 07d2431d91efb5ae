"""A folder is its readable files, each once, and what is passed over is told."""

import os

import pytest

from grader.errors import InputError
from grader.readers.folder import files_of

ENDINGS = (".csv", ".docx", ".txt")


@pytest.fixture
def tree(tmp_path):
    """Makes files of those names under a folder and reads it."""

    def _tree(*names):
        top = tmp_path / "答卷"
        top.mkdir(exist_ok=True)
        for name in names:
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_text("x")
        return top

    return _tree


def read(*paths):
    notes = []
    files = files_of(paths, ENDINGS, notes.append)
    return files, notes


def test_files_are_read_in_the_order_of_their_names_also_in_subfolders(tree):
    top = tree("b.txt", "a.txt", "二组/c.docx", "一组/d.csv", "E.TXT")
    files, _ = read(top)
    assert [str(each.relative_to(top)) for each in files] == [
        "E.TXT", "a.txt", "b.txt", "一组/d.csv", "二组/c.docx"
    ]  # fmt: skip


def test_hidden_files_and_locks_of_office_programs_are_none(tree):
    top = tree("a.docx", "~$a.docx", ".hidden.txt", ".git/x.txt")
    files, notes = read(top)
    assert [each.name for each in files] == ["a.docx"]
    assert notes == [f"{top}: 1 files read"]


def test_what_is_passed_over_is_told_by_its_reason(tree):
    top = tree("a.txt", *[f"{n}.pdf" for n in range(7)], "noending")
    _, notes = read(top)
    assert notes[0] == (
        f"{top}: 7 passed over, no reader for .pdf: 0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf …"
    )
    assert notes[1] == f"{top}: 1 passed over, no reader for no ending: noending"


def test_links_are_not_followed_so_that_none_leads_in_a_circle(tree, tmp_path):
    top = tree("a.txt", "sub/b.txt")
    (top / "sub" / "up").symlink_to(top)
    (top / "self").symlink_to(top / "self")
    (tmp_path / "secret.txt").write_text("x")
    (top / "out.txt").symlink_to(tmp_path / "secret.txt")
    files, notes = read(top)
    assert [each.name for each in files] == ["a.txt", "b.txt"]
    assert notes[0] == (f"{top}: 3 passed over, a link, which is not followed: out.txt, self, up")


def test_pipe_is_passed_over_without_waiting_for_it(tree):
    top = tree("a.txt")
    os.mkfifo(top / "pipe.txt")
    files, notes = read(top)
    assert [each.name for each in files] == ["a.txt"]
    assert notes[0] == f"{top}: 1 passed over, not a plain file: pipe.txt"


def test_folder_of_an_earlier_run_is_no_input(tree):
    top = tree("a.txt", "答卷-graded/scores.csv", "答卷-graded/intake.db")
    files, notes = read(top)
    assert [each.name for each in files] == ["a.txt"]
    assert "the folder of a run: 答卷-graded" in notes[0]


@pytest.mark.parametrize("names", [(), ("a.pdf",), (".a.txt",)])
def test_folder_with_nothing_to_read_is_refused(tree, names):
    top = tree(*names)
    with pytest.raises(InputError, match=r"no file to read in it; it needs one of \.csv, \.docx"):
        read(top)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_folder_that_may_not_be_read_is_told(tree):
    top = tree("sub/a.txt")
    (top / "sub").chmod(0)
    with pytest.raises(InputError, match="check the folder"):
        read(top)


def test_file_given_twice_is_read_once(tree):
    top = tree("a.txt", "b.txt")
    files, notes = read(top / "a.txt", top, top / ".." / top.name / "a.txt")
    assert [each.name for each in files] == ["a.txt", "b.txt"]
    assert notes.count("a.txt: given twice, read once") == 2


def test_file_that_is_named_keeps_its_ending_whatever_it_is(tree):
    """A reader that there is not is told by the one who looks for it."""
    top = tree("a.pdf")
    assert read(top / "a.pdf", top / "gone.csv")[0] == [top / "a.pdf", top / "gone.csv"]
