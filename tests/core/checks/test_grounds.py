"""What a rating rests on: one short stretch for many criteria, or words that say nothing of them."""

import csv
import re
from pathlib import Path

import pytest

from grader.core.checks import grounds
from grader.records import Evidence, Mark, Rating

EXAMPLES = Path(__file__).parents[3] / "examples"
ABROAD = "昨天傍晚跟朋友们坐地铁去体育馆看了一场篮球比赛，散场又吃火锅，很晚才回宿舍睡觉。"


def rated(item, answer, quotes, *, level=1):
    """*item* rated by the *quotes* of *answer*, one or a list for each criterion."""
    marks = []
    for criterion, each in zip(item.criteria, quotes, strict=True):
        found = [
            Evidence(quote=quote, start=answer.index(quote), end=answer.index(quote) + len(quote), kind="exact")
            for quote in ([each] if isinstance(each, str) else each)
        ]  # fmt: skip
        marks.append(
            Mark(criterion_id=criterion.id, level=level, points=criterion.steps[level],
                 max_points=criterion.points, evidence=tuple(found))
        )  # fmt: skip
    return Rating(rater="openai:m", marks=tuple(marks))


def seen(item, answer, quotes, **options):
    return list(grounds(item, rated(item, answer, quotes, **options), answer))


@pytest.fixture
def item(service):
    return service["一/1"]


ANSWER = "先打电话道歉，承认晚到和敷衍都是我们的错。查清卡在哪一站，请承运商今天补送。签收后第二天回访，写进工单。"


def test_one_short_span_for_every_criterion_is_told(item):
    quote = "先打电话道歉"
    [found] = seen(item, ANSWER, [quote] * len(item.criteria))
    assert (found.flag, found.spans) == ("evidence_shared", ((0, len(quote)),))
    assert found.told == f"{len(item.criteria)} criteria rest on these words alone"


def test_parts_of_one_short_span_count_as_it(item):
    quotes = ["先打电话道歉", "打电话", "道歉", *["回访，写进工单"] * (len(item.criteria) - 3)]
    [found] = [each for each in seen(item, ANSWER, quotes) if each.told.startswith("3")]
    assert ANSWER[slice(*found.spans[0])] == "先打电话道歉"


def test_two_criteria_on_one_span_and_further_words_beside_it_are_fine(item):
    parts = re.split("[，。]", ANSWER)
    shared = [parts[0], parts[0], *parts[1 : len(item.criteria) - 1]]
    assert seen(item, ANSWER, shared) == []
    beside = [[parts[0], each] for each in parts[1 : len(item.criteria) + 1]]
    assert seen(item, ANSWER, beside) == []


def test_one_long_part_of_an_answer_for_all_criteria_is_told(item):
    """Whoever gives each of them the same words has not looked for any."""
    [found] = seen(item, ANSWER * 2, [ANSWER] * len(item.criteria))
    assert (found.flag, found.spans) == ("evidence_shared", ((0, len(ANSWER)),))


def test_a_long_stretch_can_serve_many(item):
    assert len(ANSWER) > 40
    assert seen(item, ANSWER, [ANSWER] * len(item.criteria)) == []


def test_marks_at_the_lowest_level_rest_on_nothing(item):
    assert seen(item, ANSWER, ["先打电话道歉"] * len(item.criteria), level=0) == []


def test_words_that_say_nothing_of_the_criterion_are_told(item):
    answer = ANSWER + ABROAD
    parts = re.split("[，。]", ANSWER)
    quotes = [*parts[: len(item.criteria) - 1], "看了一场篮球比赛"]
    [found] = seen(item, answer, quotes)
    assert found.flag == "evidence_unrelated"
    assert answer[slice(*found.spans[0])] == "看了一场篮球比赛"
    assert found.told == (
        f"the words quoted for criterion {len(item.criteria)} share nothing with what it asks for"
    )


def test_in_english_beginnings_of_words_are_compared(item):
    answer = (
        "I would apologise to the customers at once and check where the parcels are. Yesterday "
        "evening we watched basketball near my cousin's flat, ate noodles, sang and walked home."
    )
    related, foreign = "apologise to the customers", "watched basketball near my cousin's flat"
    assert [each.flag for each in seen(item, answer, [foreign, related, related, foreign])] == [
        "evidence_unrelated", "evidence_unrelated",
    ]  # fmt: skip


def test_a_few_words_are_judged_by_their_sentence(item):
    """因为 by itself shares nothing with any criterion; the sentence around it does."""
    answer = "因为系统里看得到，所以我请承运商查清包裹卡在哪个环节，再打电话给客户道歉并告诉他。"
    assert seen(item, answer, ["因为系统里看得到", "请承运商", "打电话给客户", "告诉他"]) == []


def test_quotes_of_references_are_never_unrelated(shipped):
    """Every sentence of every reference, for every criterion of its item, in both languages."""
    pairs = 0
    for item in shipped:
        for text, gap in ((item.reference.zh, "。！？；"), (item.reference.en, ".!?;")):
            for sentence in filter(None, (each.strip() for each in re.split(f"[{gap}]", text))):
                pairs += len(item.criteria)
                flags = {each.flag for each in seen(item, text, [sentence] * len(item.criteria))}
                assert "evidence_unrelated" not in flags, sentence
    assert pairs > 1_000


def test_honest_sentences_are_rarely_unrelated_even_where_they_are_for_another_criterion(service):
    """Every sentence of 80 honest answers for every criterion: under 5 % have nothing of it."""
    with (EXAMPLES / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if len(row["answer"]) > 10]
    told = pairs = 0
    for row in rows:
        item = service[row["item_id"]]
        for sentence in filter(None, re.split("[。！？；]", row["answer"])):
            found = seen(item, row["answer"], [sentence] * len(item.criteria))
            told += sum(each.flag == "evidence_unrelated" for each in found)
            pairs += len(item.criteria)
    assert pairs > 1_200
    assert told / pairs < 0.05
