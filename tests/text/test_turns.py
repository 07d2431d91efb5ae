"""Transcripts: whose words are whose, and that ordinary answers are none."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text.turns import candidate_spans, candidate_words, read_turns


def said(text):
    spans = candidate_spans(text)
    return None if spans is None else [text[start:end] for start, end in spans]


TRANSCRIPTS = {
    "colons": "面试官：客户骂人怎么办？\n考生：我先道歉，再核对订单。\n面试官：还有吗？\n考生：当天回访。",
    "我": "面试官: 客户骂人怎么办？\n我: 我先道歉，再核对订单。\n面试官: 还有吗？\n我: 当天回访。",
    "times before": "[00:12] 面试官：客户骂人怎么办？\n[00:20] 应聘者：我先道歉，再核对订单。\n"
    "[00:31] 面试官：还有吗？\n[00:33] 应聘者：当天回访。",
    "times behind": "面试官 00:12\n客户骂人怎么办？\n候选人 00:20\n我先道歉，再核对订单。\n"
    "面试官 00:31\n还有吗？\n候选人 01:02:33\n当天回访。",
    "times in brackets": "考官（00:12）：客户骂人怎么办？\n考生（00:20）：我先道歉，再核对订单。\n"
    "考官（00:31）：还有吗？\n考生（00:33）：当天回访。",
    "several ask": "面试官1：客户骂人怎么办？\n考生：我先道歉，再核对订单。\n面试官2：还有吗？\n考生：当天回访。",
    "names in brackets": "面试官（李）：客户骂人怎么办？\n候选人（王）：我先道歉，再核对订单。\n"
    "面试官（李）：还有吗？\n候选人（王）：当天回访。",
    "no line breaks": "面试官：客户骂人怎么办？ 考生：我先道歉，再核对订单。 面试官：还有吗？考生：当天回访。",
    "title above": "一面记录 2026-11-21\n\n面试官：客户骂人怎么办？\n考生：我先道歉，再核对订单。\n"
    "HR：还有吗？\n考生：当天回访。\n",
    "crlf": "面试官：客户骂人怎么办？\r\n考生：我先道歉，再核对订单。\r\n面试官：还有吗？\r\n考生：当天回访。\r\n",
    "subtitles": "1\n00:00:01,000 --> 00:00:04,000\n面试官：客户骂人怎么办？\n\n"
    "2\n00:00:05,000 --> 00:00:09,000\n考生：我先道歉，再核对订单。\n\n"
    "3\n00:00:10,000 --> 00:00:12,000\n面试官：还有吗？\n\n"
    "4\n00:00:13,000 --> 00:00:15,000\n考生：当天回访。\n",
    "webvtt": "WEBVTT\n\n00:01.000 --> 00:04.000\n<v 面试官>客户骂人怎么办？</v>\n\n"
    "00:05.000 --> 00:09.000\n<v 考生>我先道歉，再核对订单。</v>\n\n00:10.000 --> 00:12.000\n"
    "<v 面试官>还有吗？</v>\n\n00:13.000 --> 00:15.000\n<v 考生>当天回访。</v>\n",
    "bold": "**面试官：** 客户骂人怎么办？\n**考生：** 我先道歉，再核对订单。\n"
    "**面试官：** 还有吗？\n**考生：** 当天回访。",
}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_only_the_candidate_s_turns_are_the_candidate_s(name):
    text = TRANSCRIPTS[name]
    assert said(text) == ["我先道歉，再核对订单。", "当天回访。"]
    turns = read_turns(text)
    assert turns.is_sure
    assert sum(end - start for start, end in turns.candidate + turns.others) <= len(text)


NAMELESS_SUBTITLES = """1
00:00:12,000 --> 00:00:15,000
Speaker 1: 客户骂人怎么办？

2
00:00:20,000 --> 00:00:29,000
Speaker 2: 我先道歉，再核对订单，当天回访客户。
"""
ENGLISH = """Interviewer: A customer shouts at you. What do you do?
Candidate: I say sorry first.
Then I check the order.
Interviewer: And then?
Candidate: I call back the same day."""


def test_english_transcripts_and_turns_of_several_lines_are_read():
    assert said(ENGLISH) == [
        "I say sorry first.\nThen I check the order.", "I call back the same day."
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "说话人1 00:12\n客户骂人怎么办？\n说话人2 00:20\n我先道歉，再核对订单，当天回访客户。",
        "发言人 1 00:12\n客户骂人怎么办？\n发言人 2 00:20\n我先道歉，再核对订单，当天回访客户。",
        "[00:12] Speaker 1: 客户骂人怎么办？\n[00:20] Speaker 2: 我先道歉，再核对订单，当天回访客户。",
        "SPEAKER_00 [00:12]: 客户骂人怎么办？\nSPEAKER_01 [00:20]: 我先道歉，再核对订单，当天回访客户。",
        NAMELESS_SUBTITLES,
    ],
)
def test_of_nameless_speakers_who_says_most_is_taken_unsurely(text):
    assert said(text) == ["我先道歉，再核对订单，当天回访客户。"]
    assert not read_turns(text).is_sure


def test_one_other_name_beside_the_interviewer_is_taken_unsurely():
    text = "面试官：怎么办？\n张三：我先道歉。\n面试官：然后呢？\n张三：回访。"
    assert said(text) == ["我先道歉。", "回访。"]
    assert not read_turns(text).is_sure
    assert said("面试官：怎么办？\n张三：我先道歉。\n李四：我也是。") is None


def test_subtitles_without_a_label_go_on_with_who_spoke_last():
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n面试官：怎么办？\n\n2\n00:00:03,000 --> 00:00:04,000\n"
        "考生：我先道歉，\n\n3\n00:00:05,000 --> 00:00:06,000\n再核对订单。\n"
    )
    assert said(text) == ["我先道歉，", "再核对订单。"]


def test_dialogue_told_inside_a_turn_stays_the_candidate_s():
    text = "面试官：演示一下。\n考生：我会这样说。\n客户：我要退票！\n客服：您别急，我来查。\n面试官：好。"
    assert said(text) == ["我会这样说。\n客户：我要退票！\n客服：您别急，我来查。"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "我会先道歉，再核对订单。",
        "客户：我要退票！\n我：您别急，我来查。\n客户：快点！\n我：好的。",
        "客户说：系统坏了。\n我会答：马上处理。",
        "Customer: I want a refund!\nMe: I am sorry, let me check.",
        "我会这样应对：\n1. 道歉\n2. 核对\n时间：12:30 回访",
        "面试官：请介绍一下自己。",
        "面试官：请介绍。\n面试官：请继续。",
        "请面试官：先看我的方案。\n我会道歉。",
        "我想对面试官说：我会先道歉。我：同事们都知道。",
        "说话人1：怎么办？\n说话人2：我先道歉。",
        "Speaker 1: what?\nSpeaker 2: sorry.",
        "我会联系HR：请他协助排班。然后回访客户。",
        "1. 向经理汇报：说明情况\n2. 对客户：先道歉",
        "评委打分：8分\n备注：无",
        "12:30 接到投诉：先道歉\n13:00 回访：确认解决",
    ],
)
def test_ordinary_answers_are_no_transcripts(text):
    assert read_turns(text) is None
    assert candidate_words(text) == text


def test_words_of_a_transcript_are_the_candidate_s_alone():
    assert candidate_words(TRANSCRIPTS["colons"]) == "我先道歉，再核对订单。\n当天回访。"
    assert candidate_words("面试官：怎么办？\n考生：\n面试官：好。") == ""


PARTS = st.sampled_from(
    ["面试官：", "考生：", "我:", "\n", "00:12 ", "[00:12]", "说话人1 ", "Speaker 2", "道歉", "。", " ",
     "1\n00:00:01,000 --> 00:00:02,000\n", "HR:", "<v 面试官>", "\r\n", "🙂", "张三："]
)  # fmt: skip


@settings(derandomize=True, deadline=None)
@given(st.lists(PARTS, max_size=30).map("".join))
def test_spans_are_in_order_apart_and_hold_something(text):
    turns = read_turns(text)
    if turns is None:
        return
    spans = turns.candidate
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    both = sorted(spans + turns.others)
    assert all(one[1] <= other[0] for one, other in pairwise(both))


@pytest.mark.parametrize(
    "piece",
    ["面试官", "面试官：", "00:12 ", "[", "说话人1 ", "面试官 " * 3 + "\n", "考生：\n", " \t", "1\n", "<v ", "**",
     "面试官：\na：\n", "a 00:12\n", "00:12 --> 00:13\n", "说话人1 00:12\n说话人2 00:13\n",
     "a：\n", "（" * 5],
)  # fmt: skip
def test_hostile_texts_are_read_to_the_end(piece):
    text = "面试官：" + piece * (50_000 // len(piece))
    turns = read_turns(text)
    assert turns is None or all(0 <= start <= end <= len(text) for start, end in turns.others)
