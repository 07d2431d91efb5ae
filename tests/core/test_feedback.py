"""What a rating says to the person who wrote the answer: never the reference."""

import re
from dataclasses import asdict, replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.feedback import feedback
from grader.readers.resources import find_rubric, shipped_rubrics
from grader.readers.rubric_yaml import load_rubric
from grader.records import LANGUAGES, Answer, Evidence, Level, Mark, Rating, Text
from grader.wiring import instructions

ANSWER = Answer(candidate_id="you", item_id="一/1", text="我会先道歉，再核实订单。")
WORDS = Evidence(quote="我会先道歉", start=0, end=5, kind="exact")
RUBRICS = {name: load_rubric(find_rubric(name)) for name in shipped_rubrics()}
ITEMS = [
    pytest.param(name, item, id=f"{name}-{item.id}")
    for name, rubric in RUBRICS.items()
    for item in rubric.items
]


def rate(item, levels, **more):
    marks = tuple(
        Mark(criterion_id=c.id, level=level, points=item.worth(c, level), max_points=c.points,
             evidence=(WORDS,) if level else ())
        for c, level in zip(item.criteria, levels, strict=True)
    )  # fmt: skip
    return settle_rating(ANSWER, item, Rating(rater="r", marks=marks, **more))


@cache
def passages(text):
    """Runs of 12 characters with Chinese among them, and of 8 words; naive on purpose."""
    plain = re.sub(r"[\W_]+", "", text).lower()
    runs = {
        plain[i : i + 12] for i in range(len(plain) - 11) if re.search("[一-鿿]", plain[i : i + 12])
    }
    words = re.findall(r"[a-z0-9]+", text.lower())
    return runs | {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}


def shown(made):
    """Everything a candidate is shown but the question and their own words."""
    points = [*made.hit, *made.missed]
    return [*made.instead, *(each.asks for each in points), *(each.found for each in points)]


@pytest.fixture
def asked(item, criterion):
    return item(
        criterion("calm", 2, levels=(0, 1, 2)),
        criterion("plan", 3, "process", description=Text("写出处理步骤")),
        reference=Text(
            "我先亲自回电听客户把经过讲完再分别道歉",
            "I ring the customer myself and hear the whole story first",
        ),
    )


def secrets(item):
    return "\n".join(item.reference.of(language) for language in LANGUAGES)


def test_feedback_tells_hit_missed_and_what_to_write_instead(asked):
    score = rate(asked, (1, 2), improvements=("写明何时答复客户",))
    made = feedback(score, asked, "zh", secrets=secrets(asked))
    # calm is half reached: hit and missed at once; 1 + 3 of 5 points
    assert [(each.asks, each.found, each.quotes, each.is_full) for each in made.hit] == [
        ("asks for calm", "worth 1", ("我会先道歉",), False),
        ("写出处理步骤", "", ("我会先道歉",), True),
    ]
    assert [each.asks for each in made.missed] == ["asks for calm"]
    assert (made.instead, made.withheld) == (("写明何时答复客户",), 0)
    assert (made.points, made.max_points, made.status) == ("4", "5", "graded")


def test_feedback_on_an_open_answer_tells_a_range(asked):
    made = feedback(settle_unrated(ANSWER, asked, "held", "attachment"), asked, "zh", secrets="")
    assert (made.points, made.reason, made.hit) == ("0–5", "attachment", ())
    assert [each.asks for each in made.missed] == ["asks for calm", "写出处理步骤"]


@pytest.mark.parametrize(
    ("points", "text"),
    [("10", "10"), ("100", "100"), ("2.50", "2.5"), ("0.25", "0.3"), ("0.04", "0")],
)
def test_points_are_plain_with_one_place_at_most(item, criterion, points, text):
    asked = item(criterion("a", points, levels=(0, points)))
    made = feedback(rate(asked, (1,)), asked, "zh", secrets="")
    assert (made.points, made.max_points) == (text, text)


def test_points_of_a_scaled_item_do_not_run_on(item, criterion):
    """4 of 7 marks on an item of 5 are 2.857142…"""
    asked = item(criterion("a", 4), criterion("b", 3), points=5, over="scale")
    assert feedback(rate(asked, (2, 0)), asked, "zh", secrets="").points == "2.9"


LEAKS = {
    "word for word": "可以写：我先亲自回电听客户把经过讲完。",
    "with other marks": "可以写“我先亲自回电——听客户，把经过 讲完”",
    "in the other language": "Write that I ring the CUSTOMER myself, and hear the whole story.",
    "in full width": "可以写：我先亲自回电听客户把经过讲完Ａ",
    "with hidden characters": "可以写：我先亲自\u200b回电听客户\u2060把经过讲完",
}


@pytest.mark.parametrize("how", LEAKS)
def test_improvement_that_quotes_the_reference_is_withheld(asked, how):
    score = rate(asked, (0, 0), improvements=(LEAKS[how], "写明何时答复客户"))
    made = feedback(score, asked, "zh", secrets=secrets(asked))
    assert (made.instead, made.withheld) == (("写明何时答复客户",), 1)


def test_improvement_that_quotes_the_instructions_is_withheld(asked):
    leak = "评分员须知：只点到名词、没有说怎么做，不算做到，所以要写步骤"
    made = feedback(
        rate(asked, (0, 0), improvements=(leak,)), asked, "zh", secrets=instructions("zh")
    )
    assert (made.instead, made.withheld) == ((), 1)


def test_criterion_that_repeats_the_reference_is_called_by_its_label(item, criterion):
    told = Text("先亲自回电听客户把经过讲完再说")
    asked = item(
        criterion("a", label=Text("倾听"), description=told, dimension="other"),
        criterion("b", description=told),
        reference=told,
    )
    made = feedback(rate(asked, (0, 0)), asked, "zh", secrets=secrets(asked))
    assert [each.asks for each in made.missed] == ["倾听", "b"]


def test_level_that_repeats_the_reference_is_left_out(item, criterion):
    level = Level(points=Decimal(0), description=Text("没有先亲自回电听客户把经过讲完"))
    asked = item(criterion("a"), reference=Text("先亲自回电听客户把经过讲完"))
    [only] = asked.criteria
    asked = replace(
        asked,
        criteria=(replace(only, levels=(level, Level(points=Decimal(2), description=Text("有")))),),
    )
    made = feedback(rate(asked, (0,)), asked, "zh", secrets=secrets(asked))
    assert made.missed[0].found == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "item"), ITEMS)
def test_no_shipped_item_gives_its_reference_away(name, item, language):
    """At every level of every criterion, and for a judge that hands the reference on in pieces."""
    hidden = secrets(item)
    sentences = tuple(re.split(r"(?<=[。；;.])", item.reference.of(language)))
    levels = max(len(each.steps) for each in item.criteria)
    for level in range(levels):
        at = [min(level, len(each.steps) - 1) for each in item.criteria]
        score = rate(item, at, improvements=sentences)
        made = feedback(score, item, language, secrets=hidden)
        assert [text for text in shown(made) if passages(text) & passages(hidden)] == []
    unrated = feedback(
        settle_unrated(ANSWER, item, "gated", "empty"), item, language, secrets=hidden
    )
    assert [text for text in shown(unrated) if passages(text) & passages(hidden)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "item"), ITEMS)
def test_every_shipped_criterion_can_be_shown_in_its_own_words(name, item, language):
    """No criterion text, level, label or indicator shares a passage with the reference."""
    hidden = passages(secrets(item))
    for criterion in item.criteria:
        texts = [criterion.description, criterion.label, *criterion.indicators]
        texts += [level.description for level in criterion.levels]
        assert [text.of(language) for text in texts if passages(text.of(language)) & hidden] == []


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.data())
def test_any_improvement_cut_from_the_reference_is_withheld_or_too_short(data):
    item = data.draw(
        st.sampled_from([item for rubric in RUBRICS.values() for item in rubric.items])
    )
    reference = item.reference.of(data.draw(st.sampled_from(LANGUAGES)))
    start = data.draw(st.integers(0, len(reference)))
    cut = reference[start : data.draw(st.integers(start, len(reference)))]
    made = feedback(
        rate(item, [0] * len(item.criteria), improvements=(f"改为{cut}",)),
        item,
        "zh",
        secrets=secrets(item),
    )
    assert bool(made.withheld) is bool(passages(cut) & passages(secrets(item)))


def test_candidates_own_words_are_always_theirs(asked):
    """They wrote what the reference says by themselves: that is what was hit."""
    own = Evidence(quote="我先亲自回电听客户把经过讲完", start=0, end=14, kind="exact")
    mark = Mark(
        criterion_id="calm", level=2, points=Decimal(2), max_points=Decimal(2), evidence=(own,)
    )
    other = Mark(criterion_id="plan", level=0, points=Decimal(0), max_points=Decimal(3))
    score = settle_rating(ANSWER, asked, Rating(rater="r", marks=(mark, other)))
    made = feedback(score, asked, "zh", secrets=secrets(asked))
    assert made.hit[0].quotes == (own.quote,)


def test_rationale_and_strengths_of_the_judge_are_not_passed_on(asked):
    """They are written for the recruiter, about the person."""
    score = rate(asked, (1, 1), strengths=("STRENGTH",))
    assert "STRENGTH" not in str(asdict(feedback(score, asked, "zh", secrets="")))
