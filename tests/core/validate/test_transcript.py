"""Evidence of a transcript is the candidate's words, wherever a quote points."""

import json

import pytest

from grader.core.adjudicate import settle_rating
from grader.core.validate import Haystack, read_reply
from grader.records import Answer
from grader.text import numbered

TEXT = (
    "面试官：客户骂人，你会先道歉再核对订单吗？\n考生：我会先道歉。\n然后核对订单。\n"
    "面试官：当天会回访客户吧？\n考生：会的，第二天回访客户。"
)
HAY = Haystack(TEXT, numbered(TEXT))
LINES = [line.text for line in numbered(TEXT)]


def found(quote, line=0):
    evidence = HAY.find(quote, line)
    return evidence and (TEXT[evidence.start : evidence.end], evidence.kind)


@pytest.mark.parametrize("line", [0, 1, 2, 3])
def test_words_of_the_candidate_are_found_whatever_line_is_named(line):
    assert found("我会先道歉", line) == ("我会先道歉", "exact")


def test_label_and_time_before_a_quote_are_no_part_of_it():
    assert found("考生：我会先道歉。", 2) == ("我会先道歉。", "exact")
    assert found("考生 00:12：我会先道歉。", 2) == ("我会先道歉。", "exact")


@pytest.mark.parametrize(
    "quote",
    [
        "客户骂人，你会先道歉再核对订单吗",
        "当天会回访客户吧",
        "面试官：当天会回访客户吧？",
        "当天 会回访 客户吧",
    ],
)
def test_words_of_the_interviewer_support_nothing(quote):
    for line in range(len(LINES) + 1):
        assert found(quote, line) is None
    assert HAY.is_of_others(quote)


def test_words_that_both_say_are_the_candidate_s():
    """先道歉 stands in the question first."""
    evidence = HAY.find("会先道歉", 1)
    assert evidence.start == TEXT.index("我会先道歉") + 1
    assert not HAY.is_of_others("从没有人说过的话")


def test_quote_over_an_interruption_is_cut_to_one_turn():
    evidence = HAY.find("然后核对订单。会的，第二天回访客户。", 3)
    assert evidence.quote == "会的，第二天回访客户"


def test_ordinary_answer_with_a_dialogue_is_searched_whole():
    text = "客户：我要退票！\n我：您别急，我马上来查。"
    assert Haystack(text, numbered(text)).find("客户：我要退票", 1).quote == "客户：我要退票"


def score_of(quote, prompt, criterion):
    asked = prompt(criterion("a"))
    marks = {"a": {"evidence": [{"line": 1, "quote": quote}], "rationale": "", "level": 2}}
    reply = {"criteria": marks, "critical": [], "strengths": [], "improvements": [],
             "addresses_grader": False}  # fmt: skip
    reading = read_reply(json.dumps(reply), asked, TEXT, numbered(TEXT), rater="openai:m")
    answer = Answer(candidate_id="A", item_id="一/1", text=TEXT)
    return reading, settle_rating(answer, asked.item, reading.rating)


def test_mark_on_the_interviewer_s_words_is_held_and_says_so(prompt, criterion):
    reading, score = score_of("当天会回访客户吧", prompt, criterion)
    assert [problem.code for problem in reading.problems] == ["quote_missing"]
    assert (score.status, score.reason) == ("held", "evidence")
    assert score.flags == ("evidence_missing", "interviewer_quoted", "transcript")


def test_mark_on_the_candidate_s_words_stands_with_the_flag_of_a_transcript(prompt, criterion):
    _, score = score_of("第二天回访客户", prompt, criterion)
    assert (score.status, score.flags) == ("graded", ("transcript",))
