"""A candidate who hands in an item twice: one answer counts, or none does unseen."""

import pytest

from grader.errors import AnswersError, InputError

SORRY, CALL = "我会先向客户道歉，再核对订单。", "我会先打电话给客户，当天回访。"
TWICE = [("A", "一/1", SORRY), ("B", "一/1", SORRY), ("A", "一/1", CALL)]


@pytest.mark.parametrize(("rule", "kept"), [("first", SORRY), ("last", CALL)])
def test_rule_says_which_of_two_texts_counts_and_both_are_accounted_for(table, rule, kept):
    table.add(*TWICE).grade(duplicates=rule)
    assert table.texts()["A", "一/1"] == kept
    lost, won = (2, 4) if rule == "last" else (4, 2)
    states = {row: (state, reason) for row, _, state, reason in table.states()}
    assert states[str(lost)] == (
        "duplicate",
        f"another text; a.csv:{won} counts (the {rule} by order)",
    )
    assert states[str(won)][0] == "graded"
    assert any(f"the {rule} by order counts" in note for note in table.notes)


def test_same_text_counts_once_whatever_the_rule(table):
    table.add(("A", "一/1", SORRY), ("A", "一/1", f" {SORRY}\n")).grade()
    assert table.states()[1] == ("3", "一/1", "duplicate", "same text as a.csv:2")
    assert table.notes == []


def test_two_texts_without_a_rule_are_refused_all_at_once(table):
    table.add(*TWICE, ("B", "一/1", CALL), (" ", "一/1", CALL))
    with pytest.raises(AnswersError) as raised:
        table.grade()
    assert raised.value.total == 3
    assert [line.split(": ")[0] for line in raised.value.problems] == [
        "a.csv:4", "a.csv:5", "a.csv:6"
    ]  # fmt: skip
    assert "'A' answered item '一/1' before, in a.csv:2, with another text" in str(raised.value)
    assert "--duplicates first or last" in str(raised.value)
    assert [each.name for each in (table.folder / "out").iterdir()] == [".grader.lock"]


def test_two_texts_among_bad_rows_left_out_are_held_showing_both(table):
    """Neither text may win unseen, and the item must not look as if it was not answered."""
    run = table.add(*TWICE, (" ", "一/1", CALL)).grade(skip_bad_rows=True)
    assert (run.counts.held, run.counts.graded, run.exit_code) == (1, 1, 1)
    [score] = [row for row in table.read("scores.csv") if row["candidate_id"] == "A"]
    assert (score["status"], score["reason"], score["points"]) == ("held", "duplicate", "")
    assert (score["points_low"], score["points_high"]) == ("0", "8")
    assert table.texts()["A", "一/1"] == f"[a.csv:2]\n{SORRY}\n\n[a.csv:4]\n{CALL}"
    assert [(row, state) for row, _, state, _ in table.states()] == [
        ("2", "held"), ("3", "graded"), ("4", "duplicate"), ("5", "bad")
    ]  # fmt: skip
    assert "a.csv:2, a.csv:4" in (table.folder / "out" / "report.md").read_text(encoding="utf-8")


def test_time_of_submission_outranks_order_and_is_told(table):
    headers = ("candidate_id", "item_id", "answer", "提交时间")
    table.add(
        ("A", "一/1", CALL, "2026/11/21 9:30:05"), ("A", "一/1", SORRY, "2026/11/9 18:00:00"),
        headers=headers,
    ).grade(duplicates="last")  # fmt: skip
    assert table.texts()["A", "一/1"] == CALL
    assert table.states()[1][3] == "another text; a.csv:2 counts (the last by submission time)"


def test_times_of_two_forms_leave_it_to_the_order(table):
    headers = ("candidate_id", "item_id", "answer", "Timestamp")
    table.add(
        ("A", "一/1", CALL, "2026/11/21 9:30:05"), ("A", "一/1", SORRY, "yesterday"),
        headers=headers,
    ).grade(duplicates="last")  # fmt: skip
    assert table.texts()["A", "一/1"] == SORRY
    assert any("the last by order counts" in note for note in table.notes)


def test_form_handed_in_again_replaces_item_by_item_and_erases_nothing(table):
    """A second form with an item left empty keeps the first form's answer to it."""
    table.add(
        ("A", SORRY, "", SORRY), ("A", CALL, CALL, ""), headers=("考生编号", "一/1", "一/2", "一/3")
    ).grade(duplicates="last")
    texts = table.texts()
    assert [texts["A", item] for item in ("一/1", "一/2", "一/3")] == [CALL, CALL, SORRY]
    assert [each for each in table.states() if each[2] == "duplicate"] == [
        ("2", "一/1", "duplicate", "another text; a.csv:3 counts (the last by order)"),
        ("2", "一/2", "duplicate", "left empty; a.csv:3 counts"),
        ("3", "一/3", "duplicate", "left empty; a.csv:2 counts"),
    ]


def test_submissions_in_different_files_are_one_candidate_s(table):
    table.add(("A", "一/1", SORRY)).add(("A", "一/1", CALL), name="b.csv").grade(duplicates="last")
    rows = {row["file"]: (row["state"], row["reason"]) for row in table.read("intake.csv")}
    assert rows["a.csv"] == ("duplicate", "another text; b.csv:2 counts (the last by order)")
    assert rows["b.csv"][0] == "graded"


def test_person_is_asked_once_with_examples_of_both_texts(table):
    asked = []

    def choose(contest):
        asked.append(contest)
        return "first"

    many = [(f"C{n}", "一/1", text) for n in range(7) for text in (SORRY, CALL)]
    table.add(*many).grade(choose=choose)
    [contest] = asked
    assert (contest.total, len(contest.examples)) == (7, 5)
    assert [(str(each.place), each.text) for each in contest.examples[0]] == [
        ("a.csv:2", SORRY), ("a.csv:3", CALL)
    ]  # fmt: skip
    assert set(table.texts().values()) == {SORRY}


def test_person_who_says_stop_leaves_nothing_behind(table):
    with pytest.raises(InputError, match="stopped before anything was sent"):
        table.add(*TWICE).grade(choose=lambda _: None)
    assert [each.name for each in (table.folder / "out").iterdir()] == [".grader.lock"]


def test_person_is_not_asked_where_other_rows_end_the_run_anyway(table):
    def choose(_):
        raise AssertionError("asked in vain")

    with pytest.raises(AnswersError) as raised:
        table.add(*TWICE, (" ", "一/1", CALL)).grade(choose=choose)
    assert raised.value.total == 2


def test_files_of_one_name_keep_their_rows_apart(table):
    table.add(("A", "一/1", SORRY), name="x/a.csv").add(("B", "一/1", CALL), name="y/a.csv").grade()
    assert {row["file"]: row["candidate_id"] for row in table.read("intake.csv")} == {
        "x/a.csv": "A", "y/a.csv": "B"
    }  # fmt: skip


def test_file_given_twice_is_accounted_for_twice(table):
    table.add(("A", "一/1", SORRY))
    table.files *= 2
    table.grade()
    assert [(row["file"], row["state"]) for row in table.read("intake.csv")] == [
        ("a.csv", "graded"), ("a.csv (2)", "duplicate")
    ]  # fmt: skip
