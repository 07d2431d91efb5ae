"""grader practice: an item, an answer, feedback, and the next one, in the terminal."""

from typing import Any

import typer

from .practice_wish import PracticeWish
from .wish import signature_of


def practice(context: typer.Context, **wished: Any) -> int:  # noqa: ARG001 - as signature_of has it
    """Practise in the terminal: an item, your answer, feedback, and the next item.

    在终端里练习：看题、写回答、看反馈，接着练目前最弱的一项；记录存在自己的电脑上。
    回答可以从标准输入读入：grader practice -r RUBRIC -i ITEM < answer.txt。
    """
    from .practising import practise

    return practise(PracticeWish(**wished))


practice.__signature__ = signature_of(PracticeWish)  # type: ignore[attr-defined]
