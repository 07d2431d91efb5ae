"""The staged answers: states, duplicates, order, copies, and moving in whole."""

import sqlite3
from contextlib import closing

import pytest

from grader.errors import StoreError
from grader.records import Answer, Place, RowProblem
from grader.stores.intake import BLOCK, Intake, remove


def answer(candidate="c1", item="1", text="text", row=2, **more):
    place = Place(file="a.csv", row=row)
    return Answer(candidate_id=candidate, item_id=item, text=text, place=place, **more)


@pytest.fixture
def intake(tmp_path):
    made = Intake.fresh(tmp_path / ".part")
    yield made
    made.discard()


def staged(intake):
    return [each.answer for block in intake.blocks() for each in block]


def test_answers_come_back_with_their_places(intake):
    given = answer(text="多行\n文字", question="问题")
    intake.add(given)
    assert staged(intake) == [given]


def test_not_answered_is_kept_and_not_counted(intake):
    intake.add(answer(text=None))
    intake.add(answer(item="2", text=""))
    assert (intake.count(), intake.count(only_answered=False)) == (1, 2)
    assert [each.text for each in staged(intake)] == [None, ""]


def test_later_submissions_wait_beside_the_first_in_the_order_of_the_input(intake):
    for row, (item, text) in enumerate((("1", "one"), ("2", "x"), ("1", "two"), ("1", None)), 2):
        intake.add(answer(item=item, text=text, row=row, submitted=f"{row}:00"))
    [submitted] = intake.submissions
    assert [(each.text, each.place.row, each.submitted) for each in submitted.answers] == [
        ("one", 2, "2:00"), ("two", 4, "4:00"), (None, 5, "5:00")
    ]  # fmt: skip
    assert [each.text for each in staged(intake)] == ["one", "x"]


def test_taken_submission_is_the_answer_with_its_own_place(intake):
    intake.add(answer(text="one"))
    intake.add(answer(text="two", row=7))
    for submitted in intake.submissions:
        intake.submissions.take(submitted, submitted.answers[1])
    intake.submissions.clear()
    assert [(each.text, each.place.row) for each in staged(intake)] == [("two", 7)]
    assert list(intake.submissions) == []


def test_contested_answer_names_where_the_others_stand(intake):
    intake.add(answer(text="one"))
    intake.add(answer(text="two", row=7))
    for submitted in intake.submissions:
        intake.submissions.contest(submitted, "one two", submitted.answers[1:])
    assert [(each.text, each.contested) for each in staged(intake)] == [("one two", "a.csv:7")]


def test_rows_set_aside_keep_their_order_and_reason(intake):
    place = Place(file="a.csv", sheet="S", row=3)
    intake.set_aside(RowProblem(place=place, problem="no id"), "bad", "no id")
    intake.set_aside(answer(row=4), "left_out", "not among --items")
    found = [(row.place.row, row.place.sheet, state, row.problem) for row, state in
             intake.other_rows()]  # fmt: skip
    assert found == [(3, "S", "bad", "no id"), (4, "", "left_out", "not among --items")]


def test_blocks_hold_whole_candidates_by_item(intake):
    """A block's candidates become complete together; inside it an item's answers follow on."""
    people = [f"c{number:03}" for number in range(BLOCK + 2)]
    for row, candidate in enumerate(people):
        for item in ("2", "1"):
            intake.add(answer(candidate, item, row=row))
    intake.set_item_order(["1", "2"])
    blocks = [[(each.answer.item_id, each.answer.candidate_id) for each in block]
              for block in intake.blocks()]  # fmt: skip
    assert [len(block) for block in blocks] == [2 * BLOCK, 4]
    assert blocks[0] == [(item, each) for item in ("1", "2") for each in people[:BLOCK]]
    assert blocks[1] == [(item, each) for item in ("1", "2") for each in people[BLOCK:]]


def test_items_follow_the_paper_not_the_file(intake):
    for item in ("二/1", "一/2", "一/1"):
        intake.add(answer(item=item, question=f"问 {item}"))
    intake.set_item_order(["一/1", "一/2", "一/3", "二/1"])
    assert intake.items() == [("一/1", "问 一/1"), ("一/2", "问 一/2"), ("二/1", "问 二/1")]


def test_candidates_follow_the_file_also_where_rows_are_mixed(intake):
    for candidate, item in (("b", "1"), ("a", "1"), ("b", "2"), ("a", "2")):
        intake.add(answer(candidate, item))
    [block] = intake.candidates()
    assert [(name, [each.answer.item_id for each in answers]) for name, answers in block] == [
        ("b", ["1", "2"]), ("a", ["1", "2"])
    ]  # fmt: skip


def test_candidates_come_in_blocks(intake):
    for number in range(5):
        intake.add(answer(f"c{number}"))
    assert [[name for name, _ in block] for block in intake.candidates(2)] == [
        ["c0", "c1"], ["c2", "c3"], ["c4"]
    ]  # fmt: skip


def test_equal_keys_are_one_answer_and_its_copies(intake, tmp_path):
    for candidate in ("a", "b", "c", "d"):
        intake.add(answer(candidate))
    intake.move(tmp_path / "intake.db")
    with closing(Intake(tmp_path / "intake.db")) as moved:
        numbers = [each.number for block in moved.blocks() for each in block]
        moved.set_keys(list(zip(numbers[:2], ["same", "own"], strict=True)))
        moved.set_keys(list(zip(numbers[2:], ["same", "own"], strict=True)))
        found = [(each.key, each.is_copy) for block in moved.blocks() for each in block]
    assert found == [("same", False), ("own", False), ("same", True), ("own", True)]


def test_move_leaves_one_whole_file(intake, tmp_path):
    intake.add(answer())
    intake.move(tmp_path / "intake.db")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["intake.db"]
    with closing(Intake(tmp_path / "intake.db")) as moved:
        assert len(staged(moved)) == 1


def test_move_replaces_the_last_run_with_all_that_lay_beside_it(tmp_path):
    """A write-ahead log of the old file must not be replayed into the new one."""
    path = tmp_path / "intake.db"
    for text in ("old", "new"):
        made = Intake.fresh(tmp_path / ".part")
        made.add(answer(text=text))
        made.move(path)
        if text == "old":
            left_open = Intake(path)
            left_open.keep(rubric_id="r")
            assert (tmp_path / "intake.db-wal").exists()
    with closing(Intake(path)) as moved:
        assert [each.text for each in staged(moved)] == ["new"]
        assert moved.kept("rubric_id") == ""
    left_open._connection.close()


def test_what_was_not_moved_leaves_the_last_run_as_it_was(tmp_path):
    path = tmp_path / "intake.db"
    first = Intake.fresh(tmp_path / ".part")
    first.add(answer(text="old"))
    first.move(path)
    before = path.read_bytes()
    second = Intake.fresh(tmp_path / ".part")
    second.add(answer(text="new"))
    second.discard()
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["intake.db"]


def test_half_filled_file_of_a_killed_run_is_thrown_away(tmp_path):
    killed = Intake.fresh(tmp_path / ".part")
    killed.add(answer(text="half"))
    killed._connection.execute("COMMIT")
    fresh = Intake.fresh(tmp_path / ".part")
    assert fresh.count() == 0
    killed._connection.close()
    fresh.discard()


def test_settings_are_kept_and_absent_ones_are_empty(intake):
    intake.keep(rubric_id="客服", rubric="id: x\n")
    intake.keep(rubric_id="other")
    assert (intake.kept("rubric_id"), intake.kept("none")) == ("other", "")


def test_file_of_another_kind_is_a_store_error(tmp_path):
    path = tmp_path / "intake.db"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match=r"intake\.db"):
        Intake(path)


def test_newer_format_is_refused(tmp_path):
    path = tmp_path / "intake.db"
    Intake(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"newer grader \(format 99\)"):
        Intake(path)


def test_remove_takes_what_lies_beside_and_minds_no_absence(tmp_path):
    for name in ("x.db", "x.db-wal", "x.db-shm", "x.db-journal", "y.db"):
        (tmp_path / name).touch()
    remove(tmp_path / "x.db")
    remove(tmp_path / "x.db")
    assert [each.name for each in tmp_path.iterdir()] == ["y.db"]
