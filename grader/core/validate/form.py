"""The form of a reply: the JSON object in the text, and the keys and types it must have."""

import json
import re
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from ...records import Problem

_FENCE = re.compile(r"\A```(?:json)?\s*(.*?)\s*```\Z", re.DOTALL)
_THINKING = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
# Half of a surrogate pair, as a character or as an escape, is no text and cannot be written.
_HALF = re.compile("[\ud800-\udfff]")
_HALF_ESCAPE = re.compile(
    r"\\\\|\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|(?P<half>\\u[dD][89a-fA-F]\w\w)"
)
_MOST_OBJECTS = 500
_MOST_TOLD = 80
_Form = TypeVar("_Form", bound=BaseModel)
_DECODER_ERRORS = (ValueError, RecursionError)


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class QuoteForm(_Strict):
    """Words the judge says it found, and in which numbered line."""

    line: int
    quote: str


class MarkForm(_Strict):
    """What the judge says of one criterion."""

    evidence: list[QuoteForm]
    rationale: str
    level: int


class FindingForm(QuoteForm):
    """A critical finding as the judge reports it."""

    id: str


class ReplyForm(_Strict):
    """A whole reply; which criteria it must hold is the item's business."""

    criteria: dict[str, MarkForm]
    critical: list[FindingForm] = []
    strengths: list[str]
    improvements: list[str]
    addresses_grader: bool


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"duplicate key {twice!r}")
    return made


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_no_duplicates, parse_constant=_no_constant)


def _objects(text: str) -> tuple[list[dict[str, Any]], str]:
    """Top-level objects of *text* in order, and why the last that failed did."""
    found: list[dict[str, Any]] = []
    why, start = "", text.find("{")
    for _ in range(_MOST_OBJECTS):
        if start < 0:
            break
        try:
            made, end = _DECODER.raw_decode(text, start)
        except _DECODER_ERRORS as error:
            why, end = str(error) or type(error).__name__, start + 1
        else:
            found.append(made)
        start = text.find("{", end)
    return found, why


def read_form(text: str) -> ReplyForm | list[Problem]:
    """The last object in *text* that has the form of a rating, else what is wrong with it."""
    return read_as(text, ReplyForm)


def read_as(text: str, form: type[_Form]) -> _Form | list[Problem]:
    """
    The last object in *text* that has this *form*, else what is wrong with it.

    Fences, prose around it and thinking in front of it are passed over. The answer is never
    searched: *text* is what the judge wrote.
    """
    text = _THINKING.sub("", _whole(text.strip().lstrip("\ufeff")), count=1).strip()
    if fenced := _FENCE.match(text):
        text = fenced[1]
    objects, why = _objects(text)
    problems: list[Problem] = []
    for candidate in reversed(objects):
        try:
            return form.model_validate(candidate)
        except ValidationError as error:
            problems = problems or [_problem(each) for each in error.errors()[:8]]
    if "duplicate key" in why:
        return [Problem("form", "JSON", why)]
    return problems or [Problem("no_json", "", why[:80])]


def _whole(text: str) -> str:
    """*text* with a replacement character for each half of a surrogate pair."""
    text = _HALF.sub("\ufffd", text)
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _HALF_ESCAPE.sub(lambda found: r"\ufffd" if found["half"] else found[0], text)


def _problem(error: Any) -> Problem:
    where = ".".join(str(part) for part in error["loc"])[:_MOST_TOLD]
    if error["type"] == "missing":
        return Problem("missing", where)
    return Problem("form", where, error["msg"])
