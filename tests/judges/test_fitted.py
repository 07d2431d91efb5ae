"""What the small model learns, and what it may say of answers it has learnt from."""

from decimal import Decimal

import numpy as np
import pytest

from grader.judges.fitted import FittedJudge
from grader.judges.fitted.lesson import Lesson, shared_out
from grader.records import Answer, Criterion, Item, Level, MarkedAnswer, Text
from grader.text import numbered

GOOD, BAD = "我会先查订单流水，再给客户回电话。", "请客户再等等，这事不归我管。"


def criterion(name="a", levels=3):
    steps = tuple(Level(points=Decimal(n), description=Text(f"第{n}级")) for n in range(levels))
    return Criterion(id=name, points=Decimal(levels - 1), dimension="process",
                     description=Text("写出查什么"), levels=steps)  # fmt: skip


@pytest.fixture
def item():
    def made(*criteria):
        points = sum(each.points for each in criteria)
        return Item(id="1", text=Text("怎么办？"), points=points, criteria=criteria)

    return made


def marked(number, text, level, name="a"):
    answer = Answer(candidate_id=f"c{number}", item_id="1", text=f"{text}第{number}次。")
    return MarkedAnswer(answer=answer, points=Decimal(level), levels=((name, level),))


def several(count=30):
    return [marked(n, GOOD if n % 2 else BAD, 2 if n % 2 else 0) for n in range(count)]


def levels(lesson, text):
    return dict(lesson.estimate(text, numbered(text)).levels)


def test_new_answers_get_the_level_of_those_they_are_like(item):
    lesson = Lesson(item(criterion()), "zh", several())
    assert levels(lesson, GOOD + "完毕。") == {"a": 2}
    assert levels(lesson, BAD + "完毕。") == {"a": 0}


def test_answer_that_was_learnt_from_is_foretold_without_itself(item):
    """One good answer was marked down: a model that had seen it would know."""
    odd = marked(99, GOOD, 0)
    lesson = Lesson(item(criterion()), "zh", [*several(), odd])
    assert levels(lesson, odd.answer.text) == {"a": 2}


def test_equal_texts_are_never_on_both_sides_of_a_fold(item):
    """Marks drawn by chance, each text twice: nothing to learn but the texts themselves."""
    chance = np.random.default_rng(1)
    texts = ["".join(chr(0x4E00 + each) for each in chance.integers(0, 900, 30)) for _ in range(60)]
    marks = chance.integers(0, 3, 60)
    twice = [marked(0, text, int(level)) for text, level in zip(texts, marks, strict=True)] * 2
    learnt = Lesson(item(criterion()), "zh", twice).learnt
    given, foretold = np.array(learnt.given["a"]), np.array(learnt.foretold["a"])
    assert np.mean(given == foretold) < 0.6


def test_one_and_the_same_level_is_learnt_as_it_is(item):
    lesson = Lesson(item(criterion()), "zh", [marked(n, GOOD, 1) for n in range(30)])
    assert levels(lesson, BAD) == {"a": 1}


def test_sentences_named_are_those_that_count(item):
    lesson = Lesson(item(criterion()), "zh", several())
    text = "今天天气很好呀。" + GOOD + "祝您愉快哦。"
    assert lesson.best_lines(text, numbered(text), 1) == [[2]]


def test_fewer_than_25_different_texts_teach_nothing(item):
    judge = FittedJudge()
    same = [marked(0, BAD, 2)] * 40
    assert judge.learn({"1": item(criterion())}, {"1": [*several(24), *same]}, "zh") == ()
    assert judge.learn({"1": item(criterion())}, {"1": several(25)}, "zh") != ()


def test_identity_tells_what_was_learnt_from(item):
    one, other = FittedJudge(), FittedJudge()
    for judge, count in ((one, 30), (other, 31)):
        judge.learn({"1": item(criterion())}, {"1": several(count)}, "zh")
    assert one.identity != other.identity


@pytest.mark.parametrize(
    ("points", "levels"),
    [(0, [0, 0]), (1, [1, 0]), (2, [1, 1]), (5, [3, 2]), (6, [3, 3]), (9, [3, 3])],
)
def test_points_of_an_item_are_shared_out_evenly(item, points, levels):
    both = item(criterion("a", 4), criterion("b", 4))
    assert shared_out(both, Decimal(points)) == levels
