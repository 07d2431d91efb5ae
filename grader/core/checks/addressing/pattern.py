"""One way of writing to the grader, as a pattern, and a place where it was found."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .view import Span, View

# What is aimed at: whoever rates. `override` sets rules aside; `machine` speaks to a model or a
# rater by name; `frame` imitates the frame around an answer (tags, keys, its end); `authority`
# speaks as who could order; `rater` and `self` only name a person who rates, or this answer.
Aim = Literal["override", "machine", "frame", "authority", "rater", "self"]
# What is wanted: points; rules met without words to show; a part to play; a form of output, or
# what the feedback says (`dictated`); what the prompt says. `deal` promises or threatens for
# points. `value` names the highest points, `ask` is any request, `rating` and `mild` are words of
# rating and of orders: alone they ask for nothing of a grader.
Target = Literal[
    "score",
    "deal",
    "result",
    "claim",
    "met",
    "role",
    "format",
    "dictated",
    "leak",
    "value",
    "rating",
    "ask",
    "mild",
]
# The whole of it in one: our own reply's keys, words in characters nobody sees, rows of praise.
Whole = Literal["reply", "hidden", "salad"]
Kind = Aim | Target | Whole


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern in plain text; looked for only where one of the words in `needs` stands."""

    kind: Kind
    regex: re.Pattern[str]
    needs: tuple[str, ...]


class Signal(NamedTuple):
    """A stretch of the original that says something to the grader, or about the rating."""

    start: int
    end: int
    kind: Kind
    is_concealed: bool = False


# What only says where a phrase begins: the end of the sentence before, marks of a list.
_LEAD = re.compile(r"[\s.!?,;:。*#>|-]+")


def pattern(kind: Kind, regex: str, needs: str = "") -> Pattern:
    """
    A pattern of *kind*, and the words, parted by spaces, one of which it cannot do without.

    An underscore in a word is a space.
    """
    words = (
        word if word == "addresses_grader" else word.replace("_", " ") for word in needs.split()
    )
    return Pattern(kind, re.compile(regex), tuple(words))


def signals(view: View, patterns: Iterable[Pattern]) -> Iterator[Signal]:
    """What *patterns* find in *view*, by its places in the original."""
    text = view.text
    for each in patterns:
        if each.needs and not _holds(text, each.needs):
            continue
        for match in each.regex.finditer(text):
            start, end = match.span()
            if (lead := _LEAD.match(text, start, end - 1)) is not None:
                start = lead.end()
            span = view.span(start, end)
            yield Signal(*span, each.kind, is_concealed=bool(view.opened) and view.opens(span))


def _holds(text: str, needs: Iterable[str]) -> bool:
    for word in needs:  # noqa: SIM110 - several times faster than any()
        if word in text:
            return True
    return False


__all__ = ["Aim", "Kind", "Pattern", "Signal", "Span", "Target", "pattern", "signals"]
