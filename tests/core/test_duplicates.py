"""Which of several submissions counts, and whether their times say which came later."""

import pytest

from grader.core.duplicates import Clock, all_texts, chosen, is_contested, reason_beside
from grader.records import Answer, Place


def submitted(text, row, at=""):
    place = Place(file="a.csv", row=row)
    return Answer(candidate_id="c", item_id="1", text=text, place=place, submitted=at)


def clock(*times):
    made = Clock()
    for each in times:
        made.learn(each)
    return made


def test_order_of_the_input_decides_without_times():
    three = [submitted("甲", 2), submitted("乙", 3), submitted("丙", 4)]
    assert (chosen(three, "first"), chosen(three, "last")) == (0, 2)


@pytest.mark.parametrize("nothing", [None, "", " \n"])
def test_what_is_empty_never_outranks_what_is_written(nothing):
    """A form handed in again with one item left out must not erase the answer to it."""
    two = [submitted("甲", 2), submitted(nothing, 3)]
    assert chosen(two, "last") == 0
    assert chosen(two[::-1], "first") == 1
    assert not is_contested(two)
    assert reason_beside(two[1], two[0], "") == "left empty; a.csv:2 counts"


def test_all_empty_leaves_the_first():
    assert chosen([submitted(None, 2), submitted("", 3)], "last") == 0


def test_text_handed_in_again_after_another_counts_as_last():
    """A, B, A: the last word is A, though it equals the first."""
    three = [submitted("甲", 2), submitted("乙", 3), submitted(" 甲 ", 4)]
    assert chosen(three, "last") == 2
    assert reason_beside(three[0], three[2], "x") == "same text as a.csv:4"
    assert (
        reason_beside(three[1], three[2], "the last") == "another text; a.csv:4 counts (the last)"
    )


def test_equal_texts_are_not_contested():
    assert not is_contested([submitted("甲", 2), submitted("甲\n", 3)])
    assert is_contested([submitted("甲", 2), submitted("乙", 3)])


def test_times_outrank_the_order_of_the_input():
    """Exports list the newest first as often as last."""
    times = "2026-11-21 09:30:05", "2026-11-20 18:00:00"
    two = [submitted("新", 2, times[0]), submitted("旧", 3, times[1])]
    assert chosen(two, "last", clock(*times)) == 0
    assert chosen(two, "first", clock(*times)) == 1


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2026-11-21 09:30", "2026-11-21 10:05"),
        ("2026/11/9 9:30:05", "2026/11/21 8:00:00"),
        ("2026年11月9日 9:30", "2026年11月21日 8:00"),
        ("2026-11-21T09:30:05Z", "2026-11-21T09:30:06Z"),
        ("2026/11/21 上午 9:30:05 GMT+8", "2026/11/21 下午 1:00:00 GMT+8"),
        ("2026/11/21 9:30:05 AM GMT+8", "2026/11/21 12:10:00 PM GMT+8"),
        ("2026/11/21 12:10:05 AM", "2026/11/21 1:00:00 AM"),
        ("11/9/2026 23:30:05", "11/21/2026 8:00:00"),
        ("30/11/2026 23:30", "01/12/2026 08:00"),
    ],
)  # fmt: skip
def test_times_are_read_as_forms_write_them(earlier, later):
    one = clock(earlier, later)
    assert one.is_readable
    assert one.moment(earlier) < one.moment(later)


@pytest.mark.parametrize(
    "times",
    [
        ("2026-11-21 09:30", ""),
        ("2026-11-21 09:30", "昨天"),
        ("2026-11-21 09:30", "2026/11/21 10:30"),
        ("2026-11-21 09:30 GMT+8", "2026-11-21 09:30 GMT+0"),
        ("2026-11-21 09:30", "2026-11-21 09:30 PM"),
        ("3/4/2026 10:00", "5/6/2026 10:00"),
        ("13/14/2026 10:00", "1/2/2026 10:00"),
        ("2026-13-01 10:00", "2026-12-01 10:00"),
        (),
    ],
)
def test_times_in_doubt_are_not_used(times):
    assert not clock(*times).is_readable


def test_all_texts_show_each_text_once_under_its_place():
    given = [submitted("甲", 2), submitted("乙", 3), submitted("甲", 4), submitted(None, 5)]
    assert all_texts(given) == "[a.csv:2]\n甲\n\n[a.csv:3]\n乙"
