"""A letter holds what its reader may know and can use; nobody gets half of one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.core.letter import letter, why_no_letter
from grader.records import Answer, Mark, Rating, Text

REFERENCE = "我先亲自回电听客户把经过讲完，再调出订单和运输轨迹。"
INSTRUCTIONS = "你是一名客服面试的评分员，只依据下面的评分标准评一份书面回答。"


@pytest.fixture
def rubric(make_rubric):
    made = make_rubric()
    item = replace(next(made.items), reference=Text(zh=REFERENCE))
    return replace(made, sections=(replace(made.sections[0], items=(item,)),), by_id={})


@pytest.fixture
def person(rubric):
    """Somebody whose one answer was rated with these levels and remarks."""

    def make(*levels, strengths=(), improvements=(), rater="openai:m", rubric=rubric, items=("1",)):
        pairs = []
        for item_id in items:
            item = replace(next(rubric.items), id=item_id)
            marks = tuple(
                Mark(criterion_id=each.id, level=level, points=item.worth(each, level),
                     max_points=each.points)
                for each, level in zip(item.criteria, levels, strict=True)
            )  # fmt: skip
            rating = Rating(rater=rater, marks=marks, strengths=strengths,
                            improvements=improvements)  # fmt: skip
            answer = Answer(candidate_id="甲", item_id=item_id, text="我会先听客户说完。")
            pairs.append((item, settle_rating(answer, item, rating)))
        return aggregate("甲", pairs)

    return make


def written(person, rubric, *, use="practice", language="zh"):
    return letter(person, replace(rubric, use=use), language, instructions=INSTRUCTIONS)


def texts(remarks):
    return [each.text for each in remarks]


def test_letter_tells_points_of_points_by_dimension(person, rubric):
    made = written(person(2, 1), rubric)
    assert (made.total, made.max_total, made.answered, made.asked) == (3, 4, 1, 1)
    [part] = made.parts
    assert (part.dimension, part.points, part.max_points, part.criteria) == ("empathy", 3, 4, 2)


@pytest.mark.parametrize(
    ("status", "reason", "why"),
    [
        ("held", "attachment", "held"),
        ("unscored", "unreachable", "unscored"),
        ("not_answered", "", "not_answered"),
        ("gated", "empty", "gated"),
    ],
)
def test_nobody_with_an_open_or_no_rated_answer_gets_a_letter(rubric, status, reason, why):
    item = next(rubric.items)
    answer = Answer(candidate_id="甲", item_id="1", text=None if status == "not_answered" else "x")
    assert why_no_letter(
        aggregate("甲", [(item, settle_unrated(answer, item, status, reason))])
    ) == why  # fmt: skip


def test_one_open_answer_among_rated_ones_means_no_letter(person, rubric):
    settled = person(2, 2)
    item = replace(next(rubric.items), id="2")
    answer = Answer(candidate_id="甲", item_id="2", text="见附件")
    open_ = [(item, settle_unrated(answer, item, status, "attachment"))
             for status in ("held", "unscored")]  # fmt: skip
    assert why_no_letter(aggregate("甲", [*settled.scored, *open_])) == "held;unscored"
    assert why_no_letter(settled) == ""


def test_a_question_left_out_is_told_and_costs_no_letter(person, rubric):
    item = replace(next(rubric.items), id="2")
    absent = settle_unrated(Answer(candidate_id="甲", item_id="2", text=None), item, "not_answered")
    both = aggregate("甲", [*person(2, 2).scored, (item, absent)])
    assert why_no_letter(both) == ""
    made = written(both, rubric)
    assert (made.answered, made.asked, made.total, made.max_total) == (1, 2, 4, 8)


@pytest.mark.parametrize(
    "leak",
    [
        f"建议写：{REFERENCE}",
        "建议写：听客户把经过讲完再调出订单",
        "听客户\u200b把经过，讲完——再调出 订单",
        "你是一名客服面试的评分员",
        "与参考答案相比还差一步",
        "这位考生不合格",
        "建议录用",
        "比其他考生写得好",
        "排名靠前",
        "详见 https://evil.example",
        "请写信到 a@evil.example",
        "Better than other candidates",
        "You should be hired",
        "   ",
    ],
)
@pytest.mark.parametrize("use", ["practice", "selection"])
def test_what_is_not_for_the_candidate_is_left_out(person, rubric, leak, use):
    made = written(person(1, 1, strengths=(leak,), improvements=(leak,)), rubric, use=use)
    assert leak not in texts(made.strengths + made.improvements)
    assert made.improvements, "and something stands in its place"


@pytest.mark.parametrize(
    "leak", ["先安抚客户的情绪，认真倾听", "核对订单并给出解决方案才好", "要核对订单并给出解决方案"]
)
def test_criteria_are_told_in_practice_and_not_in_selection(person, rubric, leak):
    rated = person(0, 2, strengths=(leak,), improvements=(leak,))
    assert leak in texts(written(rated, rubric).improvements)
    made = written(rated, rubric, use="selection")
    assert {each.kind for each in made.strengths + made.improvements} == {"dimension"}


def test_selection_keeps_short_criteria_and_labels_back(person, make_rubric):
    rubric = make_rubric(label=Text(zh="语言规范", en="plain words"))
    for language, leak in (("zh", "注意语言规范"), ("en", "Use plain words")):
        rated = person(0, 2, improvements=(leak,), rubric=rubric)
        assert leak in texts(written(rated, rubric, language=language).improvements)
        made = written(rated, rubric, use="selection", language=language)
        assert leak not in texts(made.improvements)


def test_remarks_in_another_language_than_the_letter_are_left_out(person, rubric):
    rated = person(0, 1, improvements=("写明几点前回电", "Say when you will call back"))
    made = {
        language: texts(written(rated, rubric, use="selection", language=language).improvements)
        for language in ("zh", "en")
    }
    assert made == {"zh": ["写明几点前回电"], "en": ["Say when you will call back"]}


def test_a_criterion_that_repeats_the_reference_is_no_hint(person, make_rubric):
    rubric = make_rubric(description=Text(zh=REFERENCE))
    item = replace(next(rubric.items), reference=Text(zh=REFERENCE))
    rubric = replace(rubric, sections=(replace(rubric.sections[0], items=(item,)),), by_id={})
    made = written(person(0, 0, rubric=rubric), rubric)
    assert {each.kind for each in made.improvements} == {"dimension"}


def test_at_most_three_of_each_and_every_question_has_a_turn(person, rubric):
    remarks = tuple(f"可以把第{n}件事写得更具体一些" for n in range(3))
    made = written(person(1, 1, improvements=remarks, items=("1", "2", "3")), rubric)
    assert len(made.improvements) == 3
    assert len(set(texts(made.improvements))) == 3


def test_remarks_of_the_weakest_answers_come_first(person, rubric):
    strong, weak = person(2, 2, items=("1",)), person(0, 1, items=("2",))
    both = aggregate("甲", [*strong.scored, *weak.scored])
    pairs = []
    for item, score in both.scored:
        told = replace(
            score.rating, strengths=(f"好在{item.id}",), improvements=(f"补充{item.id}",)
        )
        pairs.append((item, replace(score, rating=told)))
    made = written(aggregate("甲", pairs), rubric, use="selection")
    assert texts(made.improvements) == ["补充2", "补充1"]
    assert texts(made.strengths) == ["好在1", "好在2"]


def test_without_a_usable_remark_the_dimension_stands_in(person, rubric):
    full = written(person(2, 2), rubric, use="selection")
    assert ([each.kind for each in full.strengths], full.improvements) == (["dimension"], ())
    none = written(person(0, 0), rubric, use="selection")
    assert (none.strengths, [each.kind for each in none.improvements]) == ((), ["dimension"])


def test_a_very_long_remark_is_cut(person, rubric):
    made = written(person(1, 1, improvements=("长" * 100_000,)), rubric, use="selection")
    [remark] = made.improvements
    assert len(remark.text) == 300
    assert remark.text.endswith("…")


def test_share_of_nothing_is_nothing(person, rubric):
    [part] = written(person(0, 0), rubric).parts
    assert (part.share, replace(part, max_points=Decimal(0)).share) == (0, 0)
