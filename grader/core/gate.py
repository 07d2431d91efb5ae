"""gate: answers that say nothing, or point elsewhere, are settled or held without a call."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..text import fold, is_skip_mark
from ..text.elsewhere import is_elsewhere
from ..text.openings import is_opening
from ..text.turns import candidate_words

# Compared after folding, so without punctuation, spaces and case.
_NON_ANSWERS = frozenset(
    """不知道 不清楚 不会 不懂 不了解 不太清楚 不太了解 我不知道 我不会 我不清楚 不会做 没有 无
    没 没想法 暂无 略 同上 如上 没有想法 没有经验 没做过 随便 好 好的 是 是的 嗯 哦 ok okay
    yes no none nil null na nan tbd todo test 测试 idontknow idk noidea notsure dontknow
    pass sameasabove asabove 空 skip blank
    1 11 111 123 1234 12345 123456 a aa aaa asdf abc x xx xxx""".split()
)
# Longer texts of more signs than these say something, unless they are links and pictures.
_LONGEST_GATED = 80
_FEWEST_SIGNS = 8
_ECHO_FEWEST = 6


@dataclass(frozen=True, slots=True)
class Gate:
    """How an answer is settled without a judge."""

    status: Literal["gated", "held", "not_answered"]
    reason: str = ""


def gate(text: str | None, question: str) -> Gate | None:
    """
    How *text* is settled without asking a judge, or None where it must be rated.

    No content, a bare non-answer or the question itself: `gated`, lowest points. What a form
    writes for a skipped item: `not_answered`. Only a link, a picture or "see attachment":
    `held`, because what it points to may well be an answer. Of an interview transcript only the
    candidate's words count.
    """
    if text is None:
        return Gate("not_answered")
    text = candidate_words(text)
    if len(text) > _LONGEST_GATED + 2 * len(question) and len(set(text)) > _FEWEST_SIGNS:
        return Gate("held", "attachment") if is_elsewhere(text) else None
    folded = fold(text).text.replace(" ", "")
    if is_skip_mark(text):
        return Gate("not_answered")
    if is_elsewhere(text):
        return Gate("held", "attachment")
    if not folded:
        return Gate("gated", "empty")
    if folded in _NON_ANSWERS or len(set(folded)) == 1 or is_opening(text):
        return Gate("gated", "non_answer")
    return Gate("gated", "question_echo") if _echoes(folded, question) else None


@lru_cache(maxsize=256)
def _asked(question: str) -> str:
    return fold(question).text.replace(" ", "")


def _echoes(folded: str, question: str) -> bool:
    asked = _asked(question)
    if not asked:
        return False
    if len(folded) >= _ECHO_FEWEST and folded in asked:
        return True
    return asked in folded and len(folded.replace(asked, "", 1)) < _ECHO_FEWEST
