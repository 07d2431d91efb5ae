"""The grader grade that fits what was seen."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...judges.openai_chat.judge import OPENAI_URL, OpenAIJudge
from .places import shown
from .rest import Rest

_CEILING = 32
_THINKING_TOKENS = 8192
_USUAL_TIMEOUT_S = 120.0
_THINKING_TIMEOUT_S = 300.0
# A whole reply must be done within the deadline even where it comes three times as slowly.
_SLACK = 3
# The pace follows the headers by itself: a ceiling only keeps the first burst small.
_FEWEST, _MARGIN = 2, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """
    Options that were typed and go on to grader grade, as words; `names` are those among them.

    `rubric` is the one named, empty where none was.
    """

    words: tuple[str, ...] = ()
    rubric: str = ""

    def has(self, name: str) -> bool:
        """True where the option *name* was typed."""
        return name in self.words


def grade_line(given: Given, judge: OpenAIJudge, rest: Rest) -> tuple[str, ...]:
    """The words of the command; `ANSWERS` and `RUBRIC` stand for what is not known here."""
    words = ["grader", "grade", "ANSWERS", "-r", given.rubric or "RUBRIC", "--model", judge.model]
    if judge.base_url.rstrip("/") != OPENAI_URL:
        words += ["--base-url", shown(judge.base_url)]
    words += given.words
    for name, value in _fitting(rest):
        if not given.has(name):
            words += [name, value]
    return tuple(words)


def _fitting(rest: Rest) -> Iterator[tuple[str, str]]:
    if rest.thought:
        yield "--max-tokens", str(_THINKING_TOKENS)
    timeout_s = _THINKING_TIMEOUT_S if rest.thought else _USUAL_TIMEOUT_S
    if rest.whole_s and rest.whole_s * _SLACK > timeout_s:
        timeout_s = math.ceil(rest.whole_s * _SLACK / 60) * 60
    if timeout_s > _USUAL_TIMEOUT_S:
        yield "--timeout", f"{timeout_s:g}"
    at_once = calls_at_once(rest)
    if at_once is not None and at_once < _CEILING:
        yield "--concurrency", str(at_once)


def calls_at_once(rest: Rest) -> int | None:
    """How many calls the server carries at a time, by its slots or its limit; None untold."""
    if rest.served.slots:
        return rest.served.slots
    limit, whole = rest.requests_a_minute, rest.whole_s or rest.slowest
    if limit is None or whole is None:
        return None
    return max(_FEWEST, math.ceil(_MARGIN * limit / 60 * whole))
