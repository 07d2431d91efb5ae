"""Files are searched part by part: however large a store is, what is left in it is found."""

import tracemalloc

import pytest

from grader.core.traces import Traces
from grader.runs.search import search

SAID = "我先向客户致歉再核对订单当天回访"
MEGABYTE = 1 << 20


@pytest.mark.parametrize("at", [0, 4 * MEGABYTE - 7, 4 * MEGABYTE, 20 * MEGABYTE])
def test_words_are_found_wherever_they_stand_in_a_large_file(tmp_path, at):
    with (tmp_path / "grader.db").open("wb") as file:
        file.seek(at)
        file.write(SAID.encode())
        file.truncate(32 * MEGABYTE)
    tracemalloc.start()
    found = search(tmp_path, Traces(["C0001234"], texts=[SAID]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found.files, found.left) == (1, (("grader.db", "words"),))
    assert peak < 32 * MEGABYTE


def test_wide_text_and_short_ids_in_cells_are_found(tmp_path):
    (tmp_path / "notes.txt").write_text(SAID, encoding="utf-16")
    (tmp_path / "scores.csv").write_text('candidate_id,a\n"A1",x\n', encoding="utf-8-sig")
    (tmp_path / "none.txt").write_bytes(b"")
    found = search(tmp_path, Traces(["A1"], texts=[SAID]))
    assert found.left == (("notes.txt", "words"), ("scores.csv", "id"))
    assert found.files == 3
