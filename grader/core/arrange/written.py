"""Answers written up in a document: head, questions and answers under each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from rapidfuzz import fuzz

from ...records import Item, Rubric
from ...text import fold
from ...text.numbered_answers import find_numbered, is_labelled, label_of
from .headings import CANDIDATE_KEYS, QUESTION, answer_sign, head_pairs, is_answer

# What stands in a block for a picture or an embedded object.
OBJECT = "\ufffc"
PICTURE = "[图片]"
_LEAD = re.compile(
    r"\A[\s\W]*(?:\d{1,3}|第?[一二三四五六七八九十]{1,3})?\s*(?:题|[.．、:：)）/-])*\s*\d*"
)
_FEWEST, _SIMILAR = 8, 88
_ASKS = ("?", "？")
_MOST_HEAD, _LONGEST_HEAD = 30, 120
_TITLE = re.compile(r"[^，。；！？,.;!?：:]{1,30}\Z")
# A question may take a few lines before its answer is marked as such.
_QUESTION_LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a document answers: the items in their order, or one question of an open rubric."""

    items: tuple[Item, ...] = ()
    question: str = ""

    @property
    def ids(self) -> list[str]:
        """The ids of the items."""
        return [item.id for item in self.items]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """
    A line or paragraph; `row` counts from 1.

    `is_question` where its place says so (a cell under 题目), `label` what stands under 题号.
    """

    text: str
    row: int
    is_heading: bool = False
    is_question: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One answer; `has_object` where a picture stands beside its words, which is not read."""

    item_id: str
    question: str
    answer: str
    row: int
    has_object: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a document holds: who wrote it, the parts, and the text if it has no parts."""

    candidate: str = ""
    about: dict[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    whole: Part | None = None


def asked_of(rubric: Rubric, items: Sequence[str] = (), question: str = "") -> Asked:
    """What is asked by *rubric*, of *items* only where there are any."""
    kept = tuple(item for item in rubric.items if not items or item.id in items)
    return Asked(items=kept, question=question)


def written_answers(blocks: Sequence[Block], asked: Asked, *, is_one: bool = False) -> Written:
    """
    *blocks* taken apart into answers.

    Questions are known by their place in a table, by the text of an item, by numbers that ascend,
    or by a label like 问：; what follows up to the next is the answer, without 答：. What stands
    above the first question and is no head (姓名：…) belongs to nobody and is left out. Where one
    item is asked, or *is_one* says that the text is one answer, numbers are a list inside it.
    """
    body = [block for block in blocks if block.text.strip() or block.is_question]
    marks = _with_missed(body, _marks(body, asked, is_one=is_one))
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


@dataclass(frozen=True, slots=True)
class _Mark:
    """
    A block a question begins in, the item it means, and how much of the block is label.

    `above` counts the blocks over it that belong to no answer: the heading of a section.
    """

    index: int
    item_id: str
    skip: int = 0
    above: int = 0

    @property
    def since(self) -> int:
        """The block at which the answer before it ends."""
        return self.index - self.above


def _marks(blocks: Sequence[Block], asked: Asked, *, is_one: bool) -> list[_Mark]:
    is_one = is_one or len(asked.items) == 1 or bool(asked.question)
    by_text = _by_text(blocks, asked)
    numbered = [] if is_one else _by_number(blocks, asked)
    known = {mark.item_id for mark in numbered} & set(asked.ids)
    if any(block.is_question for block in blocks):
        return by_text
    if by_text and len(by_text) >= len(known):
        return by_text
    if numbered:
        return numbered
    asks = [_Mark(n, "") for n, block in enumerate(blocks) if QUESTION.match(block.text)]
    if asks or asked.items or asked.question:
        return asks
    return [_Mark(n, "") for n, block in enumerate(blocks) if block.is_heading]


def _with_missed(blocks: Sequence[Block], marks: list[_Mark]) -> list[_Mark]:
    """*marks*, and one for a question above a further 答：, so that no answer takes in another."""
    if not marks:
        return []
    by_index = {mark.index: mark for mark in marks}
    has_answer, last = True, 0
    for index, block in enumerate(blocks):
        if index in by_index:
            has_answer, last = answer_sign(block.text) is not None, index
        elif index > marks[0].index and is_answer(block.text):
            above = blocks[index - 1].text
            asks = is_labelled(above) or QUESTION.match(above) or above.rstrip().endswith(_ASKS)
            is_far = index - last > _QUESTION_LINES
            if index - 1 > last and (has_answer or is_far or asks):
                by_index[index - 1] = _Mark(index - 1, "")
                last = index - 1
            has_answer = True
    return [by_index[index] for index in sorted(by_index)]


def _by_text(blocks: Sequence[Block], asked: Asked) -> list[_Mark]:
    """Questions by their words or their place; an item that comes again is quoted in an answer."""
    found: list[_Mark] = []
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        item_id = _meant(block, asked)
        if not item_id and not block.is_question:
            label, end = label_of(block.text, asked.ids)
            is_bare = not block.text[end:].strip()
            after = blocks[index + 1].text if index + 1 < len(blocks) else ""
            if label and (block.is_heading or (is_bare and is_answer(after))):
                item_id = label
        if (item_id and item_id not in seen) or (block.is_question and not item_id):
            found.append(_Mark(index, item_id))
            seen.add(item_id)
    return found


def _meant(block: Block, asked: Asked) -> str:
    """The id of the item that *block* asks; empty for none."""
    if block.label:
        return label_of(f"{block.label}、", asked.ids)[0] or block.label
    question = QUESTION.sub("", block.text)
    if answered := answer_sign(question):
        question = question[: answered.start("sign")]
    folded = {fold(question).text, fold(_LEAD.sub("", question)).text}
    near = [item.id for item in asked.items if any(_is_asked(each, item) for each in folded)]
    if len(near) == 1:
        return near[0]
    return label_of(f"{block.text}、", asked.ids)[0] if block.is_question else ""


def is_asked(text: str, asked: Asked) -> bool:
    """True for a text that is the question of an item, or its number alone."""
    label, end = label_of(f"{text.strip()}、", asked.ids)
    is_number = bool(label) and end > len(text.strip())
    return is_number or bool(_meant(Block(text=text, row=0), asked))


def _is_asked(folded: str, item: Item) -> bool:
    for text in (item.text.zh, item.text.en):
        whole = fold(text).text
        if not whole or not folded:
            continue
        if folded == whole or (len(folded) >= _FEWEST and whole.startswith(folded)):
            return True
        is_long = min(len(folded), len(whole)) >= _FEWEST
        if is_long and fuzz.ratio(folded, whole) >= _SIMILAR:
            return True
    return False


def _by_number(blocks: Sequence[Block], asked: Asked) -> list[_Mark]:
    text = "\n".join(block.text for block in blocks)
    starts = [0]
    for block in blocks:
        starts.append(starts[-1] + len(block.text) + 1)
    marks: list[_Mark] = []
    index = 0
    for found in find_numbered(text, asked.ids):
        while starts[index + 1] <= found.start:
            index += 1
        if marks and marks[-1].index == index:
            return []
        item_id = found.label if asked.items else ""
        above = sum(found.since <= start < found.start for start in starts[:index])
        marks.append(_Mark(index, item_id, found.end - starts[index], above))
    return marks


def _part(blocks: Sequence[Block], mark: _Mark, asked: Asked) -> Part:
    lines = [(blocks[0].text[mark.skip :] if mark.skip >= 0 else "").strip()]
    lines += [block.text for block in blocks[1:]]
    if mark.skip > len(blocks[0].text):
        lines[0] = ""
    text = "\n".join(lines)
    item = next((each for each in asked.items if each.id == mark.item_id), None)
    answered = answer_sign(text)
    if answered and text.count("\n", 0, answered.start("sign")) >= _QUESTION_LINES:
        answered = None
    if answered:
        question, answer = text[: answered.start("sign")], _without_label(text[answered.end() :])
    else:
        asks = 0 if mark.skip else 1
        if item and mark.skip:
            asks = int(_is_asked(fold(lines[0]).text, item))
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
