"""Answers written up in a document: head, questions and answers under each other."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from ...records import Item
from ...text import fold
from .blocks import OBJECT, PICTURE, Asked, Block, Part, Written
from .headings import CANDIDATE_KEYS, QUESTION, answer_sign, head_pairs, is_answer
from .questions import QUESTION_LINES, Mark, find_questions, is_question_of

_MOST_HEAD, _LONGEST_HEAD = 30, 120
_TITLE = re.compile(r"[^，。；！？,.;!?：:]{1,30}\Z")


def written_answers(blocks: Sequence[Block], asked: Asked, *, is_one: bool = False) -> Written:
    """
    *blocks* taken apart into answers.

    Questions are known by their place in a table, by the text of an item, by numbers that ascend,
    or by a label like 问：; what follows up to the next is the answer, without 答：. What stands
    above the first question and is no head (姓名：…) belongs to nobody and is left out. Where one
    item is asked, or *is_one* says that the text is one answer, numbers are a list inside it.
    """
    body = [block for block in blocks if block.text.strip() or block.is_question]
    marks = find_questions(body, asked, is_one=is_one)
    head, begins = _head(body, marks[0].index if marks else None)
    keys = [key for key in CANDIDATE_KEYS if key in head]
    candidate = head.pop(keys[0]) if keys else ""
    parts = []
    for at, after in zip_longest(marks, marks[1:]):
        inside = body[at.index : after.since if after else len(body)]
        parts.append(_part(inside, at, asked))
    whole = None
    if not parts:
        text = _without_label("\n".join(block.text for block in body[begins:]).strip())
        whole = _made("", "", text, body[begins].row if body[begins:] else 1)
    return Written(candidate=candidate, about=head, parts=tuple(parts), whole=whole)


def _head(blocks: Sequence[Block], first: int | None) -> tuple[dict[str, str], int]:
    """
    What the lines at the top say of the person, and how many those are.

    All above the *first* question may; without one, only what stands together at the very top, for
    an answer may well have a line like 时间：当天.
    """
    found: dict[str, str] = {}
    ends = 0
    for number, block in enumerate(blocks[: _MOST_HEAD if first is None else first]):
        pairs = head_pairs(block.text) if len(block.text) <= _LONGEST_HEAD else {}
        if pairs and not pairs.keys() & found.keys():
            found |= pairs
            ends = number + 1
        elif first is None and (number or not _TITLE.match(block.text)):
            break
    has_title = first is None and ends and not head_pairs(blocks[0].text)
    return ({}, 0) if has_title and not found.keys() & set(CANDIDATE_KEYS) else (found, ends)


def _part(blocks: Sequence[Block], mark: Mark, asked: Asked) -> Part:
    lines = [(blocks[0].text[mark.skip :] if mark.skip >= 0 else "").strip()]
    lines += [block.text for block in blocks[1:]]
    if mark.skip > len(blocks[0].text):
        lines[0] = ""
    text = "\n".join(lines)
    item = next((each for each in asked.items if each.id == mark.item_id), None)
    answered = answer_sign(text)
    if answered and text.count("\n", 0, answered.start("sign")) >= QUESTION_LINES:
        answered = None
    if answered:
        question, answer = text[: answered.start("sign")], _without_label(text[answered.end() :])
    else:
        asks = 0 if mark.skip else 1
        if item and mark.skip:
            asks = int(is_question_of(fold(lines[0]).text, item))
        elif not item and mark.skip and len(lines) > 1:
            asks = 1
        while item and asks and asks < len(lines) and _continues(lines[asks], item):
            asks += 1
        question, answer = "\n".join(lines[:asks]), "\n".join(lines[asks:])
    asking = QUESTION.sub("", question).strip()
    return _made(mark.item_id, asking, answer, blocks[0].row)


def _continues(line: str, item: Item) -> bool:
    """True for a line that is the rest of the question."""
    folded = fold(line).text
    return len(folded) >= 4 and any(
        folded in fold(text).text for text in (item.text.zh, item.text.en)
    )


def _without_label(text: str) -> str:
    return text[sign.end() :] if is_answer(text) and (sign := answer_sign(text)) else text


def _made(item_id: str, question: str, answer: str, row: int) -> Part:
    words = answer.replace(OBJECT, "").strip()
    has_object = OBJECT in answer
    return Part(
        item_id=item_id,
        question=question.replace(OBJECT, "").strip(),
        answer=PICTURE if has_object and not words else words,
        row=row,
        has_object=has_object and bool(words),
    )
