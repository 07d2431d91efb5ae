"""Where the questions of a document begin: by their place, their words, or their numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from ...records import Item
from ...text import fold
from ...text.numbered_answers import find_numbered, is_labelled, label_of
from .blocks import Asked, Block
from .headings import QUESTION, answer_sign, is_answer

_LEAD = re.compile(
    r"\A[\s\W]*(?:第|题目?|问题|question|q)?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})?\s*"
    r"(?:题|[.．、:：)）/-])*\s*\d*",
    re.IGNORECASE,
)
_FEWEST, _SIMILAR = 8, 88
_LONGEST = 2000
_ASKS = ("?", "？")
# A question may take a few lines before its answer is marked as such.
QUESTION_LINES = 6


@dataclass(frozen=True, slots=True)
class Mark:
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


def find_questions(blocks: Sequence[Block], asked: Asked, *, is_one: bool) -> list[Mark]:
    """Where questions begin in *blocks*; with *is_one*, numbers alone begin none."""
    return _with_missed(blocks, _found(blocks, asked, is_one=is_one))


def _found(blocks: Sequence[Block], asked: Asked, *, is_one: bool) -> list[Mark]:
    is_one = is_one or bool(asked.whole) or bool(asked.question)
    by_text = _by_text(blocks, asked)
    numbered = [] if is_one else _by_number(blocks, asked)
    known = {mark.item_id for mark in numbered} & set(asked.ids)
    if any(block.is_question for block in blocks):
        return by_text
    if by_text and len(by_text) >= len(known):
        return by_text
    if numbered:
        return numbered
    asks = [Mark(n, "") for n, block in enumerate(blocks) if QUESTION.match(block.text)]
    if asks or asked.items or asked.question:
        return asks
    return [Mark(n, "") for n, block in enumerate(blocks) if block.is_heading]


def _with_missed(blocks: Sequence[Block], marks: list[Mark]) -> list[Mark]:
    """
    *marks*, and one for each question that is no item's, so that no answer takes in another.

    A numbered heading asks one, and so does what stands above a further 答：.
    """
    if not marks:
        return []
    by_index = {mark.index: mark for mark in marks}
    has_answer, last = True, 0
    for index, block in enumerate(blocks):
        if index in by_index:
            has_answer, last = answer_sign(block.text) is not None, index
        elif index > marks[0].index and block.is_heading and is_labelled(block.text):
            by_index[index] = Mark(index, "")
            has_answer, last = False, index
        elif index > marks[0].index and is_answer(block.text):
            above = blocks[index - 1].text
            asks = is_labelled(above) or QUESTION.match(above) or above.rstrip().endswith(_ASKS)
            is_far = index - last > QUESTION_LINES
            if index - 1 > last and (has_answer or is_far or asks):
                by_index[index - 1] = Mark(index - 1, "")
                last = index - 1
            has_answer = True
    return [by_index[index] for index in sorted(by_index)]


def _by_text(blocks: Sequence[Block], asked: Asked) -> list[Mark]:
    """Questions by their words or their place; an item that comes again is quoted in an answer."""
    found: list[Mark] = []
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
            found.append(Mark(index, item_id))
            seen.add(item_id)
    return found


def _meant(block: Block, asked: Asked) -> str:
    """The id of the item that *block* asks; empty for none."""
    if block.label:
        return label_of(f"{block.label}、", asked.ids)[0] or block.label
    question = QUESTION.sub("", block.text)
    if answered := answer_sign(question):
        question = question[: answered.start("sign")]
    if len(question) > _LONGEST:
        return ""
    folded = {fold(question).text, fold(_LEAD.sub("", question)).text}
    near = [item.id for item in asked.items if any(is_question_of(each, item) for each in folded)]
    if len(near) == 1:
        return near[0]
    return label_of(f"{block.text}、", asked.ids)[0] if block.is_question else ""


def is_asked(text: str, asked: Asked) -> bool:
    """True for a text that is the question of an item, or its number alone."""
    label, end = label_of(f"{text.strip()}、", asked.ids)
    is_number = bool(label) and end > len(text.strip())
    return is_number or bool(_meant(Block(text=text, row=0), asked))


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return fold(text).text


def is_question_of(folded: str, item: Item) -> bool:
    """True for a folded text that is the question of *item*, cut short or nearly so."""
    for text in (item.text.zh, item.text.en):
        whole = _folded(text)
        if not whole or not folded or len(folded) > 2 * len(whole):
            continue
        if folded == whole or (len(folded) >= _FEWEST and whole.startswith(folded)):
            return True
        is_long = min(len(folded), len(whole)) >= _FEWEST
        if is_long and fuzz.ratio(folded, whole) >= _SIMILAR:
            return True
    return False


def _by_number(blocks: Sequence[Block], asked: Asked) -> list[Mark]:
    text = "\n".join(block.text for block in blocks)
    starts = [0]
    for block in blocks:
        starts.append(starts[-1] + len(block.text) + 1)
    marks: list[Mark] = []
    index = 0
    for found in find_numbered(text, asked.ids):
        while starts[index + 1] <= found.start:
            index += 1
        if marks and marks[-1].index == index:
            return []
        item_id = found.label if asked.items else ""
        above = sum(found.since <= start < found.start for start in starts[:index])
        marks.append(Mark(index, item_id, found.end - starts[index], above))
    return marks
