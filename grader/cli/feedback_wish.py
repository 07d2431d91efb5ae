"""The options of grader feedback, each said once: the command is made of them."""

from dataclasses import dataclass

from . import options as o
from .judge_wish import JudgeWish


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackWish(JudgeWish):
    """What is wished of grader feedback, by the options' names."""

    file: o.AnswerFile
    rubric: o.RubricName
    item: o.ItemOfAnswer = ""
    question: o.Question = ""
    lang: o.Language = ""
    as_json: o.AsJson = False
