"""Which of the ratings of an answer one is, and one that could not be had."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Part = Literal["whole", "without_flagged"]


class Opinion(NamedTuple):
    """
    By which judge of the run (from 0), of which part of the answer, which sample (from 1).

    `without_flagged` is the answer without the words that seem meant for the grader.
    """

    judge: int = 0
    part: Part = "whole"
    sample: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An opinion that was asked for and is not there, with why."""

    opinion: Opinion
    reason: str
    detail: str = ""
