"""Grade written interview answers with a rubric and a language model, with reasons."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api import agrade, feedback, grade, load_rubric, write_reports
    from .errors import GraderError, InputError, JudgeError, StoreError
    from .judges.baseline import BaselineJudge
    from .judges.openai_chat import OpenAIJudge
    from .judges.replay import ReplayJudge
    from .records import Answer, Criterion, Evidence, Item, Rating, Rubric, Score
    from .wiring.answers import read_answers

__all__ = [
    "Answer",
    "BaselineJudge",
    "Criterion",
    "Evidence",
    "GraderError",
    "InputError",
    "Item",
    "JudgeError",
    "OpenAIJudge",
    "Rating",
    "ReplayJudge",
    "Rubric",
    "Score",
    "StoreError",
    "agrade",
    "feedback",
    "grade",
    "load_rubric",
    "read_answers",
    "write_reports",
]

# Loaded when first asked for: importing the package costs nothing of pydantic or openai.
_HOMES = {
    "api": ("agrade", "feedback", "grade", "load_rubric", "write_reports"),
    "errors": ("GraderError", "InputError", "JudgeError", "StoreError"),
    "judges.baseline": ("BaselineJudge",),
    "judges.openai_chat": ("OpenAIJudge",),
    "judges.replay": ("ReplayJudge",),
    "records": ("Answer", "Criterion", "Evidence", "Item", "Rating", "Rubric", "Score"),
    "wiring.answers": ("read_answers",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:  # a checker that saw it would take any name for one of ours

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
