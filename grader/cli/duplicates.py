"""Asking a person which of several submissions counts."""

import sys

from ..core.duplicates import Rule
from ..readers.resources import labels
from ..records import Answer, Language
from ..runs import Choose, Contest
from .told import say

_SHOWN = 30
_RULES: dict[str, Rule] = {"first": "first", "last": "last"}


def chooser(language: Language) -> Choose | None:
    """Who asks, in *language*; None where nobody sits at a terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    words = labels(language, "cli")

    def choose(contest: Contest) -> Rule | None:
        say(words["duplicates"].format(total=contest.total))
        for answers in contest.examples:
            first = answers[0]
            say(f"  {first.candidate_id} · {first.item_id}")
            for each in answers:
                say(f"    {each.place}  {_start(each)}")
        return _asked(words["duplicates_ask"])

    return choose


def _asked(question: str) -> Rule | None:
    while True:
        sys.stderr.write(question)
        sys.stderr.flush()
        said = sys.stdin.readline()
        if said.strip().casefold() in _RULES:
            return _RULES[said.strip().casefold()]
        if not said or said.strip().casefold() == "stop":
            return None


def _start(answer: Answer) -> str:
    text = " ".join((answer.text or "").split())
    return text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")
