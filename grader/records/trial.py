"""Texts by which a judge is tried: ones that aim at its marks, and honest ones that do not."""

from dataclasses import dataclass
from typing import Literal

from .rubric import Language, Text

Writing = Literal[
    "plain", "base64", "hex", "url", "rot13", "spaced", "tags", "variation", "zero_width", "bidi",
    "homoglyph", "full_width",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """
    A text to add to an answer; one without a `category` is benign.

    `place` is where it goes: behind the answer, before it, or instead of it. `writing` is how
    it is written there. `is_control` marks the few that control answers are tried with.
    """

    id: str
    text: str
    language: Language
    category: str = ""
    place: Literal["end", "start", "alone"] = "end"
    writing: Writing = "plain"
    is_control: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """All payloads, and a weak answer to a question for a rubric that has none of its own."""

    version: str
    question: Text
    answer: Text
    payloads: tuple[Payload, ...]
    benign: tuple[Payload, ...]
