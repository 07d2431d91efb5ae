"""Replies recorded in a file, given back."""

import json

import pytest

from grader import InputError, ReplayJudge, grade
from grader.errors import AnswerRefused
from grader.records import Answer
from grader.testing.replies import rating_content


@pytest.fixture
def record(tmp_path):
    """Writes lines of a recording and opens it."""

    def written(*lines, encoding="utf-8"):
        path = tmp_path / "replies.jsonl"
        texts = [
            line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
            for line in lines
        ]
        path.write_text("\n".join(texts), encoding=encoding)
        return ReplayJudge(path)

    return written


def test_reply_is_found_by_candidate_and_item(ask, record):
    judge = record({"candidate_id": "c1", "item_id": "1", "reply": "first"},
                   {"candidate_id": "c2", "item_id": "1", "reply": "second"})  # fmt: skip
    reply = ask(judge)
    assert (reply.text, reply.ended, reply.model) == ("first", "stop", "replay")


def test_reply_is_found_by_the_answers_text(ask, record, task):
    judge = record({"item_id": "1", "answer": task.answer.text, "reply": "by text", "model": "m"})
    assert (ask(judge).text, ask(judge).model) == ("by text", "m")


def test_candidate_goes_before_text(ask, record, task):
    judge = record({"item_id": "1", "answer": task.answer.text, "reply": "by text"},
                   {"candidate_id": "c1", "item_id": "1", "reply": "by id"})  # fmt: skip
    assert ask(judge).text == "by id"


def test_reply_of_another_item_is_not_given(ask, record):
    error = ask(record({"candidate_id": "c1", "item_id": "2", "reply": "x"}))
    assert (type(error), error.reason) == (AnswerRefused, "not_reached")
    assert "no reply recorded for 'c1', item '1'" in str(error)


def test_object_becomes_its_text(ask, record):
    judge = record({"candidate_id": "c1", "item_id": "1", "reply": {"等级": 1}})
    assert json.loads(ask(judge).text) == {"等级": 1}


def test_numbers_for_ids_are_text(ask, record, make_task):
    judge = record({"candidate_id": 1, "item_id": 1, "reply": "x"})
    task = make_task()
    answer = Answer(candidate_id="1", item_id="1", text=task.answer.text)
    named = type(task)(key="k", prompt=task.prompt, answer=answer, lines=task.lines)
    assert ask(judge, named).text == "x"


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x0c"])
def test_characters_that_look_like_line_ends_stay_in_the_reply(ask, record, mark):
    text = f"前{mark}后"
    assert ask(record({"candidate_id": "c1", "item_id": "1", "reply": text})).text == text


def test_mark_at_the_beginning_and_blank_lines_are_passed_over(ask, record):
    line = {"candidate_id": "c1", "item_id": "1", "reply": "x"}
    assert ask(record("", line, "  ", encoding="utf-8-sig")).text == "x"


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "1", '"text"', "null", '{"item_id": "1", "reply": "x"}',
     '{"candidate_id": "c1", "reply": "x"}', '{"candidate_id": "c1", "item_id": "1"}'],
)  # fmt: skip
def test_line_of_another_form_is_told_with_its_number(record, line):
    good = {"candidate_id": "c1", "item_id": "1", "reply": "x"}
    with pytest.raises(InputError, match=r"replies\.jsonl:2: not a recorded reply; each line is"):
        record(good, line)


def test_file_that_is_not_there_names_the_option(tmp_path):
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read .*--replay"):
        ReplayJudge(tmp_path / "none.jsonl")


def test_identity_follows_the_content(record):
    """Another recording is another judge: what the first said must not stand for the second."""
    line = {"candidate_id": "c1", "item_id": "1", "reply": "x"}
    first, again = record(line).identity, record(line).identity
    assert first == again
    assert record({**line, "reply": "y"}).identity != first


def test_recorded_rating_is_graded_like_a_fresh_one(record, make_rubric, task, request):
    rubric = make_rubric()
    user = "\n".join(f"[{n}] {line.text}" for n, line in enumerate(task.lines, start=1))
    fence = "answer-0123456789abcdef"
    schema = {"type": "json_schema", "json_schema": {"schema": task.prompt.schema}}
    body = {"messages": [{"role": "user", "content": f"<{fence}>\n{user}\n</{fence}>"}],
            "response_format": schema}  # fmt: skip
    judge = record({"candidate_id": "c1", "item_id": "1", "reply": rating_content(body)})
    [score] = grade([task.answer], rubric, judge=judge)
    assert (score.status, score.points, score.rater) == ("graded", 4, "replay")
