"""Which marked answers become examples."""

from decimal import Decimal
from itertools import permutations

from grader.core.anchors import choose_anchors
from grader.records import Answer, MarkedAnswer


def marked(points, text=None, levels=(("a", 1),)):
    answer = Answer(candidate_id="c", item_id="1", text=text or f"第{points}个答案说了这些话")
    return MarkedAnswer(answer=answer, points=Decimal(points), levels=levels)


def chosen(*answers):
    return [int(each.points) for each in choose_anchors(answers)[0]]


def test_three_are_the_ends_and_what_is_nearest_the_middle():
    assert chosen(*map(marked, (9, 1, 2, 6, 10, 3))) == [1, 6, 10]


def test_those_with_equal_points_are_shown_once():
    same = [marked(3, text) for text in ("说法一是这样的", "说法二是那样的", "说法三又不一样")]
    found, left = choose_anchors(same)
    assert (len(found), left["alike"]) == (1, 2)


def test_order_of_the_file_makes_no_difference():
    answers = [
        marked(points, text)
        for points, text in ((1, "甲说"), (1, "乙说"), (4, "丙说"), (5, "丁说"), (5, "戊说"))
    ]
    made = {
        tuple(each.answer.text for each in choose_anchors(some)[0])
        for some in permutations(answers)
    }
    assert len(made) == 1


def test_long_ones_and_those_marked_as_a_whole_are_left_out():
    long = marked(2, "字" * 601)
    fits = marked(3, "字" * 600)
    words = marked(4, "word " * 300)
    found, left = choose_anchors([long, fits, words, marked(5, levels=())])
    assert [int(each.points) for each in found] == [3, 4]
    assert (left["long"], left["whole"]) == (1, 1)
