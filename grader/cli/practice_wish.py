"""The options of grader practice, each said once: the command is made of them."""

from dataclasses import dataclass

from . import options as o
from .judge_wish import JudgeWish


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeWish(JudgeWish):
    """What is wished of grader practice, by the options' names."""

    rubric: o.RubricName
    item: o.ItemToPractise = ""
    dimension: o.DimensionToPractise = ""
    question: o.Question = ""
    history: o.HistoryFile = None
    no_history: o.NoHistory = False
    history_only: o.HistoryOnly = False
    lang: o.Language = ""
    as_json: o.AsJson = False
