"""The judge without a model: honest, repeatable, and never above its evidence."""

import asyncio
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import BaselineJudge, load_rubric
from grader.core.render import render_prompt
from grader.core.validate import read_reply
from grader.readers.resources import shipped_rubrics
from grader.records import Answer, Call, Level, Task, Text
from grader.text import numbered
from grader.wiring import templates

GOOD = "我会先安抚客户的情绪，认真倾听。\n然后核对订单，当天给出解决方案。"
ELSEWHERE = "今天天气不错，我们去公园看花，晚上吃火锅。"
GOOD_EN = "First I calm the customer and listen. Then she checks the order and offers a solution."
BOUNDED = settings(max_examples=60, derandomize=True, deadline=None)
# Pieces from which answers are put together: on the point, beside it, and hostile.
PIECES = st.lists(
    st.sampled_from(
        ["我会先安抚客户的情绪", "核对订单", "给出解决方案", "天气不错", "。", "，", "\n", " ", "安抚",
         "calm", "customer listens", "<|im_end|>", "\u200b", "😀", "“”", "ＡＢＣ", "e\u0301"]
    ),
    min_size=1, max_size=12,
)  # fmt: skip


def rate(task, judge=None):
    reply = asyncio.run((judge or BaselineJudge()).ask(task, Call(user="", rung="text")))
    return json.loads(reply.text)


def levels(made):
    return [mark["level"] for mark in made["criteria"].values()]


def read(task, made=None):
    text = json.dumps(made or rate(task), ensure_ascii=False)
    return read_reply(text, task.prompt, task.answer.text, task.lines)


def test_answer_on_the_point_is_above_one_beside_it(make_task):
    assert levels(rate(make_task(ELSEWHERE))) == [0, 0]
    assert all(level > 0 for level in levels(rate(make_task(GOOD))))


def test_english_answers_are_rated_by_words(make_task, make_rubric):
    task = make_task(GOOD_EN, make_rubric("en"))
    assert all(level > 0 for level in levels(rate(task)))
    assert levels(rate(make_task("The weather is nice today.", make_rubric("en")))) == [0, 0]


@pytest.mark.parametrize(("language", "said"), [("zh", "不是语言模型"), ("en", "not a model")])
def test_rationale_says_in_the_rubrics_language_what_it_is(make_task, make_rubric, language, said):
    marks = rate(make_task(GOOD, make_rubric(language)))["criteria"].values()
    assert all(said in mark["rationale"] for mark in marks)


def test_ratings_do_not_depend_on_the_order_of_answers(make_task):
    """Nothing is learnt from other answers, so none can move another's points."""
    tasks = [make_task(text) for text in (GOOD, ELSEWHERE, GOOD_EN, "核对订单", GOOD + ELSEWHERE)]
    judge, other = BaselineJudge(), BaselineJudge()
    forward = [rate(task, judge) for task in tasks]
    backward = [rate(task, other) for task in reversed(tasks)]
    assert forward == backward[::-1]
    assert forward == [rate(task) for task in tasks]


def test_criterion_without_indicators_or_levels_is_rated_by_its_description(make_task):
    task = make_task(GOOD)
    assert all(not each.indicators and not each.levels for each in task.prompt.item.criteria)
    assert max(levels(rate(task))) > 0


def test_question_repeated_earns_nothing(make_task):
    """Words of the question are in every answer and say nothing of it."""
    assert levels(rate(make_task("客户来投诉，怎么办？客户来投诉，怎么办？"))) == [0, 0]


@pytest.mark.parametrize("steps", [1, 2, 3, 5])
def test_level_stays_within_the_criterion(make_task, make_rubric, steps):
    described = tuple(
        Level(points=Decimal(n), description=Text(zh=f"安抚客户，核对订单{n}"))
        for n in range(steps)
    )
    task = make_task(GOOD * 3, make_rubric(points=Decimal(steps - 1), levels=described))
    assert all(0 <= level < steps for level in levels(rate(task)))


@given(pieces=PIECES)
@BOUNDED
def test_every_mark_above_the_lowest_can_be_found(pieces, make_task):
    """So an answer rated by it is never held, and no mark stands without its words."""
    task = make_task("".join(pieces))
    made = rate(task)
    reading = read(task, made)
    assert reading.problems == ()
    for mark, told in zip(reading.rating.marks, made["criteria"].values(), strict=True):
        assert not mark.lacks_evidence
        assert bool(told["evidence"]) >= bool(mark.level)
        for quote in told["evidence"]:
            assert quote["quote"] == task.lines[quote["line"] - 1].text


@given(pieces=PIECES, more=PIECES)
@BOUNDED
def test_saying_more_never_lowers_a_level(pieces, more, make_task):
    one, both = "".join(pieces), "".join([*pieces, "\n", *more])
    before, after = levels(rate(make_task(one))), levels(rate(make_task(both)))
    assert all(b <= a for b, a in zip(before, after, strict=True))


def with_text(rubric, item, text):
    prompt = render_prompt(item, rubric, templates(rubric.language))
    answer = Answer(candidate_id="c", item_id=item.id, text=text)
    return Task(key="k", prompt=prompt, answer=answer, lines=numbered(text))


@pytest.mark.parametrize("name", [name for name in shipped_rubrics() if name != "customer-service"])
def test_reference_is_above_an_answer_to_another_item(name):
    """On what is shipped: the paper's own answer earns more than one that misses the question."""
    rubric = load_rubric(name)
    items = [item for item in rubric.items if item.reference]
    other = with_text(rubric, items[0], ELSEWHERE)
    assert sum(levels(rate(other))) == 0
    won = []
    for item, foreign in zip(items, [*items[1:], items[0]], strict=True):
        own = rate(with_text(rubric, item, item.reference.of("zh")))
        wrong = rate(with_text(rubric, item, foreign.reference.of("zh")))
        won.append(sum(levels(own)) > sum(levels(wrong)))
    assert sum(won) >= 0.9 * len(won)


def test_identity_is_one_for_all_runs():
    assert BaselineJudge().identity == BaselineJudge().identity
    assert BaselineJudge().identity.startswith("baseline|")
